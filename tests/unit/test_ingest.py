import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from diglot.formats.article_md import read_article
from diglot.formats.article_writer import escape, write_article
from diglot.formats.ingest_report import explain
from diglot.formats.raw_text import decode
from diglot.model.document import List, ListStyle, Status
from diglot.model.ingest import RemovalReason, Role
from diglot.model.problem import Severity
from diglot.stages.ingest import ingest
from diglot.text.languages import recognise
from support.cases import read_cases

CASES = list(read_cases("ingest"))
WAGNER = Path(__file__).parents[2] / "content/articles/wagner-mutiny/original.txt"


def roles(text: str, lang: str | None = None) -> list[str]:
    """Role of each line, a heading with its level."""
    found = ingest(text, path="a.txt", lang=lang).decisions
    return [f"{d.role}{d.level or ''}" for d in found]


def codes(text: str) -> set[str]:
    return {problem.code for problem in ingest(text, path="a.txt").problems}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    written = write_article(ingest(case.parts["input"], path="a.txt"))
    expected = re.sub(r"^ (?=#)", "", case.parts["expected"], flags=re.MULTILINE)
    assert written == expected + "\n", case.where


@pytest.mark.parametrize("case", CASES, ids=str)
def test_line_ends_change_nothing(case):
    unix = case.parts["input"]
    expected = ingest(unix, path="a.txt")
    assert ingest(unix.replace("\n", "\r\n"), path="a.txt") == expected
    assert ingest(unix.replace("\n", "\r"), path="a.txt") == expected


# --- the sample article ---


@pytest.fixture(scope="module")
def wagner():
    return ingest(decode(WAGNER.read_bytes(), str(WAGNER)).text, path=str(WAGNER))


def test_the_sample_article_byline(wagner):
    front = wagner.front
    assert (front.author, front.kind, front.outlet) == ("مروة شاهين", "تقرير خاص", "بث")
    assert front.title.startswith("مَن المُستفيدُ مِنه")
    assert (front.lang, front.status) == ("ar", Status.DRAFT)


def test_the_sample_article_structure(wagner):
    count = Counter(decision.role for decision in wagner.decisions)
    assert count[Role.HEADING] == 11
    assert count[Role.ITEM] == 8
    assert count[Role.LIST_INTRO] == 1
    assert count[Role.LEAD] == 1
    assert count[Role.PARAGRAPH] == 62
    lines = [d.line for d in wagner.decisions if d.role is Role.HEADING]
    assert lines == [6, 9, 12, 22, 30, 40, 48, 59, 65, 74, 80]
    assert {d.level for d in wagner.decisions if d.role is Role.HEADING} == {2}


def test_the_sample_article_lists(wagner):
    document = read_article(write_article(wagner), "article.md")
    lists = [block for block in document.blocks if isinstance(block, List)]
    assert [(block.style, block.start, len(block.items)) for block in lists] == [
        (ListStyle.LETTER, 1, 2),
        (ListStyle.ORDINAL, 1, 3),
        (ListStyle.ORDINAL, 1, 3),
    ]


def test_the_sample_article_removals(wagner):
    reasons = Counter(removal.reason for removal in wagner.removals)
    assert reasons == {
        RemovalReason.BYLINE: 1,
        RemovalReason.HEADING_COLON: 11,
        RemovalReason.LIST_MARKER: 8,
    }
    assert "letters-mixed" in {problem.code for problem in wagner.problems}


# --- language ---


@pytest.mark.parametrize("case", read_cases("ingest/languages.md"), ids=str)
def test_language_of_cases(case):
    expected = yaml.safe_load(case.parts["expected"].split("---")[1])["lang"]
    found = recognise(case.parts["input"])
    assert found.tag == expected
    assert found.confidence > 0.75


@pytest.mark.parametrize("text", ["", "12345", "Hello, world", "Привет"])
def test_a_text_in_another_script_is_not_recognised(text):
    assert recognise(text).tag == ""


def test_a_given_language_is_certain():
    found = ingest("تهران", path="a.txt", lang="fa")
    assert (found.front.lang, found.language.confidence) == ("fa", 1.0)


