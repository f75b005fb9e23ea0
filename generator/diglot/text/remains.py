"""Says whether a text still holds the words of another one that is to be gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.text.cosmetic import fold_key
from diglot.text.similarity import Vocabulary, common

_WORD = re.compile(r"\w+")

_FEWEST = 3
"""Words from which a text says more than a name or a date, and stands nowhere by chance."""

_LONG = 8
"""Words from which a text is hardly like another by chance, so that it may have been retouched."""

_SHARE = 0.8
"""Share of a long text's words, in their order, by which it is found again."""


def holds(whole: str, part: str, *, fewest: int = _FEWEST) -> bool:
    """Say whether a text has the words of another, side by side; of a long one most of them.

    Args:
        whole: the text that is searched.
        part: what is looked for.
        fewest: a part of fewer words is found nowhere.
    """
    vocabulary = Vocabulary()
    searched, sought = (vocabulary.words(" ".join(_words(text))) for text in (whole, part))
    if not whole or not part or len(sought) < fewest:
        return False
    if sought.codes in searched.codes:
        return True
    return len(sought) >= _LONG and common(sought, searched) >= _SHARE * len(sought)


class Words:
    """A file's words with their lines, in which texts can be looked for."""

    def __init__(self, text: str) -> None:
        self._lines: list[int] = []
        found: list[str] = []
        for number, line in enumerate(text.splitlines(), 1):
            words = _words(line)
            found += words
            self._lines += [number] * len(words)
        self._text = f" {' '.join(found)} "

    def lines_of(self, part: str) -> Iterator[int]:
        """Give the 1-based lines on which a text begins; one of one or two words is not sought."""
        words = _words(part)
        sought = f" {' '.join(words)} "
        at = self._text.find(sought) if len(words) >= _FEWEST else -1
        while at >= 0:
            yield self._lines[self._text.count(" ", 0, at)]
            at = self._text.find(sought, at + 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_key(text).casefold())
