"""Outputs that gather from many articles: lists, actors' pages, sitemap; each with its key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from diglot.facts import Facts
from diglot.make import pages
from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Output
from diglot.model.host import Ordinary
from diglot.publication import Publication
from diglot.render.actors import in_articles
from diglot.render.article_schema import article_schema
from diglot.render.feeds import FEEDS, feed
from diglot.render.sheets import SheetPlan, plan_sheets
from diglot.render.sitemap import sitemap
from diglot.scan import digest_of

_FED = 300
"""Articles that feeds choose their entries from: ten times as many, for some have no text in a
feed's language."""


@dataclass(frozen=True, slots=True)
class Item:
    """One output, not made yet."""

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
        self._cards: dict[str, Card] = {}

    def items(
        self,
        affected: Collection[str] | None,
        known: Mapping[str, tuple[str, str]],
        searched: Sequence[str],
    ) -> Iterator[Item]:
        """Give every such output.

        Args:
            affected: actors whose pages may have changed; None for all.
            known: key and digest by path of the outputs of the last build.
            searched: shards of the search index.
        """
        settings, actors = self._publication.settings, self._publication.glossary.actors
        shown = self._facts.shown()
        mapped = digest_of(repr([(slug, face.split()[2]) for slug, face in shown]).encode())
        yield from self._listings(dict(reversed(shown)))
        counts = self._facts.counts(affected)
        index = digest_of(repr((actors, sorted(counts.items()))).encode())
        for lang in settings.languages:
            path = address.actor_index(lang, settings.source)
            yield Item(path, index, partial(self._index, path, counts))
        held = _by_actor(known)
        for actor in actors:
            paths = held.get(actor.id)
            if paths and affected is not None and actor.id not in affected:
                yield from self._kept(actor, paths, known)
            else:
                yield from self._actor(actor)
        yield from self._moved()
        if self._pages.settings.search:
            yield Item(address.SEARCH, repr(searched), lambda: self._pages.search(searched))
        yield Item(address.NOT_FOUND, "", self._pages.not_found)
        if "json" in settings.downloads:
            schema = article_schema(settings)
            yield Item(schema.path, "", lambda: schema)
        if settings.site_url:
            yield from self._feeds()
            yield Item(
                address.SITEMAP,
                mapped,
                lambda: self._sitemap([self._card(slug) for slug, _ in shown]),
            )

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
                yield Item(address.HOME, keys[-1], partial(self._home, newest))
            for plan, key in zip(plans, keys, strict=True):
                yield Item(
                    plan.path,
                    key,
                    partial(self._listing, lang, plan),
                )

    def _home(self, newest: SheetPlan) -> Output:
        cards = self._newest_first(newest)
        return self._pages.home(cards, self._introduction, newest.earlier)

    def _listing(self, lang: str, plan: SheetPlan) -> Output:
        return self._pages.listing(lang, plan, self._newest_first(plan))

    def _newest_first(self, plan: SheetPlan) -> list[Card]:
        return [self._card(slug) for slug in reversed(plan.slugs)]

    def _feeds(self) -> Iterator[Item]:
        latest = self._facts.latest(_FED)
        key = digest_of(repr(latest).encode())

        def render(lang: str, ending: str) -> Output:
            cards = [self._card(slug) for slug, _ in latest]
            return feed(self._publication.settings, cards, self._pages.interfaces, lang, ending)

        for lang in self._publication.settings.languages:
            for ending in FEEDS:
                yield Item(address.feed(lang, ending), key, partial(render, lang, ending))

    def _index(self, path: str, counts: Mapping[str, int]) -> Output:
        actors = self._publication.glossary.actors
        return next(each for each in self._pages.actors(actors, counts) if each.path == path)

    def _moved(self) -> Iterator[Item]:
        actors = self._publication.glossary.actors
        former = [self._card(slug) for slug in self._facts.moved()]
        for output in self._pages.moved(actors, former):
            yield Item(
                output.path, digest_of(output.content), partial(Output, output.path, output.content)
            )

    def _kept(
        self, actor: Actor, paths: Iterable[str], known: Mapping[str, tuple[str, str]]
    ) -> Iterator[Item]:
        """Give the pages of an actor whom nothing concerns, with the keys that they had."""
        for path in paths:
            key = known[path][0].partition(" ")[2]
            yield Item(path, key, partial(self._again, actor, path))

    def _again(self, actor: Actor, path: str) -> Output:
        return next(item.render() for item in self._actor(actor) if item.path == path)

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
            yield Item(plan.path, key, partial(self._sheet, actor, plan, total))

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
        cards = {slug: self._card(slug) for slug in plan.slugs}
        target = self._publication.settings.targets[0]
        articles = in_articles(plan, passages, cards, target)
        return self._pages.actor(actor, plan, articles, total)

    def _card(self, slug: str) -> Card:
        if slug not in self._cards:
            self._cards[slug] = self._facts.unpacked(slug, "card")
        return self._cards[slug]

    def _sitemap(self, cards: list[Card]) -> Output:
        settings = self._publication.settings
        others = [address.HOME, *map(address.listing, settings.languages), address.ACTORS]
        others += [page.path for page in self._ordinary]
        output = sitemap(settings, cards, others)
        assert output is not None  # noqa: S101 - asked for with an address alone
        return output


def _by_actor(paths: Iterable[str]) -> dict[str, list[str]]:
    """Group the pages of actors by the actor's id."""
    found: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.partition("/")
        if folder == "actors":
            found.setdefault(name.partition(".")[0], []).append(path)
    return found
