"""Removes a text from the whole tree: source, catalogues, register, originals and caches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from diglot import storage
from diglot.formats.article_edit import without_fields, without_segments
from diglot.formats.article_md import front_matter_fields
from diglot.formats.po import read_catalogue
from diglot.formats.po_writer import write_catalogue
from diglot.intake import ORIGINALS
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, Unit, is_meta
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    content_problem,
    prepare,
    shown,
)
from diglot.stages.hold_back import hold_back
from diglot.stages.purge import purge
from diglot.text.folding import fold_key
from diglot.text.remains import Words, holds

_COPIES = (*ORIGINALS, ".mo", ".orig", ".rej", ".bak", ".part")
"""Endings of files in an article's folder that may repeat its text."""

_TELLING = 6
"""Words from which a retired text is removed for holding another; fewer may be a phrase of both."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What became of a text that was to go."""

    changed: list[str]
    """Files changed or removed, as the user knows them."""
    problems: list[Problem] = field(default_factory=list)
    """Where words of it still stand, or may, for a person to decide."""


def purge_article(publication: Publication, slug: str, segment: str = "") -> Purged:
    """Remove a text everywhere in the tree: source, catalogues, obsolete units, caches.

    Args:
        publication: the publication.
        slug: the article.
        segment: id of the one segment to remove; the whole article when empty.

    Raises:
        DiglotError: there is no such article or segment, or a file that may hold the segment
            cannot be read; nothing was removed then.
    """
    settings = publication.settings
    if slug not in publication.slugs:
        message, remedy = f"there is no article {slug}", "Name one that diglot status lists."
        raise _refused(publication, article_folder(settings, slug), "no-article", message, remedy)
    with storage.content_lock(Path(settings.root)):
        _require_taken_in(publication, slug)
        if segment:
            return _purge_segment(publication, slug, segment)
        return _purge_whole(publication, slug)


def _require_taken_in(publication: Publication, slug: str) -> None:
    """Refuse an article of which the inbox alone has the text."""
    folder = article_folder(publication.settings, slug)
    arrival = publication.inbox.arrivals.get(slug)
    if arrival is not None and not (folder / "article.md").is_file():
        remedy = "Run diglot sync first, or remove the file."
        raise _refused(publication, arrival.file, "in-inbox", f"{slug} is still in it", remedy)


def _refused(
    publication: Publication, path: Path, code: str, message: str, remedy: str
) -> DiglotError:
    return DiglotError(content_problem(publication.settings, path, code, message, remedy))


def _purge_whole(publication: Publication, slug: str) -> Purged:
    """Remove an article, one that cannot be read too; its words are then not looked for."""
    settings = publication.settings
    folder = article_folder(settings, slug)
    problems: list[Problem] = []
    texts: list[str] = []
    try:
        article = prepare(publication, slug)
        held = _catalogues(publication, article, folder) if article else {}
        texts = [text for each in held.values() for unit in _all(each) for text in _texts(unit)]
    except DiglotError as error:
        problems += (replace(each, severity=Severity.WARNING) for each in error.problems)
    storage.remove_caches(Path(settings.root))
    gone = [folder / name for name in storage.files_below(folder)]
    storage.remove_tree(folder)
    gone += storage.remove_files([folder.with_name(f"{slug}.txt")])
    problems += _remains(publication, texts)
    return Purged([shown(settings, path) for path in gone], problems)


