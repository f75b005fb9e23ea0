"""Writes a new entry into the glossary's file, and leaves every other byte as it is."""

from __future__ import annotations

import json
import re

from diglot.formats.actors_yaml import read_glossary
from diglot.formats.yaml_tree import Items, Pairs, YamlError, read_tree
from diglot.model.actors import Actor, Glossary, Names
from diglot.model.problem import DiglotError, Location, Problem, Severity

_PLAIN = re.compile(
    r"[^\W\d_][\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c.'’ -]*"
)
"""Text that YAML takes as it stands, inside brackets too."""
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNSEEN = re.compile(
    "[\x7f-\xa0\u00ad\u2028\u2029\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\uffff]"
)
_DASH = re.compile(r"^( *)-(?=[ \t\r\n])", re.MULTILINE)
_LIST = re.compile(r"^actors:[ \t]*(#.*)?\r?$", re.MULTILINE)


def write_entry(actor: Actor) -> str:
    """Give an actor as an entry of actors.yml: only what it has, a line feed after every line.

    What `read_glossary` reads from it is the actor.

    >>> from diglot.model.actors import ActorType
    >>> print(write_entry(Actor("w", ActorType.STATE, {"ar": "و: و"})), end="")
    - id: w
      type: state
      name: {ar: "و: و"}
    """
    lines = [f"- id: {actor.id}", f"  type: {actor.type.value}", f"  name: {_mapping(actor.name)}"]
    for key in ("aliases", "context_aliases", "weak_aliases"):
        names: Names = getattr(actor, key)
        if names:
            lines.append(f"  {key}:")
            lines += [f"    {lang}: [{', '.join(map(scalar, n))}]" for lang, n in names.items()]
    if actor.protect.value != "yes":
        lines.append(f"  protect: {actor.protect.value}")
    if actor.role:
        lines.append(f"  role: {_mapping(actor.role)}")
    for key in ("as_of", "source", "reviewed_by", "wikidata"):
        if getattr(actor, key):
            lines.append(f"  {key}: {scalar(getattr(actor, key))}")
    if actor.former_ids:
        lines.append(f"  former_ids: [{', '.join(actor.former_ids)}]")
    return "".join(f"{line}\n" for line in lines)


def with_entry(text: str, actor: Actor, path: str) -> str:
    """Give the glossary's file with one more actor at its end.

    Args:
        text: the file, in any layout that `read_glossary` accepts; empty where there is none.
        actor: whose id no other actor has.
        path: of the file, for messages.

    Returns:
        The file, its line ends and indentation kept; all that it had is still there, byte for byte,
        but for the brackets of an empty list.

    Raises:
        DiglotError: the file is not written one entry a dash, or has a fault that swallows the end.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    opened = _without_empty_list(text)
    dash = _DASH.search(opened)
    indent = dash[1] if dash else "  " if _LIST.search(opened) else ""
    entry = "".join(f"{indent}{line}\n" for line in write_entry(actor).splitlines())
    gap = "" if not opened or opened.endswith("\n") else ending
    written = opened + gap + entry.replace("\n", ending)
    if not _proved(text, written, actor):
        raise DiglotError(
            Problem(
                "actors-layout",
                Severity.ERROR,
                "no entry can be added at the end of this file",
                Location(path, text.count("\n") + 1),
                "Mend what `diglot check` reports of it, and begin every actor with `- id:`.",
            )
        )
    return written


def _without_empty_list(text: str) -> str:
    """Give the file without the `[]` that says that it has no actors, and without a line of it."""
    try:
        tree = read_tree(text)
    except YamlError:
        return text
    if isinstance(tree, Pairs) and len(tree.pairs) == 1:
        tree = tree.pairs[0][1]
    if not isinstance(tree, Items) or tree.items:
        return text
    lines = text.splitlines(keepends=True)
    above = sum(map(len, lines[: tree.line - 1]))
    start, end = above + tree.column - 1, above + tree.end_column - 1
    if tree.line != tree.end_line or text[start:end].replace(" ", "") != "[]":
        return text
    alone = lines[tree.line - 1].strip() == text[start:end]
    return (
        text[:above] + text[above + len(lines[tree.line - 1]) :]
        if alone
        else text[:start] + text[end:]
    )


def _proved(text: str, written: str, actor: Actor) -> bool:
    """Whether the whole file is YAML still, and says what it said and the actor."""
    try:
        read_tree(written.removeprefix("\ufeff"))
    except YamlError:
        return False
    before, after = read_glossary(text, ""), read_glossary(written, "")
    return after == Glossary((*before.actors, actor))


def scalar(text: str) -> str:
    """Give a text as YAML that is read back as the same text, quoted where it must be."""
    if _PLAIN.fullmatch(text) and text == text.rstrip() and text.lower() not in _WORDS_OF_YAML:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _mapping(texts: dict[str, str]) -> str:
    return f"{{{', '.join(f'{lang}: {scalar(text)}' for lang, text in texts.items())}}}"
