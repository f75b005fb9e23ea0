"""The search index as a build knows it: what is to be found, language by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from diglot import search, storage
from diglot.facts import Facts
from diglot.formats.record import unpack
from diglot.model.edition import Output
from diglot.model.search import SearchRecord
from diglot.publication import Publication
from diglot.scan import digest_of
from diglot.stages.index_actor import index_actor
from diglot.stages.index_names import actor_forms, index_names


class Indexing:
    """Gathers what is to be found from what is kept of every article, and from the glossary."""

    def __init__(self, publication: Publication, facts: Facts) -> None:
        """Gather digests; the words themselves are read only where an index is made again."""
        self._facts = facts
        settings = publication.settings
        kept = "preview" if settings.drafts else "site"
        self.index = search.Index(Path(settings.root, storage.CACHE, f"search-{kept}"))
        self._known: dict[str, dict[str, str]] = defaultdict(dict)
        self._digests: dict[tuple[str, str], str] = {}
        self._glossary = {actor.id: actor for actor in publication.glossary.actors}
        for slug, value in facts.parts("index"):
            for lang, (digest, actors) in unpack(value).items():
                named = "".join(self._names(id_, lang) for id_ in actors)
                self._known[lang][slug] = digest_of(f"{digest} {named}".encode())
        languages = tuple(dict.fromkeys((*settings.languages, *self._known)))
        self._actors = [
            record
            for actor in publication.glossary.actors
            for record in index_actor(actor, languages)
        ]
        for record in self._actors:
            self._known[record.lang][record.path] = search.digests((record,))[record.lang]
        self.languages = [lang for lang in languages if lang in self._known]

    def _names(self, id_: str, lang: str) -> str:
        """Give the digest of the names by which an actor's texts are found in a language."""
        if (id_, lang) not in self._digests:
            actor = self._glossary.get(id_)
            forms = actor_forms(actor, lang) if actor else ()
            self._digests[id_, lang] = digest_of(repr(forms).encode())
        return self._digests[id_, lang]

    def shards(self, lang: str) -> tuple[str, ...]:
        """Give the shards of one language's index."""
        return tuple(self.index.shards(lang, self._known[lang]))

    def files(self, lang: str) -> Iterator[Output]:
        """Give the files of one language's index.

        Raises:
            DiglotError: the index could not be made.
        """
        return self.index.files(lang, self._known[lang], partial(self._records, lang))

    def _records(self, lang: str, names: Collection[str]) -> Iterator[SearchRecord]:
        for slug in names:
            if value := self._facts.part(slug, "index records"):
                own = (record for record in unpack(value) if record.lang == lang)
                yield from (index_names(record, self._glossary) for record in own)
        yield from (each for each in self._actors if each.lang == lang and each.path in names)
