"""What a check has found in one pair of texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from diglot.model.problem import Location, Severity

NEGATION = "negation"
"""The finding that stands first in every list: nothing else turns a sentence round."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule says of two texts, before it is known which unit they are."""

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the checks; it stays until a text changes or an editor dismisses it."""

    unit: str
    code: str
    """Stable kebab-case name; what a dismissal names."""
    severity: Severity
    message: str
    """What is wrong, as one sentence without a full stop."""
    source: str
    """The source as readers see it, or the part that is meant."""
    target: str
    remedy: str = ""
    span: tuple[int, int] | None = None
    """Where in the visible target, half-open, in code points."""
    location: Location = field(default=Location(""), compare=False)
    machine: bool = False
    """Whether the target is what a machine wrote, accepted by nobody."""
    src: str = ""
    """Fingerprint of the unit's source, for a dismissal."""
    out: str = ""
    """Fingerprint of its target."""
    dismissed: str | None = None
    """Reason of the editor who has dismissed it."""

    @property
    def open(self) -> bool:
        """Whether nobody has dismissed it."""
        return self.dismissed is None

    @property
    def dismissal(self) -> str:
        """The comment that dismisses it, its reason to be filled in."""
        return f"# ok: {self.code} src={self.src} out={self.out} "


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings for a list: negations, then the gravest, then by place."""
    return sorted(
        findings,
        key=lambda f: (f.code != NEGATION, -f.severity, f.location.path, f.location.line, f.code),
    )


def open_errors(findings: Iterable[Finding]) -> frozenset[str]:
    """Give the ids of the units whose machine text an open error withholds from readers."""
    return frozenset(
        f.unit for f in findings if f.open and f.machine and f.severity is Severity.ERROR
    )
