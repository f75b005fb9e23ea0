"""Reduces running text to what checks compare: digits, signs and letters in one form each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, product

from diglot.text import characters as chars

_DROPPED = chars.ARABIC_SIGNS + chars.ARABIC_HAMZA + chars.TATWEEL + chars.INVISIBLE
_PAIRS = (
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
    ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    ("أإآٱىیةک", "اااايي" + "هك"),
    ("٫٬٪", ".,%"),
    ("’‘ʼ", "'''"),
    ("‐‑", "--"),
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(chars.points(_DROPPED)),
    **dict.fromkeys(chars.points(chars.SPACES), " "),
    **{ord(a): b for old, new in _PAIRS for a, b in zip(old, new, strict=True)},
}
_REDUCIBLE = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_DIGIT = re.compile(r"\d")
_PARTED = re.compile(r"\d \d")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
_PROCLITICS = tuple(
    dict.fromkeys(
        a + b for a, b in product(("", "و", "ف"), ("", "ال", "ب", "ل", "ك", "بال", "لل", "كال"))
    )
)


def reduced(text: str) -> str:
    """Give the text in lower case with one shape for each digit, sign and hurried spelling."""
    if not text.isascii() and _REDUCIBLE.search(text := text.replace("’", "'")):
        text = text.translate(_TABLE)
    return text.lower()


def tokens(low: str) -> list[str]:
    """Cut a reduced text into words, numbers and single signs, spaces left out.

    Groups of three digits parted by a space, as in 10 000, are one number.
    """
    if _PARTED.search(low):
        low = _SPACED.sub(lambda m: m[1] + m[2].replace(" ", ","), low)
    return _TOKEN.findall(low)


Cut = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What stands between two spaces: reduced, its tokens, and its words."""


def cut(text: str) -> tuple[str, list[str], list[str], list[Cut], bool]:
    """Reduce a text and cut it up at once.

    Words come again, and to look one up costs a quarter of reducing and cutting it.

    Returns:
        The reduced text with single spaces, its parts between spaces, its tokens, the cuts that
        all this is made of, and whether there is a digit.
    """
    found = list(map(_cut_word, text.split()))
    parts = [low for low, _, _ in found if low]
    low = " ".join(parts)
    numbered = _DIGIT.search(low) is not None
    if numbered and _PARTED.search(low):
        return low, parts, tokens(low), found, True
    signs = list(chain.from_iterable([each for _, each, _ in found]))
    return low, parts, signs, found, numbered


@lru_cache(1 << 13)
def _cut_word(word: str) -> Cut:
    low = reduced(word)
    if low.isalpha():
        return low, (low,), (low,)
    return low, tuple(_TOKEN.findall(low)), tuple(_WORD.findall(low))


def attached(words: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    """Give the reduced forms that Arabic words take with proclitics: form, word, begins with و."""
    for word in words:
        low = reduced(word)
        for proclitic in _PROCLITICS:
            yield proclitic + low, word, proclitic.startswith("و")
