"""article.md: front matter and CommonMark to a `Document`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from markdown_it.token import Token

from diglot.formats.inline import from_token, markdown
from diglot.model.address import SLUG
from diglot.model.document import (
    Block,
    Code,
    Correction,
    Document,
    Figure,
    FrontMatter,
    Heading,
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
from diglot.model.language import LANGUAGES
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.text.dates import is_iso_date

_PARSER = markdown()
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_KEYS = tuple(FrontMatter.__dataclass_fields__)


def read_article(text: str, path: str) -> Document:
    """Parse an article.

    Args:
        text: the file's text; line ends of any kind.
        path: its path, for messages.

    Returns:
        The document. A first-level heading that opens a text without `title` is the title.
        Faults that leave the text usable are in `problems`.

    Raises:
        DiglotError: the front matter cannot be read, so that the status is not known.
    """
    text = unified(text)
    match = _FRONT.match(text)
    if match is None and text.startswith("---\n"):
        raise DiglotError(
            _fault(
                path,
                1,
                "front-matter",
                "the front matter is not closed by a line ---",
                "Add a line --- below the last field.",
            )
        )
    head, body = split_front_matter(text)
    first_line = head.count("\n")
    front, problems = _front_matter(match[1] if match else "", path)
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(body, env)
    tree = _Tree(tokens, _list_styles(env), first_line)
    blocks = tuple(tree.blocks(_Cursor(tokens)))
    segments = tuple(tree.segments)
    if not front.title and blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        front = _with_title(front, segments[0].visible)
        blocks, segments = _drop_first(blocks), segments[1:]
    if not front.title:
        problems.append(
            _fault(
                path,
                1,
                "title-missing",
                "the article has no title",
                "Add title: to the front matter.",
                Severity.WARNING,
            )
        )
    return Document(front, blocks, segments, tuple(problems))


def read_status(text: str, path: str) -> Status:
    """Give the publication status alone.

    Raises:
        DiglotError: the front matter cannot be read.
    """
    match = _FRONT.match(unified(text))
    front = match[1] if match else ""
    return _front_matter(front, path)[0].status if "status" in front else Status.PUBLISHED


def unified(text: str) -> str:
    """Give a file's text with one kind of line end and no byte-order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(text: str) -> tuple[str, str]:
    """Part a unified text into its front matter, delimiters included, and its body."""
    match = _FRONT.match(text)
    return (text[: match.end()], text[match.end() :]) if match else ("", text)


def front_matter_fields(text: str) -> tuple[str, ...]:
    """Give the names of the fields in a readable front matter."""
    match = _FRONT.match(unified(text))
    node = yaml.compose(match[1], Loader=yaml.SafeLoader) if match else None
    return tuple(str(key.value) for key, _ in node.value) if node else ()


def _fault(
    path: str,
    line: int,
    code: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
    column: int = 0,
) -> Problem:
    return Problem(code, severity, message, Location(path, line, column), remedy)


def _with_title(front: FrontMatter, title: str) -> FrontMatter:
    values = {name: getattr(front, name) for name in _KEYS}
    return FrontMatter(**{**values, "title": title})


