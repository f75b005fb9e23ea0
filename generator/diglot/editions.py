"""Editions of an article: paired, linked and checked, one per target language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from diglot.model.actors import Ambiguity, Mention
from diglot.model.edition import Edition
from diglot.model.finding import Finding, in_order, open_errors
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    read_unit_file,
    shown,
)
from diglot.stages.check_claims import check_claims
from diglot.stages.check_consistency import check_consistency
from diglot.stages.check_units import check_units
from diglot.stages.mention import mention
from diglot.stages.pair import pair, without_withheld
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


@dataclass
class Analysis:
    """What an article's texts have shown."""

    editions: list[Edition] = field(default_factory=list)
    """One per target language."""
    findings: list[Finding] = field(default_factory=list)
    """What the checks found; an open error withholds a machine's text."""
    problems: list[Problem] = field(default_factory=list)
    """The places that could name more than one actor."""
    actors: set[str] = field(default_factory=set)
    """Every actor that a text names or could name, front matter included."""


def analyse(publication: Publication, article: Article, names: Names) -> Analysis:
    """Pair an article with each of its targets, mentions found and chosen, texts checked.

    Args:
        publication: the publication.
        article: the article, in step.
        names: the glossary's names.
    """
    settings, document = publication.settings, article.document
    place = shown(settings, article_folder(settings, article.slug) / "article.md")
    meta = segment_meta(document.front)
    index = names.index(article.lang)
    result = Analysis()
    source, unclear = _mentions(body_texts(document), document.front.title, index, result)
    for each in unclear:
        _note(result, each, place, document.segments[each.segment].line)
    for target in settings.targets:
        catalogue = article.catalogues.get(target) or Catalogue(article.lang, target)
        bare = pair(article.slug, document, meta, article.ids, catalogue, source_lang=article.lang)
        targets = names.index(bare.target_lang)
        edition = _with_links(bare, source, targets, result, catalogue.path)
        front, found = _check(edition, catalogue, names)
        result.actors.update(each.actor for named in front.values() for each in named)
        result.findings += found
        withheld = open_errors(found)
        if withheld:
            bare = without_withheld(bare, withheld)
            edition = _with_links(bare, source, targets, result, catalogue.path)
        retired = article.retired
        result.editions.append(replace(edition, retired=retired) if retired else edition)
    result.problems += check_claims(result.editions, place)
    return result


def _with_links(
    edition: Edition, source: Sequence[Mention], index: NameIndex, result: Analysis, path: str
) -> Edition:
    title = edition.meta["title"].target_text if "title" in edition.meta else None
    texts = [p.target_text or "" for p in edition.pairs]
    found, unclear = _mentions(texts, title or "", index, result)
    for each in unclear:
        _note(result, each, path, edition.pairs[each.segment].unit.line)
    return select_links(edition, source, found)


def _check(
    edition: Edition, catalogue: Catalogue, names: Names
) -> tuple[dict[str, tuple[Mention, ...]], tuple[Finding, ...]]:
    """Give the actors that the front matter names, by field, and what the checks find."""
    index = names.index(edition.source_lang)
    front = {name: mention([p.segment.visible], index)[0] for name, p in edition.meta.items()}
    terms = names.terms(edition.source_lang, edition.target_lang)
    return front, check_units(edition, terms, catalogue.path, front)


def check(
    publication: Publication,
    problems: list[Problem],
    named: dict[str, set[str]] | None = None,
) -> list[Finding]:
    """Check every translation of a publication, those that are not shown included.

    Args:
        publication: the publication.
        problems: takes the faults of the content.
        named: takes, for every actor that a text names, the languages in which a reader meets it.
    """
    names = Names(publication)
    findings: list[Finding] = []
    catalogues: dict[str, list[Catalogue]] = {}
    for article in articles(publication, problems):
        analysis = analyse(publication, article, names)
        problems += analysis.problems
        findings += analysis.findings
        if named is not None:
            langs = (article.lang, *publication.settings.targets)
            for actor in analysis.actors:
                named.setdefault(actor, set()).update(langs)
        for target, catalogue in article.catalogues.items():
            catalogues.setdefault(target, []).append(catalogue)
    for each in catalogues.values():
        findings += check_consistency(each)
    return findings


Others = Callable[[Publication, Article, str], Iterable[Catalogue]]
"""Gives catalogues of other articles, for an article and a target language."""


def check_article(
    publication: Publication, article: Article, lang: str, others: Others | None = None
) -> tuple[Edition, tuple[Finding, ...]]:
    """Give an article's edition in one language, and what the checks find in it.

    Args:
        publication: the publication.
        article: the article, in step.
        lang: a target language that it has a catalogue in.
        others: gives the catalogues that may translate the same source otherwise; by default all
            are read.
    """
    analysis = analyse(publication, article, Names(publication))
    own = article.catalogues[lang]
    edition = next(each for each in analysis.editions if each.target_lang == lang)
    same = check_consistency((own, *(others or _others)(publication, article, lang)))
    found = (*analysis.findings, *same)
    return edition, tuple(in_order(f for f in found if f.location.path == own.path))


def _others(publication: Publication, article: Article, lang: str) -> Iterator[Catalogue]:
    """Read the catalogues of all other articles."""
    for slug in publication.slugs:
        found = None if slug == article.slug else as_it_lies(publication, slug, lang)
        if found is not None:
            yield found


def as_it_lies(publication: Publication, slug: str, lang: str) -> Catalogue | None:
    """Read a catalogue; None where there is none to read, for its own article tells why."""
    try:
        path = article_folder(publication.settings, slug) / f"{lang}.po"
        return read_unit_file(publication.settings, path)
    except DiglotError:
        return None


def _mentions(
    texts: Sequence[str], title: str, index: NameIndex, result: Analysis
) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
    """Find the mentions of a body; what its title names in full is known from the start."""
    named, _ = mention([title], index)
    found, unclear = mention(texts, index, {each.actor for each in named})
    result.actors.update(each.actor for each in (*named, *found))
    return found, unclear


def _note(result: Analysis, ambiguity: Ambiguity, path: str, line: int) -> None:
    result.actors.update(ambiguity.actors)
    problem = Problem(
        "mention-ambiguous",
        Severity.INFO,
        f"a name could be {' or '.join(ambiguity.actors)}, and is linked to neither",
        Location(path, line),
        "Give the actors spellings that tell them apart, or make the shared one weak.",
    )
    if problem not in result.problems:
        result.problems.append(problem)
