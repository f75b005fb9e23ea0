"""Words of Arabic texts with their places, and how often runs of them occur.

The counts tell a name from a word: a noun occurs with the article too, a verb in both genders, and
a surname stands alone elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diglot.text.clitics import readings
from diglot.text.cue_words import cues_for
from diglot.text.cues import key
from diglot.text.folding import loose_text, strict_text
from diglot.text.name_cues import (
    ADJECTIVES,
    GENERIC,
    HEADS,
    IN_WAW,
    QUOTING,
    REPORTING,
    STOPS,
    TITLES,
    VERBS,
)
from diglot.text.words import words

LONGEST = 5
"""Words of the longest run that is counted."""
_CONJUNCTIONS = cues_for("ar").conjunctions
_BETWEEN = re.compile(r"[ \u00a0]*")
_NOT_NAMES = STOPS | GENERIC | VERBS | REPORTING | QUOTING | ADJECTIVES


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    start: int
    end: int
    strict: str
    loose: str
    after: str
    """What stands between it and the next word, or the end."""

    @property
    def joined(self) -> bool:
        """Whether nothing but a space parts it from the next word."""
        return bool(self.after) and _BETWEEN.fullmatch(self.after) is not None


def cut(text: str) -> tuple[Word, ...]:
    """Give the words of a text."""
    spans = words(text)
    starts = [start for start, _ in spans[1:]] + [len(text)]
    return tuple(
        Word(
            start, end, strict := strict_text(text[start:end]), loose_text(strict), text[end:next_]
        )
        for (start, end), next_ in zip(spans, starts, strict=True)
    )


class Vocabulary:
    """How often words and runs of words occur in some texts."""

    def __init__(self, texts: Iterable[Sequence[Word]]) -> None:
        self._runs: Counter[tuple[str, ...]] = Counter()
        self._alone: Counter[str] = Counter()
        for text in texts:
            self._add(text)

    def _add(self, text: Sequence[Word]) -> None:
        for at, word in enumerate(text):
            rest: list[str] = []
            for more in range(LONGEST):
                if more:
                    if at + more >= len(text) or not text[at + more - 1].joined:
                        break
                    rest.append(text[at + more].loose)
                for stem in stems(word):
                    self._runs[stem, *rest] += 1
            follower = text[at + 1] if word.joined and at + 1 < len(text) else None
            if follower is None or not self.may_follow(follower):
                for stem in stems(word):
                    self._alone[stem] += 1

    def count(self, run: Sequence[Word] | tuple[str, ...]) -> int:
        """Give how often a run of words occurs, with any proclitic before it."""
        return self._runs[tuple(w if isinstance(w, str) else w.loose for w in run)]

    def stands_alone(self, word: Word) -> bool:
        """Whether a word occurs with nothing after it that could go on with a name."""
        return self._alone[word.loose] > 0

    def may_follow(self, word: Word) -> bool:
        """Whether a word can go on with a name, as far as the word itself tells."""
        return not (
            word.loose in _NOT_NAMES
            or word.loose in TITLES
            or word.loose in HEADS
            or _has_article(word)
            or _is_joined_clause(word)
            or not word.loose[0].isalpha()
            or word.loose.isascii()
        )

    def may_be_name(self, word: Word) -> bool:
        """Whether a word can be part of a person's or a foreign name."""
        return self.may_follow(word) and len(word.loose) > 1 and not self._is_common(word.loose)

    def _is_common(self, loose: str) -> bool:
        """Whether the texts show a word to be a noun or a verb."""
        if self._runs["ال" + loose,] or (self._runs[loose + "ت",] and loose[-1] not in "يا"):
            return True
        other = {"ي": "ت", "ت": "ي"}.get(loose[0])
        if other is None:
            return False
        return self._runs[other + loose[1:],] > 0 or self._runs["ي" + loose,] > 0


def stems(word: Word) -> set[str]:
    """Give what a word could be, loosely folded: itself, and without its proclitics."""
    return (
        {loose_text(reading.stem) for reading in readings(word.strict, "ar")}
        if word.strict
        else set()
    )


def _has_article(word: Word) -> bool:
    """Whether a word begins with the article, a proclitic before it or not."""
    return word.strict.startswith(("ال", "لل", "بال", "كال", "وال")) and word.loose not in IN_WAW


def _is_joined_clause(word: Word) -> bool:
    """Whether a word begins with the conjunction و rather than with a letter of its own."""
    begins = word.loose[0] == "و" and word.loose not in IN_WAW
    return begins and bool(_CONJUNCTIONS.match(key(word.strict)))