def _drop_first(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out the first block and renumber what the others point to."""
    return tuple(_shift(block) for block in blocks[1:])


def _shift(block: Block) -> Block:
    match block:
        case Heading(segment, level):
            return Heading(segment - 1, level)
        case Paragraph(segment):
            return Paragraph(segment - 1)
        case Figure(segment, src, title):
            return Figure(segment - 1, src, title)
        case List(style, start, items):
            return List(style, start, tuple(Item(tuple(map(_shift, i.blocks))) for i in items))
        case Quote(blocks):
            return Quote(tuple(map(_shift, blocks)))
        case Table(header, rows):
            return Table(_less(header), tuple(map(_less, rows)))
        case Code() | Rule():
            return block


def _less(cells: tuple[int | None, ...]) -> tuple[int | None, ...]:
    return tuple(None if cell is None else cell - 1 for cell in cells)


# --- front matter ---


def _front_matter(text: str, path: str) -> tuple[FrontMatter, list[Problem]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 0)
        raise DiglotError(
            _fault(
                path,
                line,
                "front-matter",
                f"the front matter is not valid YAML: {error.problem}",
                "Put the value in double quotes, or mend its indentation.",
                column=column,
            )
        ) from error
    except yaml.YAMLError as error:
        raise DiglotError(
            _fault(
                path,
                1,
                "front-matter",
                f"the front matter is not valid YAML: {error}",
                "Remove control characters from the front matter.",
            )
        ) from error
    if node is None:
        return FrontMatter(), []
    if not isinstance(node, yaml.MappingNode):
        raise DiglotError(
            _fault(
                path,
                2,
                "front-matter",
                "the front matter is not a list of `key: value` lines",
                "Write one `key: value` a line.",
            )
        )
    return _Front(path).read(node)


@dataclass
class _Front:
    """Reads the fields of one front matter, collecting its problems."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def read(self, node: yaml.MappingNode) -> tuple[FrontMatter, list[Problem]]:
        values: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key in values:
                self._add(
                    key_node, "front-matter-key", f"{key} stands twice", "Keep one of the two."
                )
            elif key in _KEYS:
                values[key] = self._value(key, value)
            elif near := difflib.get_close_matches(key, _KEYS, 1, 0.8):
                self._add(
                    key_node,
                    "front-matter-key",
                    f"unknown field {key}; did you mean {near[0]}?",
                    f"Write {near[0]}: or remove the field.",
                    Severity.WARNING,
                )
        return FrontMatter(**values), self.problems

    def _value(self, key: str, node: yaml.Node) -> object:
        if key == "topics":
            if isinstance(node, yaml.ScalarNode):
                return tuple(part.strip() for part in re.split("[,،]", node.value) if part.strip())
            return tuple(self._text(key, item) for item in node.value)
        if key == "former_slugs":
            return tuple(self._slugs(node))
        if key == "corrections":
            return tuple(self._corrections(node))
        text = self._text(key, node)
        if key == "status":
            return self._status(node, text)
        if key in ("date", "withdrawn") and text and not is_iso_date(text):
            self._add(
                node,
                "front-matter-date",
                f"{text} is not a date",
                "Write YYYY-MM-DD.",
                Severity.WARNING,
            )
            return ""
        if key == "lang" and text.lower() not in LANGUAGES:
            self._add(
                node,
                "front-matter-lang",
                f"{text} is not a supported language",
                f"Use one of {', '.join(LANGUAGES)}.",
            )
            return ""
        return text

    def _text(self, key: str, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)
        self._add(
            node,
            "front-matter-value",
            f"{key} is not a line of text",
            "Write it on one line, in quotes.",
        )
        return ""

    def _status(self, node: yaml.Node, text: str) -> Status:
        try:
            return Status(text or Status.PUBLISHED)
        except ValueError:
            raise DiglotError(
                _fault(
                    self.path,
                    node.start_mark.line + 2,
                    "front-matter-status",
                    f"{text} is not a publication status",
                    f"Use one of {', '.join(Status)}.",
                    column=node.start_mark.column + 1,
                )
            ) from None

    def _slugs(self, node: yaml.Node) -> Iterator[str]:
        for item in node.value if isinstance(node, yaml.SequenceNode) else (node,):
            slug = self._text("former_slugs", item)
            if SLUG.match(slug):
                yield slug
            elif slug:
                self._add(
                    item,
                    "front-matter-slug",
                    f"{slug} cannot be part of an address",
                    "Write lower-case ASCII words joined by hyphens.",
                    Severity.WARNING,
                )

    def _corrections(self, node: yaml.Node) -> Iterator[Correction]:
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            fields = {}
            if isinstance(item, yaml.MappingNode):
                fields = {str(k.value): self._text(str(k.value), v) for k, v in item.value}
            if not is_iso_date(fields.get("date", "")) or not fields.get("note"):
                self._add(
                    item,
                    "front-matter-correction",
                    "a correction needs a date and a note",
                    "Write - {date: YYYY-MM-DD, note: …}.",
                    Severity.WARNING,
                )
            else:
                yield Correction(fields["date"], fields["note"], fields.get("segment", ""))

    def _add(
        self,
        node: yaml.Node,
        code: str,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        mark = node.start_mark
        self.problems.append(
            _fault(self.path, mark.line + 2, code, message, remedy, severity, mark.column + 1)
        )


# --- blocks ---


def _list_styles(env: dict[str, Any]) -> dict[int, ListStyle]:
    """Give each `[//]: # "list: style"` directive by the line that follows it."""
    styles: dict[int, ListStyle] = {}
    first = env.get("references", {}).get("//")
    for reference in [*([first] if first else []), *env.get("duplicate_refs", [])]:
        if reference.get("label", "//") != "//":
            continue
        name, _, value = reference["title"].partition(":")
        if name.strip() == "list" and value.strip() in set(ListStyle):
            styles[reference["map"][1]] = ListStyle(value.strip())
    return styles


class _Cursor:
    """A position in the parser's flat tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def take(self) -> Token:
        self._next += 1
        return self._tokens[self._next - 1]


class _Tree:
    """Builds the tree of blocks, and the segments beside it."""

    def __init__(
        self, tokens: Sequence[Token], styles: dict[int, ListStyle], first_line: int
    ) -> None:
        self.segments: list[Segment] = []
        self._styles = styles
        self._first_line = first_line
        self._ends = {t.map[1] for t in tokens if t.map}

    def blocks(self, cursor: _Cursor, kind: SegmentKind = SegmentKind.PARAGRAPH) -> Iterator[Block]:
        """Read blocks until the container closes; paragraphs become segments of this kind."""
        while (token := cursor.peek()) is not None and token.nesting != -1:
            cursor.take()
            match token.type:
                case "heading_open":
                    yield from self._heading(token, cursor)
                case "paragraph_open":
                    yield self._paragraph(cursor.take(), kind)
                    cursor.take()
                case "bullet_list_open" | "ordered_list_open":
                    yield self._list(token, cursor)
                case "blockquote_open":
                    inner = tuple(self.blocks(cursor, SegmentKind.QUOTE))
                    cursor.take()
                    yield Quote(inner)
                case "table_open":
                    yield from self._table(cursor)
                case "fence" | "code_block":
                    yield Code(token.content)
                case "hr":
                    yield Rule()
                case _:
                    raise AssertionError(f"unknown block {token.type}")

    def _heading(self, token: Token, cursor: _Cursor) -> Iterator[Heading]:
        """Give the heading; one without text is nothing to read or to translate."""
        inline = cursor.take()
        cursor.take()
        if inline.content:
            yield Heading(self._segment(inline, SegmentKind.HEADING), int(token.tag[1]))

    def _segment(self, token: Token, kind: SegmentKind) -> int:
        inline = from_token(token)
        line = self._first_line + (token.map[0] if token.map else 0) + 1
        self.segments.append(Segment(kind, inline.source, inline.inlines, inline.links, line))
        return len(self.segments) - 1

    def _paragraph(self, token: Token, kind: SegmentKind) -> Block:
        children = token.children or []
        if len(children) == 1 and children[0].type == "image":
            image = children[0]
            line = self._first_line + (token.map[0] if token.map else 0) + 1
            self.segments.append(Segment(SegmentKind.IMAGE, image.content, (), (), line))
            return Figure(
                len(self.segments) - 1,
                str(image.attrs.get("src", "")),
                str(image.attrs.get("title", "")),
            )
        return Paragraph(self._segment(token, kind))

    def _list(self, token: Token, cursor: _Cursor) -> List:
        ordered = token.type == "ordered_list_open"
        style = self._style_at(token) or (ListStyle.DECIMAL if ordered else ListStyle.BULLET)
        items = []
        while cursor.take().type == "list_item_open":
            items.append(Item(tuple(self.blocks(cursor, SegmentKind.ITEM))))
            cursor.take()
        return List(style, int(token.attrs.get("start", 1)) if ordered else 1, tuple(items))

    def _style_at(self, token: Token) -> ListStyle | None:
        """Take the directive above a list, blank lines between them allowed; it is for one list."""
        line = token.map[0] if token.map else 0
        while line not in self._styles:
            line -= 1
            if line < 0 or line in self._ends:
                return None
        return self._styles.pop(line)

    def _table(self, cursor: _Cursor) -> Iterator[Table]:
        rows: list[tuple[int | None, ...]] = []
        row: list[int | None] = []
        while (token := cursor.take()).type != "table_close":
            if token.type == "inline":
                row.append(self._segment(token, SegmentKind.CELL) if token.content else None)
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
        if any(cell is not None for each in rows for cell in each):
            yield Table(rows[0], tuple(rows[1:]))
