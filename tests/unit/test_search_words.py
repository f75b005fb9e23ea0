"""How words are folded and taken apart for the index, and how records become pages."""

from __future__ import annotations

import pytest

from diglot.model.search import Passage, SearchRecord
from diglot.render.search_pages import search_digest, staged
from diglot.text.search_words import other_forms, running, search_words, words_in_script


@pytest.mark.parametrize(
    ("text", "lang", "forms"),
    [
        ("الأسمدةِ", "ar", {"الاسمده", "اسمده"}),
        ("وبالكتاب", "ar", {"وبالكتاب", "بالكتاب", "الكتاب", "كتاب"}),
        ("للمدرسة", "ar", {"للمدرسه", "لمدرسه", "المدرسه", "اللمدرسه", "مدرسه"}),
        ("خيمتين", "ar", {"خيمتين", "خيمه"}),
        ("ممرّضات", "ar", {"ممرضات", "ممرضه"}),
        ("بات", "ar", {"بات"}),
        ("ألمانيا", "ar", {"المانيا"}),
        ("۲۰۲۳", "fa", {"2023"}),
        ("کتابی", "fa", {"كتابي"}),
        ("Wagner’s", "en", {"wagner"}),
        ("l’été", "fr", {"lete", "ete"}),
        ("ובבית", "he", {"ובבית", "בבית", "בית"}),
    ],
)
def test_forms_of_a_word(text: str, lang: str, forms: set[str]) -> None:
    assert [set(each) for each in search_words(text, lang)] == [forms]


def test_running_words_and_the_forms_besides() -> None:
    own = search_words("الكتاب كتاب", "ar")
    assert running(own) == "الكتاب كتاب"
    assert other_forms(own, search_words("فاغنر", "ar")) == "تاب فاغنر اغنر"


def test_the_words_of_a_text_in_another_script() -> None:
    def found(text: str, script: str) -> list[str]:
        return [forms[0] for forms in words_in_script(text, "fr", script)]

    assert found("قال Łódź في 2023 فاغنر", "Latn") == ["lodz"]
    assert found("Wagner (فاغنر) 2023", "Arab") == ["فاغنر"]
    assert found("2023 — “…”", "Latn") == []


@pytest.mark.parametrize("script", ["Arab", "Hebr", "Cyrl", "Latn"])
def test_every_letter_that_is_folded_into_a_script_counts_for_it(script: str) -> None:
    """Whatever is passed over unread: each letter alone is found if its form is of the script."""
    example = {"Arab": "ا", "Hebr": "א", "Cyrl": "а", "Latn": "a"}[script]
    blocks = range(0x3000), range(0xF900, 0x10000), range(0x1D400, 0x1D800)
    for letter in map(chr, (code for block in blocks for code in block)):
        forms = search_words(f"{letter} {example}", "fr")
        there = [each for each in forms if words_in_script(each[0], "fr", script)]
        assert words_in_script(f"{letter} {example}", "fr", script) == there, hex(ord(letter))


def test_a_staged_page_has_no_markup_but_its_own() -> None:
    hostile = "<script>\"&'</script>"
    passages = (Passage(hostile, hostile, hostile),)
    record = SearchRecord("ar", "articles/a.html", hostile, passages, {"title-ar": hostile})
    html = staged(record).content.decode()
    assert "<script" not in html
    assert html.count("<a ") == html.count("<p>") == html.count("<h1>") == 1


def test_the_digest_depends_on_every_page_and_on_the_indexer_alone() -> None:
    pages = {"a.html": "1", "b.html": "2"}
    digest = search_digest(pages, "1.5.2")
    assert digest == search_digest(dict(reversed(pages.items())), "1.5.2")
    others = [({**pages, "a.html": "3"}, "1.5.2"), ({"a.html": "1"}, "1.5.2"), (pages, "1.6")]
    assert digest not in {search_digest(*each) for each in others}
