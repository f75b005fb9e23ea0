"""Percentages and currencies that a text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.text.number_words import HUNDRED
from diglot.text.reduce import attached

_SIGNS = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₪": "shekel", "₽": "rouble",
    "₺": "lira", "₴": "hryvnia", "﷼": "riyal",
}  # fmt: skip
_AR = {
    "dollar": "دولار دولارا دولارات دولارين دولاران",
    "euro": "يورو",
    "pound": "جنيه جنيها جنيهات إسترليني استرليني",
    "lira": "ليرة ليرات",
    "riyal": "ريال ريالا ريالات",
    "dirham": "درهم درهما دراهم",
    "dinar": "دينار دينارا دنانير",
    "rouble": "روبل روبلا روبلات",
    "yuan": "يوان",
    "shekel": "شيكل شيقل شواكل",
    "rupee": "روبية روبيات",
    "hryvnia": "هريفنيا",
    "franc": "فرنك فرنكا فرنكات",
}
_EN = {
    "dollar": "dollar dollars usd",
    "euro": "euro euros eur",
    "pound": "pound pounds sterling",
    "lira": "lira liras lire",
    "riyal": "riyal riyals rial rials",
    "dirham": "dirham dirhams",
    "dinar": "dinar dinars",
    "rouble": "rouble roubles ruble rubles",
    "yuan": "yuan renminbi",
    "yen": "yen",
    "shekel": "shekel shekels",
    "rupee": "rupee rupees",
    "hryvnia": "hryvnia hryvnias",
    "franc": "franc francs",
}
_ALIKE = {"lira": frozenset(("pound", "lira")), "pound": frozenset(("pound", "lira"))}
"""The Syrian and the Lebanese lira are pounds in English."""

_CURRENCIES = {
    "ar": {f: name for name, words in _AR.items() for f, _, _ in attached(words.split())} | _SIGNS,
    "en": {word: name for name, words in _EN.items() for word in words.split()} | _SIGNS,
}
_PERCENT = {
    "ar": frozenset(("%", "بالمئه", "بالمائه", "بالميه", "مئويه", "المئويه", "وبالمئه")),
    "en": frozenset(("%", "percent", "percentage", "pct", "percentages")),
}
_DEGREES = frozenset(("درجه", "درجات", "الدرجه", "الدرجات", "درجتين"))
"""Before مئوية they speak of warmth."""

_PARTS = frozenset(("نصف", "النصف", "ثلث", "ثلثا", "ثلثي", "ربع", "half", "third", "quarter"))
"""Parts that may be said as percentages."""


@dataclass(frozen=True, slots=True)
class Money:
    """What a text says of shares and sums."""

    percent: int = 0
    parts: bool = False
    currencies: frozenset[str] = frozenset()


_NONE = Money()
_SIGNS_OF = {
    lang: _PERCENT[lang] | _PARTS | frozenset((*names, "cent", *HUNDRED))
    for lang, names in _CURRENCIES.items()
}
"""Words without one of which a text says nothing of the kind."""


def has_money(lang: str) -> bool:
    """Whether the words of this language are known here."""
    return lang in _CURRENCIES


def money_signs(lang: str) -> frozenset[str]:
    """Give the tokens without one of which a text of this language says nothing of the kind."""
    return _SIGNS_OF.get(lang, frozenset())


def read_money(tokens: Sequence[str], lang: str) -> Money:
    """Find percentages and currencies in the tokens of `reduce.tokens`."""
    if _SIGNS_OF[lang].isdisjoint(tokens):
        return _NONE
    marks, names = _PERCENT[lang], _CURRENCIES[lang]
    percent = sum(map(marks.__contains__, tokens))
    found = [names[token] for token in tokens if token in names]
    for two in pairwise(tokens):
        if two == ("per", "cent") or (two[1] in HUNDRED and two[0] in ("في", "وفي")):
            percent += 1
        elif two[1] in marks and two[0] in _DEGREES:
            percent -= 1
        elif two in (("ريال", "مدريد"), ("real", "madrid")):
            found.remove("riyal") if "riyal" in found else None
    return Money(percent, not _PARTS.isdisjoint(tokens), frozenset(found))


def other_currencies(own: Money, other: Money) -> frozenset[str]:
    """Give the currencies of one text that the other does not name."""
    missing = own.currencies - other.currencies
    return frozenset(
        name for name in missing if _ALIKE.get(name, frozenset()).isdisjoint(other.currencies)
    )
