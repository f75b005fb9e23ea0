"""Spots names in Arabic text by the words around them.

Cues only propose: nothing here says that a run of words is a name. Where a name ends is decided by
counting (`text.vocabulary`): it goes on as long as the same words go on together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from diglot.model.actors import ActorType
from diglot.model.candidate import Cue, Spot
from diglot.text.folding import loose_text, strict_text
from diglot.text.name_cues import (
    ADJECTIVES,
    HEADS,
    LETTERS,
    OF_PLACES,
    OUTSIDE,
    PARTICLES,
    PLURALS,
    QUOTING,
    REPORTING,
    SPEECH_FOLLOWS,
    TITLES,
)
from diglot.text.place_names import is_nisba, places
from diglot.text.vocabulary import Vocabulary, Word, stems

_LONGEST_TITLE = 7
"""Words between a title and the name: prime minister of the kingdom …"""
_LONGEST_PERSON = 4
_LEAST_LETTERS = 3
_ARTICLE = "ال"


def spot_arabic(text: str, line: Sequence[Word], known: Vocabulary) -> Iterator[Spot]:
    """Give what looks like a name in one text, in no order; spots may overlap.

    Args:
        text: as a reader sees it.
        line: its words.
        known: counts of the words of all texts.
    """
    spotter = _Spotter(text, line, known)
    for at in range(len(line)):
        yield from spotter.letters(at)
        yield from spotter.head(at)
        yield from spotter.title(at)
        yield from spotter.reporting(at)


def head_of(text: str) -> bool:
    """Whether a text is one head noun, article or not."""
    return loose_text(strict_text(text)).removeprefix(_ARTICLE) in HEADS


class _Spotter:
    def __init__(self, text: str, line: Sequence[Word], known: Vocabulary) -> None:
        self._text = text
        self._line = line
        self._known = known

    # --- cues ---

    def letters(self, at: int) -> Iterator[Spot]:
        """Three names of Latin letters or more: سي أن أن."""
        last = self._letters_end(at)
        if last - at + 1 >= _LEAST_LETTERS and not (at and self._letters_end(at - 1) >= last):
            yield self._spot(at, last, ActorType.ORGANISATION, Cue.LETTERS, 0.7)

    def head(self, at: int) -> Iterator[Spot]:
        """A head noun with what determines it."""
        for stem in sorted(self._head_stems(at)):
            bare = stem.removeprefix(_ARTICLE)
            kind = HEADS[bare]
            if stem != bare:
                yield from self._definite(at, stem, kind)
                return
            yield from self._construct(at, bare, kind)

    def title(self, at: int) -> Iterator[Spot]:
        """A title, what belongs to it, and the name."""
        if not self._is_title(at):
            return
        first = self._past_title(at)
        if first is not None:
            last = self._person_end(first)
            weight = 0.8 if first - at <= 2 or last > first else 0.25
            if last >= first:
                yield self._spot(first, last, ActorType.PERSON, Cue.TITLE, weight)

    def reporting(self, at: int) -> Iterator[Spot]:
        """A verb of saying, a name, and what is said."""
        word = self._line[at]
        verbs = stems(word)
        quoting = bool(verbs & QUOTING)
        if not (quoting or verbs & REPORTING) or not word.joined or at + 1 >= len(self._line):
            return
        first = at + 1
        last = self._run_end(first) if quoting else self._person_end(first)
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
        last = self._adjectives_end(at)
        if last == at:
            return
        adjective = self._line[last].loose
        feminine = head.endswith("ه") or head.removeprefix(_ARTICLE) in PLURALS
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
        quoted = self._quoted(at)
        if quoted is not None:
            begin = first if head in OUTSIDE else at
            yield self._spot(
                begin, quoted, kind, Cue.HEAD_NOUN, 0.7, head="" if begin > at else head
            )
        elif not word.joined:
            return
        elif self._letters_end(first) - first + 1 >= _LEAST_LETTERS:
            # The letters are a name by themselves; the head tells what of.
            yield self._spot(first, self._letters_end(first), kind, Cue.HEAD_NOUN, 0.6)
        elif (
            self._line[first].strict.startswith(_ARTICLE)
            and self._line[first].loose not in ADJECTIVES
        ):
            last = self._adjectives_end(first)
            nisba = is_nisba(self._line[last].loose)
            if at and self._line[at - 1].strict == "شبه":
                yield self._spot(at - 1, last, kind, Cue.HEAD_NOUN, 0.6)
            elif not (last == first and nisba):
                last = self._with_place(at, last) if nisba else last
                yield self._spot(at, last, kind, Cue.HEAD_NOUN, 0.75 if nisba else 0.4, head=head)
        elif self._known.may_be_name(self._line[first]):
            last = self._run_end(first)
            outside = head in OUTSIDE and kind is not ActorType.MILITARY_UNIT
            begin = first if outside else at
            repeated = self._known.count(self._line[first : last + 1]) > 1
            weight = 0.7 if repeated else 0.4
            yield self._spot(begin, last, kind, Cue.HEAD_NOUN, weight, head="" if outside else head)

    def _adjectives_end(self, at: int) -> int:
        """Give the last of the adjectives after a noun; after those of countries comes none."""
        last = at
        while self._joined(last) and last - at < 3:
            key = self._line[last + 1].loose
            closed = last > at and is_nisba(self._line[last].loose) and not is_nisba(key)
            if closed or not _is_adjective(key):
                break
            last += 1
        return last

    def _with_place(self, at: int, last: int) -> int:
        """Give the end with `في` and the country in which forces stand."""
        words = {stem for word in self._line[at : last + 1] for stem in stems(word)}
        forces = any(word.removeprefix(_ARTICLE) in OF_PLACES for word in words)
        if forces and self._joined(last) and self._line[last + 1].strict == "في":
            place = last + 2
            if self._joined(last + 1) and self._line[place].loose in _countries():
                return place
        return last

    def _quoted(self, at: int) -> int | None:
        """Give the last word of a quotation that opens right after a word, if it is short."""
        opening = self._line[at].after.strip()
        if opening not in ("«", '"', "“"):
            return None
        for last in range(at + 1, min(at + 5, len(self._line))):
            after = self._line[last].after.lstrip()
            if after[:1] in ("»", '"', "”"):
                return last
            if not self._line[last].joined:
                return None
        return None

    # --- what follows a title ---

    def _is_title(self, at: int) -> bool:
        return any(stem.removeprefix(_ARTICLE) in TITLES for stem in stems(self._line[at]))

    def _past_title(self, at: int) -> int | None:
        """Give the first word of the name that a title leads to, if it leads to one."""
        next_ = at + 1
        while next_ < len(self._line) and next_ - at <= _LONGEST_TITLE:
            if not self._line[next_ - 1].joined and not self._is_aside(next_ - 1):
                return None
            word = self._line[next_]
            letters = self._letters_end(next_)
            if letters - next_ + 1 >= _LEAST_LETTERS:
                next_ = letters + 1
            elif self._is_title(next_) or word.strict.startswith((_ARTICLE, "لل")):
                next_ += 1
            elif word.loose in HEADS:
                next_ = self._past_head(next_)
            elif self._known.may_be_name(word):
                return next_
            else:
                return None
        return None

    def _past_head(self, at: int) -> int:
        """Give the word after a head noun and the foreign name that it has."""
        if not self._joined(at) or not self._known.may_be_name(self._line[at + 1]):
            return at + 1
        return self._run_end(at + 1) + 1

    def _is_aside(self, at: int) -> bool:
        """Whether a parenthesis in a title opens or closes after this word: (الكرملين)."""
        return self._line[at].after.strip() in ("(", ")")

    # --- where a name ends ---

    def _person_end(self, first: int) -> int:
        """Give the last word of a person's name; less than `first` where none begins."""
        if not self._known.may_be_name(self._line[first]):
            return first - 1
        last = first
        while (
            self._joined(last) and last - first + 1 < _LONGEST_PERSON and self._goes_on(first, last)
        ):
            last += 1
        while last > first and self._line[last].loose in PARTICLES:
            last -= 1
        return last

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the next word belongs to the person's name."""
        own, follower = self._line[last], self._line[last + 1]
        if own.loose in PARTICLES:
            return True
        if not self._known.may_be_name(follower):
            return False
        run = self._line[first : last + 2]
        if self._known.count(run) > 1 and 2 * self._known.count(run) > self._known.count(run[:-1]):
            return True
        if last == first or self._line[last - 1].loose in PARTICLES:
            return not self._known.stands_alone(own)
        ends = not self._joined(last + 1) or self._line[last + 2].loose in SPEECH_FOLLOWS
        return ends and not self._known.stands_alone(own)

    def _run_end(self, first: int) -> int:
        """Give the last word of a foreign name: as far as its words go together."""
        if not self._known.may_be_name(self._line[first]):
            return first - 1
        last = first
        while self._joined(last) and last - first < 3:
            run = self._line[first : last + 2]
            if not self._known.may_be_name(run[-1]):
                break
            count, before = self._known.count(run), self._known.count(run[:-1])
            closed = not self._joined(last + 1) and not self._known.stands_alone(self._line[last])
            if not (count * 2 > before and count > 1) and not (before == 1 and closed):
                break
            last += 1
        return last

    # --- small ---

    def _joined(self, at: int) -> bool:
        return at + 1 < len(self._line) and self._line[at].joined

    def _head_stems(self, at: int) -> set[str]:
        return {s for s in stems(self._line[at]) if s.removeprefix(_ARTICLE) in HEADS}

    def _letters_end(self, at: int) -> int:
        """Give the last of the names of letters that begin here; less than `at` where none does."""
        last = at - 1
        while last + 1 < len(self._line) and self._line[last + 1].loose in LETTERS:
            last += 1
            if not self._line[last].joined:
                break
        return last

    def _spot(
        self, first: int, last: int, kind: ActorType, cue: Cue, weight: float, head: str = ""
    ) -> Spot:
        parts = [word.strict for word in self._line[first : last + 1]]
        start = self._line[first].start
        if head:
            parts[0] = self._unprefixed(self._line[first], head)
        return Spot(" ".join(parts), kind, cue, weight, start, self._line[last].end)

    @staticmethod
    def _unprefixed(word: Word, head: str) -> str:
        """Give a head noun in the spelling of the text, without the proclitic before it."""
        strict = word.strict
        if loose_text(strict).endswith(head):
            return strict[len(strict) - len(head) :]
        # The article has lost its alef to the ل before it.
        bare = head.removeprefix(_ARTICLE)
        return _ARTICLE + strict[len(strict) - len(bare) :]


def _is_adjective(key: str) -> bool:
    return key in ADJECTIVES or (
        key.startswith(_ARTICLE) and len(key) > 5 and key.endswith(("ي", "يه"))
    )


@cache
def _countries() -> frozenset[str]:
    glossary, _ = places("ar")
    return frozenset(loose_text(strict_text(n)) for a in glossary.actors for n in a.every_spelling)
