"""Everything that a site says, whatever it is packed in: what a search for removed words reads."""

from __future__ import annotations

import gzip
import html
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote

from support.fixtures import missing
from support.project import tree

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def said(folder: Path) -> dict[str, str]:
    """Give what each file below a folder says, unpacked and in small letters, by path."""
    return {path: _said(path, data).casefold() for path, data in tree(folder).items()}


def holding(folder: Path, words: list[str]) -> dict[str, list[str]]:
    """Give the files that hold any of these words, each with the words that it holds.

    Of a long word its beginning is looked for: a search index holds words without their endings.
    """
    stems = {word: (word if " " in word else word[:6]).casefold() for word in words}
    found = {
        path: [word for word, stem in stems.items() if stem in text]
        for path, text in said(folder).items()
    }
    return {path: each for path, each in found.items() if each}


def _said(path: str, data: bytes) -> str:
    if path.endswith((".epub", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(_said(name, archive.read(name)) for name in archive.namelist())
    if path.endswith(".pdf"):
        return _bare(_pdf_text(data))
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    text = data.decode("utf-8", errors="replace")
    escaped = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return "\n".join((text, html.unescape(text), unquote(text), escaped))


def _pdf_text(data: bytes) -> str:
    if not shutil.which("pdftotext"):
        missing("pdftotext was not found. Install poppler-utils.")
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _bare(text: str) -> str:
    """Without vowel signs and controls: poppler gives a sign before its letter."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return "".join(c for c in kept if unicodedata.category(c) != "Cf")
