"""The translation memory: what people have already said of the same, or nearly the same, text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from diglot.model.translation import State, Unit
from diglot.text.cosmetic import fold_key, is_cosmetic

SIMILAR = 75.0
"""Score from which a near match helps an editor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation that a person answers for."""

    where: str
    """Article and segment, as `slug#id`."""
    source: str
    target: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A near match, for the editor's eye alone."""

    entry: Entry
    score: int
    """Per cent."""


class Memory:
    """Everything that people have accepted, over all articles of one language pair."""

    def __init__(self, units: Iterable[tuple[str, Unit]]) -> None:
        """Remember the accepted and reviewed ones among units, each with its article's slug."""
        self.entries: list[Entry] = []
        self.by_key: dict[str, list[Entry]] = {}
        for slug, unit in units:
            reviewed = unit.state is State.REVIEWED
            if not reviewed and unit.state is not State.ACCEPTED:
                continue
            entry = Entry(f"{slug}#{unit.id}", unit.source, unit.target, reviewed)
            self.entries.append(entry)
            self.by_key.setdefault(fold_key(unit.source), []).append(entry)
        self.keys = [fold_key(entry.source) for entry in self.entries]


def recall_exact(memory: Memory, source: str) -> Entry | None:
    """Give the reviewed translation of this very text; none where people have said two things."""
    alike = [
        entry
        for entry in memory.by_key.get(fold_key(source), ())
        if entry.reviewed and is_cosmetic(entry.source, source)
    ]
    return alike[0] if len({entry.target for entry in alike}) == 1 else None


def recall_near(memory: Memory, source: str) -> Near | None:
    """Give the nearest accepted translation from `SIMILAR` per cent on; never to be applied."""
    found = process.extractOne(
        fold_key(source), memory.keys, scorer=fuzz.ratio, score_cutoff=SIMILAR
    )
    return None if found is None else Near(memory.entries[found[2]], int(found[1]))
