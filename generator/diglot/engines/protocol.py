"""What a translation engine is: texts in, one result per text out, and a word for a full stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one text."""

    text: str = ""
    """The translation, or empty."""
    error: str = ""
    """Why there is none, without keys or addresses."""


class EngineStoppedError(Exception):
    """The engine will take no more texts in this run: refused, blocked or out of quota."""


class Engine(Protocol):
    """A machine translation engine."""

    name: str
    """One word, kept as provenance."""
    max_chars: int
    """Longest text that it takes, in code points."""

    def translate(self, text: str, source: str, target: str) -> Result:
        """Translate one text.

        Args:
            text: plain text without markup, at most `max_chars`.
            source: language tag of the text.
            target: language tag of the translation.

        Raises:
            EngineStoppedError: no further text will be taken.
        """
        ...
