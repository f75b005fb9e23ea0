"""Sentences inside a block of text."""

from __future__ import annotations

import re
from functools import lru_cache

from sentencex import get_sentence_boundaries

_ABBREVIATION = re.compile(r"(?:^|[\s(«“\"])(?:أ\.?\s?)?[دأمـ]\.\s*$")
"""Arabic titles before a name (د. أ. م. أ.د.), after which a sentence does not end."""


_ENDS = ("د.", "أ.", "م.", "ـ.")


# A long passage that names somebody is cut for its alignment and for its quotations.
@lru_cache(maxsize=1 << 9)
def sentences(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Give the sentences of a text as spans that join to the whole.

    Args:
        text: visible text of one block.
        lang: BCP 47 tag.

    Returns:
        Half-open code-point spans in order, white space belonging to the sentence before it;
        empty for an empty text.
    """
    spans: list[tuple[int, int]] = []
    open_start: int | None = None
    for boundary in get_sentence_boundaries(lang, text):
        start = boundary["start_index"] if open_start is None else open_start
        end = boundary["end_index"]
        sentence = text[start:end]
        if sentence.rstrip().endswith(_ENDS) and end < len(text) and _ABBREVIATION.search(sentence):
            open_start = start
            continue
        spans.append((start, end))
        open_start = None
    return _joined(spans, text)


def _joined(spans: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Close every gap, so that no character belongs to no sentence."""
    if not text:
        return ()
    starts = sorted({0, *(start for start, end in spans[1:] if 0 < start < len(text))})
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))
