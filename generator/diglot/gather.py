"""Outputs that gather from many articles: lists, actors' pages, sitemap; each with its key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from diglot.facts import Facts
from diglot.make import pages
from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.edition import Card, Occurrence, Output
from diglot.model.host import Ordinary
from diglot.publication import Publication
from diglot.render.article_schema import article_schema
from diglot.render.sitemap import sitemap
from diglot.scan import digest_of


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
        self, affected: Collection[str] | None, known: Mapping[str, tuple[str, str]]
    ) -> Iterator[Item]:
        """Give every such output.

        Args:
            affected: actors whose pages may have changed; None for all.
            known: key and digest by path of the outputs of the last build.
        """
        settings, actors = self._publication.settings, self._publication.glossary.actors
        shown = self._facts.shown()
        faces = digest_of(repr(shown).encode())
        headings = digest_of(repr([(slug, face.split()[0]) for slug, face in shown]).encode())

        def cards() -> list[Card]:
            return [self._card(slug) for slug, _ in shown]

        yield Item(address.HOME, faces, lambda: self._pages.home(cards(), self._introduction))
        for lang in settings.languages:
            path = address.listing(lang)
            yield Item(path, faces, lambda lang=lang: self._pages.listing(lang, cards()))  # type: ignore[misc]
        counts = {actor: passages for actor, (passages, _) in self._facts.passages().items()}
        index = digest_of(repr((actors, sorted(counts.items()))).encode())
        yield Item(address.ACTORS, index, lambda: self._pages.actors(actors, counts))
        for actor in actors:
            yield self._actor(actor, affected, known)
        yield Item(address.NOT_FOUND, "", self._pages.not_found)
        if "json" in settings.downloads:
            schema = article_schema(settings)
            yield Item(schema.path, "", lambda: schema)
        if settings.site_url:
            yield Item(address.SITEMAP, headings, lambda: self._sitemap(cards()))

    def _actor(
        self,
        actor: Actor,
        affected: Collection[str] | None,
        known: Mapping[str, tuple[str, str]],
    ) -> Item:
        path = address.actor(actor.id)

        def render() -> Output:
            found: list[Occurrence] = []
            slugs = [row[0] for row in self._facts.naming(actor.id)]
            for slug in slugs:
                all_ = self._facts.unpacked(slug, "occurrences")
                found += (each for each in all_ if each.actor == actor.id)
            return self._pages.actor(actor, found, {slug: self._card(slug) for slug in slugs})

        if affected is not None and actor.id not in affected and path in known:
            return Item(path, known[path][0].partition(" ")[2], render)
        naming = [(s, n, d, face.split()[0]) for s, n, d, face in self._facts.naming(actor.id)]
        return Item(path, digest_of(repr((actor, naming)).encode()), render)

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
