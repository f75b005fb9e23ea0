"""Put a unit on hold, so that readers do not see its translation, or take it off."""

from __future__ import annotations

from dataclasses import replace

from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue
from diglot.text.one_line import fits_one_line


def hold(catalogue: Catalogue, unit_id: str, reason: str | None) -> Catalogue:
    """Give the catalogue with a unit on hold, or off it.

    Args:
        catalogue: of one article in one language.
        unit_id: a live unit.
        reason: why, in one line, or empty; None takes it off.

    Raises:
        DiglotError: there is no such live unit, or the reason does not fit its one line.
    """
    unit = catalogue.unit(unit_id)
    where = Location(catalogue.path, unit.line if unit else 0)
    if unit is None:
        message = f"no live unit has the id {unit_id}"
        raise DiglotError(Problem("hold-unknown-id", Severity.ERROR, message, where))
    if reason is not None and not fits_one_line(reason := reason.strip()):
        message = "a reason stands on one line, without control characters"
        raise DiglotError(Problem("hold-reason", Severity.ERROR, message, where))
    return catalogue.with_unit(replace(unit, hold=reason))
