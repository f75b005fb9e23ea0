"""Saved web pages and pieces of HTML, read as an article."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from diglot.formats.article_md import read_article
from diglot.intake import Intake, read_delivery
from diglot.model.delivery import DropReason
from diglot.model.problem import DiglotError
from support.documents import png

NEWSPAPER = Path(__file__).parent.parent / "inputs" / "newspaper.html"
TEXT = "فقرة من النص الجاري في المقال، طويلة بما يكفي لتكون فقرة كاملة منه."


def taken(page: str | bytes, name: str = "a.html") -> Intake:
    (intake,) = read_delivery(page if isinstance(page, bytes) else page.encode(), name)
    return intake


def body(intake: Intake) -> str:
    return intake.markdown.partition("\n---\n")[2].strip()


def reasons(intake: Intake) -> set[DropReason]:
    return {each.reason for each in intake.dropped}


def test_a_newspapers_page():
    intake = taken(NEWSPAPER.read_bytes())
    front = read_article(intake.markdown, "a.md").front
    assert front.title == "الميناء بعد العاصفة"
    assert (front.author, front.outlet, front.date) == ("سلمى حدّاد", "الساحل", "2026-03-04")
    assert [picture.data for picture in intake.pictures] == [png()]
    assert (
        body(intake)
        == f"""\
عاد **الميناء** إلى العمل[1] بعد *أسبوعين* من التوقّف، كما جاء في [بيان الإدارة](https://news.example/notice?y=2026&m=3).

## ما الذي تغيّر

[//]: # "list: ordinal"

1. وصلت سفينتان في يوم واحد.
2. عاد العمّال إلى أرصفتهم.

- الرصيف الشرقي
  - رافعة واحدة
- الرصيف الغربي

> «لم نتوقّف يوماً»
>
> *مدير الميناء*

[رافعة عند الفجر](https://news.example/i/crane.jpg)

الرافعة الوحيدة

| الشهر | الحاويات |
|---|---|
| آذار | 1250 |
| المجموع لاحقاً |  |

![مربّع]({intake.pictures[0].name})

مساحة الرصيف 10² أمتار.\\
نهاية."""
    )
    left = {each.text: each.reason for each in intake.dropped}
    assert left["الرئيسية اقتصاد"] is DropReason.FURNITURE
    assert left["مقال آخر لا شأن له"] is DropReason.FURNITURE
    assert left["شارك على"] is DropReason.FURNITURE
    assert left["كلام مخفي"] is DropReason.HIDDEN
    assert left["بريدك"] is DropReason.FORM
    assert left["<iframe> https://video.example/1"] is DropReason.EMBED
    assert left["<script>"] is DropReason.SCRIPT
    (used,) = [p for p in intake.problems if p.code == "from-metadata"]
    assert used.message.endswith("author (JSON-LD), outlet (JSON-LD), date (JSON-LD)")


def test_every_visible_character_of_the_page_is_in_the_article_or_the_report():
    intake = taken(NEWSPAPER.read_bytes())
    document = read_article(intake.markdown, "a.md")
    out = document.front.title
    out += "".join(segment.visible for segment in document.segments)
    out += "".join(each.text for each in (*intake.dropped, *intake.ingested.removals))
    page = LexborHTMLParser(NEWSPAPER.read_text("utf-8"))
    for node in page.css("script, style, head"):
        node.decompose()
    left = list(out)
    shown = "".join(page.body.text(deep=True).split())
    missing = [char for char in shown if char not in left or left.remove(char)]
    assert missing == []
    assert len(shown) > 300


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16"])
def test_a_page_in_any_encoding(encoding):
    page = f"<meta charset={encoding}><h1>عنوان المقال</h1><p>{TEXT}</p><p>{TEXT}</p>"
    assert TEXT in taken(page.encode(encoding)).markdown


def test_a_piece_of_cms_html():
    intake = taken(f"<h1>عنوان المقال</h1><p>{TEXT}</p><p>1. لا قائمة هنا * ولا <b>هنا</b></p>")
    assert body(intake) == f"{TEXT}\n\n1\\. لا قائمة هنا * ولا **هنا**"


def test_the_article_is_found_without_any_mark():
    menu = "<div><ul>" + "<li><a href=/x>باب</a></li>" * 9 + "</ul></div>"
    inner = f"<h1>عنوان المقال</h1><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p>"
    intake = taken(f"<body>{menu}<div><div>{inner}</div></div><div>ذيل</div></body>")
    assert body(intake) == "\n\n".join([TEXT] * 3)
    assert "ذيل" in {each.text for each in intake.dropped}


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        ("<script>alert(1)</script>", DropReason.SCRIPT),
        ('<a href="javascript:alert(1)">انقر</a>', DropReason.LINK),
        ('<a href="&#106;ava&#9;script:alert(1)">انقر</a>', DropReason.LINK),
        ('<a href="data:text/html,x">انقر</a>', DropReason.LINK),
        ('<a href="file:///etc/passwd">انقر</a>', DropReason.LINK),
        ('<a href="../../x">انقر</a>', DropReason.LINK),
        ('<img src="../../../etc/passwd" alt="صورة">', DropReason.PICTURE),
        ('<img src="x" onerror="alert(1)" alt="صورة">', DropReason.PICTURE),
        ('<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="صورة">', DropReason.PICTURE),
        ("<svg><script>alert(1)</script><text>نص</text></svg>", DropReason.PICTURE),
        ('<iframe srcdoc="&lt;script&gt;"></iframe>', DropReason.EMBED),
        ('<object data="x.swf"></object>', DropReason.EMBED),
        ("<style>p{}</style>", DropReason.STYLE),
        ("<noscript><p>نص</p></noscript>", DropReason.SCRIPT),
    ],
)
def test_what_may_not_come_through_is_told(hostile, reason):
    intake = taken(f"<h1>عنوان المقال</h1><p>{TEXT}</p><p>قبل {hostile} بعد</p><p>{TEXT}</p>")
    assert reason in reasons(intake)
    assert not re.search("script|alert|passwd|onerror|data:|<svg|<img|srcdoc", intake.markdown)


def test_markup_that_is_text_stays_text():
    intake = taken(
        f"<h1>عنوان</h1><p>{TEXT}</p><p>&lt;script&gt;alert(1)&lt;/script&gt; [x](y)</p>"
    )
    document = read_article(intake.markdown, "a.md")
    assert document.segments[-1].visible == "<script>alert(1)</script> [x](y)"
    assert document.segments[-1].links == ()


def test_a_page_built_to_break_a_reader_is_refused():
    with pytest.raises(DiglotError) as caught:
        taken("<div>" * 5000 + TEXT)
    assert caught.value.problems[0].code == "too-deep"
