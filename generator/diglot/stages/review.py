"""Stamp a named person's review on units of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, ReviewStamp, State, Unit
from diglot.text.one_line import fits_one_line
from diglot.text.people import is_name

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STALE = (State.STALE_DRAFT, State.STALE_HUMAN)


def review(
    catalogue: Catalogue, *, by: str, date: str, ids: Collection[str] | None = None
) -> Catalogue:
    """Give the catalogue with the units stamped as read by this person, source beside target.

    A review is acceptance too, so `fuzzy` goes. Without `ids` the whole article is meant: stale
    units are left out, because nobody reads an old translation as new by reading on, and a
    review by somebody else that still holds is left as it is. A unit that is named is stamped
    even when stale. A unit without target, or on hold, is never stamped.

    Args:
        catalogue: of one article in one language.
        by: name as readers will see it.
        date: ISO date of the review.
        ids: the units that were read; None for all.

    Returns:
        The catalogue; its problems say what was left out, as warnings where a unit was named.

    Raises:
        DiglotError: the name does not fit the stamp's one line, or an id is of no live unit.
        ValueError: the date is not an ISO date.
    """
    if not _DATE.fullmatch(date):
        raise ValueError(f"{date!r} is not an ISO date")
    stamp = ReviewStamp(_checked(by), date, "", "")
    _check_known(catalogue, ids or ())
    units: list[Unit] = []
    problems = list(catalogue.problems)
    for unit in catalogue.units:
        if ids is not None and unit.id not in ids:
            units.append(unit)
            continue
        obstacle = _obstacle(unit, stamp.name, named=ids is not None)
        units.append(unit if obstacle is not None else _stamped(unit, stamp))
        if obstacle:
            problems.append(_left_out(catalogue, unit, obstacle, named=ids is not None))
    return replace(catalogue, units=tuple(units), problems=tuple(problems))


def _obstacle(unit: Unit, name: str, *, named: bool) -> str | None:
    """Say why a unit is not stamped; empty for no matter, None for nothing in the way."""
    if unit.state is State.MISSING:
        return "it has no translation"
    if unit.hold is not None:
        return "it is on hold"
    if unit.state in _STALE and not named:
        return "its source has changed since it was translated"
    if unit.review is not None and unit.review_holds and unit.state is State.REVIEWED:
        if unit.review.name == name:
            return ""
        if not named:
            return f"the review by {unit.review.name} holds"
    return None


def _stamped(unit: Unit, stamp: ReviewStamp) -> Unit:
    seal = replace(stamp, src=fingerprint(unit.source), out=fingerprint(unit.target))
    return replace(unit, fuzzy=False, previous=None, accepted=False, review=seal)


def _left_out(catalogue: Catalogue, unit: Unit, obstacle: str, *, named: bool) -> Problem:
    return Problem(
        "review-left-out",
        Severity.WARNING if named else Severity.INFO,
        f"{unit.id} was not stamped: {obstacle}",
        Location(catalogue.path, unit.line),
    )


def _check_known(catalogue: Catalogue, ids: Collection[str]) -> None:
    unknown = sorted(set(ids) - {unit.id for unit in catalogue.units})
    if unknown:
        where = Location(catalogue.path)
        raise DiglotError(
            *(
                Problem(
                    "review-unknown-id", Severity.ERROR, f"no live unit has the id {key}", where
                )
                for key in unknown
            )
        )


def _checked(name: str) -> str:
    """Give the name without outer spaces, if the stamp's line can hold it and give it back."""
    name = name.strip()
    if is_name(name) and fits_one_line(name):
        return name
    raise DiglotError(
        Problem(
            "review-name",
            Severity.ERROR,
            f"{name!r} cannot stand in a review stamp" if name else "the reviewer has no name",
            Location("--by"),
            "Give the name as readers should see it, on one line, without control characters.",
        )
    )
