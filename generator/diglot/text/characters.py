"""Classes of characters that the modules of this floor agree on, as bodies of regex classes."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every combining mark of the Basic Multilingual Plane. Neighbouring ranges are merged where only
# letters, digits or unassigned code points lie between them, for those are word characters too.
WORD_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d"
    "\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63"
    "\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6"
    "\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd\u180b-\u180d"
    "\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37"
    "\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1"
    "\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5\uaaf6"
    "\uabe3-\uabea\uabec\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Combining marks, and letters between them of scripts that are rich in marks."""

NON_SPACING = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Marks of Latin, Greek and Cyrillic, and those of no script."""

ARABIC_SIGNS = (
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
"""Vowel signs and marks of recitation; not madda and hamza, which make another letter."""

ARABIC_HAMZA = "\u0653-\u0655"
"""Combining madda and hamza."""

HEBREW_SIGNS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e"
"""Points (niqqud) and accents of recitation."""

TATWEEL = "\u0640"

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner; they extend the character before them."""

BIDI_MARKS = "\u200e\u200f\u061c"
"""Invisible marks that weigh as a letter of one direction."""

BIDI_RUNS = "\u202a-\u202e\u2066-\u2069"
"""Controls that open or close an embedding, an override or an isolate."""

ZERO_WIDTH = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
"""Soft hyphen, zero-width space, word joiner, invisible operators, byte-order mark."""

INVISIBLE = JOINERS + BIDI_MARKS + BIDI_RUNS + ZERO_WIDTH

SPACING_SIGNS = "\ufe70-\ufe7f"
"""Vowel signs of Arabic as characters that stand alone or on a tatweel."""

PRESENTATION = "\ufb13-\ufb17\ufb1d\ufb1f-\ufdfb\ufe80-\ufefc"
"""Compatibility shapes of Hebrew and Arabic letters."""

ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
"""Blocks of the Arabic script."""

HEBREW = "\u05d0-\u05ea"
"""Letters of Hebrew."""

NUMBER_SIGNS = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Signs written around the digits that follow them: part of the word after them."""

SPACES = "\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space other than the plain space."""

APOSTROPHES = "'’‘ʼ′`´‛ʹ"
"""What writers type for an apostrophe inside a word."""

GERSHAYIM = '"״“”„‟'
"""What writers type for the double mark in a Hebrew acronym."""

QUOTES = GERSHAYIM + "«»‹›‚" + APOSTROPHES
"""Quotation marks of the languages we know, straight and typographic."""


def points(body: str) -> Iterator[int]:
    """Give the code points of a regex class body that is made of characters and ranges."""
    for match in re.finditer(r"(.)-(.)|(.)", body, re.DOTALL):
        first, last = (match[1], match[2]) if match[1] else (match[3], match[3])
        yield from range(ord(first), ord(last) + 1)
