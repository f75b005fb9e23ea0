"""What is said to a translation machine, and how names and markup are kept through it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How names are locked in the text that an engine sees; markup is tokens in all but two."""

    NATIVE = "native"
    """XML tags for markup, the engine's own glossary for names."""
    PROMPT = "prompt"
    """Tokens for markup; the terms stand in the prompt."""
    INLINE = "inline"
    """The name already stands in the target language."""
    TOKEN = "token"  # noqa: S105 - no password
    """The name is an opaque token too."""
    PLAIN = "plain"
    """Nothing is locked and markup is gone: the last rung."""


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry that occurs in a text."""

    source: str
    """The spelling met, any proclitic left outside."""
    target: str
    """What must stand in the translation."""
    accepted: tuple[str, ...] = ()
    """Other spellings of the target that are as good."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A place of a segment's visible text that names something of the glossary."""

    start: int
    end: int
    term: Term
