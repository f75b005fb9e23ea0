"""What a file's markup says → the article: its plain paragraphs go through plain text's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from diglot.formats.inline_writer import compose, cut
from diglot.model.delivery import Delivery
from diglot.model.document import (
    Block,
    Document,
    Figure,
    FrontMatter,
    Heading,
    Item,
    List,
    ListStyle,
    Paragraph,
    Quote,
    Segment,
    SegmentKind,
    Status,
    Table,
)
from diglot.model.ingest import Decision, Ingested, Recognition, Removal, RemovalReason, Role
from diglot.model.problem import Location, Problem, Severity
from diglot.text.body import Judged, judge_body
from diglot.text.bylines import Byline
from diglot.text.cue_words import cues_for
from diglot.text.doubts import closing_author, doubts
from diglot.text.front import Front, FrontLine, find_front
from diglot.text.languages import recognise
from diglot.text.lines import Line, colon_tail, ends_sentence
from diglot.text.lints import lint_lines
from diglot.text.nesting import place_items
from diglot.text.speakers import is_interview

_NEAR_THE_TOP = 4
"""Blocks of a page among which a first-level heading is the headline, below a kicker or picture."""

_SHORT = 12
"""Words up to which a bold paragraph may be meant as a heading."""


def structure(
    delivery: Delivery, *, path: str, lang: str | None = None
) -> tuple[Document, Ingested]:
    """Find title, byline, typed headings and typed lists among the plain paragraphs of a file.

    What the markup says stands: its headings, lists, quotations and tables are left as they are.
    A typed heading counts only where the markup has none.

    Args:
        delivery: the article as its file gives it.
        path: the file as the user knows it, for messages.
        lang: BCP 47 tag of the source language; by default what the text says, else the metadata.

    Returns:
        The article as a draft, and what was decided, `line` counting the blocks from 1.
    """
    document = delivery.document
    texts = [segment.visible for segment in document.segments]
    language = _language("\n".join(texts), lang, document.front.lang)
    numbered = list(enumerate(document.blocks, 1))
    # A document's sections are often first-level headings too, below a title that is none.
    top = numbered[: _NEAR_THE_TOP if delivery.titled else 1]
    title = next(
        ((n, b) for n, b in top if isinstance(b, Heading) and b.level == 1),
        None,
    )
    body = [each for each in numbered if each != title]
    known = texts[title[1].segment] if title else document.front.title if delivery.titled else ""
    work = _Work(document.segments, language)
    if title:
        work.decisions.append(Decision(title[0], Role.TITLE, "markup", 1.0, known))
    run = list(takewhile(lambda each: isinstance(each[1], Paragraph), body))
    front = _find_front([work.line(*each) for each in run], known, work)
    for (number, block), part in zip(run, front.lines, strict=False):
        work.take_front(number, block, part, front)
    rest = [
        each
        for each, part in [
            *zip(body, front.lines, strict=False),
            *((each, None) for each in body[len(front.lines) :]),
        ]
        if part is None or part.part in ("subtitle", "note", "rule")
    ]
    blocks = tuple(work.body(rest, front))
    given = _front_matter(document.front, front, work)
    problems = [
        *_unless_given(doubts(front, work.decisions, language, path), given),
        *lint_lines(work.lines, path),
        *work.bold_headings(path),
    ]
    ingested = Ingested(
        given, language, tuple(work.decisions), tuple(work.removals), tuple(problems)
    )
    return _renumbered(Document(given, _levelled(blocks), tuple(work.segments))), ingested


def _language(text: str, lang: str | None, given: str) -> Recognition:
    found = recognise(text)
    if lang or not found.tag:
        tag = lang or given
        return Recognition(tag, 1.0, "given") if tag else found
    return found


def _find_front(lines: Sequence[Line], known: str, work: _Work) -> Front:
    """Judge the paragraphs above the body, under a title that is known or as the first of them."""
    if not known:
        return find_front(lines, work.cues)
    title = Line(0, known, gap_before=True, gap_after=True)
    front = find_front([title, *lines], work.cues)
    if front.lines and front.lines[0].part == "title":
        return replace(front, lines=front.lines[1:], title=known)
    return Front((), known, Byline())


def _front_matter(given: FrontMatter, front: Front, work: _Work) -> FrontMatter:
    """Let the text speak first, then its file's metadata."""
    author = front.byline.author or closing_author(work.decisions, work.language)
    return replace(
        given,
        title=front.title or given.title,
        author=author or given.author,
        outlet=front.byline.outlet or given.outlet,
        kind=front.byline.kind or given.kind,
        lang=work.language.tag,
        status=Status.DRAFT,
    )


