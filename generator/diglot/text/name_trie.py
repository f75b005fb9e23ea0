"""Finds the spellings of a glossary in running text.

The index is a trie over words: a path of loosely folded words leads to the names that are spelled
so. Words, not characters, are its steps, so that a hit can never begin or end inside a word; and
only at the end of a path are the finer questions asked (strict spelling, case, punctuation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diglot.model.actors import Actor, Glossary
from diglot.text.clitics import Reading, readings, without_possessive
from diglot.text.folding import fold_strict, loose_text, strict_text
from diglot.text.spelling import Spelling, spell
from diglot.text.words import ends_whole, words

MAX_WORDS = 32
"""Longest spelling that is indexed, in words."""

_CAPITALS = re.compile(r"[A-ZÀ-ÞА-Я]{4,}")
_CLOSING = {"»": "«", "”": "“", "“": "„", '"': '"', ")": "(", "›": "‹", "’": "‘"}
"""The sign that opens what a closing sign closes."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one actor."""

    actor: str
    spelling: Spelling
    context: bool
    """It counts only after a full name of the actor."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every spelling of a glossary in one language, ready for `find_names`."""

    lang: str
    """BCP 47 tag without region."""
    paths: Mapping[str, tuple[Name, ...]] = field(repr=False)
    """Names by their words, loosely folded and parted by a space; every beginning is a key too."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a name could stand; hits overlap, and one place can have several."""

    name: Name
    first: int
    """Index of the first word of the text that it covers."""
    last: int
    """Index of its last word."""
    start: int
    """Raw offset of the name, the proclitic left outside."""
    end: int
    token_start: int
    """Raw offset of the word that carries it."""
    clitics: int
    """Letters of the proclitic."""
    verbatim: bool
    """The words are spelled as in the glossary, not only folded alike."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """A way into the index from one word of the text."""

    path: str
    reading: Reading
    bare: int
    """Letters of the stem before a possessive, or 0 where nothing is left off."""


@dataclass(frozen=True, slots=True)
class _Word:
    strict: str
    loose: str
    bare: str
    """Strict form without a possessive, or empty."""
    openings: tuple[_Opening, ...]


def index_names(glossary: Glossary, lang: str) -> NameIndex:
    """Index the names, aliases and context aliases that the glossary has in a language.

    Args:
        glossary: actors; their weak aliases are left out.
        lang: BCP 47 tag of the text to search; a region subtag is ignored.
    """
    tag = lang.lower().partition("-")[0]
    paths: dict[str, tuple[Name, ...]] = {}
    for actor in glossary.actors:
        for spelled, context in _spellings(actor, tag):
            spelling = spell(spelled, tag)
            if not 0 < len(spelling.words) <= MAX_WORDS:
                continue
            path = ""
            for word in spelling.words:
                path = f"{path} {loose_text(word)}" if path else loose_text(word)
                paths.setdefault(path, ())
            paths[path] += (Name(actor.id, spelling, context),)
    return NameIndex(tag, paths)


def find_names(texts: Iterable[str], index: NameIndex) -> Iterator[list[Hit]]:
    """Give, for each text, every place where a name of the index could stand, in reading order."""
    known: dict[str, _Word] = {}
    for text in texts:
        yield list(_search(text, index, known))


def _spellings(actor: Actor, tag: str) -> Iterator[tuple[str, bool]]:
    """Give an actor's spellings in a language, each with whether it needs context, once each."""
    full = [name for lang, name in actor.name.items() if _is(lang, tag)]
    full += [name for lang, names in actor.aliases.items() if _is(lang, tag) for name in names]
    context = [
        name for lang, names in actor.context_aliases.items() if _is(lang, tag) for name in names
    ]
    for name in dict.fromkeys(full):
        yield name, False
    for name in dict.fromkeys(context):
        if name not in full:
            yield name, True


def _is(lang: str, tag: str) -> bool:
    return lang.lower().partition("-")[0] == tag


