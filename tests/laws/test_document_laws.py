"""What is written is what is read: inline text, whole documents, Markdown as delivered."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diglot.formats.article_md import read_article
from diglot.formats.delivered_markdown import as_draft
from diglot.formats.document_writer import write_document
from diglot.formats.inline import markdown, parse_unit
from diglot.formats.inline_writer import compose, cut, normal, place_of, visible, write_inline
from diglot.model.document import (
    Code,
    Document,
    Figure,
    FrontMatter,
    Heading,
    Inline,
    Item,
    List,
    ListStyle,
    Paragraph,
    Quote,
    Rule,
    Segment,
    SegmentKind,
    Status,
    Table,
)

WORDS = [
    "قال", "النص", " ", "  ", "،", ".", ":", "«", "»", "(", ")", "[1]", "[x](y)", "*", "**", "_",
    "`", "``", "\\", "<b>", "&amp;", "&", "#", "# ", "- ", "1. ", "12) ", "> ", "|", "---", "===",
    "~~~", "!", "![a](b)", "http://x.y", "<http://x.y>", '[//]: # "list: x"', "+ ", "a", "\u00a0",
    "\u200f", "\ufeff", "2", "[", "]", "](", '"', "'",
]  # fmt: skip
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)
word = text.map(lambda each: Inline("text", each))
href = st.sampled_from(["https://x.example/a?b=1&c=2", "mailto:a@b.c", "https://x.example/(a)_b*c"])


def flat(parts):
    return list(chain.from_iterable(parts))


def spanned(children):
    def close(span, inner):
        tag, target = span
        return [Inline("open", tag=tag, href=target), *inner, Inline("close", tag=tag)]

    span = st.sampled_from([("strong", ""), ("em", "")]) | href.map(lambda each: ("a", each))
    return st.builds(close, span, st.lists(children, max_size=3).map(flat))


code = st.sampled_from(["x", "a`b", "``", "<b>", "*"]).map(lambda each: Inline("code", each))
single = st.one_of(word, code, st.just(Inline("break", "\n"))).map(lambda each: [each])
run = st.recursive(single, spanned, max_leaves=6)
inlines = st.lists(run, min_size=1, max_size=5).map(flat)
kinds = st.sampled_from([SegmentKind.PARAGRAPH, SegmentKind.HEADING, SegmentKind.CELL])


def ink(value: str) -> str:
    return "".join(value.split())


@given(inlines, kinds)
@settings(max_examples=150, deadline=None)
def test_inline_text_reads_back_with_every_character_in_place(events, kind):
    segment = compose(kind, events)
    wanted = normal(events, breaks=place_of(kind) == "paragraph")
    assert ink(visible(segment.inlines)) == ink(visible(wanted))
    lost = write_inline(events, place_of(kind)).emphasis_lost
    spans = [(e.kind, e.href) for e in wanted if e.tag == "a"]
    assert [(e.kind, e.href) for e in segment.inlines if e.tag == "a"] == spans
    if not lost:
        assert sum(e.kind == "open" for e in segment.inlines) <= sum(
            e.kind == "open" for e in wanted
        )
    assert compose(kind, segment.inlines).source == segment.source


@given(inlines, st.integers(0, 12))
@settings(deadline=None)
def test_a_cut_loses_nothing(events, at):
    whole = normal(events)
    length = len(visible(whole))
    parts = visible(cut(whole, 0, at)) + visible(cut(whole, at, length))
    assert ink(parts) == ink(visible(whole))


def document(parts) -> Document:
    """Give a document of blocks that are told as (kind, inlines …)."""
    segments: list[Segment] = []

    def take(kind, events):
        segments.append(compose(kind, events))
        return len(segments) - 1

    def build(part, kind=SegmentKind.PARAGRAPH):
        match part:
            case ("p", events):
                return Paragraph(take(kind, events))
            case ("h", events, level):
                return Heading(take(SegmentKind.HEADING, events), level)
            case ("list", style, start, items):
                start = 1 if style is ListStyle.BULLET else start
                return List(
                    style,
                    start,
                    tuple(
                        Item(tuple(build(each, SegmentKind.ITEM) for each in item))
                        for item in items
                    ),
                )
            case ("quote", inner):
                return Quote(tuple(build(each, SegmentKind.QUOTE) for each in inner))
            case ("table", rows):
                cells = [
                    [None if c is None else take(SegmentKind.CELL, c) for c in r] for r in rows
                ]
                return Table(tuple(cells[0]), tuple(map(tuple, cells[1:])))
            case ("image", alt):
                segments.append(Segment(SegmentKind.IMAGE, alt, ()))
                return Figure(len(segments) - 1, "image-1.png")
            case ("code", content):
                return Code(content)
            case _:
                return Rule()

    blocks = tuple(build(part) for part in parts)
    return Document(FrontMatter(title="ع", status=Status.DRAFT), blocks, tuple(segments))


shown = inlines.filter(lambda events: bool(normal(events, breaks=False)))
para = st.tuples(st.just("p"), shown)
image = st.tuples(st.just("image"), st.sampled_from(["رافعة", "a * b", "[x]", ""]))
head = st.tuples(st.just("h"), shown, st.integers(2, 6))
table = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.none() | shown, min_size=width, max_size=width), min_size=2, max_size=3
    ).filter(lambda rows: any(cell is not None for row in rows for cell in row))
)
simple = st.one_of(
    para,
    head,
    image,
    table.map(lambda rows: ("table", rows)),
    st.just(("rule",)),
    st.sampled_from(["x\n", "a\n\n  b\n", "```\n", "- x\n"]).map(lambda c: ("code", c)),
)


def containers(children):
    # An item begins with its text, as in every input that we read.
    item = st.tuples(para, st.lists(children, max_size=2)).map(lambda pair: [pair[0], *pair[1]])
    lists = st.tuples(
        st.just("list"),
        st.sampled_from(list(ListStyle)),
        st.sampled_from([1, 2, 7, 10]),
        st.lists(item, min_size=1, max_size=3),
    )
    quotes = st.tuples(st.just("quote"), st.lists(children, min_size=1, max_size=2))
    return lists | quotes


blocks = st.lists(st.recursive(simple, containers, max_leaves=5), min_size=1, max_size=4)


@given(blocks)
@settings(max_examples=100, deadline=None)
def test_a_document_reads_back_the_same(parts):
    given_ = document(parts)
    again = read_article(write_document(given_), "a.md")
    assert again.blocks == given_.blocks
    assert again.front == given_.front
    assert [(s.kind, s.source, s.links) for s in again.segments] == [
        (s.kind, s.source, s.links) for s in given_.segments
    ]


@given(st.lists(text, max_size=6).map("\n".join), st.sampled_from(["", "ar"]))
@settings(deadline=None)
def test_delivered_markdown_keeps_its_text_and_is_a_draft(body, lang):
    body = f"# عنوان\n\n{body}"
    before, after = read_article(body, "a.md"), read_article(as_draft(body, lang), "a.md")
    assert [s.source for s in after.segments] == [s.source for s in before.segments]
    assert after.front.status is Status.DRAFT
    assert after.front.title == "عنوان"


lines = st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "\n    ", "\t", "\0", "\r\n"]), max_size=12)


@given(lines.map("".join))
@settings(max_examples=300, deadline=None)
def test_short_ways_of_the_parser_lead_where_its_rules_do(body):
    ruled = MarkdownIt("commonmark", {"html": False}).enable("table")
    own = markdown()
    assert own.render(body) == ruled.render(body)
    assert own.renderInline(body) == ruled.renderInline(body)
    if not set("[!<") & set(body):  # in a unit only numbered links are links
        said = "".join(event.visible for event in parse_unit(body))
        assert said == visible_tokens(ruled.parseInline(body)[0].children)


def visible_tokens(tokens):
    return "".join("\n" if each.type.endswith("break") else each.content for each in tokens)
