"""An edition to the nodes that article templates print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from diglot.model import address
from diglot.model.actors import Mention
from diglot.model.document import (
    Block,
    Code,
    Figure,
    Heading,
    Inline,
    List,
    ListStyle,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from diglot.model.edition import Edition, Notice, Pair
from diglot.model.image import Image
from diglot.model.language import Direction, language
from diglot.model.translation import State
from diglot.render.hrefs import is_foreign, site_path
from diglot.render.inline_html import Wrap, inline_html, size_attributes, visible
from diglot.render.labels import exception
from diglot.render.markers import marker
from diglot.render.view import attrs
from diglot.text.bidi import isolates

Resolve = Callable[[str], str]


class TextView(NamedTuple):
    """One side of a pair; rendered when it is printed, for a page in one language prints half."""

    lang: str
    dir: Direction
    inlines: Sequence[Inline]
    links: Sequence[Mention]
    page: str
    resolve: Resolve
    attrs: Markup
    """What an element that holds the text says of its language."""
    marker: str = ""
    sentences: Sequence[tuple[int, int]] = ()
    images: Mapping[str, Image] = MappingProxyType({})

    @property
    def plain(self) -> str:
        """The text that a reader sees."""
        return visible(self.inlines)

    @property
    def html(self) -> Markup:
        """The text with its actors linked, its runs isolated and its sentences numbered."""
        wraps = [
            Wrap(
                m.token_start,
                m.end,
                f'<a class="actor" href="{address.relative(self.page, address.actor(m.actor))}">',
                "</a>",
            )
            for m in self.links
        ]
        bdi = f'<bdi lang="{"en" if self.dir == "rtl" else "ar"}">'
        wraps += [Wrap(s, e, bdi, "</bdi>") for s, e in isolates(self.plain, self.dir)]
        wraps += _sentence_wraps(self.inlines, self.sentences)
        html = inline_html(self.inlines, wraps, self.resolve, self.images)
        return Markup(html)  # noqa: S704 - escaped there


class PairView(NamedTuple):
    """A row: source, target, and what is said of them."""

    id: str
    number: int
    state: str
    notice: Notice
    source: TextView
    target: TextView | None
    exception: str = ""
    """What is said of the target where it differs from the whole: a key of the interface texts."""
    reviewer: str = ""


class Node(NamedTuple):
    """One block of the page."""

    kind: str
    """section, heading, paragraph, quote, list, item, table, figure, code or rule."""
    pair: PairView | None = None
    children: tuple[Node, ...] = ()
    level: int = 0
    style: str = ""
    start: int = 1
    header: tuple[PairView | None, ...] = ()
    rows: tuple[tuple[PairView | None, ...], ...] = ()
    src: str = ""
    size: Markup | str = ""
    """Attributes of an image's size, a space before each."""
    text: str = ""

    @property
    def cells(self) -> tuple[PairView, ...]:
        """Every cell of a table that holds a text, the header's first."""
        cells = (*self.header, *(cell for row in self.rows for cell in row))
        return tuple(cell for cell in cells if cell)


def text_view(lang: str, inlines: Sequence[Inline]) -> TextView:
    """Give the view of a text that belongs to no segment."""
    return TextView(lang, language(lang).direction, inlines, (), "", str, attrs(lang))


def _sentence_wraps(
    inlines: Sequence[Inline], sentences: Sequence[tuple[int, int]]
) -> Iterator[Wrap]:
    """Give the sentences, cut where an element begins or ends, as marks that never cross it."""
    offset = 0
    for inline in inlines if sentences else ():
        length = len(inline.visible)
        if inline.kind in ("text", "code"):
            for number, (start, end) in enumerate(sentences, 1):
                first, last = max(start - offset, 0), min(end - offset, length)
                last = len(inline.visible[:last].rstrip()) if first < last else 0
                if first < last:
                    before = f'<span class="s" data-s="{number}">'
                    yield Wrap(offset + first, offset + last, before, "</span>")
        offset += length