def _search(text: str, index: NameIndex, known: dict[str, _Word]) -> Iterator[Hit]:
    spans = words(text)
    found: list[_Word] = []
    for start, end in spans:
        raw = text[start:end]
        if raw not in known:
            known[raw] = _learn(raw, index)
        found.append(known[raw])
    line = _Line(text, spans, found, index, _is_shouted(text))
    for at, word in enumerate(found):
        for opening in word.openings:
            yield from line.follow(at, opening)


def _learn(raw: str, index: NameIndex) -> _Word:
    strict = strict_text(raw)
    openings = []
    for reading in readings(strict, index.lang) if strict else ():
        bare = without_possessive(reading.stem, index.lang)
        for stem, left in ((reading.stem, 0), (bare, len(bare))):
            path = loose_text(stem)
            if path and path in index.paths:
                openings.append(_Opening(path, reading, left))
    bare = without_possessive(strict, index.lang)
    return _Word(strict, loose_text(strict), bare, tuple(openings))


def _closes(sign: str, inside: str) -> bool:
    """Whether a sign after a name closes what opened inside it: group “Wagner” is a name with ”."""
    opening = _CLOSING.get(sign)
    if opening is None:
        return False
    if opening == sign:
        return inside.count(sign) % 2 == 1
    return inside.count(opening) > inside.count(sign)


def _is_shouted(text: str) -> bool:
    """Whether a text is set in capitals throughout, so that case tells nothing."""
    # An acronym or two in an Arabic text are no headline of capitals.
    return text.isupper() and len(_CAPITALS.findall(text)) > 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A text cut into words, with the index that is searched for in it."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[_Word]
    index: NameIndex
    shouted: bool

    def follow(self, at: int, opening: _Opening) -> Iterator[Hit]:
        """Give the hits that begin with this word, read this way."""
        path, last = opening.path, at
        yield from self._hits(path, at, at, opening, opening.bare)
        # A possessive ends a name.
        while not opening.bare and last + 1 < len(self.words):
            last += 1
            word = self.words[last]
            if word.bare:
                closed = f"{path} {loose_text(word.bare)}"
                yield from self._hits(closed, at, last, opening, len(word.bare))
            path = f"{path} {word.loose}"
            if path not in self.index.paths:
                return
            yield from self._hits(path, at, last, opening, 0)

    def _hits(
        self, path: str, first: int, last: int, opening: _Opening, bare: int
    ) -> Iterator[Hit]:
        for name in self.index.paths.get(path, ()):
            hit = self._hit(name, first, last, opening, bare)
            if hit:
                yield hit

    def _hit(self, name: Name, first: int, last: int, opening: _Opening, bare: int) -> Hit | None:
        """Ask the finer questions of one name whose words stand here."""
        spelling = name.spelling
        stems = [opening.reading.stem, *(word.strict for word in self.words[first + 1 : last + 1])]
        if bare:
            stems[-1] = stems[-1][:bare]
        if opening.reading.contracted and not spelling.words[0].startswith("ال"):
            return None
        gaps = [self.text[self.spans[i][1] : self.spans[i + 1][0]] for i in range(first, last)]
        if not spelling.agrees(tuple(stems), gaps, shouted=self.shouted):
            return None
        start, token_start = self._start(first + spelling.outside, opening.reading.cut)
        end = self._end(last, spelling, bare, opening.reading.cut if first == last else 0)
        end += _closes(self.text[end : end + 1], "".join(gaps))
        if not ends_whole(self.text, end) or start >= end:
            return None
        return Hit(
            name,
            first + spelling.outside,
            last,
            start,
            end,
            token_start,
            opening.reading.cut,
            tuple(stems) == spelling.words,
        )

    def _start(self, word: int, cut: int) -> tuple[int, int]:
        start, end = self.spans[word]
        if not cut:
            return start, start
        return start + fold_strict(self.text[start:end]).offsets[cut], start

    def _end(self, word: int, spelling: Spelling, bare: int, cut: int) -> int:
        """Give where a name ends: at its last word, before a possessive, or after its own sign."""
        start, end = self.spans[word]
        if bare:
            return start + fold_strict(self.text[start:end]).ends[cut + bare - 1]
        if spelling.tail and self.text.startswith(spelling.tail, end):
            return end + len(spelling.tail)
        return end
