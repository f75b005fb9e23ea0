"""Dismiss a finding of one unit: an editor's word that it is none, while both texts stand."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, Dismissal
from diglot.text.bidi import CONTROLS


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
    if unit_id not in {unit.id for unit in catalogue.units}:
        raise DiglotError(_problem("dismiss-unknown-id", f"no live unit has the id {unit_id}"))
    reason = reason.strip()
    unfit = any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in reason)
    if not reason or unfit or CONTROLS.search(reason):
        message = "a dismissal needs a reason, on one line, without control characters"
        raise DiglotError(_problem("dismiss-reason", message))
    units = list(catalogue.units)
    at = next(i for i, unit in enumerate(units) if unit.id == unit_id)
    unit = units[at]
    new = Dismissal(code, fingerprint(unit.source), fingerprint(unit.target), reason)
    kept = tuple(each for each in unit.dismissals if each.code != code)
    units[at] = replace(unit, dismissals=(*kept, new))
    return replace(catalogue, units=tuple(units))


def _problem(code: str, message: str) -> Problem:
    return Problem(code, Severity.ERROR, message, Location("diglot dismiss"))
