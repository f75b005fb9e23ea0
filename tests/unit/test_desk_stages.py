"""What a person does to one unit: correct, confirm, hold; and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diglot.model.problem import DiglotError
from diglot.model.translation import Catalogue, State, Unit
from diglot.model.worklist import FOUND, HELD, Choice, Task
from diglot.stages.confirm import confirm
from diglot.stages.correct import correct
from diglot.stages.hold import hold
from support.catalogues import EVERY_STATE

MISSING, MACHINE, EDITED, ACCEPTED, REVIEWED, STALE_DRAFT, STALE_HUMAN = (
    f"s-00000{number}" for number in range(1, 8)
)
ALL = [unit.id for unit in EVERY_STATE.units]


def unit(catalogue: Catalogue, id_: str) -> Unit:
    found = catalogue.unit(id_)
    assert found is not None
    return found


@pytest.mark.parametrize("id_", ALL)
def test_a_new_text_is_accepted_whatever_the_state_was(id_: str) -> None:
    after = correct(EVERY_STATE, id_, "  By hand.\r\n")
    new = unit(after, id_)
    assert (new.target, new.state) == ("By hand.", State.ACCEPTED)
    old = unit(EVERY_STATE, id_)
    assert replace(new, target="", fuzzy=False) == replace(
        old, target="", fuzzy=False, previous=None, accepted=False
    )
    assert [u for u in after.units if u.id != id_] == [u for u in EVERY_STATE.units if u.id != id_]


@pytest.mark.parametrize("id_", ALL[1:])
def test_the_same_text_changes_nothing(id_: str) -> None:
    text = unit(EVERY_STATE, id_).target
    assert correct(EVERY_STATE, id_, f"{text}\r\n") == EVERY_STATE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "correct-empty"),
        (" \r\n", "correct-empty"),
        ("a\u202eb", "po-bidi"),
        ("a\u200fb", "po-bidi"),
        ("a\x00b", "correct-control"),
        ("a\x1b[0m", "correct-control"),
        ("a\udc80", "correct-control"),
    ],
)
def test_what_a_catalogue_may_not_hold_is_refused(text: str, code: str) -> None:
    with pytest.raises(DiglotError) as refused:
        correct(EVERY_STATE, MACHINE, text)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("id_", [STALE_DRAFT, STALE_HUMAN])
def test_a_stale_translation_is_confirmed_as_it_is(id_: str) -> None:
    new = unit(confirm(EVERY_STATE, id_), id_)
    assert (new.state, new.target) == (State.ACCEPTED, unit(EVERY_STATE, id_).target)


@pytest.mark.parametrize("id_", [MISSING, MACHINE, EDITED, ACCEPTED, REVIEWED])
def test_nothing_else_is_confirmed(id_: str) -> None:
    with pytest.raises(DiglotError):
        confirm(EVERY_STATE, id_)


def test_a_hold_keeps_everything_else() -> None:
    held = hold(EVERY_STATE, MISSING, " ask the author ")
    assert unit(held, MISSING) == replace(unit(EVERY_STATE, MISSING), hold="ask the author")
    assert hold(held, MISSING, None) == EVERY_STATE
    with pytest.raises(DiglotError):
        hold(EVERY_STATE, MISSING, "two\nlines")


@pytest.mark.parametrize("id_", ["s-000009", "s-999999", ""])
def test_only_a_live_unit_is_decided_on(id_: str) -> None:
    for decided in (
        lambda: correct(EVERY_STATE, id_, "By hand."),
        lambda: confirm(EVERY_STATE, id_),
        lambda: hold(EVERY_STATE, id_, ""),
    ):
        with pytest.raises(DiglotError):
            decided()


def test_a_choice_is_by_state_and_by_finding() -> None:
    tasks = [Task(each, number, "") for number, each in enumerate(EVERY_STATE.units)]

    def chosen(choice: Choice) -> list[str]:
        return [task.unit.id for task in tasks if choice.wants(task)]

    assert chosen(Choice()) == ALL
    assert chosen(Choice(State.REVIEWED)) == [REVIEWED]
    assert chosen(Choice(HELD)) == [MACHINE, EDITED]
    assert chosen(Choice("", FOUND)) == chosen(Choice("", "number")) == []
    assert chosen(Choice("no state at all")) == ALL
