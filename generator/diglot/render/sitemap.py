"""sitemap.xml: the pages that search engines may list, dated by front matter alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from diglot.model import address
from diglot.model.edition import Card, Output
from diglot.model.settings import Settings


def sitemap(settings: Settings, cards: Iterable[Card], pages: Iterable[str]) -> Output | None:
    """Give the sitemap, or None where the publication has no address of its own.

    Args:
        settings: the publication.
        cards: its published articles.
        pages: paths of the other pages to list.
    """
    if not settings.site_url:
        return None
    entries = [(path, "") for path in pages]
    for card in cards:
        if not (card.draft or card.withdrawn):
            entries += (
                (address.one_language(lang, card.slug), card.date)
                for lang in card.languages
                if lang in card.indexable
            )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for path, date in entries:
        modified = f"<lastmod>{escape(date)}</lastmod>" if date else ""
        lines.append(f"<url><loc>{escape(settings.site_url + path)}</loc>{modified}</url>")
    lines.append("</urlset>\n")
    return Output(address.SITEMAP, "\n".join(lines).encode("utf-8"))
