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
from diglot.render.view import Named, attrs

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
    """Escaped, like the one of a row: it is written twice."""


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


def picture_html(rows: Iterable[Row]) -> Markup:
    """Write the lines of the picture, readable without a script or a style.

    Not in a template for the same reason as the rows of an edition: there are 40 to an article,
    with 400 marks.
    """
    return Markup("".join(map(_line, rows)))  # noqa: S704 - escaped here


def table_html(rows: Iterable[Row]) -> Markup:
    """Write the same as rows of a table, the passages as numbers."""
    return Markup("".join(map(_table_row, rows)))  # noqa: S704 - escaped here


def _line(row: Row) -> str:
    parts = [f'\n<li class="pair"><span class="count">{len(row.marks)}</span>']
    for name, side in zip(row.names, ("source", "target"), strict=False):
        parts.append(f'<p class="{side}" {attrs(name.lang)}>{_link(name, row)}</p>')
    label = escape(" · ".join(name.text for name in row.names))
    parts.append(f'{_STRIP} aria-label="{label}">')
    for mark in row.marks:
        share = (mark.number - 0.5) / row.length
        place = f"{100 * (1 - share if row.direction == 'rtl' else share):.2f}"
        parts.append(
            f'<a href="{mark.href}"><title>{label} · {mark.number}</title>'
            f'<line x1="{place}%" x2="{place}%" y1="1" y2="23"></line></a>'
        )
    parts.append("</svg></li>")
    return "".join(parts)


def _table_row(row: Row) -> str:
    names = "".join(f"{_link(name, row, f' {attrs(name.lang)}')} " for name in row.names)
    links = "".join(f'<a href="{mark.href}">{mark.number}</a> ' for mark in row.marks)
    return f'\n<tr><th scope="row">{names}</th><td>{links}</td></tr>'


def _link(name: Named, row: Row, attrs: str = "") -> str:
    return f'<a href="{row.href}"{attrs}>{escape(name.text)}</a>'


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
        mark = Mark(pair.number, escape(address.relative(page, f"{article}#{pair.id}")))
        for actor in dict.fromkeys(m.actor for m in (*pair.source_mentions, *pair.target_mentions)):
            found.setdefault(actor, []).append(mark)
    return tuple(
        Row(
            named(actors[actor].name, (edition.source_lang, edition.target_lang)),
            escape(address.relative(page, address.actor(actor))),
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
        Mark(each.number, escape(address.relative(page, f"{article}#{each.segment}")))
        for each in occurrences
    )
    return Row(
        named(card.titles, (card.source_lang, target)),
        escape(address.relative(page, article)),
        tuple(marks),
        card.length,
        language(card.source_lang).direction,
    )


def named(names: Mapping[str, str], languages: Sequence[str]) -> tuple[Named, ...]:
    """Give a name in each of the languages that have it, or the first that there is."""
    present = [lang for lang in languages if lang in names] or list(names)[:1]
    return tuple(Named.of(lang, names[lang]) for lang in present)
