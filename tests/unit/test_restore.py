"""What is repaired in an answer, and what is not."""

from __future__ import annotations

import pytest

from diglot.model.machine import Lock, Style, Term
from diglot.stages.draft import Draft, events, finish
from diglot.text.protect import protect
from diglot.text.repair import repair_names


def draft(source: str, *names: tuple[str, str]) -> Draft:
    inlines = events(source, markup=True)
    visible = "".join(event.visible for event in inlines)
    locks = [Lock(at, at + len(ar), Term(ar, en)) for ar, en in names for at in [visible.index(ar)]]
    return Draft(source, inlines, tuple(sorted(locks, key=lambda lock: lock.start)), markup=True)


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        ("Prigogine said so.", "Prigozhin", "Prigozhin said so."),
        ("Brigozhin’s men and Brigozhin.", "Prigozhin", "Prigozhin’s men and Prigozhin."),
        ("Yevgeni Prigojin left.", "Yevgeny Prigozhin", None),
        ("Yefgeny Brigozhin left.", "Yevgeny Prigozhin", "Yevgeny Prigozhin left."),
        ("Yevgeny Brigozhin left.", "Yevgeny Prigozhin", "Yevgeny Prigozhin left."),
        # Nothing that could be another word, another name, or two things.
        ("The Russian army left.", "Russia", None),
        ("Because of that it left.", "Belarus", None),
        ("The Defense Minister left.", "Defense Ministry", None),
        ("The program left.", "Prigozhin", None),
        ("Brigozhin and Prigogine left.", "Prigozhin", None),
        ("It left brigozhin.", "Prigozhin", None),
        ("Yevgeny. Brigozhin left.", "Yevgeny Prigozhin", None),
        ("Mohamad left.", "Mohammed", "Mohammed left."),
    ],
)  # fmt: skip
def test_a_name_is_repaired_only_where_one_word_can_be_meant(text, name, after):
    assert repair_names(text, [name], [name])[0] == (after or text)


def test_a_word_that_two_missing_names_might_be_is_left():
    text, told = repair_names("Karimof left.", ["Karimov", "Karimod"], ["Karimov", "Karimod"])
    assert (text, told) == ("Karimof left.", ())


def test_another_name_of_the_text_is_no_misspelling():
    names = ["Lukashenko", "Lukashenka"]
    assert repair_names("Lukashenka left.", ["Lukashenko"], names) == ("Lukashenka left.", ())


@pytest.mark.parametrize("style", [Style.INLINE, Style.PROMPT, Style.NATIVE, Style.PLAIN])
def test_a_repair_is_told_and_the_markup_stays(style):
    made = draft("قال *بريغوجين* إن فاغنر انسحبت.", ("بريغوجين", "Prigozhin"), ("فاغنر", "Wagner"))
    rung = protect(made.inlines, made.locks, style)
    answer = rung.text.replace("بريغوجين", "Brigozhin").replace("Prigozhin", "Brigozhin")
    restored = finish(made, rung, answer.replace("فاغنر", "Wagner"))
    assert restored.text == "قال *Prigozhin* إن Wagner انسحبت."
    assert restored.repaired == ("Brigozhin → Prigozhin",)
    assert not restored.markup_lost


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("In wagner. db it stood.", "In `wagner.db` it stood."),
        ("In Wagner.db it stood.", "In `wagner.db` it stood."),
        ("In it, it stood.", None),
        ("In wagner.db and wagner.db it stood.", None),
        ("In wagner.dbx it stood.", None),
    ],
)
def test_in_a_plain_answer_markup_is_found_again_once_whatever_spaces_and_case(said, after):
    made = draft("ورد في `wagner.db` ذلك.")
    restored = finish(made, protect(made.inlines, (), Style.PLAIN), said)
    assert restored.text == (after or said)
    assert restored.markup_lost == (after is None)


@pytest.mark.parametrize(
    ("source", "said", "after"),
    [
        ("كما في [BBC][1] هنا[^1].", "As on bbc here [ ^1].", r"As on [BBC][1] here \[^1\]."),
        ("كما في [**BBC**][1].", "As on the BBC.", None),
        ("على https://example.org/docs هنا.", "At https: //Example.org / docs here.",
         "At https://example.org/docs here."),
        ("نص *مائل*.", "Text.", "Text."),
    ],
)  # fmt: skip
def test_links_footnotes_and_addresses_come_back_whole(source, said, after):
    made = draft(source)
    rung = protect(made.inlines, (), Style.PLAIN)
    restored = finish(made, rung, said)
    if after is not None:
        assert restored.text == after
    assert not restored.fault
    assert restored.markup_lost == ("مائل" in source)
