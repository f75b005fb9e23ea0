"""What changed from one text to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that both texts have, or one of them alone."""

    kind: Change
    text: str
