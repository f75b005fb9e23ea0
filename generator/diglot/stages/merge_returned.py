"""Merge a catalogue that came back from a translator's tool: take what a person changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from diglot.formats.po_directives import write_directives
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import Location, Problem, Severity
from diglot.model.returned import Merge, Returned, ReturnedUnit
from diglot.model.translation import Catalogue, Unit
from diglot.text.folding import is_cosmetic


def merge_returned(
    catalogue: Catalogue, returned: Returned, bases: Sequence[Catalogue] = ()
) -> Merge:
    """Give the catalogue with the texts that a person changed in the returned file.

    A text is taken where it is new, the source is the one translated, and the catalogue still says
    what it said when it was sent out: both carry one machine stamp and the text is still the
    machine's, or every version that the file agrees with most says so. A translator's new comments
    are added, for they overwrite nothing. Blank texts, lost flags and comments, order and missing
    entries change nothing.

    Args:
        catalogue: in step with its article.
        returned: the file that came back.
        bases: earlier versions of the catalogue, of which one was sent out.
    """
    side = _Side(catalogue, returned.path, _nearest(bases, returned))
    changed: dict[str, Unit] = {}
    conflicts: dict[str, Problem] = {}
    matched = _matched(catalogue, returned)
    for id_, entries in matched.items():
        unit = side.units.get(id_)
        texts = {entry.target for entry in entries if entry.target}
        new = [entry for entry in entries if unit is None or not side.knows(unit, entry)]
        if not new:
            continue
        reason = "it stands there twice" if len(texts) > 1 else side.obstacle(unit, new[0])
        if unit is None or reason:
            conflicts |= {f"{each.line}": side.conflict(unit, each, reason) for each in new}
        else:
            changed[id_] = unit.with_human_target(
                new[0].target, fuzzy=any(entry.fuzzy for entry in entries)
            )
    units = [changed.get(unit.id, unit) for unit in catalogue.units]
    noted = [side.with_comments(unit, matched.get(unit.id, ())) for unit in units]
    return Merge(
        replace(catalogue, units=tuple(noted)),
        tuple(changed),
        tuple(new.id for old, new in zip(units, noted, strict=True) if old != new),
        len(units) - len(changed),
        tuple(conflicts.values()),
    )


def _matched(catalogue: Catalogue, returned: Returned) -> dict[str, list[ReturnedUnit]]:
    """Give the entries by the unit that each is of; by its line where it is of none."""
    ids = {unit.id for unit in (*catalogue.units, *catalogue.obsolete)}
    matched: dict[str, list[ReturnedUnit]] = defaultdict(list)
    lost: dict[str, list[ReturnedUnit]] = defaultdict(list)
    for entry in returned.units:
        (matched[entry.id] if entry.id in ids else lost[entry.source]).append(entry)
    for source, entries in lost.items():
        same = [unit.id for unit in catalogue.units if unit.source == source]
        sure = len(same) == 1 and len(entries) == 1 and same[0] not in matched
        for entry in entries:
            matched[same[0] if sure else f"line {entry.line}"].append(entry)
    return matched


def _nearest(bases: Sequence[Catalogue], returned: Returned) -> list[Catalogue]:
    """Give the versions that the file agrees with most: one of them was sent out."""
    said = {(entry.id, entry.source, entry.target) for entry in returned.units}
    score = [len(said & {(u.id, u.source, u.target) for u in base.units}) for base in bases]
    return [base for base, each in zip(bases, score, strict=True) if each == max(score)]


def _spaced(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def _joined(comments: Sequence[str]) -> str:
    return f" {_spaced(' '.join(comments))} "


@dataclass
class _Side:
    """What the publication says."""

    catalogue: Catalogue
    path: str
    sent: list[Catalogue]
    units: dict[str, Unit] = field(init=False)
    _before: dict[str, list[Unit]] = field(init=False)

    def __post_init__(self) -> None:
        self.units = {u.id: u for u in (*self.catalogue.obsolete, *self.catalogue.units)}
        self._before = defaultdict(list)
        for base in self.sent:
            for unit in base.units:
                self._before[unit.id].append(unit)

    def knows(self, unit: Unit, entry: ReturnedUnit) -> bool:
        """Whether an entry says nothing that a person has newly written."""
        known = {unit.target, *(old.target for old in self._before[unit.id])}
        stamps = {stamp.out for stamp in (unit.mt, entry.mt) if stamp is not None}
        return (
            not entry.target.strip()
            or entry.target == entry.source
            or _spaced(entry.target) in {_spaced(text) for text in known}
            or fingerprint(entry.target) in stamps
        )

    def obstacle(self, unit: Unit | None, entry: ReturnedUnit) -> str:
        """Say why a new text is not taken; empty where nothing is in the way."""
        if unit is None:
            return "it belongs to no passage for certain" if entry.target else ""
        if unit.obsolete or entry.obsolete:
            return "the passage is gone"
        if unit.source != entry.source and not is_cosmetic(entry.source, unit.source):
            return "its source is not the article’s any more"
        others = (other.target for other in self.units.values() if other.id != unit.id)
        if entry.fuzzy and (entry.previous or entry.target in others):
            return "a tool seems to have guessed it from another passage"
        if unit.written_by_machine and entry.mt == unit.mt:
            return ""
        before = self._before[unit.id]
        if any(old.target != unit.target for old in before):
            return "it has changed on both sides"
        return "" if before or not unit.target else "nobody knows which text was sent out"

    def with_comments(self, unit: Unit, entries: Sequence[ReturnedUnit]) -> Unit:
        """Add what a translator has remarked; tools wrap comments anew, so words are compared."""
        said = [
            comment
            for known in (unit, *self._before[unit.id])
            for comment in (*write_directives(known), *known.comments)
        ]
        for entry in entries:
            new = [c for c in entry.comments if f" {_spaced(c)} " not in _joined(said)]
            unit = replace(unit, comments=(*unit.comments, *new)) if new else unit
            said += new
        return unit

    def conflict(self, unit: Unit | None, entry: ReturnedUnit, reason: str) -> Problem:
        """Tell both texts and their places."""
        here = Location(self.catalogue.path, unit.line) if unit else Location(self.catalogue.path)
        stands = json.dumps(unit.target if unit else "", ensure_ascii=False)
        came = json.dumps(entry.target, ensure_ascii=False)
        return Problem(
            "pull-conflict",
            Severity.ERROR,
            f"{entry.id or 'an entry without id'}: {reason}; {stands} stands at {here}, "
            f"and {came} came back",
            Location(self.path, entry.line),
            "Choose in the publication’s catalogue; nothing was overwritten.",
        )
