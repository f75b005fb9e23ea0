"""What a concordance quotes: whole short passages, else the sentences that name the actor."""

from __future__ import annotations

from diglot.model.actors import Mention
from diglot.model.document import Document, FrontMatter, Inline, Paragraph, Segment, SegmentKind
from diglot.model.edition import Edition, Excerpt, Origin, Pair
from diglot.model.translation import Unit
from diglot.stages.quote import quote

LONG = "جملة لا تذكر أحداً " * 9 + ". "


def edition(source: str, target: str, named: str, english: str) -> Edition:
    segment = Segment(SegmentKind.PARAGRAPH, source, (Inline("text", source),))
    marks = (Mention(0, start := source.index(named), start + len(named), "x", start),)
    target_marks = ()
    if english:
        target_marks = (Mention(0, at := target.index(english), at + len(english), "x", at),)
    pair = Pair(
        "s-1",
        7,
        segment,
        Unit("s-1", source, target),
        (Inline("text", target),),
        source_mentions=marks,
        target_mentions=target_marks,
    )
    document = Document(FrontMatter(), (Paragraph(0),), (segment,))
    return Edition("a", "ar", "en", document, (pair,), {}, Origin())


def marked(excerpt: Excerpt | None) -> str:
    assert excerpt is not None
    text = excerpt.text
    for start, end in reversed(excerpt.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def test_a_short_passage_is_quoted_whole_in_both_languages() -> None:
    (found,) = quote(
        edition("قال فاغنر نعم. ثم مضى.", "Wagner said yes. Then left.", "فاغنر", "Wagner")
    )
    assert marked(found.source) == "قال [فاغنر] نعم. ثم مضى."
    assert marked(found.target) == "[Wagner] said yes. Then left."
    assert (found.segment, found.number) == ("s-1", 7)


def test_a_long_passage_is_cut_to_the_sentences_that_name_the_actor() -> None:
    source = f"{LONG}ثم قال فاغنر نعم. {LONG}"
    target = "Nobody is named here. Then Wagner said yes. Nor here."
    (found,) = quote(edition(source, target, "فاغنر", "Wagner"))
    assert marked(found.source) == "… ثم قال [فاغنر] نعم. …"
    assert marked(found.target) == "… Then [Wagner] said yes. …"


def test_a_side_without_the_name_shows_the_sentences_of_the_same_place() -> None:
    source = f"{LONG}ثم قال فاغنر نعم. {LONG}"
    (found,) = quote(edition(source, "First. Then he said yes. Last.", "فاغنر", ""))
    assert marked(found.target) == "… Then he said yes. …"


def test_a_side_without_the_name_and_of_other_shape_is_quoted_whole() -> None:
    source = f"{LONG}ثم قال فاغنر نعم. {LONG}"
    (found,) = quote(edition(source, "He said yes.", "فاغنر", ""))
    assert marked(found.target) == "He said yes."
