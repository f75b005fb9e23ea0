"""What editors do at the desk: the commands that write under content/, each under the one lock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from diglot import storage
from diglot.editions import check
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.article_edit import without_fields, without_segments
from diglot.formats.article_md import front_matter_fields, read_article
from diglot.formats.po_writer import write_catalogue
from diglot.intake import EXPORTS, ORIGINALS, Intake, read_delivery
from diglot.model import address
from diglot.model.actors import Mention
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.model.translation import Catalogue, State, Unit, is_meta
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    articles_dir,
    content_problem,
    inbox_dir,
    keep_original,
    prepare,
    read_unit_file,
    shown,
)
from diglot.stages.count_states import count_states
from diglot.stages.dismiss import dismiss
from diglot.stages.mention import mention
from diglot.stages.purge import purge
from diglot.stages.review import review
from diglot.stages.segment import body_texts
from diglot.text.languages import recognise
from diglot.text.name_trie import index_names
from diglot.text.small_change import is_small_change

_COPIES = (*ORIGINALS, ".mo", ".orig", ".rej", ".bak", ".part")
"""Endings of files in an article's folder that may repeat its text."""


def read_file(file: Path, lang: str | None = None) -> tuple[Intake, ...]:
    """Read a delivered file of any kind and recover its structure; nothing is written.

    Raises:
        DiglotError: there is no such file, or it cannot be read.
    """
    if not file.is_file():
        raise DiglotError(
            Problem(
                "no-file",
                Severity.ERROR,
                "there is no such file",
                Location(str(file)),
                "Name a text, a document or a saved page.",
            )
        )
    return read_delivery(file.read_bytes(), str(file), lang)


def adopt(
    settings: Settings,
    file: Path,
    intakes: Sequence[Intake],
    problems: list[Problem],
    slug: str = "",
) -> list[str]:
    """Make a folder of each article in a delivered file: the file as it came, pictures, article.md.

    Args:
        settings: of the publication.
        file: the file; it moves if it lies in the inbox.
        intakes: the articles in it.
        problems: takes the faults of single articles; the others are adopted.
        slug: name of the folder; by default the file's own if it can be one, else the title's.

    Returns:
        The files written, as the user knows them.

    Raises:
        DiglotError: the slug that was given cannot be part of an address.
    """
    if slug:
        _check_slug(file, slug)
    waits = file.resolve().parent == inbox_dir(settings).resolve()
    own = "" if waits or file.suffix in EXPORTS or not address.SLUG.match(file.stem) else file.stem
    written: list[str] = []
    failed = False
    with storage.content_lock(Path(settings.root)):
        for intake in intakes:
            try:
                folder = _new_folder(settings, file, intake, slug or own or intake.slug)
            except DiglotError as error:
                problems += error.problems
                failed = True
                continue
            written += _write_intake(settings, folder, intake)
        if waits and not failed:
            _take_out(file)
    return written


def _check_slug(file: Path, slug: str) -> None:
    if not address.SLUG.match(slug):
        raise DiglotError(
            Problem(
                "slug",
                Severity.ERROR,
                f"{slug or 'the title'} cannot be part of an address",
                Location(str(file)),
                "Give one with --slug: lower-case ASCII words joined by hyphens.",
            )
        )


def _new_folder(settings: Settings, file: Path, intake: Intake, slug: str) -> Path:
    """Give the folder of a new article.

    Raises:
        DiglotError: the slug cannot be part of an address, or the article is there already.
    """
    _check_slug(file, slug)
    folder = articles_dir(settings) / slug
    if (folder / "article.md").exists():
        raise DiglotError(
            content_problem(
                settings,
                folder / "article.md",
                "article-exists",
                "the article is there already",
                "Choose another --slug, or edit article.md.",
            )
        )
    original = folder / intake.original_name
    if original.exists() and original.read_bytes() != intake.original:
        raise DiglotError(
            content_problem(
                settings,
                original,
                "original-exists",
                "another original lies there already",
                "Choose another --slug.",
            )
        )
    return folder


def _write_intake(settings: Settings, folder: Path, intake: Intake) -> list[str]:
    """Write an article's files; article.md last, whose presence says that all are there."""
    files = {intake.original_name: intake.original}
    files |= {picture.name: picture.data for picture in intake.pictures}
    files["article.md"] = intake.markdown.encode("utf-8")
    return [
        shown(settings, folder / name)
        for name, data in files.items()
        if storage.write_whole(folder / name, data)
    ]


