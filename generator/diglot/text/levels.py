"""Which headings are sections and which are sub-sections of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

DOTTED = "dotted"
"""Family of headings numbered 2.1, which say themselves that they are below."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading as far as its level depends on it."""

    at: int
    """Index of its line."""
    family: str
    """How it is written: plain, colon, bullet, numbered or dotted."""
    series: int = -1
    """Which series of numbered headings it belongs to; -1 for none."""
    outermost: bool = False
    """Whether its words always head a section: conclusion, sources."""


def levels(marks: Sequence[Mark], intros: frozenset[int]) -> dict[int, int]:
    """Give level 2 or 3 by index of the heading's line.

    A heading directly under another one is below it, with all of its series or, where the two
    are written differently, all of its family; unnumbered headings inside a numbered series are
    below that series. Without such evidence all headings are sections.

    Args:
        marks: the headings in order.
        intros: indices of lines that hand over to what follows.
    """
    lower_series = _lower_series(marks, intros)
    lower_families = _lower_families(marks)
    spans = _spans(marks, lower_series)
    first = marks[0].at if marks else None
    directly = {
        b.at for a, b in pairwise(marks) if b.at == a.at + 1 and a.family == b.family == "plain"
    }
    found: dict[int, int] = {}
    for mark in marks:
        low = (
            mark.series in lower_series
            or mark.family == DOTTED
            or (mark.series < 0 and mark.family in lower_families)
            or (mark.series < 0 and any(start < mark.at < end for start, end in spans))
            or mark.at in directly
        )
        found[mark.at] = 3 if low and not mark.outermost and mark.at != first else 2
    return found


def _lower_series(marks: Sequence[Mark], intros: frozenset[int]) -> frozenset[int]:
    """Numbered series that begin right under another heading or a clause that hands over."""
    lower: set[int] = set()
    for before, mark in pairwise((None, *marks)):
        if mark is None or mark.series < 0 or mark.series in lower:
            continue
        opens = all(other.series != mark.series for other in marks if other.at < mark.at)
        if not opens or before is None:
            continue
        under_heading = before.at == mark.at - 1
        inside_series = before.series >= 0 and _continues(marks, before.series, mark.at)
        if under_heading or mark.at - 1 in intros or inside_series:
            lower.add(mark.series)
    return frozenset(lower)


def _continues(marks: Sequence[Mark], series: int, at: int) -> bool:
    return any(mark.series == series and mark.at > at for mark in marks)


def _lower_families(marks: Sequence[Mark]) -> frozenset[str]:
    """Unnumbered families whose headings stand right under those of another family."""
    under: set[str] = set()
    over: set[str] = set()
    for above, below in pairwise(marks):
        if below.at == above.at + 1 and above.family != below.family:
            under.add(below.family)
            over.add(above.family)
    return frozenset(under - over)


def _spans(marks: Sequence[Mark], lower: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """From the first to the last heading of each series of sections.

    Where a section before the last has sub-sections, the last one may have them too: it reaches to
    the heading that closes the article.
    """
    spans: dict[int, tuple[int, int]] = {}
    for mark in marks:
        if mark.series >= 0 and mark.series not in lower:
            start, _ = spans.get(mark.series, (mark.at, mark.at))
            spans[mark.series] = (start, mark.at)
    closing = min((mark.at for mark in marks if mark.outermost), default=sys.maxsize)
    return tuple(
        (start, max(end, closing))
        if any(mark.series < 0 and start < mark.at < end for mark in marks)
        else (start, end)
        for start, end in spans.values()
    )
