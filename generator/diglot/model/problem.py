"""Faults of content as values, and the exceptions for when the program cannot go on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a problem weighs; the greater the worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text file."""

    path: str
    """Path as the user knows it, relative to the project where possible."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    column: int = 0
    """1-based code-point column; 0 when the whole line is meant."""

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the content: what is wrong, where, and what to do about it."""

    code: str
    """Stable kebab-case name, for filters and tests."""
    severity: Severity
    message: str
    """What is wrong, as one sentence without a full stop."""
    location: Location
    remedy: str = ""
    """What the user can do, as one imperative sentence."""

    def __str__(self) -> str:
        text = f"{self.location}: {self.severity.name.lower()}: {self.message} [{self.code}]"
        return f"{text}\n    {self.remedy}" if self.remedy else text


class DiglotError(Exception):
    """The program cannot go on; carries the problems that stopped it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
