"""article.md with the text of some segments taken out, everything else to the letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml
from markdown_it.token import Token

from diglot.formats.article_md import split_front_matter, unified
from diglot.formats.inline import markdown

_PARSER = markdown()
_MARKER = re.compile(r"^[\s>]*(?:[-+*]|\d{1,9}[.)])")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a segment stands: its lines, and how they are taken out."""

    start: int
    end: int
    keep_marker: bool = False
    """The text opens a list item that holds more."""
    cell: int = -1
    """0-based cell of a table's row."""


def without_segments(text: str, indexes: Collection[int], *, title_first: bool) -> str:
    """Take body segments out of an article.

    Args:
        text: the file.
        indexes: 0-based indexes of body segments, as `read_article` counts them.
        title_first: whether the first heading is the title and not counted.

    Returns:
        The file; lines that held nothing else are gone, a table keeps its shape.
    """
    front, body = split_front_matter(unified(text))
    lines = body.split("\n")
    places = list(_places(_PARSER.parse(body)))[title_first:]
    for index in sorted(indexes, reverse=True):
        place = places[index]
        if place.cell >= 0:
            lines[place.start] = _without_cell(lines[place.start], place.cell)
        elif place.keep_marker:
            marker = _MARKER.match(lines[place.start])
            lines[place.start : place.end] = [marker[0] if marker else ""]
        else:
            del lines[place.start : place.end]
    return front + re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def without_fields(text: str, fields: Collection[str]) -> str:
    """Take values out of the front matter: `summary`, or `topics.2` for an entry of a list."""
    front, body = split_front_matter(unified(text))
    if not front:
        return text
    inner = front.split("\n", 1)[1].rsplit("---", 1)[0]
    node = yaml.compose(inner, Loader=yaml.SafeLoader)
    spans = []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for number, item in enumerate(items, 1):
            name = key.value if value is item else f"{key.value}.{number}"
            if name in fields:
                spans.append((item.start_mark.index, item.end_mark.index))
    for start, end in sorted(spans, reverse=True):
        inner = f'{inner[:start]}""{inner[end:]}'
    return f"---\n{inner}---{front.rsplit('---', 1)[1]}{body}"


def _places(tokens: Sequence[Token]) -> Iterator[_Place]:
    """Give the place of every segment in the order in which the reader counts them."""
    items: list[tuple[Token, int]] = []
    cell = 0
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            items.append((token, at))
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "tr_open":
            cell = 0
        elif token.type == "inline":
            start, end = token.map or (0, 0)
            opener = tokens[at - 1]
            if opener.type in ("th_open", "td_open"):
                if token.content:
                    yield _Place(start, end, cell=cell)
                cell += 1
            elif token.content or opener.type != "heading_open":
                yield _in_block(tokens, at, items, (start, end))


def _in_block(
    tokens: Sequence[Token], at: int, items: list[tuple[Token, int]], span: tuple[int, int]
) -> _Place:
    """Place a heading or paragraph; one that is all of a list item takes the item with it."""
    opener = tokens[at - 1]
    if opener.type == "heading_open" and opener.map:
        span = (opener.map[0], opener.map[1])
    if not items or items[-1][1] != at - 2:
        return _Place(*span)
    if tokens[at + 2].type == "list_item_close":
        whole = items[-1][0].map or span
        return _Place(whole[0], whole[1])
    return _Place(*span, keep_marker=True)


def _without_cell(line: str, cell: int) -> str:
    """Empty one cell of a table's row."""
    bars = [match.start() for match in _BAR.finditer(line)]
    starts = bars if line.lstrip().startswith("|") else [-1, *bars]
    end = next((bar for bar in bars if bar > starts[cell]), len(line))
    return f"{line[: starts[cell] + 1]} {line[end:]}"
