"""Law 6: mentions are in bounds, do not overlap, and never split what is one letter to a reader."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import accumulate, pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from diglot.model.actors import Actor, ActorType, Glossary
from diglot.stages.mention import mention
from diglot.text.name_trie import index_names
from diglot.text.words import gaps_and_words, words

NAMES = {
    "ar": ["فاغنر", "مجموعة فاغنر", "الكرملين", "الغرب", "بث", "مالي", 'الجنرال "هرمجدون"', "CNN"],
    "fa": ["روسیه", "حزب‌الله", "آمریکا"],
    "he": ["וגנר", 'צה"ל', "ניו יורק טיימס"],
    "en": ["Wagner", "the West", "The Times", "F.S.B.", "US", "Sana’a", "United States"],
    "fr": ["Ukraine"],
    "tr": ["İstanbul"],
}
GLUE = [*"وفبلكםשבה", "ال", "لل", " ", "\u00a0", "\n", ".", "،", '"', "«", "»", "-", "'s", "’", "_"]
MARKS = [
    *"\u064e\u0651\u0654\u0640\u200c\u200d\u200f\u202b\u202c\u2067\u2069\u0301\u05b8\ufe0f\u0600",
    *"\u094d\U0001f3fb\U000e0101\U0001d165\ufef5\ufe77\u00ad\ufeff\u1160",
]
lang = st.sampled_from(sorted(NAMES))


@st.composite
def articles(draw):
    tag = draw(lang)
    pieces = st.sampled_from(NAMES[tag] + GLUE + MARKS) | st.text(max_size=3)
    texts = draw(st.lists(st.lists(pieces, max_size=14).map("".join), min_size=1, max_size=3))
    return tag, texts


def glossary(tag: str) -> Glossary:
    """Give every other name to one actor as context alias; the first two share a full name."""
    names = NAMES[tag]
    actors = [
        Actor(f"a{i}", ActorType.PLACE, {tag: name}, context_aliases={tag: (names[i - 1],)})
        for i, name in enumerate(names)
    ]
    return Glossary((*actors, Actor("twin", ActorType.PLACE, {tag: names[0]})))


@given(articles())
def test_spans_lie_in_their_segment_in_order_and_apart(article):
    tag, texts = article
    mentions, ambiguities = mention(texts, index_names(glossary(tag), tag))
    for found in (mentions, ambiguities):
        assert list(found) == sorted(found, key=lambda span: (span.segment, span.start))
    spans = sorted((s.segment, s.start, s.end) for s in (*mentions, *ambiguities))
    for segment, start, end in spans:
        assert 0 <= start < end <= len(texts[segment])
    for (segment, _, end), (following, start, _) in pairwise(spans):
        assert segment < following or end <= start


@given(articles())
def test_no_letter_is_parted_from_its_marks(article):
    tag, texts = article
    for found in mention(texts, index_names(glossary(tag), tag))[0]:
        text = texts[found.segment]
        for edge in (found.token_start, found.start, found.end):
            following = text[edge : edge + 1]
            assert not clings(following)
        assert text[found.end : found.end + 1] != "\u0640"


def clings(char: str) -> bool:
    return bool(char) and (unicodedata.category(char)[0] == "M" or char in "\u200c\u200d\U0001f3fb")


@given(articles())
def test_a_mention_ends_with_a_word_and_begins_inside_the_word_that_carries_it(article):
    tag, texts = article
    for found in mention(texts, index_names(glossary(tag), tag))[0]:
        spans = words(texts[found.segment])
        assert found.token_start in [start for start, _ in spans]
        carrier = next(end for start, end in spans if start == found.token_start)
        assert found.token_start <= found.start < carrier


@given(articles())
def test_a_name_that_stands_nowhere_changes_nothing(article):
    tag, texts = article
    known = glossary(tag)
    absent = Actor("absent", ActorType.PLACE, {tag: "ظظظظظ Qqqqq"})
    more = replace(known, actors=(absent, *known.actors))
    assert mention(texts, index_names(more, tag)) == mention(texts, index_names(known, tag))


@given(articles())
def test_the_order_of_the_glossary_does_not_matter(article):
    tag, texts = article
    known = glossary(tag)
    turned = replace(known, actors=known.actors[::-1])
    assert mention(texts, index_names(turned, tag)) == mention(texts, index_names(known, tag))


@given(st.lists(st.text(), max_size=3), st.text(max_size=6), st.text(max_size=6), lang)
def test_any_text_and_any_name_will_do(texts, name, alias, tag):
    actor = Actor("any", ActorType.PLACE, {tag: name}, {tag: (alias,)})
    for text in (*texts, name, f"{name} {alias}"):
        for found in mention([text], index_names(Glossary((actor,)), tag))[0]:
            assert 0 <= found.token_start <= found.start < found.end <= len(text)


@given(articles(), st.integers(1, 4))
def test_what_an_index_has_met_before_changes_nothing(article, remembered):
    tag, texts = article
    names = glossary(tag)
    used = index_names(names, tag)
    with patch("diglot.text.name_trie._REMEMBERED", remembered):
        first = mention(texts, used)
        assert mention(texts, used) == first
    assert first == mention(texts, index_names(names, tag))


@given(articles())
def test_words_and_what_parts_them_are_the_text(article):
    for text in article[1]:
        pieces = gaps_and_words(text)
        assert "".join(pieces) == text.replace("_", "-")
        bounds = list(accumulate(map(len, pieces)))
        assert list(zip(bounds[::2], bounds[1::2], strict=False)) == words(text)
