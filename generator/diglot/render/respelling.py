"""A proposed change of spelling, for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from diglot.model.candidate import Passage
from diglot.model.finding import Finding
from diglot.model.respelling import Effect, Respelling, Touched, Work
from diglot.render.terminal import printable

_SAID = {
    Effect.LOST: "is no longer found as",
    Effect.GAINED: "is now found as",
    Effect.OLD: "has the old spelling of",
}


def as_text(proposed: Respelling, path: str = "") -> str:
    """Give the change, every sentence that it touches, and the work that it leaves.

    Args:
        proposed: the change.
        path: the file into which it has been written; empty where it is only proposed.
    """
    lines = [proposed.before.id, *(f"  {each}" for each in _changes(proposed))]
    lines += _listed(proposed.touched)
    lines.append(_counted(proposed))
    lines += _work(proposed)
    if proposed.problems or proposed.findings:
        lines.append("The checks will say:")
        lines += [f"  {printable(str(problem))}" for problem in proposed.problems]
        lines += [f"  {_finding(finding)}" for finding in proposed.findings]
    lines.append(f"wrote {path}" if path else "Nothing is written; --write makes the change.")
    return "\n".join(lines)


def as_rows(proposed: Respelling, path: str = "") -> dict[str, Any]:
    """Give the same as plain values for JSON."""
    return {
        "actor": proposed.before.id,
        "changes": list(_changes(proposed)),
        "touched": [_row(each) for each in proposed.touched],
        "problems": [str(problem) for problem in proposed.problems],
        "findings": [_finding(finding) for finding in proposed.findings],
        "written": path or None,
    }


def _changes(proposed: Respelling) -> Iterator[str]:
    before, after = proposed.before, proposed.after
    for lang, name in after.name.items():
        old = before.name.get(lang)
        if old != name:
            yield printable(f"name {lang}: {old or '(none)'} → {name}")
    for lang, aliases in after.aliases.items():
        for alias in aliases:
            if alias not in before.aliases.get(lang, ()):
                yield printable(f"alias {lang}: {alias}")


def _listed(touched: Sequence[Touched]) -> Iterator[str]:
    """Give every touch, and the sentence once after those that it has."""
    for (passage, (start, end)), group in groupby(touched, _sentence):
        for each in group:
            touch = each.touch
            name = printable(passage.text[touch.start : touch.end])
            what = f"{_SAID[touch.effect]} {touch.actor}"
            yield f"{each.location}: {passage.segment} [{each.lang}]: “{name}” {what}"
        yield f"    {printable(passage.text[start:end])}"


def _sentence(each: Touched) -> tuple[Passage, tuple[int, int]]:
    return each.touch.passage, each.touch.sentence


def _counted(proposed: Respelling) -> str:
    counts = Counter(each.touch.effect for each in proposed.touched)
    return (
        f"{counts[Effect.LOST]} mentions lost, {counts[Effect.GAINED]} gained, "
        f"{counts[Effect.OLD]} in the old spelling"
    )


def _work(proposed: Respelling) -> Iterator[str]:
    """Give what is left to do, once for each unit."""
    drafts = {each.touch.passage.article for each in _left(proposed, Work.REDRAFT)}
    for article in sorted(drafts):
        command = f"diglot translate --article {article} --redraft"
        yield f"Machine drafts: {command} makes all of the article's anew"
    own = {str(each.location): each.touch.passage.segment for each in _left(proposed, Work.BY_HAND)}
    for place, segment in own.items():
        yield f"By hand: {place}: {segment}"


def _left(proposed: Respelling, work: Work) -> Iterator[Touched]:
    return (each for each in proposed.touched if each.work is work)


def _finding(finding: Finding) -> str:
    severity = finding.severity.name.lower()
    return printable(
        f"{finding.location}: {severity}: {finding.message} [{finding.code}] {finding.unit}"
    )


def _row(each: Touched) -> dict[str, Any]:
    passage, touch = each.touch.passage, each.touch
    start, end = touch.sentence
    return {
        "effect": touch.effect.value,
        "actor": touch.actor,
        "lang": each.lang,
        "article": passage.article or None,
        "segment": passage.segment,
        "path": each.location.path,
        "line": each.location.line,
        "column": each.location.column,
        "start": touch.start,
        "end": touch.end,
        "name": passage.text[touch.start : touch.end],
        "sentence": passage.text[start:end].strip(),
        "work": each.work.value if each.work else None,
    }
