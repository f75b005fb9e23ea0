"""Set a person's text in one unit, as a translator's tool does."""

from __future__ import annotations

import unicodedata

from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue
from diglot.text.bidi import CONTROLS

_KEPT = "\n\t"


def correct(catalogue: Catalogue, unit_id: str, text: str) -> Catalogue:
    """Give the catalogue with a text that a person has written; it is accepted thereby.

    A text that stands there already changes nothing: to look at a draft is not to accept it.

    Args:
        catalogue: of one article in one language.
        unit_id: a live unit.
        text: CommonMark inline; line ends of any kind, outer spaces are not kept.

    Raises:
        DiglotError: there is no such live unit, the text is empty, or an invisible direction
            control or another control character is in it.
    """
    unit = catalogue.unit(unit_id)
    where = Location(catalogue.path, unit.line if unit else 0)
    if unit is None:
        message = f"no live unit has the id {unit_id}"
        raise DiglotError(Problem("correct-unknown-id", Severity.ERROR, message, where))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if fault := _fault(text):
        raise DiglotError(Problem(fault[0], Severity.ERROR, fault[1], where, fault[2]))
    if text == unit.target:
        return catalogue
    return catalogue.with_unit(unit.with_human_target(text))


def _fault(text: str) -> tuple[str, str, str] | None:
    """Give code, message and remedy of what cannot be written; None where nothing is wrong."""
    if not text:
        remedy = "Put the passage on hold if its translation must not be shown."
        return "correct-empty", "the translation is empty", remedy
    if found := CONTROLS.search(text):
        message = f"the translation holds an invisible direction control, U+{ord(found[0]):04X}"
        return "po-bidi", message, "Delete the character."
    for char in text:
        if unicodedata.category(char) in {"Cc", "Cs"} and char not in _KEPT:
            message = f"the translation holds a control character, U+{ord(char):04X}"
            return "correct-control", message, "Delete the character."
    return None
