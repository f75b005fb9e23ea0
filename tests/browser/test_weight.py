"""What a page costs who comes for the first time."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.server import serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


@pytest.mark.parametrize(
    "path",
    [
        "articles/wagner-mutiny.html",
        "ar/articles/wagner-mutiny.html",
        "en/articles/wagner-mutiny.html",
        "index.html",
        "actors/index.html",
    ],
)
def test_a_page_is_light(browser: Browser, repository: Path, path: str) -> None:
    """Cold: 200 kB in all, 100 kB of fonts, 10 kB of script; texts counted as servers pack them."""
    sizes: dict[str, int] = {}
    with serve(repository / "site") as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.on("response", lambda answer: sizes.update({answer.url: 0}))
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        context.close()
        for url in sizes:
            content = (repository / "site" / url.removeprefix(address)).read_bytes()
            sizes[url] = len(content) if url.endswith(".woff2") else packed(content)
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
    assert fonts
    assert scripts
    assert fonts <= 100_000
    assert scripts <= 10_000
    assert sum(sizes.values()) <= 200_000


def test_the_apparatus_of_the_facing_page_weighs_little_beside_its_text(repository: Path) -> None:
    """Markup, data, styles and scripts: what the page weighs beyond the two texts themselves."""
    site = repository / "site"
    html = (site / "articles/wagner-mutiny.html").read_text(encoding="utf-8")
    bare = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", bare)
    assets = set(re.findall(r'"\.\./(assets/(?:css|js)/[^"]+)"', html)) - {"assets/css/print.css"}
    assert assets
    screen = sum(packed((site / path).read_bytes()) for path in assets)
    assert packed(html.encode()) - packed(text.encode()) + screen <= 26_000
