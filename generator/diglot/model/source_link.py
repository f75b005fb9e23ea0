"""A link that an author wrote to a page of the same site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link that an author wrote to a page of the same site."""

    page: str
    """Path of the page that shows it."""
    target: str
    """Path of the page that it names."""
    fragment: str
    source: str
    """File and line of its text, with the column of an image."""
    image: bool = False
