"""What the pages of actors print: passages by article, and the glossary by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from markupsafe import Markup

from diglot.model.actors import Actor
from diglot.model.edition import Card, Excerpt, Occurrence
from diglot.model.language import language
from diglot.render.interface import Interface
from diglot.render.presence import Row, row_of_actor
from diglot.render.sheets import SheetPlan
from diglot.text.alphabet import OTHER, first_letter, sort_key


@dataclass(frozen=True, slots=True)
class InArticle:
    """The passages of one article that name an actor."""

    card: Card
    passages: tuple[Occurrence, ...]
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
            tuple(passages[slug]),
            row_of_actor(cards[slug], passages[slug], plan.path, target),
        )
        for slug in reversed(plan.slugs)
    )


def passage_html(each: Occurrence, article: str, ui: Interface) -> Markup:
    """Write one line of a concordance: number, source, and target or the word why there is none.

    Not in a template for the same reason as the rows of an edition: there are 200 to an article.

    Args:
        each: the passage.
        article: address of the page that holds it.
        ui: interface of the first target language.
    """
    href = escape(f"{article}#{each.segment}")
    parts = ['<div class="pair">', f'<a class="num" href="{href}">{each.number}</a>']
    parts.append(_marked(each.source, "source"))
    if each.target is not None:
        parts.append(_marked(each.target, "target"))
    else:
        said = escape(ui.text(each.notice.value or "not yet translated"))
        attrs = f'lang="{ui.language.tag}" dir="{ui.language.direction}"'
        parts.append(f'<p class="state-note" {attrs}>{said}</p>')
    parts.append("</div>")
    return Markup("".join(parts))  # noqa: S704 - escaped here


def _marked(excerpt: Excerpt, kind: str) -> str:
    """Write an excerpt with its names marked."""
    lang, direction = excerpt.lang, language(excerpt.lang).direction
    parts = [f'<p class="{kind}" lang="{lang}" dir="{direction}">']
    position = 0
    for start, end in excerpt.marks:
        parts += escape(excerpt.text[position:start]), "<mark>"
        parts += escape(excerpt.text[start:end]), "</mark>"
        position = end
    parts += escape(excerpt.text[position:]), "</p>"
    return "".join(parts)


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
