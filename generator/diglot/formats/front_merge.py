"""Front matter of an article whose text is sent again: each field by itself."""

from __future__ import annotations

import re
from dataclasses import fields

from diglot.formats.article_md import read_article
from diglot.formats.article_writer import write_scalar
from diglot.model.document import FrontMatter
from diglot.model.problem import Location, Problem, Severity

_FIELDS = ("title", "author", "kind", "outlet", "date", "summary")


def merge_front(before: str, now: str, front: str, path: str) -> tuple[str, list[Problem]]:
    """Bring the author's changes of title, byline, date and summary in.

    Args:
        before: the article as first delivered.
        now: the article as sent again.
        front: the front matter as editors have left it, delimiters included.
        path: article.md as the user knows it.

    Returns:
        The front matter, and the fields that both have changed.
    """
    base, theirs, ours = (read_article(each, path).front for each in (before, now, front))
    problems: list[Problem] = []
    for name in (f.name for f in fields(FrontMatter) if f.name in _FIELDS):
        old, new, own = (getattr(each, name) for each in (base, theirs, ours))
        if new in (old, own) or not front:
            continue
        line = re.search(rf"^{name}[ \t]*:[^\n]*\n(?![ \t])", front, re.MULTILINE)
        if own != old or (own and line is None):
            at = front[: line.start()].count("\n") + 1 if line else 1
            message = f"the author changed {name}, and so did an editor: {new or 'removed'}"
            remedy = "Edit the front matter if the author is right."
            where = Location(path, at)
            problems.append(Problem("update-conflict", Severity.WARNING, message, where, remedy))
        elif line is not None:
            value = f"{name}: {write_scalar(new)}\n" if new else ""
            front = front[: line.start()] + value + front[line.end() :]
        else:
            head, rest = front.split("\n", 1)
            front = f"{head}\n{name}: {write_scalar(new)}\n{rest}"
    return front, problems
