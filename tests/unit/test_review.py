"""Review stamps, purging and counting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Severity
from diglot.model.translation import Catalogue, MachineStamp, ReviewStamp, State, Unit
from diglot.stages.count_states import count_states
from diglot.stages.purge import purge
from diglot.stages.review import review

DRAFT = "Text"
MT = MachineStamp("google", "2026-01-02", fingerprint(DRAFT))
BY_OMAR = ReviewStamp("Omar", "2026-01-01", fingerprint("نص"), fingerprint(DRAFT))
CATALOGUE = Catalogue(
    "ar",
    "en",
    (
        Unit("missing", "نص"),
        Unit("machine", "نص", DRAFT, fuzzy=True, mt=MT),
        Unit("edited", "نص", "A text", fuzzy=True, mt=MT),
        Unit("accepted", "نص", "A text"),
        Unit("omar", "نص", DRAFT, review=BY_OMAR),
        Unit("lapsed", "نص", "A text", review=BY_OMAR),
        Unit("held", "نص", DRAFT, fuzzy=True, mt=MT, hold="who says so?"),
        Unit("stale-draft", "نص", DRAFT, fuzzy=True, previous="قديم", mt=MT),
        Unit("stale-human", "نص", DRAFT, fuzzy=True, previous="قديم", mt=MT, accepted=True),
    ),
    (Unit("gone", "نص", "A text", obsolete=True),),
    path="en.po",
)


def stamped(catalogue: Catalogue, name: str = "Amina al Fihri") -> list[str]:
    return [u.id for u in catalogue.units if u.review and u.review.name == name]


class TestReview:
    def test_of_a_whole_article(self) -> None:
        after = review(CATALOGUE, by="Amina al Fihri", date="2026-02-03")
        assert stamped(after) == ["machine", "edited", "accepted", "lapsed"]
        for unit in after.units:
            if unit.id in stamped(after):
                assert unit.state is State.REVIEWED
                assert (unit.fuzzy, unit.previous, unit.accepted) == (False, None, False)
        assert after.obsolete == CATALOGUE.obsolete

    def test_what_is_left_out_is_said(self) -> None:
        after = review(CATALOGUE, by="Amina al Fihri", date="2026-02-03")
        assert [problem.message for problem in after.problems] == [
            "missing was not stamped: it has no translation",
            "omar was not stamped: the review by Omar holds",
            "held was not stamped: it is on hold",
            "stale-draft was not stamped: its source has changed since it was translated",
            "stale-human was not stamped: its source has changed since it was translated",
        ]
        assert {problem.severity for problem in after.problems} == {Severity.INFO}

    def test_of_named_units_even_stale_ones(self) -> None:
        ids = {"stale-human", "stale-draft", "omar"}
        after = review(CATALOGUE, by="Amina al Fihri", date="2026-02-03", ids=ids)
        assert stamped(after) == ["omar", "stale-draft", "stale-human"]
        assert not after.problems
        assert after.units[8].state is State.REVIEWED
        assert after.units[8].previous is None

    def test_named_units_that_cannot_be_stamped_are_warned_of(self) -> None:
        after = review(CATALOGUE, by="Amina", date="2026-02-03", ids=["missing", "held"])
        assert after == CATALOGUE
        assert [problem.severity for problem in after.problems] == [Severity.WARNING] * 2

    def test_again_changes_nothing(self) -> None:
        once = review(CATALOGUE, by="Amina", date="2026-02-03")
        assert review(once, by="Amina", date="2026-03-04") == once

    @pytest.mark.parametrize("ids", [["s-1"], ["gone"], ["machine", "s-1"]])
    def test_an_unknown_id_stops_it(self, ids: list[str]) -> None:
        with pytest.raises(DiglotError, match="no live unit has the id"):
            review(CATALOGUE, by="Amina", date="2026-02-03", ids=ids)

    @pytest.mark.parametrize("name", ["", "  ", "A\nB", "A\u2028B", "A\u202eB", "A\x00", "\ud800"])
    def test_a_name_that_the_stamp_cannot_hold(self, name: str) -> None:
        with pytest.raises(DiglotError, match="--by"):
            review(CATALOGUE, by=name, date="2026-02-03")

    @pytest.mark.parametrize(
        "name",
        ["أمينة الفهري", "می\u200cخواهم", "A. B.-C. O’D (desk)", "x src=11111111 out=22222222"],
    )
    def test_a_name_that_it_can(self, name: str) -> None:
        after = review(CATALOGUE, by=f" {name} ", date="2026-02-03")
        assert "machine" in stamped(after, name)
        assert read_catalogue(write_catalogue(after), "en.po") == after

    def test_a_date_that_is_none(self) -> None:
        with pytest.raises(ValueError, match="ISO"):
            review(CATALOGUE, by="Amina", date="today")


class TestPurge:
    def test_a_translation_keeps_nothing(self) -> None:
        after = purge(CATALOGUE, {"omar", "gone", "elsewhere"})
        assert [unit.id for unit in after.units] == [
            u.id for u in CATALOGUE.units if u.id != "omar"
        ]
        assert after.obsolete == ()

    def test_the_register_keeps_the_bare_id(self) -> None:
        register = Catalogue(
            "ar",
            "",
            (Unit("s-1", "سر", notes=("paragraph",), comments=("سر",)), Unit("s-3", "نص")),
            (Unit("s-0", "سر", obsolete=True), Unit("s-2", "قديم", obsolete=True)),
        )
        after = purge(register, ["s-0", "s-1", "elsewhere"])
        assert after.units == register.units[1:]
        assert [(unit.id, unit.source) for unit in after.obsolete] == [
            ("s-0", ""), ("s-1", ""), ("s-2", "قديم"),
        ]  # fmt: skip
        assert "سر" not in write_catalogue(after)
        assert read_catalogue(write_catalogue(after), "source.pot") == after


def test_states_are_counted_over_catalogues() -> None:
    counts = count_states([CATALOGUE, replace(CATALOGUE, units=CATALOGUE.units[:1])])
    assert counts == {
        State.MISSING: 2,
        State.MACHINE: 2,
        State.EDITED: 1,
        State.ACCEPTED: 2,
        State.REVIEWED: 1,
        State.STALE_DRAFT: 1,
        State.STALE_HUMAN: 1,
    }
    assert list(count_states([])) == list(State)
