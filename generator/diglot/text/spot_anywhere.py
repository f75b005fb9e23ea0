"""Spots names by what does not depend on the language: Latin glosses, places of CLDR, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.model.actors import ActorType
from diglot.model.candidate import Cue, Spot
from diglot.text import characters as chars
from diglot.text.cue_words import cues_for
from diglot.text.cues import key
from diglot.text.folding import loose_form
from diglot.text.name_cues import HEADS, TITLES
from diglot.text.name_trie import NameIndex, find_names
from diglot.text.place_names import places
from diglot.text.spelling import script
from diglot.text.words import words

_GLOSS = re.compile(
    rf"\(\s*[{chars.INVISIBLE}]*([A-Za-z][A-Za-z0-9 .,'’&-]{{,80}}?)[{chars.INVISIBLE}]*\s*\)"
)
_AROUND = ' \u00a0"«»“”'
_LONGEST_GLOSS = 6
_SHORTEST = 3
"""Letters of a name that a gloss explains; a conjunction before a bracket has fewer."""
_PARTED = re.compile(r"\s*[،,;؛/|]\s*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&-]{1,7}")
_MARKS = re.compile(
    r"[\u064b-\u0652\u0670\u0640\u0591-\u05bd\u05bf-\u05c7\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    # Quotation marks, not those of an acronym: צה"ל.
    r"|[«»“”„]|\"(?![א-ת])|(?<![א-ת])\""
)


def spot_glosses(text: str, lang: str) -> Iterator[Spot]:
    """Give the names that a Latin form in parentheses follows.

    A name has as many words as its gloss, or begins with a head noun; an acronym leads back to a
    head noun, or to one word.
    """
    spans = words(text)
    for match in _GLOSS.finditer(text):
        before = [span for span in spans if span[1] <= match.start()]
        if not before or text[before[-1][1] : match.start()].strip(_AROUND):
            continue
        english = " ".join(match[1].split()).strip(" .,")
        start, end, kind = _glossed(text, before, english, lang)
        name = text[start:end]
        empty = end - start < _SHORTEST or _head(name, lang) or _ends_name(name, lang)
        if not empty:
            yield Spot(_plain(name), kind, Cue.GLOSS, 0.8, start, end, english)


def _glossed(
    text: str, before: list[tuple[int, int]], english: str, lang: str
) -> tuple[int, int, ActorType]:
    """Give the span that a gloss belongs to, with a guess of what it names."""
    acronym = _ACRONYM.fullmatch(english) is not None
    most = _LONGEST_GLOSS if acronym else len(english.split())
    taken: list[tuple[int, int]] = []
    head: ActorType | None = None
    for start, end in reversed(before):
        kind = _head(text[start:end], lang)
        parted = taken and text[end : taken[-1][0]].strip(_AROUND)
        if head or parted or _ends_name(text[start:end], lang):
            break
        if len(taken) == most:
            head = kind
            break
        taken.append((start, end))
        head = kind
    if head is None and acronym:
        taken = taken[:1]
    kind = head or (ActorType.ORGANISATION if acronym else ActorType.PERSON)
    first = taken[-1] if taken else before[-1]
    return first[0], before[-1][1], kind


def _head(word: str, lang: str) -> ActorType | None:
    """Give what a name is that begins with this word, where it is a head noun."""
    return HEADS.get(_bare(word)) if lang == "ar" else None


def _ends_name(word: str, lang: str) -> bool:
    """Whether a word is none of the name after it."""
    stops = cues_for(lang).function_words
    return key(word) in stops or script(word) == "Latn" or _bare(word) in TITLES


def _bare(word: str) -> str:
    return loose_form(word).removeprefix("ال")


def spot_places(text: str, index: NameIndex, lang: str) -> Iterator[Spot]:
    """Give the places of CLDR that a text names; the longest where several begin."""
    _, known = places(lang)
    (hits,) = find_names([text], index)
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.clitics)):
        if hit.start < end or (hit.clitics and hit.end - hit.start <= _SHORTEST):
            continue
        end = hit.end
        place = known[hit.name.actor]
        name = " ".join(hit.name.spelling.words) if lang == "ar" else _plain(text[hit.start : end])
        weight = 0.6 if "/" in hit.name.actor else 0.85
        yield Spot(name, place.type, Cue.PLACE, weight, hit.start, end, place.english)


def spot_byline(text: str, kind: ActorType) -> Iterator[Spot]:
    """Give the names that a byline consists of."""
    at = 0
    for part in _PARTED.split(text):
        start = text.index(part, at)
        at = start + len(part)
        if any(char.isalpha() for char in part):
            yield Spot(_plain(part), kind, Cue.BYLINE, 0.9, start, at)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())
