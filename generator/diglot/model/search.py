"""What the search index holds: one record per page and language, in folded words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """The words by which one segment is found."""

    id: str
    """Id of the segment, or empty for what stands at the head of the page."""
    words: str
    """Its text in folded words, parted by spaces, in order: a phrase can be found in it."""
    forms: str = ""
    """By what else it is found: words without their proclitics, then names of its actors."""
    actors: tuple[str, ...] = ()
    """Ids of the actors that it names, whose names are not among its forms yet."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as one language's index holds it."""

    lang: str
    path: str
    """Page of the site that a result leads to; unique within a language."""
    title: str
    """The words that count most, folded."""
    passages: tuple[Passage, ...] = ()
    shown: dict[str, str] = field(default_factory=dict)
    """What a result shows before its page is there: `title-<lang>`, `role-<lang>`."""
    actor: bool = False
    """Whether the page is that of an actor; such results come first."""

    @property
    def has_words(self) -> bool:
        """Whether it can be found at all; Pagefind keeps no page without a word."""
        return bool(self.title) or any(p.words or p.forms or p.actors for p in self.passages)

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of the actors whose names it is still to be given, each once."""
        return tuple(dict.fromkeys(id_ for passage in self.passages for id_ in passage.actors))
