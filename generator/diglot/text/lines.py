"""A raw text as its lines, hard-wrapped ones joined, and the shape of one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from diglot.text.cues import key

_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_EDGE = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
_VISIBLE = re.compile(rf"[^\s{_INVISIBLE}\x00-\x1f\x7f]")
_LETTER = re.compile(r"[^\W_]")
_SENTENCE_END = re.compile(r"[.!…؟?۔](?:[»”\"'’)\]]|\s*\[\d+\])*$|[.!؟?۔]\s*$")
_SENTENCE_INSIDE = re.compile(r"(?<![.…])[.!۔](?!\.)[»”\"’)]?\s+\S")
_OPENING_QUOTES = "\"«“„'‘״"
_CLOSING_QUOTES = "\"»”“'’״"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with visible characters."""

    number: int
    """1-based in the raw text."""
    text: str
    """Without the spaces around it."""
    gap_before: bool
    """Whether a blank line, or the beginning of the text, stands above."""
    gap_after: bool

    @property
    def bare(self) -> str:
        """The text without invisible controls at its edges, for judging."""
        return _EDGE.sub("", self.text)

    @property
    def length(self) -> int:
        """Code points of the bare text."""
        return len(self.bare)

    @property
    def word_count(self) -> int:
        """Words with a letter or digit."""
        return sum(1 for word in self.bare.split() if _LETTER.search(word))


def split_lines(text: str) -> tuple[Line, ...]:
    """Give the lines that have a visible character, hard-wrapped paragraphs joined by a space."""
    raw = [part.strip() for part in _BREAK.split(text)]
    visible = [bool(_VISIBLE.search(part)) for part in raw]
    lines = tuple(
        Line(
            at + 1,
            part,
            gap_before=at == 0 or not visible[at - 1],
            gap_after=at + 1 == len(raw) or not visible[at + 1],
        )
        for at, part in enumerate(raw)
        if visible[at]
    )
    return _join_wrapped(lines) if _is_wrapped(lines) else lines


def _is_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether the lines were broken at a column: inner ones of one width, mid-sentence."""
    inner = [line for line in lines if not line.gap_after]
    if len(inner) < 3 or len(inner) < 0.5 * len(lines):
        return False
    width = max(line.length for line in lines)
    if not 40 <= width <= 110 or sum(line.gap_after for line in lines) < 2:
        return False
    wide = sum(line.length >= 0.8 * width for line in inner)
    open_ended = sum(not ends_sentence(line.bare) for line in inner)
    return (
        wide >= 0.85 * len(inner)
        and open_ended >= 0.7 * len(inner)
        and median(line.length for line in inner) >= 0.8 * width
    )


def _join_wrapped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join each line that reaches the wrapping column to the next one."""
    width = max(line.length for line in lines)
    joined: list[Line] = []
    grows = False
    for line in lines:
        if grows:
            last = joined[-1]
            joined[-1] = replace(last, text=f"{last.text} {line.text}", gap_after=line.gap_after)
        else:
            joined.append(line)
        grows = not line.gap_after and line.length >= 0.75 * width
    return tuple(joined)


def blank_share(lines: tuple[Line, ...]) -> float:
    """Share of neighbouring lines with a blank line between them."""
    pairs = list(pairwise(lines))
    return sum(first.gap_after for first, _ in pairs) / max(1, len(pairs))


def has_letter(text: str) -> bool:
    """Whether a letter or digit occurs."""
    return bool(_LETTER.search(text))


def ends_sentence(bare: str) -> bool:
    """Whether a full stop, question or exclamation mark, or ellipsis ends the text."""
    return bool(_SENTENCE_END.search(bare))


def ends_question(bare: str) -> bool:
    """Whether a question mark ends the text, a colon or closing quote after it allowed."""
    return bool(re.search(r"[؟?][\s:»”\"]*$", bare))


def has_sentence_inside(bare: str) -> bool:
    """Whether a sentence ends before the end of the text; two dots end none."""
    text = re.sub(r"(?:^|\s)[^\W\d_]{1,2}\.(?=\s)|^\d{1,2}\.", " ", bare)  # د. and أ. are titles
    return bool(_SENTENCE_INSIDE.search(text))


def is_quoted(bare: str) -> bool:
    """Whether quotation marks enclose the whole text."""
    return (
        len(bare) > 1
        and bare[0] in _OPENING_QUOTES
        and bare.rstrip(".!؟?،۔")[-1:] in tuple(_CLOSING_QUOTES)
    )


def first_word(bare: str) -> str:
    """Give the key of the first word, punctuation off."""
    return key(re.sub(r"[^\w\s\u200c\u064b-\u0652]", " ", bare)).partition(" ")[0]


def last_word(bare: str) -> str:
    """Give the key of the last word, punctuation off."""
    return key(re.sub(r"[^\w\s\u200c\u064b-\u0652]", " ", bare)).rpartition(" ")[2]


def colon_tail(text: str) -> str:
    """Give the closing colon with the spaces and controls about it, or nothing."""
    match = re.search(rf"[\s{_INVISIBLE}]*[:：︓][\s{_INVISIBLE}]*$", text)
    return match[0] if match else ""
