"""Two texts laid side by side and cut up once for all rules."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.text.reduce import reduced, tokens
from diglot.text.sentence_marks import sentences


@dataclass(slots=True)
class Side:
    """One text of a pair."""

    text: str
    """As readers see it."""
    lang: str
    """BCP 47 tag without region."""
    low: str
    tokens: list[str]
    sentences: list[str]


def side(text: str, lang: str) -> Side:
    """Cut a visible text up."""
    low = reduced(text)
    return Side(text, lang, low, tokens(low), sentences(text))
