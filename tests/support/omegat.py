"""OmegaT, the translators' program, as Debian packages it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from support.fixtures import missing

_JAR = Path("/usr/share/omegat/OmegaT.jar")
MISSING = "OmegaT was not found. `make test` installs it as root on Debian."


def installed() -> bool:
    """Say whether the program and its own files are here."""
    return shutil.which("omegat") is not None and _JAR.is_file()


def resource(name: str) -> bytes:
    """Give a file that OmegaT brings along, such as `schemas/tmx14.dtd`."""
    if not installed():
        missing(MISSING)
    with zipfile.ZipFile(_JAR) as jar:
        return jar.read(name)
