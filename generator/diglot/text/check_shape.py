"""Rules on the shape of a translation: negation, length, sentences, repetition."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.model.finding import NEGATION, Fault
from diglot.model.problem import Severity
from diglot.text.negation import balance, has_negations, may_deny
from diglot.text.pair_text import Side
from diglot.text.sentence_marks import looped, repeated, said_again

_LEAST_RATED, _LEAST_COUNTED = 15, 40
"""Letters of a source whose length says something, and of one whose sentences do."""

_LEAST_LONG = 100
"""Letters of a source in which words that grow and words that shrink even out."""

_SHORT_LIMITS = (0.4, 3.2)
"""A short text may grow or shrink by a word."""

_LIMITS = {("ar", "en"): (0.8, 2.1)}
_MIDDLE_LIMITS = {("ar", "en"): (0.65, 2.4)}
_ANY_LIMITS = (0.5, 2.6)
_FEWER = {("ar", "en"): 1.15}
_MORE = {("ar", "en"): 1.55}
_REREAD = "Read both texts again, word for word."


def shape(source: Side, target: Side) -> Iterator[Fault]:
    """Compare what two texts deny, how long they are, and how many sentences they have."""
    pair = source.lang, target.lang
    if has_negations(source.lang) and has_negations(target.lang):
        yield from _negation(source, target)
    yield from _repetition(source, target)
    length = len(source.low)
    if length < _LEAST_RATED:
        return
    ratio = len(target.low) / length
    short = length < _LEAST_COUNTED
    limits = _LIMITS if length >= _LEAST_LONG else _MIDDLE_LIMITS
    low, high = _SHORT_LIMITS if short else limits.get(pair, _ANY_LIMITS)
    if not low <= ratio <= high:
        word = "shorter" if ratio < low else "longer"
        message = f"the translation is much {word} than the source: {ratio:.1f} times its length"
        yield Fault("length", Severity.WARNING, message, "See that nothing is missing or added.")
    elif pair in _FEWER and not short:
        yield from _sentences(source, target, ratio, _FEWER[pair], _MORE[pair])


def _sentences(
    source: Side, target: Side, ratio: float, fewer: float, more: float
) -> Iterator[Fault]:
    """Doubt a count of sentences that differs where the length differs too."""
    if fewer <= ratio <= more:
        return
    ours, theirs = len(source.sentences), len(target.sentences)
    if theirs < ours and ratio < fewer:
        message = f"{ours} sentences in the source, {theirs} in a short translation"
        yield Fault("sentences", Severity.WARNING, message, "See that no sentence is missing.")
    elif theirs > ours and ratio > more:
        message = f"{ours} sentences in the source, {theirs} in a long translation"
        yield Fault("sentences", Severity.WARNING, message, "See that no sentence is added.")


def _negation(source: Side, target: Side) -> Iterator[Fault]:
    if not (may_deny(source) or may_deny(target)):
        return
    pairs = [(source, target)]
    if len(source.sentences) == len(target.sentences) > 1:
        both = zip(source.sentences, target.sentences, strict=True)
        pairs = [(Side(ours, source.lang), Side(theirs, target.lang)) for ours, theirs in both]
    for ours, theirs in pairs:
        if tipped := balance(ours, theirs):
            start = target.text.find(theirs.text)
            message = f"a negation may be {'lost' if tipped < 0 else 'invented'}"
            span = (start, start + len(theirs.text)) if theirs is not target else None
            yield Fault(NEGATION, Severity.WARNING, message, _REREAD, span)
            return


def _repetition(source: Side, target: Side) -> Iterator[Fault]:
    spoken = target.words
    if not said_again(spoken):
        return
    twice = repeated(target.sentences)
    if twice and not repeated(source.sentences):
        at = target.text.rfind(twice)
        message = f"a sentence stands twice: “{twice}”"
        remedy = "Delete one of the two."
        yield Fault("repeated", Severity.ERROR, message, remedy, (at, at + len(twice)))
    elif (run := looped(spoken)) and not looped(source.words):
        message = f"words are said again at once: “{run}”"
        yield Fault("repeated", Severity.ERROR, message, "Delete the repetition.")
