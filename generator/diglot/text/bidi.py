"""Runs of the opposite direction inside a line, which a page must isolate.

Rules and the cases that decide them: W3C, *Inline markup and bidirectional text in HTML*; bare
numbers, percentages and ranges stay plain, because isolating them turns `2023-2024` and `50%`
into the other language's order.
"""

from __future__ import annotations

import re

from diglot.model.language import Direction

_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_SIGNS = r"+\u2212-"
_CURRENCIES = r"$\u20ac\u00a3\u00a5"
_REST = rf"(?:[ \u00a0&'\u2019.,:/+@_#\u2010-\u2014-]*[{_LATIN}0-9])*[+#!]*"
# One class first, each branch looking back at it: the search then passes over Arabic letters ten
# times as fast.
_LATIN_RUN = re.compile(
    rf"[{_LATIN}\d{_CURRENCIES}{_SIGNS}](?:"
    rf"(?<=[{_LATIN}]){_REST}"
    rf"|(?<=\d)(?<![\w.,].)\d*[{_LATIN}]{_REST}"
    rf"|(?<=[{_SIGNS}])(?<![\w.,].)\d[\d.,]*(?!\d)"
    rf"|(?<=[{_CURRENCIES}])\s?\d(?:[\d.,]*\d)?)"
)
_RTL = r"\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(rf"[{_RTL}](?:[ \u00a0'\u2019./-]*[{_RTL}])*")
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible direction controls."""


def isolates(text: str, direction: Direction) -> list[tuple[int, int]]:
    """Give the runs of a text that must be isolated in a line of this direction.

    Returns:
        Half-open code-point spans, in order, not overlapping. Brackets around a run stay outside.
    """
    pattern = _LATIN_RUN if direction == "rtl" else _RTL_RUN
    return [match.span() for match in pattern.finditer(text)]
