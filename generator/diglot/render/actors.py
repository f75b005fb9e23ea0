"""What the pages of actors print: passages by article, and the glossary by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Excerpt, Notice, Occurrence
from diglot.model.language import language
from diglot.render.presence import Row, row_of_actor
from diglot.render.view import Named
from diglot.stages.paginate import Sheet, paginate
from diglot.text.alphabet import OTHER, first_letter, sort_key


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a concordance."""

    id: str
    number: int
    source: Named
    target: Named | None
    notice: Notice


@dataclass(frozen=True, slots=True)
class InArticle:
    """The passages of one article that name an actor."""

    card: Card
    passages: tuple[Passage, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class ActorSheet:
    """One page of an actor."""

    path: str
    articles: tuple[InArticle, ...]
    """The newest first."""
    earlier: str = ""
    """Path of the page with the passages before these, if there is one."""
    later: str = ""
    newest: bool = True
    """Whether this is the actor's own page."""


def actor_sheets(
    id_: str, occurrences: Sequence[Occurrence], cards: Mapping[str, Card], target: str
) -> tuple[ActorSheet, ...]:
    """Divide an actor's passages into pages, the oldest first.

    Args:
        id_: the actor.
        occurrences: every passage that names it; those of an article in its order.
        cards: the articles by slug.
        target: first target language.
    """
    by_slug: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_slug.setdefault(each.slug, []).append(each)
    oldest_first = sorted(by_slug, key=lambda slug: (cards[slug].date, slug))
    sheets = paginate((slug, len(by_slug[slug])) for slug in oldest_first)
    paths = [_path(id_, sheet) for sheet in sheets]
    return tuple(
        ActorSheet(
            path,
            tuple(
                InArticle(
                    cards[slug],
                    tuple(map(_passage, by_slug[slug])),
                    row_of_actor(cards[slug], by_slug[slug], path, target),
                )
                for slug in reversed(sheet.slugs)
            ),
            paths[at - 1] if at else "",
            paths[at + 1] if at + 1 < len(paths) else "",
            not sheet.name,
        )
        for at, (sheet, path) in enumerate(zip(sheets, paths, strict=True))
    )


def _path(id_: str, sheet: Sheet) -> str:
    return address.actor_sheet(id_, sheet.name) if sheet.name else address.actor(id_)


def _passage(each: Occurrence) -> Passage:
    target = None if each.target is None else marked(each.target)
    return Passage(each.segment, each.number, marked(each.source), target, each.notice)


def marked(excerpt: Excerpt) -> Named:
    """Give an excerpt with its names marked, as escaped HTML."""
    parts: list[str] = []
    position = 0
    for start, end in excerpt.marks:
        parts += (
            escape(excerpt.text[position:start]),
            Markup("<mark>"),
            escape(excerpt.text[start:end]),
            Markup("</mark>"),
        )
        position = end
    parts.append(escape(excerpt.text[position:]))
    return Named(excerpt.lang, language(excerpt.lang).direction, Markup("").join(parts))


@dataclass(frozen=True, slots=True)
class Letter:
    """The actors under one letter of the index."""

    letter: str
    """The letter, or `OTHER`."""
    anchor: str
    """Id of its section in the index of its language."""
    actors: tuple[Actor, ...]


def letters(actors: Iterable[Actor], lang: str) -> tuple[Letter, ...]:
    """List actors by letter, in the order of a language's alphabet, the rest at the end."""

    def name(actor: Actor) -> str:
        return actor.name.get(lang) or next(iter(actor.name.values()))

    def under(actor: Actor) -> str:
        return first_letter(name(actor), lang)

    ordered = sorted(actors, key=lambda a: (under(a) == OTHER, sort_key(name(a), lang), a.id))
    return tuple(
        Letter(letter, f"{lang}-{'other' if letter == OTHER else f'{ord(letter):x}'}", tuple(group))
        for letter, group in groupby(ordered, under)
    )
