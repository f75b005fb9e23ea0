"""The composer: from a publication to the files of its site.

load, prepare (publication)  ->  editions (pair, mention)  ->  outputs (render)  ->  place
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2

from diglot import search, storage
from diglot.editions import Names, editions
from diglot.model import address
from diglot.model.edition import Card, Edition, Occurrence, Output
from diglot.model.finding import Finding, open_errors
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.model.translation import State
from diglot.publication import Publication, articles, shown
from diglot.render.article_schema import article_schema
from diglot.render.downloads import Downloads
from diglot.render.interface import Interfaces
from diglot.render.links import page_links
from diglot.render.pages import Pages, card
from diglot.render.sitemap import sitemap
from diglot.render.view import Ordinary
from diglot.stages.align_sentences import align_sentences
from diglot.stages.check_links import check_links
from diglot.stages.check_settings import check_settings
from diglot.stages.index_actor import index_actor
from diglot.stages.index_article import index_article
from diglot.stages.quote import quote


@dataclass(frozen=True, slots=True)
class Host:
    """What MkDocs has made of the ordinary pages."""

    ordinary: tuple[Ordinary, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Source of each ordinary page, by its path in the site."""
    introduction: str = ""
    """HTML of index.md."""
    problems: tuple[Problem, ...] = ()


@dataclass
class Report:
    """What a build did, for its closing lines."""

    articles: int = 0
    drafts: int = 0
    segments: int = 0
    actors: int = 0
    mentions: int = 0
    states: Counter[State] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    """Every file that the build gave to the site."""
    written: int = 0
    """How many of them differed from what was there."""
    seconds: float = 0.0
    indexed: tuple[str, ...] = ()
    """Languages whose search index was made again."""
    index_seconds: float = 0.0
    """How much of the time that took."""


def addresses(publication: Publication) -> Iterator[tuple[str, str]]:
    """Give what an ordinary page may link to: a path below content/, and where it is published.

    An article can be linked by its source file, and every page by its own address.
    """
    settings = publication.settings
    first = settings.targets[0]
    pages = [address.actor_index(lang, settings.source) for lang in settings.languages]
    pages += map(address.listing, settings.languages)
    pages += (address.actor(actor.id) for actor in publication.glossary.actors)
    for slug in publication.slugs:
        side = address.side_by_side(slug, first, first)
        yield f"articles/{slug}/article.md", side
        pages += (address.side_by_side(slug, target, first) for target in settings.targets)
        pages += (address.one_language(lang, slug) for lang in settings.languages)
        pages.append(address.presence(slug))
    yield from ((path, path) for path in pages)


# --- place ---


def pages(publication: Publication, ordinary: tuple[Ordinary, ...]) -> Pages:
    """Load templates and interface texts of a publication."""
    settings = publication.settings
    folders = [Path(folder) for folder in settings.theme_dirs]
    settings = replace(settings, search=settings.search and search.available())
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    catalogues = {
        path.stem: storage.read_text(path, path.name) or ""
        for folder in reversed(folders)
        for path in sorted((folder / "locales").glob("*.po"))
    }
    interfaces = Interfaces(catalogues)
    actors = {actor.id: actor for actor in publication.glossary.actors}
    return Pages(settings, environment, interfaces, ordinary, actors)


def place(publication: Publication, host: Host, ordinary_site: Path, site: Path) -> Report:
    """Write the edition's pages into a site, beside the ordinary pages, and check every link.

    Args:
        publication: the publication.
        host: what MkDocs has made.
        ordinary_site: folder that holds what MkDocs has made.
        site: folder of the site; may be the same.
    """
    started = time.monotonic()
    report = Report(
        problems=[
            *check_settings(publication.settings),
            *publication.problems,
            *host.problems,
        ],
        actors=len(publication.glossary.actors),
    )
    links: dict[str, Collection[str]] = {}
    ids: dict[str, Collection[str]] = {}
    for output in _outputs(publication, host, report):
        if output.path in report.paths:
            report.problems.append(_clash(output.path))
            continue
        report.paths.add(output.path)
        report.written += storage.write_output(site, output)
        if output.path.endswith(".html"):
            found = page_links(output.content.decode("utf-8"))
            links[output.path], ids[output.path] = found.links, found.ids
    _take_over(host, ordinary_site, site, report, links, ids)
    sources = dict(host.outputs)
    report.problems += check_links(
        links,
        ids,
        report.paths,
        publication.settings.base_path,
        lambda path: _source_of(publication.settings, sources, path),
    )
    report.seconds = time.monotonic() - started
    return report


