"""Laws of protection and of the gate, over arbitrary texts, answers and catalogues."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from diglot.model.machine import Lock, Style, Term
from diglot.model.translation import MachineRefusedError, MachineStamp, ReviewStamp, State, Unit
from diglot.stages.draft import Draft, events, finish
from diglot.text.protect import escape, protect
from diglot.text.restore import restore

STYLES = st.sampled_from(list(Style))
SOURCES = st.sampled_from((
    "قال فاغنر إن *الميناء* عاد.", "نشرت [تقريرها][1] عن فاغنر **اليوم**.", "نص `code` هنا[^1].",
    "![صورة فاغنر][1] و [رابط *مائل*][2]", "بلا أي شيء", "X1X [X2X] نص **مهم**", "سطر\\\nآخر & <b>",
))  # fmt: skip
ANSWERS = st.text(st.sampled_from("[]XxQ0123<>g/\"' =id*_`\\!()ab cنص«»⟦⟧٠١"), max_size=60)


def _draft(source):
    inlines = events(source, markup=True)
    visible = "".join(event.visible for event in inlines)
    at = visible.find("فاغنر")
    locks = (Lock(at, at + 5, Term("فاغنر", "Wagner")),) if at >= 0 else ()
    return Draft(source, inlines, locks, markup=True)


@given(SOURCES, STYLES)
def test_an_untouched_answer_is_put_together_whole(source, style):
    draft = _draft(source)
    rung = protect(draft.inlines, draft.locks, style)
    answer = rung.text.replace("فاغنر", "Wagner")
    restored = finish(draft, rung, answer)
    assert not restored.fault, (rung, restored)


@given(SOURCES, STYLES, ANSWERS)
def test_whatever_is_answered_no_token_and_no_new_markup_comes_through(source, style, answer):
    draft = _draft(source)
    rung = protect(draft.inlines, draft.locks, style)
    restored = finish(draft, rung, answer)
    if restored.fault:
        return
    if style is not Style.PLAIN:
        letter = rung.letter
        assert not re.search(rf"\[\s*{letter}\s*\d+\s*{letter}\s*\]", restored.text, re.IGNORECASE)
    tags = [e.tag for e in events(restored.text, markup=True) if e.kind == "open"]
    allowed = [e.tag for e in draft.inlines if e.kind == "open"]
    assert all(tags.count(tag) <= allowed.count(tag) for tag in tags)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Co", "Zl", "Zp", "Zs")), max_size=40
    )
)
def test_escaped_text_is_shown_as_it_is(text):
    shown = "".join(e.visible for e in events(escape(text), markup=True))
    assert shown == text


@given(ANSWERS, st.integers(0, 9))
def test_tolerated_are_spaces_case_digits_and_brackets_alone(junk, kind):
    rung = protect(events("قال **فاغنر** شيئاً", markup=True), (), Style.TOKEN)
    shapes = ["[X{}X]", "[ x {} X ]", "⟦X{}X⟧", "(X{}X)", "[X {}X ]"]
    shape = shapes[kind % len(shapes)]
    answer = f"He said {shape.format(0)}Wagner{shape.format('١' if kind > 4 else 1)} a thing"
    assert restore(rung, answer).text == "He said **Wagner** a thing"
    assert restore(rung, answer.replace("Wagner", shape.format(1))).fault
    del junk


UNITS = st.builds(
    Unit,
    id=st.just("s-000001"),
    source=st.just("نص"),
    target=st.sampled_from(("", "By hand.", "Draft.")),
    fuzzy=st.booleans(),
    previous=st.sampled_from((None, "قديم")),
    mt=st.sampled_from((None, MachineStamp("google", "2026-01-01", "00000000"))),
    review=st.sampled_from((None, ReviewStamp("Rana", "2026-01-01", "00000000", "00000000"))),
    accepted=st.booleans(),
)


@given(UNITS, st.text(min_size=1, max_size=20), st.booleans(), st.booleans())
def test_the_machine_never_replaces_a_person(unit, answer, redraft, machine):
    if machine and unit.target:
        from dataclasses import replace

        from diglot.model.fingerprint import fingerprint

        unit = replace(unit, mt=MachineStamp("google", "2026-01-01", fingerprint(unit.target)))
    free = {State.MISSING, State.STALE_DRAFT} | ({State.MACHINE} if redraft else set())
    try:
        after = unit.with_machine_target(answer, "google", "2026-01-02", redraft=redraft)
    except MachineRefusedError:
        assert unit.state not in free or unit.accepted or unit.review
        return
    assert unit.state in free
    assert not unit.target or (unit.written_by_machine and not unit.accepted)
    assert after.state is State.MACHINE
