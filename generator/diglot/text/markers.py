"""List markers at the beginning of a line: what might be one, seen without its neighbours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from diglot.model.document import ListStyle
from diglot.text.cues import Cues, key

_LEAD = r"^[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_MARK = r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]"
_DIGITS = re.compile(
    rf"{_LEAD}(?:(?P<open>[(\[)])\s*(?P<a>\d{{1,3}})\s*[)\](]\s*[-–.:۔ـ]?|"
    rf"(?P<b>\d{{1,3}})\s*(?P<delimiter>[.)]?[-–—]\.?|[.)\]۔][-–—]?|[ـ]+|[/:]))\s*"
)
_ENCLOSED = re.compile(rf"{_LEAD}([①-⑳])\s*")
_LETTERS = re.compile(
    rf"{_LEAD}(?:(?P<open>[(\[])\s*(?P<a>الف|[^\W\d_])ـ?{_MARK}*\s*[)\]]\s*[-–.:]?|"
    rf"(?P<b>الف|[^\W\d_])['׳]?(?:{_MARK}*\s*(?P<delimiter>[.)\]/۔]|[-–—])|(?P<tatweel>\s?ـ+)))\s*"
)
_ORDINAL = re.compile(
    rf"{_LEAD}[(\[]?\s*(?P<word>(?:[^\W\d_]|{_MARK})+(?:\s+عشرة?{_MARK}*)?)\s*[:.۔\-–—)\]/]+(?=\s|[^\W\d_]|[\"«“(])\s*"
)
_BULLET = re.compile(
    rf"{_LEAD}(?P<glyph>[•●▪■◦○‣⁃►▸▶♦◆◊✓✔➤➢❖⚫·∙▫□★☆✅🔹🔸🔴🔵]|[-–—*+٭](?=\s|[^\W\d_«\"“(]))\ufe0f?\s*"
)
_DASHES = "-–—*+٭·"
_PARENTHETICAL = re.compile(r"^\S[^-–—]*\S[-–—](?:\s|[،.,:؛])")


@dataclass(frozen=True, slots=True)
class Marker:
    """What may be a list marker."""

    style: ListStyle
    raw: str
    """The marker with its delimiter and the spaces after it, verbatim from the line's start."""
    rest: str
    """The line after the marker."""
    numbers: frozenset[int]
    """Numbers it can stand for; a letter has several. Empty for a bullet."""
    delimiter: str
    """What follows the number; the glyph of a bullet."""

    @property
    def weak_bullet(self) -> bool:
        """Whether the glyph is one that text uses for other ends too: dashes and stars."""
        return self.style is ListStyle.BULLET and self.delimiter in _DASHES


def find_marker(text: str, cues: Cues) -> Marker | None:
    """Give the marker that may begin the line; a comma never ends one.

    Years, dates, times, decimals, scores and abbreviated titles (د. أ.د.) are none.
    """
    for probe in (_bullet, _enclosed, _digits, _ordinal, _letter):
        marker = probe(text, cues)
        if marker is not None and re.search(r"[^\W_]", marker.rest):
            return marker
    return None


def _bullet(text: str, _: Cues) -> Marker | None:
    match = _BULLET.match(text)
    if match is None:
        return None
    rest, glyph = text[match.end() :], match["glyph"]
    attached = match[0] == match[0].rstrip()
    if glyph in _DASHES and attached and (glyph in "+·" or _PARENTHETICAL.match(rest)):
        return None
    # **ملاحظة** and the like are emphasis.
    if glyph == "*" and rest.startswith("*"):
        return None
    return Marker(ListStyle.BULLET, match[0], rest, frozenset(), glyph)


def _enclosed(text: str, _: Cues) -> Marker | None:
    match = _ENCLOSED.match(text)
    if match is None:
        return None
    number = ord(match[1]) - ord("①") + 1
    return Marker(ListStyle.DECIMAL, match[0], text[match.end() :], frozenset({number}), "○")


def _digits(text: str, cues: Cues) -> Marker | None:
    match = _DIGITS.match(text)
    if match is None:
        return None
    digits, rest = match["a"] or match["b"], text[match.end() :]
    delimiter = ")" if match["open"] else match["delimiter"].strip("ـ") or "-"
    if not match["open"]:
        attached = match[0] == match[0].rstrip()
        dash = delimiter[-1] in "-–—/:"
        if rest[:1].isdigit() and (attached or dash):
            return None
        if dash and key(rest).partition(" ")[0] in cues.months:
            return None
    style = ListStyle.DECIMAL if digits.isascii() else ListStyle.INDIC
    number = int("".join(str(unicodedata.digit(digit)) for digit in digits))
    return Marker(style, match[0], rest, frozenset({number}), delimiter)


def _ordinal(text: str, cues: Cues) -> Marker | None:
    match = _ORDINAL.match(text)
    if match is None:
        return None
    word = key(match["word"])
    number = cues.ordinals.get(word) or cues.ordinals.get(word.removeprefix("و"))
    if number is None:
        return None
    return Marker(ListStyle.ORDINAL, match[0], text[match.end() :], frozenset({number}), ":")


def _letter(text: str, cues: Cues) -> Marker | None:
    match = _LETTERS.match(text)
    if match is None:
        return None
    letter, rest = key(match["a"] or match["b"]).replace("الف", "ا"), text[match.end() :]
    delimiter = ")" if match["open"] else match["delimiter"] or "-"
    attached = match[0] == match[0].rstrip()
    # أ.د. is a title, ב-1948 and e-mail are words.
    if (
        delimiter in ".-–—"
        and attached
        and (rest[1:2] in ("", ".") or letter.isascii() or "א" <= letter <= "ת")
    ):
        return None
    if re.match(r"[^\W\d_]\.", rest):
        return None
    orders = (*cues.letters, "abcdefghijklmnopqrstuvwxyz")
    numbers = frozenset(order.index(letter) + 1 for order in orders if letter in order)
    if len(letter) != 1 or not numbers:
        return None
    return Marker(ListStyle.LETTER, match[0], rest, numbers, delimiter)
