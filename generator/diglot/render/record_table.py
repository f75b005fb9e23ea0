"""Records as a table for spreadsheets: CSV by RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from unicodedata import category

from diglot.model.interchange import Record

_COLUMNS = ("id", "kind", "source", "target", "state", "reviewer")
_FORMULA = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def record_table(records: Iterable[Record], *, bom: bool = False) -> bytes:
    """Give a table with a header, in UTF-8, every cell quoted, lines ended by CR and LF.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which it shows as
    text.

    Args:
        records: the rows.
        bom: begin with a byte order mark, without which Excel does not read UTF-8.
    """
    buffer = io.StringIO()
    # All quoted: where the spreadsheet's separator is another, no text makes a cell of its own.
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for record in records:
        reviewer = record.review.name if record.review is not None else ""
        texts = (record.id, record.kind, record.source, record.target or "")
        writer.writerow([_cell(text) for text in (*texts, record.state.value, reviewer)])
    return buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _cell(text: str) -> str:
    """Keep a text from being run, whatever blanks and invisible signs stand before it."""
    clean = "".join(c for c in text if c in "\t\r\n" or category(c) != "Cc")
    seen = next((c for c in clean if not c.isspace() and category(c) != "Cf"), "")
    return f"'{clean}" if seen in _FORMULA or clean[:1] in tuple("\t\r\n") else clean
