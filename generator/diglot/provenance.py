"""Where this program was had from, so that another machine can have the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from diglot import __version__
from diglot.git import ask

UNKNOWN = "diglot @ git+https://address-of-diglot.invalid/diglot"
"""Fails in pip until somebody says the address: no stranger's package of this name is run."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """A line of requirements.txt."""

    line: str
    """PEP 508 requirement."""
    comment: str
    """What the line rests on, as sentences."""

    @property
    def known(self) -> bool:
        """Whether another machine can follow it."""
        return self.line != UNKNOWN


def provenance() -> Provenance:
    """Give the requirement that this program itself satisfies, by what pip recorded (PEP 610)."""
    try:
        recorded = distribution("diglot").read_text("direct_url.json")
    except PackageNotFoundError:
        return _unknown()
    return read_direct_url(json.loads(recorded) if recorded else None)


def read_direct_url(direct: Mapping[str, Any] | None) -> Provenance:
    """Give the requirement that a PEP 610 record stands for.

    Args:
        direct: content of direct_url.json; None where pip took the package from an index.
    """
    if direct is None:
        return Provenance(
            f"diglot=={__version__}", "Diglot, the version that made this publication."
        )
    url, vcs = _public(direct["url"]), direct.get("vcs_info")
    if url and vcs:
        line = f"diglot @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
        return Provenance(line, "Diglot, at the commit that made this publication.")
    if url:
        digest = direct.get("archive_info", {}).get("hashes", {}).get("sha256")
        return Provenance(
            f"diglot @ {url}{f'#sha256={digest}' if digest else ''}",
            "Diglot, the file that made this publication.",
        )
    if "dir_info" in direct:
        return _checkout(Path(url2pathname(urlsplit(direct["url"]).path)))
    return _unknown()


def _checkout(folder: Path) -> Provenance:
    """Give the commit of a clone that its remote has too."""
    remote = _public((ask(folder, "remote", "get-url", "origin") or "").strip())
    if not remote:
        return _unknown()
    commit = (ask(folder, "rev-parse", "HEAD") or "").strip()
    there = ask(folder, "branch", "--remotes", "--contains", commit) if commit else None
    return Provenance(
        f"diglot @ git+{remote}{f'@{commit}' if there else ''}",
        "Diglot, at the commit that made this publication."
        if there
        else "Diglot, its newest commit: the one that made this publication is not there yet.",
    )


def _public(url: str) -> str:
    """Give an address that any machine can ask, without name or password; empty if it is none."""
    if ssh := re.fullmatch(r"(?:ssh://)?git@([\w.-]+)[:/](.+)", url):
        url = f"https://{ssh[1]}/{ssh[2]}"
    parts = urlsplit(url)
    if parts.scheme != "https":
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _unknown() -> Provenance:
    return Provenance(
        UNKNOWN,
        f"Say here where pip finds Diglot {__version__}, such as"
        " git+https://github.com/OWNER/REPOSITORY@COMMIT: it was not installed from an address"
        " that another machine can reach.",
    )
