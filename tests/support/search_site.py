"""A publication made of the documents of tests/cases/search, and the queries asked of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import polib

from support.cases import CASES, read_cases
from support.project import ROOT, diglot, run

_SETTINGS = """\
site_name: Documents
docs_dir: content
site_url: https://documents.example/
use_directory_urls: false
theme: {{name: null, custom_dir: {theme}}}
plugins: [diglot: {{title: {{ar: وثائق, en: Documents}}}}]
"""
_IN_SHARDS = """\
import sys
from diglot import search
from diglot.cli import main
search.SHARD_SIZE = {size}
sys.exit(main(["build", "--frozen"]))
"""


@dataclass(frozen=True)
class Query:
    """A query of queries.txt."""

    text: str
    expected: frozenset[str]
    """Pages by name; `slug/n` is a page's passage, 0 its head."""
    missed: bool
    """It is known to be missed."""

    def __str__(self) -> str:
        return self.text


def queries() -> list[Query]:
    """Give the query set."""
    found = []
    for line in (CASES / "search" / "queries.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, expected = line.partition("|")
            found.append(
                Query(
                    text.strip().removeprefix("!"),
                    frozenset(expected.split()),
                    text.startswith("!"),
                )
            )
    return found


def make_documents(project: Path, *, shard_size: int | None = None) -> Path:
    """Write the documents as articles with their translations, and build the site.

    Args:
        project: a new folder.
        shard_size: records that a shard of its search index has at most on average, if not as
            many as in any other publication.
    """
    content = project / "content"
    content.mkdir(parents=True)
    text = _SETTINGS.format(theme=ROOT / "theme")
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    (content / "index.md").write_text("# Documents\n", encoding="utf-8")
    shutil.copy(CASES / "search" / "actors.yml", content)
    for case in read_cases("search/documents.md"):
        title, *paragraphs = case.parts["source"].split("\n\n")
        folder = content / "articles" / case.title
        folder.mkdir(parents=True)
        front = f'---\ntitle: "{title}"\ndate: 2026-11-01\n---\n\n'
        (folder / "article.md").write_text(front + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    _run(project, "sync")
    for case in read_cases("search/documents.md"):
        if "target" in case.parts:
            path = content / "articles" / case.title / "en.po"
            catalogue = polib.pofile(str(path), wrapwidth=0)
            for entry, translation in zip(
                catalogue, case.parts["target"].split("\n\n"), strict=True
            ):
                entry.msgstr = translation
            catalogue.save()
    _run(project, "sync")
    if shard_size is None:
        _run(project, "build", "--frozen")
    else:
        (project / "in_shards.py").write_text(_IN_SHARDS.format(size=shard_size), encoding="utf-8")
        _done(run(project, "in_shards"))
    return project


def _run(project: Path, *arguments: str) -> None:
    _done(diglot(project, *arguments))


def _done(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
