"""What a build has to do again for one article, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Work(IntEnum):
    """How far back an article has to be made again; the greater, the earlier it begins."""

    RENDER = 1
    """From the record that the last build kept: its pages alone."""
    ANALYSE = 2
    """From its sources."""


@dataclass(frozen=True, slots=True)
class Due:
    """One article that is outdated."""

    work: Work
    reasons: tuple[str, ...]
    """In words, the first the weightiest; at least one."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Digests of what concerns every article; equal digests mean nothing of it has changed."""

    program: str
    """The program and the libraries that it runs on."""
    settings: str
    """What mkdocs.yml decides for articles."""
    templates: str
    """Templates and interface texts."""
    frame: str
    """What every page shows of the ordinary pages: their titles and addresses."""
    glossary: str
    """actors.yml."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build remembers of an article, as far as it decides what is outdated."""

    inputs: Mapping[str, str]
    """Digest of each source by file name."""
    keys: Keys
    pending: bool
    """Whether files of it were made in memory alone, the disk being out of step."""
