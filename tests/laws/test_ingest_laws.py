"""Law 1 for ingest: nothing visible is lost, whatever the text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.formats.article_md import read_article
from diglot.formats.article_writer import write_article
from diglot.formats.ingest_report import explain
from diglot.formats.inline import markdown
from diglot.formats.raw_text import decode
from diglot.model.document import Heading, List, walk
from diglot.model.ingest import RemovalReason, Role
from diglot.stages.ingest import ingest
from support.cases import read_cases

HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:1)", "![x](y)", "<http://a.b>", "&amp;", "&#35;",
    "# ", "## x ##", "- ", "+ ", "* ", "> ", "| a | b |", "---", "===", "***", "```", "~~~",
    "~~x~~", "`x`", "\\", "_x_", "*x*", "**", '[//]: # "list: ordinal"', "[x]: y", "[//]", "1. ",
    "1) ", "a\tb", "\u00a0", "\u200f", "\u202e", "<!-- x -->", "<?x?>", "://", "x_y_z", "\\\\",
    "\x00", ":", "؟ :", "{: .x}", "---\ntitle: x\n---", "\x0c", "\x85", "\u2028", "    code",
    "\tcode",
]  # fmt: skip
PIECES = [
    "أولاً: ", "ثانيا. ", "ثالثاً - ", "أ. ", "ب) ", "(ج) ", "١- ", "٢- ", "1. ", "2. ", "(3) ",
    "• ", "2.1 ", "2.2 ", "- ", "* ", "— ", "س: ", "ج: ", "سامي: ", "د. سامي", "بقلم: سارة خليل",
    "12/3/2020", "المصادر:", "أسباب الأزمة", "كيف بدأت؟", "وقال الوزير:", "مقدمة",
    "المحور الأول: ", "المحور الثاني", "کتاب", "זה מה שקרה", "یہ ہے", "القاهرة – رويترز: ",
    "* كاتب وباحث", "نص قصير", "جملة تنتهي بنقطة.",
    "فقرة أطول من غيرها فيها كلام كثير يمتد حتى يصير السطر طويلاً بما يكفي لأن يكون فقرة كاملة.",
]  # fmt: skip
piece = st.sampled_from(HOSTILE + PIECES) | st.text(max_size=12)
line = st.lists(piece, max_size=4).map(" ".join) | st.lists(piece, max_size=3).map("".join)
article = st.lists(line, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
)
arabic = st.lists(
    st.sampled_from(
        "قال الوزير إن الاتفاق قريب في بيروت و القاهرة منذ عام 2011 «نعم» لا، ثم عاد.".split()
    ),
    min_size=3,
).map(" ".join)
RENDER = markdown()


def visible(text: str) -> str:
    """The characters that ink shows."""
    return re.sub(r"[\s\x1c-\x1f]+", "", text)


def body_of(markup: str) -> str:
    """What stands below the front matter."""
    return markup.partition("\n---\n")[2]


def rendered(markup: str) -> str:
    """Text of the page that the project's own parser makes of an article's body."""
    tokens = RENDER.parse(body_of(markup))
    return "".join(
        child.content for token in tokens for child in token.children or () if child.content
    )


def laws_hold(text: str) -> None:
    found = ingest(text, path="a.txt")
    assert found == ingest(text, path="a.txt")
    assert explain(found)
    written = write_article(found)
    assert visible(rendered(written)) == visible("".join(d.text for d in found.body))
    everything_accounted_for(text, found)
    document = read_article(written, "a.md")
    blocks_come_back(found, document)


def everything_accounted_for(text: str, found) -> None:
    """Line by line, what was removed and what was kept are the line, in order."""
    kept = {decision.line: decision for decision in found.decisions}
    again = ""
    nuls = [r for r in found.removals if r.reason is RemovalReason.NUL]
    for number in sorted(kept.keys() | {r.line for r in found.removals}):
        parts = [r for r in found.removals if r.line == number and r not in nuls]
        before = [r.text for r in parts if r.reason is not RemovalReason.HEADING_COLON]
        after = [r.text for r in parts if r.reason is RemovalReason.HEADING_COLON]
        middle = [kept[number].text] if number in kept else []
        again += "".join(before + middle + after)
    assert sum(len(r.text) for r in nuls) == text.count("\x00")
    hidden = "[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\x00-\x1f\x7f\x85]"
    assert re.sub(hidden, "", visible(again)) == re.sub(hidden, "", visible(text))


def blocks_come_back(found, document) -> None:
    """The reader sees the blocks that the writer wrote: texts, headings, items, front matter."""
    assert [s.visible.split() for s in document.segments] == [d.text.split() for d in found.body]
    blocks = list(walk(document.blocks))
    levels = [d.level for d in found.body if d.role is Role.HEADING]
    assert [b.level for b in blocks if isinstance(b, Heading)] == levels
    items = sum(len(b.items) for b in blocks if isinstance(b, List))
    assert items == sum(d.role is Role.ITEM for d in found.body)
    lists = [(b.style, b.start) for b in blocks if isinstance(b, List)]
    assert lists == [(d.style, d.number or 1) for d in found.body if d.opens_list]
    assert (document.front.title, document.front.author) == (found.front.title, found.front.author)


@given(article)
@settings(max_examples=300, deadline=None)
def test_nothing_visible_is_lost(text):
    laws_hold(text)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_nor_in_arbitrary_text(text):
    laws_hold(text)


@given(st.sampled_from(HOSTILE + PIECES), st.integers(1, 12), st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None)
def test_nor_in_a_text_of_one_kind_of_line(one, count, end):
    laws_hold(end.join([one] * count))


def test_nor_in_the_cases():
    for case in read_cases("ingest"):
        laws_hold(case.parts["input"])


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6).map("".join))
@settings(deadline=None)
def test_no_text_becomes_markup(text):
    written = write_article(ingest(f"عنوان\nنص أول.\n{text}\n", path="a.txt"))
    types = {
        child.type for token in RENDER.parse(body_of(written)) for child in token.children or ()
    }
    assert types <= {"text"}


@given(
    arabic, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
)
@settings(deadline=None)
def test_every_encoding_reads_back(text, codec):
    assert decode(text.encode(codec), "a.txt").text == text
