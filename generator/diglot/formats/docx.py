"""A Word document → the article in it, and what of the document was left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import mammoth

from diglot.formats.archive import open_archive
from diglot.formats.docx_parts import Inventory, take_inventory, without_hidden
from diglot.formats.html_blocks import HtmlBlocks, parse, refusal
from diglot.formats.pictures import Pictures
from diglot.formats.xml import read_xml
from diglot.model.delivery import Delivery, Dropped, DropReason
from diglot.model.document import Document, FrontMatter
from diglot.model.problem import Location, Problem, Severity

_MAIN = "word/document.xml"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
u => u
"""
"""What mammoth does not know of Word's and LibreOffice's own styles."""

_KEPT = "kept:"
_NOTES = re.compile(r'<ol><li id="(?:foot|end)note-')
_BACK = "a[href^='#footnote-ref'], a[href^='#endnote-ref']"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
}
_NOBODY = re.compile(
    r"python-docx|unknown|user|admin|owner|microsoft|author|pc|windows", re.IGNORECASE
)
"""What programs write for the author when they know none."""


def read_docx(data: bytes, path: str) -> Delivery:
    """Read a document.

    Args:
        data: the file.
        path: the file as the user knows it, for messages.

    Raises:
        DiglotError: it is damaged, no Word document, or built to break a reader.
    """
    parts = open_archive(data, path)
    if _MAIN not in parts:
        remedy = "Save it as .docx, or as plain text (UTF-8)."
        raise refusal("not-docx", "the file is an archive, but no .docx document", path, remedy)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            read_xml(part, f"{path} ({name})")
    hidden = ""
    if (shown := without_hidden(parts[_MAIN])) is not None:
        data, hidden = _repacked(parts, shown[0]), shown[1]
    pictures = Pictures()
    html = _convert(data, path, pictures)
    root = parse(html, path)
    for arrow in root.css(_BACK):
        arrow.decompose()
    reader = HtmlBlocks(lambda src: src.removeprefix(_KEPT) if src.startswith(_KEPT) else None)
    blocks = reader.blocks(root.css_first("body") or root)
    shown_text = "".join(s.visible for s in reader.segments)
    inventory = take_inventory(parts, shown_text)
    front, sources = _properties(parts)
    dropped = [Dropped(DropReason.HIDDEN, hidden)] if hidden else []
    document = Document(front, blocks, tuple(reader.segments))
    return Delivery(
        document,
        sources,
        pictures.kept,
        (*reader.dropped, *dropped, *inventory.dropped),
        problems=_problems(inventory, path),
    )


def _convert(data: bytes, path: str, pictures: Pictures) -> str:
    """Let mammoth make HTML, images taken in as they come; it reads no other file."""

    def convert_image(image: Any) -> dict[str, str]:  # noqa: ANN401 - mammoth is untyped
        try:
            with image.open() as file:
                name = pictures.keep(file.read())
        except (ValueError, KeyError, OSError):  # it lies outside, or nowhere
            name = None
        return {"src": f"{_KEPT}{name}" if name else ""}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(convert_image),
        )
    except RecursionError as error:
        message = "the document's parts stand too deep in one another"
        raise refusal("too-deep", message, path, "Save its text as plain text.") from error
    except Exception as error:
        # mammoth says whatever its parts say; a document that Word opens does not come here.
        message = f"the document cannot be read: {error!r}"
        remedy = "Open it in a word processor, and save it again as a new .docx."
        raise refusal("damaged-docx", message, path, remedy) from error
    return _NOTES.sub(r"<hr>\g<0>", str(made.value), count=1)


def _repacked(parts: Mapping[str, bytes], main: bytes) -> bytes:
    """Give the document with another main part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, main if name == _MAIN else part)
    return packed.getvalue()


def _properties(parts: Mapping[str, bytes]) -> tuple[FrontMatter, dict[str, str]]:
    """Read title and author out of the document's properties; it has no date of publication."""
    core = parts.get("docProps/core.xml")
    if core is None:
        return FrontMatter(), {}
    root = read_xml(core, "core.xml")
    found = {name: " ".join((root.findtext(tag) or "").split()) for name, tag in _CORE.items()}
    if _NOBODY.fullmatch(found["author"]):
        found["author"] = ""
    sources = {name: "docProps/core.xml" for name in found if found[name]}
    return FrontMatter(title=found["title"], author=found["author"]), sources


def _problems(inventory: Inventory, path: str) -> tuple[Problem, ...]:
    if not inventory.insertions:
        return ()
    message = f"{inventory.insertions} tracked insertions are taken as accepted"
    remedy = "Accept or reject the changes in the document, and ingest it again."
    where = Location(path)
    return (Problem("tracked-insertions", Severity.WARNING, message, where, remedy),)
