"""A text that its author sends again: merged into the article, ids and translations kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diglot import storage
from diglot.formats.article_md import read_article
from diglot.formats.article_pieces import Piece, Pieces, joined, spaced, split_pieces
from diglot.formats.front_merge import merge_front
from diglot.intake import ORIGINALS, Intake, read_delivery
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.publication import article_folder, content_problem, load, prepare, shown
from diglot.stages.align import align
from diglot.stages.merge import Conflict, merge


def update(settings: Settings, intake: Intake, slug: str) -> tuple[list[str], list[Problem]]:
    """Merge a text sent again into its article, segment by segment.

    Args:
        settings: of the publication.
        intake: the article as its author sends it now.
        slug: the article.

    Returns:
        The files written, as the user knows them, and the conflicts: what both have changed is
        as an editor left it, and told with the author's text.

    Raises:
        DiglotError: there is no such article or original, or one of the texts cannot be read.
    """
    folder = article_folder(settings, slug)
    path = folder / "article.md"
    with storage.content_lock(Path(settings.root)):
        text = storage.read_text(path, shown(settings, path))
        originals = [p for e in ORIGINALS if (p := folder / f"original{e}").is_file()]
        if text is None or len(originals) != 1:
            raise DiglotError(
                content_problem(
                    settings,
                    folder,
                    "no-original",
                    "there is no article with one original here to compare with",
                    "Name the article with --slug, as diglot status lists it.",
                )
            )
        (before,) = read_delivery(originals[0].read_bytes(), shown(settings, originals[0]))
        merged, conflicts = _merged(before.markdown, intake.markdown, text, shown(settings, path))
        files = {picture.name: picture.data for picture in intake.pictures}
        files["article.md"] = merged.encode("utf-8")
        files[intake.original_name] = intake.original
        written = [n for n, data in files.items() if storage.write_whole(folder / n, data)]
        storage.remove_files(p for p in originals if p.name != intake.original_name)
        article = prepare(load(settings), slug)
        for name, content in article.files.items() if article else ():
            storage.write_whole(folder / name, content.encode("utf-8"))
            written.append(name)
    return [shown(settings, folder / name) for name in written], conflicts


def _merged(before: str, now: str, text: str, path: str) -> tuple[str, list[Problem]]:
    base, theirs, ours = (split_pieces(each) for each in (before, now, text))
    found = merge(
        base.pieces,
        theirs.pieces,
        ours.pieces,
        _origins(base.pieces, theirs.pieces),
        _origins(base.pieces, ours.pieces),
    )
    front, clashes = merge_front(before, now, ours.front, path)
    pieces = tuple(spaced(found.pieces))
    merged = joined(Pieces(front, pieces, ours.tail))
    _prove(found.pieces, merged, path)
    first = front.count("\n") + 1
    return merged, [*clashes, *(_told(c, pieces, first, path) for c in found.conflicts)]


def _origins(base: Sequence[Piece], other: Sequence[Piece]) -> dict[int, int]:
    """Give which piece of the base each of the others is, as ids are carried over."""
    live = [(str(at), piece.text) for at, piece in enumerate(base)]
    ids = align(live, (), [piece.text for piece in other]).ids
    return {at: int(id_) for at, id_ in enumerate(ids) if id_ is not None}


def _prove(pieces: Sequence[Piece], merged: str, path: str) -> None:
    """Refuse a merge whose file would not read as its pieces."""
    read_article(merged, path)
    if [p.text for p in split_pieces(merged).pieces] != [p.text for p in pieces]:
        message = "the new text cannot be merged into this article as it stands"
        remedy = "Bring the changes in by hand."
        raise DiglotError(
            Problem("update-unreadable", Severity.ERROR, message, Location(path), remedy)
        )


def _told(conflict: Conflict, pieces: Sequence[Piece], first: int, path: str) -> Problem:
    lines = sum(len(p.lead) + len(p.lines) for p in pieces[: conflict.at])
    lead = len(pieces[conflict.at].lead) if conflict.at < len(pieces) else 0
    theirs = f": {conflict.theirs}" if conflict.theirs else ""
    return Problem(
        "update-conflict",
        Severity.WARNING,
        f"{conflict.clash}{theirs}",
        Location(path, first + lines + lead),
        "Edit article.md if the author is right; as it stands, the editor's text is kept.",
    )
