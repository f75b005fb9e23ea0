"""The parts of a Word document: what of their text shows, and what an article does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from diglot.formats.xml import read_xml
from diglot.model.delivery import Dropped, DropReason

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_OTHER_PARTS = (
    (re.compile(r"word/vbaProject\.bin|word/vbaData\.xml"), DropReason.MACRO),
    (re.compile(r"word/embeddings/.+"), DropReason.EMBED),
)
_DRAWN = re.compile(r"word/(?:diagrams/data|charts/chart)\d*\.xml")


@dataclass
class Inventory:
    """What stands in a document and not in the article."""

    dropped: list[Dropped] = field(default_factory=list)
    insertions: int = 0
    """Tracked insertions, which stand in the article."""


def take_inventory(parts: Mapping[str, bytes], shown: str) -> Inventory:
    """Compare a document with the text that was read out of it.

    Args:
        parts: of the document, by name; all XML is well-formed.
        shown: the visible text of the article.

    Returns:
        Comments, tracked deletions, running heads, formulas, macros and embedded files, and any
        text of a paragraph that did not come through.
    """
    found = Inventory()
    compact = _compact(shown)
    for name, data in sorted(parts.items()):
        if re.fullmatch(r"word/(?:document|footnotes|endnotes)\.xml", name):
            _of_text(read_xml(data, name), compact, found)
        elif name == "word/comments.xml":
            found.dropped += _comments(read_xml(data, name))
        elif re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            found.dropped += _if_any(DropReason.RUNNING, _text(read_xml(data, name)))
        elif _DRAWN.fullmatch(name):
            texts = [each.text or "" for each in read_xml(data, name).iter(f"{_DRAWING}t")]
            found.dropped += _if_any(DropReason.UNREAD, " ".join(texts).strip())
        found.dropped += [Dropped(r, name) for p, r in _OTHER_PARTS if p.fullmatch(name)]
    return found


def _comments(root: Element) -> Iterator[Dropped]:
    for comment in root.iter(f"{_W}comment"):
        author = comment.get(f"{_W}author", "")
        text = f"{author}: {_text(comment)}".removeprefix(": ")
        yield Dropped(DropReason.COMMENT, text)


def _if_any(reason: DropReason, text: str) -> list[Dropped]:
    return [Dropped(reason, text)] if text else []


def without_hidden(main: bytes) -> tuple[bytes, str] | None:
    """Take hidden text out of the main part.

    Returns:
        The part and the text taken out; None where none is hidden.
    """
    if b"vanish" not in main:
        return None
    root = read_xml(main, "document.xml")
    hidden: list[str] = []
    for parent in root.iter():
        for run in [each for each in parent if each.tag == f"{_W}r" and _is_hidden(each)]:
            hidden.append(_text(run))
            parent.remove(run)
    return tostring(root, encoding="utf-8", xml_declaration=True), " ".join(filter(None, hidden))


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _of_text(root: Element, shown: str, found: Inventory) -> None:
    """Look at every paragraph of a part that holds running text."""
    found.insertions += sum(1 for each in root.iter(f"{_W}ins") if _text(each))
    for deleted in root.iter(f"{_W}delText"):
        found.dropped.append(Dropped(DropReason.DELETION, deleted.text or ""))
    for formula in root.iter(f"{_MATH}oMath"):
        text = "".join(each.text or "" for each in formula.iter(f"{_MATH}t"))
        found.dropped.append(Dropped(DropReason.FORMULA, text))
    for paragraph in root.iter(f"{_W}p"):
        for piece in _pieces(paragraph):
            if _compact(piece) not in shown:
                found.dropped.append(Dropped(DropReason.UNREAD, piece.strip()))


def _pieces(paragraph: Element) -> Iterator[str]:
    """Give a paragraph's own text, parted where the article may show something else."""
    text = ""
    for run in _runs(paragraph):
        raised = run.find(f"{_W}rPr/{_W}vertAlign") is not None
        marks = any(each.tag.endswith(("footnoteReference", "endnoteReference")) for each in run)
        if raised or marks:
            yield text
            text = ""
        if not raised and not _is_hidden(run):
            text += "".join(each.text or "" for each in run if each.tag == f"{_W}t")
    yield text


def _runs(node: Element) -> Iterator[Element]:
    """Give the runs of a paragraph, not those of paragraphs inside it or of deletions."""
    for child in _shown_children(node):
        if child.tag == f"{_W}r":
            yield child
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_MATH}oMath"):
            yield from _runs(child)


def _shown_children(node: Element) -> Iterator[Element]:
    """Give children; of two ways to draw the same thing, the one that every program can."""
    fallback = node.tag == f"{_CHOICES}AlternateContent" and node.find(f"{_CHOICES}Fallback")
    yield from [fallback] if isinstance(fallback, Element) else node


def _text(node: Element) -> str:
    return "".join(each.text or "" for each in node.iter(f"{_W}t")).strip()


def _compact(text: str) -> str:
    return _INVISIBLE.sub("", text)
