"""The glossary of actors, and where a text names them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from diglot.model.problem import Location, Problem


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    MEDIA = "media"
    MILITARY_UNIT = "military_unit"
    BLOC = "bloc"


class Protection(StrEnum):
    """How strictly machine translation and checks hold to the name."""

    YES = "yes"
    CHECK = "check"
    """A homograph of a common word: warn, do not lock."""


Names = dict[str, tuple[str, ...]]
"""Spellings by language tag."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of actors.yml."""

    id: str
    type: ActorType
    name: dict[str, str]
    """Display name by language tag."""
    aliases: Names = field(default_factory=dict)
    """Other spellings that name the actor wherever they stand."""
    context_aliases: Names = field(default_factory=dict)
    """Spellings that count only after a full name earlier in the same article."""
    weak_aliases: Names = field(default_factory=dict)
    """Spellings shown to readers and never matched alone."""
    protect: Protection = Protection.YES
    role: dict[str, str] = field(default_factory=dict)
    """One-line description by language tag."""
    as_of: str = ""
    """Date at which the role was true: ISO year, month or day."""
    source: str = ""
    reviewed_by: str = ""
    """Name of the person who answers for the role; empty means machine-written."""
    wikidata: str = ""
    former_ids: tuple[str, ...] = ()
    """Ids that the actor had before; their addresses lead to its page."""
    location: Location = field(default=Location(""), compare=False)

    def spellings(self, lang: str) -> tuple[str, ...]:
        """Give every spelling in a language besides the display name, for readers."""
        groups = (self.aliases, self.context_aliases, self.weak_aliases)
        return tuple(dict.fromkeys(name for group in groups for name in group.get(lang, ())))

    @property
    def every_spelling(self) -> frozenset[str]:
        """Every spelling in every language, the display names included."""
        return frozenset(spelling for *_, spelling in _kinds(self))

    @property
    def unspelled(self) -> Actor:
        """The entry without its aliases."""
        return replace(self, aliases={}, context_aliases={}, weak_aliases={})


def respelled(old: Actor | None, new: Actor | None) -> frozenset[str]:
    """Give the spellings that have come or gone between two states of an entry, or changed kind.

    Args:
        old: the entry as it was; None for one that is new.
        new: the entry as it is; None for one that is gone.
    """
    return frozenset(spelling for *_, spelling in _kinds(old) ^ _kinds(new))


def _kinds(actor: Actor | None) -> frozenset[tuple[str, str, str]]:
    """Give every spelling of an entry with its kind and language."""
    if actor is None:
        return frozenset()
    groups = (actor.aliases, actor.context_aliases, actor.weak_aliases)
    found = {("name", lang, name) for lang, name in actor.name.items()}
    for kind, group in zip(("alias", "context", "weak"), groups, strict=True):
        found |= {(kind, lang, each) for lang, names in group.items() for each in names}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Glossary:
    """All actors of a publication that could be read."""

    actors: tuple[Actor, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)


SpellingPlace = tuple[str, str, str]
"""What names a spelling in the file: the actor's id, the key that it stands under, the text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a segment's visible text that names an actor."""

    segment: int
    """0-based index of the segment in its sequence."""
    start: int
    """First code point of the name, any proclitic left outside."""
    end: int
    """One past the last code point."""
    actor: str
    """Id of the actor."""
    token_start: int
    """First code point of the word that carries the name, proclitic included."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A span of a segment that could name more than one actor, and so is linked to none."""

    segment: int
    start: int
    end: int
    actors: tuple[str, ...]
    """Ids, sorted."""
