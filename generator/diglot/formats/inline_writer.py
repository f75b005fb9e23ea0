"""Inline events → CommonMark that reads back as the same events.

Law: `from_token(parse(write_inline(x))) == normal(x)`, but for emphasis that CommonMark cannot
express; then the text stands without it, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it.token import Token

from diglot.formats.article_writer import escape, escape_run
from diglot.formats.inline import from_token, markdown, parse_unit
from diglot.model.document import Inline, Segment, SegmentKind

Place = Literal["paragraph", "heading", "cell"]

_PARSER = markdown()
_ACTIVE = re.compile(r"[!-/:-@\[-`{-~]")
_LIKELY = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[`*<]|(?<!\w)_|_(?!\w)|\[|\](?=[\[(:])|&(?=#?\w+;)")
_ESCAPED_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#>+\-=~|])", re.MULTILINE)
_MARKS = {"strong": ("**", "__"), "em": ("*", "_")}


@dataclass(frozen=True, slots=True)
class Written:
    """Markup of one block of inline text."""

    markup: str
    emphasis_lost: bool


def compose(kind: SegmentKind, inlines: Sequence[Inline]) -> Segment:
    """Give the segment that `read_article` will read where these events are written."""
    written = write_inline(inlines, place_of(kind)).markup
    token = _token(written, place_of(kind))
    if token is None:
        return Segment(kind, "", ())
    inline = from_token(token)
    return Segment(kind, inline.source, inline.inlines, inline.links)


def place_of(kind: SegmentKind) -> Place:
    """Give the sort of block in which a segment stands."""
    places: dict[SegmentKind, Place] = {SegmentKind.HEADING: "heading", SegmentKind.CELL: "cell"}
    return places.get(kind, "paragraph")


def write_inline(inlines: Sequence[Inline], place: Place = "paragraph") -> Written:
    """Write events as one block's inline markup.

    Args:
        inlines: events in reading order; of any origin, so long as open and close match.
        place: the block; a heading and a cell hold no line breaks, which become spaces.

    Returns:
        The markup, empty where there is nothing to show.
    """
    events = normal(inlines, breaks=place == "paragraph")
    if not events:
        return Written("", emphasis_lost=False)
    for lost, attempt in enumerate(_attempts(events)):
        tidy = normal(attempt, breaks=place == "paragraph")
        if all(event.kind == "text" for event in tidy):
            return Written(_plain(visible(tidy), place), emphasis_lost=lost > 0)
        for candidate in _candidates(tidy, place):
            if _reads_as(candidate, tidy, place):
                return Written(candidate, emphasis_lost=lost > 1)
    return Written(_plain(visible(events).replace("\n", " "), place), emphasis_lost=True)


def _attempts(events: Sequence[Inline]) -> Iterator[Sequence[Inline]]:
    """Give the events, then ever less of their markup, for what CommonMark cannot express."""
    yield events
    yield _punctuation_outside(events)
    yield [event for event in events if event.tag not in _MARKS]
    yield [Inline("text", e.text) if e.kind == "code" else e for e in events if not e.tag]


def normal(inlines: Sequence[Inline], *, breaks: bool = True) -> tuple[Inline, ...]:
    """Give the events that Markdown can hold: no empty spans, no spaces at their inner edges.

    Args:
        inlines: events whose open and close match.
        breaks: whether line breaks are kept; they become spaces otherwise.
    """
    events = [
        Inline("text", " ") if event.kind == "softbreak" or (event.kind == "break" and not breaks)
        else event
        for event in _without_doubles(inlines)
    ]  # fmt: skip
    while True:
        tidied = _trim(_hoist(_merge(events)))
        if tidied == events:
            return tuple(tidied)
        events = tidied


def visible(inlines: Sequence[Inline]) -> str:
    """Give what a reader sees of events."""
    return "".join(inline.visible for inline in inlines)


def cut(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """Give the events that show the visible characters from start up to end."""
    kept: list[Inline] = []
    at = 0
    for event in inlines:
        size = len(event.visible)
        if event.kind in ("text", "code"):
            text = event.text[max(0, start - at) : max(0, end - at)]
            if text:
                kept.append(replace(event, text=text))
        elif event.kind in ("open", "close") or start <= at < end or at == start == end:
            kept.append(event)
        at += size
    return normal(kept)


# --- events ---


def _without_doubles(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Leave out a span inside its like: bold in bold, a link in a link."""
    depth: dict[str, int] = {}
    for event in inlines:
        if event.kind == "open":
            depth[event.tag] = depth.get(event.tag, 0) + 1
            if depth[event.tag] > 1:
                continue
        elif event.kind == "close":
            depth[event.tag] -= 1
            if depth[event.tag]:
                continue
        yield event


