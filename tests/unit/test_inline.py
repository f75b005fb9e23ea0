"""Units of a catalogue: only numbered links are links, and wraps never break elements."""

from __future__ import annotations

import pytest

from diglot.formats.inline import parse_unit
from diglot.model.document import Link
from diglot.render.inline_html import Wrap, inline_html, visible

LINKS = (Link("https://example.org/", "t"), Link("x.png"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "see [the *report*][1]",
            'see <a href="https://example.org/" title="t">the <em>report</em></a>',
        ),
        ("![alt][2]", '<img src="x.png" alt="alt" loading="lazy">'),
        ("[a](https://evil.example)", "[a](https://evil.example)"),
        ("[a][3]", "[a][3]"),
        ("[1]", "[1]"),
        ("Kyiv [revealed] it", "Kyiv [revealed] it"),
        ("<https://evil.example>", "&lt;https://evil.example&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a & b &amp; c", "a &amp; b &amp; c"),
        ("`<i>`", '<code dir="auto">&lt;i&gt;</code>'),
        ("one  \ntwo", "one<br>two"),
    ],
)
def test_units(text: str, html: str) -> None:
    assert inline_html(parse_unit(text, LINKS)) == html


def test_an_autolink_of_the_source_may_stand_in_the_translation() -> None:
    inlines = parse_unit("<https://example.org/>", (), ("https://example.org/",))
    assert inline_html(inlines) == '<a href="https://example.org/">https://example.org/</a>'


def wrap(start: int, end: int, name: str) -> Wrap:
    return Wrap(start, end, f"<{name}>", f"</{name}>")


def test_wraps_nest_and_do_not_cross() -> None:
    inlines = parse_unit("abcdef")
    assert inline_html(inlines, [wrap(0, 4, "x"), wrap(1, 2, "y")]) == "<x>a<y>b</y>cd</x>ef"
    assert inline_html(inlines, [wrap(0, 3, "x"), wrap(2, 5, "y")]) == "<x>abc</x>def"
    assert inline_html(inlines, [wrap(0, 2, "x"), wrap(3, 5, "y")]) == "<x>ab</x>c<y>de</y>f"


def test_a_wrap_across_an_element_is_left_out_and_text_is_whole() -> None:
    inlines = parse_unit("ab *cd* ef")
    assert inline_html(inlines, [wrap(1, 4, "x")]) == "ab <em>cd</em> ef"
    assert inline_html(inlines, [wrap(3, 5, "x")]) == "ab <em><x>cd</x></em> ef"


def test_no_link_inside_a_link() -> None:
    inlines = parse_unit("[Wagner][1]", LINKS)
    assert inline_html(inlines, [Wrap(0, 6, '<a href="y">', "</a>")]).count("<a ") == 1
    assert visible(inlines) == "Wagner"
