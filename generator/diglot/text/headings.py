"""Section headings that carry no number: lines that end in a colon, and short lines on their own.

Precision comes first: a sentence is never made a heading, and a line in doubt stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.text.cues import Cues, key
from diglot.text.lines import (
    Line,
    blank_share,
    colon_tail,
    ends_question,
    ends_sentence,
    first_word,
    has_letter,
    has_sentence_inside,
    is_quoted,
    last_word,
)

_LONGEST_WITH_COLON = 130
_LONGEST_ALONE = 90
_MOST_WORDS_ALONE = 13
_WORDS_OF_A_SINGLE = 4
_OPEN_END = ("،", "؛", ",", ";", "-", "–", "—", "/")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a line is a heading, by which rule, how surely."""

    heading: bool
    rule: str
    confidence: float


def judge_colon(line: Line, below: Line | None, cues: Cues, *, above_items: bool) -> Verdict:
    """Judge a line that ends in a colon.

    Args:
        line: the line.
        below: the line under it, None at the end of the article.
        cues: words of the source language.
        above_items: whether the line under it is a list item.
    """
    clause = line.bare[: len(line.bare) - len(colon_tail(line.bare))].rstrip()
    if below is None:
        return Verdict(heading=False, rule="colon-at-end", confidence=0.7)
    if key(clause) in cues.source_words | cues.heading_words | cues.closing_words:
        return Verdict(heading=True, rule="usual-heading", confidence=0.97)
    if ends_question(clause):
        return _judge_question(line, clause)
    intro = _why_clause(clause, below, cues, above_items=above_items)
    if intro is not None:
        return intro
    confidence = 0.95 if line.word_count <= 9 else 0.85
    if above_items:
        confidence -= 0.13
    elif below.length < line.length:
        confidence -= 0.2
    return Verdict(heading=True, rule="colon-heading", confidence=round(confidence, 2))


def _judge_question(line: Line, clause: str) -> Verdict:
    if line.length > _LONGEST_WITH_COLON or has_sentence_inside(clause):
        return Verdict(heading=False, rule="long-question", confidence=0.8)
    return Verdict(heading=True, rule="question-colon-heading", confidence=0.95)


def _why_clause(clause: str, below: Line, cues: Cues, *, above_items: bool) -> Verdict | None:
    """Say why the words before a colon are a clause that hands over, or None if they are not."""
    folded = key(clause)
    spoken = set(re.findall(r"[^\W\d_]+", folded)) & cues.speech
    if len(clause) > _LONGEST_WITH_COLON or has_sentence_inside(clause):
        return Verdict(heading=False, rule="sentence-before-colon", confidence=0.9)
    if last_word(clause) in cues.intro_ends or (
        last_word(clause) in cues.final_verbs and first_word(clause) not in cues.question_words
    ):
        return Verdict(heading=False, rule="intro-ending", confidence=0.95)
    if _opens_with(folded, cues.reporting) or spoken:
        return Verdict(heading=False, rule="reported-speech", confidence=0.9)
    if cues.conjunctions.match(folded) or _opens_with(folded, cues.list_verbs):
        return Verdict(heading=False, rule="intro-clause", confidence=0.85)
    if is_quoted(below.bare) and len(clause.split()) > 5:
        return Verdict(heading=False, rule="quotation-below", confidence=0.65)
    if re.search(r"[،,؛;]\s*$", clause) or is_quoted(clause):
        return Verdict(heading=False, rule="open-clause", confidence=0.7)
    if above_items and re.search(r"[،,؛;]", clause) and len(clause.split()) > 10:
        return Verdict(heading=False, rule="intro-clause", confidence=0.7)
    return None


def _opens_with(folded: str, openers: Collection[str]) -> bool:
    """Whether the first word, a joined و ف س off, is one of these."""
    first = re.sub(r"[^\w\s]", " ", folded).split()
    if not first:
        return False
    word = first[1] if first[0] == "و" and len(first) > 1 else first[0]
    return word in openers or (word[:1] in "وفس" and word[1:] in openers)


# --- sections that count themselves: المحور الأول، الفصل الثاني ---

_LABELLED = re.compile(r"^(\S+)\s+(\S+?)(?:\s*[:：.\-–—]+\s*(.*))?$", re.DOTALL)


