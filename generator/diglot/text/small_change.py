"""Says when a correction is so small that the translation may well be right as it is.

A person is then asked; nothing follows from it by itself.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from diglot.text.folding import fold_key

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of a word that may differ by one: in shorter ones a letter is another word (لم, لن)."""


def is_small_change(old: str, new: str) -> bool:
    """Say whether only punctuation changed, or one letter of one longer word without a digit.

    >>> is_small_change("عاد الميناء إلى العمل.", "عاد الميناء، إلى العمل!")
    True
    >>> is_small_change("عاد الميناء إلى العمل", "عاد المينا إلى العمل")
    True
    >>> is_small_change("عاد الميناء", "لم يعد الميناء"), is_small_change("عام 2011", "عام 2012")
    (False, False)
    """
    before, after = _WORD.findall(fold_key(old)), _WORD.findall(fold_key(new))
    if len(before) != len(after):
        return False
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return not changed or (len(changed) == 1 and _is_slip(*changed[0]))


def _is_slip(old: str, new: str) -> bool:
    long = min(len(old), len(new)) >= _SHORTEST
    return long and not re.search(r"\d", old + new) and OSA.distance(old, new) == 1
