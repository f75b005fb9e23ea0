"""Spots names in Arabic text by the words around them.

Cues only propose: nothing here says that a run of words is a name. Where a name ends is decided by
counting (`text.vocabulary`): it goes on as long as the same words go on together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from diglot.model.actors import ActorType
from diglot.model.candidate import Cue, Spot
from diglot.text.folding import loose_form, loose_text
from diglot.text.name_cues import (
    ADJECTIVES,
    HEADS,
    OF_PLACES,
    OUTSIDE,
    PLURALS,
    QUOTING,
    REPORTING,
    SPEECH_FOLLOWS,
    TITLES,
)
from diglot.text.name_ends import ARTICLE, Line, is_adjective
from diglot.text.place_names import is_nisba, places
from diglot.text.vocabulary import Vocabulary, Word, stems

_LONGEST_TITLE = 7
"""Words between a title and the name: prime minister of the kingdom …"""
_LEAST_LETTERS = 3
_ON_BEHALF = "باسم"


def spot_arabic(line: Sequence[Word], known: Vocabulary) -> Iterator[Spot]:
    """Give what looks like a name in one text, in no order; spots may overlap.

    Args:
        line: words of a text as a reader sees it.
        known: counts of the words of all texts.
    """
    spotter = _Spotter(Line(line, known))
    for at in range(len(line)):
        yield from spotter.letters(at)
        yield from spotter.head(at)
        yield from spotter.title(at)
        yield from spotter.reporting(at)
        yield from spotter.given_name(at)


def head_of(text: str) -> bool:
    """Whether a text is one head noun, article or not."""
    return loose_form(text).removeprefix(ARTICLE) in HEADS


class _Spotter:
    def __init__(self, line: Line) -> None:
        self._at = line
        self._line = line.words
        self._known = line.known

    # --- cues ---

    def letters(self, at: int) -> Iterator[Spot]:
        """Three names of Latin letters or more: سي أن أن."""
        last = self._at.letters_end(at)
        if last - at + 1 >= _LEAST_LETTERS and not (at and self._at.letters_end(at - 1) >= last):
            yield self._spot(at, last, ActorType.ORGANISATION, Cue.LETTERS, 0.7)

    def head(self, at: int) -> Iterator[Spot]:
        """A head noun with what determines it."""
        for stem in sorted(self._head_stems(at)):
            bare = stem.removeprefix(ARTICLE)
            kind = HEADS[bare]
            if stem != bare:
                # The British newspaper is none by name.
                yield from self._definite(at, stem, kind) if bare not in OUTSIDE else ()
                return
            yield from self._construct(at, bare, kind)

    def title(self, at: int) -> Iterator[Spot]:
        """A title, what belongs to it, and the name."""
        if not self._is_title(at):
            return
        first = self._past_title(at)
        if first is not None:
            last = self._at.person_end(first)
            weight = 0.8 if first - at <= 2 or last > first else 0.25
            if last >= first:
                yield self._spot(first, last, ActorType.PERSON, Cue.TITLE, weight)

    def given_name(self, at: int) -> Iterator[Spot]:
        """A usual given name, and a word that can be a surname."""
        line = self._at.without_conjunction(at) or self._at
        if line.is_given_name(at):
            last = line.person_end(at)
            if last > at:
                yield _spot(line.words[at : last + 1], ActorType.PERSON, Cue.GIVEN_NAME, 0.5)

    def reporting(self, at: int) -> Iterator[Spot]:
        """A verb of saying, a name, and what is said."""
        word = self._line[at]
        verbs = stems(word)
        quoting = bool(verbs & QUOTING)
        if not (quoting or verbs & REPORTING) or not word.joined or at + 1 >= len(self._line):
            return
        first = at + 1
        last = self._at.run_end(first) if quoting else self._at.person_end(first)
        if last < first:
            return
        follower = self._line[last + 1].loose if last + 1 < len(self._line) else ""
        if quoting:
            if follower == "عن" or not self._line[last].joined:
                yield self._spot(first, last, ActorType.MEDIA, Cue.REPORTING, 0.6)
        elif follower in SPEECH_FOLLOWS or not self._line[last].joined:
            yield self._spot(first, last, ActorType.PERSON, Cue.REPORTING, 0.6)

    # --- what follows a head ---

    def _definite(self, at: int, head: str, kind: ActorType) -> Iterator[Spot]:
        """A head with the article and adjectives that agree with it: الجيش X-ي."""
        last = self._at.adjectives_end(at)
        after_noun = at > 0 and self._line[at - 1].joined and self._line[at - 1].has_article
        if last == at or (after_noun and is_adjective(self._line[at].loose)):
            # Foreign policy is no foreign ministry.
            return
        adjective = self._line[last].loose
        feminine = head.endswith("ه") or head.removeprefix(ARTICLE) in PLURALS
        if is_nisba(adjective) and feminine == adjective.endswith("ه"):
            last = self._with_place(at, last)
            yield self._spot(at, last, kind, Cue.HEAD_NOUN, 0.75, head=head)
        elif not is_nisba(adjective):
            weight = 0.4 if adjective in ADJECTIVES else 0.25
            yield self._spot(at, last, kind, Cue.HEAD_NOUN, weight, head=head)

    def _construct(self, at: int, head: str, kind: ActorType) -> Iterator[Spot]:
        """A head without the article: وزارة الدفاع, جيش X, صحيفة "X"."""
        word, first = self._line[at], at + 1
        if first >= len(self._line):
            return
        quoted = self._at.quoted(at)
        if quoted is not None:
            begin = first if head in OUTSIDE else at
            yield self._spot(
                begin, quoted, kind, Cue.HEAD_NOUN, 0.7, head="" if begin > at else head
            )
        elif not word.joined:
            return
        elif self._at.letters_end(first) - first + 1 >= _LEAST_LETTERS:
            # The letters are a name by themselves; the head tells what of.
            yield self._spot(first, self._at.letters_end(first), kind, Cue.HEAD_NOUN, 0.6)
        elif (
            self._line[first].strict.startswith(ARTICLE)
            and self._line[first].loose not in ADJECTIVES
        ):
            last = self._at.adjectives_end(first)
            nisba = is_nisba(self._line[last].loose)
            if at and self._line[at - 1].strict == "شبه":
                yield self._spot(at - 1, last, kind, Cue.HEAD_NOUN, 0.6)
            elif not (last == first and nisba):
                last = self._with_place(at, last) if nisba else last
                yield self._spot(at, last, kind, Cue.HEAD_NOUN, 0.75 if nisba else 0.4, head=head)
        elif self._known.may_be_name(self._line[first]):
            last = self._at.run_end(first)
            outside = head in OUTSIDE and kind is not ActorType.MILITARY_UNIT
            begin = first if outside else at
            repeated = self._known.count(self._line[first : last + 1]) > 1
            weight = 0.7 if repeated else 0.4
            yield self._spot(begin, last, kind, Cue.HEAD_NOUN, weight, head="" if outside else head)

    def _with_place(self, at: int, last: int) -> int:
        """Give the end with `في` and the country in which forces stand."""
        words = {stem for word in self._line[at : last + 1] for stem in stems(word)}
        forces = any(word.removeprefix(ARTICLE) in OF_PLACES for word in words)
        if forces and self._at.joined(last) and self._line[last + 1].strict == "في":
            place = last + 2
            if self._at.joined(last + 1) and self._line[place].loose in _countries():
                return place
        return last

    # --- what follows a title ---

    def _is_title(self, at: int) -> bool:
        return any(stem.removeprefix(ARTICLE) in TITLES for stem in stems(self._line[at]))

    def _past_title(self, at: int) -> int | None:
        """Give the first word of the name that a title leads to, if it leads to one."""
        next_ = at + 1
        while next_ < len(self._line) and next_ - at <= _LONGEST_TITLE:
            if not self._line[next_ - 1].joined and not self._is_aside(next_ - 1):
                return None
            word = self._line[next_]
            letters = self._at.letters_end(next_)
            if letters - next_ + 1 >= _LEAST_LETTERS:
                next_ = letters + 1
            elif self._is_title(next_) or self._belongs(at, next_):
                next_ += 1
            elif word.loose in HEADS:
                next_ = self._past_head(next_)
            elif self._known.may_be_name(word):
                return next_
            else:
                return None
        return None

    def _belongs(self, title: int, at: int) -> bool:
        """Whether a word is part of a title: what one without the article is of, or an adjective.

        المتحدث باسم الرئاسة: after `باسم` a title goes on as one without the article does.
        """
        word = self._line[at]
        between = [each.strict for each in self._line[title + 1 : at + 1]]
        if self._line[title].strict.startswith(ARTICLE) and _ON_BEHALF not in between:
            return is_adjective(word.loose)
        return word.strict == _ON_BEHALF or word.strict.startswith((ARTICLE, "لل"))

    def _past_head(self, at: int) -> int:
        """Give the word after a head noun and the foreign name that it has."""
        if not self._at.joined(at) or not self._known.may_be_name(self._line[at + 1]):
            return at + 1
        return self._at.run_end(at + 1) + 1

    def _is_aside(self, at: int) -> bool:
        """Whether a parenthesis in a title opens or closes after this word: (الكرملين)."""
        return self._line[at].after.strip() in ("(", ")")

    # --- small ---

    def _head_stems(self, at: int) -> set[str]:
        return {s for s in stems(self._line[at]) if s.removeprefix(ARTICLE) in HEADS}

    def _spot(
        self, first: int, last: int, kind: ActorType, cue: Cue, weight: float, head: str = ""
    ) -> Spot:
        return _spot(self._line[first : last + 1], kind, cue, weight, head)


def _spot(words: Sequence[Word], kind: ActorType, cue: Cue, weight: float, head: str = "") -> Spot:
    """Make a spot of words; the first is a head noun, where one is given."""
    parts = [word.strict for word in words]
    if head:
        parts[0] = _unprefixed(words[0], head)
    return Spot(" ".join(parts), kind, cue, weight, words[0].start, words[-1].end)


def _unprefixed(word: Word, head: str) -> str:
    """Give a head noun in the spelling of the text, without the proclitic before it."""
    strict = word.strict
    if loose_text(strict).endswith(head):
        return strict[len(strict) - len(head) :]
    # The article has lost its alef to the ل before it.
    bare = head.removeprefix(ARTICLE)
    return ARTICLE + strict[len(strict) - len(bare) :]


@cache
def _countries() -> frozenset[str]:
    glossary, _ = places("ar")
    return frozenset(loose_form(n) for a in glossary.actors for n in a.every_spelling)
