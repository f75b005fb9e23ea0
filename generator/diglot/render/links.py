"""The anchors and links of a finished page, read back from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from diglot.model import address
from diglot.model.made import SourceLink

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
_LINK = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""")
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
        for link in sorted(self.links):
            target, fragment = _target(page, link, base)
            if target:
                yield SourceLink(page, target, fragment, source)


def page_links(html: str) -> PageLinks:
    """Read the anchors and links out of a page.

    Works on well-formed pages, in which `<` and `>` inside attribute values are escaped, as
    those of the theme are.
    """
    ids: set[str] = set()
    links: set[str] = set()
    for tag in _TAG.findall(html):
        for double, single in _ID.findall(tag):
            ids.add(unescape(double or single))
        for double, single in _LINK.findall(tag):
            found = unescape(double or single)
            if found and not _EXTERNAL.match(found):
                links.add(unquote(found))
    return PageLinks(frozenset(ids), frozenset(links))


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
