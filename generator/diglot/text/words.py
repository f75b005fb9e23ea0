"""Cuts a text into words with their offsets.

A word is a run of letters, marks and digits. Tatweel belongs to it; invisible controls, the
apostrophe of `Wagner's` and the marks of Hebrew acronyms (צה"ל) belong to it only between letters.
Everything else parts words: spaces, punctuation, quotation marks, hyphens, and the controls that
open or close a run of one direction.

    >>> [text[start:end] for text in ['بـ"فاغنر"'] for start, end in words(text)]
    ['بـ', 'فاغنر']
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from diglot.text import characters as chars

_LETTER = rf"[\w{chars.WORD_MARKS}{chars.NUMBER_SIGNS}]"
_HIDDEN = chars.JOINERS + chars.BIDI_MARKS + chars.ZERO_WIDTH.replace("\u200b", "")
_WORD = re.compile(
    rf"""
    ([\w{chars.NUMBER_SIGNS}]{_LETTER}*  # a mark before the first belongs to what precedes it
    (?:
      # Nearly every word ends here: one look instead of four.
      (?=[{_HIDDEN}{chars.APOSTROPHES}׳{chars.GERSHAYIM}])
      (?: [{_HIDDEN}]+
        # Arabic writes no apostrophe: there the same sign is a quotation mark.
        | (?<![{chars.ARABIC}{chars.HEBREW}])[{chars.APOSTROPHES}](?=[^\W\d{chars.ARABIC}])
        # In Hebrew it is a geresh after these letters, a quotation mark after a proclitic.
        | (?<=[גדזחטסעצרת])['’׳](?=[{chars.HEBREW}])
        # A double mark before the last letter makes an acronym, elsewhere it quotes.
        | (?<=[{chars.HEBREW}])[{chars.GERSHAYIM}](?=[{chars.HEBREW}](?!{_LETTER}))
      )
      {_LETTER}+
    )*
    [{chars.JOINERS}]*)
    """,
    re.VERBOSE,
)
_EMOJI_MODIFIERS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def words(text: str) -> list[tuple[int, int]]:
    """Give the half-open span of every word, in code points of the text, in order."""
    # The underscore counts as a letter in regular expressions, and joins no words in prose.
    return [match.span() for match in _WORD.finditer(text.replace("_", "-"))]


# Names are found in the texts of an article before it is indexed: its two hundred are cut once.
@lru_cache(maxsize=1 << 9)
def gaps_and_words(text: str) -> tuple[str, ...]:
    """Give what stands before the first word, that word, what follows it, and so on to the end.

    Joined they are the text, except that an underscore stands as a hyphen.
    """
    return tuple(_WORD.split(text.replace("_", "-")))


def ends_whole(text: str, end: int) -> bool:
    """Whether a word that ends at this offset ends there for the eye too.

    Marks beyond the Basic Multilingual Plane are no word characters here, yet they cling to the
    letter before them.
    """
    follower = text[end : end + 1]
    return not follower or not (
        category(follower)[0] == "M"
        or follower in _EMOJI_MODIFIERS
        or "\U000e0020" <= follower <= "\U000e007f"
    )
