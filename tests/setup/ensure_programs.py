"""Gets programs of other projects that tests show our files to, such as msgfmt and OmegaT."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.fixtures import required

PROGRAMS = {
    "msgfmt": "gettext",
    "pdftotext": "poppler-utils",
    "omegat": "omegat",
    "pomerge": "translate-toolkit",
}
"""Packages of Debian by program."""


def lacking() -> list[str]:
    """Name the programs that are not here."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def missing() -> str | None:
    """Say which tests did not run; None if all did."""
    said = [f"{name.upper()} TESTS DID NOT RUN: install {PROGRAMS[name]}." for name in lacking()]
    return " ".join(said) or None


def main() -> int:
    """Get what is lacking; the status is 1 only where it is required and cannot be had."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    packages = [PROGRAMS[name] for name in lacking()]
    # Where they are required, as in CI, and nobody is asked for a password.
    sudo = () if root else ("sudo", "-n")
    if packages and (root or (required() and shutil.which("sudo"))) and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} for the tests ...", file=sys.stderr)
        install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
        for step in (("apt-get", "update", "-qq"), install):
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            command = (*sudo, *step)
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if said := missing():
        print(said, file=sys.stderr)
        return 1 if required() else 0
    return 0
