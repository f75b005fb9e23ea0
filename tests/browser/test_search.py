"""The search page in a real browser, against a real server: recall, keyboard, policy, weight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.search_site import Query, make_documents, queries
from support.server import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]

FOUND = """() => [
  ...[...document.querySelectorAll('.search-results .glossary li')].map(row =>
    row.querySelector('a').getAttribute('href').replace(/^actors\\/|\\.html$/g, '')),
  ...[...document.querySelectorAll('.search-results .concordance')].flatMap(section => {
    const slug = section.querySelector('a').getAttribute('href').replace(/^articles\\/|\\.html$/g, '');
    return [slug, slug + '/0', ...[...section.querySelectorAll('.num')].map(n => slug + '/' + n.textContent)];
  })]"""


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_documents(tmp_path_factory.mktemp("documents") / "project") / "site"


@pytest.fixture(scope="module")
def base(documents: Path) -> Iterator[str]:
    with serve(documents, "/repo/") as address:
        yield address


def ask(page: Page, query: str) -> list[str]:
    """Type a query and give what is shown for it."""
    page.fill("#q", query)
    page.wait_for_function(
        "query => document.querySelector('.search-results').dataset.query === query", arg=query
    )
    return page.evaluate(FOUND)


def test_recall_of_the_query_set(page: Page, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is found but what is known to be missed; no known miss has become a hit."""
    page.goto(base + "search.html")
    lines, wrong, hits, expected = [], [], 0, 0
    every = queries()
    for query in every:
        shown = set(ask(page, query.text))
        found = query.expected <= shown if query.expected else not shown
        expected += 1
        hits += found
        if found == query.missed:
            wrong.append(f"{query}: {sorted(query.expected)} in {sorted(shown)}")
        if not found:
            lines.append(f"  missed: {query}")
    with capsys.disabled():
        share = 100 * hits / expected
        print(f"\nsearch recall: {hits}/{expected} queries ({share:.1f} %)", *lines, sep="\n")
    assert wrong == []
    assert hits / expected >= 0.95
