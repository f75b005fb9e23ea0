"""The table of states, row by row, and the one gate for machine text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diglot.model.fingerprint import fingerprint
from diglot.model.translation import (
    MachineRefusedError,
    MachineStamp,
    ReviewStamp,
    State,
    Unit,
)

SOURCE, OLD, DRAFT, HUMAN = "لن توقّع", "ستوقّع", "will not sign", "refuses to sign"
MT = MachineStamp("google", "2026-01-02", fingerprint(DRAFT))
HOLDS = ReviewStamp("Amina", "2026-01-03", fingerprint(SOURCE), fingerprint(DRAFT))
LAPSED = replace(HOLDS, src=fingerprint(OLD))

NEVER, REDRAFT, YES = "never", "only on explicit redraft", "yes"

ROWS = [
    # fuzzy, previous, target, stamps and acceptance, state, the machine may write
    (False, None, "", {}, State.MISSING, YES),
    (True, None, "", {"mt": MT}, State.MISSING, YES),
    (True, OLD, "", {"accepted": True}, State.MISSING, YES),
    (True, None, DRAFT, {"mt": MT}, State.MACHINE, REDRAFT),
    (True, None, HUMAN, {"mt": MT}, State.EDITED, NEVER),
    (True, None, HUMAN, {}, State.EDITED, NEVER),
    (False, None, DRAFT, {"mt": MT}, State.ACCEPTED, NEVER),
    (False, None, HUMAN, {"mt": MT}, State.ACCEPTED, NEVER),
    (False, None, HUMAN, {}, State.ACCEPTED, NEVER),
    (False, OLD, DRAFT, {"mt": MT}, State.ACCEPTED, NEVER),
    (False, None, DRAFT, {"mt": MT, "review": HOLDS}, State.REVIEWED, NEVER),
    (False, OLD, DRAFT, {"mt": MT, "review": HOLDS}, State.REVIEWED, NEVER),
    (False, None, DRAFT, {"mt": MT, "review": LAPSED}, State.ACCEPTED, NEVER),
    (False, None, HUMAN, {"mt": MT, "review": HOLDS}, State.ACCEPTED, NEVER),
    (True, OLD, DRAFT, {"mt": MT}, State.STALE_DRAFT, YES),
    (True, OLD, DRAFT, {"mt": MT, "accepted": True}, State.STALE_HUMAN, NEVER),
    (True, OLD, DRAFT, {"mt": MT, "review": LAPSED}, State.STALE_HUMAN, NEVER),
    (True, OLD, HUMAN, {"mt": MT}, State.STALE_HUMAN, NEVER),
    (True, OLD, HUMAN, {}, State.STALE_HUMAN, NEVER),
    (True, OLD, HUMAN, {"accepted": True}, State.STALE_HUMAN, NEVER),
]


@pytest.mark.parametrize(("fuzzy", "previous", "target", "facts", "state", "may"), ROWS)
def test_table(
    *,
    fuzzy: bool,
    previous: str | None,
    target: str,
    facts: dict[str, object],
    state: State,
    may: str,
) -> None:
    unit = replace(Unit("s-1", SOURCE, target, fuzzy=fuzzy, previous=previous), **facts)  # type: ignore[arg-type]
    assert unit.state is state
    assert written(unit, redraft=False) == (may == YES)
    assert written(unit, redraft=True) == (may != NEVER)


def written(unit: Unit, *, redraft: bool) -> bool:
    """Try the gate; tell whether it let the text in."""
    try:
        after = unit.with_machine_target("is not signing", "deepl", "2026-02-01", redraft=redraft)
    except MachineRefusedError:
        return False
    assert after.state is State.MACHINE
    assert after == Unit(
        "s-1",
        SOURCE,
        "is not signing",
        fuzzy=True,
        mt=MachineStamp("deepl", "2026-02-01", fingerprint("is not signing")),
    )
    return True


def test_the_gate_keeps_what_people_said_about_the_unit() -> None:
    unit = Unit(
        "s-1", SOURCE, hold="who says so?", comments=("Ask.",), notes=("item",), flags=("x",)
    )
    after = unit.with_machine_target(DRAFT, "google", "2026-02-01")
    assert (after.hold, after.comments, after.notes, after.flags) == (
        unit.hold, unit.comments, unit.notes, unit.flags,
    )  # fmt: skip


@pytest.mark.parametrize(("text", "engine"), [("", "google"), ("a", ""), ("a", "two words")])
def test_the_gate_wants_a_text_and_an_engine_of_one_word(text: str, engine: str) -> None:
    with pytest.raises(ValueError, match=r"empty|one word"):
        Unit("s-1", SOURCE).with_machine_target(text, engine, "2026-02-01")
