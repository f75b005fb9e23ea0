"""A publication in memory: its glossary, its articles, each with ids and catalogues in step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from diglot import storage
from diglot.formats.article_md import read_article, read_status
from diglot.formats.po import read_catalogue
from diglot.formats.po_as_written import register_in_step
from diglot.formats.po_writer import write_catalogue
from diglot.inbox import Arrival, Inbox, read_inbox
from diglot.model import address
from diglot.model.actors import Glossary
from diglot.model.document import Document, SegmentKind, Status
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.model.translation import Catalogue, SourceText, is_meta
from diglot.stages.align import align
from diglot.stages.identify import identify
from diglot.stages.segment import segment_meta
from diglot.stages.sync import sync


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known before any article is read."""

    settings: Settings
    slugs: tuple[str, ...]
    glossary: Glossary
    problems: tuple[Problem, ...] = ()
    inbox: Inbox = field(default_factory=Inbox)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, its ids and catalogues in step, whatever of that is on disk yet."""

    slug: str
    document: Document
    lang: str
    ids: tuple[str, ...]
    catalogues: dict[str, Catalogue]
    """By target language; a catalogue that cannot be read is absent."""
    files: dict[str, str] = field(default_factory=dict)
    """Text of every file that is not on disk like this yet, by name in the article's folder."""
    delivered: Path | None = None
    """The raw text that it was ingested from just now."""
    arrival: Arrival | None = None
    """What of the inbox it was made of just now."""
    problems: tuple[Problem, ...] = ()
    retired: tuple[tuple[str, str], ...] = ()
    """Ids whose passage is gone, each with the id of the one that holds its text now, if any."""
    text: str = ""
    """article.md, on disk like this or not yet."""


# --- load ---


def load(settings: Settings, glossary: Glossary | None = None) -> Publication:
    """Read the glossary and list the articles of a publication.

    Args:
        settings: the publication.
        glossary: actors.yml, where it has been read already.
    """
    problems: list[Problem] = []
    glossary = _read_glossary(settings) if glossary is None else glossary
    slugs: set[str] = set()
    for name in storage.article_sources(articles_dir(settings)):
        slug = name.removesuffix(".txt")
        if address.SLUG.match(slug):
            slugs.add(slug)
        else:
            problems.append(
                content_problem(
                    settings,
                    articles_dir(settings) / name,
                    "slug",
                    f"{name} cannot be part of an address",
                    "Rename it to lower-case ASCII words joined by hyphens.",
                )
            )
    inbox = read_inbox(
        storage.inbox_files(inbox_dir(settings)),
        articles_dir(settings),
        slugs,
        lambda file: shown(settings, file),
    )
    slugs.update(inbox.arrivals)
    problems = [*glossary.problems, *problems, *inbox.problems]
    return Publication(settings, tuple(sorted(slugs)), glossary, tuple(problems), inbox)


def _read_glossary(settings: Settings) -> Glossary:
    path = Path(settings.content_dir, "actors.yml")
    text = storage.read_text(path, shown(settings, path))
    if text is None:
        return Glossary()
    from diglot.formats.actors_yaml import read_glossary

    return read_glossary(text, shown(settings, path))


def shows_files(settings: Settings, slug: str) -> bool:
    """Whether the pictures in an article's folder are published: only with the article itself."""
    path = article_folder(settings, slug) / "article.md"
    try:
        text = storage.read_text(path, shown(settings, path))
        status = Status.DRAFT if text is None else read_status(text, shown(settings, path))
    except DiglotError:
        return False
    return status is Status.PUBLISHED or (status is Status.DRAFT and settings.drafts)


def inbox_dir(settings: Settings) -> Path:
    """Give the folder of files that wait to become articles."""
    return Path(settings.content_dir, "inbox")


def articles_dir(settings: Settings) -> Path:
    """Give the folder that holds a folder per article."""
    return Path(settings.content_dir, "articles")


def article_folder(settings: Settings, slug: str) -> Path:
    """Give the folder of one article."""
    return articles_dir(settings) / slug


