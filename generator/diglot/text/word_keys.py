"""Which words some texts hold, in few bytes: where a new name could stand, without reading again.

A text's words are kept as 32-bit checksums of their loose forms, with and without what is written
onto them, so a name that the text holds is always found; one in some 4 million absent words is
found too, and then costs one article's analysis.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import lru_cache
from zlib import crc32

from diglot.text.clitics import readings, without_possessive
from diglot.text.folding import loose_text, strict_text
from diglot.text.words import gaps_and_words, words


def word_keys(texts: Collection[tuple[str, str]]) -> bytes:
    """Give the keys of all words of some texts, to be asked by `may_hold`.

    Args:
        texts: pairs of text and BCP 47 tag without region.
    """
    forms = {lang: set[str]() for _, lang in texts}
    for text, lang in texts:
        forms[lang].update(gaps_and_words(text)[1::2])
    found = (_keys(word, lang) for lang, spelled in forms.items() for word in spelled)
    keys = array("I", sorted(set[int]().union(*found)))
    if sys.byteorder == "big":
        keys.byteswap()
    return keys.tobytes()


def may_hold(keys: bytes, spellings: Iterable[str]) -> bool:
    """Whether texts with these keys can hold a name spelled in one of these ways; no is certain."""
    known = array("I", keys)
    if sys.byteorder == "big":
        known.byteswap()
    for spelling in spellings:
        found = [spelling[start:end] for start, end in words(spelling)]
        if found and all(_has(known, _key(word)) for word in found):
            return True
    return False


def _has(keys: array[int], key: int) -> bool:
    place = bisect_left(keys, key)
    return place < len(keys) and keys[place] == key


def _key(word: str) -> int:
    return crc32(loose_text(word).encode())


# Of the words of 150 articles 4,096 remembered spare 92 look-ups in a hundred, 65,536 but 93.
@lru_cache(maxsize=1 << 13)
def _keys(word: str, lang: str) -> frozenset[int]:
    strict = strict_text(word)
    forms = {word, strict}
    if strict:
        forms |= {reading.stem for reading in readings(strict, lang)}
    forms |= {bare for form in tuple(forms) if (bare := without_possessive(form, lang))}
    return frozenset(map(_key, forms))