def _outputs(publication: Publication, host: Host, report: Report) -> Iterator[Output]:
    settings = publication.settings
    rendered = pages(publication, host.ordinary)
    names = Names(publication)
    index = search.Index(Path(settings.root))
    by_id = {actor.id: actor for actor in publication.glossary.actors}
    kept = Downloads(settings, rendered.interfaces, by_id, rendered.templates)
    cards: dict[str, Card] = {}
    occurrences: dict[str, list[Occurrence]] = {}
    for article in articles(publication, report.problems):
        findings: list[Finding] = []
        made = editions(publication, article, names, report.problems, findings)
        entry = card(made, settings)
        if entry.draft and not settings.drafts:
            report.drafts += 1
            report.notes.append(
                f"{article.slug} is a draft and not shown; set status: published to publish it"
            )
            continue
        if article.files:
            files = ", ".join(sorted(article.files))
            report.notes.append(f"{article.slug}: {files} not on disk yet, done in memory")
        if withheld := open_errors(findings):
            report.notes.append(
                f"{article.slug}: {len(withheld)} machine translations withheld; see diglot check"
            )
        yield from rendered.article([align_sentences(edition) for edition in made], entry)
        yield from rendered.presence(made[0], entry, by_id)
        if rendered.settings.search:
            index.put(index_article(made, entry, by_id))
        yield from _files(kept, made, entry)
        for picture in article.arrival.intake.pictures if article.arrival else ():
            yield Output(f"articles/{article.slug}/{picture.name}", picture.data)
        cards[entry.slug] = entry
        if not entry.withdrawn:
            _count(report, made)
            for occurrence in quote(made[0]):
                occurrences.setdefault(occurrence.actor, []).append(occurrence)
    listed = sorted(
        (c for c in cards.values() if not c.withdrawn), key=lambda c: (c.date, c.slug), reverse=True
    )
    yield from _lists(publication, host, rendered, listed, occurrences)
    yield from _search(index, publication, rendered, report)


def _search(
    index: search.Index, publication: Publication, rendered: Pages, report: Report
) -> Iterator[Output]:
    """Give the search page and its index; a failure is reported and takes nothing else along."""
    if not rendered.settings.search:
        if publication.settings.search:
            report.notes.append(
                "Pagefind has no command for this platform: the site is built without search"
            )
        return
    languages = tuple(dict.fromkeys((*publication.settings.languages, *index.staged)))
    for actor in publication.glossary.actors:
        index.put(index_actor(actor, languages))
    yield rendered.search(lang for lang in languages if lang in index.staged)
    try:
        yield from index.files()
    except DiglotError as error:
        report.problems += error.problems
    report.indexed, report.index_seconds = tuple(index.rebuilt), index.seconds


def _files(kept: Downloads, made: Sequence[Edition], entry: Card) -> Iterator[Output]:
    """Give an article's downloads; a withdrawn one has none."""
    for edition in () if entry.withdrawn else made:
        yield from kept.all(edition, entry)


