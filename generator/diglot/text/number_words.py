"""Words for numbers, in the languages that have a table here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from diglot.text.reduce import attached, reduced

Kind = Literal[
    "unit", "ten", "teen", "hundred", "scale", "dual", "vague", "ordinal", "part", "period"
]


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says a number."""

    kind: Kind
    value: float
    joined: bool = False
    """It carries the و that adds it to the number before it."""
    soft: bool = False
    """Alone it may mean something else."""


_AR_UNITS = {
    1: "واحد واحدة أحد إحدى",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي كلا كلتا كلي كلتي",
    3: "ثلاث ثلاثة",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثمانية ثماني",
    9: "تسع تسعة",
    10: "عشر عشرة",
}
_AR_TENS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_AR_HUNDREDS = {
    3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني", 9: "تسع",
}  # fmt: skip
_AR_SCALES = {1e3: "ألف", 1e6: "مليون", 1e9: "مليار بليون", 1e12: "تريليون ترليون"}
_AR_PLURALS = {
    1e3: "آلاف ألوف",
    1e6: "ملايين",
    1e9: "مليارات بلايين",
    1e12: "تريليونات ترليونات",
}
_AR_ORDINALS = {
    1: "أول أولى حادي حادية غرة",
    2: "ثاني ثانية ثان",
    3: "ثالث ثالثة",
    4: "رابع رابعة",
    5: "خامس خامسة",
    6: "سادس سادسة",
    7: "سابع سابعة",
    8: "ثامن ثامنة",
    9: "تاسع تاسعة",
    10: "عاشر عاشرة",
}
_AR_PERIODS = {
    10: "عقد عقدا عقود",
    20: "عقدين عقدان عقدي",
    100: "قرن قرنا قرون",
    200: "قرنين قرنان",
}
_AR_PARTS = {0.5: "نصف", 0.25: "ربع"}


def _arabic_entries() -> Iterator[tuple[str, Kind, float, bool]]:
    """Give words, what they are, their value, and whether they may mean something else."""
    for value, words in _AR_UNITS.items():
        yield words, "unit" if value < 10 else "teen", value, value < 3
    for tens, stem in enumerate(_AR_TENS, 2):
        yield f"{stem}ون {stem}ين", "ten", tens * 10, False
    yield "مئة مائة مية", "hundred", 100, False
    yield "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي", "hundred", 200, False
    yield "مئات عشرات", "vague", 0, False
    for hundreds, stems in _AR_HUNDREDS.items():
        yield " ".join(f"{s}مئة {s}مائة" for s in stems.split()), "hundred", hundreds * 100, False
    for scale, words in _AR_SCALES.items():
        duals = " ".join(f"{word}ين {word}ي {word}ان" for word in words.split())
        yield duals, "dual", 2 * scale, False
        yield " ".join(f"{word}ا" for word in words.split()), "dual", 2 * scale, scale < 1e6
        yield words, "scale", scale, scale < 1e6
    yield from ((words, "vague", scale, False) for scale, words in _AR_PLURALS.items())
    yield from ((words, "ordinal", value, False) for value, words in _AR_ORDINALS.items())
    yield from ((words, "period", years, True) for years, words in _AR_PERIODS.items())
    yield from ((words, "part", part, False) for part, words in _AR_PARTS.items())


def _arabic() -> dict[str, Word]:
    table: dict[str, Word] = {}
    for words, kind, value, soft in _arabic_entries():
        for form, _, joined in attached(words.split()):
            table.setdefault(form, Word(kind, value, joined, soft))
    percent = [f"{a}بال{b}" for a in ("", "و") for b in ("مئه", "مائه", "ميه")]
    quantity = [f"{a}كميه" for a in ("", "و", "ف")]
    denial = [f"{a}لست" for a in ("", "و", "ف")]
    for form in (*percent, *quantity, *denial):
        table.pop(form, None)
    return table


_EN = {
    "unit": "one two three four five six seven eight nine",
    "teen": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "ten": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_EN_SCALES = {
    1e3: "thousand k",
    1e6: "million m mn mln",
    1e9: "billion bn bln",
    1e12: "trillion tn trn",
}
_EN_MORE = {2: "pair both double twice dual two-way", 3: "triple trio thrice tripartite thirds"}


def _english() -> dict[str, Word]:
    table: dict[str, Word] = {}
    for value, word in enumerate(_EN["unit"].split(), 1):
        table[word] = Word("unit", value, soft=value < 3)
    for value, word in enumerate(_EN["teen"].split(), 10):
        table[word] = Word("teen", value)
    for value, word in enumerate(_EN["ten"].split(), 2):
        table[word] = Word("ten", value * 10)
        table[f"{word[:-1]}ieth"] = Word("ordinal", value * 10)
    for value, word in enumerate(_EN_ORDINALS.split(), 1):
        table[word] = Word("ordinal", value)
    table |= {"hundred": Word("hundred", 100), "dozen": Word("unit", 12, soft=True)}
    for scale, words in _EN_SCALES.items():
        table |= {word: Word("scale", scale) for word in words.split()}
        table[f"{words.split()[0]}s"] = Word("vague", scale)
    table |= dict.fromkeys(("hundreds", "tens", "dozens", "scores"), Word("vague", 0))
    table |= dict.fromkeys(("decade", "decades"), Word("period", 10, soft=True))
    table |= dict.fromkeys(("century", "centuries"), Word("period", 100, soft=True))
    table |= {"half": Word("part", 0.5), "quarter": Word("part", 0.25)}
    for value, words in _EN_MORE.items():
        table |= {word: Word("ordinal", value) for word in words.split()}
    return table


WORDS: dict[str, dict[str, Word]] = {"ar": _arabic(), "en": _english()}
"""By language tag, then by reduced form."""

AND: dict[str, frozenset[str]] = {"en": frozenset(("and", "-", "a", "of", "the"))}
"""Tokens that may stand inside one number."""

SHORT_SCALES = frozenset(("k", "m", "mn", "mln", "bn", "bln", "tn", "trn"))
"""Scales that count only right after digits."""

FEW = frozenset(("several", "few"))
"""Before a scale they leave it vague: a few thousand."""

ROUNDS = frozenset(("دور", "لدور", "بدور", "ودور"))
"""Before a number they make it a round of a contest, which English calls by another name."""

DECADES = frozenset(("s", "'s"))
"""What after digits makes them a decade."""

HUNDRED = reduced("المئة"), reduced("المائة"), reduced("المية")
"""After في they say percent."""
