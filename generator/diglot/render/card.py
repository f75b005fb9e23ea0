"""An article in short: what lists, feeds, actors' pages and the head of its own pages say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from diglot.model.document import SegmentKind
from diglot.model.edition import Card, Edition, Origin, Pair
from diglot.model.settings import Settings
from diglot.render.labels import reading_minutes

_LEAD = 160
"""Code points of a page's description; search engines show about as many."""
_BYLINE = ("author", "kind", "outlet")


def indexable(origin: Origin) -> bool:
    """Whether every translation that readers see has been accepted by a person."""
    return origin.accepted > 0 and origin.machine == 0


def card(editions: Sequence[Edition], settings: Settings) -> Card:
    """Summarise an article for listings.

    Args:
        editions: one per target language, at least one.
        settings: the publication.
    """
    first = editions[0]
    front, source = first.document.front, first.source_lang
    titles, bylines = (
        {source: front.title or first.slug},
        {source: _present(front.author, front.kind, front.outlet)},
    )
    leads = {source: _lead(first, lambda pair: pair.segment.visible)}
    minutes, listed = {source: reading_minutes(first, source)}, {source}
    authors, corrections = {source: front.author}, {source: front.corrections}
    for edition in editions:
        lang = edition.target_lang
        shown = {name: pair.target_text for name, pair in edition.meta.items() if pair.target_text}
        if "title" in shown:
            titles[lang] = shown["title"]
        bylines[lang] = _present(*(shown.get(name, "") for name in _BYLINE))
        minutes[lang] = reading_minutes(edition, lang)
        leads[lang] = _lead(edition, lambda pair: pair.target_text or "")
        authors[lang] = shown.get("author", front.author)
        corrections[lang] = tuple(
            replace(each, note=shown.get(f"corrections.{number}", each.note))
            for number, each in enumerate(front.corrections, 1)
        )
        if settings.index_unreviewed or indexable(edition.origin):
            listed.add(lang)
    return Card(
        first.slug,
        source,
        front.date,
        titles,
        bylines,
        minutes,
        leads,
        frozenset(listed),
        {e.target_lang: e.origin for e in editions},
        {e.target_lang: e.version for e in editions},
        front.last_change or max(e.origin.last_stamp for e in editions),
        authors,
        corrections,
        len(first.pairs),
        any(pair.source_mentions or pair.target_mentions for pair in first.pairs),
        front.former_slugs,
        front.status == "draft",
        front.status == "withdrawn",
        front.withdrawn,
    )


def _lead(edition: Edition, text_of: Callable[[Pair], str]) -> str:
    """Give the beginning of the first paragraph, cut between words."""
    paragraphs = (p for p in edition.pairs if p.segment.kind is SegmentKind.PARAGRAPH)
    text = " ".join(next((text_of(pair) for pair in paragraphs), "").split())
    return text if len(text) <= _LEAD else f"{text[:_LEAD].rpartition(' ')[0]}…"


def _present(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)
