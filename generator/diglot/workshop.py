"""What one build works with: its order, its report, its memory, and the publication once read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.facts import INDEX, LISTS, Change, Facts
from diglot.model.due import Due
from diglot.model.problem import Problem
from diglot.scan import Files, digest_of, now

if TYPE_CHECKING:
    from diglot.model.actors import Glossary
    from diglot.model.settings import Settings
    from diglot.publication import Publication


@dataclass(frozen=True, slots=True)
class Order:
    """How a build is to be done."""

    site: Path | None = None
    """Folder of the site; that of mkdocs.yml by default."""
    writes: bool = False
    """Bring the files of content/ in step."""
    owns: bool = True
    """Every file of the site is the build's, so that any other one is removed."""
    frozen: bool = False
    """Fail where a file of content/ is not in step."""
    verify: bool = False
    """Read every output back, so that a damaged one is seen."""
    workers: int = 0
    """Processes; 0 for one per core."""
    index: bool = True
    """Bring the search index in step; else one that is there stays as it is."""
    progress: Callable[[int, int], None] | None = None
    """Told how many articles have been made, and of how many."""


@dataclass
class Report:
    """What a build did, for its closing lines."""

    articles: int = 0
    drafts: int = 0
    segments: int = 0
    actors: int = 0
    mentions: int = 0
    withheld: int = 0
    """Machine translations that readers are not shown."""
    states: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    """Files under content/ that were brought in step."""
    files: int = 0
    """How many files the site has."""
    written: int = 0
    """How many of them differed from what was there."""
    made: dict[str, Due] = field(default_factory=dict)
    """What was outdated, and why, by article."""
    gathered: dict[str, str] = field(default_factory=dict)
    """Why each output that gathers from many articles was made again, by path."""
    steps: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """CPU seconds by step, all processes together."""
    seconds: float = 0.0
    indexed: tuple[str, ...] = ()
    """Shards of the search index that were made again."""
    index_seconds: float = 0.0
    """How much of the time that took, Pagefind being a process of its own."""


class Workshop:
    """What the steps of one build share."""

    def __init__(self, settings: Settings, facts: Facts, order: Order) -> None:
        """Open it; nothing is read yet.

        Args:
            settings: the publication.
            facts: what the last build remembered.
            order: how to build.
        """
        self.settings = settings
        self.facts = facts
        self.order = order
        self.site = order.site or Path(settings.site_dir)
        self.report = Report()
        self._began = now()
        self.affected: set[str] | None = set()
        """Topics of gathered outputs that may have changed, None for all: actors, or the lists."""

    @cached_property
    def publication(self) -> Publication:
        """The publication, read when it is first needed."""
        from diglot.formats.record import pack
        from diglot.publication import load

        publication = load(self.settings, self._glossary())
        self.facts.put("problems", pack(publication.problems).hex())
        self.facts.put("actor count", str(len(publication.glossary.actors)))
        return publication

    def _glossary(self) -> Glossary | None:
        """Give the glossary as the last build held it, if actors.yml is still the same."""
        from diglot.formats.record import unpack
        from diglot.keys import glossary_key, program_key

        facts = self.facts
        current = glossary_key(self.settings, facts), program_key(facts)
        if (facts.get("glossary"), facts.get("glossary program")) != current:
            return None
        held: Glossary = unpack(bytes.fromhex(facts.get("actors")))
        return held

    def note(self, change: Change) -> None:
        """Note that what gathers from many articles may have changed with one of them."""
        self.note_actors(change.actors)
        if change.listed and self.affected is not None:
            self.affected.add(LISTS)

    def note_actors(self, actors: Collection[str]) -> None:
        """Note that the pages of some actors may have changed."""
        if actors and self.affected is not None:
            self.affected.update((*actors, INDEX))

    def digest(self, path: str) -> str:
        """Give the digest of a file of the site; empty where it cannot be read."""
        try:
            return digest_of((self.site / path).read_bytes())
        except OSError:
            return ""

    def settled(self, files: Files) -> str:
        """Give the stamps of content where a later change must show in them; else empty."""
        return files.stamps if files.settled(self._began) else ""
