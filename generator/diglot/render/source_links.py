"""The links and images that an article's author wrote, as far as they stay in the same site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from diglot.formats.article_md import unified
from diglot.model import address
from diglot.model.document import Document, Figure, walk
from diglot.model.source_link import SourceLink
from diglot.render.hrefs import is_foreign, site_path


@dataclass(frozen=True, slots=True)
class ImageLink:
    """An image that an article shows."""

    src: str
    """Its address as article.md gives it."""
    line: int
    """1-based line at which its paragraph begins."""


def image_links(document: Document) -> Iterator[ImageLink]:
    """Give every image of an article: those that stand alone, then those in running text."""
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            yield ImageLink(block.src, document.segments[block.segment].line)
    for segment in document.segments:
        for inline in segment.inlines:
            if inline.kind == "image":
                yield ImageLink(inline.href, segment.line)


def local_path(slug: str, src: str) -> str:
    """Give the path of an image below content/; empty where it lies elsewhere.

    Args:
        slug: the article that shows it.
        src: its address as article.md gives it.
    """
    path = unquote(src.partition("#")[0].partition("?")[0])
    if not path or is_foreign(src) or path.startswith("/") or "\\" in path or "\0" in path:
        return ""
    found = address.normal(f"articles/{slug}/{path}")
    return "" if found.startswith("../") else found


def source_links(
    document: Document, slug: str, place: str, first_target: str, text: str
) -> Iterator[SourceLink]:
    """Give every link and image of an article that does not leave the site, in order.

    Args:
        document: the article.
        slug: its name.
        place: its file, as the user knows it.
        first_target: first target language, whose page stands for all pages of an article.
        text: the file, for the columns of images.
    """

    def page_of(slug: str) -> str:
        return address.side_by_side(slug, first_target, first_target)

    page = page_of(slug)
    for segment in document.segments:
        for inline in segment.inlines:
            path, _, fragment = inline.href.partition("#")
            path = path.partition("?")[0]
            if inline.kind != "open" or not inline.href:
                continue
            if not path:
                yield SourceLink(page, page, fragment, f"{place}:{segment.line}")
            elif not is_foreign(path) and not path.startswith("/"):
                target = unquote(site_path(slug, path, page_of))
                yield SourceLink(page, target, fragment, f"{place}:{segment.line}")
    lines = unified(text).split("\n")
    for link in image_links(document):
        if path := local_path(slug, link.src):
            line, column = _place_of(link, lines)
            yield SourceLink(page, path, "", f"{place}:{line}:{column}", image=True)


def _place_of(link: ImageLink, lines: list[str]) -> tuple[int, int]:
    """Find where an image stands; an address may be written otherwise than it is read."""
    for number, line in enumerate(lines[link.line - 1 :], link.line):
        for written in (link.src, unquote(link.src)):
            if (at := line.rfind("![", 0, max(line.find(written), 0))) >= 0:
                return number, at + 1
        if not line.strip():
            break
    return link.line, 1
