"""Months and days of the week that a text names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.text.reduce import attached, reduced

_AR_MONTHS = (
    "يناير جانفي كانون_الثاني",
    "فبراير فيفري شباط",
    "مارس آذار",
    "أبريل إبريل أفريل نيسان",
    "مايو أيار ماي",
    "يونيو يونيه حزيران جوان",
    "يوليو يوليه يوليوز تموز جويلية",
    "أغسطس غشت أوت آب",
    "سبتمبر شتنبر أيلول",
    "أكتوبر تشرين_الأول",
    "نوفمبر نونبر تشرين_الثاني",
    "ديسمبر دجنبر كانون_الأول",
)
_EN_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june", "july",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_DAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
_DAY_NAMES = _DAYS["en"]
MONTH_NAMES = tuple(name.split()[0].capitalize() for name in _EN_MONTHS)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months (1 to 12) and days of the week that a text names."""

    months: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()
    """Words that may be months: مارس is also “he practised”, May a verb."""
    days: frozenset[str] = frozenset()
    unsure_days: frozenset[str] = frozenset()


_NONE = Calendar()


@dataclass(frozen=True, slots=True)
class _Names:
    months: dict[str, int]
    pairs: dict[tuple[str, str], int]
    """Months of two words."""
    unsure: frozenset[str]
    """Names that are also common words."""
    cues: frozenset[str]
    """What before or after such a name makes it a month."""
    days: dict[str, str]
    unsure_days: frozenset[str]
    signs: frozenset[str] = frozenset()
    """Words without one of which there is no date."""

    def __post_init__(self) -> None:
        firsts = (first for first, _ in self.pairs)
        signs = frozenset((*self.months, *firsts, *self.days))
        object.__setattr__(self, "signs", signs)


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for form, _, _ in attached(words))


def _arabic() -> _Names:
    months: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for number, names in enumerate(_AR_MONTHS, 1):
        for name in names.split():
            first, _, second = name.partition("_")
            for form, _, _ in attached((first,)):
                if second:
                    pairs[form, reduced(second)] = number
                else:
                    months.setdefault(form, number)
    cues = _forms(
        "شهر شهري منتصف أواسط أوائل أواخر مطلع نهاية بداية حتى منذ من الماضي المقبل القادم الجاري "
        "المنصرم الفائت لعام عام سنة".split()
    )
    unsure = _forms("مارس ماي آب جوان أوت أيار نيسان".split())
    days = {
        form: name
        for word, name in zip(_DAYS["ar"], _DAY_NAMES, strict=True)
        for form in (reduced(p + word) for p in ("", "و", "ف", "ب"))
    }
    days |= {
        form: name
        for word, name in zip(_DAYS["ar"], _DAY_NAMES, strict=True)
        for form in (f"لل{reduced(word)[2:]}",)
    }
    return _Names(months, pairs, unsure, cues, days, frozenset(("الاثنين", "والاثنين", "للاثنين")))


def _english() -> _Names:
    months = {name: number for number, names in enumerate(_EN_MONTHS, 1) for name in names.split()}
    cues = frozenset(
        "in of since until till by last this next early late mid during before after from month "
        "past through - / and".split()
    )
    days = {form: name for name in _DAY_NAMES for form in (name, f"{name}s", f"{name}'s")}
    unsure = frozenset(("may", "march", "mar", "jan", "sep", "dec", "apr", "august", "feb"))
    return _Names(months, {}, unsure, cues, days, frozenset())


_TABLES = {"ar": _arabic(), "en": _english()}


def has_calendar(lang: str) -> bool:
    """Whether months and days of this language are known here."""
    return lang in _TABLES


def calendar_signs(lang: str) -> frozenset[str]:
    """Give the tokens without one of which a text of this language names no month or day."""
    return _TABLES[lang].signs if lang in _TABLES else frozenset()


def read_calendar(tokens: Sequence[str], lang: str) -> Calendar:
    """Find months and days of the week in the tokens of `reduce.tokens`."""
    names = _TABLES.get(lang)
    if names is None:
        return _NONE
    if names.signs.isdisjoint(tokens):
        return _NONE
    months, unsure = set[int](), set[int]()
    for i, token in enumerate(tokens):
        number = names.months.get(token)
        if number is not None:
            sure = token not in names.unsure or _beside_date(tokens, i, names)
            (months if sure else unsure).add(number)
    if names.pairs:
        months |= {names.pairs[two] for two in pairwise(tokens) if two in names.pairs}
    met = [token for token in tokens if token in names.days]
    if not (months or unsure or met):
        return _NONE
    return Calendar(
        frozenset(months),
        frozenset(unsure),
        frozenset(names.days[token] for token in met if token not in names.unsure_days),
        frozenset(names.days[token] for token in met if token in names.unsure_days),
    )


def _beside_date(tokens: Sequence[str], i: int, names: _Names) -> bool:
    """Whether a day, a year, a slash or a word of time stands beside a name."""
    before = tokens[i - 1] if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if before[:1].isdigit() or after[:1].isdigit() or "/" in (before, after):
        return True
    if names.pairs:
        return before in names.cues or after in names.cues
    # “He may”, “and may”: a month follows a preposition, and no verb follows it.
    return (before in names.cues - {"and", "-", "this"}) or (
        after == "." and tokens[i] not in ("may", "march", "august")
    )
