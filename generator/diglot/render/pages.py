"""Every page of the site, from the model through templates to HTML."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import jinja2
from markupsafe import Markup

from diglot.model import address
from diglot.model.accountability import Accountability
from diglot.model.actors import Actor
from diglot.model.edition import Card, Edition, Output
from diglot.model.host import Ordinary
from diglot.model.settings import FORMATS, Settings
from diglot.render.actors import InArticle, concordance_html, letters
from diglot.render.apparatus import page_data
from diglot.render.article import ArticleView, PageTexts
from diglot.render.body_html import sections_html
from diglot.render.citation import cite
from diglot.render.inline_text import directed
from diglot.render.interface import Interface
from diglot.render.labels import review_share, state_sentences
from diglot.render.presence import picture_html, rows_of_article, table_html
from diglot.render.row_html import note_html, reveal_html, row_html
from diglot.render.search_pages import search_settings
from diglot.render.sheets import SheetPlan
from diglot.render.structured import Structured, script
from diglot.render.view import Named, NavLink, PageView, og_locale, page_view

_UNNAMED = frozenset({"article", "reading", "presence", "actor"})
"""Kinds of page that the head of the site never names."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages of one publication; every method is a pure function of its arguments."""

    settings: Settings
    templates: jinja2.Environment
    interfaces: Mapping[str, Interface]
    ordinary: tuple[Ordinary, ...] = ()
    known: Mapping[str, Actor] = field(default_factory=dict)
    """The glossary by id."""
    _tools: dict[Hashable, Markup] = field(default_factory=dict, repr=False, compare=False)
    """What has been made once for all pages of the same languages."""

    def article(self, editions: Sequence[Edition], card_: Card) -> Iterable[Output]:
        """Give an article's pages: side by side per target, then one per language."""
        if card_.withdrawn:
            yield from self._withdrawn(card_)
            return
        articles = [ArticleView(edition) for edition in editions]
        for article in articles:
            yield self._side(article, card_)
        yield self._single(articles[0], card_, editions[0].source_lang)
        for article in articles:
            yield self._single(article, card_, article.edition.target_lang)

    def listing(self, lang: str, sheet: SheetPlan, cards: Sequence[Card]) -> Output:
        """Give one page of the list of articles in one language.

        Args:
            lang: the language.
            sheet: the page.
            cards: its articles, the newest first.
        """
        view = self._view(sheet.path, lang, self.interfaces[lang].text("Articles"), "listing")
        name = sheet.slugs[0] if sheet.slugs and not sheet.newest else ""
        versions = {tag: address.listing_sheet(tag, name) for tag in self.settings.languages}
        view = replace(view, alternates=self._alternates(versions))
        return self._page(view, "listing.html", cards=cards, lang=lang, sheet=sheet)

    def home(self, cards: Sequence[Card], introduction: str, earlier: str) -> Output:
        """Give the home page.

        Args:
            cards: the newest articles.
            introduction: HTML that MkDocs has made of index.md.
            earlier: path of the page with the articles before these, if there is one.
        """
        lang = self.settings.source
        view = self._view(address.HOME, lang, self.settings.name(lang), "home")
        # What a publication's own pages say is the publisher's markup, as in any MkDocs site.
        html = Markup(introduction)  # noqa: S704
        return self._page(view, "home.html", cards=cards, introduction=html, earlier=earlier)

    def actors(self, actors: Sequence[Actor], counts: Mapping[str, int]) -> Iterable[Output]:
        """Give the index of actors by each alphabet, with how many passages name each."""
        settings = self.settings
        indexes = {lang: letters(actors, lang) for lang in settings.languages}
        for lang, listed in indexes.items():
            title = self.interfaces[lang].text("Actors")
            view = self._view(address.actor_index(lang, settings.source), lang, title, "actors")
            data = script(Structured(settings, view.path).glossary(actors))
            view = replace(view, canonical=settings.absolute(address.ACTORS), structured=data)
            values = {"lang": lang, "letters": listed, "indexes": indexes, "counts": counts}
            yield self._page(view, "actors.html", **values)

    def actor(
        self, actor: Actor, sheet: SheetPlan, articles: Sequence[InArticle], total: int
    ) -> Output:
        """Give one of an actor's pages: who it is and segments that name it, the newest first.

        Args:
            actor: the actor.
            sheet: the page.
            articles: what it holds.
            total: passages on all its pages.
        """
        settings = self.settings
        lang = settings.source
        name = actor.name.get(lang) or next(iter(actor.name.values()))
        view = self._view(sheet.path, lang, name, "actor")
        data = script(Structured(settings, sheet.path).actor(actor))
        view = replace(view, description=actor.role.get(lang) or view.description, structured=data)
        targets = set(settings.targets)
        if not all(targets <= each.card.indexable for each in articles):
            view = view.unlisted()
        total = total if sheet.newest else 0
        return self._page(
            view, "actor.html", actor=actor, sheet=sheet, articles=articles, total=total
        )

    def presence(
        self, edition: Edition, card_: Card, actors: Mapping[str, Actor]
    ) -> Iterable[Output]:
        """Give the page that shows where an article names whom, if it names anybody."""
        if card_.withdrawn or not card_.names_actors:
            return
        path, lang = address.presence(card_.slug), edition.source_lang
        view = self._article_view(path, lang, "presence", edition, card_).unlisted()
        first = self.settings.targets[0]
        article = address.side_by_side(card_.slug, first, first)
        rows = rows_of_article(edition, actors, path, article)
        yield self._page(view, "presence.html", edition=edition, card=card_, rows=rows)

    def moved(self, actors: Iterable[Actor], cards: Iterable[Card]) -> Iterable[Output]:
        """Give the pages that lead from former addresses to where actors and articles are."""
        for actor in actors:
            for former in actor.former_ids:
                yield self._moved(address.actor(former), address.actor(actor.id))
        first = self.settings.targets[0]
        for card_ in cards:
            for former in card_.former:
                for target in card_.origins:
                    new = address.side_by_side(card_.slug, target, first)
                    yield self._moved(address.side_by_side(former, target, first), new)
                for lang in card_.languages:
                    new = address.one_language(lang, card_.slug)
                    yield self._moved(address.one_language(lang, former), new)

    def _moved(self, path: str, new: str) -> Output:
        lang = self.settings.source
        title = self.interfaces[lang].text("This page has moved")
        view = self._view(path, lang, title, "error").unlisted()
        return self._page(view, "moved.html", new=new)

    def search(self, shards: Iterable[str]) -> Output:
        """Give the page that searches the index, of which there are these shards."""
        lang = self.settings.source
        title = self.interfaces[lang].text("Search")
        view = self._view(address.SEARCH, lang, title, "search").unlisted()
        return self._page(
            view, "search.html", search=search_settings(shards, self.settings, self.interfaces)
        )

    def not_found(self) -> Output:
        """Give the page that a server shows for an address that does not exist."""
        lang = self.settings.source
        title = self.interfaces[lang].text("Page not found")
        view = self._view(address.NOT_FOUND, lang, title, "error").unlisted()
        return self._page(view.from_root(self.settings.base_path), "404.html")

    def ordinary_view(self, path: str, title: str, lang: str, description: str) -> PageView:
        """Give the view of a page that MkDocs renders itself."""
        view = self._view(path, lang, title, "page")
        return replace(view, description=description or view.description)

    def context(self, view: PageView) -> dict[str, Any]:
        """Give what every template of the theme is rendered with."""
        ui, targets = self.interfaces, self.settings.targets
        return {
            "view": view,
            "settings": self.settings,
            "ui": ui,
            "ui_source": ui[self.settings.source],
            "ui_target": ui[view.lang if view.lang in targets else targets[0]],
            "ui_page": ui[view.lang],
            "address": address,
            "named": Named.of,
            "cite": cite,
            "og_locale": og_locale,
            "directed": directed,
            "downloads": FORMATS,
            "state_sentences": state_sentences,
            "review_share": review_share,
            "sections_html": sections_html,
            "row_html": row_html,
            "reveal_html": reveal_html,
            "note_html": note_html,
            "concordance_html": concordance_html,
            "picture_html": picture_html,
            "table_html": table_html,
            "tools_html": self._tools_html,
            "part_html": self._part_html,
        }

    # --- articles ---

    def _side(self, article: ArticleView, card_: Card) -> Output:
        edition = article.edition
        first, source, target = self.settings.targets[0], edition.source_lang, edition.target_lang
        path = address.side_by_side(card_.slug, target, first)
        view = self._article_view(path, source, "article", edition, card_)
        view = replace(
            view,
            canonical=self.settings.absolute(address.one_language(source, card_.slug)),
            # The actors of both are told of on the pages that search engines list, not here.
            structured=script(Structured(self.settings, path).texts(edition, card_)),
        )
        if target not in card_.indexable:
            view = view.unlisted()
        texts = PageTexts(
            edition, path, "both", lambda slug: address.side_by_side(slug, target, first)
        )
        values = self._values(article, card_, texts, path, (source, target))
        return self._page(view, "article.html", **values, ui_target=self.interfaces[target])

    def _single(self, article: ArticleView, card_: Card, lang: str) -> Output:
        edition = article.edition
        path = address.one_language(lang, card_.slug)
        view = self._article_view(path, lang, "reading", edition, card_)
        versions = {
            tag: address.one_language(tag, card_.slug)
            for tag in card_.languages
            if tag in card_.indexable
        }
        versions["x-default"] = address.one_language(card_.source_lang, card_.slug)
        view = replace(
            view,
            alternates=self._alternates(versions),
            structured=self._described(article, card_, path),
        )
        if lang not in card_.indexable:
            view = view.unlisted()
        texts = PageTexts(edition, path, lang, lambda slug: address.one_language(lang, slug))
        values = self._values(article, card_, texts, path, (lang,))
        return self._page(view, "reading.html", **values, lang=lang)

    def _values(
        self, article: ArticleView, card_: Card, texts: PageTexts, path: str, langs: Sequence[str]
    ) -> dict[str, Any]:
        edition = article.edition
        uis = [self.interfaces[lang] for lang in langs]
        return {
            "edition": edition,
            "card": card_,
            "article": article,
            "texts": texts,
            "facts": Accountability.of(edition, self.settings),
            "data": page_data(edition, card_, path, self.settings, self.known, uis),
        }

    def _described(self, article: ArticleView, card_: Card, path: str) -> Markup:
        """Describe an article for programs: on both pages alike, if the site has an address."""
        page = "" if self.settings.site_url else path
        if page not in article.described:
            data = Structured(self.settings, page).article(article.edition, card_, self.known)
            article.described[page] = script(data)
        return article.described[page]

    def _article_view(
        self, path: str, lang: str, kind: str, edition: Edition, card_: Card
    ) -> PageView:
        title = card_.titles.get(lang) or card_.titles[card_.source_lang]
        view = self._view(path, lang, title, kind)
        view = replace(
            view,
            description=card_.leads.get(lang) or view.description,
            draft=card_.draft,
            image=address.download(card_.slug, edition.target_lang, self.settings.targets[0], "png")
            if self.settings.draws_cards
            else "",
        )
        return view.unlisted() if card_.draft else view

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
            view = self._view(path, lang, title, "error").unlisted()
            yield self._page(view, "withdrawn.html", card=card_)

    # --- shared ---

    def _tools_html(self, macro: str, *interfaces: Interface) -> Markup:
        """Give what brings a page to life; the same on every page of the same languages."""
        key = (macro, *(ui.language.tag for ui in interfaces))
        if key not in self._tools:
            made = getattr(self.templates.get_template("tools.html").module, macro)
            self._tools[key] = made(*interfaces)
        return self._tools[key]

    def _part_html(self, template: str, view: PageView, ui_target: Interface) -> Markup:
        """Give a part of the layout, which most pages share with all of their folder and kind."""
        key = (template, view.kind, view.lang, view.nav, ui_target.language.tag)
        if key in self._tools:
            return self._tools[key]
        context = self.context(view) | {"ui_target": ui_target}
        # The theme's own template, under autoescape.
        html = Markup(self.templates.get_template(template).render(context))  # noqa: S704
        if view.kind in _UNNAMED:
            self._tools[key] = html
        return html

    def _view(self, path: str, lang: str, title: str, kind: str) -> PageView:
        named = self._named(lang)
        view = page_view(self.settings, path, named, lang=lang, title=title, kind=kind)
        own = self.settings.descriptions.get(lang)
        return replace(view, description=own or self.interfaces[lang].text("A bilingual edition."))

    def _named(self, lang: str) -> list[NavLink]:
        """Give what the head names: listings, actors, and the ordinary pages."""
        ui, languages = self.interfaces, self.settings.languages
        links = [NavLink(ui[tag].text("Articles"), address.listing(tag), tag) for tag in languages]
        links.append(NavLink(ui[lang].text("Actors"), address.ACTORS, lang))
        return links + [NavLink(page.title, page.path, page.lang) for page in self.ordinary]

    def _alternates(self, versions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Give hreflang and absolute address of a page's versions."""
        absolute = self.settings.absolute
        return tuple((tag, absolute(path)) for tag, path in versions.items() if absolute(path))

    def _page(self, view: PageView, template: str, **values: object) -> Output:
        html = self.templates.get_template(template).render(self.context(view), **values)
        return Output(view.path, html.encode("utf-8"))
