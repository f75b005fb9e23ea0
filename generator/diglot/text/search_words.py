"""Words as the search index holds them; theme/assets/js/search.js reads a query in the same way.

A word is indexed as it is folded here, and again as each thing that it could be without proclitics,
article, and dual or plural ending. The words of a query are read alike, and one form in common is a
match: `وبالمدينة` and `المدينه` meet in `مدينه`.

    >>> search_words("بِمِينائِها", "ar")
    [('بمينايها', 'مينايها')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat
from unicodedata import category, normalize

from diglot.text import characters as chars
from diglot.text import clitics
from diglot.text.folding import loose_form, strict_text
from diglot.text.words import gaps_and_words

PROCLITICS = {"ar": tuple(sorted(clitics.ARABIC)), "he": tuple(sorted(clitics.HEBREW))}
"""What may stand before a stem of `clitics.SHORTEST` letters or more, by language."""
ARTICLE = "ال"
"""The Arabic article; it may leave two letters: الدم is "the blood"."""
ENDINGS = ("تين", "تان", "ات")
"""Dual and plural endings that stand for ة; Pagefind's stemmer knows those of other words."""
_SCRIPTS = {
    "Arab": re.compile(f"[{chars.ARABIC}]"),
    "Hebr": re.compile(f"[{chars.HEBREW}]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Latn": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_NOT_LATIN = "\u0400-\u052f\u0590-\u06ff\u2000-\u206f"
_NEVER = dict.fromkeys(_SCRIPTS, "\0-\u024f\u2000-\u206f") | {
    "Latn": f"\0-@\\[-`{{-\u00a9\u00ab-\u00b9\u00bb-\u00bf{_NOT_LATIN}"
}
"""Characters that no folding makes letters of a script; most texts have no others."""
_PERHAPS = {script: re.compile(f"[^{never}]") for script, never in _NEVER.items()}
_LETTERS = f"!-\u024f\u0370-\u052f{chars.HEBREW}{chars.ARABIC}{chars.QUOTES}׳"


class _Kept(dict[int, int | None]):
    """Code points by themselves, those of marks and controls as nothing; each is judged once."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        dropped = letter == chars.TATWEEL or category(letter) in ("Mn", "Mc", "Me", "Cf")
        self[code] = None if dropped else code
        return self[code]


_KEPT = _Kept()


def _apart(text: str) -> str:
    """Give the letters of a text without marks and controls, in lower case."""
    return normalize("NFKD", text).translate(_KEPT).lower()


FOLDS: dict[str, str] = {
    letter: folded
    for letter in map(chr, chars.points(_LETTERS))
    if _apart(letter) == letter != (folded := loose_form(letter))
}
"""Letters that compatibility decomposition leaves alone and a loose reading does not."""
_FOLDS = str.maketrans(FOLDS)


def search_key(text: str) -> str:
    """Fold a text for the index: apart, and what `FOLDS` says of each letter."""
    return _apart(text).translate(_FOLDS)


def search_words(text: str, lang: str) -> list[tuple[str, ...]]:
    """Give the forms of every word of a text, the word itself first.

    Args:
        text: any text, as a reader sees it.
        lang: BCP 47 tag without region; decides which proclitics there can be.
    """
    forms = map(_forms, gaps_and_words(text)[1::2], repeat(lang))
    return [each for each in forms if each]


def words_in_script(text: str, lang: str, script: str) -> list[tuple[str, ...]]:
    """Give the forms of those words of a text that have a letter of a script.

    Args:
        text: any text, as a reader sees it.
        lang: BCP 47 tag without region; decides which proclitics there can be.
        script: ISO 15924: Arab, Hebr, Cyrl, Latn.
    """
    perhaps = _PERHAPS[script].search
    if not perhaps(text):
        return []
    forms = map(_forms, filter(perhaps, gaps_and_words(text)[1::2]), repeat(lang))
    return [each for each in forms if each and _SCRIPTS[script].search(each[0])]


def running(found: Iterable[tuple[str, ...]]) -> str:
    """Give the words of a text as they follow one another."""
    return " ".join([forms[0] for forms in found])


def other_forms(own: Sequence[tuple[str, ...]], more: Iterable[tuple[str, ...]] = ()) -> str:
    """Give every form by which a text is found and that does not stand in it, each once.

    Args:
        own: the words of the text.
        more: further words, by which it is found too.
    """
    there = {forms[0] for forms in own}
    every = dict.fromkeys(chain.from_iterable(chain(own, more)))
    return " ".join([form for form in every if form not in there])


@lru_cache(maxsize=1 << 13)
def _forms(word: str, lang: str) -> tuple[str, ...]:
    strict = strict_text(word)
    bare = clitics.without_possessive(strict, lang) or strict
    stems = [reading.stem for reading in clitics.readings(bare, lang)]
    if lang == "ar":
        stems += [s[2:] for s in stems if s.startswith(ARTICLE) and len(s) >= 4]
        stems += [
            stem.removesuffix(ending) + "ة"
            for stem in stems
            for ending in ENDINGS
            if stem.endswith(ending) and len(stem) >= len(ending) + clitics.SHORTEST
        ]
    # All at once, for the fold costs by the call.
    keys = search_key("\n".join(stems)).replace("'", "").replace('"', "").split("\n")
    return tuple(dict.fromkeys(filter(None, keys)))
