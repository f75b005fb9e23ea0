"""Cuts the glossary's file into entries, so that a fault of syntax costs one entry.

The whole file is read at once; only where that fails is it cut at the dashes that open entries, and
each read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diglot.formats.yaml_tree import Items, Pairs, Scalar, Tree, YamlError, read_tree
from diglot.model.problem import Location, Problem, Severity

_DASH = re.compile(r"^( *)-(?=[ \t\r\n])", re.MULTILINE)
_HEAD = re.compile(r"((actors:)?[ \t\r]*(#.*)?\n|---.*\n)*")
_ID = re.compile(r"^[ \-]*id:[ \t]*[\"']?([^\"'#\r\n,}]+)", re.MULTILINE)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file, with its place."""

    tree: Tree
    path: str
    above: int = 0
    """Lines of the file above the text that the tree was read from."""

    def problem(
        self, code: str, message: str, node: Tree, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Give a problem of a node of this entry."""
        return Problem(f"actor-{code}", severity, message, self.at(node), remedy)

    def warning(self, code: str, message: str, node: Tree, remedy: str) -> Problem:
        """Give a problem that costs nothing but the value itself."""
        return self.problem(code, message, node, remedy, Severity.WARNING)

    def at(self, node: Tree) -> Location:
        """Give the place of a node in the file."""
        return Location(self.path, node.line + self.above, node.column)


def read_entries(text: str, path: str) -> Iterator[Entry | Problem]:
    """Give the entries of a glossary in file order, and a problem for each that is not YAML.

    Args:
        text: the file's content, without a byte-order mark.
        path: the file's path as the user knows it.
    """
    try:
        tree = read_tree(text)
    except YamlError as fault:
        yield from _one_by_one(text, path, fault)
        return
    if tree is None or (isinstance(tree, Scalar) and tree.is_null):
        return
    listed = _listed(tree)
    if listed is None:
        yield Entry(tree, path).problem(
            "file",
            "the glossary is not a list of actors",
            tree,
            "Begin every actor with a dash: `- id: …`.",
        )
        return
    yield from (Entry(item, path) for item in listed)


def _listed(tree: Tree) -> tuple[Tree, ...] | None:
    """Give the items of the list, bare or under `actors`; None where there is none."""
    if isinstance(tree, Items):
        return tree.items
    if isinstance(tree, Pairs) and len(tree.pairs) == 1:
        key, value = tree.pairs[0]
        if isinstance(key, Scalar) and key.text == "actors":
            if isinstance(value, Items):
                return value.items
            return () if isinstance(value, Scalar) and value.is_null else None
    return None


def _one_by_one(text: str, path: str, fault: YamlError) -> Iterator[Entry | Problem]:
    """Read each entry by itself; before the first there may be comments and `actors:` only."""
    dash = _DASH.search(text)
    if dash is None:
        yield _syntax("the glossary", fault, path, 0)
        return
    starts = [each.start() for each in _DASH.finditer(text) if each[1] == dash[1]]
    head = text[: starts[0]]
    if not _HEAD.fullmatch(head):
        line = _HEAD.match(head)
        at = Location(path, head.count("\n", 0, line.end() if line else 0) + 1, 1)
        message, remedy = "text stands before the first actor", "Delete it or make it a comment."
        yield Problem("actor-syntax", Severity.ERROR, message, at, remedy)
    above = head.count("\n")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        chunk = text[start:end]
        yield from _one(chunk, path, above, number)
        above += chunk.count("\n")


def _one(chunk: str, path: str, above: int, number: int) -> Iterator[Entry | Problem]:
    named = _ID.search(chunk)
    name = f"the actor `{named[1].strip()}`" if named else f"actor number {number}"
    conflict = _CONFLICT.search(chunk)
    if conflict:
        line = chunk.count("\n", 0, conflict.start()) + 1
        remedy = "Keep one version and delete the markers."
        fault = YamlError("a merge conflict is left here", remedy, line, 1)
        yield _syntax(name, fault, path, above)
        return
    try:
        tree = read_tree(chunk)
    except YamlError as fault:
        yield _syntax(name, fault, path, above)
        return
    for item in tree.items if isinstance(tree, Items) else ():
        yield Entry(item, path, above)


def _syntax(name: str, fault: YamlError, path: str, above: int) -> Problem:
    return Problem(
        "actor-syntax",
        Severity.ERROR,
        f"{name} cannot be read: {fault.message}",
        Location(path, fault.line + above, fault.column),
        fault.remedy,
    )
