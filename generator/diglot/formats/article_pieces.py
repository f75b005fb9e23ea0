"""article.md as a row of pieces, each a block of text with its lines, so that one can be exchanged.

Law: `joined(split_pieces(text)) == text` for a unified text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from diglot.formats.article_md import split_front_matter, unified
from diglot.formats.inline import markdown

_PARSER = markdown()
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)[ \t>]*)*(?:#{1,6}[ \t]+)?")
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_MARKER = re.compile(r"[-+*]|\d{1,9}[.)]|#{1,6}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, item or quotation's text, table, code block or rule."""

    lead: tuple[str, ...]
    """Lines above it that show nothing: blank ones and list directives."""
    lines: tuple[str, ...]
    whole: bool
    """Whether its lines are exchanged as they are: tables, code and rules."""

    @property
    def prefix(self) -> str:
        """What stands before its text: markers of lists, quotations and headings."""
        match = _PREFIX.match(self.lines[0])
        return match[0] if match and not self.whole else ""

    @property
    def text(self) -> str:
        """Its text in Markdown, without what stands before it."""
        if self.whole:
            return "\n".join(self.lines)
        rest = [re.sub(r"^[ \t>]*", "", line) for line in self.lines[1:]]
        return "\n".join([self.lines[0][len(self.prefix) :], *rest])

    @property
    def is_item(self) -> bool:
        """Whether it opens a list item."""
        return not self.whole and bool(_ITEM.match(self.lines[0]))

    def with_text_of(self, other: Piece) -> Piece:
        """Give this piece in its place and form, with the other's text."""
        if self.whole or other.whole:
            return replace(self, lines=other.lines, whole=other.whole)
        first, *rest = other.text.split("\n")
        margin = _MARKER.sub(lambda match: " " * len(match[0]), self.prefix)
        return replace(self, lines=(self.prefix + first, *(margin + line for line in rest)))


@dataclass(frozen=True, slots=True)
class Pieces:
    """An article's file."""

    front: str
    pieces: tuple[Piece, ...]
    tail: tuple[str, ...]
    """Lines below the last piece."""


def split_pieces(text: str) -> Pieces:
    """Part a file into its pieces."""
    front, body = split_front_matter(unified(text))
    lines = body.split("\n")
    pieces: list[Piece] = []
    done = 0
    for start, end, whole in _spans(_PARSER.parse(body)):
        pieces.append(Piece(tuple(lines[done:start]), tuple(lines[start:end]), whole))
        done = end
    return Pieces(front, tuple(pieces), tuple(lines[done:]))


def joined(article: Pieces) -> str:
    """Give the file."""
    lines = [line for piece in article.pieces for line in (*piece.lead, *piece.lines)]
    return article.front + "\n".join([*lines, *article.tail])


def spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give pieces that were put side by side, parted by a blank line where Markdown needs one."""
    previous: Piece | None = None
    for piece in pieces:
        together = previous is None or (previous.is_item and piece.is_item)
        blank = any(not line.strip(" \t>") for line in piece.lead)
        yield piece if together or blank else replace(piece, lead=("", *piece.lead))
        previous = piece


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Give first line, line below the last, and whether the lines are exchanged whole."""
    inside = 0
    for at, token in enumerate(tokens):
        inside += {"table_open": 1, "table_close": -1}.get(token.type, 0)
        span = token.map or [0, 0]
        if token.type in ("table_open", "fence", "code_block", "hr"):
            yield span[0], span[1], True
        elif token.type == "inline" and not inside:
            opener = tokens[at - 1].map or span
            yield opener[0], opener[1], False