def find_labelled(lines: Sequence[Line], taken: Collection[int], cues: Cues) -> dict[int, str]:
    """Find short lines that open with one noun and an ordinal or number that counts on.

    Args:
        lines: the body.
        taken: indices of lines already judged.
        cues: words of the source language.

    Returns:
        The noun by index of line, for nouns with two such lines or more.
    """
    runs: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines[:-1]):
        labelled = None if at in taken else _labelled(line, cues)
        if labelled is not None:
            noun, number = labelled
            runs.setdefault(noun, []).append((at, number))
    return {
        at: noun
        for noun, run in runs.items()
        if len(run) > 1
        and [number for _, number in run] == list(range(1, len(run) + 1))
        and all(later - sooner > 1 for (sooner, _), (later, _) in pairwise(run))
        for at, _ in run
    }


_DOTTED = re.compile(r"^(\d{1,2})[.-](\d{1,2})[.)\-–:]?\s+(?=[^\W\d])")


def find_dotted(lines: Sequence[Line], taken: Collection[int], cues: Cues) -> frozenset[int]:
    """Find short lines numbered 2.1, 2.2 … in order, over text of their own.

    Args:
        lines: the body.
        taken: indices of lines already judged.
        cues: words of the source language.
    """
    found: dict[int, tuple[int, int]] = {}
    for at, line in enumerate(lines[:-1]):
        match = _DOTTED.match(line.bare)
        short = line.length <= _LONGEST_ALONE and not ends_sentence(line.bare)
        month = match and first_word(line.bare[match.end() :]) in cues.months
        if match and short and not month and at not in taken:
            found[at] = (int(match[1]), int(match[2]))
    ranks = list(found.values())
    in_order = len(ranks) > 1 and all(_follows(a, b) for a, b in pairwise(ranks))
    return frozenset(found) if in_order and ranks[0][1] in (0, 1) else frozenset()


