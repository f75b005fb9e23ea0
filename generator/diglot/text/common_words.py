"""Which spellings of a name are words that stand in any text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from diglot.text.cue_words import CUES
from diglot.text.cues import key
from diglot.text.name_cues import GENERIC, HEADS, STOPS, TITLES, VERBS
from diglot.text.spelling import Spelling, spell

_ARTICLES = {"ar": "ال", "he": "ה"}


def is_grammar(name: str, lang: str) -> bool:
    """Whether a spelling is one word of grammar: a preposition, a pronoun, a verb of saying.

    >>> is_grammar("على", "ar"), is_grammar("علي", "ar"), is_grammar("الوزارة", "ar")
    (True, False, False)
    """
    spelling = _one_word(name, lang)
    if spelling is None or lang not in CUES:
        return False
    return key(spelling.words[0]) in _grammar(lang) or (
        lang == "ar" and not spelling.exact and spelling.key in STOPS | VERBS
    )


def is_common(name: str, lang: str) -> bool:
    """Whether a spelling is one word of grammar, a noun such as ministry, or written like a noun.

    >>> is_common("الوزارة", "ar"), is_common("وزارة الدفاع", "ar"), is_common("group", "en")
    (True, False, True)
    """
    spelling = _one_word(name, lang)
    if spelling is None:
        return False
    if spelling.cased:
        word = spelling.words[0]
        return word == word.lower()
    bare = spelling.key.removeprefix(_ARTICLES.get(lang, "-"))
    noun = lang == "ar" and (bare in HEADS or bare in TITLES or bare in GENERIC)
    return noun or is_grammar(name, lang)


def is_given_name(name: str, lang: str, full: Mapping[str, str]) -> bool:
    """Whether one word is a person's given name: a usual one, or the first of the full name.

    >>> is_given_name("سيرغي", "ar", {"ar": "سيرغي لافروف"})
    True
    >>> is_given_name("لافروف", "ar", {"ar": "سيرغي لافروف"})
    False
    """
    tag = lang.partition("-")[0]
    spelling = _one_word(name, tag)
    if spelling is None:
        return False
    whole = spell(full.get(lang, ""), tag).words
    if len(whole) > 1 and spelling.words[0] == whole[0]:
        return True
    return tag in CUES and key(spelling.words[0]) in CUES[tag].given_names


def _one_word(name: str, lang: str) -> Spelling | None:
    spelling = spell(name, lang.partition("-")[0])
    return spelling if len(spelling.words) == 1 else None


@cache
def _grammar(lang: str) -> frozenset[str]:
    cues = CUES[lang]
    return cues.function_words | cues.reporting | cues.question_words
