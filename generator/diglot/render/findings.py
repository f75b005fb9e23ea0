"""Findings of the checks, and problems of the content, as text, JSON and GitHub annotations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from diglot.model.finding import Finding, in_order
from diglot.model.problem import Problem, Severity

_AROUND = 60
"""Code points shown on each side of what is meant."""

_LONGEST = 200
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def excerpt(text: str, span: tuple[int, int] | None = None) -> str:
    """Give a text, or the part around a span of it, an ellipsis for what is left out."""
    if len(text) <= _LONGEST:
        return text
    start, end = span or (0, _LONGEST - 2 * _AROUND)
    start, end = max(0, start - _AROUND), min(len(text), end + _AROUND)
    end = min(end, start + 2 * _LONGEST)
    return f"{'…' * (start > 0)}{text[start:end].strip()}{'…' * (end < len(text))}"


def shown(findings: Iterable[Finding], *, dismissed: bool = False) -> list[Finding]:
    """Give the findings to list, in the order in which they are listed."""
    return in_order(f for f in findings if f.open or dismissed)


def as_text(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    """Give everything for a terminal: place, message, the two texts, the remedy."""
    blocks = [_text_of(finding) for finding in shown(findings)]
    blocks += [str(problem) for problem in problems]
    return "\n".join((*blocks, _summary(problems, findings)))


def _text_of(finding: Finding) -> str:
    where = f"{finding.location}: {finding.severity.name.lower()}"
    lines = [
        f"{where}: {finding.message} [{finding.code}] {finding.unit}",
        f"    {excerpt(finding.source)}",
        f"    {excerpt(finding.target, finding.span)}",
    ]
    if finding.remedy:
        lines.append(f"    {finding.remedy}")
    lines.append(f"    Or dismiss it above its entry: {finding.dismissal}<reason>")
    return "\n".join(lines)


def _summary(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    items: list[Problem | Finding] = [*problems, *(f for f in findings if f.open)]
    counts = Counter(item.severity for item in items)
    dismissed = sum(not f.open for f in findings)
    said = [
        f"{counts[severity]} {severity.name.lower()}{'s' * (counts[severity] != 1)}"
        for severity in sorted(Severity, reverse=True)
        if severity is not Severity.INFO or counts[severity]
    ]
    if dismissed:
        said.append(f"{dismissed} dismissed")
    return ", ".join(said)


def as_json(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    """Give everything as one JSON object, dismissed findings included."""
    rows = {
        "findings": [_row(finding) for finding in shown(findings, dismissed=True)],
        "problems": [
            {
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "code": problem.code,
                "severity": problem.severity.name.lower(),
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in problems
        ],
    }
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.location.path,
        "line": finding.location.line,
        "unit": finding.unit,
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "source": finding.source,
        "target": finding.target,
        "span": None if finding.span is None else list(finding.span),
        "remedy": finding.remedy,
        "withholds": finding.open and finding.machine and finding.severity is Severity.ERROR,
        "dismissal": finding.dismissal,
        "dismissed": finding.dismissed,
    }


def as_github(problems: Sequence[Problem], findings: Sequence[Finding]) -> str:
    """Give one workflow command per line, which GitHub shows at the place in a pull request."""
    lines = []
    for finding in shown(findings):
        body = "\n".join(
            (finding.message, excerpt(finding.source), excerpt(finding.target, finding.span))
        )
        body += f"\n{finding.remedy}" if finding.remedy else ""
        title = f"{finding.code} in {finding.unit}"
        where = finding.location
        lines.append(_command(finding.severity, where.path, where.line, 0, title, body))
    for problem in problems:
        body = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
        where = problem.location
        lines.append(
            _command(problem.severity, where.path, where.line, where.column, problem.code, body)
        )
    return "\n".join(lines)


def _command(severity: Severity, path: str, line: int, column: int, title: str, body: str) -> str:
    fields = [f"file={_property(path)}"] * bool(path)
    fields += [f"line={line}"] * bool(line) + [f"col={column}"] * bool(column)
    fields.append(f"title={_property(title)}")
    return f"::{_GITHUB[severity]} {','.join(fields)}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
"""By the name that the command takes."""
