"""Check what a publication's settings leave out that its readers need."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.model.problem import Location, Problem, Severity
from diglot.model.settings import Settings


def check_settings(settings: Settings) -> Iterator[Problem]:
    """Give a warning where readers are told no place to report an error."""
    if not settings.contact:
        yield Problem(
            "contact-missing",
            Severity.WARNING,
            "readers are told no place to report an error",
            Location("mkdocs.yml"),
            "Set contact: to an e-mail address or the address of a page.",
        )
