"""What is written onto a name in one word: proclitics before it, possessives after it.

A reading takes a whole word apart into a proclitic and a stem. It says what *could* be, not what
is: لبنان reads as itself and as ل + بنان, and the glossary decides. Words here are in strict form,
so that the أل of ألمانيا is never taken for the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from diglot.text import characters as chars

SHORTEST = 3
"""Letters of a stem that may follow a proclitic: وبث is "and broadcast", never و and a name بث."""

ARABIC = tuple(a + b for a, b in product(("", "و", "ف"), ("", "ب", "ل", "ك")) if a + b)
HEBREW = frozenset(
    "".join(parts)
    for parts in product(
        ("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "כ", "ל", "מ"), ("", "ה")
    )
) - {""}
_ELIDED = {
    "fr": frozenset(("l", "d", "qu", "jusqu", "lorsqu", "puisqu")),
    "it": frozenset(("l", "d", "un", "all", "dall", "dell", "nell", "sull", "coll")),
}
_POSSESSIVES = {"en": re.compile("'[sS]$"), "tr": re.compile(r"'[^\W\d]+$")}
_IN_HEBREW = re.compile(f"[{chars.HEBREW}]")


class Reading(NamedTuple):
    """One way to take the start of a word apart."""

    stem: str
    """What would be the name, in strict form."""
    cut: int
    """Letters of the strict word before it."""
    contracted: bool = False
    """The article ال of the stem has lost its alef to the ل before it."""


def readings(word: str, lang: str) -> Iterator[Reading]:
    """Give the ways to read a word of this language, the word itself first.

    In للكرملين the second ل is that of the article, so the name begins with it: the stem is
    الكرملين and the cut is 1.

    Args:
        word: one word in strict form, not empty.
        lang: BCP 47 tag without region.
    """
    yield Reading(word, 0)
    if lang == "ar":
        yield from _arabic(word)
    elif lang == "he":
        yield from _hebrew(word)
    elif lang in _ELIDED:
        article, mark, stem = word.partition("'")
        if mark and stem and article.lower() in _ELIDED[lang]:
            yield Reading(stem, len(article) + 1)


def carriers(stem: str) -> set[str]:
    """Give every word that `readings` can take for this stem, but one that an apostrophe parts.

    Args:
        stem: one word, strict or loose; the words are of the same form.
    """
    found = {stem, *(proclitic + stem for proclitic in ARABIC)}
    for lost in ("ا", "ال"):
        if stem.startswith(lost + "ل"):
            bare = stem.removeprefix(lost)
            found |= {proclitic + bare for proclitic in ARABIC if proclitic[-1] == "ل"}
    if _IN_HEBREW.match(stem):
        found |= {proclitic + stem for proclitic in HEBREW}
    if stem.startswith("ו"):
        found |= {proclitic + "ו" + stem for proclitic in HEBREW}
    return found


def without_possessive(word: str, lang: str) -> str:
    """Give the strict word without a possessive after an apostrophe; empty where it has none."""
    if "'" not in word or lang not in _POSSESSIVES:
        return ""
    bare = _POSSESSIVES[lang].sub("", word)
    return "" if bare == word else bare


def _arabic(word: str) -> Iterator[Reading]:
    if word[0] not in "وفبلك":
        return
    for proclitic in ARABIC:
        cut = len(proclitic)
        if not word.startswith(proclitic) or len(word) < cut + SHORTEST:
            continue
        stem = word[cut:]
        yield Reading(stem, cut)
        if proclitic[-1] == "ل" and stem[0] == "ل":
            yield Reading("ا" + stem, cut, contracted=True)
            # ل + اللجنة drops one lam more: للجنة.
            yield Reading("ال" + stem, cut, contracted=True)


def _hebrew(word: str) -> Iterator[Reading]:
    for cut in range(1, min(6, len(word) - SHORTEST + 1)):
        if word[:cut] in HEBREW and _IN_HEBREW.match(word, cut):
            yield Reading(word[cut:], cut)
            # A vav that begins a name is doubled after a proclitic.
            if word.startswith("וו", cut):
                yield Reading(word[cut + 1 :], cut)
