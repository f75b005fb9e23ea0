"""Fast reader for entries in the very form in which they are written, without any fault.

That is every file between two edits, so a build reads hardly anything else; it takes a third of
the time of the reader by lines, and the laws prove the two equal. What is not in that form, or
has anything to report, is left to the other.
"""

from __future__ import annotations

import re

from diglot.formats.po_directives import read_directives
from diglot.formats.po_entries import unescape
from diglot.model.translation import Unit
from diglot.text.bidi import CONTROLS

_ENTRY = re.compile(
    r"((?:# .*\n)*)((?:#\. .*\n)*)(?:#, (fuzzy\b)?(?:, )?([\w-]*(?:, [\w-]+)*)\n)?"
    r'(?:#(~?)\| msgid "(.*)"\n)?'
    r'(#~ )?msgctxt "([^"\\\n]+)"\n(?(7)#~ )msgid "(.*)"\n(?(7)#~ )msgstr "(.*)"\n(?:\n|\Z)'
)
_KEY = 8
_BODY = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*')


def read_as_written(text: str, start: int) -> list[Unit] | None:
    r"""Read the entries from an index to the end of a file.

    Args:
        text: the whole file with lines that end in `\n`.
        start: index of the first line after the header and its blank line.

    Returns:
        The units in order, or None if a line is not as written or deserves a problem.
    """
    units: list[Unit] = []
    seen: set[str] = set()
    line = 1 + text.count("\n", 0, start)
    while start < len(text):
        found = _ENTRY.match(text, start)
        if found is None:
            return None
        line += text.count("\n", start, found.start(_KEY))
        unit = _unit(found, line)
        if unit is None or unit.id in seen:
            return None
        seen.add(unit.id)
        units.append(unit)
        line += 4
        start = found.end()
    return units


def _unit(found: re.Match[str], line: int) -> Unit | None:
    comments, notes, fuzzy, flags, tilde, previous, obsolete, key, source, target = found.groups()
    facts = read_directives(comments[2:-1].split("\n# ") if comments else ())
    if "\\" in found[0] or found[0].count('"') != (6 if previous is None else 8):
        if (texts := _unescaped(previous or "", source, target)) is None:
            return None
        previous, source, target = texts[0] if previous is not None else None, *texts[1:]
    if facts.malformed or (previous is not None and bool(tilde) != bool(obsolete)):
        return None
    if not target.isascii() and CONTROLS.search(target):
        return None
    others = tuple(flags.split(", ")) if flags else ()
    if "fuzzy" in others:
        return None
    return Unit(
        id=key,
        source=source,
        target=target,
        fuzzy=fuzzy is not None,
        previous=previous,
        mt=facts.mt,
        review=facts.review,
        accepted=facts.accepted,
        hold=facts.hold,
        comments=facts.comments,
        notes=tuple(notes[3:-1].split("\n#. ")) if notes else (),
        flags=others,
        merged_into=facts.merged_into,
        obsolete=bool(obsolete),
        line=line,
    )


def _unescaped(*bodies: str) -> list[str] | None:
    """Give what strings say, or None where a quote or an escape is wrong."""
    texts = []
    for body in bodies:
        text, bad = unescape(body)
        if bad or not _BODY.fullmatch(body):
            return None
        texts.append(text)
    return texts
