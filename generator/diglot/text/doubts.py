"""What is doubtful about a recovered structure, for an editor to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from diglot.model.document import ListStyle
from diglot.model.ingest import Decision, Recognition, Role
from diglot.model.problem import Location, Problem, Severity
from diglot.text.bylines import find_byline
from diglot.text.cue_words import cues_for
from diglot.text.front import Front

_DOUBT = 0.7
_WORDS_OF_A_NAME = (2, 3)
_LONG = 12
"""Lines beyond which an article may be expected to have headings."""


def doubts(
    front: Front, decisions: Sequence[Decision], language: Recognition, path: str
) -> Iterator[Problem]:
    """Say what an editor must know or decide about the structure that was recovered.

    Args:
        front: what stands above the body.
        decisions: one for each line or block.
        language: of the article.
        path: the file as the user knows it.
    """
    if not decisions:
        remedy = "Give a file with the article in it."
        where = Location(path)
        yield Problem("empty-article", Severity.ERROR, "the file has no text", where, remedy)
        return
    yield from _of_language(language, path)
    yield from _of_front(front, decisions, path)
    if len(decisions) > _LONG and not any(d.role is Role.HEADING for d in decisions):
        message = "a long article without a section heading"
        remedy = "Add ## headings if it should have some."
        yield Problem("no-headings", Severity.INFO, message, Location(path), remedy)
    for before, after in pairwise(decisions):
        if _jumps(before, after):
            message = f"the numbering jumps from {before.number} to {after.number}"
            remedy = "Check that no item is missing."
            yield Problem(
                "numbering-jump", Severity.INFO, message, Location(path, after.line), remedy
            )


def _of_language(language: Recognition, path: str) -> Iterator[Problem]:
    where, remedy = Location(path), "Give it with --lang."
    if not language.tag:
        message = "the source language was not recognised"
        yield Problem("language-unknown", Severity.WARNING, message, where, remedy)
    elif language.confidence < _DOUBT:
        message = f"the source language is probably {language.tag}, but the text says little"
        yield Problem("language-doubtful", Severity.WARNING, message, where, remedy)


def _of_front(front: Front, decisions: Sequence[Decision], path: str) -> Iterator[Problem]:
    if not front.title:
        message, remedy = "no headline stands above the text", "Write title: in the front matter."
        where = Location(path, decisions[0].line)
        yield Problem("headline-missing", Severity.WARNING, message, where, remedy)
    byline = next((d for d in decisions if d.role is Role.BYLINE), None)
    if byline is None:
        message = "no byline was found"
        remedy = "Write author: in the front matter, if there is one."
        yield Problem("byline-missing", Severity.INFO, message, Location(path), remedy)
        below = next((d for d in decisions if d.role is Role.LEAD), None)
        if below and len(below.text.split()) in _WORDS_OF_A_NAME and below.text[-1].isalpha():
            where = Location(path, below.line)
            message = "this short line under the headline may be the author's name"
            yield Problem(
                "byline-doubtful", Severity.INFO, message, where, "Move it to author: if so."
            )
    elif front.byline.unplaced:
        parts = "، ".join(front.byline.unplaced)
        message = f"front matter has no field for this part of the byline: {parts}"
        remedy = "Write it into the text if readers need it."
        where = Location(path, byline.line)
        yield Problem("byline-part-unplaced", Severity.WARNING, message, where, remedy)


def _jumps(before: Decision, after: Decision) -> bool:
    """Whether a number is left out between two items of one list."""
    items = before.role is after.role is Role.ITEM and before.depth == after.depth
    alike = before.style is after.style is not ListStyle.BULLET
    return items and alike and after.number > before.number + 1


def closing_author(decisions: Sequence[Decision], language: Recognition) -> str:
    """Give the author whom a byline at the end names, or nothing."""
    cues = cues_for(language.tag)
    closing = [d for d in decisions if d.rule == "closing-byline"]
    bylines = [find_byline(decision.text.strip(), cues) for decision in closing]
    return next((byline.author for byline in bylines if byline), "")
