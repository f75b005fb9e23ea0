"""What suggestions never do, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.formats.actors_writer import write_entry
from diglot.formats.actors_yaml import read_glossary
from diglot.glossary import stub
from support.suggesting import suggested

WORDS = (
    "قال الرئيس الجنرال وزير الخارجية الروسية الروسي مجموعة فاغنر صحيفة «لو موند» سيرغي شويغو "
    "إن أن في روسيا وأوكرانيا للجيش القوات سي آي إيه (CIA) (Le Monde) عبد الله بن سلمان كلّف ، . "
    'باسم وسامي شبه جزيرة القرم ـ َ 12 x : "'
).split()
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=20).map("".join),
)


@pytest.mark.parametrize("lang", ["ar", "fa", "ur", "he"])
@given(texts=st.lists(TEXTS, max_size=4))
def test_every_candidate_stands_in_the_texts_and_makes_an_entry(lang: str, texts: list[str]):
    front = {"author": texts[0], "title": texts[-1]} if texts else {}
    found = suggested(texts, lang, front=front)
    for each in found:
        assert 0 < each.score <= 1
        assert each.count > 0
        for evidence in each.evidence:
            span = evidence.spot.start, evidence.spot.end
            assert 0 <= span[0] < span[1] <= len(evidence.passage.text)
        actor = stub(each, "new")
        read = read_glossary(write_entry(actor), "actors.yml")
        assert read.actors == (actor,)
    assert suggested(texts, lang, front=front) == found


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_what_has_been_accepted_is_not_suggested_again(texts: list[str]):
    found = suggested(texts)
    if found:
        entry = write_entry(stub(found[0], "new"))
        again = suggested(texts, actors=entry)
        assert found[0].name not in [each.name for each in again]
