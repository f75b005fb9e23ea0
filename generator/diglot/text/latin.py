"""A name in Latin letters for an address, out of a title in Arabic, Hebrew or Latin script.

The letters are the plain ones of BGN/PCGN and ISO 233 without their diacritics; what is not
written, a short vowel, is not guessed.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Characters of a name; search results cut addresses soon after."""

_ARABIC = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y",
)
_MARKED = ("أإآٱىةؤئ", "a i a a a a w y")
_PERSIAN_AND_URDU = ("پچژگکیٹڈڑںھہۃےۓۀۂ", "p ch zh g k y t d r n h h h e e h h")
_HEBREW = (
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "a b g d h v z h t y k l m n s a p ts k r sh t k m n p ts",
)
_LETTERS = {
    letter: latin
    for letters, latins in (_ARABIC, _MARKED, _PERSIAN_AND_URDU, _HEBREW)
    for letter, latin in zip(letters, latins.split(), strict=True)
}
_JOINED = re.compile("[\u200c\u0640'’ʼ`]")
_FOREIGN = re.compile("[^a-z0-9]+")


def latin_name(title: str) -> str:
    """Give a name of lower-case ASCII words joined by hyphens, cut at a word.

    Args:
        title: in any script; letters of scripts that are not known are left out.

    Returns:
        The name; empty where no letter is known.

    >>> latin_name("تمرّد فاغنر: «الوطن» في خطر")
    'tmrd-faghnr-alwtn-fy-khtr'
    >>> latin_name("گفت‌وگو با وزیر — 2024")
    'gftwgw-ba-wzyr-2024'
    """
    text = unicodedata.normalize("NFKC", _JOINED.sub("", title)).lower()
    letters = "".join(_LETTERS.get(char, char) for char in text)
    # Only now apart from their marks: a hamza belongs to its letter.
    apart = unicodedata.normalize("NFKD", letters)
    plain = "".join(
        str(unicodedata.digit(char)) if char.isdecimal() else char
        for char in apart
        if not unicodedata.combining(char)
    )
    name = _FOREIGN.sub("-", plain.replace("ء", "")).strip("-")
    if len(name) <= LONGEST:
        return name
    return name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
