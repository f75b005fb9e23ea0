"""A delivered file, of whatever kind → the articles in it; nothing is written.

The readers of documents and pages are imported when such a file comes, so that a build needs none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diglot.formats.article_md import read_article
from diglot.formats.article_writer import write_article
from diglot.formats.delivered_markdown import as_draft
from diglot.formats.document_writer import write_document
from diglot.formats.raw_text import decode
from diglot.model.delivery import Delivery, Dropped, DropReason, Picture
from diglot.model.document import Document, Figure, walk
from diglot.model.ingest import Ingested, Role
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.stages.ingest import ingest
from diglot.stages.structure import structure
from diglot.text.languages import recognise
from diglot.text.latin import latin_name

ORIGINALS = (".txt", ".docx", ".html", ".md")
"""Endings of `original`, the file as delivered, in an article's folder."""

EXPORTS = (".xml", ".wxr")
"""Endings of files that hold several articles."""

LARGEST = 100_000_000
"""Bytes of a delivered file; GitHub itself takes none that is larger."""

_WORRYING = (DropReason.UNREAD, DropReason.PICTURE, DropReason.FORMULA, DropReason.MACRO)


@dataclass(frozen=True, slots=True)
class Intake:
    """One article out of a delivered file."""

    slug: str
    """Proposed name; empty where the title has no letter that we can write in Latin ones."""
    markdown: str
    """Text of article.md."""
    original: bytes
    """The file as delivered; the article's own text where the file holds several."""
    original_name: str
    pictures: tuple[Picture, ...] = ()
    ingested: Ingested | None = None
    """What the rules of plain text decided; None for Markdown, which is taken as it is."""
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_delivery(data: bytes, path: str, lang: str | None = None) -> tuple[Intake, ...]:
    """Read a delivered file: plain text, Markdown, a Word document, a page, a WordPress export.

    Args:
        data: the file.
        path: the file as the user knows it; its ending says what it is.
        lang: BCP 47 tag of the source language; recognised by default.

    Raises:
        DiglotError: the file cannot be read without loss, or is built to break a reader.
    """
    if len(data) > LARGEST:
        message = f"the file has more than {LARGEST // 1_000_000} MB"
        remedy = "Save it without its pictures, or in parts."
        raise DiglotError(Problem("too-large", Severity.ERROR, message, Location(path), remedy))
    reader = _READERS.get(Path(path).suffix.lower(), _plain_text)
    return tuple(reader(data, path, lang))


def _plain_text(data: bytes, path: str, lang: str | None) -> Iterator[Intake]:
    found = ingest(decode(data, path).text, path=path, lang=lang)
    slug = latin_name(found.front.title)
    yield Intake(
        slug, write_article(found), data, "original.txt", ingested=found, problems=found.problems
    )


def _markdown(data: bytes, path: str, lang: str | None) -> Iterator[Intake]:
    text = decode(data, path).text
    document = read_article(text, path)
    visible = "\n".join(segment.visible for segment in document.segments)
    tag = lang or document.front.lang or recognise(visible).tag
    draft = as_draft(text, tag)
    slug = latin_name(document.front.title)
    yield Intake(slug, draft, data, "original.md", problems=document.problems)


def _word(data: bytes, path: str, lang: str | None) -> Iterator[Intake]:
    from diglot.formats.docx import read_docx

    yield _structured(read_docx(data, path), data, "original.docx", path, lang)


def _page(data: bytes, path: str, lang: str | None) -> Iterator[Intake]:
    from diglot.formats.html_page import read_html_page

    yield _structured(read_html_page(data, path), data, "original.html", path, lang)


def _export(data: bytes, path: str, lang: str | None) -> Iterator[Intake]:
    from diglot.formats.wxr import read_wxr

    for delivery in read_wxr(data, path):
        original = delivery.original.encode("utf-8")
        yield _structured(delivery, original, "original.html", path, lang)


_Reader = Callable[[bytes, str, str | None], Iterable[Intake]]
_READERS: dict[str, _Reader] = {
    ".docx": _word,
    ".docm": _word,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".md": _markdown,
    ".markdown": _markdown,
    **dict.fromkeys(EXPORTS, _export),
}


def _structured(
    delivery: Delivery, original: bytes, name: str, path: str, lang: str | None
) -> Intake:
    """Give the article of a file with markup, proved to read back as what was read."""
    document, ingested = structure(delivery, path=path, lang=lang)
    markdown = write_document(document)
    _prove(markdown, document, path)
    problems = (
        *delivery.problems,
        *ingested.problems,
        *_metadata_used(delivery, document, ingested, path),
        *_left_out(delivery.dropped, path),
        *_without_alternative(document, path),
    )
    return Intake(
        delivery.slug or latin_name(document.front.title),
        markdown,
        original,
        name,
        delivery.pictures,
        ingested,
        delivery.dropped,
        problems,
    )


def _prove(markdown: str, document: Document, path: str) -> None:
    """Refuse a file whose Markdown would not show what the file says."""
    again = read_article(markdown, path)
    same = again.blocks == document.blocks and again.front == document.front
    if not same or [s.visible for s in again.segments] != [s.visible for s in document.segments]:
        message = "Markdown cannot hold this text as it is"
        remedy = "Save its text as plain text, and report the file to Diglot's authors."
        raise DiglotError(Problem("not-markdown", Severity.ERROR, message, Location(path), remedy))


def _metadata_used(
    delivery: Delivery, document: Document, ingested: Ingested, path: str
) -> Iterator[Problem]:
    """Name what came from metadata and not from the text."""
    roles = {decision.role for decision in ingested.decisions}
    closing = any(decision.rule == "closing-byline" for decision in ingested.decisions)
    in_text = {
        "title": Role.TITLE in roles,
        "author": Role.BYLINE in roles or closing,
        "lang": ingested.language.why != "given",
    }
    used = [
        f"{name} ({source})"
        for name, source in delivery.sources.items()
        if getattr(document.front, name) == getattr(delivery.document.front, name)
        and not in_text.get(name)
    ]
    if used:
        message = f"taken from the file's metadata: {', '.join(used)}"
        remedy = "Correct it in the front matter if the file is wrong."
        yield Problem("from-metadata", Severity.INFO, message, Location(path), remedy)


def _without_alternative(document: Document, path: str) -> Iterator[Problem]:
    """Ask for what a picture says to those who do not see it; nothing is invented."""
    for block in walk(document.blocks):
        if isinstance(block, Figure) and not document.segments[block.segment].source:
            message = f"{block.src} has no alternative text"
            remedy = "Write between its brackets in article.md what it shows: ![…]."
            yield Problem("picture-mute", Severity.WARNING, message, Location(path), remedy)


def _left_out(dropped: Sequence[Dropped], path: str) -> Iterator[Problem]:
    """Say in one line what was left out, and each thing that readers may miss in one of its own."""
    counts = Counter(each.reason for each in dropped)
    if counts:
        listed = ", ".join(f"{count} {reason}" for reason, count in counts.items())
        message = f"left out or changed: {listed}"
        remedy = "diglot ingest --explain lists every one with its text."
        yield Problem("left-out", Severity.INFO, message, Location(path), remedy)
    for each in dropped:
        if each.reason in _WORRYING:
            message = f"not taken in ({each.reason}): {each.text}"
            remedy = "Put it into article.md by hand if readers need it."
            yield Problem("not-taken-in", Severity.WARNING, message, Location(path), remedy)
