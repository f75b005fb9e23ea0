"""Find links of the site that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from diglot.model.problem import Location, Problem, Severity
from diglot.model.source_link import SourceLink


def check_links(
    links: Iterable[SourceLink],
    files: Collection[str],
    anchors: Callable[[str], Collection[str]],
) -> Iterator[Problem]:
    """Give a warning for every link to a page or fragment that does not exist.

    Args:
        links: links to pages of the same site.
        files: every path of the site.
        anchors: gives the anchors of a page by its path.
    """
    for link in links:
        place = _place(link.source)
        if link.target not in files and link.image:
            yield Problem(
                "picture-missing",
                Severity.WARNING,
                f"{link.page} shows {link.target}, which is not in the site",
                place,
                "Put the picture there, or correct the address.",
            )
        elif link.target not in files:
            yield Problem(
                "link-broken",
                Severity.WARNING,
                f"{link.page} links to {link.target}, which is not in the site",
                place,
                "Correct the address.",
            )
        elif _lost(link, anchors):
            yield Problem(
                "link-fragment",
                Severity.WARNING,
                f"{link.page} links to {link.target}, which has no #{link.fragment}",
                place,
                "Correct what follows the #.",
            )


def _place(source: str) -> Location:
    """Read a file's name with line, or line and column, behind it."""
    path, *numbers = source.split(":")
    if numbers and all(number.isdecimal() for number in numbers):
        return Location(path, *map(int, numbers))
    return Location(source)


def _lost(link: SourceLink, anchors: Callable[[str], Collection[str]]) -> bool:
    page = link.target.endswith(".html")
    return page and bool(link.fragment) and link.fragment not in anchors(link.target)
