"""Drafts what is missing: translation memory first, then the engine, saved after every request.

The one composer that puts machine text into catalogues, always through `with_machine_target`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from diglot import storage
from diglot.cache import AnswerCache, key_of
from diglot.engines.patience import Budget, Patient
from diglot.engines.protocol import Engine, ErrorKind, Failure, Item
from diglot.formats.po_writer import write_catalogue
from diglot.model.machine import Style
from diglot.model.problem import Problem
from diglot.model.settings import Settings
from diglot.model.translation import (
    Catalogue,
    MachineRefusedError,
    State,
    Unit,
    is_meta,
)
from diglot.publication import Article, Publication, article_folder, articles, read_unit_file
from diglot.stages.draft import Draft, events, finish, ladder
from diglot.stages.lock_names import lock_names
from diglot.stages.mention import mention
from diglot.stages.recall import Memory, Near, recall_exact, recall_near
from diglot.text.name_trie import index_names
from diglot.text.protect import Protected, clean, has_letters

CACHE_FILE = "translations.sqlite"
_OURS = ("similar: ", "markup lost")
"""How the comments begin that a draft leaves for its editor; the next draft replaces them."""
Pair = tuple[str, str]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Work:
    """A unit that wants a draft."""

    slug: str
    pair: Pair
    unit: Unit
    draft: Draft
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can be saved."""

    work: Work
    text: str
    engine: str
    markup_lost: bool = False


@dataclass(slots=True)
class Plan:
    """Everything that is to be done, before anything is asked."""

    works: list[Work] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)
    """Known without an engine: of the memory, or with nothing in it to translate."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What a run has done."""

    total: int = 0
    drafted: int = 0
    remembered: int = 0
    copied: int = 0
    kept: int = 0
    """Units that a person, or an edit of the source, has taken in the meantime."""
    same: int = 0
    """Drafts made again to the same letter."""
    markup_lost: int = 0
    failures: list[tuple[Work, Failure]] = field(default_factory=list)
    stopped: str = ""
    """Why the run ended early; empty when it did not."""

    @property
    def left(self) -> int:
        """Units that still want a draft."""
        done = self.drafted + self.remembered + self.copied + self.kept + self.same
        return self.total - done


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would cost."""

    segments: int
    chars: int
    requests: int
    cached: int
    known: int
    cost: float | None
    """None where the price is not known."""


# --- plan ---


def plan(publication: Publication, only: str = "", *, redraft: bool = False) -> Plan:
    """List every unit that is missing or a stale draft, and what is known of it already.

    Args:
        publication: the publication, its catalogues in step on disk.
        only: slug of the one article to draft; all when empty.
        redraft: fresh drafts of a machine too.
    """
    made = Plan()
    prepared = list(articles(publication, made.problems))
    memories: dict[Pair, Memory] = {}
    for article in prepared:
        if only and article.slug != only:
            continue
        for lang, catalogue in article.catalogues.items():
            pair = (article.lang, lang)
            if pair not in memories:
                memories[pair] = _memory(prepared, pair)
            wanted = [unit.takes_machine_text(redraft=redraft) for unit in catalogue.units]
            _plan_catalogue(made, publication, article, catalogue, memories[pair], wanted)
    return made


def _memory(prepared: Sequence[Article], pair: Pair) -> Memory:
    return Memory(
        (article.slug, unit)
        for article in prepared
        if article.lang == pair[0] and pair[1] in article.catalogues
        for catalogue in [article.catalogues[pair[1]]]
        for unit in (*catalogue.units, *catalogue.obsolete)
    )


def _plan_catalogue(
    made: Plan,
    publication: Publication,
    article: Article,
    catalogue: Catalogue,
    memory: Memory,
    wanted: Sequence[bool],
) -> None:
    pair = (article.lang, catalogue.target_lang)
    units = catalogue.units
    if not any(wanted):
        return
    parsed = [events(unit.source, markup=_is_markup(unit)) for unit in units]
    texts = ["".join(event.visible for event in each) for each in parsed]
    index = index_names(publication.glossary, pair[0])
    mentions, _ = mention(texts, index)
    actors = {actor.id: actor for actor in publication.glossary.actors}
    locks = lock_names(texts, mentions, actors, *pair)
    for number, unit in enumerate(units):
        if not wanted[number]:
            continue
        draft = Draft(unit.source, parsed[number], locks[number], _is_markup(unit))
        work = Work(article.slug, pair, unit, draft)
        known = recall_exact(memory, unit.source)
        if known is not None:
            made.ready.append(Ready(work, known.target, "memory"))
        elif not has_letters(unit.source, pair[0]):
            made.ready.append(Ready(work, clean(unit.source).strip() or unit.source, "copy"))
        else:
            made.works.append(replace(work, near=recall_near(memory, unit.source)))


def _is_markup(unit: Unit) -> bool:
    """Front matter and the text of images are plain text."""
    return not is_meta(unit.id) and "image" not in unit.notes


def estimate(
    made: Plan, engine_of: Callable[[Pair], Engine], cache: AnswerCache, price: float | None = None
) -> Estimate:
    """Count what the first rung of every unit would send."""
    chars = requests = cached = batched = 0
    cost: float | None = 0.0
    for work in made.works:
        engine = engine_of(work.pair)
        rungs = ladder(work.draft, engine.caps.styles)
        if not rungs or cache.get(_key(rungs[0], work.pair, engine)) is not None:
            cached += 1
            continue
        size = len(rungs[0].text)
        chars += size
        batched += 1
        requests += max(0, -(-size // engine.caps.max_chars) - 1)
        rate = engine.caps.price if price is None else price
        cost = None if rate is None or cost is None else cost + rate * size / 1e6
        requests += batched % engine.caps.batch == 1 or engine.caps.batch == 1
    return Estimate(len(made.works), chars, requests, cached, len(made.ready), cost)


# --- run ---

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
            key = _key(rungs[0], work.pair, engine)
            answer = self._cache.get(key)
            if answer is None:
                return key
            restored = finish(work.draft, rungs[0], answer)
            if not restored.fault:
                ready.append(Ready(work, restored.text, engine.name, restored.markup_lost))
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
            storage.write_whole(path, text.encode("utf-8"))
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
        outcome.copied += ready.engine == "copy"
        outcome.drafted += ready.engine not in ("memory", "copy")
        outcome.markup_lost += ready.markup_lost
        kept = [comment for comment in unit.comments if not comment.startswith(_OURS)]
        return replace(drafted, comments=(*kept, *_comments(ready)))


def _comments(ready: Ready) -> Iterator[str]:
    """Say to the editor what a draft does not show."""
    if near := ready.work.near:
        told = f"similar: {near.score} % {near.entry.where}: {near.entry.source}"
        yield " ".join(f"{told} → {near.entry.target}".split())
    if ready.markup_lost:
        yield "markup lost: links or emphasis of the source are to be set again"


def _key(rung: Protected, pair: Pair, engine: Engine) -> str:
    fingerprint = f"{engine.fingerprint()} style={rung.style}"
    return key_of(rung.text, pair, fingerprint, rung.terms)


def _grouped(items: Sequence[_T], work_of: Callable[[_T], Work]) -> Iterator[list[_T]]:
    groups: dict[tuple[str, Pair], list[_T]] = {}
    for item in items:
        work = work_of(item)
        groups.setdefault((work.slug, work.pair), []).append(item)
    yield from groups.values()
