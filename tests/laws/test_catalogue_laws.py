"""Laws of the catalogue: nothing is lost, a person is never replaced, identity holds."""

from __future__ import annotations

import random
from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.formats import po
from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Problem
from diglot.model.translation import (
    Catalogue,
    Dismissal,
    MachineRefusedError,
    MachineStamp,
    ReviewStamp,
    SourceText,
    State,
    Unit,
)
from diglot.stages.sync import sync
from diglot.text.folding import fold_key
from diglot.text.people import is_name

# -- catalogues of every kind ------------------------------------------------------------------

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXT = st.one_of(st.sampled_from(["نص", "نـص", "نصّ", "آخر", 'a "b" \\ c', "a\nb", "\\", '"']), ANY)
LINE = ANY.map(lambda text: " ".join(text.replace("\r", " ").split("\n")))
COMMENT = LINE.filter(
    lambda text: (
        not text.strip().lower().startswith(("mt", "reviewed", "accepted", "hold", "merged", "ok"))
    )
)
WORD = st.from_regex(r"[a-z][a-z0-9/.-]{0,8}", fullmatch=True)
NAME = LINE.map(str.strip).filter(bool)
HASH = st.sampled_from([fingerprint("نص"), fingerprint("آخر"), "00000000"])
DATE = st.sampled_from(["2026-01-02", "2026-02-03"])
DISMISSAL = st.builds(Dismissal, st.sampled_from(["negation", "end-sign"]), HASH, HASH, NAME)
FLAGS = st.lists(WORD.filter(lambda word: word != "fuzzy"), max_size=2).map(tuple)


@st.composite
def units(draw: st.DrawFn, key: str, *, obsolete: bool) -> Unit:
    source, target = draw(TEXT), draw(TEXT)
    stamp = st.builds(
        MachineStamp, WORD, st.one_of(DATE, st.just("")), st.just(fingerprint(target)) | HASH
    )
    seal = st.builds(
        ReviewStamp,
        NAME.filter(is_name),
        DATE,
        st.just(fingerprint(source)) | HASH,
        st.just(fingerprint(target)) | HASH,
    )
    return Unit(
        key,
        source,
        target,
        fuzzy=draw(st.booleans()),
        previous=draw(st.none() | TEXT),
        mt=draw(st.none() | stamp),
        review=draw(st.none() | seal),
        accepted=draw(st.booleans()),
        hold=draw(st.none() | st.just("") | NAME),
        dismissals=tuple(draw(st.lists(DISMISSAL, max_size=2))),
        comments=tuple(draw(st.lists(COMMENT, max_size=2))),
        notes=tuple(draw(st.lists(LINE, max_size=2))),
        flags=draw(FLAGS),
        merged_into=draw(st.just("") | WORD),
        obsolete=obsolete,
    )


KEYS = st.lists(
    st.sampled_from([f"s-{n}" for n in range(8)]) | TEXT.filter(bool), unique=True, max_size=6
)
FIELD = st.tuples(WORD.map(lambda word: f"X-Test-{word}"), LINE.map(str.strip))


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    keys = draw(KEYS)
    live = draw(st.integers(0, len(keys)))
    return Catalogue(
        "ar",
        "en",
        tuple(draw(units(key, obsolete=False)) for key in keys[:live]),
        tuple(draw(units(key, obsolete=True)) for key in keys[live:]),
        header=tuple(draw(st.lists(FIELD, max_size=2))),
        comments=tuple(draw(st.lists(LINE, max_size=2))),
    )


@st.composite
def sources(draw: st.DrawFn) -> list[SourceText]:
    keys = draw(KEYS)
    return [SourceText(key, draw(TEXT), tuple(draw(st.lists(LINE, max_size=1)))) for key in keys]


def step(texts: list[SourceText], catalogue: Catalogue | None) -> Catalogue:
    return sync(texts, catalogue, source_lang="ar", target_lang="en")


