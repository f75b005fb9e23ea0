"""An edition laid out as rows, for what is not HTML: Markdown, plain text, EPUB, PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from diglot.model.document import Block, Code, Figure, Heading, List, Paragraph, Quote, Rule, Table
from diglot.model.edition import Edition, Pair
from diglot.render.markers import marker


@dataclass(frozen=True, slots=True)
class Row:
    """One block in reading order."""

    kind: str
    """heading, paragraph, item, table, figure, code or rule."""
    pair: Pair | None = None
    level: int = 0
    """Of a heading: 2 for a section, 3 below it."""
    depth: int = 0
    """How many lists the row stands in."""
    quoted: bool = False
    markers: tuple[str, str] = ("", "")
    """Of an item: what source and target print before it."""
    cells: tuple[tuple[Pair | None, ...], ...] = ()
    """Of a table: its rows, the header first."""
    text: str = ""
    """Of code: the text. Of a figure: the image's address as article.md gives it."""


def rows(edition: Edition) -> tuple[Row, ...]:
    """Give an edition's blocks in reading order, containers dissolved into their contents."""
    return tuple(_rows(edition, edition.document.blocks, Row("")))


def _rows(edition: Edition, blocks: Iterable[Block], inside: Row) -> Iterator[Row]:
    for block in blocks:
        match block:
            case Heading(segment, level):
                yield replace(inside, kind="heading", pair=edition.pairs[segment], level=level)
            case Paragraph(segment):
                yield replace(inside, kind="paragraph", pair=edition.pairs[segment])
            case Figure(segment, src):
                yield replace(inside, kind="figure", pair=edition.pairs[segment], text=src)
            case Quote(blocks):
                yield from _rows(edition, blocks, replace(inside, quoted=True))
            case List():
                yield from _list(edition, block, replace(inside, depth=inside.depth + 1))
            case Table(header, body):
                cells = tuple(
                    tuple(None if cell is None else edition.pairs[cell] for cell in row)
                    for row in (header, *body)
                )
                yield replace(inside, kind="table", cells=cells)
            case Code(text):
                yield replace(inside, kind="code", text=text)
            case Rule():
                yield replace(inside, kind="rule")


def _list(edition: Edition, block: List, inside: Row) -> Iterator[Row]:
    languages = (edition.source_lang, edition.target_lang)
    for number, item in enumerate(block.items, block.start):
        source, target = (marker(block.style, number, lang) for lang in languages)
        for index, row in enumerate(_rows(edition, item.blocks, inside)):
            opens = index == 0 and row.kind == "paragraph" and row.depth == inside.depth
            yield replace(row, kind="item", markers=(source, target)) if opens else row
