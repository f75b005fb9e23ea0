"""Units of a catalogue: what was written, by whom, and what state follows from it.

Origin, acceptance and review are three facts (design of the catalogue: docs/architecture.md).
Nothing here stores a state; `Unit.state` derives it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from diglot.model.fingerprint import fingerprint
from diglot.model.problem import Problem


class State(StrEnum):
    """What a reader or an editor may expect of a unit's target text."""

    MISSING = "missing"
    MACHINE = "machine"
    EDITED = "edited"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"
    STALE_DRAFT = "stale-draft"
    STALE_HUMAN = "stale-human"


@dataclass(frozen=True, slots=True)
class MachineStamp:
    """`# mt: <engine> <date> out=<hash>`: proof of what a machine wrote."""

    engine: str
    """One word, such as `google` or `llm/claude`."""
    date: str
    """ISO date of the draft; empty where an older stamp has none."""
    out: str
    """Fingerprint of the text that the machine wrote."""


@dataclass(frozen=True, slots=True)
class ReviewStamp:
    """`# reviewed: <name> <date> src=<hash> out=<hash>`: a named person's word."""

    name: str
    date: str
    src: str
    """Fingerprint of the source that was read."""
    out: str
    """Fingerprint of the target that was read."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """`# ok: <code> src=<hash> out=<hash> <reason>`: an editor's word that a finding is none."""

    code: str
    """Code of the finding."""
    src: str
    """Fingerprint of the source that was read."""
    out: str
    """Fingerprint of the target that was read."""
    reason: str


class MachineRefusedError(Exception):
    """The gate refused machine text: a person's words stand in the unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment's record in a catalogue."""

    id: str
    source: str
    """Source text, CommonMark inline, verbatim."""
    target: str = ""
    fuzzy: bool = False
    previous: str | None = None
    """`#| msgid`: the source that the target was made for."""
    mt: MachineStamp | None = None
    review: ReviewStamp | None = None
    accepted: bool = False
    """`# accepted`: a person had accepted the target before the source changed."""
    hold: str | None = None
    """`# hold [reason]`: not to be shown; empty string for no reason."""
    dismissals: tuple[Dismissal, ...] = ()
    """Findings of the checks that an editor has dismissed, lapsed ones included."""
    comments: tuple[str, ...] = ()
    """Other translator's comments (`# …`), kept verbatim and in order."""
    notes: tuple[str, ...] = ()
    """Extracted comments (`#. …`): kind of block and actors, rewritten by sync."""
    flags: tuple[str, ...] = ()
    """Flags other than fuzzy, kept."""
    merged_into: str = ""
    """`# merged: <id>`: the segment that took this one's text in; only on retired ids."""
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """1-based line of the entry in its file; not part of the value."""

    @property
    def written_by_machine(self) -> bool:
        """Whether the target is, to the letter, what a machine wrote."""
        return self.mt is not None and self.mt.out == fingerprint(self.target)

    @property
    def review_holds(self) -> bool:
        """Whether neither text has changed since the named person read them."""
        return (
            self.review is not None
            and self.review.src == fingerprint(self.source)
            and self.review.out == fingerprint(self.target)
        )

    def dismissed(self, code: str) -> str | None:
        """Give the reason for which a finding is dismissed, as long as both texts are the same."""
        for each in self.dismissals:
            if (
                each.code == code
                and each.out == fingerprint(self.target)
                and each.src == fingerprint(self.source)
            ):
                return each.reason
        return None

    @property
    def state(self) -> State:
        """State by the table of the catalogue; the first rule that applies."""
        if not self.target:
            return State.MISSING
        if not self.fuzzy:
            return State.REVIEWED if self.review_holds else State.ACCEPTED
        if self.previous is None:
            return State.MACHINE if self.written_by_machine else State.EDITED
        # A review stamp proves acceptance even where a tool lost the `# accepted` line.
        if self.written_by_machine and not self.accepted and self.review is None:
            return State.STALE_DRAFT
        return State.STALE_HUMAN

    def takes_machine_text(self, *, redraft: bool = False) -> bool:
        """Whether the machine may write here; with `redraft` over its own fresh drafts too."""
        # A person's word may stand where a tool has lost the old source that goes with it.
        if self.target and (self.accepted or self.review is not None):
            return False
        if self.state is State.MACHINE:
            return redraft and self.hold is None
        return self.state in (State.MISSING, State.STALE_DRAFT)

    def with_machine_target(
        self, text: str, engine: str, date: str, *, redraft: bool = False
    ) -> Self:
        """Set machine text: the only gate through which it enters a unit.

        Args:
            text: the draft, CommonMark inline, not empty.
            engine: one word naming the engine, kept as provenance.
            date: ISO date of the draft.
            redraft: replace a fresh machine draft too, unless somebody holds it back; a person's
                words never.

        Raises:
            MachineRefusedError: the unit holds a person's words, or a fresh draft without redraft.
            ValueError: the text is empty, or the engine's name is not one word.
        """
        if not text:
            raise ValueError("a machine draft may not be empty")
        if engine.split() != [engine]:
            raise ValueError(f"the engine's name {engine!r} is not one word")
        if not self.takes_machine_text(redraft=redraft):
            raise MachineRefusedError(f"{self.id} is {self.state}; the machine may not write there")
        return replace(
            self,
            target=text,
            fuzzy=True,
            previous=None,
            mt=MachineStamp(engine, date, fingerprint(text)),
            review=None,
            accepted=False,
            dismissals=tuple(ok for ok in self.dismissals if ok.out == fingerprint(text)),
        )

    def with_human_target(self, text: str, *, fuzzy: bool = False) -> Self:
        """Set a person's text; without `fuzzy` it is accepted, for the source of now.

        Args:
            text: CommonMark inline.
            fuzzy: the person has not finished with it.
        """
        if fuzzy:
            return replace(self, target=text, fuzzy=True)
        return replace(self, target=text, fuzzy=False, previous=None, accepted=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's units of one article; also the register of ids, whose targets are empty."""

    source_lang: str
    target_lang: str
    """Empty for the register (source.pot)."""
    units: tuple[Unit, ...] = ()
    """In source order."""
    obsolete: tuple[Unit, ...] = ()
    """Units whose segment is gone; they revive when it returns."""
    header: tuple[tuple[str, str], ...] = ()
    """Header fields that we keep besides our own, in order."""
    comments: tuple[str, ...] = ()
    """Translator's comments above the header."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    path: str = field(default="", compare=False)
    """File it was read from, for the location of problems; not part of the value."""

    def unit(self, id_: str) -> Unit | None:
        """Give the live unit with this id."""
        return next((unit for unit in self.units if unit.id == id_), None)

    def with_unit(self, new: Unit) -> Self:
        """Give the catalogue with a live unit in the place of the one that has its id."""
        return replace(self, units=tuple(new if u.id == new.id else u for u in self.units))


def is_meta(unit_id: str) -> bool:
    """Tell whether a unit belongs to the front matter: its id is a name, not an assigned one."""
    return unit_id.startswith("meta.")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A segment of the source as catalogues see it."""

    id: str
    """`meta.…` for front matter; of the body empty until `identify` has given it one."""
    source: str
    notes: tuple[str, ...] = ()
    """Notes for translators, written as `#. …`."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which registered segment each text of a changed article is."""

    ids: tuple[str | None, ...]
    """Id by text, in source order; None for a text that is new."""
    gone: tuple[str, ...] = ()
    """Ids that were live and have no text now, in their old order."""
    merged: tuple[tuple[str, str], ...] = ()
    """Of the ids gone, those whose text stands in another segment now, with its id."""