def _follows(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether 2.2 follows 2.1, or 3.1 any of them."""
    return after == (before[0], before[1] + 1) or (after[0] > before[0] and after[1] in (0, 1))


def _labelled(line: Line, cues: Cues) -> tuple[str, int] | None:
    bare = line.bare
    match = _LABELLED.match(bare)
    if match is None or line.length > _LONGEST_ALONE or has_sentence_inside(match[3] or ""):
        return None
    if bare.endswith(_OPEN_END) or (ends_sentence(bare) and not ends_question(bare)):
        return None
    noun, count = key(match[1]), key(match[2])
    number = cues.ordinals.get(count) or (int(count) if count.isdecimal() else None)
    if number is None:  # پہلا حصہ, first the ordinal
        noun, number = key(match[2]), cues.ordinals.get(key(match[1]))
    return (noun, number) if number is not None else None


# --- short lines without a colon ---


def find_unmarked(
    lines: Sequence[Line],
    taken: Mapping[int, bool],
    cues: Cues,
    *,
    interview: bool,
) -> dict[int, Verdict]:
    """Find the short unpunctuated lines that stand over longer text.

    Args:
        lines: the body.
        taken: lines already judged, by index; True where the line is a heading.
        cues: words of the source language.
        interview: whether questions are turns of an interview, hence no headings.
    """
    context = _context(lines, taken, cues, interview=interview)
    found: dict[int, Verdict] = {}
    for at in range(len(lines) - 1, -1, -1):
        if at in taken or not _is_candidate(lines[at], context):
            continue
        verdict = _judge_alone(lines, at, context, found)
        if verdict is not None:
            found[at] = verdict
    return _drop_first_line(_weigh_recurrence(found, lines), lines)


@dataclass(frozen=True, slots=True)
class _Context:
    taken: Mapping[int, bool]
    cues: Cues
    interview: bool
    separated: bool
    """Blank lines stand between most paragraphs, so that neighbours without one belong together."""
    mixed: bool
    """Blank lines stand at some places only, so that they mean something there."""
    punctuated: bool
    """Paragraphs end in a full stop, so that a line without one stands out."""


def _context(
    lines: Sequence[Line], taken: Mapping[int, bool], cues: Cues, *, interview: bool
) -> _Context:
    share = blank_share(tuple(lines))
    long_lines = [line for at, line in enumerate(lines) if at not in taken and line.length > 100]
    stopped = sum(ends_sentence(line.bare) or line.bare.endswith(":") for line in long_lines)
    return _Context(
        taken=taken,
        cues=cues,
        interview=interview,
        separated=share >= 0.5,
        mixed=0 < share < 0.5,
        punctuated=bool(long_lines) and stopped >= 0.8 * len(long_lines),
    )


def _is_candidate(line: Line, context: _Context) -> bool:
    """Whether the line alone can be a heading."""
    bare, cues = line.bare, context.cues
    question = ends_question(bare)
    if line.length > _LONGEST_ALONE or line.word_count > _MOST_WORDS_ALONE or not has_letter(bare):
        return False
    if bare.endswith(_OPEN_END) or has_sentence_inside(bare) or is_quoted(bare) or colon_tail(bare):
        return False
    if ends_sentence(bare) and not question:
        return False
    if question and context.interview:
        return False
    if re.match(r"^[\s]*[*(\[«\"•\-–—#>|\d]", bare) and not question:
        return False
    if re.match(r"^[^:]{1,25}[:：]\s", bare) and first_word(bare) in cues.source_words:
        return False
    return question or not _reads_as_sentence(bare, cues)


def _reads_as_sentence(bare: str, cues: Cues) -> bool:
    folded = key(bare)
    ends_in_verb = (
        last_word(bare) in cues.final_verbs and first_word(bare) not in cues.question_words
    )
    joined = (
        cues.conjunctions.match(folded) or cues.openings.match(f"{folded} ")
    ) and folded not in cues.heading_words
    address = re.search(r"https?://|www\.|@|[a-z0-9]\.(?:com|org|net)\b", folded)
    return bool(ends_in_verb or joined or address or _opens_with(folded, cues.reporting))


def _judge_alone(
    lines: Sequence[Line], at: int, context: _Context, found: Mapping[int, Verdict]
) -> Verdict | None:
    """Judge a candidate by the lines around it; those below it are judged already."""
    line = lines[at]
    if at + 1 >= len(lines) or not _may_stand_after(lines, at, context):
        return None
    if key(line.bare) in context.cues.heading_words | context.cues.closing_words:
        return Verdict(heading=True, rule="usual-heading", confidence=0.95)
    if not _governs(lines, at, context, found):
        return None
    if context.separated or (context.mixed and line.gap_before):
        if not line.gap_before:
            return None
        confidence = 0.85 if line.gap_after else 0.8
        rule = "question-alone" if ends_question(line.bare) else "short-line-alone"
        return Verdict(heading=True, rule=rule, confidence=confidence)
    if not context.punctuated or line.length > 70 or line.word_count > 10:
        return None
    return Verdict(heading=True, rule="short-unpunctuated", confidence=0.7)


def _may_stand_after(lines: Sequence[Line], at: int, context: _Context) -> bool:
    """Whether what stands above is finished: a sentence, an item, another heading."""
    if at == 0:
        return True
    above = lines[at - 1]
    if at - 1 in context.taken:
        return True
    finished = ends_sentence(above.bare) or not context.punctuated
    # Short lines in a row are a list, an address or a poem.
    return finished and not (
        above.length < 60 and not ends_sentence(above.bare) and not lines[at].gap_before
    )


def _governs(
    lines: Sequence[Line], at: int, context: _Context, found: Mapping[int, Verdict]
) -> bool:
    """Whether text longer than the line, a list or a sub-heading stands under it."""
    line, below = lines[at], lines[at + 1]
    if at + 1 in found or context.taken.get(at + 1):
        two_down = at + 2 < len(lines) and (at + 2 in found or bool(context.taken.get(at + 2)))
        return line.gap_before and not two_down
    if at + 1 in context.taken:
        return line.word_count <= 8
    if ends_sentence(below.bare) or colon_tail(below.bare):
        return below.length >= max(45, 1.2 * line.length)
    return below.length >= max(100, 2 * line.length)


def _weigh_recurrence(found: Mapping[int, Verdict], lines: Sequence[Line]) -> dict[int, Verdict]:
    """Trust a kind of heading more where it recurs, less where it stands once."""
    loose = [at for at, verdict in found.items() if verdict.rule == "short-unpunctuated"]
    if len(loose) == 1 and lines[loose[0]].word_count > _WORDS_OF_A_SINGLE:
        found = {at: verdict for at, verdict in found.items() if at != loose[0]}
    shift = 0.07 if len(found) > 2 else 0.0 if len(found) == 2 else -0.1
    return {
        at: v
        if v.rule == "usual-heading"
        else Verdict(v.heading, v.rule, round(v.confidence + shift, 2))
        for at, v in found.items()
    }


def _drop_first_line(found: dict[int, Verdict], lines: Sequence[Line]) -> dict[int, Verdict]:
    """Under the headline a short line is a subtitle, unless its kind recurs."""
    if 0 in found and found[0].rule != "usual-heading":
        alike = sum(v.rule == found[0].rule for at, v in found.items() if at)
        if alike < 2 or lines[0].word_count > 6:
            return {at: verdict for at, verdict in found.items() if at}
    return found