def shown(settings: Settings, path: Path) -> str:
    """Name a path as the user knows it."""
    try:
        return path.relative_to(settings.root).as_posix()
    except ValueError:
        return path.as_posix()


def content_problem(
    settings: Settings, path: Path, code: str, message: str, remedy: str
) -> Problem:
    """Make an error about a whole file or folder of the content."""
    return Problem(code, Severity.ERROR, message, Location(shown(settings, path)), remedy)


def unpublished(slug: str, lang: str) -> Problem:
    """Make the error about an article that is not there, or withdrawn, or not in a language."""
    return Problem(
        "no-article",
        Severity.ERROR,
        f"there is no published {slug} in {lang}",
        Location(f"articles/{slug}"),
        "Name an article by its folder, and one of its target languages.",
    )


# --- prepare ---


def prepare(publication: Publication, slug: str) -> Article | None:
    """Bring one article in step in memory, from whatever is on disk.

    Returns:
        The article, or None where its folder holds nothing to publish.

    Raises:
        DiglotError: its source cannot be read; the rest of the publication is not concerned.
    """
    settings = publication.settings
    folder = articles_dir(settings) / slug
    problems: list[Problem] = []
    delivered: Path | None = None
    arrival: Arrival | None = None
    markdown = storage.read_text(folder / "article.md", shown(settings, folder / "article.md"))
    files: dict[str, str] = {}
    if markdown is None and (arrival := publication.inbox.arrivals.get(slug)) is not None:
        files["article.md"] = markdown = arrival.intake.markdown
    elif markdown is None:
        delivered = _delivered(settings, slug)
        if delivered is None:
            return None
        from diglot.formats.article_writer import write_article
        from diglot.formats.raw_text import decode
        from diglot.stages.ingest import ingest

        name = shown(settings, delivered)
        raw = ingest(decode(delivered.read_bytes(), name).text, path=name)
        problems += raw.problems
        files["article.md"] = markdown = write_article(raw)
    elif _is_ignored(settings, slug):
        problems.append(
            Problem(
                "raw-ignored",
                Severity.WARNING,
                "the article is there already, so this text was not ingested",
                Location(shown(settings, articles_dir(settings) / f"{slug}.txt")),
                "Give it another name, or remove it.",
            )
        )
    document = read_article(markdown, shown(settings, folder / "article.md"))
    lang = document.front.lang or settings.source
    if lang in settings.targets:
        raise DiglotError(_in_a_target(settings, folder / "article.md", lang))
    register, catalogues, changed, faults = _synchronise(settings, folder, document, lang)
    ids = tuple(unit.id for unit in register.units if not is_meta(unit.id))
    problems += (*document.problems, *faults)
    return Article(
        slug,
        document,
        lang,
        ids,
        catalogues,
        files | changed,
        delivered,
        arrival,
        tuple(problems),
        _retired(register, ids),
        markdown,
    )


def _in_a_target(settings: Settings, path: Path, lang: str) -> Problem:
    return content_problem(
        settings,
        path,
        "lang-is-target",
        f"is written in {lang}, a language that this publication translates into",
        "Correct lang: in its front matter, or publish it elsewhere; the two texts of an article"
        " need two languages.",
    )


