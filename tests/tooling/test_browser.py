"""The browser is a real one: it lays out, runs scripts, and speaks to nobody but the test."""

import pytest

from support import browser as tool

pytestmark = pytest.mark.browser


def test_arabic_is_laid_out_from_the_right(page):
    page.set_content("<p dir=rtl lang=ar><span id=a>أهلاً</span> <span id=b>بكم</span></p>")
    first, second = (page.locator(name).bounding_box() for name in ("#a", "#b"))
    assert first["x"] > second["x"]


def test_every_page_starts_without_the_memory_of_another(browser, tmp_path):
    (tmp_path / "a.html").write_text("<p>a page", encoding="utf-8")
    address = (tmp_path / "a.html").as_uri()
    one, other = browser.new_context().new_page(), browser.new_context().new_page()
    for each in (one, other):
        each.goto(address)
    one.evaluate("localStorage.setItem('mode', 'night')")
    assert one.evaluate("localStorage.getItem('mode')") == "night"
    assert other.evaluate("localStorage.getItem('mode')") is None
    one.context.close()
    other.context.close()


def test_a_browser_that_was_named_and_is_not_there_is_not_replaced(monkeypatch, tmp_path):
    monkeypatch.setenv("DIGLOT_CHROMIUM", str(tmp_path / "none"))
    assert tool.find() is None


def test_a_browser_that_was_named_is_taken(monkeypatch, tmp_path):
    named = tmp_path / "mine"
    named.touch()
    monkeypatch.setenv("DIGLOT_CHROMIUM", str(named))
    assert tool.find() == named
