"""Words of Arabic texts with their places, and how often runs of them occur.

The counts tell a name from a word: a noun occurs with the article too, a verb in both genders, and
a surname stands alone elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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

LONGEST = 4
"""Words of the longest run that is counted."""
_CONJUNCTIONS = cues_for("ar").conjunctions
_ARTICLES = ("ال", "لل", "بال", "كال", "وال")
_BETWEEN = re.compile(r"[ \u00a0]*")
_PRONOUN = re.compile(r"(?:[^ي]ه|..[^اوي]ها|..هما|...هم)$")
"""A strict word with a possessive: حديثه, but not مروة or أندريه."""

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

    @property
    def has_article(self) -> bool:
        """Whether it begins with the article, a proclitic before it or not."""
        return self.strict.startswith(_ARTICLES) and self.loose not in IN_WAW


def cut(text: str) -> tuple[Word, ...]:
    """Give the words of a text."""
    spans = words(text)
    starts = [*(start for start, _ in spans[1:]), len(text)][: len(spans)]
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
        self._words: Counter[str] = Counter()
        for text in texts:
            self._add(text)

    def _add(self, text: Sequence[Word]) -> None:
        self._words.update(word.loose for word in text)
        follows = [*map(self.may_follow, text), False]
        for at, word in enumerate(text):
            own, last = stems(word), at
            rest: list[str] = []
            self._runs.update((stem,) for stem in own)
            # Only words that go on with a name make runs that are asked for.
            while len(rest) + 1 < LONGEST and follows[last + 1] and text[last].joined:
                last += 1
                rest.append(text[last].loose)
                self._runs.update((stem, *rest) for stem in own)
            if last == at:
                self._alone.update(own)

    def count(self, run: Sequence[Word] | tuple[str, ...]) -> int:
        """Give how often a run of words occurs, with any proclitic before it."""
        return self._runs[tuple(w if isinstance(w, str) else w.loose for w in run)]

    def stands_alone(self, word: Word) -> bool:
        """Whether a word occurs with nothing after it that could go on with a name."""
        return self._alone[word.loose] > 0

    def may_follow(self, word: Word) -> bool:
        """Whether a word can go on with a name, as far as the word itself tells."""
        return bool(word.loose) and not (
            word.loose in _NOT_NAMES
            or word.loose in TITLES
            or word.loose in HEADS
            or word.has_article
            or _is_joined_clause(word)
            or not word.loose[0].isalpha()
            or word.loose.isascii()
        )

    def may_be_name(self, word: Word) -> bool:
        """Whether a word can be part of a person's or a foreign name."""
        loose = word.loose
        if not self.may_follow(word) or len(loose) == 1:
            return False
        if _PRONOUN.search(word.strict):
            return False
        return not self.is_common(loose) and not self._is_phrase(word)

    def is_word(self, loose: str) -> bool:
        """Whether a loosely folded word occurs, just so."""
        return self._words[loose] > 0

    def _is_phrase(self, word: Word) -> bool:
        """Whether a word is a preposition and a noun: بهدف, where هدف or الهدف occurs."""
        if word.loose[0] not in "بلك":
            return False
        noun = word.loose[1:]
        return len(noun) > 2 and (self.is_word(noun) or self._runs["ال" + noun,] > 0)

    def is_common(self, loose: str) -> bool:
        """Whether the texts show a loosely folded word to be a noun, an adjective or a verb."""
        if self._runs["ال" + loose,] or (self._runs[loose + "ت",] and loose[-1] not in "يا"):
            return True
        if loose[-1] == "ي" and self._runs[loose + "ه",]:
            return True
        other = {"ي": "ت", "ت": "ي"}.get(loose[0])
        if other is None:
            return False
        return self._runs[other + loose[1:],] > 0 or self._runs["ي" + loose,] > 0


def stems(word: Word) -> frozenset[str]:
    """Give what a word could be, loosely folded: itself, and without its proclitics."""
    return _stems(word.strict)


@lru_cache(maxsize=1 << 15)
def _stems(strict: str) -> frozenset[str]:
    return (
        frozenset(loose_text(each.stem) for each in readings(strict, "ar"))
        if strict
        else frozenset()
    )


def _is_joined_clause(word: Word) -> bool:
    """Whether a word begins with the conjunction و rather than with a letter of its own."""
    begins = word.loose[0] == "و" and word.loose not in IN_WAW
    return begins and bool(_CONJUNCTIONS.match(key(word.strict)))
