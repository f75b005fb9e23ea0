"""The words by which ingest knows a byline, an introduction, an ordinal … in each language.

Words are compared by `key`, which forgets vowel signs, hamza seats and keyboard variants, and keeps
the letters that tell Urdu from Arabic, as the folding of names does not. A key never stands in a
text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DROPPED = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    r"\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)
_ALIKE = str.maketrans("أإآٱىیئکةۀؤ", "ااااييي\u0643ههو")


def key(text: str) -> str:
    """Fold a text for comparison with cue words.

    >>> key("أوّلاً") == key("اولا")
    True
    """
    return " ".join(_DROPPED.sub("", text).translate(_ALIKE).lower().split())


def phrases(text: str) -> frozenset[str]:
    """Give the keys of phrases that stand between bars."""
    return frozenset(key(phrase) for phrase in text.split("|"))


def words(text: str) -> frozenset[str]:
    """Give the keys of words that stand between spaces."""
    return frozenset(key(word) for word in text.split())


def numbered(*rows: str) -> dict[str, int]:
    """Give the number of each word, the rows being those for 1, 2, 3 …; `_` joins two words."""
    return {
        key(word.replace("_", " ")): number
        for number, row in enumerate(rows, 1)
        for word in row.split()
    }


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words of one language, as keys."""

    function_words: frozenset[str]
    """Frequent words that no person's name contains; they also tell the language."""
    ordinals: dict[str, int]
    """Ordinal words that number a list."""
    letters: tuple[str, ...]
    """Orders of the letters that number a list."""
    conjunctions: re.Pattern[str]
    """A key that begins a clause joined to what stands before."""
    openings: re.Pattern[str]
    """A key that begins a sentence of running text, though it has no full stop."""
    reporting: frozenset[str]
    """Verbs of saying that open a sentence."""
    list_verbs: frozenset[str]
    """Words that open a clause which hands over to a list or a quotation."""
    intro_ends: frozenset[str]
    """Last words of such a clause, before its colon."""
    speech: frozenset[str]
    """Words anywhere in a clause that show that speech follows its colon."""
    final_verbs: frozenset[str]
    """Verbs that end a sentence, in languages that put them last."""
    heading_words: frozenset[str]
    """Usual headings: introduction, background, conclusion."""
    closing_words: frozenset[str]
    """Headings of the outermost level at an article's end: conclusion, sources."""
    source_words: frozenset[str]
    """Headings and labels of sources."""
    question_words: frozenset[str]
    """Words that open a question."""
    interview: frozenset[str]
    """Words of a headline or kind that announce an interview."""
    second_person: frozenset[str]
    """Words by which a question addresses someone present."""
    turn_labels: frozenset[str]
    """Labels of question and answer."""
    kinds: frozenset[str]
    """Kinds of text, as bylines name them."""
    byline: re.Pattern[str]
    """A key that opens a byline by word, its name following; group `kind` if that word is one."""
    credit: re.Pattern[str]
    """A key that opens a credit other than the author's: translation, photographs."""
    outlet_words: frozenset[str]
    """Common nouns that open an outlet's name."""
    outlets: frozenset[str]
    """Agencies and outlets known by name."""
    places: frozenset[str]
    """Cities that datelines name."""
    given_names: frozenset[str]
    """Frequent given names."""
    honorifics: frozenset[str]
    """Titles before a name."""
    descriptors: frozenset[str]
    """Words by which a byline describes its author."""
    months: frozenset[str]
    """Names of months and weekdays."""
