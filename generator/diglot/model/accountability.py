"""Who answers for one language's text of an article: the facts that pages and metadata state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from diglot.model.document import Correction
from diglot.model.edition import Edition, Origin
from diglot.model.licence import Licence
from diglot.model.settings import Settings
from diglot.model.translation import State


@dataclass(frozen=True, slots=True)
class Accountability:
    """What is stated of an edition; an empty value is a fact that nobody has given."""

    origin: Origin
    """Engines with their dates, reviewers by name, and how many passages stand where."""
    editor: dict[str, str] = field(default_factory=dict)
    """Name of the responsible editor by language tag."""
    rights: str = ""
    """As the article's front matter words it."""
    licence: Licence | None = None
    corrections: tuple[Correction, ...] = ()
    contact: str = ""
    """Link that reaches the publication."""

    @classmethod
    def of(cls, edition: Edition, settings: Settings) -> Self:
        """Gather the facts of an edition."""
        front = edition.document.front
        return cls(
            edition.origin,
            settings.editor,
            front.rights,
            settings.licence,
            front.corrections,
            settings.contact_link,
        )

    @property
    def digital_source(self) -> str:
        """Name of the digital source type by IPTC's NewsCodes; empty where no machine wrote.

        Source: cv.iptc.org/newscodes/digitalsourcetype, which schema.org's `digitalSourceType`
        takes over.
        """
        if not self.origin.engines:
            return ""
        drafts = self.origin.counts.get(State.MACHINE, 0) + self.origin.counts.get(
            State.STALE_DRAFT, 0
        )
        untouched = drafts + self.origin.counts.get(State.MISSING, 0) == self.origin.total
        return "trainedAlgorithmicMedia" if untouched else "compositeWithTrainedAlgorithmicMedia"