def _merge(events: Sequence[Inline]) -> list[Inline]:
    """Join neighbouring texts, collapse spaces, drop spans that hold nothing or only part."""
    merged: list[Inline] = []
    for event in events:
        last = merged[-1] if merged else None
        if event.kind == "text" and not event.text:
            continue
        if event.kind == "text" and last and last.kind == "text":
            merged[-1] = Inline("text", re.sub(r"  +", " ", last.text + event.text))
        elif event.kind == "code" and last and last.kind == "code":
            merged[-1] = Inline("code", last.text + event.text)
        elif last and _cancel(last, event):
            merged.pop()
        else:
            merged.append(event)
    return merged


def _cancel(first: Inline, second: Inline) -> bool:
    """Whether two neighbours are a span of nothing, or one emphasis that goes on."""
    if (first.kind, second.kind) == ("open", "close"):
        return True
    same = first.tag == second.tag and first.tag in _MARKS
    return same and (first.kind, second.kind) == ("close", "open")


def _hoist(events: list[Inline]) -> list[Inline]:
    """Move spaces and breaks at the inner edges of a span out of it."""
    done = list(events)
    for at in range(len(done) - 1):
        first, second = done[at], done[at + 1]
        if first.kind == "open" and second.kind == "text" and second.text[:1].isspace():
            rest = second.text.lstrip()
            lead = second.text[: len(second.text) - len(rest)]
            inner = [Inline("text", rest)] if rest else []
            return [*done[:at], Inline("text", lead), first, *inner, *done[at + 2 :]]
        if first.kind == "text" and second.kind == "close" and first.text[-1:].isspace():
            rest = first.text.rstrip()
            tail = first.text[len(rest) :]
            inner = [Inline("text", rest)] if rest else []
            return [*done[:at], *inner, second, Inline("text", tail), *done[at + 2 :]]
        if (first.kind, second.kind) in (("open", "break"), ("break", "close")):
            return [*done[:at], second, first, *done[at + 2 :]]
    return done


def _trim(events: list[Inline]) -> list[Inline]:
    """Take spaces and breaks off the ends, and spaces from beside breaks."""
    done = list(events)
    while done and _is_blank(done[0]):
        del done[0]
    while done and _is_blank(done[-1]):
        del done[-1]
    for at, event in enumerate(done):
        if event.kind != "text":
            continue
        text = event.text
        if at == 0 or done[at - 1].kind == "break":
            text = text.lstrip()
        if at + 1 == len(done) or done[at + 1].kind == "break":
            text = text.rstrip()
        done[at] = Inline("text", text)
    return [event for event in done if event.kind != "text" or event.text]


def _is_blank(event: Inline) -> bool:
    return event.kind == "break" or (event.kind == "text" and not event.text.strip())


