"""The pages of actors in a real browser: filters without a script, marks that can be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.server import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def base(repository: Path) -> Iterator[str]:
    with serve(repository / "site", "/repo/") as address:
        yield address


def shown(page: Page, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


def test_letters_and_kinds_filter_without_a_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}actors/index.html")
    everybody = shown(page, ".glossary > li")
    assert everybody > 50
    page.get_by_role("link", name="ب", exact=True).click()
    expect(page.locator(".letter:visible")).to_have_count(1)
    assert 0 < shown(page, ".glossary > li") < everybody
    page.get_by_role("link", name="W", exact=True).click()
    expect(page).to_have_url(re.compile(r"actors/index\.en\.html#en-57$"))
    first = page.locator(".glossary > li:visible [lang=en] a").first
    expect(first).to_have_text(re.compile("^W"))
    page.get_by_role("link", name="All", exact=True).click()
    expect(page.locator(".glossary > li:visible")).to_have_count(everybody)
    page.locator("#kind-person").check()
    people = shown(page, ".glossary > li")
    assert people == page.locator('[data-kind="person"]').count()
    assert shown(page, ".letter") == page.locator('.letter:has([data-kind="person"])').count()
    context.close()


def test_the_first_passage_stands_at_the_right_and_its_mark_is_followed(
    page: Page, base: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{base}articles/wagner-mutiny.presence.html")
    strip = page.locator(".strip").first
    marks = strip.locator("a")
    boxes = [marks.nth(n).locator("line").bounding_box() for n in range(marks.count())]
    places = [box["x"] for box in boxes if box]
    assert len(places) == marks.count()
    assert places == sorted(places, reverse=True)
    href = marks.first.get_attribute("href")
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{href}")
    assert page.locator(f"#{str(href).partition('#')[2]}").count() == 1


def test_the_table_behind_the_picture_has_room_for_a_finger(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{base}articles/wagner-mutiny.presence.html")
    page.locator(".presence-table summary").click()
    links = page.locator(".presence-table td a")
    assert links.count() == page.locator(".strip a").count()
    for number in range(0, links.count(), 20):
        box = links.nth(number).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("fragment", ["#s-e49241", ""], ids=["script", "no-script"])
def test_a_former_address_leads_on_and_keeps_the_passage(
    browser: Browser, sample_base: str, fragment: str
) -> None:
    context = browser.new_context(java_script_enabled=bool(fragment))
    page = context.new_page()
    page.goto(f"{sample_base}articles/port.html#s-e49241", wait_until="commit")
    page.wait_for_url(f"**/articles/harbour.html{fragment}")
    context.close()


@pytest.mark.parametrize(
    "path",
    ["actors/index.html", "actors/wagner-group.html", "articles/wagner-mutiny.presence.html"],
)
def test_nothing_runs_over_a_narrow_page(page: Page, base: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(base + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
