"""Which possible markers count on from one another, and what their lines are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from diglot.model.document import ListStyle
from diglot.text.lines import Line, colon_tail, ends_question, ends_sentence, has_sentence_inside
from diglot.text.markers import Marker

_DEEPEST = 4
"""Runs of one style that may be open inside one another."""


class Use(Enum):
    """What the lines of a series are."""

    ITEMS = "items"
    HEADINGS = "headings"
    TURNS = "turns"
    """Dashes that mark who speaks."""


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a series."""

    at: int
    """Index of the line."""
    marker: Marker
    number: int
    """0 for a bullet."""


@dataclass(frozen=True, slots=True)
class Series:
    """Lines that count on from one another, or bullets of one glyph."""

    members: tuple[Member, ...]
    use: Use
    rule: str
    confidence: float


def find_series(
    lines: Sequence[Line], markers: Mapping[int, Marker], *, interview: bool
) -> tuple[Series, ...]:
    """Group the possible markers; what belongs to no series is none.

    Args:
        lines: the body.
        markers: possible markers by index of their line.
        interview: whether the article is one, where a lone question is a turn, not a heading.
    """
    numbered = [
        _judge_numbered(lines, markers, run, interview=interview) for run in _count_on(markers)
    ]
    bulleted = _bulleted(lines, markers, interview=interview)
    return tuple(sorted((*numbered, *bulleted), key=lambda series: series.members[0].at))


# --- numbers, letters and ordinals ---


def _count_on(markers: Mapping[int, Marker]) -> list[tuple[Member, ...]]:
    """Give the runs of two or more members in which each number follows from the one before."""
    runs: list[list[Member]] = []
    open_runs: dict[ListStyle, list[list[Member]]] = {}
    for at, marker in sorted(markers.items()):
        if marker.style is ListStyle.BULLET:
            continue
        stack = open_runs.setdefault(marker.style, [])
        run = _run_to_join(stack, at, marker)
        if run is not None:
            del stack[stack.index(run) + 1 :]
            run.append(Member(at, marker, _next_number(run[-1], marker, at)))
        elif (first := _first_number(markers, at, marker)) is not None:
            run = [Member(at, marker, first)]
            stack[:] = [*stack[-_DEEPEST:], run]
            runs.append(run)
    return [tuple(run) for run in runs if len(run) > 1]


def _run_to_join(stack: list[list[Member]], at: int, marker: Marker) -> list[Member] | None:
    """Give the open run that this marker continues: the neighbour first, then like delimiters."""
    fits = [run for run in stack if _next_number(run[-1], marker, at)]
    neighbours = [run for run in fits if run[-1].at == at - 1]
    alike = [run for run in fits if run[-1].marker.delimiter == marker.delimiter]
    choice = neighbours[-1:] or alike[:1] or fits[-1:]
    return choice[0] if choice else None


def _next_number(last: Member, marker: Marker, at: int) -> int:
    """Give the number by which a marker continues after this member, or 0."""
    if last.number + 1 in marker.numbers:
        return last.number + 1
    jumps = [number for number in marker.numbers if 0 < number - last.number <= 3]
    may_jump = last.at == at - 1 and marker.style is not ListStyle.LETTER
    return jumps[0] if jumps and may_jump and marker.delimiter == last.marker.delimiter else 0


def _first_number(markers: Mapping[int, Marker], at: int, marker: Marker) -> int | None:
    """Give the number by which a marker may open a run: 1, or any that the next line follows."""
    if 1 in marker.numbers:
        return 1
    following = markers.get(at + 1)
    number = min(marker.numbers)
    digits = (ListStyle.DECIMAL, ListStyle.INDIC)
    if marker.style in digits and following is not None and following.style is marker.style:
        return number if number + 1 in following.numbers else None
    return None


def _judge_numbered(
    lines: Sequence[Line],
    markers: Mapping[int, Marker],
    run: tuple[Member, ...],
    *,
    interview: bool,
) -> Series:
    """Tell a series of section headings from the items of a list."""
    gaps = sum(b.at - a.at > 1 for a, b in pairwise(run))
    if gaps == len(run) - 1 and all(_may_be_heading(m) for m in run):
        governed = sum(_governs_text(lines, markers, member) for member in run)
        if governed == len(run) or (governed >= 2 and governed >= 0.75 * len(run)):
            if interview and all(ends_question(lines[m.at].bare) for m in run):
                return Series(run, Use.TURNS, "numbered-question", 0.8)
            return Series(run, Use.HEADINGS, "numbered-heading", 0.85)
    if gaps == 0:
        confidence = 0.97 if len(run) > 2 else 0.92
        return Series(run, Use.ITEMS, "series", confidence)
    return Series(run, Use.ITEMS, "interrupted-series", 0.8)


