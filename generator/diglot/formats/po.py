"""Gettext catalogues, and the register of ids, as Diglot keeps them: read and written here.

Entries in the form that is written are read at once (`po_as_written`), others in two passes: lines
to entries (`po_entries`), entries to units. A file that cannot be understood gives no catalogue at
all, so that nothing half read is ever written back over a translator's work.
"""

from __future__ import annotations

from collections.abc import Iterable

from diglot.formats.po_as_written import read_as_written
from diglot.formats.po_directives import FORMS, claims_review, read_directives
from diglot.formats.po_entries import KEYWORDS, PREVIOUS, Entry, EntryReader, Faults
from diglot.formats.po_writer import own_fields, write_catalogue
from diglot.model.problem import DiglotError, Location, Severity
from diglot.model.translation import Catalogue, Unit
from diglot.text.bidi import CONTROLS

__all__ = ["read_catalogue", "write_catalogue"]

_NOT_KEPT = frozenset(("x-generator", "pot-creation-date", "report-msgid-bugs-to")) | {
    name.lower() for name, _ in own_fields(Catalogue("", ""))
}
"""Header fields that tools fill in by themselves, on which branches conflict; and our own."""


def read_catalogue(text: str, path: str, sources: Iterable[str] = ()) -> Catalogue:
    """Read a catalogue, or the register, from the text of its file.

    Wrapping, CRLF, a byte order mark, line references, dates and a missing final newline are
    normalised. What is odd and yet can be kept (a directive that does not parse, a bidi control
    in a target) is kept, and told in `Catalogue.problems`.

    Args:
        text: the file, decoded.
        path: the file's name for messages.
        sources: the article's texts, where they are known; what a build keeps of the article then
            holds each once, and is smaller by a quarter.

    Raises:
        DiglotError: the file cannot be understood: merge conflict, quote not escaped, plural
            entry, entry without id, id twice. It carries every problem of the file, and the
            caller withholds this article's translation alone.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    faults = Faults(path)
    units, begin, end = read_as_written(text, {each: each for each in sources})
    reader = EntryReader(faults)
    reader.read(text[:begin], 1)
    reader.read(text[end:], 1 + text.count("\n", 0, end))
    # Both sides of a conflict are among the entries, so what they say of each other is noise.
    entries = [] if reader.in_conflict else reader.entries()
    catalogue = _Units(text, faults).catalogue(entries, units)
    if faults.unreadable:
        raise DiglotError(*sorted(faults.problems, key=lambda problem: problem.location.line))
    return catalogue


class _Units:
    """Makes the units of one file."""

    def __init__(self, text: str, faults: Faults) -> None:
        self._text = text
        self._faults = faults
        self._fields: list[tuple[str, str]] | None = None
        self._comments: list[str] = []

    def catalogue(self, entries: list[Entry], written: list[Unit]) -> Catalogue:
        """Make a catalogue of the units that follow the header, and of the other entries."""
        units = written + [self._unit(entry) for entry in entries if self._is_unit(entry)]
        seen: dict[str, int] = {}
        for unit in units:
            if unit.id in seen:
                message = f"{unit.id} stands here and on line {seen[unit.id]}"
                remedy = "Keep one of the two entries."
                self._faults.fail("po-twice", message, unit.line, remedy=remedy)
            seen[unit.id] = unit.line
        if self._fields is None and entries:
            self._faults.warn("po-header", "the catalogue has no header", 1)
        fields = self._fields or []
        named = {name.lower(): value for name, value in fields}
        return Catalogue(
            source_lang=named.get("x-source-language", ""),
            target_lang=named.get("language", ""),
            units=tuple([unit for unit in units if not unit.obsolete]),
            obsolete=tuple([unit for unit in units if unit.obsolete]),
            header=tuple([pair for pair in fields if pair[0].lower() not in _NOT_KEPT]),
            comments=tuple(self._comments),
            problems=tuple(self._faults.problems),
            path=self._faults.path,
        )

    def _is_unit(self, entry: Entry) -> bool:
        """Tell whether an entry is a unit; take the header, tell what is neither."""
        parts = entry.parts
        if "msgid" in parts and "msgstr" in parts and parts.get("msgctxt") and not entry.broken:
            return True
        if self._fields is None and parts.get("msgid") == "" and "msgstr" in parts:
            self._header(entry)
        elif not parts and not entry.broken:
            self._stray(entry)
        elif not entry.broken:
            line = min(entry.lines.values(), default=1)
            missing = next(key for key in KEYWORDS if not parts.get(key))
            code = "po-no-id" if missing == "msgctxt" else "po-syntax"
            remedy = "Complete the entry, or delete it."
            self._faults.fail(code, f"the entry has no {missing}", line, remedy=remedy)
        return False

    def _header(self, entry: Entry) -> None:
        self._comments += entry.comments + entry.notes
        self._fields = []
        for line in entry.parts["msgstr"].split("\n"):
            name, _, value = (part.strip() for part in line.partition(":"))
            if name:
                self._fields.append((name, value))
            charset = value.lower().partition("charset=")[2]
            if name.lower() == "content-type" and charset not in {"utf-8", "utf8", "charset", ""}:
                message = f"the header says charset={charset}, the file was read as UTF-8"
                self._faults.warn("po-charset", message, entry.lines["msgstr"])

    def _stray(self, entry: Entry) -> None:
        stray = entry.comments + entry.notes
        if stray:
            self._comments += stray
            message = "comments that belong to no entry are kept at the top"
            self._faults.warn("po-stray", message, self._text.count("\n"))

    def _unit(self, entry: Entry) -> Unit:
        parts = entry.parts
        facts = read_directives(entry.comments)
        line = entry.lines["msgctxt"]
        for name, comment in facts.malformed:
            message = f"“# {comment}” does not parse or stands twice, so it is a plain comment"
            remedy = f"Write “# {FORMS[name]}”, once."
            if claims_review(comment):
                message = f"“# {comment}” claims a review and names nobody; it counts as none"
                where = Location(self._faults.path, line)
                self._faults.add(Severity.ERROR, "review-unnamed", message, where, remedy)
                continue
            self._faults.warn("po-directive", message, line, remedy=remedy)
        target = parts["msgstr"]
        if not target.isascii() and CONTROLS.search(target):
            self._bidi(entry.lines["msgstr"])
        flags = entry.flags
        return Unit(
            id=parts["msgctxt"],
            source=parts["msgid"],
            target=target,
            fuzzy="fuzzy" in flags,
            previous=parts.get(PREVIOUS),
            mt=facts.mt,
            review=facts.review,
            accepted=facts.accepted,
            hold=facts.hold,
            dismissals=facts.dismissals,
            comments=facts.comments,
            notes=tuple(entry.notes),
            flags=tuple([flag for flag in flags if flag != "fuzzy"]) if flags else (),
            merged_into=facts.merged_into,
            obsolete=entry.obsolete,
            line=line,
        )

    def _bidi(self, number: int) -> None:
        """Report the invisible control in the string that begins on this line."""
        lines = self._text.split("\n")
        while not (found := CONTROLS.search(lines[number - 1])):
            number += 1
        message = f"the translation holds an invisible direction control, U+{ord(found[0]):04X}"
        where = Location(self._faults.path, number, found.start() + 1)
        self._faults.add(Severity.ERROR, "po-bidi", message, where, "Delete the character.")
