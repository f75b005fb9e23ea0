"""Names stand in the order of their own alphabet, under the letter that readers look for."""

from __future__ import annotations

import pytest

from diglot.text.alphabet import first_letter, sort_key


@pytest.mark.parametrize(
    ("lang", "name", "letter"),
    [
        ("ar", "الحوثيون", "ح"),
        ("ar", "أوكرانيا", "ا"),
        ("ar", "إيران", "ا"),
        ("ar", "آسيا", "ا"),
        ("ar", "ألمانيا", "ا"),
        ("ar", "ةاء", "ه"),
        ("ar", "«بَثّ»", "ب"),
        ("ar", "BBC", "#"),
        ("ar", "7 أكتوبر", "#"),
        ("en", "The Hague", "H"),
        ("en", "the New York Times", "N"),
        ("en", "Theodore", "T"),
        ("en", "Élysée", "E"),
        ("en", "“Bath”", "B"),
        ("en", "فاغنر", "#"),
        ("fa", "گروه واگنر", "گ"),
        ("fa", "ایران", "ا"),
        ("ur", "ٹرمپ", "ٹ"),
        ("he", "םעלה", "מ"),
        ("tr", "İstanbul", "İ"),
        ("tr", "Işık", "I"),
        ("ru", "Ёлка", "Е"),
        ("es", "Ñandú", "Ñ"),
        ("fr", "L’Élysée", "E"),
        ("de", "Die Zeit", "Z"),
    ],
)
def test_the_letter(lang: str, name: str, letter: str) -> None:
    assert first_letter(name, lang) == letter


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "ar",
            [
                "آسيا",
                "إيران",
                "الباكستان",
                "بوتين",
                "الصين",
                "مالي",
                "هنغاريا",
                "وارسو",
                "يمن",
                "CNN",
            ],
        ),
        ("fa", ["آلمان", "پوتین", "تهران", "چین", "ژاپن", "کره", "گرجستان", "واگنر", "هند", "یمن"]),
        ("en", ["Ali", "Ali Hassan", "Alice", "the Baltic", "Élysée", "Zambia", "7 October"]),
        ("tr", ["Cami", "Çay", "Isparta", "İzmir", "Öz", "Su", "Şam"]),
        ("es", ["nube", "ñandú", "oro"]),
    ],
)
def test_the_order(lang: str, names: list[str]) -> None:
    shuffled = sorted(names)  # by code point, which is no alphabet's order
    assert sorted(shuffled, key=lambda name: sort_key(name, lang)) == names
