"""Where a new name could stand: a text that holds it is never passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.model.actors import Actor, ActorType, Glossary
from diglot.text.clitics import carriers, readings
from diglot.text.folding import fold_loose, loose_form, loose_text
from diglot.text.name_trie import find_names, index_names
from diglot.text.word_keys import may_hold, word_keys

_HELD = [
    ("ar", "زار وفد الكرملين للكرملين", "الكرملين"),
    ("ar", "وصل وللجنة رأي", "اللجنة"),
    ("ar", "بـ«فاغنـر» اليوم", "فاغنر"),
    ("ar", "قالت وأوكرانيا", "أوكرانيا"),
    ("ar", "وCNN أيضا", "CNN"),
    ("he", 'בצה"ל נאמר', 'צה"ל'),
    ("he", "לוואגנר היום", "ואגנר"),
    ("en", "Wagner’s men_and others", "Wagner"),
    ("en", "Across West Africa", "the West"),
    ("fr", "le musée d’Orsay", "Orsay"),
    ("tr", "Suriye'nin kuzeyi", "Suriye"),
    ("it", "Nell'Unione Europea", "Unione Europea"),
]


@pytest.mark.parametrize(("lang", "text", "name"), _HELD)
def test_a_text_that_names_an_actor_may_hold_its_name(lang: str, text: str, name: str) -> None:
    actor = Actor(id="a", type=ActorType.ORGANISATION, name={lang: name})
    assert next(find_names([text], index_names(Glossary((actor,)), lang)))
    assert may_hold(word_keys([text]), [name])


@pytest.mark.parametrize("name", ["كييف", "Kyiv", "Wagner Group", ""])
def test_a_text_without_a_word_of_a_name_does_not_hold_it(name: str) -> None:
    assert not may_hold(word_keys(["وصل فاغنر", "Wagner came"]), [name])


@given(st.sampled_from("ar he".split()), st.text("وفبلكاهשכמבהונةأ", min_size=1))
def test_every_word_carries_the_stems_that_it_is_read_as(lang: str, word: str) -> None:
    for reading in readings(word, lang):
        assert loose_text(word) in carriers(loose_text(reading.stem))


@given(st.text(min_size=1))
def test_a_word_is_folded_as_its_letters_are(word: str) -> None:
    assert loose_form(word) == fold_loose(word).text
