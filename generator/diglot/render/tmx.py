"""Translation memory in TMX 1.4b (GALA), which translators' tools read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from diglot import __version__
from diglot.model.interchange import Record
from diglot.model.translation import State
from diglot.render.xml_text import xml_bytes

_STALE = (State.STALE_DRAFT, State.STALE_HUMAN)


def tmx(records: Sequence[Record]) -> bytes:
    """Give a memory of the records that are translated, and whose source is the one translated.

    Inline markup stays as the catalogue has it, CommonMark with numbered links, and not as TMX's
    own elements: the segments are then the same to the letter as those of the catalogue that a
    tool opens, and match in full.
    """
    records = [r for r in records if r.target is not None and r.state not in _STALE]
    sources = {record.source_lang for record in records}
    header = {
        "creationtool": "diglot",
        "creationtoolversion": __version__,
        "segtype": "block",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": next(iter(sources)) if len(sources) == 1 else "*all*",
        "datatype": "plaintext",
    }
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in header.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f"<header{attributes}/>",
        "<body>",
        *(line for record in records for line in _unit(record, record.target or "")),
        "</body>",
        "</tmx>",
        "",
    ]
    return xml_bytes("\n".join(lines))


def _unit(record: Record, target: str) -> Iterator[str]:
    yield f'<tu tuid="{escape(record.id)}">'
    for name, value in _properties(record):
        yield f'<prop type="x-{name}">{_text(value)}</prop>'
    for lang, text in ((record.source_lang, record.source), (record.target_lang, target)):
        yield f'<tuv xml:lang="{escape(lang)}"><seg>{_text(text)}</seg></tuv>'
    yield "</tu>"


def _properties(record: Record) -> Iterator[tuple[str, str]]:
    yield "kind", record.kind
    yield "state", record.state.value
    yield "origin", "machine" if record.machine else "human"
    if record.mt is not None:
        yield "engine", f"{record.mt.engine} {record.mt.date}".strip()
    if record.review is not None:
        yield "reviewer", record.review.name


def _text(text: str) -> str:
    return escape(text, quote=False)
