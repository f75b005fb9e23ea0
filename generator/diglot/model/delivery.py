"""An article as its file delivers it: what the markup says, and what of the file was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from diglot.model.document import Document
from diglot.model.problem import Problem


class DropReason(StrEnum):
    """The closed list of what may be left out of a delivered file, or changed in it."""

    COMMENT = "comment"
    """A remark in the margin, a reader's comment."""
    DELETION = "tracked-deletion"
    """Text that a tracked change strikes out."""
    FURNITURE = "page-furniture"
    """Menus, sidebars, share buttons: what stands around the article."""
    RUNNING = "header-footer"
    """What stands at the head or foot of every printed page."""
    SCRIPT = "script"
    STYLE = "style"
    FORM = "form"
    EMBED = "embed"
    """Another site's page, film or sound inside this one."""
    HIDDEN = "hidden"
    """What the page shows to nobody."""
    FORMULA = "formula"
    PICTURE = "picture"
    LINK = "link"
    """The target of a link that leads nowhere, or may not be followed; its text stays."""
    SHORTCODE = "shortcode"
    """A WordPress instruction in square brackets."""
    EMPHASIS = "emphasis"
    """A way of writing that Markdown has not; the text stays."""
    SUPERSCRIPT = "superscript"
    """Raised or lowered text, now on the line; or a note's mark, now in square brackets."""
    CONTROL = "control"
    """A control character, which shows nothing."""
    MACRO = "macro"
    UNREAD = "unread"
    """Text that stands in the file and that we cannot read."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One thing of the file that does not stand in the Markdown as it was."""

    reason: DropReason
    text: str
    """Its visible characters, verbatim; its name or address where it has none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that the file holds."""

    name: str
    """File name in the article's folder."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article, before the rules of plain text have seen its plain paragraphs."""

    document: Document
    """A first-level heading is the title as the file shows it; metadata are in `front`."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Which metadata gave a field of `front`."""
    pictures: tuple[Picture, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    titled: bool = False
    """Whether readers saw the title of `front` above the text; a file's property is less."""
    original: str = ""
    """The file's own text of this article, where it holds several."""
    slug: str = ""
    """A name for its address that the file proposes, or empty."""
    problems: tuple[Problem, ...] = ()
