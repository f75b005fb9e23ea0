"""HTML of an article → blocks, and what was left out; the tree is parsed as browsers parse it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from diglot.formats.inline_writer import compose, normal, write_inline
from diglot.model.delivery import Dropped, DropReason
from diglot.model.document import (
    Block,
    Code,
    Figure,
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
    Table,
)
from diglot.model.problem import DiglotError, Location, Problem, Severity

DEEPEST = 120
"""Elements inside one another; real pages reach 40, and at 300 Python's own stack would end."""

_MARKDOWN = MarkdownIt("commonmark")
_SCHEMES = ("http", "https", "mailto")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\n\r\f]+")
LEFT_OUT = {
    "script": DropReason.SCRIPT,
    "noscript": DropReason.SCRIPT,
    "template": DropReason.SCRIPT,
    "style": DropReason.STYLE,
    "link": DropReason.STYLE,
    **dict.fromkeys(["form", "button", "input", "select", "textarea"], DropReason.FORM),
    **dict.fromkeys(["iframe", "object", "embed", "video", "audio", "canvas"], DropReason.EMBED),
    **dict.fromkeys(["nav", "aside", "dialog"], DropReason.FURNITURE),
    "math": DropReason.FORMULA,
    "svg": DropReason.PICTURE,
}
_WORDLESS = (DropReason.SCRIPT, DropReason.STYLE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:sharedaddy|share|sharing|social|related|comments?|newsletter|breadcrumbs?|"
    r"advert(?:isement)?s?|ads?|promo|post-navigation|tags-links|jp-relatedposts)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:screen-reader-text|visually-hidden|sr-only)(?:$|\s)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPANS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em"}
_UNKNOWN_TO_MARKDOWN = ("u", "s", "del", "strike", "mark")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p picture pre section summary table tbody "
    "td tfoot th thead tr ul caption".split()
)
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

Pictured = Callable[[str], str | None]
"""Address of an image → its file's name, or None where it cannot be kept."""


