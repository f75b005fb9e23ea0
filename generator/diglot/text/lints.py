"""Oddities of a raw article, told to the editor and never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diglot.model.problem import Location, Problem, Severity
from diglot.text.lines import Line

_EACH: tuple[tuple[str, Severity, re.Pattern[str], str, str], ...] = (
    (
        "replacement-character",
        Severity.WARNING,
        re.compile("\ufffd"),
        "a character was lost before the text reached us (U+FFFD)",
        "Look the word up in the author's copy.",
    ),
    (
        "bidi-control",
        Severity.WARNING,
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "an invisible control changes the order of the characters",
        "Remove it unless it is meant; the page isolates foreign words by itself.",
    ),
    (
        "hidden-character",
        Severity.INFO,
        re.compile("[\u200b\ufeff\u00ad]"),
        "an invisible character stands inside the text",
        "Remove it, so that search finds the word.",
    ),
    (
        "presentation-form",
        Severity.INFO,
        re.compile("[\ufb50-\ufdcf\ufdf0-\ufdf9\ufe70-\ufefc]"),
        "letters are stored as shapes, as copying from a PDF leaves them",
        "Retype the word, so that search finds it.",
    ),
    (
        "letters-mixed",
        Severity.INFO,
        re.compile(
            r"\([^()\n]*[A-Za-z]{2}[^()\n]*\s[\u0620-\u065f]+\s[^()\n]*[A-Za-z]{2}[^()\n]*\)"
        ),
        "a word of the source stands inside a foreign name",
        "Move it out of the brackets if it strayed there.",
    ),
)
_COUNTED: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "space-before-punctuation",
        re.compile(r"(?<=\w)[ \u00a0]+[،؛؟:!](?!\S*[()])"),
        "a space stands before a mark",
    ),
    ("no-space-after-comma", re.compile(r"[،؛](?=[^\W\d_])"), "no space follows a comma"),
    ("detached-conjunction", re.compile(r"(?:^|\s)و (?=\w)"), "و stands apart from its word"),
)
_PAIRS = (("(", ")"), ("«", "»"), ("[", "]"), ("“", "”"))


def lint_lines(lines: Sequence[Line], path: str) -> tuple[Problem, ...]:
    """Give the oddities of the text in line order, frequent habits of typing once with a count."""
    found = [problem for line in lines for problem in _of_line(line, path)]
    return (*found, *_habits(lines, path))


def _of_line(line: Line, path: str) -> Iterator[Problem]:
    for code, severity, pattern, message, remedy in _EACH:
        match = pattern.search(line.text)
        if match is not None:
            where = Location(path, line.number, match.start() + 1)
            yield Problem(code, severity, message, where, remedy)
    where = Location(path, line.number)
    for opening, closing in _PAIRS:
        # ١) and 1) number a list and close nothing.
        text = re.sub(r"^\s*\S{1,3}[)\]]", "", line.text) if opening in "([" else line.text
        if text.count(opening) != text.count(closing) and not re.match(r"^\s*[()\[]", line.text):
            message = f"{opening} and {closing} do not pair"
            yield Problem(
                "unpaired-mark", Severity.INFO, message, where, "Add or remove one of them."
            )
    if line.text.count('"') % 2:
        message = "a straight quotation mark has no partner"
        yield Problem("unpaired-mark", Severity.INFO, message, where, "Add or remove one of them.")


def _habits(lines: Sequence[Line], path: str) -> Iterator[Problem]:
    for code, pattern, message in _COUNTED:
        hits = [(line.number, len(pattern.findall(line.text))) for line in lines]
        total = sum(count for _, count in hits)
        if total:
            first = next(number for number, count in hits if count)
            told = f"{message} ({total} times; here first)" if total > 1 else message
            yield Problem(
                code,
                Severity.INFO,
                told,
                Location(path, first),
                "Left as it is; change it in article.md if you wish.",
            )
