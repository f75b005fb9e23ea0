"""One article, from content to outputs: what every worker of a build does."""

from __future__ import annotations

import gc
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import jinja2

from diglot import search, storage
from diglot.editions import Analysis, Names, analyse
from diglot.formats.passages import pack_passages
from diglot.formats.record import pack, unpack
from diglot.illustrations import illustrate, image_bytes
from diglot.model.due import Due, Work
from diglot.model.edition import Card, Edition, Occurrence, Output
from diglot.model.finding import open_errors
from diglot.model.host import Ordinary
from diglot.model.made import Face, Made, Named, Tally
from diglot.model.problem import DiglotError
from diglot.model.search import SearchRecord
from diglot.model.settings import Settings
from diglot.press import press
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    keep_original,
    prepare,
    shown,
    unpublished,
)
from diglot.render.card import card
from diglot.render.downloads import Downloads
from diglot.render.feeds import told_in
from diglot.render.interface import Interfaces
from diglot.render.pages import Pages
from diglot.render.source_links import source_links
from diglot.scan import Files, digest_of
from diglot.stages.align_sentences import align_sentences
from diglot.stages.index_article import index_article
from diglot.stages.quote import quote
from diglot.text.word_keys import word_keys


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no cycles be collected meanwhile.

    An article takes five collections while it is made, and has little to collect once it is: one
    in between costs 3 ms less.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Maker:
    """Makes articles of one publication; every process of a build has its own."""

    def __init__(
        self, publication: Publication, ordinary: tuple[Ordinary, ...], site: Path, *, writes: bool
    ) -> None:
        """Get ready.

        Args:
            publication: the publication.
            ordinary: the pages of MkDocs, as the navigation names them.
            site: folder of the site.
            writes: whether to bring the files of content/ in step.
        """
        self._publication = publication
        self._names = Names(publication)
        self._pages = pages(publication, ordinary)
        self._downloads = _downloads(self._pages, publication)
        self._site = site
        self._writes = writes
        self._seconds: dict[str, float] = defaultdict(float)

    @_uncollected()
    def make(self, slug: str, due: Due, files: Files, record: bytes) -> Made:
        """Make an article again and write its outputs.

        Args:
            slug: the article.
            due: how far back to begin.
            files: its sources on the disk.
            record: what was kept of it; used where its sources need not be read.
        """
        self._seconds = defaultdict(float)
        if due.work is Work.RENDER and record:
            editions, entry = unpack(record)
            outputs, written = self._write(self._rendered(editions, entry))
            return Made(
                slug, {}, (), entry, outputs=outputs, written=written, seconds=self._seconds
            )
        with self._timed("read"):
            # Before the texts: a change in between then shows as one at the next build.
            inputs = files.digests()
        try:
            with self._timed("parse"):
                article, wrote = self._prepared(slug)
            if article is None:
                return Made(slug, inputs, (), None, seconds=self._seconds)
            if wrote:
                inputs = files.digests()
            return self._made(article, inputs, wrote)
        except DiglotError as error:
            return Made(slug, inputs, (), None, problems=error.problems, seconds=self._seconds)

    def _prepared(self, slug: str) -> tuple[Article | None, tuple[str, ...]]:
        """Bring an article in step, on the disk too where this build writes."""
        article = prepare(self._publication, slug)
        if article is None or not (self._writes and (article.files or article.delivered)):
            return article, ()
        settings = self._publication.settings
        with storage.content_lock(Path(settings.root)):
            article = prepare(self._publication, slug)  # nobody else writes from here on
            if article is None:
                return None, ()
            wrote = keep_original(settings, slug, article.delivered) if article.delivered else []
            for name, text in article.files.items():
                path = article_folder(settings, slug) / name
                if storage.write_whole(path, text.encode("utf-8")):
                    wrote.append(shown(settings, path))
            # Read again, for pages name the lines of the files as they are now.
            return prepare(self._publication, slug), tuple(wrote)

    def _made(self, article: Article, inputs: dict[str, str], wrote: tuple[str, ...]) -> Made:
        settings = self._publication.settings
        with self._timed("mention and check"):
            analysis = analyse(self._publication, article, self._names)
        with self._timed("images"):
            found = illustrate(self._publication, article)
        editions = [found.shown_in(align_sentences(each)) for each in analysis.editions]
        entry = card(editions, settings)
        problems = (*article.problems, *analysis.problems, *found.problems)
        inputs = inputs | found.digests
        pending = () if wrote else tuple(sorted(article.files))
        words = word_keys(_texts(article))
        if entry.draft and not settings.drafts:
            path = shown(settings, article_folder(settings, article.slug) / "article.md")
            note = f"is a draft and not shown; set status: published in {path} to publish it"
            return Made(
                slug=article.slug,
                inputs=inputs,
                pending=pending,
                card=None,
                draft=True,
                named=_named((), analysis.actors),
                words=words,
                problems=problems,
                images=tuple(found.paths),
                notes=(note,),
                wrote=wrote,
                seconds=self._seconds,
            )
        rendered = self._rendered(editions, entry)
        if article.arrival is not None:
            pictures = article.arrival.intake.pictures
            rendered += (Output(f"articles/{article.slug}/{p.name}", p.data) for p in pictures)
        outputs, written = self._write(rendered)
        with self._timed("index"):
            indexed = self._pages.settings.search
            records = index_article(editions, entry) if indexed else ()
        occurrences = () if entry.withdrawn else quote(editions[0])
        first = settings.targets[0]
        place = shown(settings, article_folder(settings, article.slug) / "article.md")
        return Made(
            slug=article.slug,
            inputs=inputs,
            pending=pending,
            card=entry,
            draft=entry.draft,
            outputs=outputs,
            written=written,
            named=_named(occurrences, analysis.actors),
            face=None if entry.withdrawn else _face(entry, settings),
            words=words,
            links=tuple(source_links(article.document, article.slug, place, first, article.text)),
            tally=Tally() if entry.withdrawn else _tally(editions, analysis),
            problems=problems,
            images=tuple(found.paths),
            wrote=wrote,
            record=pack((editions, entry)),
            index=_indexed(records),
            index_records=pack(records),
            seconds=self._seconds,
        )

    def _rendered(self, editions: Sequence[Edition], entry: Card) -> list[Output]:
        settings = self._publication.settings
        with self._timed("render"):
            outputs = list(self._pages.article(editions, entry))
            outputs += self._pages.presence(editions[0], entry, self._pages.known)
        with self._timed("downloads"):
            for edition in () if entry.withdrawn else editions:
                outputs += self._downloads.all(edition, entry)
        with self._timed("card images"):
            for edition in editions if settings.draws_cards and not entry.withdrawn else ():
                outputs.append(self._downloads.picture(edition, entry))
        return outputs

    def _write(self, outputs: Iterable[Output]) -> tuple[dict[str, str], int]:
        """Write outputs; give their digests and how many of them differed."""
        digests: dict[str, str] = {}
        written = 0
        with self._timed("write"):
            for output in outputs:
                digests[output.path] = digest_of(output.content)
                written += storage.write_output(self._site, output)
        return digests, written

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self._seconds[step] += time.process_time() - started


