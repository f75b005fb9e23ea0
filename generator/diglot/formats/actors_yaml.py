"""Reads the glossary of actors: a YAML list of entries, or one under the key `actors`.

    - id: wagner-group
      type: military_unit
      name: {ar: مجموعة فاغنر, en: Wagner Group}
      aliases: {ar: [فاغنر, شركة فاغنر], en: [Wagner]}
      protect: yes

A fault costs no more than the entry or value that it stands in, even a fault of YAML's syntax, and
every fault is a problem with its line and column. An actor is left out only when its id, type or
name fails. Values stay as written: `as_of: 2023-07` is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from difflib import get_close_matches
from typing import TypeVar

from diglot.formats.actors_entries import Entry, read_entries
from diglot.formats.yaml_tree import Items, Pairs, Scalar, Tree
from diglot.model.actors import Actor, ActorType, Glossary, Names, Protection
from diglot.model.language import LANGUAGES
from diglot.model.problem import Problem, Severity
from diglot.text.dates import is_iso_date
from diglot.text.name_trie import MAX_WORDS
from diglot.text.people import is_name
from diglot.text.spelling import script, spell
from diglot.text.words import words

_T = TypeVar("_T")
_Reading = Generator[Problem, None, _T]
"""Yields problems and returns what could be read."""

_Fields = dict[str, Tree]

_KEYS = (
    *("id", "type", "name", "aliases", "context_aliases", "weak_aliases", "protect"),
    *("role", "as_of", "source", "reviewed_by", "wikidata", "former_ids"),
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 100
_TAKEN_IDS = frozenset({"index", "con", "prn", "aux", "nul"})
"""Ids that could be no page: the list of actors has one, and Windows keeps the others."""

_WIKIDATA = re.compile(r"Q[1-9]\d*")
_PROTECTION = {"yes": Protection.YES, "true": Protection.YES, "check": Protection.CHECK}


def read_glossary(text: str, path: str) -> Glossary:
    """Read actors.yml, keeping every entry and value that can be understood.

    Args:
        text: the file's content; a byte-order mark is ignored.
        path: the file's path as the user knows it, for the places of problems.

    Returns:
        Actors and problems, both in file order.
    """
    actors, problems = _drained(_actors(text.removeprefix("\ufeff"), path))
    problems += _shared_spellings(actors)
    problems.sort(key=lambda problem: (problem.location.line, problem.location.column))
    return Glossary(actors, tuple(problems))


def _drained(reading: _Reading[_T]) -> tuple[_T, list[Problem]]:
    problems = []
    while True:
        try:
            problems.append(next(reading))
        except StopIteration as stop:
            return stop.value, problems


def _actors(text: str, path: str) -> _Reading[tuple[Actor, ...]]:
    actors: dict[str, Actor] = {}
    for found in read_entries(text, path):
        if isinstance(found, Problem):
            yield found
            continue
        actor = yield from _actor(found)
        if actor is None:
            continue
        first = actors.setdefault(actor.id, actor)
        if first is not actor:
            yield Problem(
                "actor-duplicate-id",
                Severity.ERROR,
                f"the id `{actor.id}` already belongs to the actor at {first.location}",
                actor.location,
                "Give one of the two another id, or merge the entries; the first is used.",
            )
    return tuple(actors.values())


def _actor(entry: Entry) -> _Reading[Actor | None]:
    """Read one entry; None where its id, type or name fails."""
    if not isinstance(entry.tree, Pairs):
        remedy = "Write an actor as `- id: …` with its keys below."
        yield entry.problem("entry", "this entry has no keys", entry.tree, remedy)
        return None
    fields = yield from _fields(entry, entry.tree)
    id_ = yield from _id(entry, fields)
    label = f"the actor `{id_}`" if id_ else "an actor"
    type_ = yield from _type(entry, fields, label)
    name = yield from _name(entry, fields, label)
    protect = yield from _protect(entry, fields)
    langs = tuple(name)
    aliases = yield from _spellings(entry, fields.get("aliases"), langs)
    context = yield from _spellings(entry, fields.get("context_aliases"), langs)
    weak = yield from _spellings(entry, fields.get("weak_aliases"), langs)
    role = yield from _by_language(entry, fields.get("role"), "role")
    as_of = yield from _matching(entry, fields, "as_of", is_iso_date, "a date such as 2023-07")
    source = yield from _text(entry, fields.get("source"), "source")
    named = "the name of a person"
    reviewer = yield from _matching(entry, fields, "reviewed_by", is_name, named, Severity.ERROR)
    wikidata = yield from _matching(
        entry, fields, "wikidata", _WIKIDATA.fullmatch, "an item such as Q7747"
    )
    former = yield from _former_ids(entry, fields.get("former_ids"))
    if not id_ or type_ is None or not name:
        return None
    return Actor(
        id=id_,
        type=type_,
        name=name,
        aliases=aliases,
        context_aliases=context,
        weak_aliases=weak,
        protect=protect,
        role=role,
        as_of=as_of,
        source=source,
        reviewed_by=reviewer,
        wikidata=wikidata,
        former_ids=former,
        location=entry.at(entry.tree),
    )


def _fields(entry: Entry, tree: Pairs) -> _Reading[_Fields]:
    """Give the values of an entry by key; an empty value counts as absent."""
    fields: _Fields = {}
    for key, value in tree.pairs:
        name = key.text if isinstance(key, Scalar) else ""
        if name not in _KEYS:
            yield entry.warning(
                "unknown-key",
                f"`{name}` is no key of an actor" if name else "a key of an actor is a plain word",
                key,
                _suggestion(name, _KEYS) or f"Use one of: {', '.join(_KEYS)}.",
            )
        elif name in fields:
            yield entry.problem(
                "duplicate-key",
                f"the key `{name}` stands twice in one entry",
                key,
                "Merge the two; the first is used.",
            )
        else:
            fields[name] = value
    return {name: value for name, value in fields.items() if not _is_null(value)}


def _suggestion(wrong: str, right: Iterable[str]) -> str:
    close = get_close_matches(wrong.lower(), right, 1, 0.6)
    return f"Did you mean `{close[0]}`?" if close else ""


def _is_null(node: Tree) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _id(entry: Entry, fields: _Fields) -> _Reading[str]:
    node = fields.get("id")
    if node is None:
        remedy = "Add one, such as `id: wagner-group`."
        yield entry.problem("missing-id", "this actor has no `id`", entry.tree, remedy)
        return ""
    id_ = node.text if isinstance(node, Scalar) else ""
    if not _ID.fullmatch(id_) or len(id_) > _LONGEST_ID:
        plain = "-".join(re.findall(r"[a-z0-9]+", id_.lower()))[:_LONGEST_ID].strip("-")
        example = plain or "wagner-group"
        yield entry.problem(
            "bad-id",
            f"the id `{id_[:_LONGEST_ID]}` cannot name a page",
            node,
            f"Use small letters a to z, digits and single hyphens, such as `{example}`.",
        )
        return ""
    if id_ in _TAKEN_IDS:
        yield entry.problem(
            "bad-id", f"the id `{id_}` is reserved", node, f"Use another, such as `{id_}-1`."
        )
        return ""
    return id_


def _former_ids(entry: Entry, node: Tree | None) -> _Reading[tuple[str, ...]]:
    """Read a list of ids, or one alone; one that could name no page is left out."""
    found: list[str] = []
    for item in node.items if isinstance(node, Items) else (node,) if node is not None else ():
        id_ = item.text if isinstance(item, Scalar) else ""
        if _ID.fullmatch(id_) and len(id_) <= _LONGEST_ID and id_ not in _TAKEN_IDS:
            found.append(id_)
        else:
            message = f"the former id `{id_[:_LONGEST_ID]}` cannot have named a page"
            yield entry.warning("bad-former-id", message, item, "Write it as it stood in `id`.")
    return tuple(dict.fromkeys(found))


def _type(entry: Entry, fields: _Fields, label: str) -> _Reading[ActorType | None]:
    kinds = [kind.value for kind in ActorType]
    node = fields.get("type")
    if node is None:
        remedy = f"Add one of: {', '.join(kinds)}."
        yield entry.problem("missing-type", f"{label} has no `type`", entry.tree, remedy)
        return None
    written = node.text if isinstance(node, Scalar) else ""
    if written not in kinds:
        yield entry.problem(
            "unknown-type",
            f"{label} has an unknown type `{written}`",
            node,
            _suggestion(written, kinds) or f"Use one of: {', '.join(kinds)}.",
        )
        return None
    return ActorType(written)


def _name(entry: Entry, fields: _Fields, label: str) -> _Reading[dict[str, str]]:
    node = fields.get("name")
    if node is None:
        remedy = "Add it by language, such as `name: {ar: …, en: …}`."
        yield entry.problem("missing-name", f"{label} has no `name`", entry.tree, remedy)
        return {}
    return (yield from _by_language(entry, node, "name", Severity.ERROR))


def _protect(entry: Entry, fields: _Fields) -> _Reading[Protection]:
    node = fields.get("protect")
    if node is None:
        return Protection.YES
    written = node.text.lower() if isinstance(node, Scalar) else ""
    if written not in _PROTECTION:
        yield entry.warning(
            "protect", f"`protect` is `{written}`", node, "Write `yes` or `check`; `yes` is used."
        )
    return _PROTECTION.get(written, Protection.YES)


def _by_language(
    entry: Entry, node: Tree | None, key: str, severity: Severity = Severity.WARNING
) -> _Reading[dict[str, str]]:
    """Read one text for each language."""
    texts: dict[str, str] = {}
    if node is None:
        return texts
    for lang, value in (yield from _languages(entry, node, key, severity)):
        text = yield from _text(entry, value, key)
        if text:
            texts.setdefault(lang, text)
    return texts


def _languages(
    entry: Entry, node: Tree, key: str, severity: Severity
) -> _Reading[list[tuple[str, Tree]]]:
    """Read the pairs of a mapping by language; a language that we do not know is kept and said."""
    if not isinstance(node, Pairs):
        remedy = f"Write it by language, such as `{key}: {{ar: …, en: …}}`."
        yield entry.problem(f"{key}-language", f"`{key}` names no language", node, remedy, severity)
        return []
    pairs = []
    for tag, value in node.pairs:
        lang = tag.text.lower() if isinstance(tag, Scalar) else ""
        if lang.partition("-")[0] not in LANGUAGES:
            remedy = _suggestion(lang, LANGUAGES) or f"Use one of: {', '.join(LANGUAGES)}."
            yield entry.warning("unknown-language", f"`{lang}` is no language here", tag, remedy)
        if lang and not _is_null(value):
            pairs.append((lang, value))
    return pairs


def _text(entry: Entry, node: Tree | None, key: str) -> _Reading[str]:
    if node is None or isinstance(node, Scalar):
        return " ".join(node.text.split()) if node and not node.is_null else ""
    message = f"`{key}` has a list or keys where text must stand"
    yield entry.problem("not-text", message, node, "Write it as one text.")
    return ""


def _matching(
    entry: Entry,
    fields: _Fields,
    key: str,
    fits: Callable[[str], object],
    what: str,
    severity: Severity = Severity.WARNING,
) -> _Reading[str]:
    """Read a text that must have a form; another is left out."""
    text = yield from _text(entry, fields.get(key), key)
    if not text or fits(text):
        return text
    code = f"bad-{key.replace('_', '-')}"
    yield entry.problem(code, f"`{key}` is `{text}`", fields[key], f"Write {what}.", severity)
    return ""


def _spellings(entry: Entry, node: Tree | None, langs: tuple[str, ...]) -> _Reading[Names]:
    """Read spellings by language; those of a plain list go to the languages of their script."""
    found: dict[str, dict[str, None]] = {}
    if isinstance(node, Pairs):
        for lang, value in (yield from _languages(entry, node, "aliases", Severity.WARNING)):
            for text in (yield from _list(entry, value)):
                found.setdefault(lang, {})[text] = None
    elif node is not None:
        for text in (yield from _list(entry, node)):
            for lang in _of_script(text, langs):
                found.setdefault(lang, {})[text] = None
    return {lang: tuple(texts) for lang, texts in found.items() if texts}


def _of_script(text: str, langs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the languages that a spelling is written in, or all where none of them is."""
    own = script(text)
    fit = (lang for lang in langs if LANGUAGES.get(lang.partition("-")[0]))
    return tuple(lang for lang in fit if LANGUAGES[lang.partition("-")[0]].script == own) or langs


