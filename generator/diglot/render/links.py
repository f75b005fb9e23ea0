"""The anchors and links of a finished page, read back from its HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_VALUE = re.compile(r"""\s(id|href|src)=(?:"([^"]*)"|'([^']*)')""")
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
    # The tags joined: one search over them all instead of two in each of a thousand.
    for name, double, single in _VALUE.findall("".join(_TAG.findall(html))):
        value = unescape(double or single)
        if name == "id":
            ids.add(value)
        elif value and not _EXTERNAL.match(value):
            links.add(unquote(value))
    return PageLinks(frozenset(ids), frozenset(links))
