"""Turns of an interview or dialogue: lines that open with who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from diglot.text.cues import Cues, key
from diglot.text.lines import Line, ends_question

_LABEL = re.compile(r"^[\s\u200e\u200f]*[*•\-–—]?\s*([^:：]{1,40}?)\s*[:：](.*)$", re.DOTALL)
_DASH_LABEL = re.compile(r"^[\s\u200e\u200f]*([^\W\d_]{1,6})\s*[-–—/.]\s*(?=\S)")
_ABBREVIATED_TITLE = re.compile(r"^(?:[^\W\d_]\.\s*)+")
_LONGEST_LABEL = 5


def is_interview(lines: Sequence[Line], front: Iterable[str], cues: Cues) -> bool:
    """Whether the article is an interview.

    Args:
        lines: the body.
        front: headline, kind and cue words of the byline.
        cues: words of the source language.
    """
    announced = set(re.findall(r"[^\W\d_]+", key(" ".join(front))))
    if announced & cues.interview:
        return True
    questions = [line for line in lines if ends_question(line.bare) and line.length < 250]
    addressed = sum(bool(_words(line) & cues.second_person) for line in questions)
    return len(questions) >= 2 and addressed >= 0.5 * len(questions)


def find_turns(lines: Sequence[Line], taken: frozenset[int], cues: Cues) -> dict[int, float]:
    """Give the lines that open with a recurring label, each with a confidence.

    Args:
        lines: the body.
        taken: indices already known to be something else.
        cues: words of the source language.
    """
    labels = {
        at: label
        for at, line in enumerate(lines)
        if at not in taken and (label := _label(line.bare, cues)) is not None
    }
    counts = Counter(labels.values())
    known = {label for label in counts if label in cues.turn_labels}
    recurring = {label for label, count in counts.items() if count > 1} | known
    turns = sum(counts[label] for label in recurring)
    if turns < 3 and not (len(known) > 1):
        return {}
    sure = 0.95 if len(known) > 1 or len(recurring) > 1 else 0.8
    # Once two voices alternate, a third that speaks once is a voice too, unless its line is bare.
    guests = {at for at, label in labels.items() if label not in recurring} if turns >= 4 else set()
    found = {at: sure for at, label in labels.items() if label in recurring}
    return found | {at: 0.7 for at in guests if _is_short_name(labels[at]) and _speaks(lines[at])}


def _label(bare: str, cues: Cues) -> str | None:
    """Give the key of the label that opens a line: up to five words before a colon."""
    dashed = _DASH_LABEL.match(bare)
    if dashed and key(dashed[1]) in cues.turn_labels:
        return key(dashed[1])
    match = _LABEL.match(bare)
    if match is None or re.search(r"[.!؟?،؛,;]\s", _ABBREVIATED_TITLE.sub("", match[1])):
        return None
    label = key(match[1])
    if match[2].startswith("//") or label in cues.reporting or label[1:] in cues.reporting:
        return None
    numbered = label in cues.ordinals or label.isdigit()
    too_long = len(label.split()) > _LONGEST_LABEL
    return None if numbered or too_long or label in cues.source_words else label


def _is_short_name(label: str) -> bool:
    return len(label.split()) <= 2 and not re.search(r"\d", label)


def _speaks(line: Line) -> bool:
    match = _LABEL.match(line.bare)
    return match is not None and len(match[2].strip()) > 0


def _words(line: Line) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", key(line.bare)))