@dataclass
class HtmlBlocks:
    """Reads parts of one page; what it gives and what it leaves out collects here."""

    keep_picture: Pictured
    base: str = ""
    """Absolute address of the page; empty where it is not known."""
    typed_lines: bool = False
    """Whether line ends in running text count, as in WordPress' classic editor."""
    length: int = 0
    """Visible characters of the part that is read; what holds half of them is no furniture."""
    segments: list[Segment] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def blocks(
        self,
        node: LexborNode,
        kind: SegmentKind = SegmentKind.PARAGRAPH,
    ) -> tuple[Block, ...]:
        """Read what an element holds, its paragraphs being of this kind."""
        found: list[Block] = []
        line: list[Inline] = []
        for child in node.iter(include_text=True):
            if self._is_block(child):
                found += self._flush(line, kind)
                found += self._block(child, kind)
            else:
                line += self._inline(child)
        return (*found, *self._flush(line, kind))

    def _is_block(self, node: LexborNode) -> bool:
        if self._left_out(node) is not None:
            return False
        tag = str(node.tag)
        if tag in _BLOCKS or (tag == "a" and _holds_block(node)):
            return True
        return tag not in _SPANS and tag[0] not in "-!_" and tag != "a" and _holds_block(node)

    def _flush(self, line: list[Inline], kind: SegmentKind) -> Iterator[Block]:
        """End the running text: a paragraph for each stretch between two double breaks."""
        events, line[:] = list(line), []
        for stretch in _stretches(events):
            yield from self._paragraph(stretch, kind)

    def _paragraph(self, events: list[Inline], kind: SegmentKind) -> Iterator[Block]:
        inlines = normal(events)
        if len(inlines) == 1 and inlines[0].kind == "image":
            image = inlines[0]
            self.segments.append(Segment(SegmentKind.IMAGE, image.text, ()))
            yield Figure(len(self.segments) - 1, image.href, image.title)
        elif inlines:
            yield Paragraph(self._segment(inlines, kind))

    def _segment(self, events: Iterable[Inline], kind: SegmentKind) -> int:
        inlines = normal(list(events))
        if write_inline(inlines).emphasis_lost:
            text = "".join(event.visible for event in inlines)
            self.dropped.append(Dropped(DropReason.EMPHASIS, text))
        self.segments.append(compose(kind, inlines))
        return len(self.segments) - 1

    # --- blocks ---

    def _block(self, node: LexborNode, kind: SegmentKind) -> Iterable[Block]:
        tag = str(node.tag)
        if tag in _HEADINGS:
            return self.heading(node)
        if tag == "hr":
            return (Rule(),)
        if tag == "pre":
            return self._code(node)
        if tag in ("ul", "ol"):
            return self._list(node)
        if tag == "table":
            return self._table(node, kind)
        if tag == "blockquote":
            inner = self.blocks(node, SegmentKind.QUOTE)
            return (Quote(inner),) if inner else ()
        if tag == "a" and (href := node.attributes.get("href")):
            self.dropped.append(Dropped(DropReason.LINK, href))
        return self.blocks(node, kind)

    def heading(self, node: LexborNode) -> Iterator[Block]:
        """Give the heading, with pictures in it below it; its emphasis is what headings have."""
        events = self._inlines(node)
        text = [e for e in events if e.kind != "image" and e.tag not in ("strong", "em")]
        if normal(text, breaks=False):
            at = self._segment(text, SegmentKind.HEADING)
            yield Heading(at, _HEADINGS[str(node.tag)])
        for image in (e for e in events if e.kind == "image"):
            yield from self._paragraph([image], SegmentKind.PARAGRAPH)

    def _code(self, node: LexborNode) -> Iterator[Block]:
        text = node.text_content or ""
        if text.strip():
            yield Code(text.strip("\n") + "\n")

    def _list(self, node: LexborNode) -> Iterator[Block]:
        """Give a list; lists that stand straight in it belong to the item above."""
        items: list[tuple[Block, ...]] = []
        for child in node.iter(include_text=True):
            if self._left_out(child) is not None:
                self._leave_out(child)
            elif str(child.tag) in ("ul", "ol") and items:
                items[-1] = (*items[-1], *self._list(child))
            elif child.tag == "li" or (child.text_content or "").strip():
                inner = self._item(child)
                if inner:
                    items.append(inner)
        if not items:
            return
        bullet = node.tag == "ul"
        start = str(node.attributes.get("start") or "")
        number = int(start) if re.fullmatch(r"\d{1,9}", start) and not bullet else 1
        style = ListStyle.BULLET if bullet else ListStyle.DECIMAL
        yield List(style, number, tuple(map(Item, items)))

    def _item(self, node: LexborNode) -> tuple[Block, ...]:
        if node.is_text_node:
            line = list(self._inline(node))
            return tuple(self._flush(line, SegmentKind.ITEM))
        return self.blocks(node, SegmentKind.ITEM)

    def _table(self, node: LexborNode, kind: SegmentKind) -> Iterator[Block]:
        """Give a table; one of a single column or row lays out text, and is read as text."""
        for caption in node.css("caption"):
            yield from self.blocks(caption, kind)
        rows = [row for row in node.css("tr") if _table_of(row) == node.mem_id]
        cells = [[c for c in row.iter() if c.tag in ("td", "th")] for row in rows]
        if len(rows) < 2 or max(map(len, cells)) < 2:
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell, kind)
            return
        grid = [tuple(self._cells(row)) for row in cells]
        width = max(map(len, grid))
        padded = [row + (None,) * (width - len(row)) for row in grid]
        if not any(cell is not None for row in padded for cell in row):
            return
        headed = bool(cells[0]) and all(cell.tag == "th" for cell in cells[0])
        headed = headed or (rows[0].parent is not None and rows[0].parent.tag == "thead")
        yield (
            Table(padded[0], tuple(padded[1:])) if headed else Table((None,) * width, tuple(padded))
        )

    def _cells(self, row: list[LexborNode]) -> Iterator[int | None]:
        for cell in row:
            events = normal(self._inlines(cell), breaks=False)
            yield self._segment(events, SegmentKind.CELL) if events else None
            span = str(cell.attributes.get("colspan") or "")
            yield from (None,) * (min(int(span), 50) - 1 if span.isdecimal() else 0)

    # --- running text ---

    def _inlines(self, node: LexborNode) -> list[Inline]:
        """Read an element as one run of text, the blocks in it parted by breaks."""
        events: list[Inline] = []
        for child in node.iter(include_text=True):
            parted = str(child.tag) in _BLOCKS and self._left_out(child) is None
            events += [Inline("break", "\n")] if parted else []
            events += self._inline(child)
            events += [Inline("break", "\n")] if parted else []
        return events

    def _inline(self, node: LexborNode) -> list[Inline]:
        tag = str(node.tag)
        if node.is_text_node:
            return self._texts(node.text_content or "")
        if self._left_out(node) is not None:
            self._leave_out(node)
            return []
        if tag == "br" or not node.is_element_node:
            return [Inline("break", "\n")] if tag == "br" else []
        if tag == "img":
            return self._image(node)
        if tag in ("sup", "sub"):
            return self._off_the_line(node)
        inner = self._inlines(node)
        return self._link(node, inner) if tag == "a" else self._span(tag, inner)

    def _span(self, tag: str, inner: list[Inline]) -> list[Inline]:
        """Give marked text as Markdown marks it, or as it is."""
        text = "".join(event.visible for event in inner).strip()
        if tag in ("code", "kbd", "samp", "tt"):
            return [Inline("code", _SPACES.sub(" ", text))] if text else []
        if tag in _SPANS:
            return [Inline("open", tag=_SPANS[tag]), *inner, Inline("close", tag=_SPANS[tag])]
        if tag in _UNKNOWN_TO_MARKDOWN and text:
            self.dropped.append(Dropped(DropReason.EMPHASIS, text))
        return inner

    def _texts(self, raw: str) -> list[Inline]:
        """Give a text node's events: controls gone, spaces as HTML shows them."""
        if controls := "".join(_CONTROL.findall(raw)):
            self.dropped.append(Dropped(DropReason.CONTROL, controls))
            raw = _CONTROL.sub("", raw)
        if not self.typed_lines:
            return [Inline("text", _SPACES.sub(" ", raw))]
        events: list[Inline] = []
        for at, line in enumerate(raw.replace("\r\n", "\n").split("\n")):
            events += [Inline("break", "\n")] if at else []
            events.append(Inline("text", _SPACES.sub(" ", line)))
        return events

    def _link(self, node: LexborNode, inner: list[Inline]) -> list[Inline]:
        href = str(node.attributes.get("href") or "").strip()
        target = self._address(href)
        if not any(event.visible.strip() for event in inner) or not href:
            return inner
        if not target or any(event.tag == "a" for event in inner):
            if not href.startswith("#"):
                self.dropped.append(Dropped(DropReason.LINK, href))
            return inner
        return [Inline("open", tag="a", href=target), *inner, Inline("close", tag="a")]

    def _address(self, href: str) -> str:
        """Give a link's absolute address, or nothing where it may not be followed."""
        try:
            whole = urljoin(self.base, href) if self.base else href
            scheme = urlsplit(whole).scheme.lower()
        except ValueError:
            return ""
        if scheme not in _SCHEMES or href.startswith("#") or _CONTROL.search(whole):
            return ""
        target = _MARKDOWN.normalizeLink(_SPACES.sub("", whole))
        return target if _MARKDOWN.validateLink(target) else ""

    def _image(self, node: LexborNode) -> list[Inline]:
        """Keep an image that is in the file; of another, its text as a link to it."""
        alt = _SPACES.sub(" ", _CONTROL.sub("", str(node.attributes.get("alt") or ""))).strip()
        lazy = str(node.attributes.get("data-src") or "")
        src = str(node.attributes.get("src") or "").strip()
        src = lazy if lazy and (not src or src.startswith("data:")) else src
        name = self.keep_picture(src)
        if name is not None:
            return [Inline("image", alt, "img", name)]
        shown = src if len(src) <= 200 else f"{src[:200]}…"
        self.dropped.append(Dropped(DropReason.PICTURE, f"{alt} {shown}".strip()))
        target = self._address(src)
        if not (alt and target):
            return [Inline("text", alt)] if alt else []
        return [Inline("open", tag="a", href=target), Inline("text", alt), Inline("close", tag="a")]

    def _off_the_line(self, node: LexborNode) -> list[Inline]:
        """Write a note's mark in square brackets, raised digits as raised digits."""
        inner = self._inlines(node)
        text = "".join(event.visible for event in inner).strip()
        if not text:
            return inner
        if text[0] != "[":
            self.dropped.append(Dropped(DropReason.SUPERSCRIPT, text))
        anchor = node.css_first("a")
        href = str(anchor.attributes.get("href") or "") if anchor is not None else ""
        if node.tag == "sup" and ("#" in href or node.attributes.get("data-fn")):
            return [Inline("text", text if text[0] in "[(" else f"[{text}]")]
        moved = text.translate(_RAISED if node.tag == "sup" else _LOWERED)
        if not re.search(r"\w", text.translate(dict.fromkeys(_RAISED))):
            return [Inline("text", moved)]
        return inner

    # --- what is left out ---

    def _left_out(self, node: LexborNode) -> DropReason | None:
        """Say why an element is no part of the article; None where it is."""
        if not node.is_element_node:
            return None
        tag = str(node.tag)
        if tag in LEFT_OUT:
            return LEFT_OUT[tag]
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if (
            "hidden" in attributes
            or _HIDDEN_STYLE.search(str(attributes.get("style") or ""))
            or _HIDDEN_CLASS.search(names)
        ):
            return DropReason.HIDDEN
        around = tag in ("div", "section", "ul", "footer") and _FURNITURE.search(names)
        if around and 2 * len("".join(visible_texts(node))) < self.length:
            return DropReason.FURNITURE
        return None

    def _leave_out(self, node: LexborNode) -> None:
        reason = self._left_out(node)
        if reason is not None:
            self.dropped.append(Dropped(reason, what_stands_in(node, reason)))


