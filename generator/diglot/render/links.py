"""The anchors and links of a finished page, read back from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from diglot.model import address
from diglot.model.source_link import SourceLink

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_VALUE = re.compile(r""" (id|href|src)=(?:"([^"]*)"|'([^']*)')""")
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page offers to links, and what it links to on its own site."""

    ids: frozenset[str]
    links: frozenset[str]
    """As written, percent-encoding undone; addresses of other sites left out."""

    def resolved(self, page: str, base: str, source: str) -> Iterator[SourceLink]:
        """Give the links as paths of the site, in order; what leaves its folder is left out.

        Args:
            page: path of the page.
            base: path that absolute links begin with, such as `/repo/`.
            source: the file that the page is made from.
        """
        folder = page.rpartition("/")[0]
        for link in sorted(self.links):
            path, _, fragment = link.partition("#")
            path = path.partition("?")[0]
            target = _target(folder, path, base) if path else page
            if target:
                yield SourceLink(page, target, fragment, source)


def page_links(html: str) -> PageLinks:
    """Read the anchors and links out of a page.

    Works on well-formed pages, in which `<` and `>` inside attribute values are escaped, as
    those of the theme are.
    """
    ids: set[str] = set()
    links: set[str] = set()
    # The tags joined: one search over them all instead of two in each of a thousand.
    tags = "".join(_TAG.findall(html))
    for blank in "\t\n\f\r":
        tags = tags.replace(blank, " ")
    for name, double, single in _VALUE.findall(tags):
        value = unescape(double or single)
        if name == "id":
            ids.add(value)
        elif value and not _EXTERNAL.match(value):
            links.add(unquote(value))
    return PageLinks(frozenset(ids), frozenset(links))


# The pages of a folder link to the same actors and assets: nine paths in ten are known.
@lru_cache(maxsize=4096)
def _target(folder: str, path: str, base: str) -> str:
    """Resolve a link's path to one of the site; empty where it leaves the site's folder."""
    if path.startswith("/"):
        if not path.startswith(base):
            return ""
        resolved = path.removeprefix(base)
    else:
        resolved = address.normal(f"{folder}/{path}".lstrip("/"))
    if resolved in ("", "."):
        return address.HOME
    return f"{resolved}/index.html" if path.endswith("/") else resolved
