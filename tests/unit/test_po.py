"""Catalogues as files: what tools, editors and git do to them, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.problem import DiglotError, Severity
from diglot.model.translation import Catalogue, MachineStamp, ReviewStamp, State, Unit
from support.catalogues import DRAFT, EVERY_STATE, MT, REVIEW, SOURCE

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: ar\\n"\n\n'
ENTRY = 'msgctxt "s-1"\nmsgid "نص"\nmsgstr "Text"\n'


def read(text: str) -> Catalogue:
    return read_catalogue(text, "en.po")


def faults(text: str) -> list[str]:
    with pytest.raises(DiglotError) as raised:
        read(text)
    return [f"{problem.location} {problem.code}" for problem in raised.value.problems]


def warnings(text: str) -> list[str]:
    return [f"{problem.location} {problem.code}" for problem in read(text).problems]


class TestRoundTrip:
    def test_every_state_comes_back_obsolete_units_included(self) -> None:
        assert read(write_catalogue(EVERY_STATE)) == EVERY_STATE
        assert not read(write_catalogue(EVERY_STATE)).problems
        assert {unit.state for unit in EVERY_STATE.units} == set(State)

    def test_the_same_value_gives_the_same_bytes(self) -> None:
        text = write_catalogue(EVERY_STATE)
        assert write_catalogue(read(text)) == text

    def test_the_register_uses_the_same_form(self) -> None:
        register = Catalogue("ar", "", (Unit("s-1", SOURCE),), (Unit("s-2", "", obsolete=True),))
        assert read(write_catalogue(register)) == register

    def test_an_entry_is_written_as_the_profile_says(self) -> None:
        unit = replace(
            EVERY_STATE.units[6], review=REVIEW, hold="x", comments=("Why?",), notes=("quote",)
        )
        written = write_catalogue(Catalogue("ar", "en", (unit,))).split("\n\n", 1)[1]
        assert written == (
            f"# mt: llm/claude 2026-01-02 out={MT.out}\n"
            f"# reviewed: Amina al Fihri 2026-01-03 src={REVIEW.src} out={REVIEW.out}\n"
            "# accepted\n"
            "# hold x\n"
            "# Why?\n"
            "#. quote\n"
            "#, fuzzy\n"
            '#| msgid "كان"\n'
            'msgctxt "s-000007"\n'
            f'msgid "{SOURCE}"\n'
            f'msgstr "{DRAFT}"\n'
        )

    def test_lines_of_entries_are_told(self) -> None:
        text = write_catalogue(EVERY_STATE)
        for unit in (*read(text).units, *read(text).obsolete):
            assert unit.id in text.split("\n")[unit.line - 1]


class TestTolerance:
    def test_a_file_as_poedit_saves_it(self) -> None:
        saved = (
            'msgid ""\nmsgstr ""\n"Project-Id-Version: \\n"\n'
            '"POT-Creation-Date: \\n"\n"PO-Revision-Date: 2026-02-03 10:00+0100\\n"\n'
            '"Last-Translator: Amina\\n"\n"Language-Team: \\n"\n"Language: en\\n"\n'
            '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
            '"Content-Transfer-Encoding: 8bit\\n"\n"X-Source-Language: ar\\n"\n'
            '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"X-Generator: Poedit 3.4\\n"\n\n'
            "#: article.md:12\n"
            'msgctxt "s-1"\nmsgid ""\n"نص طويل "\n"ملفوف"\n'
            'msgstr ""\n"A long text\\n"\n"\\"wrapped\\""\n'
        )
        catalogue = read(saved)
        assert catalogue.units == (Unit("s-1", "نص طويل ملفوف", 'A long text\n"wrapped"'),)
        assert catalogue.header == (("Plural-Forms", "nplurals=2; plural=(n != 1);"),)
        assert not catalogue.problems
        written = write_catalogue(catalogue)
        assert 'msgstr "A long text\\n\\"wrapped\\""' in written
        assert "2026" not in written
        assert "article.md:12" not in written

    def test_windows_line_ends_byte_order_mark_and_no_final_newline(self) -> None:
        text = write_catalogue(EVERY_STATE)
        assert read("\ufeff" + text.replace("\n", "\r\n")) == EVERY_STATE
        assert read(text.rstrip("\n")) == EVERY_STATE

    def test_blank_lines_within_an_entry_and_indented_lines(self) -> None:
        text = (
            HEADER + '# hold\n\n#, fuzzy\n\n  msgctxt "s-1"\n\nmsgid "نص"\n \nmsgstr ""\n  "Text"\n'
        )
        assert read(text).units == (Unit("s-1", "نص", "Text", fuzzy=True, hold=""),)

    def test_a_text_goes_on_after_a_blank_line(self) -> None:
        assert read(HEADER + ENTRY + '\n" goes on"\n').units[0].target == "Text goes on"
        assert read(HEADER.rstrip() + '\n\n"X-Late: 1\\n"\n' + ENTRY).header == (("X-Late", "1"),)

    def test_no_blank_line_between_entries(self) -> None:
        text = HEADER + ENTRY + ENTRY.replace("s-1", "s-2") + "# c\n" + ENTRY.replace("s-1", "s-3")
        assert [(unit.id, unit.comments) for unit in read(text).units] == [
            ("s-1", ()), ("s-2", ()), ("s-3", ("c",)),
        ]  # fmt: skip

    def test_separators_that_python_takes_for_line_ends_do_not_end_lines(self) -> None:
        text = HEADER + 'msgctxt "s-1"\nmsgid "نص\u2028نص\x85\x0c"\nmsgstr "Text"\n'
        assert read(text).units[0].source == "نص\u2028نص\x85\x0c"

    def test_an_empty_file_is_an_empty_catalogue(self) -> None:
        assert read("") == Catalogue("", "")
        assert warnings("") == ["en.po:1 po-header"]

    def test_a_wrapped_obsolete_entry_with_its_old_source(self) -> None:
        text = HEADER + (
            '# Ask.\n#, fuzzy\n#~| msgid ""\n#~| "كان "\n#~| "هنا"\n'
            '#~ msgctxt "s-1"\n#~ msgid ""\n#~ "نص"\n#~ msgstr ""\n#~ "Te"\n#~ "xt"\n'
        )
        assert read(text).obsolete == (
            Unit(
                "s-1",
                "نص",
                "Text",
                fuzzy=True,
                previous="كان هنا",
                comments=("Ask.",),
                obsolete=True,
            ),
        )

    def test_an_old_context_is_kept_as_a_comment(self) -> None:
        text = HEADER + '#, fuzzy\n#| msgctxt "s-0"\n#| msgid "قديم"\n' + ENTRY
        (unit,) = read(text).units
        assert (unit.previous, unit.comments) == ("قديم", ('#| msgctxt "s-0"',))
        assert warnings(text) == ["en.po:7 po-previous"]
        assert read(write_catalogue(read(text))).units == (unit,)

    def test_comments_at_the_end_move_to_the_top(self) -> None:
        text = HEADER + ENTRY + "\n# To be continued.\n"
        assert read(text).comments == ("To be continued.",)
        assert [problem.code for problem in read(text).problems] == ["po-stray"]

    def test_another_charset_in_the_header_is_told(self) -> None:
        text = HEADER.replace("Language: en", "Content-Type: text/plain; charset=cp1256") + ENTRY
        assert [problem.code for problem in read(text).problems] == ["po-charset"]


class TestDirectives:
    def test_a_stamp_without_a_date_is_accepted(self) -> None:
        text = HEADER + "# mt: google out=bd52ddb7\n" + ENTRY
        assert read(text).units[0].mt == MachineStamp("google", "", "bd52ddb7")
        assert "# mt: google out=bd52ddb7\n" in write_catalogue(read(text))

    def test_a_name_may_hold_spaces_and_look_like_a_stamp(self) -> None:
        name = "أمينة الفهري 2020-01-01 src=00000000 out=00000000"
        text = HEADER + f"# reviewed: {name} 2026-01-02 src=11111111 out=22222222\n" + ENTRY
        assert read(text).units[0].review == ReviewStamp(name, "2026-01-02", "11111111", "22222222")

    @pytest.mark.parametrize(
        "comment",
        [
            "mt: google",
            "mt: google 2026-01-02 out=xyz",
            "MT: google out=bd52ddb7",
            "reviewed: Amina src=11111111 out=22222222",
            "hold: who says so?",
            "Accepted",
            "merged: s-1 s-2",
        ],
    )
    def test_one_that_does_not_parse_is_kept_and_told(self, comment: str) -> None:
        text = HEADER + f"# {comment}\n" + ENTRY
        (unit,) = read(text).units
        assert unit == Unit("s-1", "نص", "Text", comments=(comment,))
        assert warnings(text) == ["en.po:7 po-directive"]

    @pytest.mark.parametrize("name", ["", "? ", "-- "])
    def test_a_review_by_nobody_is_an_error_and_none(self, name: str) -> None:
        comment = f"reviewed: {name}2026-01-02 src=11111111 out=22222222"
        catalogue = read(HEADER + f"# {comment}\n" + ENTRY)
        assert catalogue.units == (Unit("s-1", "نص", "Text", comments=(comment,)),)
        (problem,) = catalogue.problems
        assert (problem.code, problem.severity) == ("review-unnamed", Severity.ERROR)

    def test_a_stamp_that_polib_wrapped(self) -> None:
        text = HEADER + "# reviewed: Amina al Fihri\n# 2026-01-03 src=11111111 out=22222222\n# c\n"
        (unit,) = read(text + ENTRY).units
        assert unit.review == ReviewStamp("Amina al Fihri", "2026-01-03", "11111111", "22222222")
        assert unit.comments == ("c",)
        assert not read(text + ENTRY).problems

    def test_what_a_merge_left_twice_is_kept_and_told(self) -> None:
        text = HEADER + "# mt: google out=bd52ddb7\n# mt: deepl out=00000000\n" + ENTRY
        (unit,) = read(text).units
        assert unit.mt == MachineStamp("google", "", "bd52ddb7")
        assert unit.comments == ("mt: deepl out=00000000",)
        assert warnings(text) == ["en.po:8 po-directive"]

    def test_an_ordinary_comment_is_none(self) -> None:
        text = HEADER + "# reviewed twice, still odd\n# accepted by the desk\n#tight\n" + ENTRY
        (unit,) = read(text).units
        assert unit.comments == ("reviewed twice, still odd", "accepted by the desk", "tight")
        assert not read(text).problems


class TestFaults:
    def test_a_conflict_is_told_once_with_its_line(self) -> None:
        conflict = '<<<<<<< HEAD\nmsgstr "A"\n=======\nmsgstr "B"\n>>>>>>> desk\n'
        assert faults(HEADER + 'msgctxt "s-1"\nmsgid "نص"\n' + conflict + "\n" + ENTRY) == [
            "en.po:8 po-conflict"
        ]

    def test_every_conflict_is_told(self) -> None:
        conflict = "<<<<<<< HEAD\n" + ENTRY + "||||||| base\n=======\n" + ENTRY + ">>>>>>> desk\n"
        assert faults(HEADER + conflict + conflict) == [
            "en.po:6 po-conflict",
            "en.po:16 po-conflict",
        ]

    def test_a_marker_left_alone_is_told(self) -> None:
        assert faults(HEADER + ENTRY + ">>>>>>> desk\n") == ["en.po:9 po-conflict"]

    @pytest.mark.parametrize(
        ("line", "column"),
        [
            ('msgstr "He said "no" to it"', 17),
            ('msgstr "He said \\"yes\\" and "no""', 29),
            ('msgstr "He said no"."', 19),
            ('msgstr "He said no', 19),
            ('msgstr "He said \\"no\\"', 23),
            ('msgstr "', 9),
        ],
    )
    def test_an_unescaped_quote_is_told_with_its_column(self, line: str, column: int) -> None:
        assert faults(HEADER + 'msgctxt "s-1"\nmsgid "نص"\n' + line + "\n") == [
            f"en.po:8:{column} po-quote"
        ]

    def test_a_text_broken_over_two_lines_is_told_once(self) -> None:
        text = HEADER + 'msgctxt "s-1"\nmsgid "نص"\nmsgstr "He said\nno"\n'
        assert faults(text) == ["en.po:8:16 po-quote"]

    def test_a_text_without_quotes(self) -> None:
        assert faults(HEADER + ENTRY.replace('"Text"', "Text")) == ["en.po:8:7 po-syntax"]

    def test_an_escape_that_means_nothing(self) -> None:
        assert faults(HEADER + ENTRY.replace("Text", "a \\d b")) == ["en.po:8:11 po-escape"]

    def test_the_same_id_twice_names_both_lines(self) -> None:
        with pytest.raises(DiglotError) as raised:
            read(HEADER + ENTRY + "\n" + ENTRY)
        (problem,) = raised.value.problems
        assert str(problem.location) == "en.po:10"
        assert problem.message == "s-1 stands here and on line 6"

    def test_the_same_id_live_and_obsolete(self) -> None:
        obsolete = "".join(f"#~ {line}\n" for line in ENTRY.splitlines())
        assert faults(HEADER + ENTRY + "\n" + obsolete) == ["en.po:10 po-twice"]

    def test_plural_entries_are_refused_and_not_lost(self) -> None:
        plural = (
            'msgctxt "s-1"\nmsgid "يوم"\nmsgid_plural "أيام"\nmsgstr[0] "day"\nmsgstr[1] "days"\n'
        )
        assert faults(HEADER + plural) == [
            "en.po:8:1 po-plural", "en.po:9:1 po-plural", "en.po:10:1 po-plural",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            ('msgid "نص"\nmsgstr "Text"\n', "po-no-id"),
            ('msgctxt ""\nmsgid "نص"\nmsgstr "Text"\n', "po-no-id"),
            ('msgctxt "s-1"\nmsgstr "Text"\n', "po-syntax"),
            ('msgctxt "s-1"\nmsgid "نص"\n', "po-syntax"),
            ('"Text"\n', "po-syntax"),
            ('domain "x"\n', "po-syntax"),
        ],
    )
    def test_an_entry_that_is_not_whole(self, entry: str, code: str) -> None:
        assert faults(HEADER.rstrip() + "\n# c\n" + entry)[0].endswith(code)

    def test_all_faults_of_a_file_come_together(self) -> None:
        text = HEADER + ENTRY.replace("Text", 'a "b" c') + "\n" + ENTRY + "\nfoo\n"
        assert faults(text) == ["en.po:8:11 po-quote", "en.po:10 po-twice", "en.po:14:1 po-syntax"]

    def test_a_bidi_control_in_the_translation_is_an_error_and_the_rest_is_read(self) -> None:
        text = HEADER + 'msgctxt "s-1"\nmsgid "نص\u200f"\nmsgstr ""\n"A "\n"te\u202ext"\n'
        catalogue = read(text)
        (problem,) = catalogue.problems
        assert (problem.code, problem.severity) == ("po-bidi", Severity.ERROR)
        assert str(problem.location) == "en.po:10:4"
        assert catalogue.units[0].target == "A te\u202ext"

    def test_every_fault_says_what_to_do(self) -> None:
        with pytest.raises(DiglotError) as raised:
            read("<<<<<<< HEAD\n" + HEADER + ENTRY.replace("Text", 'a "b" \\d') + "\nfoo\n")
        assert all(problem.remedy for problem in raised.value.problems)
