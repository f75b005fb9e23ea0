"""Where each list item stands: in which list, and how deep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_DEEPEST = 2
Numbered = tuple[int, int]
"""Series and number of an item."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one item."""

    depth: int
    opens: bool
    """Whether it begins a list: first of its series here, or its number does not count on."""


def place_items(items: Sequence[Numbered | None]) -> tuple[Place | None, ...]:
    """Place items, given line by line with None for every other line.

    A list is nested where the outer list goes on right after it, or where an earlier item of the
    outer list has one too. Any other line closes all lists.
    """
    places: list[Place | None] = []
    open_lists: list[Numbered] = []
    nesting: set[int] = set()
    for at, item in enumerate(items):
        if item is None:
            open_lists = []
            places.append(None)
            continue
        series, number = item
        depths = [depth for depth, (other, _) in enumerate(open_lists) if other == series]
        if depths:
            del open_lists[depths[0] + 1 :]
            _, last = open_lists.pop()
            opens = number != (last + 1 if number else 0)
        else:
            outer = open_lists[-1][0] if open_lists else None
            nested = outer is not None and (outer in nesting or _goes_on(items, at, outer))
            if nested and outer is not None and len(open_lists) < _DEEPEST + 1:
                nesting.add(outer)
            else:
                open_lists = []
            opens = True
        open_lists.append((series, number))
        places.append(Place(len(open_lists) - 1, opens))
    return tuple(places)


def _goes_on(items: Sequence[Numbered | None], at: int, outer: int) -> bool:
    """Whether the outer list has another item before any other line."""
    for item in items[at:]:
        if item is None:
            return False
        if item[0] == outer:
            return True
    return False
