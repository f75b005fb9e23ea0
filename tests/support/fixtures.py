"""Pytest fixtures for the browser. A conftest imports the names that its tests use:

    from support.fixtures import browser, page, validators

A missing tool skips its tests, unless DIGLOT_REQUIRE_BROWSER is set: then they fail.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support import validators as judges
from support.browser import chromium


def required() -> bool:
    """Say whether a missing tool is a failure here, as it is in CI."""
    return any(os.environ.get(name) for name in ("CI", "DIGLOT_REQUIRE_BROWSER"))


def missing(tool: str) -> None:
    """Skip the test for want of a tool, or fail it where the tool is required."""
    if required():
        pytest.fail(tool, pytrace=False)
    pytest.skip(tool)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; a test that needs a clean one opens its own context."""
    try:
        with chromium() as found:
            yield found
    except LookupError as error:
        missing(str(error))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh context: no cookies, no storage, no cache of the tests before it."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def validators() -> None:
    """The Nu checker and axe are here."""
    if not judges.installed():
        missing(judges.MISSING)
