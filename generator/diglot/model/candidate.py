"""Names that a text gives and the glossary does not have, each with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from diglot.model.actors import ActorType


class Cue(StrEnum):
    """What makes a run of words look like a name."""

    BYLINE = "byline"
    TITLE = "title"
    """A title or rank stands before it."""
    GIVEN_NAME = "given name"
    """It begins with a usual given name."""
    REPORTING = "reporting verb"
    HEAD_NOUN = "head noun"
    """It begins with a word such as ministry, army or party, or stands after newspaper."""
    LETTERS = "spelled letters"
    """The names of Latin letters, written out."""
    GLOSS = "Latin gloss"
    """Its Latin form stands behind it in parentheses."""
    PLACE = "CLDR"
    """The Unicode Common Locale Data Repository has it as a country, region or city."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in which names are looked for, and where it stands."""

    article: str
    """Slug."""
    segment: str
    """Id of the segment, or `meta.title` and the like."""
    text: str
    """As a reader sees it."""
    path: str
    line: int
    """1-based line of the file in which it begins; 0 for front matter."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that looks like a name."""

    name: str
    """In the spelling of the text, without proclitics and vowel signs."""
    type: ActorType
    cue: Cue
    weight: float
    """How often a cue like this one is right: 0 to 1."""
    start: int
    """Code point of the text at which it begins."""
    end: int
    english: str = ""
    """Its English form, where the cue gives one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A spot in its passage."""

    passage: Passage
    spot: Spot


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that the glossary may lack."""

    name: str
    lang: str
    """Language tag of the name."""
    type: ActorType
    """A guess."""
    score: float
    """0 to 1: what the cues are worth together."""
    count: int
    """How often its forms stand in the texts, with a cue or without."""
    forms: tuple[str, ...] = ()
    """Other forms under which it was found: a surname, another spelling."""
    english: str = ""
    """From a Latin gloss or CLDR; empty where neither gives one."""
    evidence: tuple[Evidence, ...] = field(default=())