def write_content(publication: Publication, problems: list[Problem]) -> list[str]:
    """Ingest what is new and write what sync would change, each file whole or not at all.

    Args:
        publication: the publication.
        problems: takes the faults met.

    Returns:
        The files written, as the user knows them.
    """
    settings = publication.settings
    written: list[str] = []
    with storage.content_lock(Path(settings.root)):
        storage.sweep(articles_dir(settings))
        for article in articles(publication, problems):
            if article.delivered is not None:
                written += keep_original(settings, article.slug, article.delivered)
            if article.arrival is not None:
                folder = article_folder(settings, article.slug)
                written += _write_intake(settings, folder, article.arrival.intake)
            for name, text in article.files.items():
                path = articles_dir(settings) / article.slug / name
                if storage.write_whole(path, text.encode("utf-8")):
                    written.append(shown(settings, path))
        _empty_inbox(publication)
    return written


def _empty_inbox(publication: Publication) -> None:
    """Take out of the inbox the files whose articles are all there."""
    settings, inbox = publication.settings, publication.inbox
    waiting = {
        arrival.file
        for slug, arrival in inbox.arrivals.items()
        if not (article_folder(settings, slug) / "article.md").exists()
    }
    done = {*inbox.finished, *(arrival.file for arrival in inbox.arrivals.values())} - waiting
    for file in sorted(done):
        _take_out(file)


def _take_out(file: Path) -> None:
    """Remove a file that is kept as an original; an export, kept in parts only, is set aside."""
    if file.suffix.lower() in EXPORTS:
        storage.move_into(file, file.parent / "taken")
    else:
        storage.remove_files([file])


def status(publication: Publication, problems: list[Problem]) -> list[dict[str, Any]]:
    """Give one row per article and target language: slug, language, publication status, states."""
    return [
        {
            "article": article.slug,
            "lang": lang,
            "status": article.document.front.status.value,
            "states": {
                state.value: count for state, count in count_states([catalogue]).items() if count
            },
        }
        for article in articles(publication, problems)
        for lang, catalogue in article.catalogues.items()
    ]


def review_article(
    publication: Publication, slug: str, lang: str, by: str, date: str, ids: Sequence[str]
) -> tuple[int, tuple[Problem, ...]]:
    """Stamp units of an article as read by a named person.

    Args:
        publication: the publication.
        slug: the article.
        lang: target language.
        by: name of the reader.
        date: ISO date of the reading.
        ids: units; all when empty.

    Returns:
        How many units changed, and what was left out.

    Raises:
        DiglotError: no such article or catalogue, an unknown unit, or a name that fits no stamp.
    """
    settings = publication.settings
    with storage.content_lock(Path(settings.root)):
        article = _in_step(publication, slug, lang)
        before = article.catalogues[lang]
        after = review(before, by=by, date=date, ids=ids or None)
        changed = sum(a != b for a, b in zip(before.units, after.units, strict=True))
        files = article.files | {f"{lang}.po": write_catalogue(after)}
        for name, text in files.items():
            storage.write_whole(article_folder(settings, slug) / name, text.encode("utf-8"))
    return changed, tuple(p for p in after.problems if p not in before.problems)


def small_corrections(publication: Publication, slug: str, lang: str) -> tuple[Unit, ...]:
    """Give the units that went stale by a change so small that they may be right as they are.

    Raises:
        DiglotError: no such article or catalogue.
    """
    catalogue = _in_step(publication, slug, lang).catalogues[lang]
    return tuple(
        unit
        for unit in catalogue.units
        if unit.state is State.STALE_HUMAN
        and unit.previous is not None
        and is_small_change(unit.previous, unit.source)
    )


def _in_step(publication: Publication, slug: str, lang: str) -> Article:
    """Prepare an article that has this catalogue."""
    article = prepare(publication, slug) if slug in publication.slugs else None
    if article is None or lang not in article.catalogues:
        raise DiglotError(
            content_problem(
                publication.settings,
                articles_dir(publication.settings),
                "no-article",
                f"there is no catalogue {lang} of an article {slug}",
                "Name one that diglot status lists.",
            )
        )
    return article


def dismiss_finding(
    publication: Publication, slug: str, lang: str, unit: str, code: str, reason: str
) -> None:
    """Dismiss a finding of one unit, for as long as both its texts stand.

    Raises:
        DiglotError: no such article, catalogue, unit or finding, or a reason that fits no line.
    """
    settings = publication.settings
    with storage.content_lock(Path(settings.root)):
        path = article_folder(settings, slug) / f"{lang}.po"
        catalogue = read_unit_file(settings, path)
        if catalogue is None:
            where = Location(shown(settings, path))
            message = "there is no such catalogue"
            raise DiglotError(Problem("no-article", Severity.ERROR, message, where))
        dismissed = dismiss(catalogue, unit, code, reason)
        _require_finding(publication, shown(settings, path), unit, code)
        storage.write_whole(path, write_catalogue(dismissed).encode("utf-8"))


