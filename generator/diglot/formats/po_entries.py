"""Lines of a gettext file to entries: the first of the reader's two passes.

Nothing here knows what an entry means to Diglot; faults of form are told with line and column.
"""

from __future__ import annotations

import re

from diglot.model.problem import Location, Problem, Severity

KEYWORDS = ("msgctxt", "msgid", "msgstr")
PREVIOUS = "#| msgid"
"""Key of the old source among the parts of an entry."""

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")
_UNTIL_QUOTE = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|.)")
_LAST_ASCII = 0x7F
_SIMPLE = {
    "n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\",
    "a": "\a", "b": "\b", "f": "\f", "v": "\v",
}  # fmt: skip


class Faults:
    """Problems of one file, gathered while it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.unreadable = False

    def fail(self, code: str, message: str, line: int, column: int = 0, *, remedy: str) -> None:
        """Add an error after which the file counts as not understood."""
        self.unreadable = True
        self.add(Severity.ERROR, code, message, Location(self.path, line, column), remedy)

    def warn(self, code: str, message: str, line: int, *, remedy: str = "") -> None:
        """Add a warning; what it tells of was kept."""
        self.add(Severity.WARNING, code, message, Location(self.path, line), remedy)

    def add(
        self, severity: Severity, code: str, message: str, location: Location, remedy: str
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(code, severity, message, location, remedy))


class Entry:
    """The lines of one entry, sorted by kind."""

    __slots__ = ("broken", "comments", "flags", "lines", "notes", "obsolete", "parts")

    def __init__(self) -> None:
        self.comments: list[str] = []
        self.notes: list[str] = []
        self.flags: list[str] = []
        self.parts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.obsolete = False
        self.broken = False


class EntryReader:
    """Cuts the lines of one file into entries."""

    def __init__(self, faults: Faults) -> None:
        self.in_conflict = False
        self._faults = faults
        self._entries: list[Entry] = []
        self._entry = Entry()
        self._last = ""  # part that a line with nothing but a string goes on with
        self._bad_line = 0

    def read(self, text: str, start: int) -> None:
        """Read the lines of a text, the first of which has this number in the file."""
        for number, line in enumerate(text.split("\n"), start):
            first = line[:1]
            if first == "m":
                self._keyword(number, line, 0)
            elif first == "#":
                self._hash(number, line)
            elif first == '"':
                self._go_on(number, line, 0)
            elif first and not line.isspace():
                self._other(number, line)

    def entries(self) -> list[Entry]:
        """Give the entries read; the last may hold nothing, or stray comments."""
        self._close()
        return self._entries

    def _close(self) -> Entry:
        self._entries.append(self._entry)
        self._entry = Entry()
        self._last = ""
        return self._entry

    def _other(self, number: int, line: str) -> None:
        """Read a line that begins as none should: indented, or left by a merge, or broken."""
        start = len(line) - len(line.lstrip())
        if start and line[start] == "#":
            self._hash(number, line.lstrip())
        elif start and line[start] == "m":
            self._keyword(number, line, start)
        elif start and line[start] == '"':
            self._go_on(number, line, start)
        elif marker := _CONFLICT.match(line):
            if marker[1][0] == "<" or not self.in_conflict:
                message = "a merge conflict was left in the file"
                remedy = "Keep one of the two versions, and delete the lines of <, = and >."
                self._faults.fail("po-conflict", message, number, remedy=remedy)
            self.in_conflict = True
        elif self._bad_line and self._bad_line == number - 1:
            self._bad_line = number  # the rest of a text that was not closed, told already
        else:
            self._not_a_string(number, 1)

    def _hash(self, number: int, line: str) -> None:
        """Read a comment of any kind, or a line of an obsolete entry."""
        kind = line[1:2]
        if kind == "~" and line[2:3] != "|":
            self._obsolete(number, line)
            return
        entry = self._entry
        if "msgid" in entry.parts or "msgctxt" in entry.parts:
            entry = self._close()
        if kind in {" ", ""}:
            entry.comments.append(line[2:])
        elif kind == ".":
            entry.notes.append(line[3:] if line[2:3] == " " else line[2:])
        elif kind == ",":
            entry.flags += [flag for part in line[2:].split(",") if (flag := part.strip())]
        elif kind in {"|", "~"}:
            self._previous(number, line, 2 if kind == "|" else 3)
        elif kind != ":":
            entry.comments.append(line[1:])

    def _obsolete(self, number: int, line: str) -> None:
        start = len(line) - len(line[2:].lstrip())
        if line[start : start + 1] == "m":
            self._keyword(number, line, start)
        elif line[start : start + 1] == '"':
            self._go_on(number, line, start)
        elif start < len(line):
            self._hash(number, line[start:] if line[start] == "#" else f"# {line[start:]}")
        self._entry.obsolete = True

    def _previous(self, number: int, line: str, start: int) -> None:
        """Read a line of the old source; what else it may say is kept as a comment."""
        entry = self._entry
        quote = line.find('"', start)
        key = line[start:quote].strip() if quote >= 0 else ""
        if key == "msgid" and PREVIOUS not in entry.parts:
            self._last = PREVIOUS
            entry.parts[PREVIOUS] = self._string(number, line, quote)
        elif not key and quote >= 0 and self._last == PREVIOUS:
            entry.parts[PREVIOUS] += self._string(number, line, quote)
        else:
            self._last = ""
            entry.comments.append(f"#| {line[start:].strip()}")
            message = "an old context or plural is kept as a plain comment"
            self._faults.warn("po-previous", message, number)

    def _keyword(self, number: int, line: str, start: int) -> None:
        """Read a keyword with its string; the first keyword of an entry opens it."""
        quote = line.find('"', start)
        key = line[start:quote].rstrip() if quote >= 0 else line[start:].split(" ", 1)[0]
        if key not in KEYWORDS:
            self._strange_keyword(number, key, start + 1)
            return
        entry = self._entry
        if key in entry.parts or (key == "msgctxt" and "msgid" in entry.parts):
            entry = self._close()
        self._last = key
        entry.lines[key] = number
        if quote >= 0:
            entry.parts[key] = self._string(number, line, quote)
        else:
            entry.parts[key] = ""
            self._not_a_string(number, start + len(key) + 1)

    def _strange_keyword(self, number: int, key: str, column: int) -> None:
        self._last = ""
        if key == "msgid_plural" or key.startswith("msgstr["):
            self._entry.broken = True
            message = f"{key}: an article has no plural entries"
            remedy = "Write one msgid and one msgstr."
            self._faults.fail("po-plural", message, number, column, remedy=remedy)
        else:
            self._not_a_string(number, column)

    def _go_on(self, number: int, line: str, quote: int) -> None:
        """Read a string that continues the one above it."""
        text = self._string(number, line, quote)
        if self._last and self._last != PREVIOUS:
            self._entry.parts[self._last] += text
        elif not self._entry.broken:
            message, remedy = "the text follows no keyword", "Put msgid or msgstr before it."
            self._faults.fail("po-syntax", message, number, quote + 1, remedy=remedy)

    def _string(self, number: int, line: str, quote: int) -> str:
        """Read the string that opens at this index; nothing may follow it on the line."""
        if line.find('"', quote + 1) == len(line) - 1 and "\\" not in line:
            return line[quote + 1 : -1]
        found = _UNTIL_QUOTE.match(line, quote + 1)
        end = found.end() if found else quote + 1
        if line[end : end + 1] != '"':
            self._bad_line = number
            message = "the text is not closed by a quote"
            remedy = 'Close it with " on the same line; an escaped \\" does not close it.'
            self._faults.fail("po-quote", message, number, len(line.rstrip()) + 1, remedy=remedy)
        elif line[end + 1 :].strip():
            message = "a quote inside the text is not escaped"
            remedy = 'Write \\" for a quote inside the text, or use the typographic “ ”.'
            self._faults.fail("po-quote", message, number, end + 1, remedy=remedy)
        body = line[quote + 1 : end]
        return self._unescape(number, body, quote + 2) if "\\" in body else body

    def _unescape(self, number: int, body: str, column: int) -> str:
        text, bad = unescape(body)
        for at in bad:
            message = f"{body[at : at + 2]} means nothing here"
            remedy = "Write \\\\ for a backslash."
            self._faults.fail("po-escape", message, number, column + at, remedy=remedy)
        return text

    def _not_a_string(self, number: int, column: int) -> None:
        self._bad_line = number
        message = "the line is neither a comment nor a keyword with a text in quotes"
        remedy = "Keep each text on one line, in quotes."
        self._faults.fail("po-syntax", message, number, column, remedy=remedy)


def unescape(body: str) -> tuple[str, list[int]]:
    """Give the text of what stands between quotes, and where escapes mean nothing."""
    bad: list[int] = []

    def plain(match: re.Match[str]) -> str:
        code = match[1]
        if code in _SIMPLE:
            return _SIMPLE[code]
        if code[0] in "01234567" and int(code, 8) <= _LAST_ASCII:
            return chr(int(code, 8))
        bad.append(match.start())
        return match[0]

    return _ESCAPE.sub(plain, body), bad


def is_closed(body: str) -> bool:
    """Whether every quote between the quotes of a string is escaped, and the last one is not."""
    rest = body.replace(r"\\", "").replace(r"\"", "")
    return '"' not in rest and not rest.endswith("\\")
