"""Capitalised names in an English text that nothing known explains."""

from __future__ import annotations

import re
from collections.abc import Collection

from diglot.text.months import MONTH_NAMES

# The capital stands first: a search skips to it twice as fast as to a boundary.
_NAME = re.compile(
    r"[A-Z](?<!\w.)[\w’'-]*(?:\.[A-Z]\b\.?)*"
    r"(?:(?: | of | of the | al-| bin | ibn | von | de | van | & )[A-Z][\w’'-]*)*"
)
_PART = re.compile(r"[A-Z][\w’']*")
_OPENS = re.compile(r"(?:^|[.!?:;…—–“”\"‘(\[\n•]\s*|[.!?…][”’\")\]]*\s+)$")
_BEFORE = 6
_TITLE_CASE = 0.6
_KNOWN = frozenset(
    """
    I A The An In On At By For From To And But Or If It He She We They This That These Those There
    When While After Before Since Until With Without As Is Was Were Are His Her Its Their Our My
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays
    Fridays Saturdays Sundays Jan Feb Mar Apr Aug Sept Oct Nov Dec
    Mr Mrs Ms Dr Gen Lt Col Maj Sgt Capt Sen Rep Gov Prof St Sir Lady Lord President Vice Prime
    Minister Premier King Queen Prince Princess Sheikh Imam Pope Chancellor General Major Colonel
    Lieutenant Captain Brigadier Admiral Marshal Commander Chief Chairman Chairwoman Speaker Senator
    Governor Mayor Ambassador Judge Justice Professor Director Secretary Deputy Foreign Defense
    Defence Interior Finance Spokesman Spokeswoman Bishop Father Emir Sultan God Islam Muslim
    Muslims Christian Christians Jewish Jews Sunni Shiite Shia Quran Bible Ramadan Eid
    Arab Arabs Arabic American Americans British Briton Britons English French German Germans
    Italian Spanish European Europeans Russian Russians Ukrainian Ukrainians Belarusian Chinese
    Japanese Indian Indians Turkish Turk Turks Iranian Iranians Iraqi Iraqis Syrian Syrians Lebanese
    Jordanian Jordanians Palestinian Palestinians Israeli Israelis Egyptian Egyptians Libyan Libyans
    Tunisian Tunisians Algerian Algerians Moroccan Moroccans Sudanese Saudi Saudis Yemeni Yemenis
    Omani Qatari Kuwaiti Emirati Bahraini Kurdish Kurd Kurds Persian Asian Asians African Africans
    Western Westerners Eastern Northern Southern Latin Polish Dutch Swedish Norwegian Danish Greek
    Soviet Ottoman Roman Korean Pakistani Afghan Afghans Malian Nigerian Ethiopian Somali
    Mauritanian
    Europe Asia Africa America Americas Mediterranean Atlantic Pacific Arctic
    Celsius Fahrenheit
    Cold War World Wars Middle Ages East West North South Ages Century Internet
    II III IV VI VII VIII IX XX XXI AM PM TV VIP VIPs CEO GDP
    """.split()
) | frozenset(MONTH_NAMES)


def known_words(names: Collection[str]) -> frozenset[str]:
    """Give the capitalised words that these names explain, and those that need no explanation."""
    return _KNOWN | {bare(part) for name in names for part in _PART.findall(name)}


def bare(word: str) -> str:
    """Give a word without possessive and final apostrophe."""
    return word.replace("’", "'").removesuffix("'s").rstrip("'")


def unknown_names(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    """Give the spans of capitalised names with a word that is not known.

    A word that opens a sentence counts only with another capitalised word after it, and a text
    set in title case tells nothing.
    """
    found: list[tuple[int, int]] = []
    for match in _NAME.finditer(text):
        name = match[0]
        if name in known:
            continue
        parts = [name] if name.isalpha() else _PART.findall(name)
        strange = [part for part in parts if bare(part) not in known]
        if not strange:
            continue
        start = match.start()
        opens = _OPENS.search(text, max(0, start - _BEFORE), start) is not None or not start
        if opens and strange == parts[:1]:
            continue
        found.append((start, start + len(name.rstrip("’'"))))
    if found and _is_title_case(text):
        return []
    return found


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 3 and capitals > _TITLE_CASE * len(words)
