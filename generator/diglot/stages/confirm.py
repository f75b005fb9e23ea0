"""Confirm a translation whose source has changed: a person says that it is still right."""

from __future__ import annotations

from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, State

_STALE = (State.STALE_DRAFT, State.STALE_HUMAN)


def confirm(catalogue: Catalogue, unit_id: str) -> Catalogue:
    """Give the catalogue with a stale unit accepted as it is, for the source of now.

    Args:
        catalogue: of one article in one language.
        unit_id: a live unit whose source has changed since it was translated.

    Raises:
        DiglotError: there is no such live unit, or it is not stale.
    """
    unit = catalogue.unit(unit_id)
    if unit is None or unit.state not in _STALE:
        message = f"{unit_id} has no translation of an older source"
        where = Location(catalogue.path, unit.line if unit else 0)
        raise DiglotError(Problem("confirm-not-stale", Severity.ERROR, message, where))
    return catalogue.with_unit(unit.with_human_target(unit.target))
