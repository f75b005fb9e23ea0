"""Drafts what is missing: translation memory first, then the engine, saved after every request.

The one composer that puts machine text into catalogues, always through `with_machine_target`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from diglot import storage
from diglot.backlog import Pair, Plan, Ready, Work, answer_key
from diglot.cache import AnswerCache
from diglot.engines.patience import Budget, Patient
from diglot.engines.protocol import Engine, ErrorKind, Failure, Item
from diglot.formats.po_writer import write_catalogue
from diglot.model.machine import Style
from diglot.model.settings import Settings
from diglot.model.translation import MachineRefusedError, State, Unit
from diglot.publication import article_folder, read_unit_file, shown
from diglot.stages.draft import finish, ladder
from diglot.text.protect import Protected

CACHE_FILE = "translations.sqlite"
_OURS = ("similar: ", "markup lost", "name repaired: ")
"""How the comments begin that a draft leaves for its editor; the next draft replaces them."""
_T = TypeVar("_T")


@dataclass(slots=True)
class Outcome:
    """What a run has done."""

    total: int = 0
    drafted: int = 0
    remembered: int = 0
    copied: int = 0
    """Units of figures or of names alone, which no engine has seen."""
    kept: int = 0
    """Units that a person, or an edit of the source, has taken in the meantime."""
    same: int = 0
    """Drafts made again to the same letter."""
    markup_lost: int = 0
    repaired: int = 0
    """Drafts in which a misspelt name was set right."""
    failures: list[tuple[Work, Failure]] = field(default_factory=list)
    stopped: str = ""
    """Why the run ended early; empty when it did not."""
    written: dict[str, None] = field(default_factory=dict)
    """Catalogues that hold new drafts, as the user knows them, in order."""

    @property
    def left(self) -> int:
        """Units that still want a draft."""
        done = self.drafted + self.remembered + self.copied + self.kept + self.same
        return self.total - done


Progress = Callable[[Outcome, Budget], None]


class Run:
    """One run of `diglot translate`."""

    def __init__(
        self,
        settings: Settings,
        cache: AnswerCache,
        engine_of: Callable[[Pair], Engine] | None,
        *,
        date: str,
        budget: Budget | None = None,
        patient: Callable[[Engine, Budget], Patient] = Patient,
        progress: Progress = lambda _outcome, _budget: None,
    ) -> None:
        """Prepare a run.

        Args:
            settings: the publication's settings.
            cache: answers kept.
            engine_of: makes the engine of a language pair; None where none is chosen.
            date: ISO date for the stamps.
            budget: what may be spent.
            patient: wraps an engine; a test gives a clock of its own.
            progress: called after every save.
        """
        self.outcome = Outcome()
        self.budget = budget or Budget()
        self._settings, self._cache, self._date = settings, cache, date
        self._engine_of, self._make_patient, self._progress = engine_of, patient, progress
        self._patients: dict[Pair, Patient] = {}

    def drive(self, made: Plan) -> Outcome:
        """Save what is known, ask for the rest, and keep all finished work whatever happens."""
        outcome = self.outcome
        outcome.total = len(made.works) + len(made.ready)
        try:
            for group in _grouped(made.ready, lambda ready: ready.work):
                self._save(group)
            for works in _grouped(made.works, lambda work: work):
                if self._engine_of is None or outcome.stopped:
                    break
                self._article(works)
            if self._engine_of is None and made.works:
                outcome.stopped = "no engine is chosen"
        except KeyboardInterrupt:
            outcome.stopped = "interrupted"
        return outcome

    def _article(self, works: Sequence[Work]) -> None:
        """Draft the units of one catalogue, a request's worth at a time."""
        size = self._patient(works[0].pair).engine.caps.batch
        for first in range(0, len(works), size):
            ready: list[Ready] = []
            try:
                self._batch(works[first : first + size], ready)
            finally:
                # Also when Ctrl-C came in the middle: what is finished is kept.
                self._save(ready)
            if self.outcome.stopped:
                return

    def _batch(self, works: Sequence[Work], ready: list[Ready]) -> None:
        """Take each unit down the ladder until a rung holds."""
        patient = self._patient(works[0].pair)
        waiting = [(work, ladder(work.draft, patient.engine.caps.styles)) for work in works]
        while waiting:
            asked: dict[str, Protected] = {}
            open_: list[tuple[Work, list[Protected], str]] = []
            for work, rungs in waiting:
                key = self._descend(work, rungs, ready)
                if key:
                    asked.setdefault(key, rungs[0])
                    open_.append((work, rungs, key))
            failures = self._ask(asked, patient, works[0].pair[0])
            waiting = []
            for work, rungs, key in open_:
                if failure := failures.get(key):
                    self._fail(work, failure)
                else:
                    waiting.append((work, rungs))

    def _descend(self, work: Work, rungs: list[Protected], ready: list[Ready]) -> str:
        """Use the answers at hand; give the key of the answer that is wanted next, if any."""
        engine = self._patient(work.pair).engine
        while rungs:
            key = answer_key(rungs[0], work.pair, engine)
            answer = self._cache.get(key)
            if answer is None:
                return key
            restored = finish(work.draft, rungs[0], answer)
            if not restored.fault:
                lost, repaired = restored.markup_lost, restored.repaired
                ready.append(Ready(work, restored.text, engine.name, lost, repaired))
                return ""
            rungs.pop(0)
        self._fail(work, Failure(ErrorKind.REFUSED, "no way of protecting its markup held"))
        return ""

    def _ask(self, asked: dict[str, Protected], patient: Patient, lang: str) -> dict[str, Failure]:
        failures: dict[str, Failure] = {}
        for xml in (True, False):
            items = [
                Item(key, rung.text, rung.terms, xml)
                for key, rung in asked.items()
                if (rung.style is Style.NATIVE) is xml
            ]
            for result in patient.translate(items, lang):
                if result.text is not None:
                    self._cache.put(result.id, result.text)
                elif result.failure:
                    failures[result.id] = result.failure
        return failures

    def _fail(self, work: Work, failure: Failure) -> None:
        self.outcome.failures.append((work, failure))
        if failure.kind.stops:
            self.outcome.stopped = failure.message

    def _patient(self, pair: Pair) -> Patient:
        if pair not in self._patients:
            assert self._engine_of is not None  # noqa: S101 - `drive` has asked
            self._patients[pair] = self._make_patient(self._engine_of(pair), self.budget)
        return self._patients[pair]

    # --- the only door to the catalogues ---

    def _save(self, ready: Sequence[Ready]) -> None:
        """Put drafts of one catalogue on disk, after reading what people have done since."""
        if not ready:
            return
        first = ready[0].work
        path = article_folder(self._settings, first.slug) / f"{first.pair[1]}.po"
        with storage.content_lock(Path(self._settings.root)):
            catalogue = read_unit_file(self._settings, path)
            if catalogue is None:
                return
            drafts = {each.work.unit.id: each for each in ready}
            units = tuple(
                self._drafted(unit, drafts.pop(unit.id, None)) for unit in catalogue.units
            )
            self.outcome.kept += len(drafts)
            text = write_catalogue(replace(catalogue, units=units))
            if storage.write_whole(path, text.encode("utf-8")):
                self.outcome.written[shown(self._settings, path)] = None
        self._progress(self.outcome, self.budget)

    def _drafted(self, unit: Unit, ready: Ready | None) -> Unit:
        if ready is None:
            return unit
        outcome = self.outcome
        before = ready.work.unit
        if unit.source != before.source:
            outcome.kept += 1
            return unit
        again = before.state is State.MACHINE
        if again and unit.target == before.target == ready.text:
            outcome.same += 1
            return unit
        try:
            drafted = unit.with_machine_target(
                ready.text, ready.engine, self._date, redraft=again and unit.target == before.target
            )
        except MachineRefusedError:
            outcome.kept += 1
            return unit
        outcome.remembered += ready.engine == "memory"
        outcome.copied += ready.engine in ("copy", "glossary")
        outcome.drafted += ready.engine not in ("memory", "copy", "glossary")
        outcome.markup_lost += ready.markup_lost
        outcome.repaired += bool(ready.repaired)
        kept = [comment for comment in unit.comments if not comment.startswith(_OURS)]
        return replace(drafted, comments=(*kept, *_comments(ready)))


def _comments(ready: Ready) -> Iterator[str]:
    """Say to the editor what a draft does not show."""
    if near := ready.work.near:
        told = f"similar: {near.score} % {near.entry.where}: {near.entry.source}"
        yield " ".join(f"{told} → {near.entry.target}".split())
    for each in ready.repaired:
        yield f"name repaired: {each}"
    if ready.markup_lost:
        yield "markup lost: links or emphasis of the source are to be set again"


def _grouped(items: Sequence[_T], work_of: Callable[[_T], Work]) -> Iterator[list[_T]]:
    groups: dict[tuple[str, Pair], list[_T]] = {}
    for item in items:
        work = work_of(item)
        groups.setdefault((work.slug, work.pair), []).append(item)
    yield from groups.values()
