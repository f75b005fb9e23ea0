"""A WordPress export, read as the articles in it."""

from pathlib import Path

import pytest

from diglot.formats.article_md import read_article
from diglot.intake import read_delivery
from diglot.model.delivery import DropReason
from diglot.model.problem import DiglotError

EXPORT = Path(__file__).parent.parent / "inputs" / "wordpress.xml"


def body(markdown: str) -> str:
    return markdown.partition("\n---\n")[2].strip()


def test_every_post_with_a_text_becomes_an_article():
    new, old = read_delivery(EXPORT.read_bytes(), "export.xml")
    front = read_article(new.markdown, "a.md").front
    assert (front.title, front.author) == ("الميناء بعد العاصفة", "سلمى حدّاد")
    assert (front.date, front.summary) == ("2026-03-04", "خلاصة & أكثر")
    assert front.topics == ("اقتصاد", "موانئ")
    assert (new.slug, old.slug) == ("port-after-storm", "mn-alarshyf")
    assert body(new.markdown) == (
        "عاد **الميناء** إلى العمل[1].\n\n## ما الذي تغيّر\n\n1. الرصيف الشرقي\n\n***\n\n"
        "1. بيان الإدارة، 3 آذار."
    )
    assert body(old.markdown) == (
        "[صورة قديمة](https://news.example/old.jpg) شرح الصورة\n\n"
        "فقرة أولى كتبت في المحرر القديم\\\nوفيها سطران.\n\nفقرة ثانية **بخط عريض**."
    )
    left = {(each.reason, each.text) for each in new.dropped}
    assert (DropReason.COMMENT, "قارئ: شكراً") in left
    assert (DropReason.SHORTCODE, '[gallery ids="1,2"]') in left
    assert "was-protected" in [problem.code for problem in old.problems]
    assert old.original.decode().startswith("[caption ")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "xml-entities"),
        (b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss>&e;</rss>', "xml-entities"),
        (b"<rss><channel>", "damaged-xml"),
        (b"<rss><channel><item/></channel></rss>", "not-wxr"),
        (b"<html/>", "not-wxr"),
    ],
)
def test_what_is_no_export_or_reads_other_files_is_refused(data, code):
    with pytest.raises(DiglotError) as caught:
        read_delivery(data, "export.xml")
    assert caught.value.problems[0].code == code
