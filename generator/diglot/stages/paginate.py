"""Divide an actor's passages into pages whose boundaries stay when an article is added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.model.fingerprint import digest

LEAST = 50
"""Passages that a page holds before it may end; some 60 kB of HTML."""
MOST = 150
"""Passages at which it ends at the next article."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of an actor's passages: whole articles, the oldest first."""

    slugs: tuple[str, ...]
    name: str = ""
    """Slug of its first article; empty for the newest sheet, which is the actor's own page."""


def paginate(articles: Iterable[tuple[str, int]]) -> tuple[Sheet, ...]:
    """Divide articles into sheets.

    Whether a sheet ends after an article depends on that article's slug and on what stands
    before it in the sheet, never on what follows. A new article at the end touches the newest
    sheet; one put in between touches its own sheet, and the next ones up to the first boundary
    that both divisions share. Sheets have no numbers, and no total stands on them, for the same
    reason.

    Args:
        articles: slug and number of passages of each, the oldest first.

    Returns:
        One sheet or more, the oldest first; the last has no name and holds at least `LEAST`
        passages where there are so many.
    """
    sheets: list[list[tuple[str, int]]] = [[]]
    passages, ended = 0, False
    for slug, count in articles:
        if ended:
            sheets.append([])
            passages = 0
        sheets[-1].append((slug, count))
        passages += count
        ended = passages >= MOST or (passages >= LEAST and digest(slug)[0] in "0123")
    if len(sheets) > 1 and passages < LEAST:
        last = sheets.pop()
        sheets[-1] += last
    named = [Sheet(tuple(slug for slug, _ in sheet), sheet[0][0]) for sheet in sheets[:-1]]
    return (*named, Sheet(tuple(slug for slug, _ in sheets[-1])))
