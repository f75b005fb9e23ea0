"""What there is to do in one article's translation, and what of it a person wants to see."""

from __future__ import annotations

from dataclasses import dataclass

from diglot.model.finding import Finding
from diglot.model.translation import State, Unit

HELD = "held"
"""Filter value beside the states: units that somebody has put on hold."""
FOUND = "any"
"""Filter value beside the codes: units with an open finding of any kind."""


@dataclass(frozen=True, slots=True)
class Task:
    """One unit as its reviewer needs it."""

    unit: Unit
    number: int
    """Printed number of the passage; 0 for front matter."""
    version: str
    """Tells this unit from every other state of it."""
    findings: tuple[Finding, ...] = ()
    draft: str | None = None
    """What the machine had written, where somebody has edited it and it is known."""

    @property
    def label(self) -> str:
        """Number of the passage, or the name of the field of the front matter."""
        return str(self.number) if self.number else self.unit.id.removeprefix("meta.")

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has dismissed."""
        return tuple(finding for finding in self.findings if finding.open)


@dataclass(frozen=True, slots=True)
class Worklist:
    """Every unit of an article in one language, in source order, front matter first."""

    slug: str
    title: str
    source_lang: str
    target_lang: str
    path: str
    """The catalogue, as the user knows it."""
    tasks: tuple[Task, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the open findings, in alphabetical order."""
        return tuple(sorted({f.code for task in self.tasks for f in task.open_findings}))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which units are to be shown."""

    state: str = ""
    """A value of `State` or HELD; empty for all."""
    finding: str = ""
    """Code of an open finding or FOUND; empty for all."""

    def wants(self, task: Task) -> bool:
        """Whether a unit is among those chosen."""
        if self.state == HELD and task.unit.hold is None:
            return False
        if self.state in set(State) and task.unit.state != self.state:
            return False
        codes = {finding.code for finding in task.open_findings}
        return bool(codes) if self.finding == FOUND else self.finding in {"", *codes}
