"""Writer of gettext catalogues: the same value gives the same bytes, and lines merge under git.

No wrapping, no line numbers, no date: nothing that changes unless a text or its state does.
"""

from __future__ import annotations

import re

from diglot.formats.po_directives import write_directives
from diglot.model.translation import Catalogue, Unit

NOT_A_DATE = "1970-01-01 00:00+0000"
"""`msgfmt --check` wants the field and tools parse it; git knows the date, so it never changes."""

_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_NAMED = {
    "\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\",
    "\a": r"\a", "\b": r"\b", "\f": r"\f", "\v": r"\v",
}  # fmt: skip


def write_catalogue(catalogue: Catalogue) -> str:
    r"""Give the file of a catalogue, or of the register (`target_lang` empty).

    Entries keep the order of the catalogue, obsolete ones last; lines end in `\n`. What is
    written reads back as the same value, provided that the catalogue could have been read:
    single-line comments that are not directives, header fields that are not our own.
    """
    chunks = [_header(catalogue)]
    chunks += [write_unit(unit) for unit in (*catalogue.units, *catalogue.obsolete)]
    return "\n\n".join(chunks) + "\n"


def write_unit(unit: Unit) -> str:
    """Give one entry of a catalogue, without a final line end."""
    mark = "#~ " if unit.obsolete else ""
    lines = [_comment(text) for text in (*write_directives(unit), *unit.comments)]
    lines += [f"#. {note}" if note else "#." for note in unit.notes]
    if unit.fuzzy or unit.flags:
        lines.append(f"#, {', '.join(('fuzzy',) * unit.fuzzy + unit.flags)}")
    if unit.previous is not None:
        lines.append(f"#{mark[1:2]}| msgid {_quoted(unit.previous)}")
    lines += [
        f"{mark}msgctxt {_quoted(unit.id)}",
        f"{mark}msgid {_quoted(unit.source)}",
        f"{mark}msgstr {_quoted(unit.target)}",
    ]
    return "\n".join(lines)


def own_fields(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Give the header fields that every catalogue has, in order: what `msgfmt --check` demands."""
    return (
        ("Project-Id-Version", "diglot"),
        ("PO-Revision-Date", NOT_A_DATE),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", catalogue.target_lang),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", catalogue.source_lang),
    )


def _header(catalogue: Catalogue) -> str:
    lines = [_comment(text) for text in catalogue.comments]
    lines += ['msgid ""', 'msgstr ""']
    for name, value in own_fields(catalogue) + catalogue.header:
        lines.append(_quoted(f"{name}: {value}\n"))
    return "\n".join(lines)


def _comment(text: str) -> str:
    return f"# {text}" if text else "#"


def _quoted(text: str) -> str:
    """Write a string on one line, as gettext escapes it; other control characters in octal."""
    # Three looks at the whole string cost half of one search for what is to be escaped.
    if '"' in text or "\\" in text or not text.isprintable():
        text = _TO_ESCAPE.sub(lambda m: _NAMED.get(m[0]) or f"\\{ord(m[0]):03o}", text)
    return f'"{text}"'
