"""Laws of folding, on any text that Unicode allows and on the texts that people write."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from diglot.text.folding import fold_key, fold_loose, fold_strict, is_cosmetic, strict_text
from diglot.text.words import words

SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
LETTERS = "ابتجحدرسفقكلمنهويىةءأإآؤئٱ"
AWKWARD = (
    LETTERS
    + SIGNS
    + "\u0653\u0654\u0655\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2067\u2069\u061c\ufeff"
    + "گچپژکیہھے٣۴123 \t\n\u00a0،؛؟.:«»\"'’`*[]()\\-_"
    + "\ufef5\ufefb\ufdf2\ufdfa\ufe70\ufe77\u0600\u06dd"
    + "אבגהוצםל\u05b8\u05c1\ufb2a״׳"
    + "aAeéßİıŁłÆﬁŉǰΐ\u0301\u0308\u0323\u0345йЁ\u1100\u1161\u11a8각"
    + "\U0001f3fb\U0001f469\U000e0101\u0915\u094d"
)
texts = st.text(st.sampled_from(AWKWARD), max_size=24) | st.text(max_size=24)
plain = st.text(st.sampled_from(LETTERS + SIGNS + " .،"), max_size=24)


@given(texts)
def test_offsets_rise_within_the_text(text):
    for folded in (fold_strict(text), fold_loose(text)):
        assert len(folded.offsets) == len(folded.ends) == len(folded.text)
        assert list(folded.offsets) == sorted(folded.offsets)
        assert list(folded.ends) == sorted(folded.ends)
        assert all(
            0 <= start < end <= len(text)
            for start, end in zip(folded.offsets, folded.ends, strict=True)
        )


@given(texts)
def test_folding_twice_is_folding_once(text):
    strict, loose = fold_strict(text).text, fold_loose(text).text
    assert fold_strict(strict).text == strict
    assert fold_loose(loose).text == loose
    assert fold_loose(strict).text == loose
    assert strict_text(text) == strict


@given(st.text(st.sampled_from(AWKWARD.replace("\u094d", "")), max_size=24))
def test_canonically_equal_texts_fold_alike(text):
    assert fold_strict(text).text == fold_strict(unicodedata.normalize("NFC", text)).text


@given(texts)
def test_a_letter_keeps_its_signs(text):
    for start, end in zip(fold_strict(text).offsets, fold_strict(text).ends, strict=True):
        assert (text[end : end + 1] or "x") not in SIGNS
        assert start == 0 or text[start] not in SIGNS


@given(texts)
def test_the_key_of_a_key_is_the_key(text):
    key = fold_key(text)
    assert fold_key(key) == key
    assert key == key.strip()


@given(texts)
def test_no_edit_is_cosmetic(text):
    assert is_cosmetic(text, text)
    assert is_cosmetic(text, unicodedata.normalize("NFD", text))


@given(texts, st.integers(0, 24), st.sampled_from("\u0640\u200e\u200f\u061c\u2067\u2069"))
def test_tatweel_and_bidi_marks_are_cosmetic(text, at, mark):
    edited = text[:at] + mark + text[at:]
    assert is_cosmetic(text, edited)
    assert is_cosmetic(edited, text)


@given(plain, st.data())
def test_a_sign_added_is_cosmetic_and_a_sign_removed_is_not(text, data):
    text = "ب" + text
    place = data.draw(st.sampled_from([i for i, c in enumerate(text, 1) if c in LETTERS]))
    sign = data.draw(st.sampled_from(SIGNS))
    edited = text[:place] + sign + text[place:]
    assert is_cosmetic(text, edited)
    letter = text[place:]
    if sign not in letter[: len(letter) - len(letter.lstrip(SIGNS))]:
        assert not is_cosmetic(edited, text)


@given(texts, texts)
def test_what_differs_cosmetically_has_one_key(old, new):
    if is_cosmetic(old, new):
        assert fold_key(old) == fold_key(new)


@given(plain, st.integers(0, 24), st.sampled_from("  \n\u00a0\t"))
def test_a_longer_space_is_cosmetic(text, at, space):
    edited = text[:at] + space + " " + text[at:]
    if " " in text[max(0, at - 1) : at + 1]:
        assert is_cosmetic(text, edited)
        assert fold_key(text) == fold_key(edited)


@given(texts)
def test_words_are_parted_spans_of_the_text(text):
    at = -1
    for start, end in words(text):
        assert at < start < end <= len(text)
        at = end if end < len(text) else end - 1
        assert not any(char.isspace() for char in text[start:end])
