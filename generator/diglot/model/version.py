"""The version of an article that pages, citations and downloads name: a date and a short hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from diglot.model.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one state of an edition's two texts from another."""

    date: str
    """ISO date of the last change that the front matter tells of; empty: undated."""
    hash: str
    """Fingerprint of both texts as readers see them, 8 hexadecimal digits."""

    @classmethod
    def of(cls, date: str, texts: Iterable[tuple[str, str, str | None]]) -> Self:
        """Make a version of id, source and shown target of every segment, in order.

        It changes exactly when a reader would read something else.
        """
        lines = ("\x1f".join((id_, source, target or "")) for id_, source, target in texts)
        return cls(date, fingerprint("\x1e".join(lines)))
