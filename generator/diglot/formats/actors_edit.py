"""Changes spellings of an actor in the glossary's file, and leaves every other byte as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.formats.actors_entries import Entry, read_entries
from diglot.formats.actors_writer import scalar
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.yaml_tree import Items, Pairs, Scalar, Tree
from diglot.model.actors import Actor, Glossary
from diglot.model.problem import DiglotError, Problem, Severity


def respelled(
    actor: Actor, names: Mapping[str, str], aliases: Mapping[str, Sequence[str]]
) -> Actor:
    """Give an actor with other names, by language, and with more aliases."""
    more = {
        lang: tuple(dict.fromkeys((*actor.aliases.get(lang, ()), *added)))
        for lang, added in aliases.items()
    }
    return replace(actor, name={**actor.name, **names}, aliases={**actor.aliases, **more})


def with_spellings(
    text: str,
    path: str,
    actor: Actor,
    names: Mapping[str, str],
    aliases: Mapping[str, Sequence[str]],
) -> str:
    """Give the glossary's file with an actor respelled.

    Args:
        text: the file.
        path: of the file, for messages.
        actor: as `read_glossary` gives it.
        names: display names by language tag.
        aliases: spellings to add, by language tag.

    Returns:
        The file; comments, layout and line ends are kept.

    Raises:
        DiglotError: the entry is laid out so that the change is safer made by hand.
    """
    before = read_glossary(text, path)
    expected = tuple(
        respelled(each, names, aliases) if each.id == actor.id else each for each in before.actors
    )
    changed = text
    for lang, name in names.items():
        if actor.name.get(lang) != name:
            changed = _Editor.at(changed, actor.id).named(lang, name)
    for lang, added in aliases.items():
        for alias in added:
            if alias not in actor.aliases.get(lang, ()):
                changed = _Editor.at(changed, actor.id).also(lang, alias)
    after = read_glossary(changed, path)
    if after != Glossary(expected) or _faults(after) > _faults(before):
        raise DiglotError(
            Problem(
                "actors-layout",
                Severity.ERROR,
                f"the entry `{actor.id}` is laid out so that it cannot be changed here",
                actor.location,
                "Change it by hand.",
            )
        )
    return changed


def _faults(glossary: Glossary) -> int:
    """Count the problems of layout: that two actors share a spelling is no fault of writing."""
    return sum(problem.code != "actor-shared-alias" for problem in glossary.problems)


@dataclass(frozen=True, slots=True)
class _Editor:
    """A file and the entry in it that is to be changed."""

    text: str
    tree: Pairs
    above: int

    @classmethod
    def at(cls, text: str, id_: str) -> _Editor:
        """Find the entry that `read_glossary` reads for an id."""
        for entry in read_entries(text.removeprefix("\ufeff"), ""):
            if isinstance(entry, Entry) and isinstance(entry.tree, Pairs):
                found = _value(entry.tree, "id")
                if isinstance(found, Scalar) and found.text == id_:
                    return cls(text, entry.tree, entry.above)
        raise KeyError(id_)

    def named(self, lang: str, name: str) -> str:
        """Give the file with a display name set."""
        names = _value(self.tree, "name")
        old = _value(names, lang)
        if isinstance(old, Scalar):
            return self._replaced(old, scalar(name))
        return self._with_pair(names, lang, scalar(name)) if isinstance(names, Pairs) else self.text

    def also(self, lang: str, alias: str) -> str:
        """Give the file with an alias added."""
        aliases = _value(self.tree, "aliases")
        value = scalar(alias)
        if isinstance(aliases, Items):
            return self._with_item(aliases, value)
        if not isinstance(aliases, Pairs):
            pair = f"{{{lang}: [{value}]}}"
            if isinstance(aliases, Scalar):
                return self._replaced(aliases, pair) if aliases.is_null else self.text
            return self._with_pair(self.tree, "aliases", pair, after="name")
        old = _value(aliases, lang)
        if isinstance(old, Items):
            return self._with_item(old, value)
        if isinstance(old, Scalar):
            start, end = self._span(old)
            first = "" if old.is_null else f"{self.text[start:end]}, "
            return self._replaced(old, f"[{first}{value}]")
        return self._with_pair(aliases, lang, f"[{value}]")

    # --- edits ---

    def _replaced(self, node: Scalar, value: str) -> str:
        start, end = self._span(node)
        # A value that is not there begins right after its colon.
        gap = " " if self.text[start - 1] == ":" else ""
        return f"{self.text[:start]}{gap}{value}{self.text[end:]}"

    def _with_pair(self, pairs: Pairs, key: str, value: str, after: str = "") -> str:
        """Add a pair at the end of a mapping, or after one of its keys."""
        if not pairs.pairs:
            return self._inserted(self._offset(pairs.line, pairs.column) + 1, f"{key}: {value}")
        keys = [each.text if isinstance(each, Scalar) else "" for each, _ in pairs.pairs]
        before, last = pairs.pairs[keys.index(after) if after in keys else -1]
        if self._is_flow(pairs):
            return self._inserted(self._end(last), f", {key}: {value}")
        return self._with_line(self._end(last), before.column, f"{key}: {value}")

    def _with_item(self, items: Items, value: str) -> str:
        if not items.items:
            return self._inserted(self._offset(items.line, items.column) + 1, value)
        if self._is_flow(items):
            return self._inserted(self._end(items.items[-1]), f", {value}")
        return self._with_line(self._end(items.items[-1]), items.column, f"- {value}")

    def _with_line(self, after: int, column: int, line: str) -> str:
        """Add a line after that of an offset."""
        ending = "\r\n" if "\r\n" in self.text else "\n"
        stop = self.text.find("\n", after)
        if stop < 0:
            return f"{self.text}{ending}{' ' * (column - 1)}{line}"
        return self._inserted(stop + 1, f"{' ' * (column - 1)}{line}{ending}")

    def _inserted(self, at: int, piece: str) -> str:
        return self.text[:at] + piece + self.text[at:]

    # --- places ---

    def _span(self, node: Scalar) -> tuple[int, int]:
        return self._offset(node.line, node.column), self._offset(node.end_line, node.end_column)

    def _end(self, node: Tree) -> int:
        """Give the offset after a node: its bracket, or the last text in it."""
        if isinstance(node, Scalar) or self._is_flow(node):
            return self._offset(node.end_line, node.end_column)
        inner = [value for _, value in node.pairs] if isinstance(node, Pairs) else node.items
        return self._end(inner[-1])

    def _is_flow(self, node: Items | Pairs) -> bool:
        return self.text[self._offset(node.line, node.column)] in "[{"

    def _offset(self, line: int, column: int) -> int:
        """Give the offset of a place of the entry's tree, 1-based."""
        mark = self.text.startswith("\ufeff")
        start = 0
        for _ in range(line + self.above - 1):
            start = self.text.index("\n", start) + 1
        return start + column - 1 + (mark if start == 0 else 0)


def _value(node: Tree | None, key: str) -> Tree | None:
    """Give the first value of a key."""
    for name, value in node.pairs if isinstance(node, Pairs) else ():
        if isinstance(name, Scalar) and key in (name.text, name.text.lower()):
            return value
    return None
