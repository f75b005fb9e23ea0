"""Long lists divided into pages that stay as they are when the archive grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from diglot.stages.paginate import paginate


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What one page of a list holds, and the pages beside it."""

    path: str
    slugs: tuple[str, ...]
    """Its articles, the oldest first."""
    earlier: str = ""
    """Path of the page with what came before, if there is one."""
    later: str = ""
    newest: bool = True
    """Whether this is the list's own page."""


def plan_sheets(
    counts: Iterable[tuple[str, int]], path_of: Callable[[str], str]
) -> tuple[SheetPlan, ...]:
    """Divide a list into pages, the oldest first; one page where there is nothing to list.

    Args:
        counts: articles, the oldest first, each with the number of its entries.
        path_of: gives a page's path by the slug of its first article, and the list's own page by
            the empty string.
    """
    sheets = paginate(counts)
    paths = [path_of(sheet.name) for sheet in sheets]
    return tuple(
        SheetPlan(
            path,
            tuple(sheet.slugs),
            paths[at - 1] if at else "",
            paths[at + 1] if at + 1 < len(paths) else "",
            not sheet.name,
        )
        for at, (sheet, path) in enumerate(zip(sheets, paths, strict=True))
    )
