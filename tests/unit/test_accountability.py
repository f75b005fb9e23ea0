"""What is stated of a translation as a whole follows from its units and from nothing else."""

from __future__ import annotations

import pytest

from diglot.model.accountability import Accountability
from diglot.model.edition import Origin, Standing
from diglot.model.translation import MachineStamp, State

GOOGLE = (MachineStamp("google", "2026-01-01", ""),)


@pytest.mark.parametrize(
    ("counts", "standing", "prevailing"),
    [
        ({State.MISSING: 3}, Standing.NONE, State.MACHINE),
        ({State.MACHINE: 3}, Standing.MACHINE, State.MACHINE),
        ({State.MACHINE: 1, State.EDITED: 2}, Standing.MACHINE, State.EDITED),
        ({State.MACHINE: 2, State.REVIEWED: 2}, Standing.MIXED, State.MACHINE),
        ({State.ACCEPTED: 1, State.REVIEWED: 2}, Standing.ACCEPTED, State.REVIEWED),
        ({State.REVIEWED: 2}, Standing.REVIEWED, State.REVIEWED),
    ],
)
def test_the_whole(counts: dict[State, int], standing: Standing, prevailing: State) -> None:
    origin = Origin(counts=counts)
    assert (origin.standing, origin.prevailing) == (standing, prevailing)


@pytest.mark.parametrize(
    ("engines", "counts", "name"),
    [
        ((), {State.ACCEPTED: 2}, ""),
        (GOOGLE, {State.MACHINE: 2, State.MISSING: 1}, "trainedAlgorithmicMedia"),
        (GOOGLE, {State.MACHINE: 2, State.EDITED: 1}, "compositeWithTrainedAlgorithmicMedia"),
        (GOOGLE, {State.REVIEWED: 2}, "compositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_the_digital_source(
    engines: tuple[MachineStamp, ...], counts: dict[State, int], name: str
) -> None:
    assert Accountability(Origin(engines, counts=counts)).digital_source == name
