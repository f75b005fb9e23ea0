"""An article prepared for reading: each segment beside its translation, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from diglot.model.actors import Mention
from diglot.model.document import Correction, Document, Inline, Segment
from diglot.model.image import Image
from diglot.model.problem import Problem
from diglot.model.translation import MachineStamp, State, Unit
from diglot.model.version import Version


class Notice(StrEnum):
    """What a reader is told about one pair; the value is a key of the interface texts."""

    NONE = ""
    MISSING = "not yet translated"
    UPDATING = "translation being updated"
    CHANGED = "the original has changed since this was translated"
    CHECKING = "translation under check"


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of a source and those of its translation that stand for them."""

    source: tuple[int, int]
    """Half-open span of the visible text, in code points."""
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and what stands beside it in one target language."""

    id: str
    number: int
    """Printed number, from 1 in reading order; 0 for front matter."""
    segment: Segment
    unit: Unit
    target: tuple[Inline, ...] | None
    """Parsed target text, or None where the reader sees none."""
    notice: Notice = Notice.NONE
    source_mentions: tuple[Mention, ...] = ()
    target_mentions: tuple[Mention, ...] = ()
    source_links: tuple[Mention, ...] = ()
    """The mentions to be linked: the first of each actor in a section."""
    target_links: tuple[Mention, ...] = ()
    beads: tuple[Bead, ...] = ()
    """Sentences aligned inside the pair, covering both texts; empty where there are not two, or
    where the alignment is doubtful."""

    @property
    def target_text(self) -> str | None:
        """The target as readers see it, without markup."""
        return None if self.target is None else "".join(i.visible for i in self.target)


class Standing(StrEnum):
    """How a translation stands as a whole; the value is the page's `data-state`."""

    NONE = "source"
    MACHINE = "machine"
    MIXED = "mixed"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's translation comes from, as the units prove it."""

    engines: tuple[MachineStamp, ...] = ()
    """One stamp per engine and date, the most used first."""
    reviewers: tuple[str, ...] = ()
    """Names behind the review stamps that hold, the most frequent first."""
    reviewed_on: str = ""
    """ISO date of the latest of those stamps."""
    counts: dict[State, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All units, front matter included."""
        return sum(self.counts.values())

    @property
    def machine(self) -> int:
        """Units a reader sees as machine drafts, corrected by hand or not."""
        return self.counts.get(State.MACHINE, 0) + self.counts.get(State.EDITED, 0)

    @property
    def accepted(self) -> int:
        """Units that a person has accepted, reviewed ones included."""
        return self.counts.get(State.ACCEPTED, 0) + self.counts.get(State.REVIEWED, 0)

    @property
    def reviewed(self) -> int:
        """Units that a named person has reviewed."""
        return self.counts.get(State.REVIEWED, 0)

    @property
    def last_stamp(self) -> str:
        """The latest ISO date of a draft or a review; empty where no stamp has one."""
        return max((self.reviewed_on, *(stamp.date for stamp in self.engines)))

    @property
    def standing(self) -> Standing:
        """What a reader is to know of the translation as a whole."""
        if self.machine:
            return Standing.MIXED if self.accepted else Standing.MACHINE
        if self.total and self.reviewed == self.total:
            return Standing.REVIEWED
        return Standing.ACCEPTED if self.accepted else Standing.NONE

    @property
    def prevailing(self) -> State:
        """The state stated for the whole; of two as frequent, the one that promises less."""
        return max(_PROMISES, key=lambda state: self.counts.get(state, 0))


_PROMISES = (State.MACHINE, State.EDITED, State.ACCEPTED, State.REVIEWED)
"""What a text that is shown and up to date can be, the least promise first."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One article in its source and one target language."""

    slug: str
    source_lang: str
    target_lang: str
    document: Document
    pairs: tuple[Pair, ...]
    """One per body segment, in order."""
    meta: dict[str, Pair]
    """Front-matter pairs by field: title, author, kind, outlet, summary, topics.1 …"""
    origin: Origin
    problems: tuple[Problem, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    """Ids whose passage is gone, each with the id of the one that holds its text now, if any."""
    images: dict[str, Image] = field(default_factory=dict)
    """What the publication itself holds of the images that it shows, by address in article.md."""

    @property
    def version(self) -> Version:
        """The version that a citation names."""
        pairs = (*self.meta.values(), *self.pairs)
        texts = ((p.id, p.segment.source, p.unit.target if p.target else None) for p in pairs)
        return Version.of(self.document.front.last_change, texts)


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site."""

    path: str
    """Slash-separated path below the site's root."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a segment's text with the names to mark in it."""

    lang: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Half-open code-point spans in `text`."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One segment that names an actor, in both languages."""

    actor: str
    slug: str
    segment: str
    """Id of the segment; the permalink's fragment."""
    number: int
    source: Excerpt
    target: Excerpt | None
    """None where readers see no translation of it."""
    notice: Notice
    """What readers are told about the translation."""


@dataclass(frozen=True, slots=True)
class Card:
    """What listings, actor pages and the sitemap need of an article, and nothing more."""

    slug: str
    source_lang: str
    date: str
    """ISO date, or empty: undated."""
    titles: dict[str, str]
    """Title by language; a language without a shown translation is absent."""
    bylines: dict[str, tuple[str, ...]]
    """Author, kind and outlet by language."""
    minutes: dict[str, int]
    """Reading time by language."""
    leads: dict[str, str]
    """How the text begins, by language."""
    indexable: frozenset[str]
    """Languages whose text search engines may list."""
    origins: dict[str, Origin]
    """Origin of each translation by language."""
    versions: dict[str, Version]
    """Version of each translation with its source, by language."""
    updated: str
    """ISO date of the last change: by front matter, else the latest that a catalogue records."""
    authors: dict[str, str]
    """Author by language, where the article names one."""
    corrections: dict[str, tuple[Correction, ...]]
    """Published corrections by language, their notes in it where it is translated."""
    length: int
    """Number of body segments."""
    names_actors: bool
    """Whether a segment names an actor, so that there is a picture of presence."""
    former: tuple[str, ...] = ()
    """Slugs that the article had before, whose addresses lead here."""
    draft: bool = False
    withdrawn: bool = False
    withdrawn_on: str = ""
    """ISO date of the withdrawal, where the front matter gives it."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that the article has a page in, source first."""
        return (self.source_lang, *self.origins)
