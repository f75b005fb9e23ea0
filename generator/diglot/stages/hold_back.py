"""Hold back the units in which words of a purged segment may still stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diglot.model.translation import Catalogue, State, Unit
from diglot.text.remains import holds

CUT = "[…]"
"""What stands for an old source whose words are gone."""


def hold_back(
    catalogue: Catalogue, sources: Sequence[str], targets: Sequence[str], reason: str
) -> Catalogue:
    """Give the catalogue with every unit on hold that may still say what was purged.

    Where a segment was split, the words of its second part stay in the old source that the first
    part's unit remembers, and in its translation. The old source is cut; a translation is a
    person's and is held, except a stale draft, which is removed, for the machine makes it anew.

    Args:
        catalogue: a translation, already without the purged units.
        sources: the texts that were purged.
        targets: their translations.
        reason: said beside `# hold`.
    """
    units, obsolete = (
        tuple([_held(unit, sources, targets, reason) for unit in each])
        for each in (catalogue.units, catalogue.obsolete)
    )
    return replace(catalogue, units=units, obsolete=obsolete)


def _held(unit: Unit, sources: Sequence[str], targets: Sequence[str], reason: str) -> Unit:
    remembers = any(
        holds(unit.previous or "", text, fewest=1) and not holds(unit.source, text, fewest=1)
        for text in sources
    )
    if remembers and unit.state is State.STALE_DRAFT:
        return replace(unit, target="", fuzzy=False, previous=None, mt=None)
    if not (remembers or any(holds(unit.target, text) for text in targets)):
        return unit
    return replace(
        unit,
        previous=CUT if remembers else unit.previous,
        hold=reason if unit.hold is None else unit.hold,
    )
