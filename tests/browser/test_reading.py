"""The edition in a real browser: alignment, direction, ways of reading, widths, sub-path, disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.server import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# A probe of no size at the start of a text sits on its first baseline.
BASELINES = """() => [...document.querySelectorAll('.edition .pair')].flatMap(row => {
  const texts = ['source', 'target'].map(c => row.querySelector(':scope > .' + c)).filter(Boolean);
  if (texts.length < 2 || !texts.every(t => t.getClientRects().length)) return [];
  const [a, b] = texts.map(text => {
    const probe = document.createElement('span');
    probe.style.cssText = 'display:inline-block;width:0;height:0;line-height:0';
    const first = text.querySelector('th, figcaption') || text;
    first.prepend(probe);
    const y = probe.getBoundingClientRect().bottom;
    probe.remove();
    return y;
  });
  return [{ id: row.id, gap: Math.abs(a - b) }];
})"""


@pytest.fixture(scope="module")
def base(sample: Path) -> Iterator[str]:
    with serve(sample / "site", "/repo/") as address:
        yield address


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_first_baselines_are_equal_in_every_row(page: Page, article: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(article)
    rows = page.evaluate(BASELINES)
    assert len(rows) >= 83
    assert [row for row in rows if row["gap"] > 0.5] == []


def test_source_stands_right_and_translation_left(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    row = page.locator(".pair[id^=s-]").first
    source, target = row.locator(".source").bounding_box(), row.locator(".target").bounding_box()
    assert source
    assert target
    assert source["x"] > target["x"] + target["width"]
    assert page.locator(".source").evaluate_all(
        "all => all.every(e => getComputedStyle(e).direction === 'rtl' && e.lang === 'ar')"
    )
    assert page.locator("p.target").evaluate_all(
        "all => all.every(e => getComputedStyle(e).direction === 'ltr' && e.lang === 'en')"
    )


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize(
    "path",
    [
        "articles/harbour.html",
        "ar/articles/harbour.html",
        "en/articles/harbour.html",
        "articles/bridges.html",
        "index.html",
        "ar/index.html",
        "en/index.html",
        "actors/index.html",
        "actors/port-authority.html",
        "about.html",
        "404.html",
    ],
)
def test_nothing_scrolls_sideways(page: Page, base: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(base + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def no_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    yield context.new_page()
    context.close()


def test_on_a_phone_the_english_is_one_tap_away_without_script(
    no_script: Page, article: str
) -> None:
    page = no_script
    page.goto(article)
    row = page.locator(".pair[id^=s-]").first
    assert row.locator(".source").is_visible()
    assert not row.locator(".target").is_visible()
    row.locator(".reveal").click()
    assert row.locator(".target").is_visible()
    assert not page.locator(".pair[id^=s-]").nth(1).locator(".target").is_visible()


def test_the_ways_of_reading_without_script_from_a_disk(no_script: Page, repository: Path) -> None:
    page = no_script
    page.goto((repository / "site/articles/wagner-mutiny.html").as_uri())
    row = page.locator(".pair[id^=s-]").nth(3)
    page.locator("#mode-interleaved").check(force=True)
    assert row.locator(".source").is_visible()
    assert row.locator(".target").is_visible()
    page.locator("#mode-target").check(force=True)
    assert not row.locator(".source").is_visible()
    assert row.locator(".target").is_visible()
    page.locator('.alone a[lang="en"]').click()
    assert page.url.endswith("/en/articles/wagner-mutiny.html")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".actor").first.click()
    assert "/actors/" in page.url
    page.locator("a.num").first.click()
    assert "/articles/wagner-mutiny.html#" in page.url


def test_the_choice_is_kept_and_the_paragraph_stays_under_the_eye(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(article)
    row = page.locator(".pair[id^=s-]").nth(30)
    row.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 150)")
    page.wait_for_timeout(100)
    before = row.bounding_box()
    page.locator("label:has(#mode-interleaved)").click()
    page.wait_for_timeout(200)
    after = row.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 2
    page.reload()
    assert page.locator("#mode-interleaved").is_checked()


def test_permalinks_of_the_concordance_lead_to_the_exact_segment(
    page: Page, repository: Path
) -> None:
    with serve(repository / "site") as address:
        page.goto(f"{address}actors/wagner-group.html")
        links = page.locator(".concordance a.num").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert len(links) > 30
        page.locator(".concordance a.num").nth(4).click()
        assert page.evaluate("document.querySelector(':target').matches('.pair')")
        assert "فاغنر" in page.locator(":target .source").inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "articles/harbour.html",
        "index.html",
        "actors/port-authority.html",
        "about.html",
        "nowhere/deep.html",
    ],
)
def test_under_a_sub_path_every_request_is_answered_here(
    page: Page, sample: Path, path: str
) -> None:
    with serve(sample / "site", "/edition/") as address:
        asked: list[tuple[str, int]] = []
        page.on("response", lambda answer: asked.append((answer.url, answer.status)))
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert all(url.startswith(address) for url, _ in asked)
        assert [
            url for url, status in asked if status >= 400 and not url.endswith("nowhere/deep.html")
        ] == []
        assert page.locator("link[rel=stylesheet]").first.evaluate("e => e.sheet !== null")


def test_the_content_security_policy_is_never_violated(page: Page, base: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("articles/harbour.html", "index.html", "actors/index.html", "about.html"):
        page.goto(base + path)
    assert [line for line in said if "Content Security Policy" in line] == []


def test_an_actors_link_never_breaks_the_joining_of_letters(page: Page, article: str) -> None:
    """A word measures the same with its link and without it."""
    page.goto(article)
    widths = page.evaluate("""() => [...document.querySelectorAll('.source .actor')].map(link => {
      const range = document.createRange(); range.selectNodeContents(link);
      const linked = range.getBoundingClientRect().width;
      const text = document.createTextNode(link.textContent);
      const lines = link.getClientRects().length;
      link.replaceWith(text); range.selectNode(text);
      const plain = range.getBoundingClientRect().width; text.replaceWith(link);
      return lines > 1 ? 0 : Math.abs(linked - plain);
    })""")
    assert widths
    assert max(widths) < 0.5


def test_print_keeps_both_columns_and_the_text_extracts(
    page: Page, article: str, tmp_path: Path
) -> None:
    page.goto(article)
    page.emulate_media(media="print")
    row = page.locator(".pair[id^=s-]").first
    source, target = row.locator(".source").bounding_box(), row.locator(".target").bounding_box()
    assert source
    assert target
    assert abs(source["y"] - target["y"]) < 10
    assert not page.locator(".modes").is_visible()
    assert page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True).startswith(b"%PDF")
