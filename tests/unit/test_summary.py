"""What was accepted from one state of a catalogue to the next, and the summary that tells it."""

from __future__ import annotations

from dataclasses import replace

from diglot.model.finding import Finding
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import Location, Severity
from diglot.model.translation import Catalogue, MachineStamp, ReviewStamp, Unit
from diglot.render.summary import as_summary
from diglot.stages.compare_acceptance import compare_acceptance

DRAFT = Unit(
    "s-1", "نص", "A text.", fuzzy=True, mt=MachineStamp("e", "2026-01-01", fingerprint("A text."))
)


def accepted(before: Unit | None, after: Unit) -> list[tuple[bool, str]]:
    old = Catalogue("ar", "en", (before,)) if before else None
    found = compare_acceptance(old, Catalogue("ar", "en", (after,), path="en.po"))
    return [(each.verbatim, each.by) for each in found]


def test_taking_fuzzy_away_accepts() -> None:
    assert accepted(DRAFT, replace(DRAFT, fuzzy=False)) == [(True, "")]
    assert accepted(DRAFT, replace(DRAFT, fuzzy=False, target="Text.")) == [(False, "")]
    assert accepted(DRAFT, DRAFT) == []
    assert accepted(DRAFT, replace(DRAFT, target="Text.")) == []


def test_what_was_accepted_before_counts_when_a_text_is_another() -> None:
    old = replace(DRAFT, fuzzy=False)
    assert accepted(old, old) == []
    assert accepted(old, replace(old, target="Text.")) == [(False, "")]
    assert accepted(old, replace(old, source="نص آخر")) == [(True, "")]


def test_a_new_catalogue_is_accepted_as_it_stands() -> None:
    assert accepted(None, replace(DRAFT, fuzzy=False)) == [(True, "")]
    assert accepted(None, DRAFT) == []


def test_a_reviewer_is_named_while_the_stamp_holds() -> None:
    stamp = ReviewStamp("Amal", "2026-02-02", fingerprint("نص"), fingerprint("A text."))
    assert accepted(DRAFT, replace(DRAFT, fuzzy=False, review=stamp)) == [(True, "Amal")]
    lapsed = replace(DRAFT, fuzzy=False, target="Text.", review=stamp)
    assert accepted(DRAFT, lapsed) == [(False, "")]


def finding(code: str, severity: Severity, target: str) -> Finding:
    return Finding("s-1", code, severity, "is wrong", "نص", target, location=Location("en.po", 7))


def test_negations_stand_first_and_drafts_before_corrections() -> None:
    old = Catalogue("ar", "en", (DRAFT, replace(DRAFT, id="s-2")))
    new = replace(
        old,
        units=(
            replace(DRAFT, fuzzy=False, target="By hand."),
            replace(DRAFT, id="s-2", fuzzy=False),
        ),
    )
    found = [
        finding("number", Severity.ERROR, "an error"),
        finding("negation", Severity.WARNING, "a denial"),
    ]
    text = as_summary([], found, compare_acceptance(old, new))
    assert "**2 units newly accepted**, 1 of them the machine’s draft word for word" in text
    order = [text.index(each) for each in ("a denial", "s-2\n", "By hand.", "1 error, 0 warnings")]
    assert order == sorted(order)
    assert "an error" not in text


def test_nothing_in_a_text_is_markup_of_the_summary() -> None:
    hostile = "</pre>\n\n# @everyone <img src=x> [a](javascript:b)"
    text = as_summary([], [finding("negation", Severity.WARNING, hostile)], ())
    assert text.count("</pre>") == 1
    assert "&lt;img src=x&gt;" in text
    assert not any(line.startswith("# ") for line in text.splitlines())
    assert "0 units newly accepted" in text
