"""sitemap.xml: the pages that search engines may list, dated by front matter alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from diglot.model import address
from diglot.model.edition import Card, Output
from diglot.model.settings import Settings

_OPEN = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
_ALTERNATE = '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>'


def sitemap(settings: Settings, cards: Iterable[Card], pages: Iterable[str]) -> Output | None:
    """Give the sitemap, or None where the publication has no address of its own.

    Args:
        settings: the publication.
        cards: its published articles.
        pages: paths of the other pages to list.
    """
    if not settings.site_url:
        return None
    listings = {tag: address.listing(tag) for tag in settings.languages}
    entries: list[tuple[str, str, dict[str, str]]] = [
        (path, "", listings if path in listings.values() else {}) for path in pages
    ]
    for card in cards:
        if not (card.draft or card.withdrawn):
            paths = {
                lang: address.one_language(lang, card.slug)
                for lang in card.languages
                if lang in card.indexable
            }
            changed = max(version.date for version in card.versions.values())
            group = {**paths, "x-default": paths[card.source_lang]} if paths else {}
            entries += ((path, changed, group) for path in paths.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _OPEN,
    ]
    for path, date, group in entries:
        modified = f"<lastmod>{escape(date)}</lastmod>" if date else ""
        links = "".join(
            _ALTERNATE.format(tag, escape(settings.site_url + to)) for tag, to in group.items()
        )
        lines.append(f"<url><loc>{escape(settings.site_url + path)}</loc>{modified}{links}</url>")
    lines.append("</urlset>\n")
    return Output(address.SITEMAP, "\n".join(lines).encode("utf-8"))
