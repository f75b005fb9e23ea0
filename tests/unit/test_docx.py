"""Word documents of python-docx and LibreOffice, read as an article."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from diglot.formats.article_md import read_article
from diglot.intake import Intake, read_delivery
from diglot.model.delivery import DropReason
from diglot.model.document import Status
from diglot.model.problem import DiglotError, Severity
from support.documents import png, repacked, word

LIBREOFFICE = Path(__file__).parent.parent / "inputs" / "libreoffice.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def taken(data: bytes, name: str = "a.docx") -> Intake:
    (intake,) = read_delivery(data, name)
    return intake


def body(intake: Intake) -> str:
    return intake.markdown.partition("\n---\n")[2].strip()


def dropped(intake: Intake) -> dict[DropReason, list[str]]:
    found: dict[DropReason, list[str]] = {}
    for each in intake.dropped:
        found.setdefault(each.reason, []).append(each.text)
    return found


def test_a_document_of_libreoffice():
    intake = taken(LIBREOFFICE.read_bytes())
    front = read_article(intake.markdown, "a.md").front
    assert (front.title, front.author) == ("الميناء بعد العاصفة", "سلمى حدّاد")
    assert (front.lang, front.status) == ("ar", Status.DRAFT)
    name = intake.pictures[0].name
    assert intake.pictures[0].data == png()
    assert (
        body(intake)
        == f"""\
عاد **الميناء** إلى العمل[1] بعد *أسبوعين* من التوقّف ونصف.

## ما الذي تغيّر

