"""What ingest decided and took away, as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from diglot.model.delivery import Dropped
from diglot.model.ingest import Decision, Ingested

_DOUBT = 0.8
_SHOWN = 48


def explain(ingested: Ingested) -> str:
    """Give one line per decision: line, role, rule, confidence and first words.

    Decisions below 0.8 are marked `?`, for an editor to look at. The language stands first, the
    removals last.
    """
    language = ingested.language
    head = f"language {language.tag or 'unknown'} {language.confidence:.2f}  {language.why}"
    rows = [_row(decision) for decision in ingested.decisions]
    return "\n".join([head, *rows, "", removals(ingested)]) + "\n"


def removals(ingested: Ingested) -> str:
    """Give one line per removal: line, reason, and the characters in quotation marks."""
    if not ingested.removals:
        return "nothing removed"
    rows = [f"{r.line:>5}  {r.reason:<13}  {r.text!r}" for r in ingested.removals]
    return "\n".join([f"removed ({len(rows)}):", *rows])


def left_out(dropped: Sequence[Dropped]) -> str:
    """Give one line per thing of the file that does not stand in the Markdown as it was."""
    if not dropped:
        return "nothing left out\n"
    rows = [f"       {each.reason:<16}  {each.text!r}" for each in dropped]
    return "\n".join([f"left out or changed ({len(rows)}):", *rows]) + "\n"


def _row(decision: Decision) -> str:
    mark = "?" if decision.confidence < _DOUBT else " "
    role = f"{decision.role}{f' {decision.level}' if decision.level else ''}"
    if decision.style is not None:
        role += f" {decision.style}{f' {decision.number}' if decision.number else ''}"
    text = decision.text.replace("\n", " ")
    words = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    sure = f"{decision.rule:<22} {decision.confidence:.2f}"
    return f"{decision.line:>5} {mark} {role:<17} {sure}  {words}"
