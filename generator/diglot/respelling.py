"""Proposes a change of an actor's spellings: what it touches first, the file only then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diglot import storage
from diglot.editions import check
from diglot.formats.actors_edit import respelled, with_spellings
from diglot.formats.actors_places import written
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.inline import parse_unit
from diglot.glossary import actors_file, lint, passages, place_of
from diglot.model.actors import Actor, Glossary, Mention
from diglot.model.candidate import Passage
from diglot.model.finding import Finding
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.respelling import Effect, Respelling, Touch, Touched, Work
from diglot.model.translation import Unit, is_meta
from diglot.publication import Article, Publication, articles, load
from diglot.stages.mention import mention
from diglot.stages.respell import respell, strict_words
from diglot.text.name_trie import NameIndex, index_names
from diglot.text.words import words

_TITLE = "meta.title"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of one actor."""

    actor: str
    """Id."""
    names: Mapping[str, str]
    """Display names by language tag."""
    aliases: Mapping[str, Sequence[str]]
    """Spellings to add, by language tag."""


def propose(publication: Publication, change: Change, problems: list[Problem]) -> Respelling:
    """Give what a change would do; nothing is written.

    Args:
        publication: the publication.
        change: the change.
        problems: takes the faults of articles that cannot be read.

    Raises:
        DiglotError: no such actor, a spelling that no text can hold, or an entry that can only be
            changed by hand.
    """
    path, name = actors_file(publication.settings)
    before = _actor(publication, change, name)
    text = with_spellings(
        storage.read_text(path, name) or "", name, before, change.names, change.aliases
    )
    changed = replace(publication, glossary=read_glossary(text, name))
    names = _Comparison(publication.glossary, changed.glossary)
    touched = [
        each
        for article in articles(publication, problems)
        for each in _touched(publication, names, article)
    ]
    touched += _roles(publication, names)
    now, then = _checked(publication), _checked(changed)
    return Respelling(
        before,
        respelled(before, change.names, change.aliases),
        tuple(touched),
        tuple(then.problems[key] for key in then.problems if key not in now.problems),
        tuple(then.findings[key] for key in then.findings if key not in now.findings),
    )


def write(publication: Publication, change: Change) -> str:
    """Make a change in actors.yml, and in no other file.

    Returns:
        The file as the user knows it.

    Raises:
        DiglotError: as `propose`; also where another command is writing.
    """
    settings = publication.settings
    path, name = actors_file(settings)
    with storage.content_lock(Path(settings.root)):
        current = load(settings)
        actor = _actor(current, change, name)
        text = storage.read_text(path, name) or ""
        changed = with_spellings(text, name, actor, change.names, change.aliases)
        storage.write_whole(path, changed.encode("utf-8"))
    return name


def _actor(publication: Publication, change: Change, path: str) -> Actor:
    """Find the actor, and refuse spellings that no text can hold."""
    for spelling in (
        *change.names.values(),
        *(a for each in change.aliases.values() for a in each),
    ):
        if not words(spelling):
            message = f"the spelling `{spelling}` can match no text"
            raise DiglotError(
                Problem("actor-alias-unfindable", Severity.ERROR, message, Location(path))
            )
    for actor in publication.glossary.actors:
        if actor.id == change.actor:
            return actor
    raise DiglotError(
        Problem(
            "no-actor",
            Severity.ERROR,
            f"no actor has the id `{change.actor}`",
            Location(path),
            "Give an id as it stands in the file.",
        )
    )


# --- texts ---


class _Comparison:
    """Both glossaries, their names indexed once for each language."""

    def __init__(self, before: Glossary, after: Glossary) -> None:
        self._before, self._after = before, after
        self._indexes: dict[str, tuple[NameIndex, NameIndex]] = {}

    def touches(self, texts: Sequence[Passage], lang: str) -> tuple[Touch, ...]:
        """Give what changes in the texts of one article."""
        if lang not in self._indexes:
            self._indexes[lang] = index_names(self._before, lang), index_names(self._after, lang)
        old, new = (_mentions(texts, index) for index in self._indexes[lang])
        return respell(texts, lang, old, new, self._outdated(lang))

    def _outdated(self, lang: str) -> dict[str, frozenset[str]]:
        """Give the words of old names that the new names have not."""
        names = {actor.id: actor.name.get(lang, "") for actor in self._after.actors}
        return {
            actor.id: strict_words(actor.name[lang]) - strict_words(names.get(actor.id, ""))
            for actor in self._before.actors
            if lang in actor.name
        }


