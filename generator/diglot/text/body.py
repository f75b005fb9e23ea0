"""The role of every line of an article's body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diglot.model.document import ListStyle
from diglot.model.ingest import Role
from diglot.text.bylines import find_byline, is_date_line, is_dateline
from diglot.text.cues import Cues, key
from diglot.text.headings import Verdict, find_dotted, find_labelled, find_unmarked, judge_colon
from diglot.text.levels import DOTTED, Mark, levels
from diglot.text.lines import Line, colon_tail, ends_question, first_word, has_letter
from diglot.text.markers import Marker, find_marker
from diglot.text.series import Member, Series, Use, find_series
from diglot.text.speakers import find_turns

_NOTE_ROOM = 5
"""How many lines at the end may be closing notes."""
_LONGEST_CLOSING_NOTE = 90
_LONGEST_CREDIT = 110
_SURE = 0.9
_LABELLED_SERIES = 100_000
_LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Judged:
    """The role of one line of the body."""

    role: Role
    rule: str
    confidence: float
    marker: Marker | None = None
    """The list marker of an item, or the glyph of a heading."""
    number: int = 0
    series: int = -1
    """Which series the line belongs to; -1 for none."""
    level: int = 0


def judge_body(lines: Sequence[Line], cues: Cues, *, interview: bool) -> tuple[Judged, ...]:
    """Give the role of each line, lead and paragraphs included.

    Args:
        lines: the body, front lines left out.
        cues: words of the source language.
        interview: whether the article is one.
    """
    judged: dict[int, Judged] = _notes(lines, cues)
    labelled = find_labelled(lines, judged, cues)
    judged |= _of_labels(labelled)
    dotted = find_dotted(lines, judged, cues)
    judged |= {at: Judged(Role.HEADING, "dotted-heading", 0.85) for at in dotted}
    turns = find_turns(lines, frozenset(judged) | _surely_marked(lines, cues), cues)
    judged |= {at: Judged(Role.SPEAKER, "speaker-label", sure) for at, sure in turns.items()}
    interview = interview or len(turns) >= 4
    markers = {
        at: marker
        for at, line in enumerate(lines)
        if at not in judged and (marker := find_marker(line.text, cues)) is not None
    }
    for number, series in enumerate(find_series(lines, markers, interview=interview)):
        judged |= _of_series(series, number)
    judged |= _colons(lines, judged, cues)
    heads = {at: one.role is Role.HEADING for at, one in judged.items()}
    alone = find_unmarked(lines, heads, cues, interview=interview)
    judged |= {at: Judged(Role.HEADING, v.rule, v.confidence) for at, v in alone.items()}
    if interview:
        judged |= _questions(lines, judged)
    judged |= _paragraphs(lines, judged)
    return _with_levels(lines, judged, cues)


def _surely_marked(lines: Sequence[Line], cues: Cues) -> frozenset[int]:
    """Lines whose opening word before a colon is an ordinal, hence no speaker."""
    found = {at: find_marker(line.text, cues) for at, line in enumerate(lines)}
    return frozenset(at for at, m in found.items() if m and m.style is ListStyle.ORDINAL)


def _notes(lines: Sequence[Line], cues: Cues) -> dict[int, Judged]:
    """Lines that only rule off, date, credit or annotate."""
    found: dict[int, Judged] = {}
    for at, line in enumerate(lines):
        near_end = at and at >= len(lines) - _NOTE_ROOM
        starred_above = at > 0 and lines[at - 1].bare.startswith("*")
        last = at + 1 == len(lines) and not starred_above
        rule = _note_rule(line, cues, first=at == 0, near_end=bool(near_end), last=last)
        if rule:
            found[at] = Judged(Role.NOTE, rule, 0.85)
    return found


def _note_rule(line: Line, cues: Cues, *, first: bool, near_end: bool, last: bool) -> str:
    bare = line.bare
    if not has_letter(bare):
        return "no-letters"
    source = re.match(r"^[*\s(]*([^:：]{2,25}?)\s*[:：]\s*\S", bare)
    if source and key(source[1]) in cues.source_words and line.length < 300:
        return "source-line"
    if not near_end and not first:
        return ""
    if is_date_line(bare, cues) and line.length < 60:
        return "date-line"
    if is_dateline(bare, cues):
        return "dateline"
    return "" if first else _closing_rule(line, cues, last=last)


def _closing_rule(line: Line, cues: Cues, *, last: bool) -> str:
    """Say what a line near the end is if it is no running text."""
    bare = line.bare
    if cues.credit.match(key(bare)) and line.length < _LONGEST_CREDIT:
        return "credit"
    byline = find_byline(bare, cues)
    if byline is not None and byline.rule == "byline-cue" and byline.confidence > _SURE:
        return "closing-byline"
    described = first_word(bare) in cues.descriptors
    starred = re.match(r"^[(\[]?[*٭]+[)\]]?\s*", bare)
    if starred and (described or last or starred[0].strip() != "*"):
        return "closing-note"
    if described and last and line.length < _LONGEST_CLOSING_NOTE:
        return "closing-note"
    return "agency" if key(bare).strip("()[]. ") in cues.outlets else ""


def _of_series(series: Series, number: int) -> dict[int, Judged]:
    roles = {Use.ITEMS: Role.ITEM, Use.HEADINGS: Role.HEADING, Use.TURNS: Role.SPEAKER}
    found: dict[int, Judged] = {}
    for member in series.members:
        role = roles[series.use]
        if series.rule == "lone-dash":
            role = Role.PARAGRAPH
        # A number belongs to the heading that it numbers; a bullet only announces it.
        glyph = series.use is Use.HEADINGS and member.marker.style is ListStyle.BULLET
        keeps = not (series.use is Use.ITEMS or glyph)
        marker = None if keeps else member.marker
        in_series = -1 if glyph else number
        found[member.at] = _judged_member(series, member, role, marker, in_series)
    return found


def _judged_member(
    series: Series, member: Member, role: Role, marker: Marker | None, in_series: int
) -> Judged:
    return Judged(role, series.rule, series.confidence, marker, member.number, in_series)


def _of_labels(labelled: Mapping[int, str]) -> dict[int, Judged]:
    """Sections that count themselves form a series for each noun, as numbered ones do."""
    nouns = list(dict.fromkeys(labelled.values()))
    return {
        at: Judged(
            Role.HEADING, "labelled-heading", 0.92, series=_LABELLED_SERIES + nouns.index(noun)
        )
        for at, noun in labelled.items()
    }


def _questions(lines: Sequence[Line], judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """In an interview a short question on its own is the interviewer's turn."""
    return {
        at: Judged(Role.SPEAKER, "interview-question", 0.8)
        for at, line in enumerate(lines)
        if at not in judged and line.length < _LONGEST_QUESTION and ends_question(line.bare)
    }


