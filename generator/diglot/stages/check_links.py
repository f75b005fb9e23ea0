"""Find links of the site that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

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
        folder = page.rpartition("/")[0]
        faults: list[tuple[str, str, str]] = []
        for link in links[page]:
            path, _, fragment = link.partition("#")
            path = path.partition("?")[0]
            target = _target(folder, path, base) if path else page
            if target is not None and (
                target not in files or (fragment and target in ids and fragment not in ids[target])
            ):
                faults.append((link, target, fragment))
        for link, target, fragment in sorted(faults):
            place = Location(source_of(page))
            if target not in files:
                yield Problem(
                    "link-broken",
                    Severity.WARNING,
                    f"{page} links to {link}, which is not in the site",
                    place,
                    "Correct the address.",
                )
            else:
                yield Problem(
                    "link-fragment",
                    Severity.WARNING,
                    f"{page} links to {link}, but {target} has no #{fragment}",
                    place,
                    "Correct what follows the #.",
                )


# The pages of a folder link to the same actors and assets: nine links in ten are known.
@lru_cache(maxsize=4096)
def _target(folder: str, path: str, base: str) -> str | None:
    """Resolve the path of a link to one of the site; None where it leaves the site's folder."""
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        resolved = path.removeprefix(base)
    else:
        resolved = address.normal(f"{folder}/{path}".lstrip("/"))
    if resolved in ("", "."):
        return address.HOME
    return f"{resolved}/index.html" if path.endswith("/") else resolved
