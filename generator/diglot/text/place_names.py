"""Countries, regions and cities by the names that CLDR gives them, and Arabic adjectives of them.

Babel carries the data: 294 territories, and a city for each of 419 time zones. Newspapers write
some otherwise; those spellings stand here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from diglot.model.actors import Actor, ActorType, Glossary
from diglot.text.folding import loose_form

_OF_NEWSPAPERS = {
    "ar": {
        "BY": ("بيلاروسيا", "روسيا البيضاء"),
        "CI": ("كوت ديفوار",),
        "CV": ("الرأس الأخضر",),
        "GB": ("بريطانيا",),
        "PS": ("فلسطين",),
        "SY": ("سورية",),
        "US": ("الولايات المتحدة الأميركية", "الولايات المتحدة الأمريكية", "أميركا", "أمريكا"),
    },
}
_BLOCS = frozenset({"EU", "EZ"})
_ORGANISATIONS = frozenset({"UN"})
_NO_STATES = frozenset(
    "AC AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA FK FO GF GG GI GL GP GS GU HK HM "
    "IC IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR QO RE SH SJ SX TA TC TF TK UM VG "
    "VI WF YT ZZ XA XB".split()
)
"""Codes of territories that are no states of their own, or stand for nothing a text names."""
_NOT_NAMES = frozenset({"001", "QO", "XA", "XB", "ZZ"})
_SHORTEST = 3
_MORE_NISBAS = "أميركي أمريكي بريطاني سعودي إماراتي كوري دولي عربي غربي أوروبي إسلامي أممي فلسطيني"
_ENDINGS = ("يا", "ا", "ة", "ه", "ء")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that CLDR names."""

    type: ActorType
    english: str


@cache
def places(lang: str) -> tuple[Glossary, dict[str, Place]]:
    """Give the places of CLDR as a glossary in one language, and by id what they are.

    Args:
        lang: BCP 47 tag without region; CLDR must have it.

    Returns:
        Actors whose ids are codes of CLDR; a city that is named like its country is left out.
    """
    actors: list[Actor] = []
    known: dict[str, Place] = {}
    taken: dict[str, tuple[str, str]] = {}
    for code, type_, name, english in _named(lang):
        forms = (name, *_OF_NEWSPAPERS.get(lang, {}).get(code, ()))
        key = loose_form(name)
        first = taken.setdefault(key, (code, name))
        if first != (code, name) and first[1] != name:
            # Told apart by vowel signs only, which newspapers leave out: Oman and Amman.
            known[first[0]] = replace(known[first[0]], english="")
        if first != (code, name) or len(key) < _SHORTEST:
            continue
        actors.append(Actor(code, type_, {lang: name}, {lang: forms[1:]}))
        known[code] = Place(type_, english)
    return Glossary(tuple(actors)), known


def _named(lang: str) -> Iterator[tuple[str, ActorType, str, str]]:
    own, english = Locale(lang), Locale("en")
    for code, name in sorted(own.territories.items()):
        if code not in _NOT_NAMES:
            yield code, _type(code), name, english.territories[code]
    for zone, names in sorted(own.time_zones.items()):
        city = names.get("city")
        if city:
            known = english.time_zones.get(zone, {}).get("city")
            yield zone, ActorType.PLACE, city, known or zone.rpartition("/")[2].replace("_", " ")


def _type(code: str) -> ActorType:
    if code in _BLOCS:
        return ActorType.BLOC
    if code in _ORGANISATIONS:
        return ActorType.ORGANISATION
    return ActorType.PLACE if code.isdigit() or code in _NO_STATES else ActorType.STATE


@cache
def nisbas() -> frozenset[str]:
    """Give the loosely folded masculine adjectives of countries: روسي, اوكراني …."""
    found = {loose_form(word) for word in _MORE_NISBAS.split()}
    for code, name in Locale("ar").territories.items():
        word = loose_form(name.split()[0]).removeprefix("ال")
        if " " in name or code.isdigit() or len(word) <= _SHORTEST:
            continue
        stem = next(
            (word.removesuffix(loose_form(e)) for e in _ENDINGS if word.endswith(loose_form(e))),
            word,
        )
        found.add(f"{stem}ي")
    return frozenset(found)


def is_nisba(key: str) -> bool:
    """Whether a loosely folded Arabic word, article and all, is the adjective of a country."""
    bare = key.removeprefix("ال")
    return bare in nisbas() or (bare.endswith("يه") and bare[:-1] in nisbas())
