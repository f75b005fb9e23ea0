"""Find links of the site that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from diglot.model import address
from diglot.model.problem import Location, Problem, Severity


def check_links(
    links: Mapping[str, Collection[str]],
    ids: Mapping[str, Collection[str]],
    files: Collection[str],
    base: str,
    source_of: Callable[[str], str],
) -> Iterator[Problem]:
    """Give a warning for every link to a page or fragment that does not exist.

    Args:
        links: by page, the addresses that it links to on its own site.
        ids: by page, its anchors.
        files: every path of the site.
        base: path that absolute links begin with, such as `/repo/`.
        source_of: names the file that a page is made from.
    """
    for page in sorted(links):
        for link in sorted(links[page]):
            target, fragment = _target(page, link, base)
            if target == "":
                continue
            place = Location(source_of(page))
            if target not in files:
                yield Problem(
                    "link-broken",
                    Severity.WARNING,
                    f"{page} links to {link}, which is not in the site",
                    place,
                    "Correct the address.",
                )
            elif fragment and target in ids and fragment not in ids[target]:
                yield Problem(
                    "link-fragment",
                    Severity.WARNING,
                    f"{page} links to {link}, but {target} has no #{fragment}",
                    place,
                    "Correct what follows the #.",
                )


def _target(page: str, link: str, base: str) -> tuple[str, str]:
    """Resolve a link to a path of the site; empty where it leaves the site's folder."""
    path, _, fragment = link.partition("#")
    path = path.partition("?")[0]
    if not path:
        return page, fragment
    if path.startswith("/"):
        if not path.startswith(base):
            return "", ""
        resolved = path.removeprefix(base)
    else:
        resolved = address.normal(f"{page.rpartition('/')[0]}/{path}".lstrip("/"))
    if resolved in ("", "."):
        return address.HOME, fragment
    if path.endswith("/"):
        resolved += "/index.html"
    return resolved, fragment