def test_an_unknown_language_is_said():
    assert "language-unknown" in codes("A headline\n\nSome text that is long enough.")


# --- edges ---


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "\u200f\n\ufeff"])
def test_an_empty_article_is_an_error_and_no_exception(text):
    found = ingest(text, path="a.txt")
    assert [p.code for p in found.problems if p.severity is Severity.ERROR] == ["empty-article"]
    assert found.decisions == ()


def test_a_long_first_paragraph_is_no_headline():
    text = "كان يا ما كان. " * 20
    found = ingest(text, path="a.txt")
    assert found.front.title == ""
    assert [d.role for d in found.decisions] == [Role.LEAD]
    assert "headline-missing" in {p.code for p in found.problems}


LONG = "هذه فقرة طويلة من نص المقال تنتهي بنقطة كما تنتهي كل فقرة فيه، ولا يشك أحد في أنها فقرة."


@pytest.mark.parametrize(
    "line",
    [
        "د. سامي عبد الكريم مدير المستشفى",
        "أ.د. منى الشريف أستاذة القانون",
        "12/3/2020 كان يوم الحادث",
        "1948 - عام النكبة",
        "10:30 صباحاً وصل الوفد",
        "7 أكتوبر: بدأ كل شيء",
        "86.262 مليار روبل",
        "أولاً، يجب أن نفهم",
        "-الذين شاركوا- عادوا إلى البيت",
        "1. وحيدة لا ثانية لها",
        "أ. وحده بلا باء",
    ],
)
def test_no_list_marker(line):
    assert roles(f"عنوان\n{LONG}\n{line}\n{LONG}")[2] == "paragraph"


@pytest.mark.parametrize(
    ("first", "second", "style"),
    [
        ("1. ", "2. ", ListStyle.DECIMAL),
        ("1- ", "2- ", ListStyle.DECIMAL),
        ("1) ", "2) ", ListStyle.DECIMAL),
        ("(1) ", "(2) ", ListStyle.DECIMAL),
        ("1 - ", "2 - ", ListStyle.DECIMAL),
        ("١- ", "٢- ", ListStyle.INDIC),
        ("١ـ ", "٢ـ ", ListStyle.INDIC),
        ("(١) ", "(٢) ", ListStyle.INDIC),
        ("۱. ", "۲. ", ListStyle.INDIC),
        ("أ- ", "ب- ", ListStyle.LETTER),
        ("أ) ", "ب) ", ListStyle.LETTER),
        ("(أ) ", "(ب) ", ListStyle.LETTER),
        ("أولا: ", "ثانيا: ", ListStyle.ORDINAL),
        ("أوّلاً :", "ثانيًا - ", ListStyle.ORDINAL),
        ("الأول: ", "الثاني: ", ListStyle.ORDINAL),
        ("• ", "• ", ListStyle.BULLET),
        ("- ", "- ", ListStyle.BULLET),
        ("* ", "* ", ListStyle.BULLET),
        ("● ", "● ", ListStyle.BULLET),
        ("– ", "– ", ListStyle.BULLET),
    ],
)
def test_list_markers(first, second, style):
    text = f"عنوان\n{LONG}\nوتشمل المطالب:\n{first}وقف النار\n{second}فتح المعابر\n{LONG}"
    found = ingest(text, path="a.txt")
    items = [d for d in found.decisions if d.role is Role.ITEM]
    assert [d.text for d in items] == ["وقف النار", "فتح المعابر"]
    assert {d.style for d in items} == {style}
    assert [r.text for r in found.removals] == [first, second]


def test_two_lists_that_touch_stay_two():
    text = f"عنوان\n{LONG}\nالمطالب:\n1. أحمر\n2. أخضر\n1. شمال\n2. جنوب\n{LONG}"
    document = read_article(write_article(ingest(text, path="a.txt")), "a.md")
    assert [len(b.items) for b in document.blocks if isinstance(b, List)] == [2, 2]


def test_a_jump_in_the_numbering_is_kept_and_said():
    text = f"عنوان\n{LONG}\n1. أحمر\n2. أخضر\n4. أزرق\n{LONG}"
    document = read_article(write_article(ingest(text, path="a.txt")), "a.md")
    assert [b.start for b in document.blocks if isinstance(b, List)] == [1, 4]
    assert "numbering-jump" in codes(text)