def _unless_given(problems: Iterable[Problem], front: FrontMatter) -> Iterator[Problem]:
    """Leave out what metadata have answered."""
    answered = {
        "headline-missing": front.title,
        "byline-missing": front.author,
        "byline-doubtful": front.author,
    }
    yield from (problem for problem in problems if not answered.get(problem.code))


# --- the plain paragraphs ---


@dataclass
class _Work:
    """The segments of one article, and what is decided about its paragraphs."""

    given: Sequence[Segment]
    language: Recognition
    segments: list[Segment] = field(init=False)
    """By the index that blocks know; changed where a marker or colon is taken off."""
    lines: list[Line] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.segments = list(self.given)
        self.cues = cues_for(self.language.tag)

    def line(self, number: int, block: Block) -> Line:
        """Give a paragraph as a line of plain text, offsets kept."""
        text = self._text(block).replace("\n", " ")
        return Line(number, text, gap_before=True, gap_after=True)

    def _text(self, block: Block) -> str:
        return self.given[block.segment].visible if isinstance(block, Paragraph | Heading) else ""

    def take_front(self, number: int, block: Block, part: FrontLine, front: Front) -> None:
        """Note what a paragraph above the body is; a byline leaves the text."""
        text = self._text(block)
        if part.part == "byline":
            self.removals.append(Removal(number, text, RemovalReason.BYLINE))
        role = {"title": Role.TITLE, "byline": Role.BYLINE}.get(part.part)
        if role is not None:
            shown = front.title if role is Role.TITLE else ""
            self.decisions.append(Decision(number, role, part.rule, part.confidence, shown))

    def body(self, blocks: Sequence[tuple[int, Block]], front: Front) -> Iterator[Block]:
        """Give the body with typed headings and lists as such."""
        plain = {at for at, (_, block) in enumerate(blocks) if isinstance(block, Paragraph)}
        marked = any(isinstance(block, Heading) for _, block in blocks)
        self.lines = [self.line(*blocks[at]) for at in sorted(plain)]
        interview = is_interview(self.lines, (front.title, front.byline.kind), self.cues)
        judged = dict(
            zip(
                sorted(plain),
                judge_body(self.lines, self.cues, interview=interview),
                strict=True,
            )
        )
        roles = [judged.get(at) for at in range(len(blocks))]
        places = place_items([_numbered(role) for role in roles])
        lists = _Lists()
        for (number, block), role, place in zip(blocks, roles, places, strict=True):
            if place is not None and role is not None and role.marker is not None:
                item = self._item(number, block, role)
                lists.add(item, place.depth, role, opens=place.opens)
                continue
            yield from lists.close()
            yield self._block(number, block, role, marked=marked)
        yield from lists.close()

    def _block(self, number: int, block: Block, role: Judged | None, *, marked: bool) -> Block:
        """Give a block as it is, or the heading that a paragraph is."""
        if role is None:
            if isinstance(block, Heading):
                text = self._text(block)
                decision = Decision(number, Role.HEADING, "markup", 1.0, text, level=block.level)
                self.decisions.append(decision)
            return block
        if role.role is not Role.HEADING or marked:
            kept = Role.PARAGRAPH if role.role is Role.HEADING else role.role
            text = self._text(block)
            self.decisions.append(Decision(number, kept, role.rule, role.confidence, text))
            return block
        text, start = self._text(block), 0
        if role.marker is not None:
            start = self._take(number, text, 0, len(text) - len(role.marker.rest))
        tail = colon_tail(text[start:])
        end = len(text) - (len(tail) if tail != text[start:] else 0)
        if end < len(text):
            self.removals.append(Removal(number, text[end:], RemovalReason.HEADING_COLON))
        segment = self._cut(block, SegmentKind.HEADING, start, end)
        self.decisions.append(
            Decision(
                number, role.role, role.rule, role.confidence, text[start:end], level=role.level
            )
        )
        return Heading(segment, role.level)

    def _item(self, number: int, block: Block, role: Judged) -> Paragraph:
        text = self._text(block)
        rest = role.marker.rest if role.marker else text
        start = self._take(number, text, 0, len(text) - len(rest))
        segment = self._cut(block, SegmentKind.ITEM, start, len(text))
        self.decisions.append(
            Decision(
                number,
                role.role,
                role.rule,
                role.confidence,
                text[start:],
                style=role.marker.style if role.marker else None,
                number=role.number,
            )
        )
        return Paragraph(segment)

    def _take(self, number: int, text: str, start: int, end: int) -> int:
        self.removals.append(Removal(number, text[start:end], RemovalReason.LIST_MARKER))
        return end

    def _cut(self, block: Block, kind: SegmentKind, start: int, end: int) -> int:
        """Leave what stands between two offsets of a paragraph; headings lose their emphasis."""
        if not isinstance(block, Paragraph):
            raise TypeError(f"no paragraph: {block}")
        inlines = cut(self.given[block.segment].inlines, start, end)
        if kind is SegmentKind.HEADING:
            inlines = tuple(each for each in inlines if each.tag not in ("strong", "em"))
        self.segments[block.segment] = compose(kind, inlines)
        return block.segment

    def bold_headings(self, path: str) -> Iterator[Problem]:
        """Propose as headings the short paragraphs that are bold as a whole."""
        bold = {
            segment.visible
            for segment in self.segments
            if segment.kind is SegmentKind.PARAGRAPH
            and len(segment.inlines) == 3
            and segment.inlines[0].tag == segment.inlines[2].tag == "strong"
        }
        for line in self.lines:
            if line.text in bold and line.word_count <= _SHORT and not ends_sentence(line.bare):
                yield Problem(
                    "bold-heading",
                    Severity.INFO,
                    f"this bold paragraph may be a heading: {line.text}",
                    Location(path, line.number),
                    "Write ## before it in article.md if so, without the stars.",
                )


