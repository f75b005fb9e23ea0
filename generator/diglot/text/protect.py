"""Prepares a segment for a translation machine: a clean copy, with markup and names protected.

What an engine must not touch becomes a token that does not occur in the text: `[X1X]`, or a tag
where the engine reads XML. `text.restore` puts back what the tokens stand for, or refuses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diglot.model.document import Inline
from diglot.model.language import language
from diglot.model.machine import Lock, Style, Term
from diglot.text import characters as chars

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that stand for tokens while a text is put together; texts may not hold them."""

_CLEAN = {
    **dict.fromkeys(chars.points(chars.BIDI_MARKS + chars.BIDI_RUNS + chars.TATWEEL)),
    **dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"), "01234567890123456789", strict=True)),
    **dict(zip(map(ord, "٫٬٪"), ".,%", strict=True)),
}
_VERBATIM = re.compile(
    r"\[\^[^\]\s]+\]|(?:https?://|www\.)[^\s<>«»]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
"""Footnote marks, addresses and mail addresses: nothing in them is translated."""

_DELIMITERS = {"em": "*", "strong": "**"}
_LETTERS = {"Arab": "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]",
            "Hebr": "[\u05d0-\u05ea]"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """What stands in the English in a token's place."""

    kind: str
    """`atom`, `open`, `close` or `name`."""
    text: str
    """Unit syntax to put back."""
    partner: int = -1
    """Index of the other token of a pair."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A segment as an engine sees it, and what is needed to put it together again."""

    text: str
    style: Style
    tokens: tuple[Token, ...] = ()
    terms: tuple[Term, ...] = ()
    """Names that the answer must hold, each once, in order."""
    letter: str = "X"
    """Letter of the tokens, chosen so that none occurs in the text."""
    anchors: tuple[tuple[str, str, str], ...] = ()
    """Of a plain copy: text that would carry markup, and what opens and closes it."""
    markup: bool = True
    """Whether the answer becomes CommonMark; else it is plain text (front matter, images)."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    """What an engine may see of it, cleaned."""
    token: Token | None = None
    term: Term | None = None


def has_letters(text: str, lang: str) -> bool:
    """Whether a text holds letters of the language's script: else there is nothing to translate."""
    pattern = _LETTERS.get(language(lang).script)
    return bool(re.search(pattern, text)) if pattern else any(map(str.isalpha, text))


def clean(text: str) -> str:
    """Give the copy that goes to a machine: no invisible controls, Western digits, plain spaces."""
    return PRIVATE.sub("", re.sub(r"\s+", " ", text.translate(_CLEAN)))


def protect(
    inlines: Sequence[Inline], locks: Sequence[Lock], style: Style, *, markup: bool = True
) -> Protected:
    """Make the copy of a segment that an engine of this style gets.

    Args:
        inlines: events of the segment; a link's `href` is its number, or an address as it stands.
        locks: names in the segment's visible text, sorted, not overlapping.
        style: how names are locked.
        markup: whether the segment is CommonMark.
    """
    pieces = list(_pieces(inlines, locks))
    terms = tuple(dict.fromkeys(piece.term for piece in pieces if piece.term))
    if style is Style.PLAIN:
        text = "".join(piece.text for piece in pieces).strip()
        return Protected(clean(text), style, (), terms, "X", tuple(_anchors(pieces)), markup)
    written = "".join(piece.text for piece in pieces)
    letter = next(
        (c for c in "XQZWKJV" if not re.search(rf"{c}\s*\d+\s*{c}", written, re.IGNORECASE)), "X"
    )
    tokens: list[Token] = []
    parts: list[str] = []
    stack: list[int] = []
    for piece in pieces:
        token = _token_of(piece, style)
        if (
            piece.term
            and style in (Style.INLINE, Style.TOKEN)
            and parts
            and parts[-1][-1:].isalpha()
        ):
            # A proclitic on a word of another script would make one word of the two.
            parts.append(" ")
        if token is None:
            shown = piece.term.target if piece.term and style is Style.INLINE else piece.text
            parts.append(html.escape(shown, quote=False) if style is Style.NATIVE else shown)
            continue
        index = len(tokens)
        if token.kind == "open":
            stack.append(index)
        elif token.kind == "close":
            opened = stack.pop()
            tokens[opened] = Token("open", tokens[opened].text, index)
            token = Token("close", token.text, opened)
        tokens.append(token)
        parts.append(_written(token, index, letter, style))
    return Protected("".join(parts).strip(), style, tuple(tokens), terms, letter, markup=markup)


def _token_of(piece: _Piece, style: Style) -> Token | None:
    if piece.term is not None and style is Style.TOKEN:
        return Token("name", piece.term.target)
    return piece.token


def _written(token: Token, index: int, letter: str, style: Style) -> str:
    if style is not Style.NATIVE:
        return f"[{letter}{index}{letter}]"
    if token.kind == "open":
        return f'<g id="{index}">'
    return "</g>" if token.kind == "close" else f'<x id="{index}"></x>'


def _pieces(inlines: Sequence[Inline], locks: Sequence[Lock]) -> Iterator[_Piece]:
    at = 0
    closers: list[str] = []
    address = ""
    for event in inlines:
        if address:
            # The text of an autolink is its address again.
            address = "" if event.kind == "close" else address
        elif event.kind == "open" and event.tag == "a" and not event.href.isdigit():
            address = event.href
            yield _Piece(event.href, Token("atom", f"<{event.href}>"))
        elif event.kind == "open":
            link = event.tag == "a"
            closers.append(f"][{event.href}]" if link else _DELIMITERS.get(event.tag, ""))
            yield _Piece("", Token("open", "[" if link else closers[-1]))
        elif event.kind == "close":
            yield _Piece("", Token("close", closers.pop()))
        elif event.kind == "image":
            yield _Piece("", Token("open", "!["))
            yield _Piece(clean(event.text))
            yield _Piece("", Token("close", f"][{event.href}]"))
        elif event.kind == "code":
            fence = "``" if "`" in event.text else "`"
            pad = " " if fence == "``" else ""
            yield _Piece(event.text, Token("atom", f"{fence}{pad}{event.text}{pad}{fence}"))
        elif event.kind == "break":
            yield _Piece(" ", Token("atom", "\\\n"))
        else:
            inside = [x for x in locks if at <= x.start and x.end <= at + len(event.text)]
            yield from _running(event.text, at, inside)
        at += len(event.visible)


def _running(text: str, base: int, locks: Sequence[Lock]) -> Iterator[_Piece]:
    """Part running text at its names."""
    at = 0
    for lock in locks:
        start, end = lock.start - base, lock.end - base
        before = clean(text[at:start])
        term = Term(clean(text[start:end]), lock.term.target, lock.term.accepted)
        yield from _verbatim(before)
        yield _Piece(term.source, None, term)
        at = end
    yield from _verbatim(clean(text[at:]))


def _verbatim(text: str) -> Iterator[_Piece]:
    at = 0
    for match in _VERBATIM.finditer(text):
        if match.start() > at:
            yield _Piece(text[at : match.start()])
        yield _Piece(match[0], Token("atom", escape(match[0])))
        at = match.end()
    if at < len(text):
        yield _Piece(text[at:])


def _anchors(pieces: Sequence[_Piece]) -> Iterator[tuple[str, str, str]]:
    """Give what a plain answer can be searched for, to mark it up again."""
    stack: list[int] = []
    for index, piece in enumerate(pieces):
        token = piece.token
        if token is None:
            continue
        if token.kind == "open":
            stack.append(index)
        elif token.kind == "close":
            first = stack.pop()
            opened = pieces[first].token
            inner = pieces[first + 1 : index]
            text = "".join(p.term.target if p.term else p.text for p in inner)
            yield text.strip(), opened.text if opened else "", token.text
        else:
            # Of a line break nothing can be found again, so it counts as lost.
            yield piece.text.strip(), "", token.text


_SPECIAL = re.compile(r"([\\`*\[\]<~])|(?<![^\W_])(_)|(_)(?![^\W_])|(&)(?=#?\w+;)")


def escape(text: str) -> str:
    """Write text so that CommonMark inline shows it as it is."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