def pages(publication: Publication, ordinary: tuple[Ordinary, ...]) -> Pages:
    """Load templates and interface texts of a publication."""
    settings = publication.settings
    folders = [Path(folder) for folder in settings.theme_dirs]
    settings = replace(settings, search=settings.search and search.available())
    compiled = Path(settings.root, storage.CACHE, "templates")
    compiled.mkdir(parents=True, exist_ok=True)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # made anew for every build: five looks at dates spared a page
        # Compiling the templates costs more than all else that one edited paragraph needs.
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)),
    )
    catalogues = {
        path.stem: storage.read_text(path, path.name) or ""
        for folder in reversed(folders)
        for path in sorted((folder / "locales").glob("*.po"))
    }
    actors = {actor.id: actor for actor in publication.glossary.actors}
    return Pages(settings, environment, Interfaces(catalogues), ordinary, actors)


def _downloads(rendered: Pages, publication: Publication) -> Downloads:
    return Downloads(
        rendered.settings,
        rendered.interfaces,
        rendered.known,
        rendered.templates,
        press,
        lambda slug, path: image_bytes(publication, slug, path),
    )


def export(publication: Publication, slug: str, lang: str, ending: str) -> Output:
    """Give one article as one file to keep, a draft too, with what readers may see of it.

    Args:
        publication: the publication.
        slug: the article.
        lang: target language.
        ending: one of the formats of download.

    Raises:
        DiglotError: there is no such article or language, or it has been withdrawn.
    """
    article = prepare(publication, slug) if slug in publication.slugs else None
    made = analyse(publication, article, Names(publication)).editions if article else ()
    found = [edition for edition in made if edition.target_lang == lang]
    if article is not None:
        found = [illustrate(publication, article).shown_in(edition) for edition in found]
    entry = card(made, publication.settings) if found else None
    if entry is None or entry.withdrawn:
        raise DiglotError(unpublished(slug, lang))
    return _downloads(pages(publication, ()), publication).one(found[0], entry, ending)


def _texts(article: Article) -> Iterator[str]:
    """Give every text in which a name could stand."""
    yield from (segment.visible for segment in article.document.segments)
    yield article.document.front.title
    for catalogue in article.catalogues.values():
        yield from (unit.target for unit in catalogue.units)


def _named(occurrences: Sequence[Occurrence], actors: Iterable[str]) -> dict[str, Named]:
    """Give the passages of every actor that matters to an article."""
    by_actor: dict[str, list[Occurrence]] = {actor: [] for actor in actors}
    for each in occurrences:
        by_actor[each.actor].append(each)
    packed = ((actor, len(found), pack_passages(found)) for actor, found in by_actor.items())
    return {
        actor: Named(count, digest_of(passages), passages) if count else Named()
        for actor, count, passages in packed
    }


def _indexed(records: Sequence[SearchRecord]) -> dict[str, tuple[str, tuple[str, ...]]]:
    digests = search.digests(records)
    return {record.lang: (digests[record.lang], record.actors) for record in records}


def _face(entry: Card, settings: Settings) -> Face:
    """Give what actors' pages, lists, feeds and the sitemap show of an article."""
    indexable = sorted(entry.indexable)
    heading = (entry.source_lang, entry.titles, entry.date, indexable, entry.length, entry.former)
    whole = repr(replace(entry, indexable=frozenset())) + repr(indexable)
    dates = sorted(version.date for version in entry.versions.values())
    fed = [lang for lang in settings.languages if told_in(entry, lang, settings)]
    mapped = (entry.draft, entry.languages, indexable, dates)
    return Face(
        entry.date,
        entry.updated,
        " ".join(fed),
        *(digest_of(each.encode()) for each in (repr(heading), whole, repr(mapped))),
    )


def _tally(editions: Sequence[Edition], analysis: Analysis) -> Tally:
    pairs = [pair for edition in editions for pair in edition.pairs]
    states: Counter[str] = Counter()
    for edition in editions:
        states.update({state.value: n for state, n in edition.origin.counts.items()})
    mentions = sum(len(p.source_mentions) for p in editions[0].pairs)
    mentions += sum(len(p.target_mentions) for p in pairs)
    withheld = len(open_errors(analysis.findings))
    return Tally(len(editions[0].pairs), mentions, withheld, dict(states))
