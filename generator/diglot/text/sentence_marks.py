"""Counts sentences, and finds what is said twice, at the speed of one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

_END = re.compile(r"[.!?؟…۔]+[)»”’\"'\]]*(?=\s|$)")
_TITLE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|St|Jr|Sr|No|vs|Jan|Feb|Mar|"
    r"Apr|Aug|Sept|Sep|Oct|Nov|Dec|[a-z]\.[a-z]|[A-Z])|(?<!\w)(?:د|أ|م))\.$"
)
_LEAST = 20
"""Letters of a sentence that is not repeated by chance."""


def sentences(text: str) -> list[str]:
    """Cut a text after each full stop, question mark or exclamation mark that ends a sentence."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        mark = match[0]
        if mark[0] == "." and mark.rstrip(")»”’\"'] ") == "." and end < len(text):
            if _TITLE.search(text[max(start, match.start() - 8) : match.start() + 1]):
                continue
        elif mark.startswith("..") and end < len(text):
            continue
        if part := text[start:end].strip():
            found.append(part)
        start = end
    if rest := text[start:].strip():
        found.append(rest)
    return found


def repeated(parts: list[str]) -> str:
    """Give a sentence that stands twice, or nothing."""
    if len(parts) < 2:
        return ""
    seen: set[str] = set()
    for part in parts:
        key = part.lower().rstrip(".!?؟ ")
        if len(key) >= _LEAST:
            if key in seen:
                return part
            seen.add(key)
    return ""


def said_again(spoken: Sequence[str]) -> bool:
    """Whether three words stand twice in the same order: else nothing longer is repeated."""
    return len({*zip(spoken, spoken[1:], spoken[2:], strict=False)}) < len(spoken) - 2


def looped(spoken: Sequence[str]) -> str:
    """Give a run of three words or more that is said again at once, as engines do when stuck."""
    if len(spoken) < 8:
        return ""
    last: dict[tuple[str, str, str], int] = {}
    for i, three in enumerate(zip(spoken, spoken[1:], spoken[2:], strict=False)):
        before = last.get(three)
        size = 0 if before is None else i - before
        if 3 <= size <= 20 and spoken[i - size : i] == spoken[i : i + size]:
            return " ".join(spoken[i - size : i])
        last[three] = i
    return ""