def _may_be_heading(member: Member) -> bool:
    bare = member.marker.rest.strip()
    if len(bare) > 100 or len(bare.split()) > 15 or has_sentence_inside(bare):
        return False
    return ends_question(bare) or not (ends_sentence(bare) or bare.endswith(("،", "؛", ",", ";")))


def _governs_text(lines: Sequence[Line], markers: Mapping[int, Marker], member: Member) -> bool:
    """Whether running text, longer than the member itself, stands right under it."""
    below = member.at + 1
    if below >= len(lines):
        return False
    line = lines[below]
    if below in markers and markers[below].style is not ListStyle.BULLET:
        # A sub-heading or a list of its own: look one further.
        below += 1
        line = lines[below] if below < len(lines) else line
    long_enough = line.length >= max(50, lines[member.at].length)
    sentence = ends_sentence(line.bare) and line.length >= lines[member.at].length
    return long_enough or sentence or bool(colon_tail(line.text))


# --- bullets ---


def _bulleted(
    lines: Sequence[Line], markers: Mapping[int, Marker], *, interview: bool
) -> list[Series]:
    """Group neighbouring bullets of one glyph, and judge those that stand alone together."""
    groups: list[list[Member]] = []
    for at, marker in sorted(markers.items()):
        if marker.style is not ListStyle.BULLET:
            continue
        last = groups[-1][-1] if groups else None
        if last and last.at == at - 1 and last.marker.delimiter == marker.delimiter:
            groups[-1].append(Member(at, marker, 0))
        else:
            groups.append([Member(at, marker, 0)])
    series = [_judge_group(lines, tuple(group)) for group in groups if len(group) > 1]
    singles = [group[0] for group in groups if len(group) == 1]
    found = series + _judge_singles(lines, singles, interview=interview)
    return [_as_turns(one) for one in found] if _stars_and_dashes(lines, markers) else found


def _judge_group(lines: Sequence[Line], group: tuple[Member, ...]) -> Series:
    questions = sum(ends_question(lines[member.at].bare) for member in group)
    introduced = group[0].at > 0 and bool(colon_tail(lines[group[0].at - 1].text))
    weak = group[0].marker.weak_bullet
    if weak and 0 < questions < len(group) and not introduced:
        return Series(group, Use.TURNS, "dialogue-dash", 0.75)
    return Series(group, Use.ITEMS, "bullets", 0.9 if weak and not introduced else 0.97)


def _judge_singles(
    lines: Sequence[Line], singles: list[Member], *, interview: bool
) -> list[Series]:
    """Judge bullets without a neighbour, glyph by glyph."""
    found: list[Series] = []
    for glyph in dict.fromkeys(member.marker.delimiter for member in singles):
        alike = tuple(member for member in singles if member.marker.delimiter == glyph)
        questions = all(ends_question(lines[member.at].bare) for member in alike)
        heads = [m for m in alike if _may_be_heading(m) and _governs_text(lines, {}, m)]
        if interview and questions:
            found.append(Series(alike, Use.TURNS, "question-bullet", 0.8))
        elif len(alike) > 1 and len(heads) == len(alike):
            found.append(Series(alike, Use.HEADINGS, "bulleted-heading", 0.75))
        else:
            found += [_judge_single(member) for member in alike]
    return found


def _judge_single(member: Member) -> Series:
    """A bullet alone is an item where its glyph is nothing else; a dash or star is text."""
    if member.marker.weak_bullet:
        return Series((member,), Use.TURNS, "lone-dash", 0.65)
    return Series((member,), Use.ITEMS, "lone-bullet", 0.75)


def _stars_and_dashes(lines: Sequence[Line], markers: Mapping[int, Marker]) -> bool:
    """Whether stars ask and dashes answer, as newspapers print an interview."""
    weak = {at: m for at, m in markers.items() if m.weak_bullet}
    pairs = [
        at
        for at, marker in weak.items()
        if ends_question(lines[at].bare)
        and at + 1 in weak
        and weak[at + 1].delimiter != marker.delimiter
    ]
    return len(pairs) > 1


def _as_turns(series: Series) -> Series:
    if not series.members[0].marker.weak_bullet:
        return series
    return replace(series, use=Use.TURNS, rule="question-and-answer", confidence=0.85)
