"""An edition to the nodes that article templates print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
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


@dataclass(eq=False)
class TextView:
    """One side of a pair; its HTML is made when a page first prints it, for all of them."""

    lang: str
    dir: Direction
    inlines: Sequence[Inline]
    attrs: Markup
    """What an element that holds the text says of its language."""
    links: Sequence[Mention] = ()
    marker: str = ""
    sentences: Sequence[tuple[int, int]] = ()
    images: Mapping[str, Image] | None = None

    @property
    def plain(self) -> str:
        """The text that a reader sees."""
        return visible(self.inlines)

    @cached_property
    def html(self) -> str:
        """The text as HTML with its actors linked, its runs isolated and its sentences numbered.

        Links to actors are paths of the site, the author's own are as article.md has them.
        """
        return self.resolved(str)

    def resolved(self, resolve: Resolve) -> str:
        """Give the same with the author's addresses resolved."""
        wraps = [Wrap(m.token_start, m.end, _to_actor(m.actor), "</a>") for m in self.links]
        bdi = f'<bdi lang="{"en" if self.dir == "rtl" else "ar"}">'
        wraps += [Wrap(s, e, bdi, "</bdi>") for s, e in isolates(self.plain, self.dir)]
        if self.sentences:
            wraps += _sentence_wraps(self.inlines, self.sentences)
        return inline_html(self.inlines, wraps, resolve, self.images)


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
    """An image's address as article.md has it."""
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
    return TextView(lang, language(lang).direction, inlines, attrs(lang))


_TO_ACTOR = f'<a class="actor" href="{address.folder(address.ACTORS)}'


# An article names the same actors in many passages.
@lru_cache(maxsize=4096)
def _to_actor(actor: str) -> str:
    return f'<a class="actor" href="{address.actor(actor)}">'


# The only such spans of a page, in whose texts every `<` is escaped; no span stands within one.
_SENTENCE, _NUMBERED, _SENTENCE_END = '<span class="s" data-s="', '">', "</span>"


def _sentence_wraps(
    inlines: Sequence[Inline], sentences: Sequence[tuple[int, int]]
) -> Iterator[Wrap]:
    """Give the sentences, cut where an element begins or ends, as marks that never cross it."""
    offset = 0
    for inline in inlines:
        length = len(inline.visible)
        if inline.kind in ("text", "code"):
            for number, (start, end) in enumerate(sentences, 1):
                first, last = max(start - offset, 0), min(end - offset, length)
                last = len(inline.visible[:last].rstrip()) if first < last else 0
                if first < last:
                    before = f"{_SENTENCE}{number}{_NUMBERED}"
                    yield Wrap(offset + first, offset + last, before, _SENTENCE_END)
        offset += length


class PageTexts:
    """The texts of an edition as one page prints them."""

    def __init__(
        self,
        edition: Edition,
        page: str,
        mode: str,
        address_of: Callable[[str], str],
    ) -> None:
        """Write for a page.

        Args:
            edition: the article.
            page: path of the page, which links are relative to.
            mode: `both`, which marks sentences that stand for each other, or the tag of the one
                language that the page prints.
            address_of: gives the site path of another article by slug, in the page's language.
        """
        self.mode = mode
        self._slug = edition.slug
        self._page = page
        home = "../" * page.count("/")
        self._to_actor = _TO_ACTOR.replace('href="', f'href="{home}')
        self._address_of = address_of

    def html(self, text: TextView) -> str:
        """Give a text as HTML with links that work on the page."""
        return self.finished(self.shared(text))

    def shared(self, text: TextView) -> str:
        """Give a text as HTML that `finished` fits to the page.

        Made once for all pages where no address of the author's depends on the page.
        """
        own = any(inline.href for inline in text.inlines)
        return text.resolved(self.resolve) if own else text.html

    def finished(self, html: str) -> str:
        """Make HTML of texts one page's own: a whole body at once, not a hundred texts."""
        if self.mode != "both":
            before, *rest = html.split(_SENTENCE)
            plain = (each.partition(_NUMBERED)[2].replace(_SENTENCE_END, "", 1) for each in rest)
            html = before + "".join(plain)
        return html.replace(_TO_ACTOR, self._to_actor)

    def resolve(self, href: str) -> str:
        """Turn an address written in article.md into one that works on the page."""
        if is_foreign(href):
            return href
        path = site_path(self._slug, href, self._address_of)
        return address.relative(self._page, path)


class ArticleView:
    """The nodes of one edition, the same on every page of it."""

    def __init__(self, edition: Edition) -> None:
        """Take the article."""
        self.edition = edition
        self.described: dict[str, Markup] = {}
        """What its pages tell programs of it, by the page that relative addresses start from."""
        self._langs = (edition.source_lang, edition.target_lang)
        self._prevailing = edition.origin.prevailing

    @cached_property
    def body(self) -> tuple[Node, ...]:
        """The body as sections; a lead without a heading is the first."""
        sections: list[Node] = []
        current: list[Node] = []
        for block in self.edition.document.blocks:
            if isinstance(block, Heading) and block.level <= 2 and current:
                sections.append(Node("section", children=tuple(current)))
                current = []
            current += self._nodes((block,))
        if current:
            sections.append(Node("section", children=tuple(current)))
        return tuple(sections)

    @cached_property
    def contents(self) -> tuple[Node, ...]:
        """The headings, for the table of contents."""
        top = (node for section in self.body for node in section.children)
        return tuple(node for node in top if node.kind == "heading")

    @cached_property
    def retired(self) -> tuple[tuple[str, str, int], ...]:
        """The ids whose passage is gone, with id and number of the one that holds its text."""
        numbers = {pair.id: pair.number for pair in self.edition.pairs}
        return tuple((id_, into, numbers.get(into, 0)) for id_, into in self.edition.retired)

    @cached_property
    def meta(self) -> dict[str, PairView]:
        """The front matter's pairs by field name."""
        return {name: self._view(pair) for name, pair in self.edition.meta.items()}

    def pair(self, index: int, style: ListStyle | None = None, number: int = 0) -> PairView:
        """Give the row of a body segment, with the marker of its list item if it opens one."""
        marks = ("", "")
        if style is not None:
            source, target = self._langs
            marks = marker(style, number, source), marker(style, number, target)
        return self._view(self.edition.pairs[index], marks)

    def _view(self, pair: Pair, marks: tuple[str, str] = ("", "")) -> PairView:
        unit = pair.unit
        inlines = pair.segment.inlines or (Inline("text", pair.segment.source),)
        spans = [bead.source for bead in pair.beads]
        source = self._text(0, inlines, pair.source_links, marks, spans)
        target = None
        if pair.target is not None:
            spans = [bead.target for bead in pair.beads]
            target = self._text(1, pair.target, pair.target_links, marks, spans)
        state = unit.state
        return PairView(
            pair.id,
            pair.number,
            state.value,
            pair.notice,
            source,
            target,
            exception(unit, self._prevailing) if target else "",
            unit.review.name if unit.review and state is State.REVIEWED else "",
        )

    def _text(
        self,
        side: int,
        inlines: Sequence[Inline],
        links: Sequence[Mention],
        markers: tuple[str, str],
        sentences: Sequence[tuple[int, int]],
    ) -> TextView:
        lang = self._langs[side]
        view = (lang, language(lang).direction, inlines, attrs(lang), links, markers[side])
        return TextView(*view, sentences, self.edition.images)

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
                size = Markup(size_attributes(self.edition.images.get(src)))  # noqa: S704
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