def test_odd_typing_is_told_and_kept():
    text = "عنوان\nقال الوزير ، إن «الاتفاق قريب،وإن و العمل (The New حيث Times) جارٍ\u202e.\n"
    found = ingest(text, path="a.txt")
    expected = {
        "space-before-punctuation",
        "no-space-after-comma",
        "detached-conjunction",
        "unpaired-mark",
        "bidi-control",
        "letters-mixed",
    }
    assert expected <= {problem.code for problem in found.problems}
    assert found.decisions[1].text == text.split("\n")[1]


@pytest.mark.parametrize(
    ("byline", "author", "kind", "outlet"),
    [
        ("مروة شاهين - تقرير خاص - بث:", "مروة شاهين", "تقرير خاص", "بث"),
        ("بقلم: د. هناء المصري", "د. هناء المصري", "", ""),
        ("بقلم سامي نجار", "سامي نجار", "", ""),
        ("كتب: سامي نجار – النهار", "سامي نجار", "", "النهار"),
        ("كتبت نورا السعيد", "نورا السعيد", "", ""),
        ("تقرير: ريم حداد", "ريم حداد", "تقرير", ""),
        ("إعداد: لميس كنعان (موقع المدار)", "لميس كنعان", "", "موقع المدار"),
        ("أحمد فتحي | تحليل | صحيفة الغد", "أحمد فتحي", "تحليل", "صحيفة الغد"),
        ("تحليل / ليان حسن / مجلة التقنية", "ليان حسن", "تحليل", "مجلة التقنية"),
        ("خاص – بث", "", "خاص", "بث"),
        ("جورجيت ضاهر - الأخبار:", "جورجيت ضاهر", "", "الأخبار"),
        ("سارة خليل", "سارة خليل", "", ""),
    ],
)
def test_bylines(byline, author, kind, outlet):
    front = ingest(f"عنوان المقال\n{byline}\n{LONG}\n{LONG}", path="a.txt").front
    assert (front.author, front.kind, front.outlet) == (author, kind, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "القاهرة – رويترز:",
        "عام على الحرب - لا منتصر ولا مهزوم في الشوارع",
        "الحرب في أرقام",
        "أسباب الأزمة:",
        "ماذا بعد؟",
    ],
)
def test_no_byline(line):
    found = ingest(f"عنوان المقال\n{line}\n{LONG}\n{LONG}", path="a.txt")
    assert not found.front.author
    assert not any(d.role is Role.BYLINE for d in found.decisions)


def test_explain_tells_every_decision_and_removal():
    text = f"عنوان\nبقلم: سارة خليل\n{LONG}\nأسباب:\n{LONG}"
    told = explain(ingest(text, path="a.txt"))
    assert "byline-cue" in told
    assert "heading 2" in told
    assert "removed (2):" in told


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1948 * 2 = 3896", "1948 * 2 = 3896"),
        ("snake_case و C++", "snake_case و C++"),
        ("[1] و [2]", "[1] و [2]"),
        ("AT&T", "AT&T"),
        ("&amp;", r"\&amp;"),
        ("<b>", r"\<b>"),
        ("# وسم", r"\# وسم"),
        ("- شرطة", r"\- شرطة"),
        ("1. رقم", r"1\. رقم"),
        ("[نص](رابط)", r"\[نص](رابط)"),
        ("[//]", r"\[//]"),
        (r"\*", r"\\\*"),
    ],
)
def test_escapes_stand_only_where_they_are_needed(text, escaped):
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "title", ["yes", "12", "a: b", "# x", '"x"', "- x", "null", "x\u2028y", "'a'"]
)
def test_front_matter_reads_back_the_same(title):
    article = write_article(ingest(f"عنوان\n{LONG}", path="a.txt"))
    assert "title: عنوان\n" in article
    written = write_article(ingest(f"{title}\n{LONG}", path="a.txt"))
    assert read_article(written, "a.md").front.title == title.split("\u2028")[0]
