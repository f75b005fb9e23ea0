"""Removes a text from the whole tree: source, catalogues, register, originals and caches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from diglot import storage
from diglot.formats.article_edit import without_fields, without_segments
from diglot.formats.article_md import front_matter_fields
from diglot.formats.po_writer import write_catalogue
from diglot.intake import ORIGINALS
from diglot.model.problem import DiglotError
from diglot.model.translation import Catalogue, Unit, is_meta
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    content_problem,
    prepare,
    read_unit_file,
    shown,
)
from diglot.stages.purge import purge

_COPIES = (*ORIGINALS, ".mo", ".orig", ".rej", ".bak", ".part")
"""Endings of files in an article's folder that may repeat its text."""


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
