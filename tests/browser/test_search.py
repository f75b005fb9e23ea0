"""The search page in a real browser, against a real server: recall, keyboard, policy, weight."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response

from diglot import search
from diglot.model.search import Passage, SearchRecord
from diglot.storage import write_output
from diglot.text.search_words import search_key, search_words
from support.cases import read_cases
from support.search_site import make_documents, queries
from support.server import serve
from support.validators import axe_violations, nu_errors

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]

READ = """texts => texts.map(text =>
  diglotSearch.words(text).map(word => diglotSearch.forms(word, 'ar')))"""
FOUND = r"""() => {
  const all = (node, selector) => [...node.querySelectorAll(selector)];
  const name = node => node.querySelector('a').pathname.replace(/^.*\/|\.html$/g, '');
  const results = document.querySelector('.search-results');
  const passages = each => ['0', ...all(each, '.num').map(n => n.textContent)];
  return [...all(results, '.glossary li').map(name), ...all(results, '.concordance').flatMap(each =>
    [name(each), ...passages(each).map(n => name(each) + '/' + n)])];
}"""


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
    answered(page, query)
    return page.evaluate(FOUND)


def answered(page: Page, query: str) -> None:
    """Wait until what is shown is the answer to a query."""
    page.wait_for_function(
        "query => document.querySelector('.search-results').dataset.query === query", arg=query
    )


@pytest.fixture(scope="module")
def in_shards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The documents, their index in as many shards as there can be."""
    project = make_documents(tmp_path_factory.mktemp("in-shards") / "project", shard_size=2)
    assert len(list((project / "site" / "search").glob("ar-x-*"))) > 4
    with serve(project / "site", "/repo/") as address:
        yield address


def test_recall_is_the_same_in_shards(page: Page, in_shards: str) -> None:
    """What is known to be missed is missed, and nothing else, within one query."""
    page.goto(in_shards + "search.html")
    wrong = []
    for query in queries():
        shown = set(ask(page, query.text))
        if (query.expected <= shown if query.expected else not shown) == query.missed:
            wrong.append(f"{query}: {sorted(query.expected)} in {sorted(shown)}")
    assert len(wrong) <= 1, wrong