def _numbered(role: Judged | None) -> tuple[int, int] | None:
    if role is None or role.role is not Role.ITEM or role.marker is None:
        return None
    return role.series, role.number


class _Lists:
    """The lists that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[ListStyle, int, list[list[Block]]]] = []
        self._done: list[List] = []

    def add(self, item: Paragraph, depth: int, role: Judged, *, opens: bool) -> None:
        """Add an item to the list at a depth, or begin a list there."""
        while len(self._open) > depth + (not opens):
            self._close_innermost()
        if len(self._open) <= depth:
            style = role.marker.style if role.marker else ListStyle.BULLET
            self._open.append((style, role.number or 1, []))
        self._open[-1][2].append([item])

    def _close_innermost(self) -> None:
        style, start, items = self._open.pop()
        done = List(style, start, tuple(Item(tuple(blocks)) for blocks in items))
        if self._open:
            self._open[-1][2][-1].append(done)
        else:
            self._done.append(done)

    def close(self) -> list[List]:
        """End all lists and give those that are whole."""
        while self._open:
            self._close_innermost()
        done, self._done = self._done, []
        return done


# --- the whole ---


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Let the outermost headings open sections: level 2, those below them 3 and on."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    rank = {level: min(6, 2 + at) for at, level in enumerate(levels)}
    return tuple(
        replace(block, level=rank[block.level]) if isinstance(block, Heading) else block
        for block in blocks
    )


def _renumbered(document: Document) -> Document:
    """Let segments stand in the order of the blocks, none that no block shows."""
    order: list[int] = []
    blocks = tuple(_renumber(block, order) for block in document.blocks)
    segments = tuple(document.segments[at] for at in order)
    return Document(document.front, blocks, segments)


def _renumber(block: Block, order: list[int]) -> Block:
    match block:
        case Heading() | Paragraph() | Figure():
            order.append(block.segment)
            return replace(block, segment=len(order) - 1)
        case List():
            items = tuple(Item(tuple(_renumber(b, order) for b in i.blocks)) for i in block.items)
            return replace(block, items=items)
        case Quote():
            return Quote(tuple(_renumber(each, order) for each in block.blocks))
        case Table():
            rows = [_renumber_cells(row, order) for row in (block.header, *block.rows)]
            return Table(rows[0], tuple(rows[1:]))
        case _:
            return block


def _renumber_cells(cells: tuple[int | None, ...], order: list[int]) -> tuple[int | None, ...]:
    found: list[int | None] = []
    for cell in cells:
        if cell is not None:
            order.append(cell)
        found.append(None if cell is None else len(order) - 1)
    return tuple(found)
