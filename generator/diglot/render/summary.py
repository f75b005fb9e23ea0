"""What a reviewer of a change should see first, in Markdown: negations, then what was accepted."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence

from diglot.model.acceptance import Acceptance
from diglot.model.finding import NEGATION, Finding
from diglot.model.problem import Problem, Severity
from diglot.render.findings import excerpt, shown

_LISTED = 100
"""Entries of one list; GitHub shows a megabyte at most."""


def as_summary(
    problems: Sequence[Problem],
    findings: Sequence[Finding],
    accepted: Sequence[Acceptance] | None = None,
) -> str:
    """Give a summary of the checks for people who are to accept a change.

    Args:
        problems: of the content.
        findings: of the checks, dismissed ones included.
        accepted: what the change accepts; None where nothing was compared.
    """
    listed = shown(findings)
    negations = [finding for finding in listed if finding.code == NEGATION]
    blocks = ["## Translations"]
    if accepted is not None:
        blocks.append(_counted(accepted))
    blocks.append("### Negations to read again")
    blocks += _limited([_finding(finding) for finding in negations]) or ["None."]
    if accepted:
        blocks.append("### Newly accepted")
        # What a machine wrote and nobody changed asks for the closest look.
        ordered = sorted(accepted, key=lambda each: not each.verbatim)
        blocks += _limited([_accepted(each) for each in ordered])
    blocks.append("### Everything else")
    rest = Counter(each.severity for each in listed if each.code != NEGATION)
    rest.update(problem.severity for problem in problems)
    blocks.append(
        ", ".join(_many(rest[each], each.name.lower()) for each in sorted(Severity, reverse=True))
        + ", each at its line of the change."
    )
    return "\n\n".join(blocks) + "\n"


def _counted(accepted: Sequence[Acceptance]) -> str:
    verbatim = sum(each.verbatim for each in accepted)
    reviewed = sum(bool(each.by) for each in accepted)
    return (
        f"**{_many(len(accepted), 'unit')} newly accepted**, {verbatim} of them the machine’s "
        f"draft word for word, {reviewed} reviewed by name."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _limited(entries: list[str]) -> list[str]:
    more = len(entries) - _LISTED
    return entries[:_LISTED] + [f"… and {more} more."] * (more > 0)


def _finding(finding: Finding) -> str:
    head = f"{finding.severity.name.lower()}: {finding.message}"
    texts = excerpt(finding.source), excerpt(finding.target, finding.span)
    return _pre(f"{finding.location} {finding.unit}", head, *texts)


def _accepted(each: Acceptance) -> str:
    how = "the machine’s draft, word for word" if each.verbatim else "corrected by hand"
    if each.by:
        how += f", reviewed by {each.by}"
    return _pre(f"{each.location} {each.unit}", how, excerpt(each.source), excerpt(each.target))


def _pre(*lines: str) -> str:
    """Lay lines out as they are: nothing in them is Markdown, a mention or markup."""
    text = html.escape("\n".join(_lines(lines)), quote=False)
    return f'<pre dir="auto">{text}</pre>'


def _lines(lines: Iterable[str]) -> Iterable[str]:
    return (" ".join(line.split()) for line in lines)
