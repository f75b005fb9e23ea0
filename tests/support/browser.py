"""A real Chromium: found on this machine, driven by Playwright.

    with chromium() as browser:
        page = browser.new_page()

Every launch has a user data directory of its own, made and removed by Playwright.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# Where `playwright install` puts a browser, looked for without starting Playwright.
DOWNLOADS = (
    Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "unset")),
    Path.home() / ".cache" / "ms-playwright",
    Path.home() / "Library" / "Caches" / "ms-playwright",
    Path.home() / "AppData" / "Local" / "ms-playwright",
)
DOWNLOAD_NAMES = (
    "chromium-*/*/chrome",
    "chromium-*/*/chrome.exe",
    "chromium-*/*/*.app/Contents/MacOS/*",
)
FLAGS = (
    "--no-sandbox",  # the pages are our own, and root has no sandbox
    "--disable-gpu",
    "--disable-quic",
    # A browser under test speaks to nobody but the test.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MISSING = (
    "no Chromium was found. `make test` installs one; or set DIGLOT_CHROMIUM to the path of one."
)


def find() -> Path | None:
    """Return the Chromium to use: as told, then as installed, then Playwright's own download."""
    if told := os.environ.get("DIGLOT_CHROMIUM"):
        return Path(told) if Path(told).is_file() else None
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    downloaded = sorted(
        (file for home in DOWNLOADS for pattern in DOWNLOAD_NAMES for file in home.glob(pattern)),
        reverse=True,
    )
    return next((file for file in [*on_path, *MAC_APPS, *downloaded] if file.is_file()), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Launch the browser, and close it at the end.

    Raises:
        LookupError: there is none.
    """
    executable = find()
    if executable is None:
        raise LookupError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