def parse(html: str, path: str) -> LexborNode:
    """Give the page's root as a browser would read it.

    Raises:
        DiglotError: its elements stand too deep in one another to be an article's.
    """
    root = LexborHTMLParser(html).root
    if root is None:
        raise refusal("not-html", "the page is empty", path, "Save the page again.")
    depths: dict[int, int] = {}
    for node in root.traverse(include_text=False):
        parent = node.parent
        depth = depths.get(parent.mem_id, 0) + 1 if parent is not None else 1
        depths[node.mem_id] = depth
        if depth > DEEPEST:
            message = f"the page has more than {DEEPEST} elements inside one another"
            raise refusal("too-deep", message, path, "Save its text as plain text.")
    return root


def refusal(code: str, message: str, path: str, remedy: str) -> DiglotError:
    """Make the error of a file that is not taken in."""
    return DiglotError(Problem(code, Severity.ERROR, message, Location(path), remedy))


def what_stands_in(node: LexborNode, reason: DropReason) -> str:
    """Give the visible text of an element, or its tag and address where it shows none."""
    text = "" if reason in _WORDLESS else " ".join(visible_texts(node))
    if node.tag == "noscript":
        text = " ".join(node.text().split())
    source = str(node.attributes.get("src") or node.attributes.get("data") or "")
    return text or f"<{node.tag}> {source}".strip()


