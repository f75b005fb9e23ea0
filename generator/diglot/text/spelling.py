"""One spelling of a name: its words, what may stand between them, and which texts agree with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.text import characters as chars
from diglot.text.folding import loose_text, strict_text, unaccented
from diglot.text.words import words

_LEAST_LOOSE = 4
"""Letters of a one-word name that may be matched loosely."""

_LONGEST_INITIAL = 2
"""Letters of a word that could be one of initials, as in U.S."""

_BETWEEN = re.compile(rf"[\s{chars.QUOTES}{chars.BIDI_RUNS}{chars.BIDI_MARKS}\u200b]+")
_HYPHENS = "-‐‑–־"
_SCRIPTS = {
    "Arab": re.compile(rf"[\W\d_]*[{chars.ARABIC}]"),
    "Hebr": re.compile(rf"[\W\d_]*[{chars.HEBREW}]"),
    "Cyrl": re.compile(r"[\W\d_]*[\u0400-\u052f]"),
}
_NOT_TAIL = re.compile(rf"[\s{chars.QUOTES}{chars.INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a name, taken apart once for many comparisons."""

    words: tuple[str, ...]
    """In strict form."""
    gaps: tuple[str, ...]
    """What stands between them."""
    tail: str
    """A sign after the last word that belongs to the name: the last dot of F.S.B."""
    outside: int
    """Words at the start that the text must have but no span covers: the The of The Hague."""
    exact: bool
    """Only the strict form names the actor, because folding would make it a common word."""
    cased: bool
    """It has letters with case, and case tells names from words."""

    @property
    def key(self) -> str:
        """The form under which two spellings cannot be told apart in a text."""
        return " ".join(self.words if self.exact else map(loose_text, self.words))

    def agrees(self, stems: tuple[str, ...], gaps: Sequence[str], *, shouted: bool) -> bool:
        """Say whether words of a text that fold loosely to this spelling are this name.

        Args:
            stems: the words in strict form, proclitic and possessive taken off.
            gaps: what stands between them in the text, one fewer.
            shouted: the whole text is in capitals.
        """
        if self.exact and stems != self.words:
            return False
        if self.cased and not _case_agrees(self.words, stems, shouted=shouted):
            return False
        return all(map(_gap_agrees, self.gaps, gaps))


def spell(text: str, lang: str) -> Spelling:
    """Take a spelling of the glossary apart; it has no words where the text has none.

    In English a leading "the" stays outside every mention. Written small ("the West") it is grammar
    and need not be there; "The" before one word ("The Hague") is part of the name and must be.

    Args:
        text: a name or alias as written.
        lang: BCP 47 tag without region.
    """
    spans = words(text)
    parts = [strict_text(text[start:end]) for start, end in spans]
    gaps = [text[a[1] : b[0]] for a, b in pairwise(spans)]
    outside = 0
    if lang == "en" and len(parts) > 1 and parts[0] in ("the", "The"):
        if parts[0] == "the" or parts[2:]:
            parts, gaps = parts[1:], gaps[1:]
        else:
            outside = 1
    joined = "".join(parts)
    cased = joined.lower() != joined.upper()
    return Spelling(
        words=tuple(parts),
        gaps=tuple(gaps),
        tail=_NOT_TAIL.sub("", text[spans[-1][1] :]) if spans and "." in "".join(gaps) else "",
        outside=outside,
        exact=not cased and len(parts) == 1 and _is_fragile(parts[0]),
        cased=cased,
    )


def _is_fragile(word: str) -> bool:
    """Whether loose folding could turn this word into another: على into علي."""
    return len(word) < _LEAST_LOOSE or word[-1] in "ىي"


def _gap_agrees(own: str, found: str) -> bool:
    """Whether what stands between two words of a text leaves them one name.

    Spaces and quotation marks do, and a hyphen without spaces; sentence punctuation only where the
    spelling itself has it.
    """
    if found in _HYPHENS:
        return True
    rest = _BETWEEN.sub("", found)
    return all(sign in own for sign in rest)


def _case_agrees(own: tuple[str, ...], found: tuple[str, ...], *, shouted: bool) -> bool:
    """Whether the case of a text's words is that of a name: "us" is not US.

    One word needs the same case, but may stand in capitals (from four letters) or open a sentence.
    Several words need one capital at least, where the spelling has any.
    """
    own_text, text = unaccented(" ".join(own)), unaccented(" ".join(found))
    if own_text == text:
        # In a headline of capitals, US and WHO could be the pronouns.
        return not (shouted and len(text) < _LEAST_LOOSE)
    if text.isupper() and len(text) >= _LEAST_LOOSE:
        return True
    if text[:1].isupper() and text[1:] == own_text[1:]:
        return True
    if len(own) == 1 or max(map(len, own)) <= _LONGEST_INITIAL:
        return False
    return text != text.lower() or own_text == own_text.lower()


def script(text: str) -> str:
    """Give the ISO 15924 code of a text's first letter: Arab, Hebr, Cyrl; all else is Latn."""
    for name, pattern in _SCRIPTS.items():
        if pattern.match(text):
            return name
    return "Latn"
