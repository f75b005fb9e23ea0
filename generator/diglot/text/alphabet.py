"""The letter that a name is found under, and its place in the order of its language's alphabet."""

from __future__ import annotations

import re
from functools import lru_cache

from diglot.text.folding import loose_text, strict_text

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
"""Letters in the order of each language's dictionaries; others use the Latin alphabet."""

_ARTICLES = {
    "ar": re.compile("ال(?=[ء-ي]{2})"),
    "en": re.compile(r"the\s+"),
    "fr": re.compile(r"(?:le|la|les)\s+|l'"),
    "de": re.compile(r"(?:der|die|das)\s+"),
    "nl": re.compile(r"(?:de|het)\s+"),
}
"""Articles that an index passes over, on the folded and lower-cased name."""

_HEBREW_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_TURKISH_CAPITALS = str.maketrans("Iİ", "ıi")
OTHER = "#"
"""Stands for what the alphabet does not hold: digits, and names in another script."""


@lru_cache(maxsize=16)
def _places(lang: str) -> dict[str, int]:
    """Give the place of each letter; a variant that folds into one has its place."""
    letters = _ALPHABETS.get(lang, _LATIN)
    places = {letter: place for place, letter in enumerate(letters)}
    for place, letter in enumerate(letters):
        places.setdefault(loose_text(letter), place)
    return places


def sort_key(name: str, lang: str) -> tuple[int, ...]:
    """Give a key that sorts names as an index in this language does.

    The article is passed over, seats of hamza stand together, marks do not count, and words
    come before longer words that begin with them. A name that the alphabet does not hold
    comes last.

    Args:
        name: as readers see it.
        lang: BCP 47 tag; a region is ignored.
    """
    lang = lang.lower().partition("-")[0]
    if lang == "tr":
        name = name.translate(_TURKISH_CAPITALS)
    places, key = _places(lang), []
    text = strict_text(name).lower().translate(_HEBREW_FINALS)
    if article := _ARTICLES.get(lang):
        text = article.sub("", text, count=1) if article.match(text) else text
    for char in text:
        if char in places:
            key.append(places[char])
        elif char.isspace() or char == "-":
            key.append(-1)
        elif char.isalnum():
            key += [places.get(base, len(places) + ord(base)) for base in loose_text(char)]
    return tuple(key)


def first_letter(name: str, lang: str) -> str:
    """Give the letter that a name is listed under, or `OTHER`.

    >>> first_letter("الأمم المتحدة", "ar"), first_letter("The Élysée", "en")
    ('ا', 'E')
    """
    letters = _ALPHABETS.get(lang.lower().partition("-")[0], _LATIN)
    place = next((place for place in sort_key(name, lang) if place >= 0), len(letters))
    if place >= len(letters):
        return OTHER
    return "İ" if lang == "tr" and letters[place] == "i" else letters[place].upper()
