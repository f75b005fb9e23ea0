"""The bench guards a build's cost by its ratio to a parse of the same texts in the same minute."""

from __future__ import annotations

import math
import statistics
import sys
import time
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from bench import corpus, own
from bench.measure import cost
from bench.tools import Tool
from bench.words import new_name
from support.project import tree

pytestmark = pytest.mark.xdist_group("bench")

COUNT = 30
BOUND = 40.0
"""Times the parse of its two texts that an article's whole way to the site may cost: a third above
what was measured. Where work is saved, lower it."""

# What a regression would cost: everything that an article needs, done so many times.
_AGAIN = """
from diglot import cli, make

once = make.Maker.make

def again(*given):
    return [once(*given) for _ in range({times})][0]

make.Maker.make = again
raise SystemExit(cli.main())
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench") / "corpus"
    corpus.write(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def tools(texts):
    """The same publication with its articles and with none, for the start of a build is no part."""
    corpus.write(texts.parent / "none", 0)
    empty = own.full(texts.parent / "none", texts.parent / "empty")
    return own.full(texts, texts.parent / "full"), empty


def _cold(tool: Tool, *command: str) -> float:
    tool.clear()
    command = (*(command or tool.command[:-1]), "build", "--jobs", "1")
    return cost(command, tool.folder, tool.environment).cpu


def _parse(texts: Path) -> float:
    """Give the CPU seconds that the parser alone takes for both languages."""
    sources = [path.read_text("utf-8") for path in (texts / "texts").rglob("*.md")]
    markdown = MarkdownIt("commonmark")
    started = time.process_time()
    for source in sources:
        markdown.render(source)
    return time.process_time() - started


def test_the_corpus_is_the_same_each_time(texts, tmp_path):
    corpus.write(tmp_path / "again", COUNT)
    assert tree(tmp_path / "again") == tree(texts)


def test_a_new_alias_stands_in_ten_articles(texts):
    for round_ in range(3):
        name, _ = new_name(round_, COUNT)
        sources = (texts / "content" / "articles").glob("*/article.md")
        assert sum(name in path.read_text("utf-8") for path in sources) == 10


def test_an_article_costs_a_bounded_multiple_of_its_parse(texts, tools, tmp_path):
    full, empty = tools
    parses = [_parse(texts), _parse(texts)]
    whole, start = _cold(full), _cold(empty)
    parses += [_parse(texts), _parse(texts)]
    ratio = (whole - start) / statistics.median(parses)
    assert ratio < BOUND

    # And the bound would be broken: this many times the work is beyond it.
    slow = tmp_path / "slow.py"
    slow.write_text(_AGAIN.format(times=math.ceil(BOUND / ratio) + 1), "utf-8")
    slowed = _cold(full, sys.executable, str(slow)) - start
    parses += [_parse(texts), _parse(texts)]
    assert slowed / statistics.median(parses) > BOUND