def _require_finding(publication: Publication, path: str, unit: str, code: str) -> None:
    """Refuse to dismiss what the checks do not find now; the whole publication decides."""
    found = [f for f in check(publication, []) if f.unit == unit and f.location.path == path]
    if code in {f.code for f in found}:
        return
    known = ", ".join(sorted({f.code for f in found}))
    raise DiglotError(
        Problem(
            "no-finding",
            Severity.ERROR,
            f"the checks do not find {code} in {unit}",
            Location(path),
            f"What they find there: {known}." if known else "They find nothing there.",
        )
    )


def mentions_of(
    article: Path, actors: Path
) -> tuple[tuple[Mention, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Find the actors that one article names.

    Returns:
        Mentions in the body's segments, the segments' visible texts, and the faults met.

    Raises:
        DiglotError: a file is missing or cannot be read.
    """
    texts = {path: storage.read_text(path, str(path)) for path in (article, actors)}
    for path, text in texts.items():
        if text is None:
            raise DiglotError(
                Problem(
                    "no-file",
                    Severity.ERROR,
                    "there is no such file",
                    Location(str(path)),
                    "Name a file.",
                )
            )
    document = read_article(texts[article] or "", str(article))
    glossary = read_glossary(texts[actors] or "", str(actors))
    body = body_texts(document)
    index = index_names(glossary, document.front.lang or recognise("\n".join(body)).tag or "ar")
    named, _ = mention([document.front.title], index)
    found, _ = mention(body, index, {each.actor for each in named})
    return found, body, (*document.problems, *glossary.problems)


# --- purge ---


def purge_article(publication: Publication, slug: str, segment: str = "") -> list[str]:
    """Remove a text everywhere in the tree: source, catalogues, obsolete units, caches.

    Args:
        publication: the publication.
        slug: the article.
        segment: id of the one segment to remove; the whole article when empty.

    Returns:
        The files changed or removed, as the user knows them.

    Raises:
        DiglotError: there is no such article or segment.
    """
    settings = publication.settings
    folder = article_folder(settings, slug)
    if slug not in publication.slugs:
        raise DiglotError(
            content_problem(
                settings,
                folder,
                "no-article",
                f"there is no article {slug}",
                "Name one that diglot status lists.",
            )
        )
    with storage.content_lock(Path(settings.root)):
        storage.remove_caches(Path(settings.root))
        if segment:
            return _purge_segment(publication, slug, segment)
        loose = folder.with_name(f"{slug}.txt")
        gone = [folder / name for name in storage.files_below(folder)]
        storage.remove_tree(folder)
        gone += storage.remove_files([loose])
        return [shown(settings, path) for path in gone]


def _purge_segment(publication: Publication, slug: str, segment: str) -> list[str]:
    """Take a segment out of source, catalogues and register, and what might still hold it away."""
    settings = publication.settings
    folder = article_folder(settings, slug)
    article = prepare(publication, slug)
    register = read_unit_file(settings, folder / "source.pot") or Catalogue("", "")
    known = {unit.id: unit for unit in (*register.units, *register.obsolete)}
    if article is None or segment not in known:
        raise DiglotError(
            content_problem(
                settings,
                folder / "source.pot",
                "no-segment",
                f"no segment of {slug} has the id {segment}",
                "Take the id from the page or the catalogue.",
            )
        )
    ids = {segment, *_merged_into(segment, known)}
    new: dict[Path, str] = {}
    for path in sorted(folder.glob("*.po*")):
        if path.suffix in (".po", ".pot") and (held := read_unit_file(settings, path)) is not None:
            new[path] = write_catalogue(purge(held, ids))
    markdown = storage.read_text(folder / "article.md", "article.md") or ""
    new[folder / "article.md"] = _without(markdown, article, ids)
    changed = [path for path, text in new.items() if storage.write_whole(path, text.encode())]
    removed = storage.remove_files(
        path
        for path in sorted(folder.iterdir())
        if path.is_file()
        and path not in new
        and (path.suffix in _COPIES or path.name.endswith("~"))
    )
    return [shown(settings, path) for path in (*changed, *removed)]


def _merged_into(segment: str, known: Mapping[str, Unit]) -> set[str]:
    """Give the retired ids whose text a segment has taken in, however far back."""
    found: set[str] = set()
    todo = [segment]
    while todo:
        into = todo.pop()
        new = {u.id for u in known.values() if u.merged_into == into} - found
        found |= new
        todo += new
    return found


def _without(markdown: str, article: Article, ids: Collection[str]) -> str:
    """Take segments and front-matter values out of article.md."""
    body = [index for index, id_ in enumerate(article.ids) if id_ in ids]
    fields = [id_.removeprefix("meta.") for id_ in ids if is_meta(id_)]
    titled = "title" not in front_matter_fields(markdown) and bool(article.document.front.title)
    text = without_segments(markdown, body, title_first=titled)
    return without_fields(text, fields) if fields else text
