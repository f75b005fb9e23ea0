"""Inline events to HTML, with spans of the visible text wrapped; escaping lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from diglot.model.document import Inline
from diglot.model.image import Image


@dataclass(frozen=True, slots=True)
class Wrap:
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
    parts: list[str] = []
    offset = links = 0
    for inline in inlines:
        match inline.kind:
            case "text" | "code":
                inner = [
                    w for w in nested if offset <= w.start and w.end <= offset + len(inline.text)
                ]
                if links:
                    inner = [w for w in inner if not w.before.startswith("<a ")]
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
        if wrap.start < wrap.end and not any(
            wrap.start < k.start < wrap.end < k.end
            or k.start < wrap.start < k.end < wrap.end
            or (wrap.start, wrap.end) == (k.start, k.end)
            for k in kept
        ):
            kept.append(wrap)
    return sorted(kept, key=lambda w: (w.start, -w.end))


def _wrapped(text: str, offset: int, wraps: Sequence[Wrap]) -> str:
    """Escape a text and put the wraps, sorted outer first, around their spans."""
    if not wraps:
        return escape(text, quote=False)
    parts: list[str] = []
    open_wraps: list[Wrap] = []
    position = 0

    def write(end: int) -> None:
        nonlocal position
        parts.append(escape(text[position : end - offset], quote=False))
        position = end - offset

    for wrap in wraps:
        while open_wraps and open_wraps[-1].end <= wrap.start:
            write(open_wraps[-1].end)
            parts.append(open_wraps.pop().after)
        write(wrap.start)
        parts.append(wrap.before)
        open_wraps.append(wrap)
    while open_wraps:
        write(open_wraps[-1].end)
        parts.append(open_wraps.pop().after)
    write(offset + len(text))
    return "".join(parts)
