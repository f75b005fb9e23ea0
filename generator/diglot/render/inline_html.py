"""Inline events to HTML, with spans of the visible text wrapped; escaping lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from diglot.model.document import Inline
from diglot.model.image import Image


class Wrap(NamedTuple):
    """Markup around a span of visible text; `before` and `after` are HTML."""

    start: int
    end: int
    before: str
    after: str


def inline_html(
    inlines: Sequence[Inline],
    wraps: Sequence[Wrap] = (),
    resolve: Callable[[str], str] = str,
    images: Mapping[str, Image] | None = None,
    *,
    xml: bool = False,
) -> str:
    """Render inline events.

    Args:
        inlines: events in reading order.
        wraps: spans of the visible text (code points) to wrap, those named first winning. A span
            that overlaps an earlier one without nesting, crosses an element's edge, or would put
            a link inside a link, is left plain.
        resolve: turns an address of the article into one of the page.
        images: what is known of images by their address in the article.
        xml: write XHTML for a book; an image without an address shows its alternative text.

    Returns:
        HTML in which every character of text is escaped.
    """
    nested = _nested(wraps)
    if len(inlines) == 1 and inlines[0].kind == "text":  # nine texts in ten
        return _wrapped(inlines[0].text, 0, _within(nested, 0, len(inlines[0].text)))
    parts: list[str] = []
    offset = links = 0
    for inline in inlines:
        match inline.kind:
            case "text" | "code":
                inner = _within(nested, offset, offset + len(inline.text), in_link=links > 0)
                html = _wrapped(inline.text, offset, inner)
                # The dot of `.docx` would otherwise stand at its other end in an Arabic line.
                parts.append(f'<code dir="auto">{html}</code>' if inline.kind == "code" else html)
            case "softbreak":
                parts.append("\n")
            case "break":
                parts.append("<br/>" if xml else "<br>")
            case "image":
                size = size_attributes((images or {}).get(inline.href))
                parts.append(_book_image(inline) if xml else _image(inline, resolve, size))
            case "open" if inline.tag == "a":
                links += 1
                title = f' title="{escape(inline.title)}"' if inline.title else ""
                parts.append(f'<a href="{escape(resolve(inline.href))}"{title}>')
            case "open":
                parts.append(f"<{inline.tag}>")
            case "close":
                links -= inline.tag == "a"
                parts.append(f"</{inline.tag}>")
        offset += len(inline.visible)
    return "".join(parts)


def size_attributes(image: Image | None) -> str:
    """Give the attributes that keep an image's place before it has come, with a space before."""
    known = image is not None and image.width and image.height
    return f' width="{image.width}" height="{image.height}"' if image and known else ""


def _image(inline: Inline, resolve: Callable[[str], str], size: str) -> str:
    src, alt = escape(resolve(inline.href)), escape(inline.text)
    return f'<img src="{src}" alt="{alt}"{size} loading="lazy">'


def _book_image(inline: Inline) -> str:
    if not inline.href:
        return f"[{escape(inline.text, quote=False)}]"
    return f'<img src="{escape(inline.href)}" alt="{escape(inline.text)}"/>'


def visible(inlines: Iterable[Inline]) -> str:
    """Give the text that a reader sees."""
    return "".join(inline.visible for inline in inlines)


def _nested(wraps: Sequence[Wrap]) -> list[Wrap]:
    """Keep the wraps that lie apart or inside one another, outer ones first."""
    kept: list[Wrap] = []
    for wrap in wraps:
        start, end = wrap.start, wrap.end
        for k in kept:
            if start < k.start < end < k.end or k.start < start < k.end < end:
                break
            if start == k.start and end == k.end:
                break
        else:
            if start < end:
                kept.append(wrap)
    return kept if len(kept) < 2 else sorted(kept, key=_outer_first)


def _within(wraps: Iterable[Wrap], start: int, end: int, *, in_link: bool = False) -> list[Wrap]:
    """Keep the wraps of one span of the text; inside a link, those that are no link."""
    within = [wrap for wrap in wraps if start <= wrap.start and wrap.end <= end]
    return [w for w in within if not w.before.startswith("<a ")] if in_link else within


def _outer_first(wrap: Wrap) -> tuple[int, int]:
    return wrap.start, -wrap.end


def _wrapped(text: str, offset: int, wraps: Sequence[Wrap]) -> str:
    """Escape a text and put the wraps, sorted outer first, around their spans."""
    escaped = escape(text, quote=False)
    if not wraps:
        return escaped
    write = str if escaped == text else _escaped  # five times the cost, and seldom needed
    parts: list[str] = []
    open_wraps: list[Wrap] = []
    position = 0
    for wrap in wraps:
        while open_wraps and open_wraps[-1].end <= wrap.start:
            end = open_wraps[-1].end - offset
            parts += write(text[position:end]), open_wraps.pop().after
            position = end
        start = wrap.start - offset
        parts += write(text[position:start]), wrap.before
        position = start
        open_wraps.append(wrap)
    while open_wraps:
        end = open_wraps[-1].end - offset
        parts += write(text[position:end]), open_wraps.pop().after
        position = end
    parts.append(write(text[position:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    return escape(text, quote=False)
