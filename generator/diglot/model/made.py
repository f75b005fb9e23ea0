"""What making one article has given, as the build remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field

from diglot.model.edition import Card
from diglot.model.problem import Problem
from diglot.model.source_link import SourceLink


@dataclass(frozen=True, slots=True)
class Tally:
    """What the build's closing lines count."""

    segments: int = 0
    mentions: int = 0
    withheld: int = 0
    """Machine translations that readers are not shown."""
    states: dict[str, int] = field(default_factory=dict)
    """Units by state, all targets together."""


@dataclass(frozen=True, slots=True)
class Named:
    """The passages of an article that name one actor."""

    count: int = 0
    digest: str = ""
    """Of the passages."""
    passages: bytes = b""
    """The passages, packed."""


@dataclass(frozen=True, slots=True)
class Face:
    """What other pages show of an article, so that they are made again when it changes."""

    date: str
    """ISO date, or empty: undated."""
    updated: str
    """ISO date of its last change."""
    fed: str
    """Languages whose feeds it may stand in, parted by spaces."""
    heading: str
    """Digest of what actors' pages show."""
    listed: str
    """Digest of what lists and feeds show."""
    mapped: str
    """Digest of what the sitemap shows."""


@dataclass(frozen=True, slots=True)
class Made:
    """One article, made."""

    slug: str
    inputs: dict[str, str]
    """Digest of each source by file name."""
    pending: tuple[str, ...]
    """Files of it that are in memory alone, the disk being out of step."""
    card: Card | None
    """None where nothing of it is shown: a draft, or a source that cannot be read."""
    draft: bool = False
    outputs: dict[str, str] = field(default_factory=dict)
    """Digest of each output by path."""
    written: int = 0
    """How many outputs differed from what was there."""
    named: dict[str, Named] = field(default_factory=dict)
    """Passages by actor, for every actor whose entry can matter to it: one that is named, or that
    a name could mean (no passage)."""
    face: Face | None = None
    """What other pages show of it; None where readers find it nowhere."""
    words: bytes = b""
    """Which words its texts hold; what a new name is looked up in."""
    links: tuple[SourceLink, ...] = ()
    tally: Tally = field(default_factory=Tally)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    """Where the images that it shows are looked for below content/."""
    wrote: tuple[str, ...] = ()
    """Files under content/ that were brought in step."""
    record: bytes = b""
    """What its pages can be rendered from again."""
    index: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Digest of its record for the search index, and ids of the actors in it, by language."""
    index_records: bytes = b""
    """These records, packed."""
    seconds: dict[str, float] = field(default_factory=dict)
    """CPU time by step."""