def _touched(publication: Publication, names: _Comparison, article: Article) -> list[Touched]:
    """Give what a change touches in one article, the source first."""
    root = publication.settings.root
    found = [
        Touched(touch, article.lang, place_of(root, touch.passage, touch.start, touch.end))
        for touch in names.touches(passages(publication, article), article.lang)
    ]
    for lang, catalogue in article.catalogues.items():
        units = {unit.id: unit for unit in catalogue.units}
        texts = _targets(article, units, catalogue.path)
        for touch in names.touches(texts, lang):
            unit = units[touch.passage.segment]
            work = None if touch.effect is Effect.GAINED else _work(unit)
            found.append(Touched(touch, lang, Location(catalogue.path, unit.line), work))
    return found


def _targets(article: Article, units: Mapping[str, Unit], path: str) -> list[Passage]:
    """Give the translated texts of an article as readers would see them, front matter first."""
    links = {
        id_: segment.links
        for id_, segment in zip(article.ids, article.document.segments, strict=True)
    }
    order = [*(id_ for id_ in units if is_meta(id_)), *(id_ for id_ in article.ids if id_ in units)]
    texts = []
    for id_ in order:
        unit = units[id_]
        plain = unit.target
        if not is_meta(id_):
            plain = "".join(each.visible for each in parse_unit(unit.target, links[id_]))
        texts.append(Passage(article.slug, id_, plain, path, unit.line))
    return texts


def _work(unit: Unit) -> Work:
    return Work.REDRAFT if unit.takes_machine_text(redraft=True) else Work.BY_HAND


def _mentions(texts: Sequence[Passage], index: NameIndex) -> list[Mention]:
    """Find mentions as a page does: what the title names is known from the start of the body."""
    found: list[Mention] = []
    named: set[str] = set()
    meta = [text for text in texts if is_meta(text.segment)]
    for number, text in enumerate(meta):
        mentions, _ = mention([text.text], index)
        found += [replace(each, segment=number) for each in mentions]
        if text.segment == _TITLE:
            named = {each.actor for each in mentions}
    body, _ = mention([text.text for text in texts[len(meta) :]], index, named)
    return found + [replace(each, segment=each.segment + len(meta)) for each in body]


def _roles(publication: Publication, names: _Comparison) -> list[Touched]:
    """Give what a change touches in the glossary's own roles."""
    path, name = actors_file(publication.settings)
    by_lang: dict[str, list[Passage]] = {}
    for each in written(storage.read_text(path, name) or "", name):
        if each.key == "role":
            place = Passage("", f"{each.actor}.role", each.text, name, each.start.line)
            by_lang.setdefault(each.lang, []).append(place)
    found = []
    for lang, texts in by_lang.items():
        # A role stands by itself: no name before it gives a context.
        for text in texts:
            for touch in names.touches([text], lang):
                work = None if touch.effect is Effect.GAINED else Work.BY_HAND
                found.append(Touched(touch, lang, Location(name, text.line), work))
    return found


# --- checks ---


@dataclass(frozen=True, slots=True)
class _Checked:
    problems: dict[tuple[str, str], Problem]
    """By code and message: lines move with the change."""
    findings: dict[tuple[str, str, str, str], Finding]


def _checked(publication: Publication) -> _Checked:
    """Give what the checks say of a publication."""
    named: dict[str, set[str]] = {}
    problems: list[Problem] = []
    findings = check(publication, problems, named)
    problems += (*publication.glossary.problems, *lint(publication, named))
    return _Checked(
        {(each.code, each.message): each for each in problems},
        {(f.location.path, f.unit, f.code, f.message): f for f in findings if f.open},
    )
