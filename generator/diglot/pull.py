"""Catalogues that come back from translators' tools, into the publication's own."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from diglot import history, storage
from diglot.formats.po_returned import read_returned
from diglot.formats.po_writer import write_catalogue
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.returned import Merge, Returned
from diglot.model.settings import Settings
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    prepare,
    read_unit_file,
    shown,
)
from diglot.stages.merge_returned import merge_returned


def pull(
    publication: Publication, file: Path, slug: str = "", lang: str = "", *, dry: bool = False
) -> tuple[str, Merge]:
    """Merge one returned file, under the content lock; write nothing when `dry`.

    Returns:
        The catalogue that it was merged into, as the user knows it, and what became of it.

    Raises:
        DiglotError: the file cannot be read, or is of no article or language for certain.
    """
    settings = publication.settings
    text = storage.read_text(file, str(file))
    if text is None:
        raise _refused(file, "there is no such file", "Name a .po file that came back.")
    returned = read_returned(text, str(file))
    target = lang or _language(settings, returned)
    slug = slug or _article(publication, returned)
    path = article_folder(settings, slug) / f"{target}.po"
    if path.resolve() == file.resolve():
        raise _refused(file, "this is the publication’s own catalogue", "Run diglot sync.")
    with nullcontext() if dry else storage.content_lock(Path(settings.root)):
        article = prepare(publication, slug) if slug in publication.slugs else None
        if article is None or target not in article.catalogues:
            message = f"there is no catalogue {target} of an article {slug}"
            raise _refused(file, message, "Name one that diglot status lists.")
        bases = history.versions(settings, shown(settings, path))
        merge = merge_returned(article.catalogues[target], returned, bases)
        if not dry and (merge.taken or merge.commented):
            files = article.files | {f"{target}.po": write_catalogue(merge.catalogue)}
            for name, content in files.items():
                storage.write_whole(path.with_name(name), content.encode("utf-8"))
    return shown(settings, path), merge


def _language(settings: Settings, returned: Returned) -> str:
    """Give the target that the header names, or the only one."""
    tag = returned.lang.replace("_", "-")
    for name in (tag, tag.partition("-")[0]):
        if name in settings.targets:
            return name
    if not tag and len(settings.targets) == 1:
        return settings.targets[0]
    message = f"{returned.lang or 'no language'} in its header is no target of the publication"
    raise _refused(Path(returned.path), message, "Name the language with --lang.")


def _article(publication: Publication, returned: Returned) -> str:
    """Give the article that has most of the file's sources, if one alone has."""
    sources = {entry.source for entry in returned.units}
    score = {
        article.slug: len(sources & _sources(publication.settings, article))
        for article in articles(publication, [])
    }
    best = max(score.values(), default=0)
    found = [slug for slug, each in score.items() if each == best]
    if best and len(found) == 1:
        return found[0]
    message = "no article alone has the sources of this file"
    raise _refused(Path(returned.path), message, "Name the article with --article.")


def _sources(settings: Settings, article: Article) -> set[str]:
    register = read_unit_file(settings, article_folder(settings, article.slug) / "source.pot")
    return {unit.source for unit in register.units} if register else set()


def _refused(file: Path, message: str, remedy: str) -> DiglotError:
    return DiglotError(Problem("pull", Severity.ERROR, message, Location(str(file)), remedy))
