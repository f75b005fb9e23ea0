"""Inline events to text that is not HTML: Markdown, and plain text safe in either direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from diglot.model.document import Inline
from diglot.model.language import language
from diglot.text.bidi import CONTROLS, isolates

_ACTIVE = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_END = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLOCK_START = re.compile(r"^([ \t]*)(#|[-+=](?=[\s=-]|$)|\d{1,9}[.)](?=\s|$))", re.MULTILINE)
_EMPHASES = {"em": "*", "strong": "**", "s": "~~"}
_UNSAFE_ADDRESS = re.compile(r"[\s<>\\()]")
_MARK = "\u200f"
_ISOLATE, _POP = "\u2068", "\u2069"


def inline_markdown(inlines: Iterable[Inline], resolve: Callable[[str], str] = str) -> str:
    """Render inline events as CommonMark that shows the same text, raw HTML being none.

    Args:
        inlines: events in reading order.
        resolve: turns an address of the article into one that works in the file, or into the
            empty string, which leaves the link's text alone.
    """
    parts: list[str] = []
    open_links: list[str] = []
    emphases: list[str] = []
    for inline in inlines:
        match inline.kind:
            case "text":
                parts.append(_ACTIVE.sub(r"\\\1", _LINE_END.sub(" ", inline.text)))
            case "code":
                parts.append(_code(_LINE_END.sub(" ", inline.text)))
            case "softbreak":
                parts.append("\n")
            case "break":
                parts.append("\\\n")
            case "image":
                parts.append(_image(inline.text, resolve(inline.href)))
            case "open" if inline.tag == "a":
                open_links.append(resolve(inline.href))
                parts.append("[" if open_links[-1] else "")
            case "close" if inline.tag == "a":
                href = open_links.pop()
                parts.append(f"]({_address(href)})" if href else "")
            case _:
                parts.append(_emphasis(inline, emphases))
    # A blank line would end the paragraph.
    return _BLOCK_START.sub(r"\1\\\2", re.sub(r"\n\s*\n", "\n", "".join(parts)).strip())


def _emphasis(inline: Inline, open_: list[str]) -> str:
    """Write a mark of emphasis; inside the same one none, for two ends would read as another's."""
    if inline.kind == "close":
        open_.pop()
    mark = "" if inline.tag in open_ else _EMPHASES[inline.tag]
    if inline.kind == "open":
        open_.append(inline.tag)
    return mark


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _image(alternative: str, href: str) -> str:
    text = _ACTIVE.sub(r"\\\1", alternative)
    return f"![{text}]({_address(href)})" if href else text


def _address(href: str) -> str:
    return _UNSAFE_ADDRESS.sub(lambda m: f"%{ord(m[0]):02X}", href)


def directed(text: str, lang: str) -> str:
    """Make a text of one language safe to stand where no markup says its direction.

    A right-to-left text that would open the other way gets a right-to-left mark before it.
    Source: W3C, *Structural markup and right-to-left text in HTML*, on titles.
    """
    if language(lang).direction == "ltr" or not text:
        return text
    opens = next((c for c in text if c.isalnum()), "")
    return _MARK + text if opens.isascii() else text


def isolated(text: str, lang: str) -> str:
    """Put direction isolates around the runs of the other direction, and mark the text's own.

    Control characters that the text brings are left out: an unpaired one would reach beyond it.
    """
    bare = CONTROLS.sub("", text)
    parts: list[str] = []
    position = 0
    for start, end in isolates(bare, language(lang).direction):
        parts += (bare[position:start], _ISOLATE, bare[start:end], _POP)
        position = end
    return directed("".join((*parts, bare[position:])), lang)
