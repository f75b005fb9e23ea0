"""What the pages of actors print: passages by article, and the glossary by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby

from markupsafe import Markup

from diglot.model.actors import Actor
from diglot.model.edition import Card, Excerpt, Occurrence
from diglot.render.interface import Interface
from diglot.render.presence import Row, row_of_actor
from diglot.render.sheets import SheetPlan
from diglot.render.view import attrs
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


def concordance_html(group: InArticle, uis: Mapping[str, Interface], target: str) -> Markup:
    """Write the passages of one article: its titles, then a line for each passage.

    Not in a template for the same reason as the rows of an edition: there are 200 to an article.

    Args:
        group: the article and its passages.
        uis: interfaces by language.
        target: the first target language.
    """
    card, ui = group.card, uis[target]
    slug, href = card.slug, group.row.href
    first, other = attrs(card.source_lang), attrs(target)
    title = escape(card.titles[card.source_lang])
    parts = [
        f'<section class="concordance" aria-labelledby="in-{slug}">\n<div class="pair heading">',
        f'<h2 class="source" id="in-{slug}" {first}><a href="{href}">{title}</a></h2>',
    ]
    if target in card.titles:
        title = escape(card.titles[target])
        heading = f'class="target" {other} role="heading" aria-level="2"'
        parts.append(f'<p {heading}><a href="{href}">{title}</a></p>')
    parts.append("</div>")
    for each in group.passages:
        number = f'<a class="num" href="{href}#{escape(each.segment)}">{each.number}</a>'
        parts += '\n<div class="pair">', number
        parts += _marked(each.source, "source")
        if each.target is not None:
            parts += _marked(each.target, "target")
        else:
            said = escape(ui.text(each.notice.value or "not yet translated"))
            parts.append(f'<p class="state-note" {other}>{said}</p>')
        parts.append("</div>")
    parts.append("\n</section>")
    return Markup("".join(parts))  # noqa: S704 - escaped here


def _marked(excerpt: Excerpt, kind: str) -> list[str]:
    """Write an excerpt with its names marked, in pieces."""
    text = excerpt.text
    parts = [_paragraph(kind, excerpt.lang)]
    position = 0
    for start, end in excerpt.marks:
        parts += text[position:start], "<mark>", text[start:end], "</mark>"
        position = end
    parts += text[position:], "</p>"
    if any(map(text.__contains__, "&<>\"'")):
        parts[1::2] = map(escape, parts[1::2])  # text stands between tags
    return parts


@lru_cache(maxsize=64)
def _paragraph(kind: str, lang: str) -> str:
    return f'<p class="{kind}" {attrs(lang)}>'


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
