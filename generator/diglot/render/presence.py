"""The picture of presence: for each name a strip with one mark per passage that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Edition, Occurrence
from diglot.model.language import Direction, language
from diglot.render.view import Named

_STRIP = (
    '<svg class="strip" width="100%" height="24" stroke="currentColor" stroke-width="3"'
    ' role="group"'
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage that gives the name."""

    number: int
    """Its printed number, from 1."""
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: whose presence, in which text."""

    names: tuple[Named, ...]
    """What the line is about, in source and target where it has a name there."""
    href: str
    marks: tuple[Mark, ...]
    length: int
    """Passages of the whole text."""
    direction: Direction
    """Of the source: its first passage stands where its reading begins."""

    @property
    def links(self) -> Markup:
        """The numbers of the passages, each a link to it."""
        links = (f'<a href="{escape(mark.href)}">{mark.number}</a> ' for mark in self.marks)
        return Markup("".join(links))  # noqa: S704 - escaped here

    @property
    def strip(self) -> Markup:
        """The line as SVG, readable without a script or a style."""
        names = escape(" · ".join(name.text for name in self.names))
        marks = "".join([self._mark(mark, names) for mark in self.marks])
        return Markup(f'{_STRIP} aria-label="{names}">{marks}</svg>')  # noqa: S704 - escaped here

    def _mark(self, mark: Mark, names: str) -> str:
        # Escaped by hand: 400 an article, and Markup.format costs twenty times as much.
        share = (mark.number - 0.5) / self.length
        place = f"{100 * (1 - share if self.direction == 'rtl' else share):.2f}"
        return (
            f'<a href="{escape(mark.href)}"><title>{names} · {mark.number}</title>'
            f'<line x1="{place}%" x2="{place}%" y1="1" y2="23"></line></a>'
        )


def rows_of_article(
    edition: Edition, actors: Mapping[str, Actor], page: str, article: str
) -> tuple[Row, ...]:
    """Give one row per actor that an article names, in the order of first appearance.

    Args:
        edition: the article.
        actors: the glossary by id.
        page: path of the page that the links stand on.
        article: path of the page that they lead to.
    """
    found: dict[str, list[Mark]] = {}
    for pair in edition.pairs:
        mark = Mark(pair.number, address.relative(page, f"{article}#{pair.id}"))
        for actor in dict.fromkeys(m.actor for m in (*pair.source_mentions, *pair.target_mentions)):
            found.setdefault(actor, []).append(mark)
    return tuple(
        Row(
            named(actors[actor].name, (edition.source_lang, edition.target_lang)),
            address.relative(page, address.actor(actor)),
            tuple(marks),
            len(edition.pairs),
            language(edition.source_lang).direction,
        )
        for actor, marks in found.items()
    )


def row_of_actor(card: Card, occurrences: Iterable[Occurrence], page: str, target: str) -> Row:
    """Give the row of one article on an actor's page.

    Args:
        card: the article.
        occurrences: its passages that name the actor, in order.
        page: path of the page that the links stand on.
        target: first target language, whose page of both texts they lead to.
    """
    article = address.side_by_side(card.slug, target, target)
    marks = (
        Mark(each.number, address.relative(page, f"{article}#{each.segment}"))
        for each in occurrences
    )
    return Row(
        named(card.titles, (card.source_lang, target)),
        address.relative(page, article),
        tuple(marks),
        card.length,
        language(card.source_lang).direction,
    )


def named(names: Mapping[str, str], languages: Sequence[str]) -> tuple[Named, ...]:
    """Give a name in each of the languages that have it, or the first that there is."""
    present = [lang for lang in languages if lang in names] or list(names)[:1]
    return tuple(Named.of(lang, names[lang]) for lang in present)
