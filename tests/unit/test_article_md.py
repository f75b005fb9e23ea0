"""article.md to a document: blocks by case file, front matter and its faults by example."""

from __future__ import annotations

import pytest

from diglot.formats.article_md import read_article
from diglot.model.document import Document, List, Status, walk
from diglot.model.problem import DiglotError
from support.cases import Case, read_cases


def dump(document: Document) -> str:
    lines: list[str] = []
    for segment in document.segments:
        lines.append(f"{segment.kind}: {segment.source}")
        for number, link in enumerate(segment.links, 1):
            title = f' "{link.title}"' if link.title else ""
            lines.append(f"  {number} {link.href}{title}")
    lists = [f"{b.style} from {b.start}" for b in walk(document.blocks) if isinstance(b, List)]
    if lists:
        lines.append(f"lists: {', '.join(lists)}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", read_cases("article-md"), ids=str)
def test_blocks(case: Case) -> None:
    document = read_article(f"---\ntitle: t\n---\n\n{case.parts['input']}\n", "article.md")
    assert dump(document) == case.parts["expected"], case.where
    assert not document.problems


def test_every_segment_knows_its_line() -> None:
    document = read_article("---\ntitle: t\n---\n\nأول\n\n## ثانٍ\n\n- ثالث\n", "a.md")
    assert [segment.line for segment in document.segments] == [5, 7, 9]


def test_a_first_level_heading_stands_for_a_missing_title() -> None:
    document = read_article("# العنوان\n\nنص\n\n> قول\n", "a.md")
    assert document.front.title == "العنوان"
    assert [segment.source for segment in document.segments] == ["نص", "قول"]
    assert {b.segment for b in walk(document.blocks) if hasattr(b, "segment")} == {0, 1}


def test_absent_status_is_published_and_line_ends_do_not_matter() -> None:
    document = read_article(
        "\ufeff---\r\ntitle: عنوان\r\ndate: 2026-01-02\r\n---\r\n\r\nنص\r\n", "a.md"
    )
    assert document.front.status is Status.PUBLISHED
    assert (document.front.date, document.segments[0].source) == ("2026-01-02", "نص")


@pytest.mark.parametrize(
    ("front", "where", "says"),
    [
        ("title: t\nstatus: publised", "a.md:3:9", "publised is not a publication status"),
        ('title: "t', "a.md:3:1", "not valid YAML"),
        ("- title", "a.md:2", "not a list of"),
    ],
)
def test_front_matter_that_cannot_be_trusted_withholds_the_article(
    front: str, where: str, says: str
) -> None:
    with pytest.raises(DiglotError) as caught:
        read_article(f"---\n{front}\n---\n\nنص\n", "a.md")
    assert str(caught.value).startswith(where)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("front", "code", "says"),
    [
        ("titel: t", "front-matter-key", "did you mean title?"),
        ("title: t\ndate: غدًا", "front-matter-date", "is not a date"),
        ("title: t\nlang: xx", "front-matter-lang", "not a supported language"),
        ("title: [a]", "front-matter-value", "not a line of text"),
        ("title: a\ntitle: b", "front-matter-key", "stands twice"),
        ("title: a\ncorrections: [{note: x}]", "front-matter-correction", "needs a date"),
        ("author: a", "title-missing", "no title"),
    ],
)
def test_smaller_faults_are_reported_and_lose_nothing(front: str, code: str, says: str) -> None:
    document = read_article(f"---\n{front}\n---\n\nنص\n", "a.md")
    assert [segment.source for segment in document.segments] == ["نص"]
    assert any(p.code == code and says in p.message and p.location.line for p in document.problems)


def test_an_unclosed_front_matter_is_named() -> None:
    with pytest.raises(DiglotError, match="not closed"):
        read_article("---\ntitle: t\n\nنص\n", "a.md")
