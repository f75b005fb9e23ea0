"""Finds the spellings of a glossary in running text.

The index is a trie over words: a path of loosely folded words leads to the names that are spelled
so. Words, not characters, are its steps, so that a hit can never begin or end inside a word; and
only at the end of a path are the finer questions asked (strict spelling, case, punctuation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from diglot.model.actors import Actor, Glossary
from diglot.text.clitics import Reading, readings, without_possessive
from diglot.text.folding import fold_strict, loose_text, strict_text
from diglot.text.spelling import Spelling, spell
from diglot.text.words import ends_whole, gaps_and_words

MAX_WORDS = 32
"""Longest spelling that is indexed, in words."""

_REMEMBERED = 8_000
"""Words of texts that an index remembers the meaning of: 1 or 2 MB."""

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
    longer: frozenset[str] = field(repr=False)
    """The paths that lead on to another."""
    openings: _Openings = field(repr=False, compare=False)
    """Ways into the index by word, each learned when it is first met."""


# A tuple, as an article has hundreds: a frozen dataclass takes three times as long to make.
class Hit(NamedTuple):
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
    start: int
    """Offset in the raw word at which the stem begins."""
    end: int
    """Offset at which it ends."""
    alone: tuple[tuple[Name, bool], ...]
    """Names that this word is by itself, each with whether it is spelled as in the glossary."""


class _Openings(dict[str, tuple[_Opening, ...]]):
    """The openings of every word met lately, in whatever text.

    Most words of an article stand in others too, and taking one apart costs twenty look-ups.
    """

    def __init__(self, paths: Mapping[str, tuple[Name, ...]], lang: str) -> None:
        super().__init__()
        self._paths = paths
        self._lang = lang

    def __missing__(self, raw: str) -> tuple[_Opening, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[raw] = found = tuple(_openings(raw, self._paths, self._lang))
        return found


def index_names(glossary: Glossary, lang: str) -> NameIndex:
    """Index the names, aliases and context aliases that the glossary has in a language.

    Args:
        glossary: actors; their weak aliases are left out.
        lang: BCP 47 tag of the text to search; a region subtag is ignored.
    """
    tag = lang.lower().partition("-")[0]
    paths: dict[str, tuple[Name, ...]] = {}
    longer: set[str] = set()
    for actor in glossary.actors:
        for spelled, context in _spellings(actor, tag):
            spelling = spell(spelled, tag)
            if not 0 < len(spelling.words) <= MAX_WORDS:
                continue
            path = ""
            for word in spelling.words:
                if path:
                    longer.add(path)
                path = f"{path} {loose_text(word)}" if path else loose_text(word)
                paths.setdefault(path, ())
            paths[path] += (Name(actor.id, spelling, context),)
    return NameIndex(tag, paths, frozenset(longer), _Openings(paths, tag))


def find_names(texts: Iterable[str], index: NameIndex) -> Iterator[list[Hit]]:
    """Give, for each text, every place where a name of the index could stand, in reading order."""
    for text in texts:
        yield _search(text, index)


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


def _search(text: str, index: NameIndex) -> list[Hit]:
    # Cutting and looking up by C loops: half the cost of a match object and a call per word.
    if not index.paths:
        return []
    pieces = gaps_and_words(text)
    openings = list(map(index.openings.__getitem__, pieces[1::2]))
    if not any(openings):
        return []
    line = _Line(text, pieces[1::2], list(accumulate(map(len, pieces))), index, _is_shouted(text))
    for at, ways in enumerate(openings):
        for opening in ways:
            line.follow(at, opening)
    return line.hits


def _openings(raw: str, paths: Mapping[str, tuple[Name, ...]], lang: str) -> Iterator[_Opening]:
    strict = strict_text(raw)
    for reading in readings(strict, lang) if strict else ():
        path = loose_text(reading.stem)
        if path and path in paths:
            yield _opening(raw, reading, 0, path, paths[path])
        if bare := without_possessive(reading.stem, lang):
            path = loose_text(bare)
            if path and path in paths:
                yield _opening(raw, reading, len(bare), path, paths[path])


def _opening(raw: str, reading: Reading, bare: int, path: str, names: Iterable[Name]) -> _Opening:
    stems = (reading.stem[:bare] if bare else reading.stem,)
    folded = fold_strict(raw)
    start = folded.offsets[reading.cut] if reading.cut else 0
    end = folded.ends[reading.cut + bare - 1] if bare else len(raw)
    alone = [
        (name, stems == name.spelling.words)
        for name in names
        if start < end and _could_be(name, reading, stems)
    ]
    return _Opening(path, reading, bare, start, end, tuple(alone))


def _could_be(
    name: Name,
    reading: Reading,
    stems: tuple[str, ...],
    gaps: Sequence[str] = (),
    *,
    shouted: bool = False,
) -> bool:
    """Ask the finer questions of a name whose words, loosely folded, are these."""
    if reading.contracted and not name.spelling.words[0].startswith("ال"):
        return False
    return name.spelling.agrees(stems, gaps, shouted=shouted)


@lru_cache(maxsize=4096)
def _forms(raw: str, lang: str) -> tuple[str, str, str]:
    """Give the strict and the loose form of a word, and the strict one without a possessive."""
    strict = strict_text(raw)
    return strict, loose_text(strict), without_possessive(strict, lang)


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


@dataclass(slots=True)
class _Line:
    """A text cut into words, with the index that is searched for in it."""

    text: str
    words: Sequence[str]
    bounds: Sequence[int]
    """End of what stands before the first word, of that word, of what follows it, and so on."""
    index: NameIndex
    shouted: bool
    hits: list[Hit] = field(default_factory=list)
    """What was found; generators inside one another would cost as much as the search."""

    def follow(self, at: int, opening: _Opening) -> None:
        """Find the hits that begin with this word, read this way."""
        path, last = opening.path, at
        if opening.alone:
            self._alone(at, opening)
        # A possessive ends a name.
        while not opening.bare and path in self.index.longer and last + 1 < len(self.words):
            last += 1
            _, loose, bare = _forms(self.words[last], self.index.lang)
            if bare:
                closed = f"{path} {loose_text(bare)}"
                self._together(closed, at, last, opening, len(bare))
            path = f"{path} {loose}"
            if path not in self.index.paths:
                return
            self._together(path, at, last, opening, 0)

    def _alone(self, at: int, opening: _Opening) -> None:
        """Find the names that one word is; most hits are such, and only the place is new."""
        token_start = self.bounds[2 * at]
        start, end = token_start + opening.start, token_start + opening.end
        if not ends_whole(self.text, end):
            return
        reading = opening.reading
        for name, verbatim in opening.alone:
            stems = (reading.stem[: opening.bare or None],)
            if not self.shouted or name.spelling.agrees(stems, (), shouted=True):
                found = Hit(name, at, at, start, end, token_start, reading.cut, verbatim)
                self.hits.append(found)

    def _together(self, path: str, first: int, last: int, opening: _Opening, bare: int) -> None:
        """Find the names of several words that stand here."""
        names = self.index.paths.get(path)
        if not names:
            return
        reading, bounds = opening.reading, self.bounds
        stems = (reading.stem, *map(self._strict, range(first + 1, last + 1)))
        if bare:
            stems = (*stems[:-1], stems[-1][:bare])
        gaps = [self.text[bounds[2 * i + 1] : bounds[2 * i + 2]] for i in range(first, last)]
        for name in names:
            if not _could_be(name, reading, stems, gaps, shouted=self.shouted):
                continue
            begin = first + name.spelling.outside
            token_start = bounds[2 * begin]
            start = token_start + self._cut(begin, reading.cut)
            end = self._end(last, name.spelling, bare)
            end += _closes(self.text[end : end + 1], "".join(gaps))
            if ends_whole(self.text, end) and start < end:
                verbatim = stems == name.spelling.words
                found = Hit(name, begin, last, start, end, token_start, reading.cut, verbatim)
                self.hits.append(found)

    def _strict(self, word: int) -> str:
        return _forms(self.words[word], self.index.lang)[0]

    def _cut(self, word: int, cut: int) -> int:
        """Give the raw letters of a word before its name."""
        return fold_strict(self.words[word]).offsets[cut] if cut else 0

    def _end(self, word: int, spelling: Spelling, bare: int) -> int:
        """Give where a name ends: at its last word, before a possessive, or after its own sign."""
        if bare:
            return self.bounds[2 * word] + fold_strict(self.words[word]).ends[bare - 1]
        end = self.bounds[2 * word + 1]
        if spelling.tail and self.text.startswith(spelling.tail, end):
            return end + len(spelling.tail)
        return end