def _colons(lines: Sequence[Line], judged: Mapping[int, Judged], cues: Cues) -> dict[int, Judged]:
    """Tell headings from clauses among the lines that end in a colon."""
    found: dict[int, Judged] = {}
    repeated = Counter(key(line.bare) for line in lines)
    for at, line in enumerate(lines):
        if at in judged or not colon_tail(line.text):
            continue
        below = lines[at + 1] if at + 1 < len(lines) else None
        above_items = at + 1 in judged and judged[at + 1].role is Role.ITEM
        verdict: Verdict = judge_colon(line, below, cues, above_items=above_items)
        if verdict.heading and repeated[key(line.bare)] > 1:
            verdict = Verdict(heading=False, rule="repeated-label", confidence=0.7)
        role = Role.HEADING if verdict.heading else Role.LIST_INTRO
        if below is None:
            role = Role.PARAGRAPH
        found[at] = Judged(role, verdict.rule, verdict.confidence)
    return found


def _paragraphs(lines: Sequence[Line], judged: Mapping[int, Judged]) -> dict[int, Judged]:
    """The rest is running text; the first of it, before any heading, is the lead."""
    found: dict[int, Judged] = {}
    led = False
    for at, line in enumerate(lines):
        if at in judged:
            led = led or judged[at].role is not Role.NOTE
            continue
        confidence = 0.95 if line.length > 120 else 0.85
        if led:
            found[at] = Judged(Role.PARAGRAPH, "running-text", confidence)
        else:
            found[at] = Judged(Role.LEAD, "first-paragraph", confidence)
        led = True
    return found


def _with_levels(
    lines: Sequence[Line], judged: Mapping[int, Judged], cues: Cues
) -> tuple[Judged, ...]:
    heads = [at for at, one in sorted(judged.items()) if one.role is Role.HEADING]
    intros = frozenset(at for at, one in judged.items() if one.role is Role.LIST_INTRO)
    found = levels([_mark(at, lines[at], judged[at], cues) for at in heads], intros)
    return tuple(
        Judged(
            one.role, one.rule, one.confidence, one.marker, one.number, one.series, found.get(at, 0)
        )
        for at, one in sorted(judged.items())
    )


def _mark(at: int, line: Line, judged: Judged, cues: Cues) -> Mark:
    words = line.bare[: len(line.bare) - len(colon_tail(line.bare))]
    outermost = key(words) in cues.closing_words
    if judged.series >= 0:
        family = "numbered"
    elif judged.rule == "dotted-heading":
        family = DOTTED
    elif judged.rule == "bulleted-heading":
        family = "bullet"
    else:
        family = "colon" if colon_tail(line.text) else "plain"
    return Mark(at, family, judged.series, outermost=outermost)