def test_shards_load_the_program_once(page: Page, in_shards: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(in_shards + "search.html")
    ask(page, "Wagner أفريقيا")
    assert sorted(url.rpartition("/")[2] for url in asked if "wasm" in url) == [
        "wasm.ar.pagefind",
        "wasm.en.pagefind",
    ]
    assert said == []


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
        said = f"search recall: {hits}/{expected} queries ({share:.1f} %)"
        sys.stdout.write("\n".join(("", said, *lines, "")))
    assert wrong == []
    assert hits / expected >= 0.95


def test_a_query_is_folded_in_the_browser_as_the_index_was(page: Page, base: str) -> None:
    blocks = [(0x21, 0x250), (0x370, 0x530), (0x591, 0x5F5), (0x600, 0x780), (0xFB1D, 0xFEFD)]
    letters = [chr(point) for first, last in blocks for point in range(first, last)]
    page.goto(base + "search.html")
    folded = page.evaluate("letters => letters.map(diglotSearch.fold)", letters)
    assert [
        (hex(ord(a)), b, search_key(a))
        for a, b in zip(letters, folded, strict=True)
        if b != search_key(a)
    ] == []


def test_words_are_taken_apart_in_the_browser_as_in_the_index(page: Page, base: str) -> None:
    texts = [part for case in read_cases("search/documents.md") for part in case.parts.values()]
    texts += ["وللمدينةِ وبالكتاب فللّجنة الدم بـ«فاغنر» خيمتين", "Putin’s L’été 86.262 re-elected"]
    page.goto(base + "search.html")
    read = page.evaluate(
        READ,
        texts,
    )
    for text, forms in zip(texts, read, strict=True):
        indexed = search_words(text, "ar")
        assert [each[0] for each in forms] == [each[0] for each in indexed]
        assert all(set(own) <= set(asked) for own, asked in zip(indexed, forms, strict=True))


def test_a_result_shows_both_texts_and_leads_to_the_segment(page: Page, base: str) -> None:
    page.goto(base + "search.html")
    ask(page, "خيمة")
    row = page.locator(".search-results .concordance .pair:has(.num)")
    assert "خيمتين" in row.locator(".source[lang=ar]").inner_text()
    assert "two large tents" in row.locator(".target[lang=en]").inner_text()
    assert row.locator("mark").all_inner_texts() == ["خيمتين"]
    row.locator(".num").click()
    assert page.url.startswith(base + "articles/port-strike.html#s-")
    assert "خيمتين" in page.locator(":target .source").inner_text()


def test_actors_come_first(page: Page, base: str) -> None:
    page.goto(base + "search.html?q=Wagner")
    page.wait_for_selector(".search-results .concordance")
    assert page.locator(".search-results > *").first.locator("a").all_inner_texts() == [
        "مجموعة فاغنر",
        "Wagner Group",
    ]
    assert page.locator(".search-state").inner_text().split() == ["نتيجتان", "2", "results"]


def test_the_keyboard_and_the_address(page: Page, base: str) -> None:
    page.goto(base + "search.html?q=CIA")
    page.wait_for_selector(".search-results .concordance")
    assert page.input_value("#q") == "CIA"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "actors/cia.html"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("Burns")
    answered(page, "Burns")
    assert page.url.endswith("search.html?q=Burns")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/william-burns.html")


def test_at_four_hundred_per_cent_the_search_is_used_by_keyboard_alone(
    page: Page, base: str
) -> None:
    """A window of 1280 by 1024 at 400 %: nothing sideways, what has the focus is in sight."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(base + "search.html")
    page.evaluate("document.activeElement.blur()")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("Wagner")
    answered(page, "Wagner")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    href = ""
    while "/articles/" not in href:
        page.keyboard.press("Tab")
        href, left, right, top, bottom = page.evaluate(
            "(({ left, right, top, bottom }) => [document.activeElement.href || '',"
            " left, right, top, bottom])(document.activeElement.getBoundingClientRect())"
        )
        assert left >= 0
        assert right <= 320
        assert top < 256
        assert bottom > 0
    page.keyboard.press("Enter")
    page.wait_for_url(href)


def test_every_page_leads_to_the_search_by_a_slash(page: Page, base: str) -> None:
    page.goto(base + "articles/cia-memo.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html#q")
    assert page.evaluate("document.activeElement.id") == "q"


def test_nothing_found_says_so_and_offers_help(page: Page, base: str) -> None:
    page.goto(base + "search.html")
    assert page.locator("[role=status]").count() == 1
    ask(page, "<b>zeppelin</b>")
    assert "<b>zeppelin</b>" in page.locator("[role=status]").inner_text()
    assert "Fewer words" in page.locator(".search-results").inner_text()


def test_without_a_script_the_page_says_what_to_do(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "search.html?q=Wagner")
    note = page.locator("noscript")
    assert "this browser runs none" in note.inner_text()
    note.get_by_role("link", name="Actors").click()
    assert page.url == base + "actors/index.html"
    context.close()


def test_from_a_disk_the_page_asks_for_a_server(page: Page, documents: Path) -> None:
    page.goto((documents / "search.html").as_uri())
    assert "needs a web server" in page.locator("[role=status]").inner_text()


def test_the_policy_holds_and_nothing_leaves_the_host(page: Page, base: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + "search.html")
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy is not None
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert not any("/search/" in url for url in asked)
    ask(page, "Wagner أفريقيا")
    assert said == []
    assert all(url.startswith(base) for url in asked)
    page.goto(base + "articles/cia-memo.html")
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy is not None
    assert "wasm" not in policy


def test_a_first_query_weighs_little(page: Page, base: str, documents: Path) -> None:
    """As sent with gzip, which is how the script goes out; the index is compressed already."""
    page.goto(base + "search.html")
    sent: dict[str, int] = {}

    def note(response: Response) -> None:
        body = response.body()
        sent[response.url] = min(len(body), len(gzip.compress(body)))

    page.on("response", note)
    ask(page, "Wagner")
    page.wait_for_load_state("networkidle")
    index = sum(size for url, size in sent.items() if "/search/" in url)
    assert index <= 125_000
    scripts = documents / "assets" / "js"
    own = [scripts / "search-index.js", scripts / "search.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in own) <= 8_000


def test_a_query_loads_the_part_of_an_index_that_holds_its_words(
    page: Page, documents: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(documents, site)
    shutil.rmtree(site / "search" / "en")
    words = [f"w{sha256(str(n).encode()).hexdigest()[:12]}" for n in range(20_000)]
    records = [
        SearchRecord(
            "en",
            f"articles/a{n}.html",
            f"Title {n}",
            (Passage("s-1", " ".join(words[n * 500 : n * 500 + 500])),),
            {"title-en": f"Title {n}"},
        )
        for n in range(40)
    ]
    known = {record.path: search.digests((record,))["en"] for record in records}
    for output in search.Index(tmp_path / "index").files("en", known, lambda _: records):
        write_output(site, output)
    parts = len(list((site / "search" / "en" / "index").iterdir()))
    assert parts > 3
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serve(site) as address:
        page.goto(address + "search.html")
        assert "a1" in ask(page, words[700])
    assert 1 <= len([url for url in asked if url.endswith(".pf_index")]) < parts / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1440])
def test_the_page_with_results_is_accessible(
    browser: Browser, base: str, validators: None, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(base + "search.html?q=Wagner")
    page.wait_for_selector(".search-results .concordance .num")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_page_is_valid(base: str, validators: None) -> None:
    assert nu_errors([base + "search.html"]) == []


def test_machine_english_is_found_and_labelled_and_what_is_withheld_is_not(
    page: Page, sample: Path
) -> None:
    with serve(sample / "site") as address:
        page.goto(address + "search.html")
        assert "harbour" in ask(page, "harbour")
        assert "Machine translation" in page.locator(".search-results .state").inner_text()
