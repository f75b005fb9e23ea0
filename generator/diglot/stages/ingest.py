"""Raw text of an article → its structure: what every line is, and what was taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from diglot.model.document import FrontMatter, Status
from diglot.model.ingest import Decision, Ingested, Recognition, Removal, RemovalReason, Role
from diglot.text.body import Judged, judge_body
from diglot.text.cue_words import cues_for
from diglot.text.doubts import closing_author, doubts
from diglot.text.front import Front, FrontLine, find_front
from diglot.text.languages import recognise
from diglot.text.lines import Line, colon_tail, split_lines
from diglot.text.lints import lint_lines
from diglot.text.nesting import Place, place_items
from diglot.text.speakers import is_interview

_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


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
        (*doubts(front, decisions, language, path), *lint_lines(lines, path)),
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
    author = front.byline.author or closing_author(decisions, language)
    return FrontMatter(
        title=front.title,
        author=author,
        outlet=front.byline.outlet,
        kind=front.byline.kind,
        lang=language.tag,
        status=Status.DRAFT,
    )
