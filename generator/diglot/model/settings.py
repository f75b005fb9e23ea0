"""A publication's settings, as read from mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diglot.model.licence import Licence

FORMATS = ("pdf", "epub", "md", "txt", "json")
"""Endings of the formats of download, in the order in which a page offers them."""
DEFAULT_FORMATS = FORMATS[1:]
"""Those made where nothing is said: a PDF weighs seven times the page, and print makes one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one publication decides; paths are absolute."""

    root: str
    """Folder of mkdocs.yml."""
    content_dir: str
    site_dir: str
    theme_dirs: tuple[str, ...]
    """Template folders, the first wins."""
    source: str = "ar"
    """Language tag of the articles unless their front matter says otherwise."""
    targets: tuple[str, ...] = ("en",)
    """Language tags of the parallel texts; the first is the one side by side."""
    names: dict[str, str] = field(default_factory=dict)
    """Name of the publication by language tag."""
    descriptions: dict[str, str] = field(default_factory=dict)
    """One sentence about the publication by language tag."""
    site_url: str = ""
    """Absolute address with a final slash, or empty when not known."""
    repo_url: str = ""
    edit_uri: str = ""
    """Template or prefix of the address that edits a file of content/."""
    drafts: bool = False
    """Whether articles with `status: draft` are shown."""
    engine: str = ""
    """Machine translation engine that `diglot translate` uses; empty for none."""
    engine_options: Mapping[str, Any] = field(default_factory=dict)
    """`url`, `model`, `timeout` (seconds), `rps` (requests per second), `price` (per million
    characters) and `protection` (styles, best first) of that engine; keys come from the
    environment."""
    contact: str = ""
    """E-mail address, or absolute address of a page, that takes reports of errors."""
    editor: dict[str, str] = field(default_factory=dict)
    """Name of the responsible editor by language tag; empty where nobody is named."""
    licence: Licence | None = None
    """Terms of the published texts; None where nothing is said."""
    downloads: tuple[str, ...] = DEFAULT_FORMATS
    """Endings of the formats that every article is offered in."""
    card_images: bool = True
    """Draw the picture that other sites show beside a link to an article."""
    index_unreviewed: bool = False
    """Let search engines index machine translation that nobody has accepted."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Source and targets, source first."""
        return (self.source, *self.targets)

    @property
    def base_path(self) -> str:
        """Path of the site on its server, with a slash at both ends."""
        return f"/{self.site_url.partition('://')[2].partition('/')[2]}"

    @property
    def draws_cards(self) -> bool:
        """Whether a picture of every article is drawn: an address without a site is none."""
        return self.card_images and bool(self.site_url)

    @property
    def contact_link(self) -> str:
        """Link that reaches the contact; empty where there is none."""
        web = not self.contact or "://" in self.contact
        return self.contact if web else f"mailto:{self.contact}"

    def absolute(self, path: str) -> str:
        """Give the absolute address of a path of the site; empty where the site's is not known."""
        return self.site_url + path if self.site_url else ""

    def name(self, lang: str) -> str:
        """The publication's name in a language, or in the first that it has."""
        return self.names.get(lang) or next(iter(self.names.values()), "Diglot")