def _lists(
    publication: Publication,
    host: Host,
    rendered: Pages,
    listed: Sequence[Card],
    occurrences: Mapping[str, Sequence[Occurrence]],
) -> Iterator[Output]:
    """Give the pages that gather from all articles."""
    settings, actors = publication.settings, publication.glossary.actors
    yield rendered.home(listed, host.introduction)
    for lang in settings.languages:
        yield rendered.listing(lang, listed)
    yield from rendered.actors(actors, {actor: len(found) for actor, found in occurrences.items()})
    by_slug = {each.slug: each for each in listed}
    for actor in actors:
        yield from rendered.actor(actor, occurrences.get(actor.id, ()), by_slug)
    yield from rendered.moved(actors, listed)
    yield rendered.not_found()
    if "json" in settings.downloads:
        yield article_schema(settings)
    others = [address.HOME, *map(address.listing, settings.languages), address.ACTORS]
    others += [page.path for page in host.ordinary]
    if (output := sitemap(settings, listed, others)) is not None:
        yield output


def _count(report: Report, made: Sequence[Edition]) -> None:
    report.articles += 1
    report.segments += len(made[0].pairs)
    report.mentions += sum(len(p.source_mentions) for p in made[0].pairs)
    report.mentions += sum(len(p.target_mentions) for edition in made for p in edition.pairs)
    for edition in made:
        report.states.update(edition.origin.counts)


def _clash(path: str) -> Problem:
    return Problem(
        "address-taken",
        Severity.ERROR,
        f"two sources make {path}",
        Location(path),
        "Rename one of the two.",
    )


def _take_over(
    host: Host,
    ordinary_site: Path,
    site: Path,
    report: Report,
    links: dict[str, Collection[str]],
    ids: dict[str, Collection[str]],
) -> None:
    """Bring what MkDocs has made into the site, the edition's own addresses left out."""
    replaced = {address.HOME, address.NOT_FOUND, address.SITEMAP, f"{address.SITEMAP}.gz"}
    for path in storage.files_below(ordinary_site):
        if path in report.paths and (site != ordinary_site or path in host.outputs):
            if path not in replaced:
                report.problems.append(_clash(path))
            continue
        if path in report.paths or path in replaced:
            continue
        content = (ordinary_site / path).read_bytes()
        if site != ordinary_site:
            report.written += storage.write_output(site, Output(path, content))
        report.paths.add(path)
        if path in host.outputs:
            found = page_links(content.decode("utf-8"))
            links[path], ids[path] = found.links, found.ids


def _source_of(settings: Settings, ordinary: Mapping[str, str], path: str) -> str:
    """Name the file that a page is made from, for the messages of the link check."""
    content = shown(settings, Path(settings.content_dir))
    if path in ordinary:
        return f"{content}/{ordinary[path]}"
    parts = path.removesuffix(".html").split("/")
    if "articles" in parts[:-1]:
        return f"{content}/articles/{parts[-1].partition('.')[0]}/article.md"
    return f"{content}/actors.yml" if parts[0] == "actors" else path


def summary(report: Report, settings: Settings) -> str:
    """Say where the site is, what it holds, how its translation stands, and how long it took."""
    total = sum(report.states.values()) or 1
    order = {
        State.MACHINE: "machine",
        State.EDITED: "edited",
        State.ACCEPTED: "accepted",
        State.REVIEWED: "reviewed",
        State.STALE_DRAFT: "stale draft",
        State.STALE_HUMAN: "stale human",
        State.MISSING: "missing",
    }
    shares = " · ".join(
        f"{name} {100 * report.states[state] / total:.0f} %" for state, name in order.items()
    )
    drafts = f", {report.drafts} not shown as drafts" if report.drafts else ""
    return "\n".join(
        (
            f"site      {settings.site_dir}",
            f"articles  {report.articles}{drafts}",
            f"segments  {report.segments}",
            f"actors    {report.actors}",
            f"mentions  {report.mentions}",
            f"English   {shares}".replace("English", "/".join(settings.targets).ljust(7)),
            f"files     {len(report.paths)}, {report.written} written",
            f"time      {report.seconds:.2f} s",
            f"search    {_indexed(report)}",
        )
    )


def _indexed(report: Report) -> str:
    if not report.indexed:
        return "as it was"
    return f"{', '.join(report.indexed)}: {report.index_seconds:.2f} s of that"
