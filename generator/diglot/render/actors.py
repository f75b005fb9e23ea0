"""What the pages of actors print: passages by article, and the glossary by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from diglot.model.actors import Actor
from diglot.model.edition import Card, Excerpt, Notice, Occurrence
from diglot.model.language import language
from diglot.render.presence import Row, row_of_actor
from diglot.render.sheets import SheetPlan
from diglot.render.view import Named
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


def in_articles(
    plan: SheetPlan,
    passages: Mapping[str, Sequence[Occurrence]],
    cards: Mapping[str, Card],
    target: str,
) -> tuple[InArticle, ...]:
    """Give what one page of an actor prints, the newest article first.

    Args:
        plan: the page.
        passages: of each of its articles, those that name the actor, in order.
        cards: its articles by slug.
        target: first target language.
    """
    return tuple(
        InArticle(
            cards[slug],
            tuple(map(_passage, passages[slug])),
            row_of_actor(cards[slug], passages[slug], plan.path, target),
        )
        for slug in reversed(plan.slugs)
    )


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
            "<mark>",
            escape(excerpt.text[start:end]),
            "</mark>",
        )
        position = end
    parts.append(escape(excerpt.text[position:]))
    html = Markup("".join(parts))  # noqa: S704 - escaped above
    return Named(excerpt.lang, language(excerpt.lang).direction, html)


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
