"""The difference of two texts, word by word, as a reader would mark it."""

from __future__ import annotations

import re
from itertools import pairwise

from rapidfuzz.distance import Indel

from diglot.model.difference import Part
from diglot.text.words import words

_GAP = re.compile(r"\s+|\S")


def word_difference(old: str, new: str) -> tuple[Part, ...]:
    """Give the parts of two texts in order: what both have, what is gone, what is new.

    A word is never cut, and the spaces between two changed words change with them. What is gone
    and what both have make the old text, what is new and what both have the new one.
    """
    before, after = _tokens(old), _tokens(new)
    runs: list[list[str]] = []
    for op in Indel.opcodes(before, after):
        gone = "".join(before[op.src_start : op.src_end])
        came = "".join(after[op.dest_start : op.dest_end])
        if op.tag == "equal" and (not runs or gone.strip() or op.src_end == len(before)):
            runs.append([gone, "", ""])
            continue
        if op.tag != "equal" and (not runs or runs[-1][0]):
            runs.append(["", "", ""])
        if op.tag == "equal" and runs[-1][0]:
            runs[-1][0] += gone
            continue
        runs[-1][1] += "" if op.tag == "insert" else gone
        runs[-1][2] += "" if op.tag == "delete" else came
    return tuple(
        part
        for same, gone, came in runs
        for part in (Part("same", same), Part("gone", gone), Part("new", came))
        if part.text
    )


def _tokens(text: str) -> list[str]:
    """Cut a text into words, runs of spaces, and other characters one by one."""
    edges = [0, *(offset for span in words(text) for offset in span), len(text)]
    tokens: list[str] = []
    for index, (start, end) in enumerate(pairwise(edges)):
        piece = text[start:end]
        tokens += [piece] if index % 2 else _GAP.findall(piece)
    return [token for token in tokens if token]
