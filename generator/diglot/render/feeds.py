"""A publication's feeds: Atom and JSON Feed 1.1, one of each per language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from diglot.model import address
from diglot.model.edition import Card, Output
from diglot.model.language import language
from diglot.model.settings import Settings
from diglot.render.inline_text import directed
from diglot.render.interface import Interface
from diglot.render.labels import state_sentences
from diglot.render.timestamps import instant
from diglot.render.xml_text import xml_bytes

FEEDS = ("xml", "json")
"""Endings of a language's feeds: Atom, and JSON Feed."""
NEWEST = 30
"""Entries of a feed; older ones have left it."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the feeds of one language tell of it."""

    url: str
    lang: str
    title: str
    author: str
    published: str
    """RFC 3339, or empty: undated."""
    updated: str
    summary: str
    html: str
    standing: str
    """How the translation stands; empty for a source text."""
    version: str


def feed(
    settings: Settings,
    cards: Iterable[Card],
    interfaces: Mapping[str, Interface],
    lang: str,
    ending: str,
) -> Output:
    """Give one feed of a publication that has an address of its own.

    Args:
        settings: the publication.
        cards: its published articles.
        interfaces: interface texts by language.
        lang: language of the feed.
        ending: one of `FEEDS`.
    """
    newest = sorted(cards, key=lambda card: (card.updated, card.slug), reverse=True)
    told = [(card, tag) for card in newest if (tag := told_in(card, lang, settings))][:NEWEST]
    entries = [_entry(card, tag, settings, interfaces[tag]) for card, tag in told]
    write = _atom if ending == "xml" else _json
    return Output(address.feed(lang, ending), write(settings, lang, entries))


def told_in(card: Card, lang: str, settings: Settings) -> str:
    """Give the language in which one language's feed tells of an article; empty where it does not.

    The feed of the publication's source tells of each article in the language it was written in.
    """
    tag = card.source_lang if lang == settings.source else lang
    return "" if card.draft or card.withdrawn or tag not in card.titles else tag


def _entry(card: Card, lang: str, settings: Settings, ui: Interface) -> Entry:
    origin = card.origins.get(lang)
    state = Markup(" ").join(state_sentences(origin, ui)) if origin else Markup("")
    lead = directed(card.leads.get(lang, ""), lang)
    paragraphs = [state] if state else []
    paragraphs.append(Markup("{}").format(card.leads.get(lang, "")))
    for each in card.corrections.get(lang, ()):
        date = ui.date(each.date) + ui.text(", ") if each.date else ""
        paragraphs.append(
            Markup("<b>{}</b> {}<bdi>{}</bdi>").format(ui.text("Correction."), date, each.note)
        )
    inner = Markup("").join(Markup("<p>{}</p>").format(each) for each in paragraphs)
    html = Markup('<div lang="{}" dir="{}">{}</div>').format(lang, language(lang).direction, inner)
    version = next(iter(card.versions.values())) if origin is None else card.versions[lang]
    return Entry(
        url=settings.absolute(address.one_language(lang, card.slug)),
        lang=lang,
        title=directed(card.titles[lang], lang),
        author=directed(card.authors.get(lang, ""), lang),
        published=instant(card.date) if card.date else "",
        updated=instant(card.updated),
        summary=" ".join(filter(None, (directed(state.striptags(), lang), lead))),
        html=str(html),
        standing=origin.standing.value if origin else "",
        version=version.hash,
    )


def _atom(settings: Settings, lang: str, entries: Sequence[Entry]) -> bytes:
    own, home = (settings.absolute(p) for p in (address.feed(lang, "xml"), address.listing(lang)))
    feed = ET.Element("feed", {"xmlns": _ATOM, _LANG: lang})
    _add(feed, "id", own)
    _add(feed, "title", directed(settings.name(lang), lang))
    if settings.descriptions.get(lang):
        _add(feed, "subtitle", directed(settings.descriptions[lang], lang))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", hreflang=lang, href=home)
    _add(feed, "updated", max((entry.updated for entry in entries), default=instant("")))
    _add(_add(feed, "author"), "name", directed(settings.name(lang), lang))
    for entry in entries:
        element = _add(feed, "entry", **({} if entry.lang == lang else {_LANG: entry.lang}))
        _add(element, "id", entry.url)
        _add(element, "title", entry.title)
        _add(element, "link", rel="alternate", type="text/html", href=entry.url)
        if entry.published:
            _add(element, "published", entry.published)
        _add(element, "updated", entry.updated)
        if entry.author:
            _add(_add(element, "author"), "name", entry.author)
        if entry.standing:
            _add(element, "category", term=f"translation-{entry.standing}")
        _add(element, "summary", entry.summary)
        _add(element, "content", entry.html, type="html")
    ET.indent(feed, "")
    return xml_bytes(
        '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, "unicode") + "\n"
    )


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _json(settings: Settings, lang: str, entries: Sequence[Entry]) -> bytes:
    value: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": directed(settings.name(lang), lang),
        "home_page_url": settings.absolute(address.listing(lang)),
        "feed_url": settings.absolute(address.feed(lang, "json")),
        "language": lang,
        "items": [_item(entry) for entry in entries],
    }
    if settings.descriptions.get(lang):
        value["description"] = directed(settings.descriptions[lang], lang)
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "replace")


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.url,
        "url": entry.url,
        "language": entry.lang,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": entry.updated,
        "_diglot": {"version": entry.version, "translation": entry.standing or None},
    }
    if entry.published:
        item["date_published"] = entry.published
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.standing:
        item["tags"] = [f"translation-{entry.standing}"]
    return item
