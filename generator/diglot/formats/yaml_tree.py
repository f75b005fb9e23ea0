"""Reads the plain part of YAML into a tree whose every node knows its line and column.

No tag, anchor or alias is obeyed: each is a fault, so that a file can neither run code nor grow
when it is read. Scalars stay the text that was written: `2023-06` is no date, `NO` no falsehood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_PARSER: type[yaml.SafeLoader | yaml.CSafeLoader] = (
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
)
_DEEPEST = 16
_ILLEGAL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PLAIN_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text."""

    text: str
    line: int
    """1-based, as in all nodes."""
    column: int
    """1-based, in code points, as in all nodes."""
    is_null: bool = False
    end_line: int = 0
    """1-based line of what follows it, a closing quotation mark included in it."""
    end_column: int = 0
    """1-based column of what follows it."""


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Tree, ...]
    line: int
    column: int
    end_line: int = 0
    """1-based place of what follows its bracket; of no use where it has none."""
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, repeated keys and all."""

    pairs: tuple[tuple[Tree, Tree], ...]
    line: int
    column: int
    end_line: int = 0
    """1-based place of what follows its bracket; of no use where it has none."""
    end_column: int = 0


Tree = Scalar | Items | Pairs


class YamlError(Exception):
    """The text is not plain YAML."""

    def __init__(self, message: str, remedy: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, as a clause without a full stop."""
        self.remedy = remedy
        self.line = line
        """1-based."""
        self.column = column
        """1-based, in code points."""


def read_tree(text: str) -> Tree | None:
    """Read one YAML document; an empty one gives None.

    Raises:
        YamlError: broken syntax, a tag, an anchor or alias, a second document, too deep a nesting,
            or a control character; the first that occurs.
    """
    illegal = _ILLEGAL.search(text)
    if illegal:
        line = text.count("\n", 0, illegal.start())
        column = illegal.start() - (text.rfind("\n", 0, illegal.start()) + 1)
        name = f"U+{ord(illegal[0]):04X}"
        raise YamlError(
            f"the invisible character {name} may not stand here",
            "Delete it and type the text around it again.",
            line + 1,
            column + 1,
        )
    try:
        return _compose(text)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from error
    except yaml.YAMLError as error:
        raise YamlError(str(error), "Save the file as UTF-8.", 1, 1) from error


def _compose(text: str) -> Tree | None:
    """Build the tree with a stack of our own: depth costs no recursion."""
    open_nodes: list[tuple[yaml.CollectionStartEvent, list[Tree]]] = []
    root: list[Tree] = []
    for event in yaml.parse(text, Loader=_PARSER):
        match event:
            case yaml.DocumentStartEvent() if root:
                raise _fault(event, "a second document begins here", "Delete the line `---`.")
            case yaml.AliasEvent():
                raise _fault(event, f"`*{event.anchor}` is an alias of YAML", _NO_ANCHORS)
            case yaml.CollectionStartEvent():
                _refuse_extras(event)
                if len(open_nodes) == _DEEPEST:
                    raise _fault(event, "the nesting is too deep", "Write the entry as documented.")
                open_nodes.append((event, []))
                continue
            case yaml.ScalarEvent():
                _refuse_extras(event)
                node: Tree = _scalar(event)
            case yaml.CollectionEndEvent():
                node = _collection(*open_nodes.pop(), _end(event))
            case _:
                continue
        (open_nodes[-1][1] if open_nodes else root).append(node)
    return root[0] if root else None


_NO_ANCHORS = "Write the value out, or quote it if the sign is part of the text."


def _refuse_extras(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    if event.anchor:
        raise _fault(event, f"`&{event.anchor}` is an anchor of YAML", _NO_ANCHORS)
    if event.tag:
        raise _fault(
            event,
            f"`{event.tag}` is a tag of YAML",
            "Delete the tag, or quote the text if it begins with an exclamation mark.",
        )


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    plain = not event.style
    is_null = plain and event.value in _PLAIN_NULLS
    return Scalar(event.value, *_place(event), is_null, *_end(event))


def _collection(
    start: yaml.CollectionStartEvent, children: list[Tree], end: tuple[int, int]
) -> Items | Pairs:
    if isinstance(start, yaml.SequenceStartEvent):
        return Items(tuple(children), *_place(start), *end)
    pairs = tuple(zip(children[::2], children[1::2], strict=True))
    return Pairs(pairs, *_place(start), *end)


def _end(event: yaml.Event) -> tuple[int, int]:
    """Give the line and column, both from 1, of what follows an event."""
    mark = event.end_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _fault(event: yaml.Event, message: str, remedy: str) -> YamlError:
    return YamlError(message, remedy, *_place(event))


def _place(event: yaml.Event) -> tuple[int, int]:
    """Give the line and column, both from 1, at which an event of the parser begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _explained(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    """Say in an editor's words what is wrong, and where it began rather than where it broke."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    for number in range(min(line + 1, len(lines))):
        start = _unclosed(lines[number])
        if start is not None:
            return YamlError(
                "a quotation mark is not closed",
                "Close it on its line, or delete it.",
                number + 1,
                start + 1,
            )
    problem = error.problem or "broken YAML"
    here = lines[line] if line < len(lines) else ""
    if "while scanning a quoted scalar" in str(error.context) and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
        return YamlError("a quotation mark is not closed", "Close it.", line + 1, column + 1)
    for pattern, message, remedy in _EXPLANATIONS:
        if re.search(pattern, f"{problem} [{here[column : column + 7]}]"):
            return YamlError(message, remedy, line + 1, column + 1)
    remedy = "Compare it with the entries around it: one key a line, indented alike."
    return YamlError(problem, remedy, line + 1, column + 1)


_EXPLANATIONS = (
    (r"\[[<=>|]{7}", "a merge conflict is left here", "Keep one version and delete the markers."),
    (r"\[\t", "a tab stands where spaces must", "Indent with spaces."),
    (r"cannot start any token", "this sign may not begin a value", "Put the value in quotes."),
    (
        r"mapping values are not allowed",
        "a colon stands here where no key can",
        "Put a value that has a colon in quotation marks, or correct the indentation.",
    ),
    (
        r"expected ('-' indicator|<block end>)|did not find expected key",
        "the indentation or a quotation mark is wrong here or just above",
        "Indent the keys of an entry alike, and close what is quoted.",
    ),
    (
        r"expected ',' or|flow (sequence|mapping)",
        "a bracket is not closed, or a comma is missing",
        "Close the bracket, and part its items with commas.",
    ),
)


def _unclosed(line: str) -> int | None:
    """Give the 0-based column of a double quotation mark that opens on this line and stays open."""
    marks = list(re.finditer(r'(?<!\\)"', line.partition(" #")[0]))
    if len(marks) % 2 == 0:
        return None
    opening = None
    for mark in marks:
        opens = mark.start() == 0 or line[mark.start() - 1] in " \t,:[{-"
        if opens and opening is not None:
            return opening
        opening = mark.start() if opens else None
    return opening
