"""A saved web page, or a piece of HTML out of a CMS → the article in it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import unescape
from typing import Any

from selectolax.lexbor import LexborNode

from diglot.formats.html_blocks import LEFT_OUT, HtmlBlocks, parse, visible_texts, what_stands_in
from diglot.formats.pictures import Pictures
from diglot.formats.raw_text import decode
from diglot.model.delivery import Delivery, Dropped, DropReason
from diglot.model.document import Document, FrontMatter
from diglot.model.language import LANGUAGES

_BODIES = (
    "[itemprop~='articleBody']",
    ".entry-content",
    ".post-content",
    ".article-content",
    ".article-body",
    ".article__body",
    ".story-body",
    ".wysiwyg",
    "article",
    "main",
    "[role='main']",
)
"""Where the article is, as CMSs mark it; from the surest to the widest."""

_ENOUGH = 0.25
"""Share of the page's running text that the article must have: a teaser is an article too."""

_ARTICLE_TYPES = re.compile(r"(?:News|Report|Scholarly|Opinion\w*|Blog|Tech)?(?:Article|Posting)$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_NEARLY_ALL = 0.8
"""Share of the paragraphs that the innermost element around the article still holds."""

_HOLDERS = ("div", "section", "article", "main", "center", "table", "tbody", "tr", "td")
_PARAGRAPHS = "p, li, blockquote, h2, h3, h4, td"


def read_html_page(data: bytes, path: str) -> Delivery:
    """Read a page.

    Args:
        data: the file.
        path: the file as the user knows it, for messages.

    Raises:
        DiglotError: it is in no encoding that we read, or built to break a reader.
    """
    root = parse(_decoded(data, path), path)
    front, sources = _metadata(root)
    body = root.css_first("body") or root
    main = _main(body)
    heading = _heading(body, main, front.title)
    pictures = Pictures()
    length = len("".join(visible_texts(main)))
    reader = HtmlBlocks(pictures.keep_inline, base=_base(root), length=length)
    blocks = (*(reader.heading(heading) if heading else ()), *reader.blocks(main))
    inside = {node.mem_id for node in (main, heading) if node is not None}
    around = tuple(_around(body, inside))
    document = Document(front, blocks, tuple(reader.segments))
    titled = sources.get("title") in ("JSON-LD", "meta")
    return Delivery(document, sources, pictures.kept, (*reader.dropped, *around), titled=titled)


def _decoded(data: bytes, path: str) -> str:
    """Decode as UTF-8 where it is that, else as the page says, else by what it looks like."""
    match = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            if match and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, path).text


# --- where the article is ---


def _main(body: LexborNode) -> LexborNode:
    """Find the element that holds the article, by its mark or by where the paragraphs are."""
    whole = max(1, _weight(body))
    for selector in _BODIES:
        heaviest = max(body.css(selector), key=_weight, default=None)
        if heaviest is not None and _weight(heaviest) >= _ENOUGH * whole:
            return heaviest
    return _densest(body)


def _weight(node: LexborNode) -> int:
    """Count the visible characters of the paragraphs in an element."""
    return sum(len(text) for p in node.css(_PARAGRAPHS) for text in visible_texts(p))


def _densest(body: LexborNode) -> LexborNode:
    """Go down to the innermost element that still holds nearly all paragraphs; menus have none."""
    node, weight = body, _weight(body)
    while True:
        inner = max((n for n in node.iter() if n.tag in _HOLDERS), key=_weight, default=None)
        if inner is None or not weight or _weight(inner) < _NEARLY_ALL * weight:
            return node
        node = inner


def _heading(body: LexborNode, main: LexborNode, title: str) -> LexborNode | None:
    """Find a headline outside the article: the one that metadata repeat, or the only one."""
    if main.css_first("h1") is not None:
        return None
    found = [h1 for h1 in body.css("h1") if "".join(visible_texts(h1))]
    named = [h1 for h1 in found if title and " ".join(visible_texts(h1)) in title]
    if named or len(found) != 1:
        return named[0] if named else None
    return found[0]


