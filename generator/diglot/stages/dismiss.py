"""Dismiss a finding of one unit: an editor's word that it is none, while both texts stand."""

from __future__ import annotations

from dataclasses import replace

from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, Dismissal
from diglot.text.one_line import fits_one_line


def dismiss(catalogue: Catalogue, unit_id: str, code: str, reason: str) -> Catalogue:
    """Give the catalogue with a finding dismissed; an older dismissal of that code goes.

    Args:
        catalogue: of one article in one language.
        unit_id: a live unit.
        code: of the finding.
        reason: why it is none, in one line.

    Raises:
        DiglotError: there is no such live unit, or the reason does not fit its one line.
    """
    unit = catalogue.unit(unit_id)
    if unit is None:
        raise DiglotError(_problem("dismiss-unknown-id", f"no live unit has the id {unit_id}"))
    reason = reason.strip()
    if not reason or not fits_one_line(reason):
        message = "a dismissal needs a reason, on one line, without control characters"
        raise DiglotError(_problem("dismiss-reason", message))
    new = Dismissal(code, fingerprint(unit.source), fingerprint(unit.target), reason)
    kept = tuple(each for each in unit.dismissals if each.code != code)
    return catalogue.with_unit(replace(unit, dismissals=(*kept, new)))


def _problem(code: str, message: str) -> Problem:
    return Problem(code, Severity.ERROR, message, Location("diglot dismiss"))
