"""What holds for every page of the sample: without a script, from a disk, in print, magnified."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.fixtures import missing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REDIRECTS = 'http-equiv="refresh"'
BROKEN = "[...document.querySelectorAll('img')].filter(e => e.complete && !e.naturalWidth).length"
STYLED = "[...document.styleSheets].length > 0 && getComputedStyle(document.body).margin === '0px'"


@pytest.fixture(scope="module")
def pages(sample: Path) -> list[str]:
    site = sample / "site"
    found = sorted(
        path for path in site.rglob("*.html") if REDIRECTS not in path.read_text("utf-8")
    )
    assert len(found) >= 18
    return [path.relative_to(site).as_posix() for path in found]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A reader without scripts, at 400 % of a window of 1280 by 1024."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 256})
    yield context.new_page()
    context.close()


def test_without_a_script_every_page_has_its_heading_and_its_text(
    plain: Page, sample_base: str, pages: list[str]
) -> None:
    for path in pages:
        plain.goto(sample_base + path)
        assert plain.locator("h1").is_visible(), path
        assert len(plain.locator("main").inner_text()) > 50, path


def test_at_four_hundred_per_cent_nothing_is_cut_or_covered(
    page: Page, sample_base: str, pages: list[str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    for path in pages:
        page.goto(sample_base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        # What is fixed to the window would leave no room to read in.
        fixed = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => "
            "['fixed', 'sticky'].includes(getComputedStyle(e).position))"
            ".map(e => e.getBoundingClientRect().height)"
        )
        assert max(fixed, default=0) < 64, path


def test_every_page_opens_from_a_disk(page: Page, sample: Path, pages: list[str]) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    # Chromium fetches no font ahead from a disk; the style sheet's own request is answered.
    page.on(
        "requestfailed",
        lambda request: (
            request.url.endswith(".woff2") or faults.append(f"{page.url}: {request.url}")
        ),
    )
    for path in pages:
        if path == "404.html":  # a server shows it at any depth, so that it links from the root
            continue
        page.goto((sample / "site" / path).as_uri())
        assert page.evaluate(STYLED), path
        page.wait_for_function("() => [...document.fonts].some(font => font.status === 'loaded')")
        assert page.evaluate(BROKEN) == 0, path
    assert faults == []


def test_every_page_prints_its_text_and_none_of_its_controls(
    page: Page, sample_base: str, pages: list[str], tmp_path: Path
) -> None:
    if not shutil.which("pdftotext"):
        missing("pdftotext was not found. Install poppler-utils.")
    for path in pages:
        page.goto(sample_base + path)
        heading = page.locator("h1").inner_text()
        page.emulate_media(media="print")
        controls = page.locator(
            "nav, button, select, input:not([type=search]), .modes, .skip"
        ).all()
        assert not [each for each in controls if each.is_visible()], path
        page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
        page.emulate_media(media="screen")
        done = subprocess.run(
            ["pdftotext", str(tmp_path / "a.pdf"), "-"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        printed = re.sub(r"[\W_]+", "", done.stdout)
        for word in re.findall(r"[A-Za-z]{4,}", heading):
            assert word in printed, path
        assert len(printed) > 30, path