def _list(entry: Entry, node: Tree) -> _Reading[list[str]]:
    """Read a list of spellings, or one alone, leaving out what could never be found."""
    texts = []
    for item in node.items if isinstance(node, Items) else (node,):
        if not isinstance(item, Scalar) or item.is_null:
            remedy = "Write one spelling a line, in quotation marks if it is empty or odd."
            yield entry.problem("alias-not-text", "an alias is not text", item, remedy)
            continue
        text = " ".join(item.text.split())
        if not 0 < len(words(text)) <= MAX_WORDS:
            yield entry.warning(
                "alias-unfindable",
                f"the alias `{text[:40]}` can match no text",
                item,
                f"Write a spelling of 1 to {MAX_WORDS} words.",
            )
            continue
        texts.append(text)
    return texts


def _shared_spellings(actors: tuple[Actor, ...]) -> Iterator[Problem]:
    """Report spellings that name two actors wherever they stand: they will link neither."""
    owners: dict[tuple[str, str], Actor] = {}
    for actor in actors:
        for lang, text in _full_names(actor):
            owner = owners.setdefault((lang, spell(text, lang).key), actor)
            if owner is not actor:
                yield Problem(
                    "actor-shared-alias",
                    Severity.WARNING,
                    f"`{text}` names `{actor.id}` and `{owner.id}` alike, so it will link neither",
                    actor.location,
                    "Make it a context alias of one, or take it from the other.",
                )


def _full_names(actor: Actor) -> dict[tuple[str, str], None]:
    names = [(lang, text) for lang, text in actor.name.items()]
    names += [(lang, text) for lang, texts in actor.aliases.items() for text in texts]
    return dict.fromkeys((lang.partition("-")[0], text) for lang, text in names)
