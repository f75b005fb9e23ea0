"""Says when two versions of a segment are the same text, whatever its typography.

- `fold_key`: a key for the identity of a segment's text.
- `is_cosmetic`: whether an edit leaves what the text says, so that its translation stays valid.

Spacing is cosmetic where it parts the same words: a run of spaces is as good as one, and a space
beside sentence punctuation is as good as none. One that joins or parts two words, or two numbers,
is not. The zero-width non-joiner parts what a reader sees: it counts in `is_cosmetic`, though not
in the key.

    >>> is_cosmetic("كتب  النص ،", "كَتب النص،")
    True
    >>> is_cosmetic("قَتل", "قُتل"), is_cosmetic("قَتل", "قتل")
    (False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from diglot.text import characters as chars

_PUNCTUATION = '.,:;!?…%()«»“”"–—،؛؟٪'
"""Beside these a space changes no word; hyphen and apostrophe are not here, for they join words."""

_UNSEEN = dict.fromkeys(
    chars.points(chars.TATWEEL + chars.BIDI_MARKS + chars.BIDI_RUNS + chars.ZERO_WIDTH)
)
_IGNORED = dict.fromkeys(chars.points(chars.JOINERS + chars.ARABIC_SIGNS + chars.HEBREW_SIGNS))
_SIGN = re.compile(f"[{chars.ARABIC_SIGNS}{chars.HEBREW_SIGNS}]")


def fold_key(text: str) -> str:
    """Give the key under which two versions of a segment's text are the same text.

    The key is NFC without vowel signs, points, tatweel, invisible controls and joiners; its spacing
    is collapsed, stripped, and dropped beside punctuation. What differs cosmetically shares a key.
    """
    kept = normalize("NFC", normalize("NFC", text).translate(_UNSEEN)).translate(_IGNORED)
    return _respace(normalize("NFC", kept))


def is_cosmetic(old: str, new: str) -> bool:
    """Say whether an edit changed only tatweel, spacing, bidi marks, or added vowel signs.

    A vowel sign that was changed or removed is not cosmetic, nor is punctuation. A decomposed hamza
    is the composed letter.
    """
    if old == new:
        return True
    old_skeleton, old_signs = _apart(old)
    new_skeleton, new_signs = _apart(new)
    if _respace(old_skeleton) != _respace(new_skeleton):
        return False
    return all(before <= after for before, after in zip(old_signs, new_signs, strict=True))


def _apart(text: str) -> tuple[str, list[frozenset[str]]]:
    """Part a text from its vowel signs; those of each character that is no space come in order."""
    skeleton: list[str] = []
    signs: list[set[str]] = []
    for char in normalize("NFC", normalize("NFC", text).translate(_UNSEEN)):
        # A sign after a space belongs to no letter, and stands for itself.
        if _SIGN.match(char) and skeleton and not skeleton[-1].isspace():
            signs[-1].add(char)
            continue
        skeleton.append(char)
        if not char.isspace():
            signs.append(set())
    return "".join(skeleton), [frozenset(each) for each in signs]


def _respace(text: str) -> str:
    """Collapse and strip spacing, and drop it where it parts no words."""
    # Two spaces before a line's end are Markdown's visible break, which is written `\\` here.
    words = re.sub(r" {2,}\n", "\\\\\n", text.strip()).split()
    # In a span of code, spacing is part of what is shown.
    if "`" in text:
        return " ".join(words)
    return "".join(_joined(words))


def _joined(words: list[str]) -> Iterator[str]:
    """Give the words, with a space between two where it parts something."""
    last = letter = ""
    for word in words:
        if last and not _parts_nothing(last, letter, word):
            yield " "
            letter = ""
        yield word
        last = word[-1]
        letter = word.rstrip(_PUNCTUATION)[-1:] or letter


def _parts_nothing(last: str, letter: str, word: str) -> bool:
    """Whether a space may go without changing a word, a number or markup.

    Args:
        last: the character before the space.
        letter: the last before it, back to the space before, that is no punctuation; or empty.
        word: what follows the space.
    """
    if last not in _PUNCTUATION and word[0] not in _PUNCTUATION:
        return False
    if last in "[]\\!" and word[0] in "[](:":
        return False
    return not (letter.isdigit() and word.lstrip(_PUNCTUATION)[:1].isdigit())
