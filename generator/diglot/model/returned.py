"""A catalogue that came back from a translator's tool, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.model.problem import Problem
from diglot.model.translation import Catalogue, MachineStamp


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """An entry as a tool wrote it; nothing in it is believed before it is compared."""

    id: str
    """Empty where the tool has lost it."""
    source: str
    target: str
    fuzzy: bool = False
    previous: bool = False
    """Whether it names an older source (`#|`)."""
    obsolete: bool = False
    mt: MachineStamp | None = None
    comments: tuple[str, ...] = ()
    """Translator's comments; what states a fact, such as a review, is none and is not here."""
    line: int = 0
    """1-based line in the returned file."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file."""

    path: str
    units: tuple[ReturnedUnit, ...]
    """In the order of the file; ids may be missing, unknown or there twice."""
    lang: str = ""
    """Target language by its header."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a returned file changed, and what it did not."""

    catalogue: Catalogue
    taken: tuple[str, ...] = ()
    """Ids whose target is now the returned one."""
    commented: tuple[str, ...] = ()
    """Ids that have a new translator's comment."""
    unchanged: int = 0
    """Units of which the file says nothing new."""
    conflicts: tuple[Problem, ...] = ()
    """One for each text that needs a person's decision; nothing was overwritten."""
