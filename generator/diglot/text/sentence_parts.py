"""Cut a text into sentences and note, of each, what its translation must have too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.text.sentences import sentences

_FIGURE = re.compile(r"\d+")
_QUOTATION = re.compile(r"[«“\"]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence."""

    start: int
    end: int
    """Half-open span of the text, in code points."""
    anchors: frozenset[str] = frozenset()
    """Figures in Western digits, names, and whether it quotes."""

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


def sentence_parts(text: str, lang: str, names: Sequence[tuple[int, str]] = ()) -> list[Part]:
    """Give the sentences of a text; what holds no letter belongs to the sentence before it.

    Args:
        text: visible text of one block.
        lang: BCP 47 tag.
        names: what is named in it: offset and id of the actor.
    """
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text, lang):
        if spans and not _LETTER.search(text, start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [Part(start, end, _anchors(text, start, end, names)) for start, end in spans]


def _anchors(text: str, start: int, end: int, names: Sequence[tuple[int, str]]) -> frozenset[str]:
    found = {actor for offset, actor in names if start <= offset < end}
    for figure in _FIGURE.findall(text, start, end):
        found.add("".join([str(unicodedata.digit(digit)) for digit in figure]))
    if _QUOTATION.search(text, start, end):
        found.add("“")
    return frozenset(found)
