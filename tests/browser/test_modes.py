"""The ways to read: without a script, with one, by keyboard, by touch, and always in one order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MODES = ["side", "interleaved", "reveal", "reveal-source", "source", "target"]
BOTH = {"side", "interleaved"}

# Every text that is drawn, in the order of the document, with its place; what is covered is not.
DRAWN = """() => [...document.querySelectorAll('.section .pair > :is(.source, .target)')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }))
  .map(e => { const box = e.getBoundingClientRect(); const row = e.closest('.pair');
    return { row: row.id, side: e.classList[0], top: box.top, bottom: box.bottom, start: box.right,
      end: box.left, text: e.innerText.replace(/\\s+/g, ' ').trim() }; })"""


@pytest.fixture
def no_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


def row(page: Page, number: int = 2) -> Locator:
    """A paragraph of two sentences on each side; the first row names two actors in its target."""
    return page.locator(".pair[id^=s-]").nth(number - 1)


def choose(page: Page, mode: str) -> None:
    """Choose a way; on a narrow screen the first one is the source with the rest on demand."""
    size = page.viewport_size
    if mode == "reveal" and size and size["width"] < 896:
        mode = "side"
    page.locator(f"#mode-{mode}").check(force=True)


def shown(row: Locator) -> set[str]:
    return {side for side in ("source", "target") if row.locator(f".{side}").is_visible()}


EXPECTED = {
    "side": {"source", "target"},
    "interleaved": {"source", "target"},
    "reveal": {"source"},
    "reveal-source": {"target"},
    "source": {"source"},
    "target": {"target"},
}


@pytest.mark.parametrize("mode", MODES)
def test_every_way_of_reading_needs_no_script(no_script: Page, article: str, mode: str) -> None:
    page = no_script
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    choose(page, mode)
    page.mouse.move(2, 2)
    assert shown(row(page)) == EXPECTED[mode]


@pytest.mark.parametrize("mode", ["reveal", "reveal-source"])
def test_the_other_text_is_revealed_by_pointer_by_focus_and_by_its_key(
    no_script: Page, article: str, mode: str
) -> None:
    page = no_script
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    choose(page, mode)
    before = row(page, 3).bounding_box()
    row(page).locator(".num").hover()
    assert shown(row(page)) == {"source", "target"}
    page.mouse.move(2, 2)
    assert shown(row(page)) == EXPECTED[mode]
    row(page).locator(".num").focus()
    assert shown(row(page)) == {"source", "target"}
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    row(page, 20).locator(".num").focus()
    assert shown(row(page)) == {"source", "target"}
    assert shown(row(page, 4)) == EXPECTED[mode]
    row(page, 1).locator(".num").focus()
    after = row(page, 3).bounding_box()
    assert before
    assert after
    assert before["height"] == after["height"]


@pytest.mark.parametrize("mode", ["side", "reveal-source"])
def test_on_a_phone_without_script_a_tap_anywhere_in_a_folded_row_unfolds_it(
    browser: Browser, article: str, mode: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = context.new_page()
    page.goto(article)
    choose(page, mode)
    named = page.locator(".pair[id^=s-]:has(.source .actor):has(.target .actor)").first
    folded = "source" if mode == "reveal-source" else "target"
    open_ = "target" if mode == "reveal-source" else "source"
    name = named.locator(f".{open_} .actor").first
    name.scroll_into_view_if_needed()
    box = name.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.url == article
    assert named.locator(f".{folded}").is_visible()
    name.tap()
    page.wait_for_url("**/actors/*.html")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("mode", MODES)
def test_what_is_seen_read_tabbed_and_copied_is_in_one_order(
    page: Page, article: str, mode: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(article)
    choose(page, mode)
    page.mouse.move(2, 2)
    page.evaluate("document.activeElement.blur()")
    drawn = page.evaluate(DRAWN)
    assert len(drawn) >= 83
    # Seen: every text begins below the one before it, or, facing it, on its end side.
    for above, below in pairwise(drawn):
        facing = above["row"] == below["row"] and below["start"] <= above["end"]
        assert facing or below["top"] >= above["bottom"] - 1, (above, below)
    # Copied: the selection holds the same texts in the same order.
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.edition')); "
        "return getSelection().toString().replace(/\\s+/g, ' '); }"
    )
    position = 0
    for each in drawn:
        found = copied.find(each["text"], position)
        assert found >= 0, each["text"]
        position = found + len(each["text"])
    # Tabbed: what can be focused has the order of the document, nothing sets another.
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    assert page.evaluate(
        "() => [...document.querySelectorAll('.edition *')]"
        ".every(e => getComputedStyle(e).order === '0')"
    )
    page.evaluate("getSelection().removeAllRanges()")
    row(page, 7).locator(".num").focus()
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"
            )
        )
    assert stops == sorted(stops)


def test_paragraphs_have_one_shape_in_every_way_of_reading(page: Page, article: str) -> None:
    """The same paragraphs, headings and list items, whatever is shown of them."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    rows = {}
    for mode in MODES:
        choose(page, mode)
        page.mouse.move(2, 2)
        rows[mode] = [each["row"] for each in page.evaluate(DRAWN)]
    one = rows["source"]
    assert rows["target"] == one
    assert rows["reveal"] == one
    assert rows["reveal-source"] == one
    assert rows["side"] == rows["interleaved"] == [id_ for id_ in one for _ in range(2)]


