"""An article as parsed: front matter, a tree of blocks, and the segments that the tree refers to.

A *segment* is one block of inline text. Blocks hold the index of their segment in
`Document.segments`, so that identity, translation and mentions can lie beside the tree
instead of inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from diglot.model.problem import Problem


class SegmentKind(StrEnum):
    """What sort of block a segment came from."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    IMAGE = "image"
    META = "meta"


class ListStyle(StrEnum):
    """How the source numbered a list; the value stands in the `list:` directive."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    """Western digits, which Markdown shows by itself."""
    INDIC = "indic"
    """Arabic-Indic digits."""
    LETTER = "letter"
    """Letters of the abjad or alphabet."""
    ORDINAL = "ordinal"
    """Ordinal words."""


class Status(StrEnum):
    """Publication status of an article."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a numbered link or image of a segment points."""

    href: str
    title: str = ""


InlineKind = Literal["text", "code", "open", "close", "break", "softbreak", "image"]


@dataclass(frozen=True, slots=True)
class Inline:
    """One event of inline content, in reading order."""

    kind: InlineKind
    text: str = ""
    """Visible characters of text and code; alternative text of an image; `\\n` of a break."""
    tag: str = ""
    """Element name of `open` and `close`: em, strong, s, a."""
    href: str = ""
    title: str = ""

    @property
    def visible(self) -> str:
        """The characters that a reader sees in running text (an image shows none)."""
        return "" if self.kind == "image" else self.text


@dataclass(frozen=True, slots=True)
class Segment:
    """One block of inline text of the source."""

    kind: SegmentKind
    source: str
    """Verbatim CommonMark inline, link and image targets numbered: `[text][1]`."""
    inlines: tuple[Inline, ...]
    """The same text parsed."""
    links: tuple[Link, ...] = ()
    """Targets by number, the first being 1."""
    line: int = 0
    """1-based line in article.md."""

    @property
    def visible(self) -> str:
        """Text as a reader sees it; offsets of mentions count its code points."""
        if self.kind is SegmentKind.IMAGE:
            return self.source
        return "".join(inline.visible for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; level 2 opens a section, 3 a sub-section."""

    segment: int
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: a paragraph, or the text of a list item or quotation."""

    segment: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An image standing alone; its segment is the alternative text."""

    segment: int
    src: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """An ordered or bulleted list."""

    style: ListStyle
    start: int
    """Number of the first item."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each cell is a segment, or None where it is empty."""

    header: tuple[int | None, ...]
    rows: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code block; not translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block = Heading | Paragraph | Figure | List | Quote | Table | Code | Rule


@dataclass(frozen=True, slots=True)
class Correction:
    """A published correction."""

    date: str
    note: str
    segment: str = ""
    """Id of the segment corrected, or empty for the whole article."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text; an absent value is the empty string, never invented."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    kind: str = ""
    lang: str = ""
    status: Status = Status.PUBLISHED
    date: str = ""
    """ISO date, or empty: undated."""
    summary: str = ""
    image: str = ""
    rights: str = ""
    reviewed: str = ""
    """What the front matter claims of a review; only the units' stamps can prove it."""
    withdrawn: str = ""
    """ISO date on which a withdrawn article was taken back."""
    topics: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()
    """Names that the article's folder had before; their addresses lead to it."""
    corrections: tuple[Correction, ...] = ()

    @property
    def last_change(self) -> str:
        """The latest ISO date that it gives, of the article or of a correction; empty: undated."""
        return max((self.date, *(correction.date for correction in self.corrections)))


@dataclass(frozen=True, slots=True)
class Document:
    """An article in its source language."""

    front: FrontMatter
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    """Body segments in order, headings and items included; the title is in `front`."""
    problems: tuple[Problem, ...] = ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give every block of a tree in reading order, containers before what they hold."""
    for block in blocks:
        yield block
        match block:
            case List():
                for item in block.items:
                    yield from walk(item.blocks)
            case Quote():
                yield from walk(block.blocks)
            case _:
                pass
