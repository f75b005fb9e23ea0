"""Raw text of an article → its structure: what every line is, and what was taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from diglot.model.document import FrontMatter, ListStyle, Status
from diglot.model.ingest import Decision, Ingested, Recognition, Removal, RemovalReason, Role
from diglot.model.problem import Location, Problem, Severity
from diglot.text.body import Judged, judge_body
from diglot.text.bylines import find_byline
from diglot.text.cue_words import cues_for
from diglot.text.front import Front, FrontLine, find_front
from diglot.text.languages import recognise
from diglot.text.lines import Line, colon_tail, split_lines
from diglot.text.lints import lint_lines
from diglot.text.nesting import Place, place_items
from diglot.text.speakers import is_interview

_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_DOUBT = 0.7
_WORDS_OF_A_NAME = (2, 3)
_LONG = 12
"""Lines beyond which an article may be expected to have headings."""


def ingest(text: str, *, path: str, lang: str | None = None) -> Ingested:
    """Recover the structure of a plain-text article.

    Args:
        text: the article as delivered; line ends of any kind.
        path: the file as the user knows it, for messages.
        lang: BCP 47 tag of the source language; recognised from the text when absent.

    Returns:
        One decision per line with visible characters, each with its rule and confidence; the
        removals; the oddities found. Never raises: an empty text is a problem of severity error.
    """
    lines = split_lines(text.replace("\x00", ""))
    language = Recognition(lang, 1.0, "given") if lang else recognise(text)
    cues = cues_for(language.tag)
    front = find_front(lines, cues)
    body = lines[len(front.lines) :]
    interview = is_interview(body, (front.title, front.byline.kind), cues)
    judged = judge_body(body, cues, interview=interview)
    if any(line.part == "subtitle" for line in front.lines):
        judged = tuple(_not_lead(one) for one in judged)
    places = place_items(
        [(one.series, one.number) if one.role is Role.ITEM else None for one in judged]
    )
    pairs = [
        *(
            _front_decision(line, part, front)
            for line, part in zip(lines, front.lines, strict=False)
        ),
        *(_body_decision(*each) for each in zip(body, judged, places, strict=True)),
    ]
    decisions = tuple(decision for decision, _ in pairs)
    removals = (*_nuls(text), *(removal for _, removals in pairs for removal in removals))
    return Ingested(
        _front_matter(front, decisions, language),
        language,
        decisions,
        tuple(sorted(removals, key=lambda removal: removal.line)),
        (*_problems(front, decisions, language, path), *lint_lines(lines, path)),
    )


def _not_lead(judged: Judged) -> Judged:
    """Under a subtitle, which is the lead, the first paragraph is an ordinary one."""
    return replace(judged, role=Role.PARAGRAPH) if judged.role is Role.LEAD else judged


def _front_decision(
    line: Line, part: FrontLine, front: Front
) -> tuple[Decision, tuple[Removal, ...]]:
    roles = {"title": Role.TITLE, "byline": Role.BYLINE, "subtitle": Role.LEAD}
    role = roles.get(part.part, Role.NOTE)
    if role is Role.BYLINE:
        removal = Removal(line.number, line.text, RemovalReason.BYLINE)
        return Decision(line.number, role, part.rule, part.confidence, ""), (removal,)
    text = front.title if role is Role.TITLE else line.text
    return Decision(line.number, role, part.rule, part.confidence, text), ()


def _body_decision(
    line: Line, judged: Judged, place: Place | None
) -> tuple[Decision, tuple[Removal, ...]]:
    """Take off the marker of an item and the colon of a heading, and record both."""
    text, removals = line.text, []
    if judged.marker is not None:
        text = judged.marker.rest
        removals.append(Removal(line.number, judged.marker.raw, RemovalReason.LIST_MARKER))
    tail = colon_tail(text)
    if judged.role is Role.HEADING and tail and tail != text:
        text = text.removesuffix(tail)
        removals.append(Removal(line.number, tail, RemovalReason.HEADING_COLON))
    decision = Decision(
        line.number, judged.role, judged.rule, judged.confidence, text, level=judged.level
    )
    if place is not None and judged.marker is not None:
        decision = replace(
            decision,
            style=judged.marker.style,
            number=judged.number,
            depth=place.depth,
            opens_list=place.opens,
        )
    return decision, tuple(removals)


def _nuls(text: str) -> tuple[Removal, ...]:
    return tuple(
        Removal(number, "\x00" * part.count("\x00"), RemovalReason.NUL)
        for number, part in enumerate(_BREAK.split(text), 1)
        if "\x00" in part
    )


def _front_matter(
    front: Front, decisions: Sequence[Decision], language: Recognition
) -> FrontMatter:
    """Front matter as the article gives it; a byline at the end names the author too."""
    author = front.byline.author
    if not author:
        cues = cues_for(language.tag)
        closing = [d for d in decisions if d.rule == "closing-byline"]
        bylines = [find_byline(decision.text.strip(), cues) for decision in closing]
        author = next((byline.author for byline in bylines if byline), "")
    return FrontMatter(
        title=front.title,
        author=author,
        outlet=front.byline.outlet,
        kind=front.byline.kind,
        lang=language.tag,
        status=Status.DRAFT,
    )


def _problems(
    front: Front, decisions: Sequence[Decision], language: Recognition, path: str
) -> Iterator[Problem]:
    """Say what an editor must know or decide about the structure."""
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
