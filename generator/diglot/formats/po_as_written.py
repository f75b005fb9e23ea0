"""Fast reader for live entries in the very form in which they are written.

That is nearly every entry between two edits, and a build reads all of them. It stops at the first
that is in another form or deserves a problem; the reader by lines goes on from there, and the laws
prove that nobody can tell which of the two has read what.
"""

from __future__ import annotations

import re

from diglot.formats.po_directives import MT, Directives, read_directives
from diglot.formats.po_entries import is_closed, unescape
from diglot.model.translation import MachineStamp, Unit
from diglot.text.bidi import CONTROLS

_OPENS = r"(?=# |#[.,|] |#~\|? msg|msgctxt )"
"""What must follow a blank line, for a text may go on after one."""

_HEADER = re.compile(r'(?:#.*\n)*msgid ""\nmsgstr ""\n(?:".*"\n)+\n' + _OPENS)
_ENTRY = re.compile(
    rf"(?:# {MT}\n)?((?:# .*\n)*)((?:#\. .*\n)*)(#, fuzzy\n)?"
    r'(?:#\| msgid "(.*)"\n)?msgctxt "([^"\\\n]+)"\nmsgid "(.*)"\nmsgstr "(.*)"\n'
    rf"(?:\n{_OPENS}|\Z)"
)
_KEY = 8
_SILENT = Directives()


def read_as_written(text: str) -> tuple[list[Unit], int, int]:
    r"""Read the live entries after the header, as far as they are as written.

    Args:
        text: the whole file with lines that end in `\n`.

    Returns:
        The units in order, and the half-open span of the text that has been read with them.
    """
    header = _HEADER.match(text)
    begin = start = header.end() if header else 0
    line = 1 + text.count("\n", 0, start)
    units: list[Unit] = []
    while header and (found := _ENTRY.match(text, start)):
        line += text.count("\n", start, found.start(_KEY))
        unit = _unit(found, line)
        if unit is None:
            break
        units.append(unit)
        line += 4
        start = found.end()
    return units, begin, start


def _unit(found: re.Match[str], line: int) -> Unit | None:
    """Make a unit of an entry, or nothing where there is something to report."""
    engine, date, out, comments, notes, fuzzy, previous, key, source, target = found.groups()
    facts = read_directives(comments[2:-1].split("\n# ")) if comments else _SILENT
    if facts.malformed or (facts.mt and engine):
        return None
    if not target.isascii() and CONTROLS.search(target):
        return None
    if "\\" in found[0] or '"' in source or '"' in target or '"' in (previous or ""):
        bodies = [source, target, previous or ""]
        texts = [unescape(body) for body in bodies]
        if any(bad for _, bad in texts) or not all(map(is_closed, bodies)):
            return None
        source, target = texts[0][0], texts[1][0]
        previous = None if previous is None else texts[2][0]
    return Unit(
        key,
        source,
        target,
        fuzzy is not None,
        previous,
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
