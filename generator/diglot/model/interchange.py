"""Segments and their translations as translators' tools and spreadsheets take them."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.model.translation import MachineStamp, ReviewStamp, State


@dataclass(frozen=True, slots=True)
class Record:
    """One segment in two languages."""

    id: str
    """The article's slug and the segment's id, `slug#s-123456`: unique in an archive."""
    kind: str
    """Kind of block; of front matter the field's name."""
    source_lang: str
    target_lang: str
    source: str
    """CommonMark inline, as the catalogue has it."""
    target: str | None
    """None where there is none to give away."""
    state: State
    machine: bool = False
    """Whether the translation is, to the letter, what a machine wrote."""
    mt: MachineStamp | None = None
    """Who drafted it, whether or not a person has changed it since."""
    review: ReviewStamp | None = None
    """None where the stamp does not hold."""
