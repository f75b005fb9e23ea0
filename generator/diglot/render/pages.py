"""Every page of the site, from the model through templates to HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup, escape

from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Edition, Excerpt, Occurrence, Origin, Output
from diglot.model.language import language
from diglot.model.settings import Settings
from diglot.render.article import ArticleView
from diglot.render.interface import Interface
from diglot.render.labels import reading_minutes, state_sentences
from diglot.render.view import Named, Ordinary, PageView, page_view

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
    minutes, listed = {source: reading_minutes(first, source)}, {source}
    for edition in editions:
        lang = edition.target_lang
        shown = {name: pair.target_text for name, pair in edition.meta.items() if pair.target_text}
        if "title" in shown:
            titles[lang] = shown["title"]
        bylines[lang] = _present(*(shown.get(name, "") for name in _BYLINE))
        minutes[lang] = reading_minutes(edition, lang)
        if settings.index_unreviewed or indexable(edition.origin):
            listed.add(lang)
    return Card(
        first.slug,
        source,
        front.date,
        titles,
        bylines,
        minutes,
        frozenset(listed),
        {e.target_lang: e.origin for e in editions},
        front.status == "draft",
        front.status == "withdrawn",
        front.withdrawn,
    )


def _present(*values: str) -> tuple[str, ...]:
    return tuple(value for value in values if value)


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages of one publication; every method is a pure function of its arguments."""

    settings: Settings
    templates: jinja2.Environment
    interfaces: Mapping[str, Interface]
    ordinary: tuple[Ordinary, ...] = ()

    def article(self, editions: Sequence[Edition], card_: Card) -> Iterable[Output]:
        """Give an article's pages: side by side per target, then one per language."""
        if card_.withdrawn:
            yield from self._withdrawn(card_)
            return
        for edition in editions:
            yield self._side(edition, card_)
        yield self._single(editions[0], card_, editions[0].source_lang)
        for edition in editions:
            yield self._single(edition, card_, edition.target_lang)

    def listing(self, lang: str, cards: Sequence[Card]) -> Output:
        """Give the list of articles in one language."""
        title = self.interfaces[lang].text("Articles")
        path = address.listing(lang)
        view = self._view(
            path,
            lang,
            title,
            "listing",
            alternates=tuple((tag, address.listing(tag)) for tag in self.settings.languages),
        )
        return self._page(view, "listing.html", cards=cards, lang=lang)

    def home(self, cards: Sequence[Card], introduction: str) -> Output:
        """Give the home page; the introduction is HTML that MkDocs has made of index.md."""
        lang = self.settings.source
        view = self._view(address.HOME, lang, self.settings.name(lang), "home")
        return self._page(view, "home.html", cards=cards, introduction=Markup(introduction))

    def actors(self, actors: Sequence[Actor], counts: Mapping[str, int]) -> Output:
        """Give the index of actors, with the number of segments that name each."""
        lang = self.settings.source
        view = self._view(address.ACTORS, lang, self.interfaces[lang].text("Actors"), "actors")
        return self._page(view, "actors.html", actors=actors, counts=counts)

    def actor(
        self, actor: Actor, occurrences: Sequence[Occurrence], cards: Mapping[str, Card]
    ) -> Output:
        """Give one actor's page: who it is and every segment that names it."""
        settings = self.settings
        lang = settings.source
        path = address.actor(actor.id)
        by_slug: dict[str, list[Any]] = {}
        for each in occurrences:
            shown = {
                "id": each.segment,
                "number": each.number,
                "source": marked(each.source),
                "target": None if each.target is None else marked(each.target),
            }
            by_slug.setdefault(each.slug, []).append(shown)
        listed = settings.index_unreviewed or all(
            set(settings.targets) <= cards[slug].indexable for slug in by_slug
        )
        view = self._view(
            path,
            lang,
            actor.name.get(lang) or next(iter(actor.name.values())),
            "actor",
            indexable=listed,
            description=actor.role.get(lang, ""),
        )
        return self._page(view, "actor.html", actor=actor, groups=by_slug, cards=cards)

    def not_found(self) -> Output:
        """Give the page that a server shows for an address that does not exist."""
        lang = self.settings.source
        view = self._view(
            address.NOT_FOUND,
            lang,
            self.interfaces[lang].text("Page not found"),
            "error",
            indexable=False,
            absolute=True,
        )
        return self._page(view, "404.html")

    def ordinary_view(self, path: str, title: str, lang: str, description: str) -> PageView:
        """Give the view of a page that MkDocs renders itself."""
        return self._view(path, lang, title, "page", description=description)

    def context(self, view: PageView) -> dict[str, Any]:
        """Give what every template of the theme is rendered with."""
        ui = self.interfaces
        return {
            "view": view,
            "settings": self.settings,
            "ui": ui,
            "ui_source": ui[self.settings.source],
            "ui_target": ui[self.settings.targets[0]],
            "ui_page": ui[view.lang],
            "address": address,
            "named": Named.of,
            "state_sentences": state_sentences,
        }

    # --- articles ---

    def _side(self, edition: Edition, card_: Card) -> Output:
        settings, source, target = self.settings, edition.source_lang, edition.target_lang
        path = address.side_by_side(card_.slug, target, settings.targets[0])
        listed = target in card_.indexable
        view = self._view(
            path,
            source,
            card_.titles[source],
            "article",
            indexable=listed,
            canonical=address.one_language(source, card_.slug),
            draft=card_.draft,
        )
        nodes = ArticleView(
            edition, path, lambda slug: address.side_by_side(slug, target, settings.targets[0])
        )
        return self._page(view, "article.html", edition=edition, card=card_, article=nodes)

    def _single(self, edition: Edition, card_: Card, lang: str) -> Output:
        settings = self.settings
        path = address.one_language(lang, card_.slug)
        title = card_.titles.get(lang) or card_.titles[card_.source_lang]
        alternates = [
            (tag, address.one_language(tag, card_.slug))
            for tag in card_.languages
            if tag in card_.indexable
        ]
        alternates.append(("x-default", address.one_language(card_.source_lang, card_.slug)))
        view = self._view(
            path,
            lang,
            title,
            "reading",
            indexable=lang in card_.indexable,
            alternates=tuple(alternates),
            draft=card_.draft,
        )
        nodes = ArticleView(edition, path, lambda slug: address.one_language(lang, slug))
        return self._page(
            view, "reading.html", edition=edition, card=card_, article=nodes, lang=lang
        )

    def _withdrawn(self, card_: Card) -> Iterable[Output]:
        """Give the notice that stands at a withdrawn article's addresses; no word of it remains."""
        settings = self.settings
        pages = [
            (address.side_by_side(card_.slug, t, settings.targets[0]), card_.source_lang)
            for t in settings.targets
        ]
        pages += [(address.one_language(lang, card_.slug), lang) for lang in card_.languages]
        for path, lang in pages:
            title = self.interfaces[lang].text("This article has been withdrawn")
            view = self._view(path, lang, title, "error", indexable=False)
            yield self._page(view, "withdrawn.html", card=card_)

    # --- shared ---

    def _view(self, path: str, lang: str, title: str, kind: str, **options: Any) -> PageView:
        uis = {tag: self.interfaces[tag] for tag in (*self.settings.languages, lang)}
        labels = {tag: (ui.text("Articles"), ui.text("Actors")) for tag, ui in uis.items()}
        return page_view(
            self.settings,
            path,
            lang=lang,
            title=title,
            kind=kind,
            labels=labels,
            ordinary=self.ordinary,
            **options,
        )

    def _page(self, view: PageView, template: str, **values: Any) -> Output:
        html = self.templates.get_template(template).render(**self.context(view), **values)
        return Output(view.path, html.encode("utf-8"))


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
