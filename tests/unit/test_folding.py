"""Folding by example; the laws are in tests/laws/test_folding_laws.py."""

from __future__ import annotations

import pytest

from diglot.text.folding import fold_key, fold_loose, fold_strict, is_cosmetic
from diglot.text.words import words


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("فَاغْنَــرُ", "فاغنر"),
        ("أوكرانيا", "أوكرانيا"),
        ("ا\u0654وكرانيا", "أوكرانيا"),
        ("کی", "كي"),
        ("٢٠٢٣ ۲۰۲۳", "2023 2023"),
        ("حزب‌الله", "حزبالله"),
        ("ﻷوﻛﺮاﻧﻴﺎ", "لأوكرانيا"),
        ("קְרֶמְ", "קרמ"),
        ("צה״ל", 'צה"ל'),
        ("Erdoğan’s", "Erdoğan's"),
        ("a\u00a0b", "a b"),
    ],
)
def test_strict(raw, folded):
    assert fold_strict(raw).text == folded


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أُوكرانيا إلى آل ٱ", "اوكرانيا الي ال ا"),
        ("مدرسة مؤتمر رئيس", "مدرسه موتمر رييس"),
        ("Erdoğan Łódź İstanbul ÆRØ Straße", "erdogan lodz istanbul aero strasse"),
        ("Йод Ёлка", "йод елка"),
    ],
)
def test_loose(raw, folded):
    assert fold_loose(raw).text == folded


def test_a_span_takes_the_signs_of_its_last_letter():
    raw = "وَفَاغـْـنَرُ\u2069 "
    folded = fold_strict(raw)
    start, end = folded.span(1, 6)
    assert raw[start:end] == "فَاغـْـنَرُ"


def test_an_empty_span_is_refused():
    with pytest.raises(IndexError):
        fold_strict("فاغنر").span(2, 2)


def test_letters_of_a_ligature_share_a_place():
    folded = fold_strict("ﻷو")
    assert folded.text == "لأو"
    assert folded.offsets == (0, 0, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("كتب النص", "كـتب  النص "),
        ("كتب النص", "كَتَبَ النصَّ"),
        ("كَتب", "كَتَب"),
        ("آمال", "ا\u0653مال"),
        ("نص ، وآخر", "نص، وآخر"),
        ('قال: " نعم "', 'قال:"نعم"'),
        ("نص\u200f", "نص"),
        ("نص أول\nوثان", "نص أول وثان"),
        ("שלום", "שָׁלוֹם"),
    ],
)
def test_cosmetic(old, new):
    assert is_cosmetic(old, new)
    assert fold_key(old) == fold_key(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("قَتَل", "قُتِل"),
        ("كَتَبَ", "كتب"),
        ("نعم", "لا نعم"),
        ("اذ", "إذ"),
        ("على", "علي"),
        ("نص.", "نص"),
        ("نص،", "نص؛"),
        ("لا نهائي", "لانهائي"),
        ("و روسيا", "وروسيا"),
        ("3 .5", "3.5"),
        ("من 1 000", "من 1000"),
        ("می‌رود", "میرود"),
        ("[نص] (شرح)", "[نص](شرح)"),
        ("`a ,b`", "`a,b`"),
        ("بيت  \nوبيت", "بيت وبيت"),
        ("US", "us"),
    ],
)
def test_not_cosmetic(old, new):
    assert not is_cosmetic(old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('بـ"أسلحة" (د.)', ["بـ", "أسلحة", "د"]),
        ("Wagner’s anti-Wagner 'Wagner'", ["Wagner’s", "anti", "Wagner", "Wagner"]),
        ("أ.د. إف-16 «نص»،نص", ["أ", "د", "إف", "16", "نص", "نص"]),
        ("צה\"ל ב\"וגנר\" ג'ורג' ב'וגנר'", ['צה"ל', "ב", "וגנר", "ג'ורג", "ב", "וגנר"]),
        ("می‌رود snake_case و'نص'", ["می‌رود", "snake", "case", "و", "نص"]),
    ],
)
def test_words(text, expected):
    assert [text[start:end] for start, end in words(text)] == expected
