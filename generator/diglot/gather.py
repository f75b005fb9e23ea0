"""Outputs that gather from many articles: lists, actors' pages, sitemap; each with its key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from diglot.facts import INDEX, LISTS, OTHERS, Facts
from diglot.make import pages
from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Output
from diglot.model.host import Ordinary
from diglot.publication import Publication
from diglot.render.actors import in_articles
from diglot.render.article_schema import article_schema
from diglot.render.feeds import FEEDS, NEWEST, feed
from diglot.render.sheets import SheetPlan, plan_sheets
from diglot.render.sitemap import sitemap
from diglot.scan import digest_of


@dataclass(frozen=True, slots=True)
class Item:
    """One output, not made yet."""

    topic: str
    """What of the content it is about: an actor's id, or one of the other topics."""
    path: str
    key: str
    """Digest of all that decides it, besides what decides every page."""
    render: Callable[[], Output]


class Gatherer:
    """Gives the outputs of a publication that belong to no single article."""

    def __init__(
        self,
        publication: Publication,
        ordinary: tuple[Ordinary, ...],
        introduction: str,
        facts: Facts,
    ) -> None:
        """Get ready.

        Args:
            publication: the publication.
            ordinary: the pages of MkDocs, as the navigation names them.
            introduction: HTML of index.md.
            facts: what is remembered of every article.
        """
        self._publication = publication
        self._pages = pages(publication, ordinary)
        self._ordinary = ordinary
        self._introduction = introduction
        self._facts = facts
        self._headings: dict[str, Card] = {}

    def items(
        self, topics: Collection[str] | None, known: Collection[str], searched: Sequence[str]
    ) -> Iterator[Item]:
        """Give every such output about some topics.

        Args:
            topics: what the outputs are about that may have changed; None for everything.
            known: topics of the outputs of the last build.
            searched: shards of the search index.
        """
        actors = self._publication.glossary.actors
        if topics is None or LISTS in topics:
            yield from self._lists()
        if topics is None or INDEX in topics:
            yield from self._indexes(topics)
        for actor in actors:
            if topics is None or actor.id in topics or actor.id not in known:
                yield from self._actor(actor)
        yield from self._moved()
        if self._pages.settings.search:
            yield Item(OTHERS, address.SEARCH, repr(searched), lambda: self._pages.search(searched))
        yield Item(OTHERS, address.NOT_FOUND, "", self._pages.not_found)
        if "json" in self._publication.settings.downloads:
            schema = article_schema(self._publication.settings)
            yield Item(OTHERS, schema.path, "", lambda: schema)

    def _lists(self) -> Iterator[Item]:
        """Give lists, feeds and the sitemap."""
        listed = self._facts.listed()
        yield from self._listings({slug: face for slug, face, _ in reversed(listed)})
        if self._publication.settings.site_url:
            yield from self._feeds()
            slugs = [slug for slug, _, _ in listed]
            mapped = digest_of("\n".join(f"{slug} {each}" for slug, _, each in listed).encode())
            yield Item(LISTS, address.SITEMAP, mapped, partial(self._sitemap, slugs))

    def _indexes(self, affected: Collection[str] | None) -> Iterator[Item]:
        """Give the indexes of actors, their counts summed anew for some or, with None, for all."""
        settings, actors = self._publication.settings, self._publication.glossary.actors
        counts = self._facts.counts(affected)
        key = digest_of(repr((actors, sorted(counts.items()))).encode())
        for lang in settings.languages:
            path = address.actor_index(lang, settings.source)
            yield Item(INDEX, path, key, partial(self._index, path, counts))

    def _listings(self, faces: Mapping[str, str]) -> Iterator[Item]:
        """Give the pages that list articles.

        Args:
            faces: digest of what is listed of each article, the oldest first.
        """
        settings = self._publication.settings
        for lang in settings.languages:
            plans = plan_sheets(
                ((slug, 1) for slug in faces),
                partial(address.listing_sheet, lang),
            )
            keys = [digest_of(repr((p, [faces[s] for s in p.slugs])).encode()) for p in plans]
            if lang == settings.source:
                newest = plans[-1]
                yield Item(LISTS, address.HOME, keys[-1], partial(self._home, newest))
            for plan, key in zip(plans, keys, strict=True):
                yield Item(LISTS, plan.path, key, partial(self._listing, lang, plan))

    def _home(self, newest: SheetPlan) -> Output:
        cards = self._newest_first(newest)
        return self._pages.home(cards, self._introduction, newest.earlier)

    def _listing(self, lang: str, plan: SheetPlan) -> Output:
        return self._pages.listing(lang, plan, self._newest_first(plan))

    def _newest_first(self, plan: SheetPlan) -> list[Card]:
        return [self._card(slug) for slug in reversed(plan.slugs)]

    def _feeds(self) -> Iterator[Item]:
        def render(latest: Iterable[tuple[str, str]], lang: str, ending: str) -> Output:
            cards = [self._card(slug) for slug, _ in latest]
            return feed(self._publication.settings, cards, self._pages.interfaces, lang, ending)

        for lang in self._publication.settings.languages:
            latest = self._facts.latest(lang, NEWEST)
            key = digest_of(repr(latest).encode())
            for ending in FEEDS:
                path = address.feed(lang, ending)
                yield Item(LISTS, path, key, partial(render, latest, lang, ending))

    def _index(self, path: str, counts: Mapping[str, int]) -> Output:
        actors = self._publication.glossary.actors
        return next(each for each in self._pages.actors(actors, counts) if each.path == path)

    def _moved(self) -> Iterator[Item]:
        actors = self._publication.glossary.actors
        former = [self._card(slug) for slug in self._facts.moved()]
        for output in self._pages.moved(actors, former):
            key = digest_of(output.content)
            yield Item(OTHERS, output.path, key, partial(Output, output.path, output.content))

    def _actor(self, actor: Actor) -> Iterator[Item]:
        """Give an actor's pages."""
        naming = self._facts.naming(actor.id)
        by_slug = {slug: (passages, key) for slug, passages, key in naming}
        total = sum(passages for passages, _ in by_slug.values())
        plans = plan_sheets(
            ((slug, passages) for slug, (passages, _) in by_slug.items()),
            partial(address.actor_sheet, actor.id),
        )
        for plan in plans:
            key = self._key(actor, plan, by_slug, total)
            yield Item(actor.id, plan.path, key, partial(self._sheet, actor, plan, total))

    def _key(
        self,
        actor: Actor,
        plan: SheetPlan,
        by_slug: Mapping[str, tuple[int, str]],
        total: int,
    ) -> str:
        rows = [(slug, by_slug[slug]) for slug in plan.slugs]
        return digest_of(repr((actor, plan, rows, total if plan.newest else 0)).encode())

    def _sheet(self, actor: Actor, plan: SheetPlan, total: int) -> Output:
        passages = {slug: self._facts.passages_of(actor.id, slug) for slug in plan.slugs}
        cards = {slug: self._heading(slug) for slug in plan.slugs}
        target = self._publication.settings.targets[0]
        articles = in_articles(plan, passages, cards, target)
        return self._pages.actor(actor, plan, articles, total)

    def _card(self, slug: str) -> Card:
        card: Card = self._facts.unpacked(slug, "card")
        return card

    def _heading(self, slug: str) -> Card:
        """Give what actors' pages print of a card, kept for all of them: a fifth of its memory."""
        if slug not in self._headings:
            self._headings[slug] = replace(
                self._card(slug),
                bylines={},
                minutes={},
                leads={},
                origins={},
                versions={},
                authors={},
                corrections={},
            )
        return self._headings[slug]

    def _sitemap(self, slugs: Iterable[str]) -> Output:
        settings = self._publication.settings
        others = [address.HOME, *map(address.listing, settings.languages), address.ACTORS]
        others += [page.path for page in self._ordinary]
        output = sitemap(settings, map(self._card, slugs), others)
        assert output is not None  # noqa: S101 - asked for with an address alone
        return output
