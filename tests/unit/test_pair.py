"""The one decision about what a reader sees of a unit."""

from __future__ import annotations

import pytest

from diglot.model.edition import Notice
from diglot.model.fingerprint import fingerprint
from diglot.model.translation import MachineStamp, Unit
from diglot.stages.pair import displayed

STAMP = MachineStamp("google", "2026-01-01", fingerprint("draft"))
MACHINE = {"target": "draft", "fuzzy": True, "mt": STAMP}
OLD = {"previous": "old"}


@pytest.mark.parametrize(
    ("values", "withheld", "text", "notice"),
    [
        ({}, False, None, Notice.MISSING),
        (MACHINE, False, "draft", Notice.NONE),
        (MACHINE, True, None, Notice.CHECKING),
        ({**MACHINE, "hold": ""}, False, None, Notice.CHECKING),
        ({**MACHINE, "target": "edited"}, True, "edited", Notice.NONE),
        ({"target": "accepted"}, True, "accepted", Notice.NONE),
        ({"target": "accepted", "hold": "lawyer"}, False, None, Notice.CHECKING),
        ({**MACHINE, **OLD}, False, None, Notice.UPDATING),
        ({**MACHINE, **OLD, "accepted": True}, False, "draft", Notice.CHANGED),
        ({"target": "human", "fuzzy": True, **OLD}, False, "human", Notice.CHANGED),
        ({"hold": ""}, False, None, Notice.MISSING),
    ],
)
def test_displayed(values, withheld, text, notice) -> None:
    unit = Unit("s-1", "source", **values)
    assert displayed(unit, withheld=withheld) == (text, notice)
