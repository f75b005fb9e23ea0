"""What commands write under content/: delivered files as articles, and what sync would change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diglot import storage
from diglot.intake import EXPORTS, Intake, read_delivery
from diglot.model import address
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.publication import (
    Publication,
    article_folder,
    articles,
    articles_dir,
    content_problem,
    inbox_dir,
    keep_original,
    shown,
)


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
