"""A WordPress export (WXR) → the posts and pages in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from xml.etree.ElementTree import Element

from diglot.formats.html_blocks import HtmlBlocks, parse, refusal, visible_texts
from diglot.formats.pictures import Pictures
from diglot.formats.xml import read_xml
from diglot.model.address import SLUG
from diglot.model.delivery import Delivery, Dropped, DropReason
from diglot.model.document import Document, FrontMatter
from diglot.model.problem import Location, Problem, Severity

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_AUTHOR = "{http://purl.org/dc/elements/1.1/}creator"
_EXCERPT = re.compile(r"\{http://wordpress\.org/export/[\d.]+/excerpt/\}encoded")
_WP = re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}")
_TAKEN = ("post", "page")
_NOT_ARTICLES = ("trash", "auto-draft", "inherit")
_DATE = re.compile(r"(?!0000)\d{4}-\d{2}-\d{2}")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|audio|video|playlist|(?:vc|et_pb|fusion|su)_\w+)"
    r"(?:\s[^\]]*)?\]"
)
_BLOCK_MARKUP = re.compile(r"<!--\s*wp:|<p[\s>]", re.IGNORECASE)


def read_wxr(data: bytes, path: str) -> tuple[Delivery, ...]:
    """Read an export.

    Args:
        data: the file.
        path: the file as the user knows it, for messages.

    Returns:
        One delivery for each post or page with a text; what is in the bin is not taken.

    Raises:
        DiglotError: it is no such export, damaged, or built to break a reader.
    """
    root = read_xml(data, path)
    channel = root.find("channel")
    if root.tag != "rss" or channel is None or not any(_WP.match(e.tag) for e in channel):
        remedy = "In WordPress, choose Tools, Export, and give the file that it saves."
        raise refusal("not-wxr", "the file is no export of WordPress", path, remedy)
    names = {
        _field(each, "author_login"): _field(each, "author_display_name")
        for each in channel
        if _WP.sub("", each.tag) == "author"
    }
    items = [item for item in channel.iter("item") if _is_article(item)]
    found = [_article(item, names, path) for item in items]
    if not found:
        remedy = "Export posts or pages, with their content."
        raise refusal("empty-export", "the export has no post with a text", path, remedy)
    return tuple(found)


def _is_article(item: Element) -> bool:
    kind, status = _field(item, "post_type"), _field(item, "status")
    text = (item.findtext(_CONTENT) or "").strip()
    return kind in _TAKEN and status not in _NOT_ARTICLES and bool(text)


def _article(item: Element, names: Mapping[str, str], path: str) -> Delivery:
    raw = item.findtext(_CONTENT) or ""
    dropped = [Dropped(DropReason.SHORTCODE, each[0]) for each in _SHORTCODE.finditer(raw)]
    html = _SHORTCODE.sub("", raw) + _footnotes(item)
    pictures = Pictures()
    link = (item.findtext("link") or "").strip()
    reader = HtmlBlocks(
        pictures.keep_inline,
        base=link if link.startswith(("http://", "https://")) else "",
        typed_lines=not _BLOCK_MARKUP.search(raw),
    )
    root = parse(html, path)
    body = root.css_first("body") or root
    reader.length = len("".join(visible_texts(body)))
    blocks = reader.blocks(body)
    front, sources = _front(item, names)
    return Delivery(
        Document(front, blocks, tuple(reader.segments)),
        sources,
        pictures.kept,
        (*dropped, *reader.dropped, *_comments(item)),
        titled=bool(front.title),
        original=raw,
        slug=_slug(item),
        problems=tuple(_problems(item, front, path)),
    )


def _front(item: Element, names: Mapping[str, str]) -> tuple[FrontMatter, dict[str, str]]:
    """Take what WordPress knows of a post; topics are its tags and categories."""
    login = (item.findtext(_AUTHOR) or "").strip()
    date = _DATE.match(_field(item, "post_date"))
    excerpt = next((e.text or "" for e in item if _EXCERPT.fullmatch(e.tag)), "")
    topics = dict.fromkeys(
        _line(each.text)
        for each in item.findall("category")
        if each.get("nicename") != "uncategorized"
    )
    front = FrontMatter(
        title=_line(item.findtext("title")),
        author=names.get(login) or login,
        date=date[0] if date else "",
        summary=_line(re.sub(r"<[^>]*>", " ", excerpt)),
        topics=tuple(filter(None, topics)),
    )
    given = ("title", "author", "date", "summary", "topics")
    return front, {name: "WXR" for name in given if getattr(front, name)}


def _field(item: Element, name: str) -> str:
    """Give a field of WordPress' own, whatever the version of the export."""
    found = (e.text for e in item if _WP.match(e.tag) and _WP.sub("", e.tag) == name)
    return (next(found, None) or "").strip()


def _line(text: str | None) -> str:
    return " ".join(unescape(text or "").split())


def _slug(item: Element) -> str:
    name = _field(item, "post_name")
    return name if SLUG.match(name) else ""


def _footnotes(item: Element) -> str:
    """Give the notes of the block editor, which stand beside the text in the export."""
    for meta in item:
        if _WP.sub("", meta.tag) == "postmeta" and _field(meta, "meta_key") == "footnotes":
            try:
                notes = json.loads(_field(meta, "meta_value") or "[]")
            except ValueError:
                return f"<hr><p>{escape(_field(meta, 'meta_value'))}</p>"
            listed = "".join(
                f"<li>{n.get('content', '')}</li>" for n in notes if isinstance(n, dict)
            )
            return f"<hr><ol>{listed}</ol>" if listed else ""
    return ""


def _comments(item: Element) -> Iterator[Dropped]:
    for comment in item:
        if _WP.sub("", comment.tag) == "comment":
            text = f"{_field(comment, 'comment_author')}: {_field(comment, 'comment_content')}"
            yield Dropped(DropReason.COMMENT, text)


def _problems(item: Element, front: FrontMatter, path: str) -> Iterator[Problem]:
    if _field(item, "post_password"):
        message = f"{front.title} was protected with a password"
        remedy = "Publish it only if it may be read by everybody."
        yield Problem("was-protected", Severity.WARNING, message, Location(path), remedy)
