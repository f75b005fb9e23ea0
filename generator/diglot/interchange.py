"""Gives translations away for translators' tools and spreadsheets: named articles, or all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diglot.editions import Names, analyse
from diglot.model.document import Status
from diglot.model.interchange import Record
from diglot.model.problem import DiglotError, Problem
from diglot.publication import Article, Publication, articles, prepare, unpublished
from diglot.stages.select_records import select_records


def records(
    publication: Publication,
    slugs: Sequence[str],
    lang: str,
    problems: list[Problem],
    *,
    drafts: bool,
) -> list[Record]:
    """Give the records of articles in one target language.

    Args:
        publication: the publication.
        slugs: the articles, those with `status: draft` too; all published ones when empty.
        lang: target language.
        problems: takes the faults of articles that nobody has named.
        drafts: give translations too that nobody has accepted.

    Raises:
        DiglotError: a named article cannot be read or is withdrawn, or there is no such article
            or language.
    """
    if lang not in publication.settings.targets:
        raise DiglotError(unpublished(slugs[0] if slugs else "article", lang))
    names = Names(publication)
    found: list[Record] = []
    for article in _named(publication, slugs) if slugs else articles(publication, problems):
        if not slugs and article.document.front.status is not Status.PUBLISHED:
            continue
        for edition in analyse(publication, article, names).editions:
            if edition.target_lang == lang:
                found += select_records(edition, drafts=drafts)
    return found


def _named(publication: Publication, slugs: Sequence[str]) -> Iterator[Article]:
    for slug in dict.fromkeys(slugs):
        article = prepare(publication, slug) if slug in publication.slugs else None
        if article is None or article.document.front.status is Status.WITHDRAWN:
            raise DiglotError(unpublished(slug, publication.settings.targets[0]))
        yield article
