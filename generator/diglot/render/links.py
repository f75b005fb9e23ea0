"""The anchors and links of a finished page, read back from its HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

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
            address = unescape(double or single)
            if address and not _EXTERNAL.match(address):
                links.add(unquote(address))
    return PageLinks(frozenset(ids), frozenset(links))
