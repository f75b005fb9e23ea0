"""Compares the markup of two texts: links, emphasis, code and images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from diglot.model.document import Inline
from diglot.model.finding import Fault
from diglot.model.problem import Severity

_Part = tuple[str, str, str]
_NAMES = {"a": "link", "em": "emphasis", "strong": "strong emphasis", "s": "deletion"}
_TEXTS = ("text", "softbreak", "break", "close")


def markup(source: Sequence[Inline], target: Sequence[Inline]) -> Iterator[Fault]:
    """Give the parts of the source's markup that the target lacks, and those that it adds."""
    if len(source) == 1 == len(target) and source[0].kind == target[0].kind == "text":
        return
    ours, theirs = Counter(_parts(source)), Counter(_parts(target))
    if ours == theirs:
        return
    lost, new = ours - theirs, theirs - ours
    said = [f"{_named(part)} is missing" for part in sorted(lost)]
    said += [f"{_named(part)} is not in the source" for part in sorted(new)]
    message = ", ".join(said)
    yield Fault("markup", Severity.ERROR, message, "Give the markup of the source, and no other.")


def _parts(inlines: Sequence[Inline]) -> Iterator[_Part]:
    for inline in inlines:
        if inline.kind == "code":
            yield "code", inline.text, ""
        elif inline.kind not in _TEXTS:
            yield inline.kind, inline.tag, inline.href


def _named(part: _Part) -> str:
    kind, what, href = part
    if kind == "code":
        return f"the code “{what}”"
    if kind == "image":
        return f"the image {href}"
    return f"a {_NAMES.get(what, what)}{f' to {href}' if href else ''}"
