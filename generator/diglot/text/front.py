"""What stands above an article: headline, subtitle, byline, date line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diglot.text.bylines import Byline, find_byline, is_date_line, is_dateline
from diglot.text.cues import Cues, key
from diglot.text.lines import Line, colon_tail, ends_sentence, has_letter, has_sentence_inside

_LONGEST_TITLE = 220
_LONGEST_FRONT_LINE = 110
_MOST_FRONT_LINES = 6
_SURE = ("byline-cue", "byline-parts", "byline-name")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One line above the body."""

    part: str
    """title, byline, subtitle, note or rule."""
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Front:
    """The lines above the body, from the first, and what the byline says."""

    lines: tuple[FrontLine, ...]
    title: str
    byline: Byline


def find_front(lines: Sequence[Line], cues: Cues) -> Front:
    """Judge the lines above the body; the lead and all below it are left alone."""
    found: list[FrontLine] = []
    while len(found) < len(lines) and not has_letter(lines[len(found)].bare):
        found.append(FrontLine("rule", "no-letters", 0.9))
    byline, kicker = _kicker(lines[len(found) :], cues)
    found += kicker
    if len(found) == len(lines):
        return Front(tuple(found), "", byline)
    headline = lines[len(found)]
    if not _may_be_title(headline):
        return Front(tuple(found), "", byline)
    found.append(FrontLine("title", "first-line", 0.97 if headline.length < 140 else 0.85))
    rest, byline = _under_title(lines[len(found) :], cues, byline)
    return Front((*found, *rest), headline.text, byline)


def _may_be_title(line: Line) -> bool:
    """A paragraph is no headline: several sentences, the last one with its full stop."""
    if line.length > _LONGEST_TITLE:
        return False
    return not (line.length > 130 and line.bare.endswith(".") and has_sentence_inside(line.bare))


def _kicker(lines: Sequence[Line], cues: Cues) -> tuple[Byline, list[FrontLine]]:
    """A kind or an explicit byline above the headline."""
    if len(lines) > 1 and _may_be_title(lines[1]):
        byline = find_byline(lines[0].bare, cues)
        explicit = byline and byline.rule == "byline-cue" and byline.confidence > 0.9
        if byline and (byline.rule == "byline-kind" or explicit):
            return byline, [FrontLine("byline", byline.rule, 0.8)]
    return Byline(), []


def _under_title(
    lines: Sequence[Line], cues: Cues, byline: Byline
) -> tuple[list[FrontLine], Byline]:
    """Judge the lines under the headline, up to the first that is body."""
    found: list[FrontLine] = []
    for at, line in enumerate(lines[:_MOST_FRONT_LINES]):
        more = None if at + 1 == len(lines) else find_byline(line.bare, cues)
        if more and (more.rule != "byline-shape" or not byline.author) and not _clash(byline, more):
            byline = _merge(byline, more)
            found.append(FrontLine("byline", more.rule, more.confidence))
        elif note := _note_rule(line, cues):
            found.append(FrontLine("note", note, 0.9))
        elif _is_subtitle(lines, at, cues):
            found.append(FrontLine("subtitle", "above-byline", 0.85))
        elif outlet := _outlet(line, cues, byline):
            byline = replace(byline, outlet=outlet)
            found.append(FrontLine("byline", "byline-outlet", 0.8))
        else:
            break
    return found, byline


def _note_rule(line: Line, cues: Cues) -> str:
    if line.length > _LONGEST_FRONT_LINE:
        return ""
    if is_date_line(line.bare, cues):
        return "date-line"
    if is_dateline(line.bare, cues):
        return "dateline"
    if cues.credit.match(key(line.bare)):
        return "credit"
    return "" if has_letter(line.bare) else "no-letters"


def _is_subtitle(lines: Sequence[Line], at: int, cues: Cues) -> bool:
    """Whether a sure byline follows, in this line's own neighbourhood."""
    if at > 2 or lines[at].length > 400 or colon_tail(lines[at].text):
        return False
    for below in lines[at + 1 : at + 3]:
        byline = find_byline(below.bare, cues)
        sentence_then_name = (
            ends_sentence(lines[at].bare) and byline and byline.rule == "byline-name"
        )
        if byline and byline.rule in _SURE and not sentence_then_name:
            return True
        if below.length > 200:
            return False
    return False


def _outlet(line: Line, cues: Cues, byline: Byline) -> str:
    """An outlet alone under the author's name."""
    if not byline.author or byline.outlet or line.word_count > 5 or ends_sentence(line.bare):
        return ""
    text = line.bare.removesuffix(colon_tail(line.bare))
    known = key(text) in cues.outlets or key(text).partition(" ")[0] in cues.outlet_words
    return text if known else ""


def _clash(first: Byline, second: Byline) -> bool:
    """Whether both name an author, or the same other field."""
    return bool(
        (first.author and second.author)
        or (first.kind and second.kind)
        or (first.outlet and second.outlet)
    )


def _merge(first: Byline, second: Byline) -> Byline:
    return Byline(
        first.author or second.author,
        first.kind or second.kind,
        first.outlet or second.outlet,
        (*first.unplaced, *second.unplaced),
        second.rule,
        second.confidence,
    )