def test_the_first_links_lead_to_one_language_each(no_script: Page, article: str) -> None:
    no_script.goto(article)
    links = no_script.locator("a[href]").evaluate_all(
        "all => all.slice(0, 3).map(a => a.getAttribute('href'))"
    )
    assert links == [
        "#content",
        "../ar/articles/wagner-mutiny.html",
        "../en/articles/wagner-mutiny.html",
    ]
    no_script.keyboard.press("Tab")
    no_script.keyboard.press("Tab")
    no_script.keyboard.press("Enter")
    no_script.wait_for_url("**/ar/articles/wagner-mutiny.html")


def test_a_shared_link_shows_its_way_and_leaves_the_readers_own(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    choose(page, "source")
    page.goto(f"{article}?mode=interleaved#s-eb72b3")
    assert page.locator("#mode-interleaved").is_checked()
    assert page.evaluate("localStorage.getItem('diglot.mode')") == "source"
    box = page.locator("#s-eb72b3").bounding_box()
    assert box
    assert 0 <= box["y"] < 450
    page.goto(article)
    assert page.locator("#mode-source").is_checked()
    page.goto(f"{article}?mode=nonsense")
    assert page.locator("#mode-source").is_checked()


def test_a_shared_link_works_from_a_disk(page: Page, repository: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((repository / "site/articles/wagner-mutiny.html").as_uri() + "?mode=target#s-eb72b3")
    assert page.locator("#mode-target").is_checked()
    choose(page, "interleaved")
    assert shown(page.locator("#s-eb72b3")) == {"source", "target"}


@pytest.mark.parametrize("mode", ["interleaved", "reveal", "source", "target"])
def test_changing_the_way_by_key_keeps_the_paragraph_in_place(
    page: Page, article: str, mode: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    middle = page.locator("#s-eb72b3")
    middle.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 200)")
    page.wait_for_timeout(100)
    before = middle.bounding_box()
    page.keyboard.press(str(MODES.index(mode) + 1))
    page.wait_for_timeout(100)
    assert page.locator(f"#mode-{mode}").is_checked()
    after = middle.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 2


def test_on_a_phone_a_tap_reveals_the_sentence_and_a_name_does_not_steal_it(
    phone: Page, article: str
) -> None:
    page = phone
    page.goto(article)
    named = page.locator("#s-253143")
    source, target = named.locator(".source"), named.locator(".target")
    source.locator('.s[data-s="2"]').last.tap()
    assert target.locator('.s[data-s="2"]').first.is_visible()
    assert not target.locator('.s[data-s="1"]').first.is_visible()
    name = source.locator('.s[data-s="1"] .actor').first
    source.locator('.s[data-s="2"]').last.tap()
    assert not target.is_visible()
    name.tap()
    assert page.url == article
    assert target.locator('.s[data-s="1"]').first.is_visible()
    assert not target.locator('.s[data-s="2"]').first.is_visible()
    named.locator(".reveal").tap()
    named.locator(".reveal").tap()
    assert target.locator('.s[data-s="1"]').first.is_visible()
    assert target.locator('.s[data-s="2"]').first.is_visible()
    name.tap()
    assert page.url == article
    assert page.locator(".card a").first.is_visible()
    page.locator(".card a").first.tap()
    page.wait_for_url("**/actors/wagner-group.html")


def test_on_a_phone_a_paragraph_that_is_not_aligned_is_revealed_whole(
    phone: Page, article: str
) -> None:
    phone.goto(article)
    heading = phone.locator("#s-c55d9a")
    heading.locator(".source").tap()
    assert heading.locator(".target").is_visible()
    heading.locator(".source").tap()
    assert not heading.locator(".target").is_visible()


@pytest.mark.parametrize("mode", MODES)
def test_nothing_scrolls_sideways_at_four_hundred_per_cent(
    page: Page, article: str, mode: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(article)
    choose(page, mode)
    for checkbox in page.locator(".reveal input").all()[:3]:
        if checkbox.is_visible():
            checkbox.check(force=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_hovering_lights_the_sentence_that_answers(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    pair = page.locator("#s-d46784")
    pair.locator('.source .s[data-s="2"]').last.hover(position={"x": 200, "y": 60})
    lit = pair.locator(".target .lit").evaluate_all("all => all.map(e => e.textContent).join(' ')")
    assert lit.startswith("The incident")
    assert lit.endswith("on the other.")
    assert pair.locator(".source .lit").first.is_visible()
    wash = pair.locator(".target").evaluate("e => getComputedStyle(e).backgroundColor")
    page.mouse.move(2, 2)
    assert page.locator(".lit").count() == 0
    assert pair.locator(".target").evaluate("e => getComputedStyle(e).backgroundColor") != wash


def test_focus_lights_the_sentence_too(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(article)
    pair = page.locator("#s-253143")
    pair.locator('.source .s[data-s="1"] .actor').first.focus()
    assert pair.locator('.target .s.lit[data-s="1"]').count() > 0
    assert pair.locator('.target .s.lit[data-s="2"]').count() == 0
