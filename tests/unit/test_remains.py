"""Words of a text that is gone, found in another: side by side, retouched, or not at all."""

from __future__ import annotations

import pytest

from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Catalogue, MachineStamp, Unit
from diglot.stages.hold_back import CUT, hold_back
from diglot.text.remains import Words, holds

SECRET = "وكشفت أن المصدر السري هو من سلّم الوثائق كلها إلى الصحيفة قبل شهر."


@pytest.mark.parametrize(
    ("whole", "part", "found"),
    [
        (f"قالت الوزيرة. {SECRET} ثم سكتت.", SECRET, True),
        ("قالت: وَكشفت أنّ المصدر السري هو من سلم الوثائق كلّها للصحيفة قبل شهر", SECRET, True),
        ("كشفت الوزيرة أن الوثائق كلها عند الصحيفة", SECRET, False),
        ("the secret source had them", "Secret source had.", True),
        ("He said that it was so.", "It was not so.", False),
        ("a point inside", "a point", False),
        ("", SECRET, False),
        (SECRET, "", False),
    ],
)
def test_a_text_is_found_by_its_words(whole: str, part: str, found: bool) -> None:  # noqa: FBT001
    assert holds(whole, part) is found


def test_the_lines_on_which_it_begins_are_named() -> None:
    text = f'msgid ""\n"one two "\n"three four"\n\n{SECRET}\n\nOne, two\nthree; One two-three.\n'
    words = Words(text)
    assert list(words.lines_of("one two three")) == [2, 7, 8]
    assert list(words.lines_of(SECRET)) == [5]
    assert list(words.lines_of("one two")) == []
    assert list(words.lines_of("wo three four")) == []


def held(unit: Unit) -> Unit:
    catalogue = Catalogue("ar", "en", (unit,))
    return hold_back(catalogue, [SECRET], ["The secret source did it."], "why").units[0]


def test_an_old_source_is_cut_and_its_translation_held() -> None:
    left = held(Unit("s-1", "قالت.", "She said.", fuzzy=True, previous=f"قالت. {SECRET}"))
    assert (left.previous, left.hold, left.target) == (CUT, "why", "She said.")


def test_a_translation_that_says_it_is_held() -> None:
    assert held(Unit("s-1", "قالت.", "She said: the secret source did it.")).hold == "why"
    assert held(Unit("s-1", "قالت.", "The secret source did it.", hold="mine")).hold == "mine"


def test_a_stale_draft_goes() -> None:
    mt = MachineStamp("google", "2026-01-01", fingerprint("She said."))
    unit = Unit("s-1", "قالت.", "She said.", fuzzy=True, previous=f"قالت. {SECRET}", mt=mt)
    assert held(unit) == Unit("s-1", "قالت.")


def test_what_says_nothing_of_it_stays() -> None:
    for unit in (
        Unit("s-1", "قالت.", "She said.", fuzzy=True, previous="قالت أمس."),
        Unit("s-1", f"قالت. {SECRET}", "She said.", fuzzy=True, previous=f"{SECRET} قالت."),
    ):
        assert held(unit) == unit
