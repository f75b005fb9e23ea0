"""Rules on what is no translation at all: echo, an engine's words, letters and tokens left."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.model.finding import Fault
from diglot.model.problem import Severity
from diglot.text import leftovers
from diglot.text.bidi import CONTROLS
from diglot.text.pair_text import Side

_ERROR = Severity.ERROR


def no_translation(source: Side, target: Side, script: str) -> Iterator[Fault]:
    """Give what makes every finer question pointless: an echo, an engine's own words."""
    if leftovers.is_echo(source, target, script):
        message = "the translation repeats the source"
        yield Fault("same-as-source", _ERROR, message, "Translate the segment.")
    elif (words := leftovers.engine_text(target)) and words.lower() not in source.text.lower():
        at = target.text.find(words)
        message = f"an engine speaks of itself: “{words.strip()}”"
        yield Fault(
            "engine-text", _ERROR, message, "Translate the segment again.", (at, at + len(words))
        )


def letters(source: str, target: str, raw: tuple[str, str], script: str) -> Iterator[Fault]:
    """Give letters of the source, tokens, controls and addresses that are not in their place.

    Args:
        source: visible text.
        target: visible text.
        raw: both texts as the catalogue has them.
        script: ISO 15924 code of the source's script, empty where the target shares it.
    """
    if span := leftovers.letters_left(target, script):
        message = f"letters of the source are left: {target[slice(*span)]}"
        yield Fault("source-letters", _ERROR, message, "Translate or transliterate them.", span)
    token = leftovers.token(raw[0], target)
    if not token and raw[1] != target:
        token = leftovers.token(raw[0], raw[1])
    if token:
        at = target.find(token)
        message = f"a token or a piece of markup is left: {token}"
        remedy = "Delete it, and put what it stood for in its place."
        yield Fault("token", _ERROR, message, remedy, (at, at + len(token)) if at >= 0 else None)
    if not target.isascii() and (control := CONTROLS.search(target)):
        message = f"an invisible direction control stands here, U+{ord(control[0]):04X}"
        yield Fault("bidi-control", _ERROR, message, "Delete the character.", control.span())
    if leftovers.addresses(source) != leftovers.addresses(target):
        message = "the addresses in the two texts differ"
        yield Fault("address", _ERROR, message, "Give every address as the source does.")
    if leftovers.footnotes(raw[0]) != leftovers.footnotes(raw[1]):
        message = "the footnote marks of the two texts differ"
        yield Fault("footnote", _ERROR, message, "Give every footnote mark of the source once.")
