"""A document → article.md; the writer's half of `read_article`.

Law: `read_article(write_document(d))` has the front matter, blocks and texts of `d`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.formats.article_writer import write_front_matter
from diglot.formats.inline_writer import place_of, write_inline
from diglot.model.document import (
    Block,
    Code,
    Document,
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

_SHOWN_BY_MARKDOWN = (ListStyle.BULLET, ListStyle.DECIMAL)


def write_document(document: Document) -> str:
    """Give the whole file, ending in a newline; the title stands in the front matter only."""
    lines = _Writer(document).blocks(document.blocks)
    body = "".join(f"{line}\n" for line in ["", *lines]) if lines else ""
    return write_front_matter(document.front) + body


class _Writer:
    """Writes blocks as lines without their container's indentation."""

    def __init__(self, document: Document) -> None:
        self._segments = document.segments

    def blocks(self, blocks: Sequence[Block]) -> list[str]:
        lines: list[str] = []
        previous: Block | None = None
        for block in blocks:
            if lines:
                lines.append("")
            if isinstance(block, List) and self._needs_directive(block, previous):
                lines += [f'[//]: # "list: {block.style}"', ""]
            lines += self._block(block)
            previous = block
        return lines

    def _needs_directive(self, block: List, previous: Block | None) -> bool:
        """Whether Markdown would show the list otherwise, or as one with the list above it."""
        joins = isinstance(previous, List) and (
            (block.style is ListStyle.BULLET) == (previous.style is ListStyle.BULLET)
        )
        return block.style not in _SHOWN_BY_MARKDOWN or joins

    def _block(self, block: Block) -> list[str]:
        match block:
            case Heading(segment, level):
                return [f"{'#' * level} {self._text(segment)}"]
            case Paragraph(segment):
                return self._text(segment).split("\n")
            case Figure(segment, src, title):
                alt = self._segments[segment].source
                image = Inline("image", alt, "img", src, title)
                return [write_inline([image]).markup]
            case List():
                return self._list(block)
            case Quote(blocks):
                return [f"> {line}".rstrip() for line in self.blocks(blocks)]
            case Table():
                return self._table(block)
            case Code(text):
                return _fenced(text)
            case Rule():
                return ["***"]

    def _text(self, segment: int) -> str:
        each = self._segments[segment]
        return write_inline(each.inlines, place_of(each.kind)).markup

    def _list(self, block: List) -> list[str]:
        """Items follow one another without blank lines unless one holds more than a line."""
        items: list[list[str]] = []
        for number, item in enumerate(block.items, block.start):
            marker = "- " if block.style is ListStyle.BULLET else f"{number}. "
            inner = self._in_item(item.blocks)
            first, rest = inner[0], inner[1:]
            margin = " " * len(marker)
            items.append([(marker + first).rstrip(), *((margin + line).rstrip() for line in rest)])
        lines: list[str] = []
        for at, item_lines in enumerate(items):
            if at and "" in items[at - 1]:
                lines.append("")
            lines += item_lines
        return lines

    def _in_item(self, blocks: Sequence[Block]) -> list[str]:
        """Keep a list right under its item's text where Markdown reads it as one there."""
        lines = self.blocks(blocks) or [""]
        plain = (
            len(blocks) == 2
            and isinstance(blocks[0], Paragraph)
            and isinstance(blocks[1], List)
            and blocks[1].style in _SHOWN_BY_MARKDOWN
            and blocks[1].start == 1
        )
        if plain:
            lines.remove("")
        return lines

    def _table(self, table: Table) -> list[str]:
        rows = [table.header, *table.rows]
        width = max(len(row) for row in rows)
        lines = [self._row(row, width) for row in rows]
        return [lines[0], "|" + "---|" * width, *lines[1:]]

    def _row(self, cells: Sequence[int | None], width: int) -> str:
        texts = ["" if cell is None else self._text(cell) for cell in cells]
        texts += [""] * (width - len(texts))
        return "| " + " | ".join(texts) + " |"


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [fence, *text.removesuffix("\n").split("\n"), fence]