def _punctuation_outside(events: Sequence[Inline]) -> list[Inline]:
    """Move punctuation at the inner edges of emphasis out of it, where CommonMark needs that."""
    done = list(events)
    for at in range(len(done) - 1):
        first, second = done[at], done[at + 1]
        if second.kind == "close" and second.tag in _MARKS and first.kind == "text":
            rest = re.sub(r"[^\w\s]+$", "", first.text)
            done[at : at + 2] = [Inline("text", rest), second]
            done.insert(at + 2, Inline("text", first.text[len(rest) :]))
        elif first.kind == "open" and first.tag in _MARKS and second.kind == "text":
            rest = re.sub(r"^[^\w\s]+", "", second.text)
            lead = second.text[: len(second.text) - len(rest)]
            if lead:
                done[at : at + 2] = [Inline("text", lead), first, Inline("text", rest)]
    return done


# --- markup ---


def _plain(text: str, place: Place) -> str:
    if place == "cell":
        escaped = escape(text, heading=True)
        return escaped if "\\|" in escaped else escaped.replace("|", "\\|")
    return escape(text, heading=place == "heading")


def _candidates(events: Sequence[Inline], place: Place) -> Iterator[str]:
    for write in (escape_run, _escape_likely, _escape_all):
        for strong, em in ((0, 0), (0, 1), (1, 0)):
            yield _markup(events, write, place, strong=strong, em=em)


def _escape_likely(text: str) -> str:
    return _LIKELY.sub(r"\\\g<0>", text)


def _escape_all(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _markup(
    events: Sequence[Inline],
    write: Callable[[str], str],
    place: Place,
    *,
    strong: int = 0,
    em: int = 0,
) -> str:
    marks = {"strong": _MARKS["strong"][strong], "em": _MARKS["em"][em]}
    targets: list[str] = []
    parts: list[str] = []
    for event in events:
        match event.kind:
            case "text":
                parts.append(write(event.text))
            case "code":
                parts.append(_code(event.text))
            case "break":
                parts.append("\\\n")
            case "image":
                parts.append(f"![{write(event.text)}]({_target(event)})")
            case "open":
                if event.tag == "a":
                    targets.append(_target(event))
                parts.append(marks.get(event.tag, "["))
            case _:
                parts.append(marks.get(event.tag) or f"]({targets.pop()})")
    markup = "".join(parts)
    if place == "cell":
        return re.sub(r"(?<!\\)\|", r"\\|", markup)
    return _ESCAPED_START.sub(_escape_start, markup) if place == "paragraph" else markup


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[0]}"


def _target(event: Inline) -> str:
    title = re.sub(r"([\\\"])", r"\\\1", event.title)
    address = re.sub(r"&(?=#?\w+;)", "&amp;", event.href)
    href = address if re.fullmatch(r"[^\s<>()\\*`\[\]]+", address) else f"<{address}>"
    return f'{href} "{title}"' if title else href


def _code(text: str) -> str:
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(size for size in range(1, len(text) + 2) if size not in runs)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _token(markup: str, place: Place) -> Token | None:
    """Parse markup where it will stand; None where it is not one block there."""
    source, before = markup, "paragraph_open"
    if place == "heading":
        source, before = f"## {markup}", "heading_open"
    elif place == "cell":
        source, before = f"| {markup} |\n|---|", "th_open"
    tokens = _PARSER.parse(source)
    inline = [at for at, token in enumerate(tokens) if token.type == "inline"]
    if len(inline) != 1 or tokens[inline[0] - 1].type != before:
        return None
    if place != "cell" and len(tokens) != 3:
        return None
    return tokens[inline[0]]


def _reads_as(markup: str, events: Sequence[Inline], place: Place) -> bool:
    """Whether the markup shows these events, in the article and as a unit of the catalogue."""
    token = _token(markup, place)
    if token is None:
        return False
    read = from_token(token)
    same = tuple(_merge_text(read.inlines)) == tuple(events)
    return same and tuple(_merge_text(parse_unit(read.source, read.links))) == tuple(events)


def _merge_text(events: Sequence[Inline]) -> Iterator[Inline]:
    """Join texts that the parser gives in pieces."""
    text = ""
    for event in events:
        if event.kind == "text":
            text += event.text
            continue
        if text:
            yield Inline("text", text)
        text = ""
        yield event
    if text:
        yield Inline("text", text)
