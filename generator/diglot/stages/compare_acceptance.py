"""Compare two states of a catalogue: what people have accepted from one to the other."""

from __future__ import annotations

from diglot.model.acceptance import Acceptance
from diglot.model.problem import Location
from diglot.model.translation import Catalogue, State

_ACCEPTED = (State.ACCEPTED, State.REVIEWED)


def compare_acceptance(before: Catalogue | None, after: Catalogue) -> tuple[Acceptance, ...]:
    """Give the units accepted in a catalogue that an earlier state had not accepted like this.

    Args:
        before: the earlier state, None where there was none.
        after: the later one.

    Returns:
        Units in source order; one accepted again with another source or target counts.
    """
    units = before.units if before else ()
    known = {(u.id, u.source, u.target) for u in units if u.state in _ACCEPTED}
    return tuple(
        Acceptance(
            unit.id,
            unit.source,
            unit.target,
            unit.written_by_machine,
            unit.review.name if unit.review is not None and unit.state is State.REVIEWED else "",
            Location(after.path, unit.line),
        )
        for unit in after.units
        if unit.state in _ACCEPTED and (unit.id, unit.source, unit.target) not in known
    )
