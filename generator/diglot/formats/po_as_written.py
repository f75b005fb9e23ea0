"""Fast reader for live entries in the very form in which they are written.

That is nearly every entry between two edits, and a build reads all of them. It stops at the first
that is in another form or deserves a problem; the reader by lines goes on from there, and the laws
prove that nobody can tell which of the two has read what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diglot.formats.po_directives import MT, Directives, read_directives
from diglot.formats.po_entries import is_closed, unescape
from diglot.formats.po_writer import write_catalogue
from diglot.model.translation import Catalogue, MachineStamp, SourceText, Unit, is_meta
from diglot.text.bidi import CONTROLS

_OPENS = r"(?=# |#[.,|] |#~\|? msg|msgctxt )"
"""What must follow a blank line, for a text may go on after one."""

_HEADER = re.compile(r'(?:#.*\n)*msgid ""\nmsgstr ""\n(?:".*"\n)+\n' + _OPENS)
_ENTRY = re.compile(
    rf"(?:# {MT}\n)?((?:# .*\n)*)((?:#\. .*\n)*)(#, fuzzy\n)?"
    r'(?:#\| msgid "(.*)"\n)?msgctxt "([^"\\\n]+)"\nmsgid "(.*)"\nmsgstr "(.*)"\n'
    rf"(?:\n{_OPENS}|\Z)"
)
_ID = re.compile(r'\nmsgctxt "([^"\\\n]+)"\n')
_KEY = 8
_SILENT = Directives()


def read_as_written(text: str, known: Mapping[str, str]) -> tuple[list[Unit], int, int]:
    r"""Read the live entries after the header, as far as they are as written.

    Args:
        text: the whole file with lines that end in `\n`.
        known: sources by themselves; a unit takes the string that there is.

    Returns:
        The units in order, and the half-open span of the text that has been read with them.
    """
    header = _HEADER.match(text)
    begin = start = header.end() if header else 0
    line = 1 + text.count("\n", 0, start)
    units: list[Unit] = []
    while header and (found := _ENTRY.match(text, start)):
        line += text.count("\n", start, found.start(_KEY))
        unit = _unit(found, line, known)
        if unit is None:
            break
        units.append(unit)
        line += 4
        start = found.end()
    return units, begin, start


def register_in_step(
    text: str, path: str, texts: Sequence[SourceText], source_lang: str
) -> Catalogue | None:
    """Give the register of an article whose file says nothing but what it would be written with.

    Args:
        text: the file, decoded.
        path: the file's name for messages.
        texts: the article's translatable texts in source order; those of the body have no id yet.
        source_lang: tag of the article's language.

    Returns:
        The register, or nothing where the file has to be read and brought in step.
    """
    ids = _ID.findall(text)
    if len(ids) != len(texts) or len(set(ids)) != len(ids):
        return None
    if any(key != each.id for key, each in zip(ids, texts, strict=True) if is_meta(key) or each.id):
        return None
    units = tuple([Unit(key, t.source, notes=t.notes) for key, t in zip(ids, texts, strict=True)])
    register = Catalogue(source_lang, "", units, path=path)
    return register if write_catalogue(register) == text else None


def _unit(found: re.Match[str], line: int, known: Mapping[str, str]) -> Unit | None:
    """Make a unit of an entry, or nothing where there is something to report."""
    engine, date, out, comments, notes, fuzzy, previous, key, source, target = found.groups()
    facts = read_directives(comments[2:-1].split("\n# ")) if comments else _SILENT
    if facts.malformed or (facts.mt and engine):
        return None
    if not (target.isascii() or target.isprintable()) and CONTROLS.search(target):
        return None
    texts = [source, target, previous or ""]
    for at, body in enumerate(texts):
        if "\\" in body or '"' in body:
            texts[at], bad = unescape(body)
            if bad or not is_closed(body):
                return None
    return Unit(
        key,
        known.get(texts[0], texts[0]),
        texts[1],
        fuzzy is not None,
        None if previous is None else texts[2],
        MachineStamp(engine, date or "", out) if engine else facts.mt,
        facts.review,
        facts.accepted,
        facts.hold,
        facts.dismissals,
        facts.comments,
        tuple(notes[3:-1].split("\n#. ")) if notes else (),
        merged_into=facts.merged_into,
        line=line,
    )