def _retired(register: Catalogue, ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give each retired id with its living successor, found through those retired since."""
    into = {unit.id: unit.merged_into for unit in register.obsolete if not is_meta(unit.id)}
    found: dict[str, str] = {}
    for gone, next_ in into.items():
        heir, seen = next_, {gone}
        while heir in into and heir not in seen:
            seen.add(heir)
            heir = into[heir]
        found[gone] = heir if heir in ids else ""
    return tuple(found.items())


def keep_original(settings: Settings, slug: str, delivered: Path) -> list[str]:
    """Move a raw text to its place, the bytes as they came."""
    original = article_folder(settings, slug) / "original.txt"
    if delivered == original:
        return []
    storage.write_whole(original, delivered.read_bytes())
    delivered.unlink()
    return [shown(settings, original)]


def _delivered(settings: Settings, slug: str) -> Path | None:
    """Find the raw text of an article that has no article.md yet.

    It lies in the article's folder, as original.txt or as its only text, or still beside the
    folders under the article's name.
    """
    folder = article_folder(settings, slug)
    texts = sorted(folder.glob("*.txt"))
    loose = articles_dir(settings) / f"{slug}.txt"
    found = [path for path in texts if path.name == "original.txt"] or texts or [loose]
    return found[0] if len(found) == 1 and found[0].is_file() else None


def _is_ignored(settings: Settings, slug: str) -> bool:
    """Whether a text lies beside the folders that is not the article's own original."""
    loose = articles_dir(settings) / f"{slug}.txt"
    original = article_folder(settings, slug) / "original.txt"
    if not loose.is_file():
        return False
    return not original.is_file() or original.read_bytes() != loose.read_bytes()


def source_texts(document: Document) -> tuple[SourceText, ...]:
    """Give the texts that a catalogue translates: front matter by name, then the body."""
    meta = [
        SourceText(f"meta.{name}", s.source, (name,))
        for name, s in segment_meta(document.front).items()
    ]
    body = [SourceText("", s.source, _notes(s.kind)) for s in document.segments]
    return (*meta, *body)


def _notes(kind: SegmentKind) -> tuple[str, ...]:
    return () if kind is SegmentKind.PARAGRAPH else (kind.value,)


def _synchronise(
    settings: Settings, folder: Path, document: Document, lang: str
) -> tuple[Catalogue, dict[str, Catalogue], dict[str, str], list[Problem]]:
    """Bring the register and every readable catalogue in step with an article.

    Returns:
        The register, the catalogues by language, the text of every file that is not on disk like
        this, and the faults.
    """
    register, old, files = _registered(settings, folder, document, lang)
    sources = [SourceText(u.id, u.source, u.notes) for u in register.units]
    texts = [each.source for each in sources]
    last = {u.id: u.source for u in (*old.units, *old.obsolete)} if old else None
    problems = list(old.problems) if old else []
    catalogues: dict[str, Catalogue] = {}
    changed: dict[str, str] = {}
    for target in settings.targets:
        path = folder / f"{target}.po"
        name = shown(settings, path)
        try:
            text = storage.read_text(path, name)
            current = None if text is None else read_catalogue(text, name, texts)
        except DiglotError as error:
            problems += error.problems
            continue
        catalogue = sync(sources, current, source_lang=lang, target_lang=target, last=last)
        catalogues[target] = catalogue
        problems += catalogue.problems
        if (written := write_catalogue(catalogue)) != text:
            changed[path.name] = written
    # The register last: a stop in between then looks like a sync that has still to be done.
    return register, catalogues, changed | files, problems


def _registered(
    settings: Settings, folder: Path, document: Document, lang: str
) -> tuple[Catalogue, Catalogue | None, dict[str, str]]:
    """Give the register in step, as it was, and the text of its file where that has changed."""
    texts = source_texts(document)
    path = folder / "source.pot"
    name = shown(settings, path)
    text = storage.read_text(path, name)
    if text is not None and (register := register_in_step(text, name, texts, lang)):
        return register, register, {}
    old = None if text is None else read_catalogue(text, name)
    live = [(u.id, u.source) for u in old.units if not is_meta(u.id)] if old else []
    retired = [(u.id, u.source) for u in old.obsolete if not is_meta(u.id)] if old else []
    alignment = align(live, retired, [each.source for each in texts if not each.id])
    register = identify(texts, alignment, old, source_lang=lang)
    written = write_catalogue(register)
    return register, old, {} if written == text else {path.name: written}


def read_unit_file(settings: Settings, path: Path) -> Catalogue | None:
    """Read a catalogue or register, None where there is no such file."""
    name = shown(settings, path)
    text = storage.read_text(path, name)
    return None if text is None else read_catalogue(text, name)


def articles(publication: Publication, problems: list[Problem]) -> Iterator[Article]:
    """Prepare article after article; one that cannot be read is reported and left out.

    Args:
        publication: the publication.
        problems: takes the faults of every article as it is met.
    """
    for slug in publication.slugs:
        try:
            article = prepare(publication, slug)
        except DiglotError as error:
            problems += error.problems
            continue
        if article is not None:
            problems += article.problems
            yield article
