"""Count how far a translation has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from diglot.model.translation import Catalogue, State


def count_states(catalogues: Iterable[Catalogue]) -> dict[State, int]:
    """Give the number of live units in each state, over all catalogues, zeros included.

    Returns:
        Counts in the order of `State`.
    """
    counts = Counter(unit.state for catalogue in catalogues for unit in catalogue.units)
    return {state: counts[state] for state in State}
