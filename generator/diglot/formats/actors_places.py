"""Where each spelling of the glossary stands in its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diglot.formats.actors_entries import Entry, read_entries
from diglot.formats.yaml_tree import Items, Pairs, Scalar, Tree
from diglot.model.actors import SpellingPlace
from diglot.model.problem import Location

_KEYS = ("name", "aliases", "context_aliases", "weak_aliases", "role")


@dataclass(frozen=True, slots=True)
class Written:
    """A text of an entry as it stands in the file."""

    actor: str
    """Id, as written."""
    key: str
    """`name`, `aliases`, … or `role`."""
    lang: str
    """Language tag, or empty in a plain list."""
    text: str
    """Its meaning, runs of white space being one space."""
    start: Location
    end: Location
    """One past its last sign, quotation mark included."""


def written(text: str, path: str) -> Iterator[Written]:
    """Give every text by language of every entry that can be read, in file order.

    Args:
        text: content of actors.yml; a byte-order mark counts as no column.
        path: the file's path as the user knows it.
    """
    for entry in read_entries(text.removeprefix("\ufeff"), path):
        if not isinstance(entry, Entry) or not isinstance(entry.tree, Pairs):
            continue
        fields = _fields(entry.tree)
        id_ = fields.get("id")
        if not isinstance(id_, Scalar):
            continue
        for key in _KEYS:
            for lang, node in _scalars(fields.get(key)):
                end = Location(path, node.end_line + entry.above, node.end_column)
                meaning = " ".join(node.text.split())
                yield Written(id_.text, key, lang, meaning, entry.at(node), end)


def spelling_places(text: str, path: str) -> dict[SpellingPlace, Location]:
    """Give the first place of each spelling: of an actor, under a key, as text."""
    places: dict[SpellingPlace, Location] = {}
    for each in written(text, path):
        places.setdefault((each.actor, each.key, each.text), each.start)
    return places


def _fields(tree: Pairs) -> dict[str, Tree]:
    fields: dict[str, Tree] = {}
    for key, value in tree.pairs:
        if isinstance(key, Scalar):
            fields.setdefault(key.text, value)
    return fields


def _scalars(node: Tree | None, lang: str = "") -> Iterator[tuple[str, Scalar]]:
    """Give the texts below a node with the language that they stand under."""
    match node:
        case Scalar():
            yield lang, node
        case Items():
            for item in node.items:
                yield from _scalars(item, lang)
        case Pairs():
            for key, value in node.pairs:
                if isinstance(key, Scalar):
                    yield from _scalars(value, lang or key.text.lower())
        case None:
            pass
