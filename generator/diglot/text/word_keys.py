"""Which words some texts hold, in few bytes: where a new name could stand, without reading again.

A text's words are kept as 32-bit checksums of their loose forms. A name is asked for with all that
can be written onto it, so one that the text holds is always found; one in some 100,000 absent words
is found too, and then costs one article's analysis.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from diglot.text.clitics import carriers
from diglot.text.folding import loose_form
from diglot.text.words import gaps_and_words

# Of the words of 150 articles 4,096 remembered spare 92 look-ups in a hundred, 65,536 but 93.
_loose = lru_cache(maxsize=1 << 13)(loose_form)


def word_keys(texts: Iterable[str]) -> bytes:
    """Give the keys of all words of some texts, to be asked by `may_hold`."""
    # Of 5,700 words 2,000 differ, and most of those need no cutting: a third of the cost is left.
    parts = set(" ".join(texts).split())
    plain = set(filter(str.isalpha, parts))
    cut = set(map(_loose, gaps_and_words(" ".join(parts - plain))[1::2]))
    found = cut.union(map(_loose, plain))
    for word in [word for word in cut if "'" in word]:
        # What an apostrophe parts may be a name: d'Orsay, Wagner's.
        found.update((word.partition("'")[2], word.rpartition("'")[0]))
    keys = array("I", sorted(map(crc32, "\n".join(found).encode().split(b"\n"))))
    if sys.byteorder == "big":
        keys.byteswap()
    return keys.tobytes()


def may_hold(keys: bytes, spellings: Iterable[str]) -> bool:
    """Whether texts with these keys can hold a name spelled in one of these ways; no is certain."""
    known = array("I", keys)
    if sys.byteorder == "big":
        known.byteswap()
    return any(
        ways and all(any(_has(known, key) for key in word) for word in ways)
        for ways in map(_ways, spellings)
    )


def _has(keys: array[int], key: int) -> bool:
    place = bisect_left(keys, key)
    return place < len(keys) and keys[place] == key


@lru_cache(maxsize=1 << 10)
def _ways(spelling: str) -> tuple[tuple[int, ...], ...]:
    """Give, for each word of a name, the keys of which a text that holds it has one."""
    found = list(map(_loose, gaps_and_words(spelling)[1::2]))
    if len(found) > 1 and found[0] == "the":
        # Grammar, which a text need not have.
        del found[0]
    forms = [carriers(word) if at == 0 else (word,) for at, word in enumerate(found)]
    return tuple(tuple(crc32(form.encode()) for form in each) for each in forms)