[//]: # "list: ordinal"

1. وصلت [سفينتان](https://port.example/a?b=1&c=2) في يوم واحد.
2. عاد العمّال إلى أرصفتهم.

### الأرصفة

1. الرصيف الشرقي
   - رافعة واحدة
2. الرصيف الغربي

> «لم نتوقّف يوماً»، قال المدير.

| الشهر | الحاويات |
|---|---|
| آذار | 1250 |

تحته خط\\
وسطر جديد.

![رافعة عند الفجر]({name})

نص ظاهر.

***

1. بيان إدارة الميناء، 3 آذار."""
    )
    assert dropped(intake) == {
        DropReason.EMPHASIS: ["تحته خط"],
        DropReason.HIDDEN: ["ونص مخفي"],
        DropReason.COMMENT: ["محرر: تحقّق من العدد"],
        DropReason.DELETION: ["كلمة محذوفة"],
    }
    assert [p.code for p in intake.problems if p.severity is Severity.WARNING] == [
        "tracked-insertions"
    ]


def test_a_document_of_python_docx():
    def fill(document):
        document.core_properties.author = "سارة خليل"
        document.add_heading("عنوان المقال الطويل", 0)
        document.add_paragraph("مقدمة المقال فيها كلام يطول قليلاً.")
        document.add_heading("القسم الأول", 1)
        first = document.add_paragraph()
        first.add_run("أ. ").bold = True
        first.add_run("البند الأول هنا.")
        document.add_paragraph("ب. البند الثاني هنا.")
        document.add_paragraph("واحد", style="List Number")
        document.add_paragraph("نقطة", style="List Bullet")
        document.add_paragraph("قول مقتبس", style="Quote")
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "أ", "ب|ج"
        table.cell(1, 0).text = "1"
        area = document.add_paragraph("مساحة 5 م")
        area.add_run("2").font.superscript = True
        document.add_picture(io.BytesIO(png()))
        document.sections[0].header.paragraphs[0].text = "ترويسة الصفحة"
        document.add_comment(area.runs[0], text="تعليق", author="محرر")

    intake = taken(word(fill))
    assert read_article(intake.markdown, "a.md").front.author == "سارة خليل"
    assert [p.message for p in intake.problems if p.code == "from-metadata"] == [
        "taken from the file's metadata: author (docProps/core.xml)"
    ]
    assert (
        body(intake)
        == f"""\
مقدمة المقال فيها كلام يطول قليلاً.

## القسم الأول

[//]: # "list: letter"

1. البند الأول هنا.
2. البند الثاني هنا.

[//]: # "list: decimal"

1. واحد

- نقطة

> قول مقتبس

|  |  |
|---|---|
| أ | ب\\|ج |
| 1 |  |

مساحة 5 م²

![]({intake.pictures[0].name})"""
    )
    assert dropped(intake) == {
        DropReason.SUPERSCRIPT: ["2"],
        DropReason.COMMENT: ["محرر: تعليق"],
        DropReason.RUNNING: ["ترويسة الصفحة"],
    }


def test_typed_headings_count_where_the_document_has_none():
    def fill(document):
        for text in (
            "عنوان المقال",
            "فقرة أولى طويلة بما يكفي لتكون فقرة كاملة من النص الجاري في المقال.",
            "أسباب الأزمة:",
            "فقرة ثانية طويلة بما يكفي لتكون فقرة كاملة من النص الجاري في المقال.",
        ):
            document.add_paragraph(text)

    assert "## أسباب الأزمة\n" in taken(word(fill)).markdown


def test_a_bold_line_is_proposed_as_a_heading_and_left_as_it_is():
    def fill(document):
        document.add_paragraph("عنوان المقال")
        document.add_paragraph("فقرة أولى طويلة بما يكفي لتكون فقرة كاملة من النص الجاري.")
        document.add_heading("قسم من الأقسام", 1)
        document.add_paragraph("فقرة ثانية طويلة بما يكفي لتكون فقرة كاملة من النص الجاري.")
        document.add_paragraph().add_run("الطريق إلى الحل").bold = True
        document.add_paragraph("فقرة ثانية طويلة بما يكفي لتكون فقرة كاملة من النص الجاري.")

    intake = taken(word(fill))
    assert "title: عنوان المقال\n" in intake.markdown
    assert "## قسم من الأقسام\n" in intake.markdown
    assert "**الطريق إلى الحل**\n" in intake.markdown
    assert "bold-heading" in [problem.code for problem in intake.problems]


@pytest.mark.parametrize("source", ["libreoffice", "python-docx"])
def test_every_visible_character_is_in_the_article_or_the_report(source):
    """Law 1, character by character: the XML's own text against what came out."""

    def fill(document):
        document.add_heading("عنوان", 0)
        document.add_paragraph("بقلم: سارة خليل")
        document.add_paragraph("أولاً: كذا وكذا من الكلام.")
        document.add_paragraph("ثانياً: كذا وكذا من الكلام.")
        document.add_paragraph("نص <b>*حرفي*</b> & [x](y)")
        document.add_paragraph("x").add_run("أ").font.subscript = True
        document.sections[0].footer.paragraphs[0].text = "تذييل"

    data = LIBREOFFICE.read_bytes() if source == "libreoffice" else word(fill)
    intake = taken(data)
    document = read_article(intake.markdown, "a.md")
    out = document.front.title + document.front.author
    out += "".join(segment.visible for segment in document.segments)
    out += "".join(each.text for each in intake.dropped)
    out += "".join(each.text for each in intake.ingested.removals)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [
            node.text or ""
            for name in archive.namelist()
            if re.fullmatch(r"word/(document|footnotes|comments|header\d|footer\d)\.xml", name)
            for node in fromstring(archive.read(name)).iter()
            if node.tag in (f"{W}t", f"{W}delText")
        ]
    left = list(out)
    missing = [c for c in "".join("".join(texts).split()) if c not in left or left.remove(c)]
    assert missing == []
    assert len("".join(texts)) > 50


def test_text_that_we_cannot_read_is_told():
    """A text box that only new programs draw, and a formula."""

    def fill(document):
        document.add_paragraph("عنوان المقال")
        document.add_paragraph("متن")

    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:r><w:t>نص في صندوق</w:t></w:r></mc:Choice>'
        "</mc:AlternateContent>"
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    ).encode()

    def change(parts):
        main = parts["word/document.xml"]
        at = main.rindex(b"<w:sectPr")
        parts["word/document.xml"] = main[:at] + b"<w:p>" + box + main[at:]

    intake = taken(repacked(word(fill), change))
    assert dropped(intake) == {
        DropReason.FORMULA: ["x=1"],
        DropReason.UNREAD: ["نص في صندوق"],
    }
    worries = [p.code for p in intake.problems if p.severity is Severity.WARNING]
    assert worries.count("not-taken-in") == 2


# --- hostile documents ---


def plain(document):
    document.add_paragraph("عنوان المقال")
    document.add_paragraph("متن المقال هنا.")


def refused(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(DiglotError) as caught:
        read_delivery(data, name)
    (problem,) = caught.value.problems
    assert problem.remedy
    assert problem.location.path.startswith(name)
    return problem.code


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(word(plain), lambda parts: parts.update({"word/x.xml": b" " * 30_000_000}))
    assert len(bomb) < 100_000
    assert refused(bomb) == "zip-bomb"


def test_too_many_parts_are_refused():
    many = {f"word/{number}.txt": b"" for number in range(5000)}
    assert refused(repacked(word(plain), lambda parts: parts.update(many))) == "zip-bomb"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../evil", "C:evil"])
def test_a_climbing_path_is_refused(name):
    assert refused(repacked(word(plain), lambda parts: parts.update({name: b"x"}))) == (
        "climbing-path"
    )


@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/comments.xml"])
def test_external_entities_are_refused(part):
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert refused(repacked(word(plain), lambda parts: parts.update({part: evil}))) == (
        "xml-entities"
    )


def test_a_damaged_file_and_another_archive_are_refused():
    whole = word(plain)
    assert refused(whole[: len(whole) // 2]) == "damaged-archive"
    assert refused(b"not a zip") == "damaged-archive"
    other = repacked(whole, lambda parts: parts.pop("word/document.xml"))
    assert refused(other) == "not-docx"


def test_scripts_links_and_macros_do_not_come_through():
    def fill(document):
        document.add_paragraph("عنوان المقال")
        paragraph = document.add_paragraph("متن ")
        link = document.part.relate_to(
            "javascript:alert(1)",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        element = paragraph._p.makeelement(f"{W}hyperlink", {})
        ns = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        element.set(f"{ns}id", link)
        element.append(paragraph.add_run("انقر <script>alert(1)</script>")._r)
        paragraph._p.append(element)

    macro = repacked(word(fill), lambda parts: parts.update({"word/vbaProject.bin": b"x"}))
    intake = taken(macro)
    assert "javascript" not in intake.markdown
    assert "انقر \\<script>alert(1)\\</script>" in intake.markdown
    assert dropped(intake) == {
        DropReason.LINK: ["javascript:alert(1)"],
        DropReason.MACRO: ["word/vbaProject.bin"],
    }


def test_a_picture_outside_the_document_is_not_fetched(tmp_path):
    outside = tmp_path / "secret.png"
    outside.write_bytes(png())

    def fill(document):
        plain(document)
        document.add_picture(io.BytesIO(png()))

    def change(parts):
        rels = parts["word/_rels/document.xml.rels"].decode()
        rels = re.sub(
            r'Target="media/image1\.png"',
            f'Target="{outside.as_uri()}" TargetMode="External"',
            rels,
        )
        parts["word/_rels/document.xml.rels"] = rels.encode()
        main = parts["word/document.xml"]
        parts["word/document.xml"] = main.replace(b"r:embed=", b"r:link=")

    intake = taken(repacked(word(fill), change))
    assert intake.pictures == ()
    assert DropReason.PICTURE in dropped(intake)


@pytest.mark.parametrize(
    "picture", [png(60_000, 60_000), b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n"]
)
def test_a_picture_that_is_none_or_huge_is_left_out_and_told(picture):
    def fill(document):
        plain(document)
        document.add_picture(io.BytesIO(png()))

    def change(parts):
        parts["word/media/image1.png"] = picture

    intake = taken(repacked(word(fill), change))
    assert intake.pictures == ()
    assert DropReason.PICTURE in dropped(intake)
    assert "not-taken-in" in [problem.code for problem in intake.problems]
