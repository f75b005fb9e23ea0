"""Reader of catalogues as translators' tools send them back: damaged, yet nothing is guessed."""

from __future__ import annotations

from diglot.formats.po_directives import read_directives
from diglot.formats.po_entries import PREVIOUS, Entry, EntryReader, Faults
from diglot.model.problem import DiglotError
from diglot.model.returned import Returned, ReturnedUnit


def read_returned(text: str, path: str) -> Returned:
    r"""Read what a tool wrote, in any order, wrapping and line ends.

    Entries without id, with an unknown one or there twice are given as they are, for the merge to
    judge. A keyword that is missing counts as an empty text.

    Args:
        text: the file, decoded; `\r\n`, `\r` and a byte order mark are understood.
        path: the file's name for messages.

    Raises:
        DiglotError: the file is no catalogue: merge conflict, broken quote, plural entry, no
            entry at all.
    """
    faults = Faults(path)
    reader = EntryReader(faults)
    reader.read(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), 1)
    entries = [] if reader.in_conflict else [entry for entry in reader.entries() if entry.parts]
    if not entries and not faults.unreadable:
        faults.fail("po-empty", "the file has no entry", 1, remedy="Name a .po file.")
    if faults.unreadable:
        raise DiglotError(*faults.problems)
    header: dict[str, str] = {}
    units: list[ReturnedUnit] = []
    for entry in entries:
        if entry.parts.get("msgid") == "" and not entry.parts.get("msgctxt"):
            header = header or _fields(entry.parts.get("msgstr", ""))
        else:
            units.append(_unit(entry))
    return Returned(path, tuple(units), header.get("language", ""))


def _fields(text: str) -> dict[str, str]:
    fields = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in fields}


def _unit(entry: Entry) -> ReturnedUnit:
    parts = entry.parts
    said = read_directives(entry.comments)
    facts = {comment for _, comment in said.malformed}
    return ReturnedUnit(
        parts.get("msgctxt", ""),
        parts.get("msgid", ""),
        parts.get("msgstr", ""),
        "fuzzy" in entry.flags,
        # An old context is kept by the reader among the comments.
        PREVIOUS in parts or any(comment.startswith("#|") for comment in entry.comments),
        entry.obsolete,
        said.mt,
        tuple(c for c in said.comments if c.strip() and c not in facts and c[0] != "#"),
        min(entry.lines.values(), default=0),
    )
