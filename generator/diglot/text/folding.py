"""Folds text into keys for comparing; a key is never stored or shown as text.

- `fold_strict`: what any reader calls the same spelling. Vowel signs, points, tatweel, invisible
  controls, presentation forms, digit shapes and keyboard variants of a letter do not count; the
  hamza, case and accents do.
- `fold_loose`: also what a hurried writer mixes up: hamza seats, ى and ي, ة and ه, case, accents.

The zero-width non-joiner of Persian does not count in either, because writers leave it out.

    >>> fold_strict("فَاغْنَــر").text
    'فاغنر'
    >>> fold_loose("أُوكرانيا").text
    'اوكرانيا'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, is_normalized, normalize

from diglot.text import characters as chars
from diglot.text.cosmetic import fold_key, is_cosmetic

__all__ = [
    "Folded",
    "fold_key",
    "fold_loose",
    "fold_strict",
    "is_cosmetic",
    "loose_form",
    "loose_text",
    "strict_text",
    "unaccented",
]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the place of each of its letters in the raw text."""

    text: str
    offsets: tuple[int, ...]
    """Raw code-point offset of the base letter that each folded letter comes from."""
    ends: tuple[int, ...]
    """Raw offset one past that letter's own marks and tatweel."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the raw half-open span of the folded span `[start, end)`, trailing marks included.

        Raises:
            IndexError: the folded span is empty or out of bounds.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is no span of {len(self.text)} folded letters")
        return self.offsets[start], self.ends[end - 1]


# Jamo vowels and finals compose with the letter before them, as marks do.
_ATTACHED = (
    f"{chars.NON_SPACING}{chars.ARABIC_SIGNS}{chars.ARABIC_HAMZA}{chars.HEBREW_SIGNS}"
    f"{chars.TATWEEL}{chars.SPACING_SIGNS}{chars.INVISIBLE}\u1160-\u11ff\ud7b0-\ud7fb"
)
_CLUSTER = re.compile(f"[^{_ATTACHED}][{_ATTACHED}]*|[{_ATTACHED}]+")
_CONTROLS = "".join(map(chr, chars.points(chars.BIDI_MARKS + chars.BIDI_RUNS + chars.ZERO_WIDTH)))
_DROPPED = dict.fromkeys(chars.points(chars.TATWEEL + chars.SPACING_SIGNS + chars.INVISIBLE))
_SIGNS = dict.fromkeys(chars.points(chars.ARABIC_SIGNS + chars.ARABIC_HAMZA + chars.HEBREW_SIGNS))


def _table(letters: str, replacements: Iterable[str]) -> dict[int, str]:
    return dict(zip(map(ord, letters), replacements, strict=True))


_VARIANTS: dict[int, str] = {
    **_table("کیہەۃ", "كيههة"),
    **_table("٠١٢٣٤٥٦٧٨٩", "0123456789"),
    **_table("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    **dict.fromkeys(map(ord, chars.APOSTROPHES + "׳"), "'"),
    **dict.fromkeys(map(ord, chars.GERSHAYIM), '"'),
    **dict.fromkeys(chars.points(chars.SPACES), " "),
}
_LOOSE: dict[int, str] = {
    **_table("أإآٱىےۓئھةۀۂؤ", "اااايييي" + "هههه" + "و"),
    # Letters that Unicode does not decompose, though readers take them for accented ones.
    **_table("łŁøØđĐðÐıёЁ", "llooddddiее"),
    **_table("æÆœŒþÞ", ("ae", "ae", "oe", "oe", "th", "th")),
    # A letter of its own, which decomposition would fold into another.
    **_table("йЙ", "йй"),
}
_PRESENTATION = re.compile(f"[{chars.PRESENTATION}]")
_UNFOLDED = re.compile(
    f"[{_ATTACHED}{chars.PRESENTATION}{re.escape(''.join(map(chr, _VARIANTS)))}]"
)
_FOLDED = re.compile("[0-9a-zא-תابتثجحخدذرزسشصضطظعغف-هوي]*")
"""What neither fold changes."""
_LOOSENED = re.compile("[ 0-9a-z'\"א-תء-غف-ي]*")


def fold_strict(text: str) -> Folded:
    """Fold what no reader takes for a difference of spelling; keep case, accents and hamza.

    Returns:
        The folded text; its offsets count code points of the raw text and never decrease.
    """
    if _is_strict(text):
        return Folded(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    letters: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        folded = _strict_cluster(match[0])
        letters.append(folded)
        offsets += [match.start()] * len(folded)
        # A control that closes a run belongs to the text around the letter, not to the letter.
        ends += [match.start() + len(match[0].rstrip(_CONTROLS))] * len(folded)
    return Folded("".join(letters), tuple(offsets), tuple(ends))


def fold_loose(text: str) -> Folded:
    """Fold as `fold_strict` does, and also seats of hamza, ى ة, case and accents.

    Returns:
        The folded text; its offsets count code points of the raw text and never decrease.
    """
    strict = fold_strict(text)
    loose = [_loose_letter(letter) for letter in strict.text]
    return Folded(
        "".join(loose),
        tuple(at for at, letters in zip(strict.offsets, loose, strict=True) for _ in letters),
        tuple(at for at, letters in zip(strict.ends, loose, strict=True) for _ in letters),
    )


def strict_text(text: str) -> str:
    """Give `fold_strict(text).text` without the cost of offsets."""
    if _FOLDED.fullmatch(text) or _is_strict(text):
        return text
    return "".join([_strict_cluster(cluster) for cluster in _CLUSTER.findall(text)])


def loose_text(strict: str) -> str:
    """Give the text of the loose fold of a text that is strict already."""
    if _FOLDED.fullmatch(strict):
        return strict
    loose = strict.lower() if strict.isascii() else strict.translate(_LOOSE)
    if _LOOSENED.fullmatch(loose):
        return loose
    return "".join(map(_loose_letter, strict))


def loose_form(text: str) -> str:
    """Give the loose fold of a text as it is written: `fold_loose(text).text`, and faster."""
    return text if _FOLDED.fullmatch(text) else loose_text(strict_text(text))


def name_key(name: str) -> str:
    """Give the form under which two spellings of a name are one: loose, with single spaces."""
    return loose_form(" ".join(name.split()))


def unaccented(text: str) -> str:
    """Give the text without accents and other combining marks, case kept."""
    if text.isascii():
        return text
    apart = normalize("NFD", text)
    return normalize("NFC", "".join([char for char in apart if category(char)[0] != "M"]))


def _is_strict(text: str) -> bool:
    """Whether nothing in the text folds."""
    return is_normalized("NFC", text) and not _UNFOLDED.search(text)


def _strict_cluster(cluster: str) -> str:
    """Fold a base character with what is attached to it; the result may be empty."""
    kept = cluster.translate(_DROPPED)
    if _PRESENTATION.search(kept):
        kept = "".join(normalize("NFKC", kept).split())
    # Signs go only after hamza and madda had their chance to compose with the letter.
    kept = normalize("NFC", kept).translate(_SIGNS).translate(_VARIANTS)
    return normalize("NFC", kept)


@lru_cache(maxsize=4096)
def _loose_letter(letter: str) -> str:
    """Fold one strict letter; an accent alone gives nothing."""
    if ord(letter) in _LOOSE:
        return _LOOSE[ord(letter)]
    bare = unaccented(unaccented(letter).casefold())
    return bare.translate(_VARIANTS).translate(_LOOSE)
