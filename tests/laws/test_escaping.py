"""Law 7: no text from an article, a catalogue or a glossary becomes markup or script."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from diglot.formats.article_md import read_article
from diglot.formats.inline import parse_unit
from diglot.model.document import Link
from diglot.render.inline_html import Wrap, inline_html, visible
from diglot.render.inline_text import inline_markdown, isolated
from diglot.render.interface import Interface
from diglot.render.links import page_links
from diglot.text.bidi import CONTROLS, isolates
from diglot.text.sentences import sentences

COMMONMARK = MarkdownIt("commonmark")
"""As others read Markdown: raw HTML is HTML."""
ALLOWED = {"a", "em", "strong", "code", "br", "img", "bdi", "s"}
HOSTILE = st.sampled_from(
    [
        "<script>",
        "</p>",
        "<img src=x onerror=1>",
        "javascript:1",
        "[x](javascript:1)",
        "[a][1]",
        "![",
        "](",
        "&lt;",
        "&#60;",
        '"',
        "'",
        "`",
        "**",
        "*",
        "_",
        "\\",
        "<!--",
        "]]>",
        "{{",
        "{%",
        "\n",
        " ",
        "وفاغنر",
        "Wagner",
    ]
)
TEXT = st.lists(HOSTILE | st.text(max_size=6), max_size=12).map("".join)


class Audit(HTMLParser):
    """Reads HTML as a browser's tokeniser does, collecting tags, attributes and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += ((name, value or "") for name, value in attrs)
        if tag == "br":
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")


def audit(html: str) -> Audit:
    parser = Audit()
    parser.feed(html)
    parser.close()
    return parser


def is_clean(found: Audit) -> bool:
    names = {name for name, _ in found.attributes}
    schemes = [
        v
        for n, v in found.attributes
        if n in ("href", "src") and v.lower().startswith(("javascript:", "data:text"))
    ]
    return (
        set(found.tags) <= ALLOWED
        and names <= {"href", "title", "src", "alt", "lang", "dir", "class"}
        and not schemes
    )


@given(TEXT)
def test_a_unit_renders_as_its_visible_text_and_nothing_else(text: str) -> None:
    inlines = parse_unit(text, (Link("https://example.org/?a=1&b=2"),))
    found = audit(inline_html(inlines))
    assert is_clean(found)
    assert "".join(found.text) == visible(inlines).replace("\r", "\n")
    assert all(
        v == "https://example.org/?a=1&b=2" for n, v in found.attributes if n in ("href", "src")
    )


@given(TEXT)
@example("**<script>*javascript:1**")
def test_a_unit_is_the_same_text_in_markdown(text: str) -> None:
    inlines = parse_unit(text, (Link("https://example.org/?a=1&b=2"),))
    tokens = COMMONMARK.parse(f"x {inline_markdown(inlines)}")
    children = [c for t in tokens for c in t.children or ()]
    shown = "".join(
        "\n" if c.type[-5:] == "break" else c.content for c in children if c.type != "image"
    )
    assert "".join(shown.split()) == "".join(f"x {visible(inlines)}".split())
    assert "html_inline" not in {c.type for c in children}
    hrefs = {str(c.attrs["href"]) for c in children if c.type == "link_open"}
    assert hrefs <= {"https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"}


@given(TEXT, st.sampled_from(["ar", "en"]))
def test_plain_text_keeps_every_character_and_no_open_control(text: str, lang: str) -> None:
    inlines = parse_unit(text)
    shown = isolated(visible(inlines), lang)
    assert CONTROLS.sub("", shown) == CONTROLS.sub("", visible(inlines))
    depth = 0
    for char in shown:
        depth += (char == "\u2068") - (char == "\u2069")
        assert depth in (0, 1)
    assert depth == 0


@given(TEXT)
def test_an_article_renders_as_text(text: str) -> None:
    document = read_article(f"---\ntitle: t\n---\n\n{text}\n", "a.md")
    for segment in document.segments:
        assert is_clean(audit(inline_html(segment.inlines)))


@given(TEXT, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_wraps_change_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    inlines = parse_unit(text)
    wraps = [Wrap(a, b, '<bdi lang="en">', "</bdi>") for a, b in spans]
    wrapped, plain = audit(inline_html(inlines, wraps)), audit(inline_html(inlines))
    assert "".join(wrapped.text) == "".join(plain.text)
    assert is_clean(wrapped)


@given(TEXT)
def test_sentences_join_to_the_text(text: str) -> None:
    spans = sentences(text, "ar")
    assert "".join(text[a:b] for a, b in spans) == text


@given(st.text(), st.sampled_from(["rtl", "ltr"]))
def test_isolates_are_in_bounds_and_apart(text: str, direction: str) -> None:
    spans = isolates(text, "rtl" if direction == "rtl" else "ltr")
    flat = [edge for span in spans for edge in span]
    assert flat == sorted(flat)
    assert all(0 <= a < b <= len(text) for a, b in spans)


@given(TEXT)
def test_the_link_reader_sees_no_link_in_escaped_text(text: str) -> None:
    assert not page_links(inline_html(parse_unit(text))).links


def test_a_text_is_escaped_though_the_same_letters_came_as_markup_before():
    ui = Interface("en", None)
    assert "<b>" in ui.html("by {who}", who=Markup("<b>x</b>"))
    assert "<b>" not in ui.html("by {who}", who="<b>x</b>")
