"""Remove the text of segments from a register or a catalogue, obsolete units included."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from diglot.model.translation import Catalogue, Unit


def purge(catalogue: Catalogue, ids: Collection[str]) -> Catalogue:
    """Give the catalogue without any text of these segments.

    In a translation the units go altogether. In the register (`target_lang` empty) the bare id
    stays, retired, so that it is never given to another text and its address can say that the
    text was withdrawn. Removing the text from article.md, caches and git history is not done
    here.

    Args:
        catalogue: a translation or the register.
        ids: segments to remove; ids that it does not hold are passed over.
    """
    gone = frozenset(ids)
    live = tuple([unit for unit in catalogue.units if unit.id not in gone])
    obsolete = [unit for unit in catalogue.obsolete if unit.id not in gone]
    if not catalogue.target_lang:
        held = gone & {unit.id for unit in (*catalogue.units, *catalogue.obsolete)}
        obsolete += [Unit(key, "", obsolete=True) for key in held]
        obsolete.sort(key=lambda unit: unit.id)
    return replace(catalogue, units=live, obsolete=tuple(obsolete))
