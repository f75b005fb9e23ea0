"""What ingest decided about a raw article: one decision per line, and what was taken away.

Law: the text of a line is the removals of that line and the text of its decision, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from diglot.model.document import FrontMatter, ListStyle
from diglot.model.problem import Problem


class Role(StrEnum):
    """What a line of the raw text is."""

    TITLE = "title"
    BYLINE = "byline"
    LEAD = "lead"
    """The first paragraph of the body."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_INTRO = "list-intro"
    """A clause ending in a colon that hands over to what follows; printed as a paragraph."""
    ITEM = "item"
    SPEAKER = "speaker"
    """A turn of an interview or dialogue; printed as a paragraph."""
    NOTE = "note"
    """A date line, credit, closing note or source; printed as a paragraph."""


class RemovalReason(StrEnum):
    """The closed list of what ingest may take out of the visible text."""

    LIST_MARKER = "list-marker"
    """Markdown numbers or bullets the item instead."""
    HEADING_COLON = "heading-colon"
    BYLINE = "byline"
    """Its parts stand in the front matter."""
    NUL = "nul"
    """A NUL character, which Markdown cannot hold."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The source language, and how it was found."""

    tag: str
    """BCP 47 tag; empty when no supported language was recognised."""
    confidence: float
    """0 to 1; 1 when the language was given."""
    why: str
    """Evidence in one line."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The role of one line, with the rule that gave it."""

    line: int
    """1-based line in the raw text (the first one, where wrapped lines were joined)."""
    role: Role
    rule: str
    """Stable kebab-case name of the rule."""
    confidence: float
    """0 to 1; below 0.8 an editor should look."""
    text: str
    """The line's text after removals, verbatim."""
    level: int = 0
    """2 or 3 for a heading, else 0."""
    style: ListStyle | None = None
    """How the source numbered an item."""
    number: int = 0
    """The item's number in the source; 0 for a bullet."""
    depth: int = 0
    """0 for an item of an outer list, 1 for an item below one."""
    opens_list: bool = False
    """Whether the item begins a new list."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Characters that do not stand in the Markdown body."""

    line: int
    """1-based line in the raw text."""
    text: str
    """The characters, verbatim."""
    reason: RemovalReason


@dataclass(frozen=True, slots=True)
class Ingested:
    """A raw article with its structure recovered."""

    front: FrontMatter
    language: Recognition
    decisions: tuple[Decision, ...]
    """Every line of the article in source order, title and byline included."""
    removals: tuple[Removal, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def body(self) -> tuple[Decision, ...]:
        """The decisions that print in the Markdown body, one block each, in order."""
        apart = (Role.TITLE, Role.BYLINE)
        return tuple(decision for decision in self.decisions if decision.role not in apart)