def _purge_segment(publication: Publication, slug: str, segment: str) -> Purged:
    """Take a segment out of source, catalogues and register, and what might still hold it away."""
    settings = publication.settings
    folder = article_folder(settings, slug)
    article = prepare(publication, slug)
    held = _catalogues(publication, article, folder) if article else {}
    register = held.get("source.pot", Catalogue("", ""))
    known = {unit.id: unit for unit in _all(register)}
    if article is None or segment not in known:
        message = f"no segment of {slug} has the id {segment}"
        remedy = "Take the id from the page or the catalogue."
        raise _refused(publication, folder / "source.pot", "no-segment", message, remedy)
    ids = _with_former({segment, *_merged_into(segment, known)}, held.values())
    purged = [unit for each in held.values() for unit in _all(each) if unit.id in ids]
    sources = [text for unit in purged for text in (unit.source, unit.previous or "") if text]
    targets = [unit.target for unit in purged if unit.target]
    new: dict[Path, str] = {}
    problems: list[Problem] = []
    for name, each in held.items():
        before = purge(each, ids)
        after = hold_back(before, sources, targets, f"may hold words of {segment}, purged")
        new[folder / name] = write_catalogue(after)
        problems += _on_hold(before, after, shown(settings, folder / name), new[folder / name])
    new[folder / "article.md"] = _without(article.text, article, ids)
    storage.remove_caches(Path(settings.root))
    changed = [path for path, text in new.items() if storage.write_whole(path, text.encode())]
    copies = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file()
        and path not in new
        and (path.suffix in _COPIES or path.name.endswith("~"))
    ]
    removed = storage.remove_files([*copies, folder.with_name(f"{slug}.txt")])
    problems += _remains(publication, [*sources, *targets])
    return Purged([shown(settings, path) for path in (*changed, *removed)], problems)


def _catalogues(publication: Publication, article: Article, folder: Path) -> dict[str, Catalogue]:
    """Give register and catalogues by file name, in step with the article as it is now.

    Raises:
        DiglotError: one of them cannot be read, so that nobody knows what it holds.
    """
    names = {path.name for path in folder.glob("*.po*") if path.suffix in (".po", ".pot")}
    texts = {
        name: article.files.get(name) or storage.read_text(folder / name, name) or ""
        for name in sorted(names | {name for name in article.files if name != "article.md"})
    }
    settings = publication.settings
    return {
        name: read_catalogue(text, shown(settings, folder / name)) for name, text in texts.items()
    }


def _all(catalogue: Catalogue) -> tuple[Unit, ...]:
    return (*catalogue.units, *catalogue.obsolete)


def _texts(unit: Unit) -> tuple[str, ...]:
    return tuple(text for text in (unit.source, unit.target, unit.previous) if text)


def _with_former(ids: set[str], catalogues: Collection[Catalogue]) -> set[str]:
    """Add the retired segments that said the same: what an edit too great for its id left."""
    texts = [unit.source for each in catalogues for unit in _all(each) if unit.id in ids]
    return ids | {
        unit.id
        for each in catalogues
        for unit in each.obsolete
        if any(_same(unit.source, text) for text in texts)
    }


def _same(former: str, text: str) -> bool:
    """Whether a retired text says what another says, or part of it, and not by a chance phrase."""
    if fold_key(former) == fold_key(text):
        return True
    return holds(former, text, fewest=_TELLING) or holds(text, former, fewest=_TELLING)


def _on_hold(before: Catalogue, after: Catalogue, path: str, text: str) -> Iterator[Problem]:
    """Name the units that were changed for what they may still say."""
    lines = {unit.id: unit.line for unit in _all(read_catalogue(text, path))}
    for old, new in zip(_all(before), _all(after), strict=True):
        if old != new and new.target:
            yield Problem(
                "purge-held",
                Severity.WARNING,
                f"{new.id} may still hold words of it, and is on hold",
                Location(path, lines[new.id]),
                "Take them out of the translation, then delete its line # hold.",
            )


def _remains(publication: Publication, texts: Sequence[str]) -> Iterator[Problem]:
    """Name the files of the content in which a text still stands; nothing in them is changed."""
    content = Path(publication.settings.content_dir)
    for name in storage.files_below(content):
        try:
            words = Words(storage.read_text(content / name, name) or "")
        except DiglotError:
            continue  # no text
        if lines := sorted({line for text in set(texts) for line in words.lines_of(text)}):
            yield Problem(
                "purge-remains",
                Severity.WARNING,
                f"words of it still stand here, in {len(lines)} lines",
                Location(shown(publication.settings, content / name), lines[0]),
                "Decide whether they are to go too.",
            )


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
    body = {index for index, id_ in enumerate(article.ids) if id_ in ids}
    fields = [id_.removeprefix("meta.") for id_ in ids if is_meta(id_)]
    titled = "title" not in front_matter_fields(markdown) and bool(article.document.front.title)
    if titled and "title" in fields:
        # The title is a heading of the body, before all that has an index.
        body, titled = {0, *(index + 1 for index in body)}, False
    text = without_segments(markdown, body, title_first=titled)
    return without_fields(text, fields) if fields else text
