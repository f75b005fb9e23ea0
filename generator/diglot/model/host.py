"""What MkDocs, the host, has made of a publication's ordinary pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diglot.model.fingerprint import digest
from diglot.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A page that MkDocs makes, as the navigation names it."""

    title: str
    path: str
    lang: str = ""
    """Language that its front matter gives."""


@dataclass(frozen=True, slots=True)
class Host:
    """What MkDocs has made."""

    ordinary: tuple[Ordinary, ...] = ()
    """The pages of the navigation."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Source of each ordinary page, by its path in the site."""
    introduction: str = ""
    """HTML of index.md."""
    problems: tuple[Problem, ...] = ()
    linked: tuple[str, ...] = ()
    """Names of the articles that ordinary pages could link to."""
    folder: str = ""
    """Where MkDocs has written its pages and copied its assets; empty for nowhere."""

    @property
    def frame(self) -> str:
        """Digest of what every page shows of the ordinary pages."""
        return digest(repr([(page.title, page.path, page.lang) for page in self.ordinary]))