class ArticleView:
    """The nodes of one page of one edition."""

    def __init__(
        self,
        edition: Edition,
        page: str,
        address_of: Callable[[str], str],
        *,
        sentences: bool = False,
    ) -> None:
        """Prepare an edition for a page.

        Args:
            edition: the article.
            page: path of the page, which links are relative to.
            address_of: gives the site path of another article by slug, in the page's language.
            sentences: mark those that stand for each other.
        """
        self._edition = edition
        self._page = page
        self._address_of = address_of
        self._sentences = sentences

    def body(self) -> tuple[Node, ...]:
        """Give the body as sections; a lead without a heading is the first."""
        sections: list[Node] = []
        current: list[Node] = []
        for block in self._edition.document.blocks:
            if isinstance(block, Heading) and block.level <= 2 and current:
                sections.append(Node("section", children=tuple(current)))
                current = []
            current += self._nodes((block,))
        if current:
            sections.append(Node("section", children=tuple(current)))
        return tuple(sections)

    def contents(self) -> tuple[Node, ...]:
        """Give the headings, for the table of contents."""
        return tuple(
            Node("heading", self.pair(block.segment), level=block.level)
            for block in self._edition.document.blocks
            if isinstance(block, Heading)
        )

    def retired(self) -> tuple[tuple[str, str, int], ...]:
        """Give the ids whose passage is gone, with id and number of the one that holds its text."""
        numbers = {pair.id: pair.number for pair in self._edition.pairs}
        return tuple((id_, into, numbers.get(into, 0)) for id_, into in self._edition.retired)

    def meta(self) -> dict[str, PairView]:
        """Give the front matter's pairs by field name."""
        return {name: self._view(pair, "") for name, pair in self._edition.meta.items()}

    def pair(self, index: int, style: ListStyle | None = None, number: int = 0) -> PairView:
        """Give the row of a body segment, with the marker of its list item if it opens one."""
        return self._view(self._edition.pairs[index], style, number)

    def _view(self, pair: Pair, style: ListStyle | str | None, number: int = 0) -> PairView:
        source_lang, target_lang = self._edition.source_lang, self._edition.target_lang
        marks = ("", "")
        if isinstance(style, ListStyle):
            marks = marker(style, number, source_lang), marker(style, number, target_lang)
        beads = pair.beads if self._sentences else ()
        inlines = pair.segment.inlines or (Inline("text", pair.segment.source),)
        spans = [bead.source for bead in beads]
        source = self._text(source_lang, inlines, pair.source_links, marks[0], spans)
        target = None
        if pair.target is not None:
            spans = [bead.target for bead in beads]
            target = self._text(target_lang, pair.target, pair.target_links, marks[1], spans)
        unit = pair.unit
        return PairView(
            pair.id,
            pair.number,
            unit.state.value,
            pair.notice,
            source,
            target,
            exception(unit, self._edition.origin) if target else "",
            unit.review.name if unit.review and unit.state is State.REVIEWED else "",
        )

    def _text(
        self,
        lang: str,
        inlines: Sequence[Inline],
        links: Sequence[Mention],
        item_marker: str,
        sentences: Sequence[tuple[int, int]],
    ) -> TextView:
        direction = language(lang).direction
        return TextView(
            *(lang, direction, inlines, links, self._page, self._resolve),
            *(attrs(lang), item_marker, sentences, self._edition.images),
        )

    def _nodes(self, blocks: Iterable[Block]) -> list[Node]:
        return [self._node(block) for block in blocks]

    def _node(self, block: Block) -> Node:
        match block:
            case Heading(segment, level):
                return Node("heading", self.pair(segment), level=level)
            case Paragraph(segment):
                return Node("paragraph", self.pair(segment))
            case Figure(segment, src, title):
                # Two numbers from the image's own file, if that tells them.
                size = Markup(size_attributes(self._edition.images.get(src)))  # noqa: S704
                src = self._resolve(src)
                return Node("figure", self.pair(segment), src=src, size=size, text=title)
            case List():
                return self._list(block)
            case Quote(blocks):
                return Node("quote", children=tuple(self._nodes(blocks)))
            case Table(header, rows):
                return Node("table", header=self._row(header), rows=tuple(map(self._row, rows)))
            case Code(text):
                return Node("code", text=text)
            case Rule():
                return Node("rule")

    def _row(self, cells: tuple[int | None, ...]) -> tuple[PairView | None, ...]:
        return tuple(None if cell is None else self.pair(cell) for cell in cells)

    def _list(self, block: List) -> Node:
        items: list[Node] = []
        for number, item in enumerate(block.items, block.start):
            first, rest = item.blocks[:1], item.blocks[1:]
            own: PairView | None = None
            if first and isinstance(first[0], Paragraph):
                own = self.pair(first[0].segment, block.style, number)
            else:
                rest = item.blocks
            items.append(Node("item", own, tuple(self._nodes(rest))))
        return Node("list", children=tuple(items), style=block.style.value, start=block.start)

    def _resolve(self, href: str) -> str:
        """Turn an address written in article.md into one that works on the page."""
        if is_foreign(href):
            return href
        path = site_path(self._edition.slug, href, self._address_of)
        return address.relative(self._page, path)
