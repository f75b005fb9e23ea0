"""Gets a Chromium for the browser tests, where none is found.

As root on Debian or Ubuntu: the distribution's package. Elsewhere: Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import browser
from support.fixtures import required

# On a bare Debian, libatomic1 is what Playwright's own driver lacks.
APT = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "libatomic1"),
)


def missing() -> str | None:
    """Say that the browser tests did not run, and what would make them run; None if they did."""
    if browser.find() is not None:
        return None
    return f"BROWSER TESTS DID NOT RUN: {browser.MISSING}"


def launches() -> bool:
    """Say whether there is a browser, and it starts: a file of that name alone may be a stub."""
    try:
        with browser.chromium():
            return True
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no browser
        print(f"No browser yet: {str(error).splitlines()[0]}", file=sys.stderr)
        return False


def install() -> None:
    """Install a Chromium by the means of this machine."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in APT:
            subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if browser.find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Get a browser; the status is 1 only where one is required and cannot be had."""
    if launches():
        return 0
    if not os.environ.get("DIGLOT_CHROMIUM"):
        print("Installing Chromium for the browser tests ...", file=sys.stderr)
        install()
        if launches():
            return 0
    print(f"BROWSER TESTS CANNOT RUN: {browser.MISSING}", file=sys.stderr)
    return 1 if required() else 0


if __name__ == "__main__":
    sys.exit(main())
