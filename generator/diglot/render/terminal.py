"""Text of others for a terminal."""

from __future__ import annotations

import unicodedata

_REPLACED = "\ufffd"
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """Give one line of a text, without what could command a terminal or turn the line around."""
    return "".join(_REPLACED if _is_control(char) else char for char in " ".join(text.split()))


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf") and char not in _JOINERS