def visible_texts(node: LexborNode) -> Iterator[str]:
    """Give the texts that an element shows, scripts and styles left out."""
    for child in node.iter(include_text=True):
        if child.is_text_node:
            text = _SPACES.sub(" ", child.text_content or "").strip()
            if text:
                yield text
        elif child.is_element_node and LEFT_OUT.get(str(child.tag)) not in _WORDLESS:
            yield from visible_texts(child)


def _stretches(events: list[Inline]) -> Iterator[list[Inline]]:
    """Part running text where two breaks follow one another outside of any span."""
    stretch: list[Inline] = []
    depth = 0
    for event in events:
        depth += {"open": 1, "close": -1}.get(event.kind, 0)
        blank = event.kind == "text" and not event.text.strip()
        solid = [e for e in stretch if e.kind != "text" or e.text.strip()]
        if event.kind == "break" and solid and solid[-1].kind == "break" and not depth:
            yield stretch
            stretch = []
        elif not (blank and not solid):
            stretch.append(event)
    yield stretch


def _holds_block(node: LexborNode) -> bool:
    return any(str(each.tag) in _BLOCKS for each in node.traverse(include_text=False))


def _table_of(row: LexborNode) -> int | None:
    """Give the table that a row belongs to."""
    parent = row.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return None if parent is None else int(parent.mem_id)
