"""The browser's own print follows the way of reading, and names address, version and state."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.fixtures import missing

ADDRESS = "https://sample.example/edition/articles/harbour.html"
MODES = {
    "side": (True, True, True),
    "interleaved": (True, True, False),
    "source": (True, False, False),
    "target": (False, True, False),
}
"""Whether the sheets show the source, the translation, and both side by side."""
SOURCE, TARGET = ".pair[id^=s-] > .source", ".pair[id^=s-] > .target"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("mode", MODES)
def test_print_follows_the_way_of_reading(
    browser: Browser, sample_base: str, sample: Path, tmp_path: Path, mode: str, width: int
) -> None:
    source, target, side = MODES[mode]
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{sample_base}articles/harbour.html?mode={mode}")
    assert page.locator(f"#mode-{mode}").is_checked()
    page.emulate_media(media="print")
    ours, theirs = page.locator(SOURCE).first, page.locator(TARGET).first
    assert (ours.is_visible(), theirs.is_visible()) == (source, target)
    if source and target:
        above, below = ours.bounding_box(), theirs.bounding_box()
        assert above
        assert below
        assert (abs(above["y"] - below["y"]) < 10) == side
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    context.close()
    if not shutil.which("pdftotext"):
        missing("pdftotext was not found. Install poppler-utils.")
    done = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    )
    text = "".join(done.stdout.split())
    version = json.loads((sample / "site/articles/harbour.json").read_bytes())["version"]
    assert ADDRESS in text
    assert version["hash"] in text
    assert "MachinetranslationbyGoogleTranslate" in text
    assert ("wasbackatwork" in text) == target
