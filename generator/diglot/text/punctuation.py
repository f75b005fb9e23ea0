"""Punctuation of a pair of texts: quotation marks, brackets, questions, spaces, ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import eq

from diglot.model.finding import Fault
from diglot.model.problem import Severity
from diglot.text.pair_text import Side

_DOUBLED = re.compile(r"(?<![\w’'-])(\w+)\s+\1(?![\w’'-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset(("had", "that", "is", "very", "who", "so"))
_BEFORE_SIGN = re.compile(r"[,.;:!?](?<=\w .)(?=\s|$)")
_BEFORE_FRENCH_SIGN = re.compile(r"[,.](?<=\w .)(?=\s|$)")
"""French sets a space before the taller signs."""
_QUESTION = re.compile(r"[?؟]+")
_OPENING, _CLOSING = frozenset('«“„"'), frozenset('»”"')
_CLOSERS = "”’»\"')]*_ "
_FOREIGN = re.compile("[،؛؟٪٠-٩۰-۹«»]")
_REMEDIES = {
    "edge-space": "Delete the space.",
    "double-space": "Leave one space.",
    "space-before-sign": "Delete the space before the sign.",
    "double-word": "Delete one of the two words.",
    "foreign-signs": "Write the sign as the language of the translation does.",
    "quotes": "Quote what the source quotes, and close every quotation.",
    "brackets": "Give the same brackets as the source, in pairs.",
    "question-mark": "Ask what the source asks, and no more.",
    "exclamation-mark": "Keep the tone of the source.",
    "end-sign": "End the translation as the source ends, and see that nothing is cut off.",
}
_LATIN_ENDS = str.maketrans("۔؟،؛", ".?,;")
_SIGNS = re.compile('["“”«»()\\[\\]?؟!]')


def _fault(code: str, message: str, *, light: bool = False) -> Fault:
    return Fault(code, Severity.INFO if light else Severity.WARNING, message, _REMEDIES[code])


def punctuation(
    ours: Side,
    theirs: Side,
    *,
    heading: bool,
    rtl_source: bool,
    names: Sequence[tuple[int, int]] = (),
) -> Iterator[Fault]:
    """Compare the punctuation of two visible texts.

    Args:
        ours: the source.
        theirs: the translation.
        heading: whether they are headings.
        rtl_source: whether the source runs from right to left, and has signs of its own.
        names: spans of the source that name an actor; their quotation marks may go.
    """
    source, target = ours.text, theirs.text
    yield from _spaces(target, theirs)
    if _SIGNS.search(source) or _SIGNS.search(target):
        yield from _marks(source, target, names)
    if rtl_source and not target.isascii() and (found := _FOREIGN.search(target)):
        yield _fault(
            "foreign-signs", f"the sign {found[0]} of the source stands in the translation"
        )
    yield from _end(source, target, heading=heading)


def _spaces(target: str, theirs: Side) -> Iterator[Fault]:
    parts = theirs.parts
    if target != target.strip():
        yield _fault("edge-space", "the translation begins or ends with a space")
    if "  " in target.strip():
        yield _fault("double-space", "there are two spaces in a row")
    if (_BEFORE_FRENCH_SIGN if theirs.lang == "fr" else _BEFORE_SIGN).search(target):
        yield _fault("space-before-sign", "a space stands before a punctuation mark")
    if not any(map(eq, parts, parts[1:])):
        return
    for match in _DOUBLED.finditer(target):
        if match[1].lower() not in _MAY_DOUBLE and not match[1].isdigit():
            yield _fault("double-word", f"“{match[1]}” stands twice in a row")
            break


def _quotes(text: str) -> tuple[int, int]:
    opening = text.count("“") + text.count("«") + text.count("„")
    closing = text.count("”") + text.count("»")
    straight = text.count('"')
    return opening + (straight + 1) // 2, closing + straight // 2


def _marks(source: str, target: str, names: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    opened, closed = _quotes(target)
    if opened != closed:
        yield _fault("quotes", "a quotation mark is not closed, or not opened")
    elif (quoted := max(_quotes(source))) != opened:
        may_go = sum(
            source[start - 1 : start] in _OPENING and source[end : end + 1] in _CLOSING
            for start, end in names
            if start
        )
        if not quoted - may_go <= opened < quoted:
            message = f"{quoted} quotations in the source, {opened} in the translation"
            yield _fault("quotes", message)
    if target.count("(") != target.count(")") or target.count("[") != target.count("]"):
        yield _fault("brackets", "a bracket is not closed, or not opened")
    elif max(source.count("("), source.count(")")) != target.count("("):
        yield _fault("brackets", "the source and the translation differ in brackets")
    asked, asks = len(_QUESTION.findall(source)), len(_QUESTION.findall(target))
    if asked != asks:
        yield _fault("question-mark", f"{asked} questions in the source, {asks} in the translation")
    if "!" in target and "!" not in source:
        yield _fault("exclamation-mark", "the translation exclaims, the source does not")
    elif "!" in source and "!" not in target:
        yield _fault(
            "exclamation-mark", "the source exclaims, the translation does not", light=True
        )


def _end(source: str, target: str, *, heading: bool) -> Iterator[Fault]:
    theirs, ours, last = (
        text[-1:].translate(_LATIN_ENDS)
        for text in (source.rstrip(_CLOSERS), target.rstrip(_CLOSERS), target.rstrip())
    )
    if ours in ",;":
        if ours and theirs not in ",;":
            yield _fault("end-sign", "the translation ends in the middle of a sentence")
        return
    if (theirs == ".") and ours not in ".!?…:;" and last not in ".!?…:":
        yield _fault("end-sign", "the source ends with a full stop, the translation does not")
    elif theirs == ":" and ours != ":":
        yield _fault("end-sign", "the source ends with a colon, the translation does not")
    elif theirs != ":" and ours == ":":
        yield _fault("end-sign", "the translation ends with a colon, the source does not")
    elif heading and ours == "." and theirs not in ".…":
        yield _fault("end-sign", "the translation of a heading ends with a full stop")
