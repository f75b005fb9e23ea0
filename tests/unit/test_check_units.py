"""The segment checks, one rule at a time; tests/cases/check holds the rules in prose."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from diglot.formats.actors_yaml import read_glossary
from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.finding import in_order, open_errors
from diglot.model.fingerprint import fingerprint
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import (
    Catalogue,
    Dismissal,
    MachineStamp,
    ReviewStamp,
    SourceText,
    Unit,
)
from diglot.render.findings import as_github, as_json, as_text, excerpt
from diglot.stages.check_consistency import check_consistency
from diglot.stages.dismiss import dismiss
from diglot.stages.sync import sync
from support.cases import Case, read_cases
from support.checking import check_pair

GLOSSARY = read_glossary(
    """
- id: haddad
  type: person
  name: {ar: ليلى الحداد, en: Laila Haddad}
  aliases: {ar: [الحداد], en: [Haddad]}
  protect: yes
- id: mali
  type: state
  name: {ar: مالي, en: Mali}
  protect: check
- id: herald
  type: media
  name: {ar: جريدة المساء, en: Evening Herald}
  context_aliases: {ar: [الجريدة], en: []}
  protect: yes
- id: france
  type: state
  name: {ar: فرنسا, en: France}
  protect: yes
""",
    "actors.yml",
)


@pytest.mark.parametrize("case", read_cases("check"), ids=str)
def test_case(case: Case):
    found = check_pair(case.parts["source"], case.parts["target"])
    lines = [f"{each.severity.name.lower()} {each.code}" for each in found]
    assert lines == case.parts.get("found", "").splitlines(), [each.message for each in found]


def codes(source: str, target: str, **more) -> list[tuple[str, str]]:
    found = check_pair(source, target, GLOSSARY, **more)
    return [(each.code, each.severity.name) for each in found]


def test_a_name_of_the_glossary_is_held_to():
    assert codes("سافرت ليلى الحداد.", "Laila Haddad left.") == []
    assert codes("سافرت الحداد.", "Haddad left.") == []
    assert codes("سافرت ليلى الحداد.", "Laila Hadad left.") == [("name", "ERROR")]
    assert codes("سافرت ليلى الحداد.", "She left.") == [("name", "ERROR")]


def test_a_misspelling_is_shown():
    (found,) = [
        f
        for f in check_pair("سافرت ليلى الحداد.", "Layla Haddad left.", GLOSSARY)
        if f.code == "name"
    ] or [None]
    assert found is None  # the surname alone is an alias
    found = check_pair("سافرت ليلى الحداد.", "Laila Hadad left.", GLOSSARY)
    assert next(f for f in found if f.code == "name").span == (6, 11)


def test_a_homograph_is_a_warning():
    assert codes("عجز مالي", "a financial deficit") == [("name", "WARNING")]


def test_a_people_stands_for_its_state():
    assert codes("سفير فرنسا", "the French ambassador") == []
    assert codes("حكومة مالي", "the Malian government") == []


def test_a_common_word_of_context_needs_no_name():
    assert (
        codes("قالت جريدة المساء إن الجريدة ستغلق.", "The Evening Herald said it would close.")
        == []
    )


def test_names_in_accepted_text_are_warnings_never_errors():
    unit = Unit("s-000001", "", "")
    assert codes("سافرت الحداد.", "She left.", unit=unit) == [("name", "WARNING")]
    source, target = "سافرت الحداد.", "She left."
    seal = ReviewStamp("A", "2026-01-01", fingerprint(source), fingerprint(target))
    assert codes(source, target, unit=replace(unit, review=seal)) == [("name", "WARNING")]


def test_only_machine_text_is_withheld():
    source, target = "وصل إلى تعز.", "He arrived in تعز."
    assert open_errors(check_pair(source, target)) == {"s-000001"}
    assert open_errors(check_pair(source, target, unit=Unit("s-000001", ""))) == frozenset()
    edited = Unit("s-000001", "", fuzzy=True, mt=MachineStamp("e", "", "00000000"))
    assert open_errors(check_pair(source, target, unit=edited)) == frozenset()


def test_a_dismissal_holds_while_both_texts_stand():
    source, target = "وصل إلى تعز.", "He arrived in تعز."
    ok = Dismissal("source-letters", fingerprint(source), fingerprint(target), "quoted")
    machine = Unit(
        "s-000001", "", fuzzy=True, mt=MachineStamp("e", "", fingerprint(target)), dismissals=(ok,)
    )
    (found,) = check_pair(source, target, unit=machine)
    assert found.dismissed == "quoted"
    assert not open_errors([found])
    (lapsed,) = check_pair(source, f"{target} ", unit=machine)[:1]
    assert lapsed.open
    assert not any(not f.open for f in check_pair(f"{source} أمس", target, unit=machine))


def test_dismissals_are_written_and_read_back():
    unit = Unit("s-000001", "نص", "Text")
    catalogue = dismiss(Catalogue("ar", "en", (unit,)), "s-000001", "length", "it is short")
    text = write_catalogue(catalogue)
    src, out = fingerprint("نص"), fingerprint("Text")
    assert f"# ok: length src={src} out={out} it is short\n" in text
    assert read_catalogue(text, "en.po") == catalogue
    again = dismiss(catalogue, "s-000001", "length", "it is very short")
    assert [ok.reason for ok in again.units[0].dismissals] == ["it is very short"]


@pytest.mark.parametrize(("unit", "reason"), [("s-9", "x"), ("s-1", " "), ("s-1", "a\nb")])
def test_a_dismissal_needs_a_unit_and_a_reason(unit, reason):
    with pytest.raises(DiglotError):
        dismiss(Catalogue("ar", "en", (Unit("s-1", "نص", "Text"),)), unit, "length", reason)


def test_a_cosmetic_change_of_the_source_keeps_a_dismissal():
    catalogue = dismiss(Catalogue("ar", "en", (Unit("s-1", "نص", "Text"),)), "s-1", "length", "x")
    after = sync([SourceText("s-1", "نـص")], catalogue, source_lang="ar", target_lang="en")
    assert after.units[0].dismissed("length") == "x"
    after = sync([SourceText("s-1", "نص آخر")], catalogue, source_lang="ar", target_lang="en")
    assert after.units[0].dismissed("length") is None


def test_a_machine_that_writes_anew_takes_no_dismissal_along():
    ok = Dismissal("length", fingerprint("نص"), fingerprint("Text"), "x")
    unit = Unit("s-1", "نص", "Text", fuzzy=True, dismissals=(ok,))
    unit = replace(unit, mt=MachineStamp("e", "", fingerprint("Text")))
    after = unit.with_machine_target("Words", "e", "2026-01-01", redraft=True)
    assert after.dismissed("length") is None


def test_one_source_translated_in_two_ways():
    one = Catalogue("ar", "en", (Unit("s-1", "تقرير خاص", "Special report"),), path="a/en.po")
    two = Catalogue("ar", "en", (Unit("s-2", "تقريرٌ خاص", "Exclusive report"),), path="b/en.po")
    found = check_consistency([one, two])
    assert [(f.unit, f.code) for f in found] == [("s-1", "inconsistent"), ("s-2", "inconsistent")]
    assert check_consistency([one, one]) == ()


@pytest.mark.parametrize("langs", [("fa", "en"), ("he", "en"), ("ar", "fr"), ("ur", "de")])
def test_a_pair_of_languages_without_tables_is_checked_by_the_rules_that_need_none(langs):
    word = {"he": "שלום"}.get(langs[0], "کتاب")
    assert [f.code for f in check_pair(f"{word} 1987", "… 1978", langs=langs)][:1] == ["number"]
    found = check_pair(word, f"a {word}", langs=langs)
    assert "source-letters" in [f.code for f in found]


def test_missing_and_stale_drafts_are_not_checked():
    assert check_pair("نص", "") == ()
    stale = Unit(
        "s-000001", "", fuzzy=True, previous="كان", mt=MachineStamp("e", "", fingerprint("نص"))
    )
    assert check_pair("نص", "نص", unit=stale) == ()


# -- lists ---------------------------------------------------------------------------------------

FOUND = check_pair("لم يدفع المستأجر 400 درهم.", "The tenant paid 500 dirhams.")
PROBLEM = Problem("slug", Severity.ERROR, "no: 50%, a", Location("content/a,b.md", 3, 4), "Do.")


def test_negations_stand_first():
    assert [f.code for f in FOUND] == ["negation", "number"]
    assert [f.code for f in in_order(reversed(FOUND))] == ["negation", "number"]


def test_text_gives_place_both_texts_and_remedy():
    text = as_text([PROBLEM], FOUND)
    assert text.startswith("en.po")
    assert "warning: a negation may be lost [negation] s-000001\n" in text
    assert "    لم يدفع المستأجر 400 درهم.\n    The tenant paid 500 dirhams.\n    Read" in text
    assert f"# ok: number src={FOUND[1].src} out={FOUND[1].out} <reason>" in text
    assert text.endswith("2 errors, 1 warning")


def test_json_gives_everything():
    data = json.loads(as_json([PROBLEM], FOUND))
    assert [row["code"] for row in data["findings"]] == ["negation", "number"]
    assert data["findings"][1]["withholds"] is True
    assert data["problems"][0]["line"] == 3


def test_github_annotations_escape_what_they_must():
    lines = as_github([PROBLEM], FOUND).splitlines()
    assert lines[0].startswith("::warning file=en.po,title=negation in s-000001::a negation")
    assert lines[2] == "::error file=content/a%2Cb.md,line=3,col=4,title=slug::no: 50%25, a%0ADo."


def test_a_long_text_is_cut_around_what_is_meant():
    text = "a" * 300 + "HERE" + "b" * 300
    assert excerpt(text, (300, 304)) == f"…{'a' * 60}HERE{'b' * 60}…"


@pytest.mark.parametrize(
    ("langs", "source", "target"),
    [
        (("ar", "ur"), "تغيّر عنوان المكتبة العامّة.", "عوامی کتب خانے کا پتا بدل گیا ہے۔"),
        (
            ("ur", "en"),
            "عوامی کتب خانے کا پتا بدل گیا ہے۔",
            "The address of the public library is new.",
        ),
        (
            ("ar", "fr"),
            "عنوان المكتبة العامّة: في الساحة.",
            "L’adresse de la bibliothèque : sur la place.",
        ),
        (("ar", "fa"), "هل تغيّر عنوان المكتبة العامّة؟", "آیا نشانی کتابخانهٔ عمومی عوض شده است؟"),
    ],
)
def test_every_language_ends_and_spaces_as_it_does(langs, source: str, target: str):
    assert not check_pair(source, target, langs=langs)


def test_a_french_full_stop_has_no_space_before_it():
    found = check_pair("تغيّر عنوان المكتبة العامّة.", "L’adresse a changé .", langs=("ar", "fr"))
    assert [each.code for each in found] == ["space-before-sign"]