# -- files -------------------------------------------------------------------------------------


def read_or_faults(text: str) -> Catalogue | tuple[Problem, ...]:
    try:
        return read_catalogue(text, "en.po")
    except DiglotError as error:
        return error.problems


def read_by_lines(text: str) -> Catalogue | tuple[Problem, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(po, "read_as_written", lambda *_: ([], 0, 0))
        return read_or_faults(text)


@given(catalogues())
def test_what_is_written_reads_back(catalogue: Catalogue) -> None:
    text = write_catalogue(catalogue)
    back = read_catalogue(text, "en.po")
    assert back == catalogue
    assert write_catalogue(back) == text


@given(catalogues())
def test_line_ends_and_blank_lines_are_no_matter(catalogue: Catalogue) -> None:
    text = write_catalogue(catalogue)
    assert read_catalogue(text.replace("\n", "\r\n").rstrip(), "en.po") == catalogue
    assert read_catalogue(text.replace("\n", "\n\n"), "en.po") == catalogue


@given(st.text(st.sampled_from('#~|.,:"\\ \nmsgctxtidr<=>[0]a'), max_size=80))
def test_no_file_breaks_the_reader(text: str) -> None:
    """It reads the file or says why not; and what it has read, it can write and read again."""
    catalogue = read_or_faults(text)
    if isinstance(catalogue, Catalogue):
        assert read_catalogue(write_catalogue(catalogue), "en.po") == catalogue
    else:
        assert catalogue


@given(catalogues(), st.randoms(use_true_random=False))
def test_no_cut_or_torn_file_breaks_the_reader(catalogue: Catalogue, chance: random.Random) -> None:
    text = write_catalogue(catalogue)
    at = chance.randrange(len(text))
    for torn in (text[:at], text[at:], text[:at] + chance.choice('"\\\n#<') + text[at:]):
        found = read_or_faults(torn)
        assert isinstance(found, Catalogue) or all(problem.location.line for problem in found)


MARKS = [
    '"',
    "\\",
    "\\d",
    "\n",
    "\n\n",
    "\n# mt: x\n",
    "#~ ",
    "\r",
    "\u200f",
    "fuzzy, ",
    '"a"\n',
    ">>>>>>> \n",
]


@given(st.data())
def test_nobody_can_tell_which_reader_read_it(data: st.DataObject) -> None:
    """The fast one stops where anything is strange; values, problems and lines are the same."""
    text = write_catalogue(data.draw(catalogues()))
    for mark in data.draw(st.lists(st.sampled_from(MARKS), max_size=3)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + mark + text[at:]
    fast, slow = read_or_faults(text), read_by_lines(text)
    assert fast == slow
    if isinstance(fast, Catalogue) and isinstance(slow, Catalogue):
        assert [unit.line for unit in fast.units] == [unit.line for unit in slow.units]
        assert set(fast.problems) == set(slow.problems)


PLAIN = st.text(st.sampled_from('نص ab"\\\n\t“”.,'), max_size=40)


@given(st.lists(st.tuples(PLAIN, PLAIN, st.booleans(), st.none() | PLAIN, st.booleans())))
def test_polib_and_we_read_each_other(rows: list[tuple[str, str, bool, str | None, bool]]) -> None:
    """On everything that polib keeps: it drops the old source of obsolete units."""
    made = [
        Unit(f"s-{n}", source, target, fuzzy=fuzzy, previous=previous, obsolete=obsolete)
        for n, (source, target, fuzzy, previous, obsolete) in enumerate(rows)
    ]
    catalogue = Catalogue(
        "ar",
        "en",
        tuple(unit for unit in made if not unit.obsolete),
        tuple(unit for unit in made if unit.obsolete),
    )
    file = polib.pofile(write_catalogue(catalogue), wrapwidth=30)
    for entry, unit in zip(file, (*catalogue.units, *catalogue.obsolete), strict=True):
        assert (entry.msgctxt, entry.msgid, entry.msgstr) == (unit.id, unit.source, unit.target)
        assert (entry.fuzzy, bool(entry.obsolete)) == (unit.fuzzy, unit.obsolete)
        # polib cannot tell an empty old source from none.
        assert unit.obsolete or (entry.previous_msgid or "") == (unit.previous or "")
    back = read_catalogue(str(file), "en.po")
    known = [
        replace(unit, previous=None if unit.obsolete else unit.previous or None)
        for unit in (*catalogue.units, *catalogue.obsolete)
    ]
    assert [
        replace(unit, previous=unit.previous or None) for unit in (*back.units, *back.obsolete)
    ] == known


# -- sync --------------------------------------------------------------------------------------


@given(catalogues(), sources())
def test_sync_is_idempotent_and_in_source_order(
    catalogue: Catalogue, texts: list[SourceText]
) -> None:
    once = step(texts, catalogue)
    assert step(texts, once) == once
    assert [(u.id, u.source, u.notes) for u in once.units] == [
        (t.id, t.source, t.notes) for t in texts
    ]
    assert read_catalogue(write_catalogue(once), "en.po") == once


@given(catalogues(), st.lists(sources(), max_size=4))
def test_nothing_that_a_person_wrote_disappears(
    catalogue: Catalogue, edits: list[list[SourceText]]
) -> None:
    """Whatever happens to the source, every target, comment, hold, stamp and flag stays."""
    after = catalogue
    for texts in edits:
        after = step(texts, after)
    kept = {unit.id: unit for unit in (*after.units, *after.obsolete)}
    for unit in (*catalogue.units, *catalogue.obsolete):
        if unit.target or unit.comments or unit.hold is not None:
            now = kept[unit.id]
            assert (now.target, now.comments, now.hold, now.flags, now.mt) == (
                unit.target, unit.comments, unit.hold, unit.flags, unit.mt,
            )  # fmt: skip
            assert (now.review is None) == (unit.review is None)


@given(catalogues(), sources())
def test_sync_never_makes_a_translation_look_better(
    catalogue: Catalogue, texts: list[SourceText]
) -> None:
    """Fresh stays fresh only where source and target are what they were, but for cosmetics."""
    before = {unit.id: unit for unit in (*catalogue.units, *catalogue.obsolete)}
    for unit in step(texts, catalogue).units:
        if unit.id in before and fold_key(unit.source) != fold_key(before[unit.id].source):
            stale_or_proved = {State.MISSING, State.STALE_DRAFT, State.STALE_HUMAN}
            if unit.source == before[unit.id].previous:
                stale_or_proved |= {State.MACHINE, State.REVIEWED}
            assert unit.state in stale_or_proved


# -- the machine never replaces a person -------------------------------------------------------


@given(catalogues(), sources(), TEXT, st.booleans())
def test_the_gate_refuses_over_a_person(
    catalogue: Catalogue,
    texts: list[SourceText],
    draft: str,
    redraft: bool,  # noqa: FBT001
) -> None:
    for unit in (*catalogue.units, *step(texts, catalogue).units):
        theirs = bool(unit.target) and not unit.written_by_machine
        vouched = bool(unit.target) and not unit.fuzzy
        try:
            after = unit.with_machine_target(draft, "engine", "2026-01-02", redraft=redraft)
        except (MachineRefusedError, ValueError):
            continue
        assert not theirs
        assert not vouched
        assert after.state is State.MACHINE
        assert after.written_by_machine


def test_a_fresh_draft_is_kept_unless_a_redraft_is_asked_for() -> None:
    unit = Unit("s-1", "نص").with_machine_target("Text", "engine", "2026-01-02")
    with pytest.raises(MachineRefusedError):
        unit.with_machine_target("Other", "engine", "2026-01-02")
    assert unit.with_machine_target("Other", "engine", "2026-01-02", redraft=True).target == "Other"
