"""Where a name in Arabic text ends: as far as its words go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diglot.text.cue_words import CUES
from diglot.text.cues import key
from diglot.text.name_cues import ADJECTIVES, LETTERS, ORDINALS, PARTICLES, SPEECH_FOLLOWS
from diglot.text.place_names import is_nisba
from diglot.text.vocabulary import Vocabulary, Word

ARTICLE = "ال"
_LONGEST_PERSON = 4
_MOST_ADJECTIVES = 3
_LONGEST_RUN = 4
_SERVANT = "عبد"
_GIVEN_NAMES = CUES["ar"].given_names


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one text, and counts of those of all texts."""

    words: Sequence[Word]
    known: Vocabulary

    def joined(self, at: int) -> bool:
        """Whether a word has a next one, with nothing but a space between."""
        return at + 1 < len(self.words) and self.words[at].joined

    def letters_end(self, at: int) -> int:
        """Give the last of the names of letters that begin here; less than `at` where none does."""
        last = at - 1
        while last + 1 < len(self.words) and self.words[last + 1].loose in LETTERS:
            last += 1
            if not self.words[last].joined:
                break
        return last

    def adjectives_end(self, at: int) -> int:
        """Give the last of the adjectives after a noun; after those of countries comes none."""
        last = at
        while self.joined(last) and last - at < _MOST_ADJECTIVES:
            key = self.words[last + 1].loose
            closed = last > at and is_nisba(self.words[last].loose) and not is_nisba(key)
            if closed or not is_adjective(key):
                break
            last += 1
        return last

    def quoted(self, at: int) -> int | None:
        """Give the last word of a quotation that opens right after a word, if it is short."""
        opening = self.words[at].after.strip()
        if opening not in ("«", '"', "“"):
            return None
        for last in range(at + 1, min(at + 5, len(self.words))):
            after = self.words[last].after.lstrip()
            if after[:1] in ("»", '"', "”"):
                return last
            if not self.words[last].joined:
                return None
        return None

    def person_end(self, first: int) -> int:
        """Give the last word of a person's name; less than `first` where none begins."""
        if not self.known.may_be_name(self.words[first]):
            return first - 1
        last = first
        while (
            self.joined(last) and last - first + 1 < _LONGEST_PERSON and self._goes_on(first, last)
        ):
            last += 1
        while last > first and self.words[last].loose in PARTICLES:
            last -= 1
        return last

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the next word belongs to the person's name."""
        own, follower = self.words[last], self.words[last + 1]
        if own.loose in PARTICLES:
            return True
        if self.is_given_name(last) and self.is_surname(last + 1):
            return True
        if not self.known.may_be_name(follower):
            return False
        if self.is_given_name(last):
            return True
        run = self.words[first : last + 2]
        if self.known.count(run) > 1 and 2 * self.known.count(run) > self.known.count(run[:-1]):
            return True
        if last == first or self.words[last - 1].loose in PARTICLES:
            return not self.known.stands_alone(own)
        ends = not self.joined(last + 1) or self.words[last + 2].loose in SPEECH_FOLLOWS
        return ends and not self.known.stands_alone(own)

    def run_end(self, first: int) -> int:
        """Give the last word of a foreign name: as far as its words go together."""
        if not self.known.may_be_name(self.words[first]):
            return first - 1
        last = first
        while self.joined(last) and last - first + 1 < _LONGEST_RUN:
            run = self.words[first : last + 2]
            if not self.known.may_be_name(run[-1]):
                break
            count, before = self.known.count(run), self.known.count(run[:-1])
            closed = not self.joined(last + 1) and not self.known.stands_alone(self.words[last])
            if not (count * 2 > before and count > 1) and not (before == 1 and closed):
                break
            last += 1
        return last

    def is_given_name(self, at: int) -> bool:
        """Whether a word is a usual given name, as written, or the last of one such as عبد الله."""
        servant = at > 0 and self.words[at - 1].loose == _SERVANT
        return servant or key(self.words[at].strict) in _GIVEN_NAMES

    def without_conjunction(self, at: int) -> Line | None:
        """Give the line as if no و stood before a given name; None where none does."""
        word = self.words[at]
        bare = word.strict[1:]
        if word.strict[:1] != "و" or key(bare) not in _GIVEN_NAMES or self.is_given_name(at):
            return None
        name = replace(word, start=word.start + 1, strict=bare, loose=word.loose[1:])
        return Line((*self.words[:at], name, *self.words[at + 1 :]), self.known)

    def is_surname(self, at: int) -> bool:
        """Whether a word with the article can follow a given name: no noun, as far as is known."""
        word = self.words[at]
        bare = word.loose.removeprefix(ARTICLE)
        return (
            word.strict.startswith(ARTICLE)
            and word.loose not in ADJECTIVES | ORDINALS
            and not word.loose.endswith(("يه", "ات"))
            and not self.known.is_word(bare)
        )


def is_adjective(loose: str) -> bool:
    """Whether a loosely folded word looks like an adjective with the article."""
    return loose in ADJECTIVES | ORDINALS or (
        loose.startswith(ARTICLE) and len(loose) > 5 and loose.endswith(("ي", "يه"))
    )
