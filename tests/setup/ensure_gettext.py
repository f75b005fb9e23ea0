"""Gets msgfmt, gettext's own checker, for the tests that show it our catalogues."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.fixtures import required

MISSING = "msgfmt was not found. Install gettext."
APT = (
    ("apt-get", "update", "-qq"),
    ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "gettext"),
)


def missing() -> str | None:
    """Say that the msgfmt tests did not run; None if they did."""
    return None if shutil.which("msgfmt") else f"MSGFMT TESTS DID NOT RUN: {MISSING}"


def main() -> int:
    """Get gettext; the status is 1 only where it is required and cannot be had."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not shutil.which("msgfmt") and root and shutil.which("apt-get"):
        print("Installing gettext for the catalogue tests ...", file=sys.stderr)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in APT:
            subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if said := missing():
        print(said, file=sys.stderr)
        return 1 if required() else 0
    return 0
