"""A translation that people have accepted since some earlier state of the publication."""

from __future__ import annotations

from dataclasses import dataclass, field

from diglot.model.problem import Location


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One unit that is accepted now and was not, or not with these two texts."""

    unit: str
    source: str
    target: str
    verbatim: bool
    """Whether the target is the machine's draft, word for word."""
    by: str = ""
    """Who has reviewed it, where a stamp says so."""
    location: Location = field(default=Location(""), compare=False)
