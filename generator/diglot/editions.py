"""Editions of an article: paired, linked and checked, one per target language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from diglot.model.actors import Ambiguity, Mention
from diglot.model.edition import Edition
from diglot.model.finding import Finding, open_errors
from diglot.model.problem import Location, Problem, Severity
from diglot.model.translation import Catalogue
from diglot.publication import Article, Publication, article_folder, articles, shown
from diglot.stages.check_claims import check_claims
from diglot.stages.check_consistency import check_consistency
from diglot.stages.check_units import check_units
from diglot.stages.mention import mention
from diglot.stages.pair import pair
from diglot.stages.segment import body_texts, segment_meta
from diglot.stages.select_links import select_links
from diglot.text.name_trie import NameIndex, index_names
from diglot.text.termbase import Termbase, termbase


class Names:
    """The glossary's names, indexed once for every language and pair of languages that is met."""

    def __init__(self, publication: Publication) -> None:
        self._glossary = publication.glossary
        self._indexes: dict[str, NameIndex] = {}
        self._terms: dict[tuple[str, str], Termbase] = {}

    def index(self, lang: str) -> NameIndex:
        """Give the index that finds names in a language."""
        if lang not in self._indexes:
            self._indexes[lang] = index_names(self._glossary, lang)
        return self._indexes[lang]

    def terms(self, source: str, target: str) -> Termbase:
        """Give the names that checks hold a pair of languages to."""
        if (source, target) not in self._terms:
            self._terms[source, target] = termbase(self._glossary, source, target)
        return self._terms[source, target]


def editions(
    publication: Publication,
    article: Article,
    names: Names,
    problems: list[Problem],
    findings: list[Finding],
) -> list[Edition]:
    """Pair an article with each of its targets, mentions found and chosen, texts checked.

    Args:
        publication: the publication.
        article: the article, in step.
        names: the glossary's names.
        problems: takes the places that could name more than one actor.
        findings: takes what the checks find; an open error withholds a machine's text.
    """
    settings, document = publication.settings, article.document
    place = shown(settings, article_folder(settings, article.slug) / "article.md")
    meta = segment_meta(document.front)
    index = names.index(article.lang)
    source, unclear = _mentions(body_texts(document), document.front.title, index)
    problems += (_unclear(each, place, document.segments[each.segment].line) for each in unclear)
    result: list[Edition] = []
    for target in settings.targets:
        catalogue = article.catalogues.get(target) or Catalogue(article.lang, target)

        def paired(withheld: Collection[str] = (), catalogue: Catalogue = catalogue) -> Edition:
            bare = pair(
                article.slug,
                document,
                meta,
                article.ids,
                catalogue,
                source_lang=article.lang,
                withheld=withheld,
            )
            return _with_links(
                bare, source, names.index(bare.target_lang), problems, catalogue.path
            )

        edition = paired()
        found = _check(edition, catalogue, names)
        findings += found
        withheld = open_errors(found)
        final = paired(withheld) if withheld else edition
        result.append(replace(final, retired=article.retired) if article.retired else final)
    problems += check_claims(result, place)
    return result


def _with_links(
    edition: Edition,
    source: Sequence[Mention],
    index: NameIndex,
    problems: list[Problem],
    path: str,
) -> Edition:
    title = edition.meta["title"].target_text if "title" in edition.meta else None
    texts = [p.target_text or "" for p in edition.pairs]
    found, unclear = _mentions(texts, title or "", index)
    problems += (_unclear(a, path, edition.pairs[a.segment].unit.line) for a in unclear)
    return select_links(edition, source, found)


def _check(edition: Edition, catalogue: Catalogue, names: Names) -> tuple[Finding, ...]:
    index = names.index(edition.source_lang)
    front = {name: mention([p.segment.visible], index)[0] for name, p in edition.meta.items()}
    terms = names.terms(edition.source_lang, edition.target_lang)
    return check_units(edition, terms, catalogue.path, front)


def check(publication: Publication, problems: list[Problem]) -> list[Finding]:
    """Check every translation of a publication, those that are not shown included.

    Args:
        publication: the publication.
        problems: takes the faults of the content.
    """
    names = Names(publication)
    findings: list[Finding] = []
    catalogues: dict[str, list[Catalogue]] = {}
    for article in articles(publication, problems):
        editions(publication, article, names, problems, findings)
        for target, catalogue in article.catalogues.items():
            catalogues.setdefault(target, []).append(catalogue)
    for each in catalogues.values():
        findings += check_consistency(each)
    return findings


def _mentions(
    texts: Sequence[str], title: str, index: NameIndex
) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
    """Find the mentions of a body; what its title names in full is known from the start."""
    named, _ = mention([title], index)
    return mention(texts, index, {each.actor for each in named})


def _unclear(ambiguity: Ambiguity, path: str, line: int) -> Problem:
    return Problem(
        "mention-ambiguous",
        Severity.INFO,
        f"a name could be {' or '.join(ambiguity.actors)}, and is linked to neither",
        Location(path, line),
        "Give the actors spellings that tell them apart, or make the shared one weak.",
    )
