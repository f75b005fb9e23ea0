"""The images that an article shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """One image file of the publication."""

    path: str
    """Slash-separated path below content/, the same below the site's root."""
    width: int = 0
    """CSS pixels as it is shown; 0 where its file does not tell."""
    height: int = 0
    media_type: str = ""
    """Of what books and paper can hold; empty where its alternative text stands for it."""