def _around(node: LexborNode, inside: AbstractSet[int]) -> Iterator[Dropped]:
    """Give what stands around the article, in as large pieces as may be."""
    for child in node.iter(include_text=True):
        if child.mem_id in inside:
            continue
        if child.is_text_node:
            if text := " ".join((child.text_content or "").split()):
                yield Dropped(DropReason.FURNITURE, text)
        elif any(each.mem_id in inside for each in child.traverse()):
            yield from _around(child, inside)
        elif child.is_element_node:
            reason = LEFT_OUT.get(str(child.tag), DropReason.FURNITURE)
            text = what_stands_in(child, reason)
            if reason is not DropReason.FURNITURE or not text.startswith("<"):
                yield Dropped(reason, text)


def _base(root: LexborNode) -> str:
    """Give the absolute address of the page, as the page itself has it."""
    for selector, attribute in (
        ("base[href]", "href"),
        ("link[rel='canonical']", "href"),
        ("meta[property='og:url']", "content"),
    ):
        node = root.css_first(selector)
        address = str(node.attributes.get(attribute) or "") if node is not None else ""
        if _ABSOLUTE.match(address):
            return address
    return ""


# --- what its metadata say ---


def _metadata(root: LexborNode) -> tuple[FrontMatter, Mapping[str, str]]:
    """Take title, author, outlet, date and language, from the surest source of each."""
    html = root if root.tag == "html" else root.css_first("html")
    lang = str(html.attributes.get("lang") or "").lower().partition("-")[0] if html else ""
    title = root.css_first("title")
    given = {
        "JSON-LD": _of_json(root),
        "meta": _of_meta(root),
        "html lang": {"lang": lang if lang in LANGUAGES else ""},
        "title": {"title": " ".join(visible_texts(title)) if title is not None else ""},
    }
    values: dict[str, str] = {}
    sources: dict[str, str] = {}
    for source, fields in given.items():
        for name, value in fields.items():
            if value and name not in values:
                values[name], sources[name] = value, source
    front = FrontMatter(
        title=values.get("title", ""),
        author=values.get("author", ""),
        outlet=values.get("outlet", ""),
        date=values.get("date", ""),
        lang=values.get("lang", ""),
    )
    return front, sources


def _of_json(root: LexborNode) -> dict[str, str]:
    """Read the first article in the page's JSON-LD."""
    for script in root.css("script[type='application/ld+json']"):
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(_ARTICLE_TYPES.match(str(kind)) for kind in _listed(kinds)):
                return {
                    "title": _line(thing.get("headline")),
                    "author": "، ".join(filter(None, map(_name, _listed(thing.get("author"))))),
                    "outlet": _name(thing.get("publisher")),
                    "date": _day(thing.get("datePublished")),
                }
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON is of any type
    """Give the objects at the top of JSON-LD, those of its graph too."""
    for each in _listed(data):
        if isinstance(each, dict):
            yield each
            yield from (thing for thing in _listed(each.get("@graph")) if isinstance(thing, dict))


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - JSON is of any type
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str:  # noqa: ANN401 - JSON is of any type
    return _line(value.get("name") if isinstance(value, dict) else value)


def _line(value: object) -> str:
    """Give a text as one line, character references read; nothing where it is an address."""
    if not isinstance(value, str) or _ABSOLUTE.match(value):
        return ""
    return " ".join(unescape(value).split())


def _day(value: object) -> str:
    match = _DATE.match(str(value or ""))
    return match[0] if match else ""


def _of_meta(root: LexborNode) -> dict[str, str]:
    held: dict[str, str] = {}
    for node in root.css("meta[content]"):
        attributes = node.attributes
        name = str(attributes.get("property") or attributes.get("name") or "").lower()
        held.setdefault(name, str(attributes.get("content") or ""))
    return {
        "title": _line(held.get("og:title")),
        "author": _line(held.get("author") or held.get("article:author")),
        "outlet": _line(held.get("og:site_name")),
        "date": _day(held.get("article:published_time") or held.get("date")),
    }
