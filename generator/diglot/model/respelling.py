"""A change of an actor's spellings, and what it does to the texts before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diglot.model.actors import Actor
from diglot.model.candidate import Passage
from diglot.model.finding import Finding
from diglot.model.problem import Location, Problem


class Effect(StrEnum):
    """What a change does to a place that names an actor."""

    LOST = "lost"
    GAINED = "gained"
    OLD = "old spelling"
    """The place is found as before, by an alias that has a word of the old name."""


class Work(StrEnum):
    """What is left to do about a text that has the old spelling."""

    REDRAFT = "redraft"
    """Only a machine has written it: `diglot translate --redraft` makes it anew."""
    BY_HAND = "by hand"
    """A person's words; no program changes them."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A mention that a change gains or loses, or leaves in the old spelling."""

    passage: Passage
    actor: str
    start: int
    end: int
    effect: Effect
    sentence: tuple[int, int]
    """Half-open span of the sentence in the passage's text."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A touch, with the language of its text, its place, and what is left to do."""

    touch: Touch
    lang: str
    location: Location
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Respelling:
    """A change as a whole."""

    before: Actor
    after: Actor
    touched: tuple[Touched, ...]
    """In the order of articles, the source before its translations; the glossary's roles last."""
    problems: tuple[Problem, ...]
    """What the glossary's check would say that it does not say now."""
    findings: tuple[Finding, ...]
    """What the checks would find in translations that they do not find now."""
