"""A bilingual book of one article: EPUB 3, each paragraph followed by its translation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2
from markupsafe import Markup

from diglot.model import address
from diglot.model.actors import Actor, Mention
from diglot.model.document import Inline
from diglot.model.edition import Card, Edition, Output, Pair
from diglot.model.language import Direction, language
from diglot.model.settings import Settings
from diglot.render.citation import cite
from diglot.render.held_images import HeldImage
from diglot.render.hrefs import absolute_href
from diglot.render.inline_html import Wrap, inline_html, visible
from diglot.render.interface import Interface
from diglot.render.labels import pair_note
from diglot.render.rows import Row, rows
from diglot.render.timestamps import instant
from diglot.render.xml_text import xml_bytes
from diglot.text.bidi import isolates

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can tell: the same inputs give the same bytes."""
_PACKED = (".png", ".jpg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class BookText:
    """One text as the book's templates print it."""

    lang: str
    dir: Direction
    html: Markup
    plain: str
    marker: str


@dataclass(frozen=True, slots=True)
class BookRow:
    """One block as the book's templates print it."""

    kind: str
    id: str = ""
    source: BookText | None = None
    target: BookText | None = None
    note: str = ""
    level: int = 0
    depth: int = 0
    quoted: bool = False
    text: str = ""
    image: str = ""
    """Of a figure: the name of its image's file, where the book holds it."""
    cells: tuple[tuple[BookRow | None, ...], ...] = ()


def epub(
    edition: Edition,
    card: Card,
    settings: Settings,
    interfaces: Mapping[str, Interface],
    actors: Mapping[str, Actor],
    templates: jinja2.Environment,
    images: Mapping[str, HeldImage],
) -> Output:
    """Give an edition as a book.

    Args:
        edition: the article in one target language, checks applied.
        card: its card.
        settings: the publication.
        interfaces: interface texts by language.
        actors: the glossary by id.
        templates: the theme's, autoescaping.
        images: those that the book holds, by address in article.md.
    """
    first, target = settings.targets[0], edition.target_lang
    url = settings.absolute(address.side_by_side(card.slug, target, first))
    ui_s, ui_t = interfaces[edition.source_lang], interfaces[target]
    book = _Book(edition, settings, ui_t, actors, images)
    content = [book.row(row) for row in rows(edition)]
    values = {
        "card": card,
        "settings": settings,
        "ui": interfaces,
        "ui_s": ui_s,
        "ui_t": ui_t,
        "url": url,
        "identifier": url or f"urn:x-diglot:{card.slug}:{target}",
        "citations": {ui.language.tag: cite(card, target, ui, url) for ui in (ui_s, ui_t)},
        "modified": instant(card.updated),
        "version": card.versions[target],
        "rights": edition.document.front.rights,
        "rows": content,
        "headings": [row for row in content if row.kind == "heading"],
        "actors": book.named,
        "images": {held.name: held.image.media_type for held in images.values()},
    }
    files = {"META-INF/container.xml": "container", "EPUB/package.opf": "package"}
    files |= {f"EPUB/{name}.xhtml": name for name in ("nav", "text")}
    if book.named:
        files["EPUB/actors.xhtml"] = "actors"
    files["EPUB/style.css"] = "style"
    path = address.download(card.slug, target, first, "epub")
    texts = [
        (name, xml_bytes(templates.get_template(f"epub/{template}.html").render(**values)))
        for name, template in files.items()
    ]
    pictures = {f"EPUB/{held.name}": held.content for held in images.values()}
    return Output(path, _zipped((*texts, *pictures.items())))


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # The standard wants it first, as it is, so that the file's kind shows in its first bytes.
        archive.writestr(_entry("mimetype"), b"application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files:
            # An image is packed already.
            packing = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(_entry(name), content, packing)
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.create_system = 3  # whatever machine writes it
    entry.external_attr = 0o644 << 16
    return entry


class _Book:
    """Views of one edition's blocks."""

    def __init__(
        self,
        edition: Edition,
        settings: Settings,
        ui: Interface,
        actors: Mapping[str, Actor],
        images: Mapping[str, HeldImage],
    ) -> None:
        self._images = {src: held.name for src, held in images.items()}
        self._edition, self._settings, self._ui = edition, settings, ui
        self._page = address.side_by_side(edition.slug, edition.target_lang, settings.targets[0])
        links = (m.actor for p in edition.pairs for m in (*p.source_links, *p.target_links))
        self.named = [actors[id_] for id_ in dict.fromkeys(links) if id_ in actors]
        """Actors that the text links to, in the order of their first mention."""
        self._named = {actor.id for actor in self.named}

    def row(self, row: Row) -> BookRow:
        """Give one block."""
        if row.cells:
            cells = tuple(tuple(self._pair(c) if c else None for c in line) for line in row.cells)
            return BookRow(row.kind, cells=cells)
        if row.pair is None:
            return BookRow(row.kind, text=row.text)
        return self._pair(row.pair, row)

    def _pair(self, pair: Pair, row: Row | None = None) -> BookRow:
        row = row or Row("cell")
        edition = self._edition
        inlines = pair.segment.inlines or (Inline("text", pair.segment.visible),)
        source = self._text(edition.source_lang, inlines, pair.source_links, row.markers[0])
        target = None
        if pair.target is not None:
            target = self._text(edition.target_lang, pair.target, pair.target_links, row.markers[1])
        note = pair_note(pair, edition.origin, self._ui)
        image = self._images.get(row.text, "") if row.kind == "figure" else ""
        return BookRow(
            *(row.kind, pair.id, source, target, note, row.level, row.depth, row.quoted, row.text),
            image,
        )

    def _text(
        self, lang: str, inlines: Sequence[Inline], links: Sequence[Mention], marker: str
    ) -> BookText:
        direction = language(lang).direction
        other = "en" if direction == "rtl" else "ar"
        wraps = [
            Wrap(m.token_start, m.end, f'<a href="actors.xhtml#{m.actor}">', "</a>")
            for m in links
            if m.actor in self._named
        ]
        mark = f'<bdi lang="{other}" xml:lang="{other}">'
        plain = visible(inlines)
        wraps += [Wrap(start, end, mark, "</bdi>") for start, end in isolates(plain, direction)]
        html = inline_html(self._reachable(inlines), wraps, str, xml=True)
        return BookText(lang, direction, Markup(html), plain, marker)  # noqa: S704 - escaped there

    def _reachable(self, inlines: Sequence[Inline]) -> list[Inline]:
        """Leave out what leads nowhere from a book; make other links absolute, name its images."""
        kept: list[Inline] = []
        hrefs: list[str] = []
        for inline in inlines:
            if inline.kind == "image":
                kept.append(replace(inline, href=self._images.get(inline.href, "")))
            elif inline.tag != "a":
                kept.append(inline)
            elif inline.kind == "open":
                slug = self._edition.slug
                hrefs.append(absolute_href(slug, inline.href, self._page, self._settings))
                if hrefs[-1]:
                    kept.append(Inline("open", tag="a", href=hrefs[-1], title=inline.title))
            elif hrefs.pop():
                kept.append(inline)
        return kept
