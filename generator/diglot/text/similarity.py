"""How alike two texts are, word by word.

Each distinct word becomes one code point, so that rapidfuzz, which compares strings, compares
sequences of words at its full speed.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel, LCSseq

_WORD = re.compile(r"\w+")
_FIRST = 0x10000
"""Above the surrogates; there is room for a million different words."""

SHORT = 3
"""Up to this many words a typing error weighs as much as another word, so letters decide."""

_SAME_LETTERS = 0.8
"""Share of common letters from which two short texts count as one text retyped."""


class Vocabulary:
    """Numbers the words of the texts that are compared with one another."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def words(self, text: str) -> Words:
        """Give the words of a text (a folded one: words are compared letter by letter).

        A text without words, such as `* * *`, counts as one word.
        """
        codes = self._codes
        words = _WORD.findall(text) or [text]
        return Words(
            text, "".join([codes.setdefault(word, chr(_FIRST + len(codes))) for word in words])
        )


class Words:
    """A text as a sequence of words."""

    __slots__ = ("codes", "text")

    def __init__(self, text: str, codes: str) -> None:
        self.text = text
        self.codes = codes
        """One code point for each word."""

    def __len__(self) -> int:
        return len(self.codes)

    def __add__(self, other: Words) -> Words:
        return Words(f"{self.text} {other.text}", self.codes + other.codes)


def common(left: Words, right: Words) -> int:
    """Give how many words two texts share in the same order."""
    return int(LCSseq.similarity(left.codes, right.codes))


def similarity(left: Words, right: Words) -> float:
    """Give the share of words in common, 0 to 1; of short texts also the share of letters."""
    by_word = float(Indel.normalized_similarity(left.codes, right.codes))
    if max(len(left), len(right)) <= SHORT:
        by_letter = float(Indel.normalized_similarity(left.text, right.text))
        if by_letter >= _SAME_LETTERS:
            return max(by_word, by_letter)
    return by_word
