"""The Nu checker and axe find nothing on any page kind, in either scheme, narrow or wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.server import serve
from support.validators import axe_violations, nu_errors

KINDS = [
    "index.html",
    "ar/index.html",
    "en/index.html",
    "articles/harbour.html",
    "ar/articles/harbour.html",
    "en/articles/harbour.html",
    "articles/bridges.html",
    "articles/notice.html",
    "articles/harbour.presence.html",
    "articles/port.html",
    "actors/index.html",
    "actors/index.en.html",
    "actors/port-authority.html",
    "about.html",
    "404.html",
]


@pytest.mark.java
@pytest.mark.xdist_group("java")
@pytest.mark.parametrize(("name", "prefix"), [("sample", "/edition/"), ("repository", "/")])
def test_every_page_is_valid_html(
    name: str, prefix: str, request: pytest.FixtureRequest, validators: None
) -> None:
    site = request.getfixturevalue(name) / "site"
    with serve(site, prefix) as address:
        pages = [
            address + path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))
        ]
        assert len(pages) >= 18
        assert nu_errors(pages, warnings=True) == []


@pytest.mark.java
@pytest.mark.xdist_group("java")
def test_every_drawing_is_valid(sample: Path, validators: None) -> None:
    assert nu_errors(sorted((sample / "site").rglob("*.svg"))) == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing(
    browser: Browser, sample_base: str, validators: None, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path in KINDS:
        page.goto(sample_base + path)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
    context.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_any_way_of_reading(
    browser: Browser, sample_base: str, validators: None, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{sample_base}articles/harbour.html")
    found = []
    for mode in ("interleaved", "reveal", "reveal-source", "source", "target"):
        way = page.locator(f"#mode-{mode}")
        way.evaluate("way => way.click()")  # where a narrow page does not offer it, too
        assert way.is_checked()
        found += [f"{mode}: {violation}" for violation in axe_violations(page)]
    context.close()
    assert found == []
