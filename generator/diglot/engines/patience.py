"""Retries, pace and budgets around an engine: what a polite and stubborn client does.

Clock, sleep and chance are given, so that a test waits for nothing and repeats exactly.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from diglot.engines.protocol import Engine, ErrorKind, Failure, Item, Result
from diglot.text.sentences import sentences

TRIES = 4
_FIRST, _CAP = 1.0, 60.0
_COOL, _COOL_CAP = 60.0, 600.0
_OPENS_AFTER = 5
"""Failures in a row after which the engine counts as down."""
_EMPTY = frozenset(kind for kind in ErrorKind if kind.again or kind is ErrorKind.REFUSED)
"""Reasons that count for it."""


@dataclass(slots=True)
class Budget:
    """What a run may spend; None for no limit."""

    max_chars: int | None = None
    max_requests: int | None = None
    max_seconds: float | None = None
    chars: int = 0
    requests: int = 0
    started: float | None = None
    """When the first engine of the run was made ready, on the clock of `Patient`."""

    def passed(self, now: float) -> float:
        """Give the seconds since then."""
        return 0.0 if self.started is None else now - self.started

    def refusal(self, chars: int, now: float) -> str:
        """Say which limit a request would break, or give the empty string."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            return f"--max-requests {self.max_requests} is reached"
        if self.max_chars is not None and self.chars + chars > self.max_chars:
            return f"--max-chars {self.max_chars} would be passed"
        if self.max_seconds is not None and self.passed(now) >= self.max_seconds:
            return "--max-minutes is reached"
        return ""


@dataclass(slots=True)
class Patient:
    """An engine that is asked again where that may help, and left alone where it may not."""

    engine: Engine
    budget: Budget = field(default_factory=Budget)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _next: float = 0.0
    _limited: int = 0
    _failed: int = 0
    _stopped: Failure | None = None
    """Why the service answers nothing more in this run."""

    def __post_init__(self) -> None:
        if self.budget.started is None:
            self.budget.started = self.clock()

    def translate(self, items: Sequence[Item], lang: str) -> Iterator[Result]:
        """Give a result per item, as soon as each request is done, in any order.

        Args:
            items: texts; they go in requests as large as the engine takes.
            lang: source language, whose sentences a text that is too long is split at.
        """
        caps = self.engine.caps
        batch: list[Item] = []
        for item in items:
            if len(item.text) > caps.max_chars:
                yield self._split(item, lang)
                continue
            size = sum(len(each.text) for each in batch)
            if batch and (len(batch) >= caps.batch or size + len(item.text) > caps.max_chars):
                yield from self._batch(batch, lang)
                batch = []
            batch.append(item)
        if batch:
            yield from self._batch(batch, lang)

    def _batch(self, batch: Sequence[Item], lang: str) -> Iterator[Result]:
        results = self._stubborn(batch)
        for item, result in zip(batch, results, strict=True):
            kind = result.failure.kind if result.failure else None
            too_long = kind is ErrorKind.TOO_LONG
            if len(batch) > 1 and (too_long or kind is ErrorKind.REFUSED):
                # One text may have spoilt the request of all.
                yield from self._batch([item], lang)
            else:
                yield self._split(item, lang) if too_long else result

    def _split(self, item: Item, lang: str) -> Result:
        """Translate a text that is too long in runs of sentences, once."""
        parts = _parts(item.text, lang, self.engine.caps.max_chars)
        if len(parts) < 2:
            return Result(
                item.id,
                failure=Failure(ErrorKind.REFUSED, "one sentence is too long for the engine"),
            )
        texts: list[str] = []
        for number, part in enumerate(parts):
            terms = tuple(term for term in item.terms if term.source in part)
            [result] = self._stubborn(
                [replace(item, id=f"{item.id}.{number}", text=part, terms=terms)]
            )
            if result.text is None:
                failure = result.failure
                if failure and failure.kind is ErrorKind.TOO_LONG:
                    failure = replace(failure, kind=ErrorKind.REFUSED)
                return Result(item.id, failure=failure)
            texts.append(result.text.strip())
        return Result(item.id, " ".join(texts))

    def _stubborn(self, items: Sequence[Item]) -> list[Result]:
        """Ask until every item has an answer or no further try would help."""
        done: dict[str, Result] = {}
        waiting = list(items)
        tries = 0
        while waiting:
            results = self._ask(waiting)
            done |= {result.id: result for result in results}
            failures = [r.failure for r in results if r.failure]
            again = {r.id for r in results if r.failure and r.failure.kind.again}
            waiting = [item for item in waiting if item.id in again]
            limited = next((f for f in failures if f.kind is ErrorKind.LIMITED), None)
            tries += limited is None
            if not waiting or any(f.kind.stops for f in failures) or tries >= TRIES:
                break
            wait = self._cool(limited) if limited else self._jitter(tries)
            if refusal := self._open_circuit() or self._cannot_wait(wait):
                done |= {item.id: Result(item.id, failure=refusal) for item in waiting}
                break
            self.sleep(wait)
        self._count(list(done.values()))
        return [done[item.id] for item in items]

    def _ask(self, items: Sequence[Item]) -> list[Result]:
        refusal = self._stopped or self._open_circuit()
        chars = sum(len(item.text) for item in items)
        if refusal is None and (told := self.budget.refusal(chars, self.clock())):
            refusal = Failure(ErrorKind.BUDGET, told)
        if refusal is None:
            pause = self._next - self.clock()
            refusal = self._cannot_wait(pause)
            if refusal is None and pause > 0:
                self.sleep(pause)
        if refusal is not None:
            return [Result(item.id, failure=refusal) for item in items]
        self.budget.requests += 1
        self.budget.chars += chars
        self._next = self.clock() + 1 / self.engine.caps.rps
        results = self.engine.translate(items)
        stops = (r.failure for r in results if r.failure and r.failure.kind.stops)
        self._stopped = next(stops, None)
        if [result.id for result in results] != [item.id for item in items]:
            failure = Failure(ErrorKind.BAD_ANSWER, "the engine mixed up the texts")
            return [Result(item.id, failure=failure) for item in items]
        return results

    def _jitter(self, tries: int) -> float:
        return self.chance() * min(_CAP, _FIRST * 2.0 ** (tries - 1))

    def _cool(self, limited: Failure) -> float:
        self._limited += 1
        if limited.retry_after is not None:
            return limited.retry_after
        return min(_COOL_CAP, _COOL * 2.0 ** (self._limited - 1))

    def _open_circuit(self) -> Failure | None:
        if self._limited >= _OPENS_AFTER:
            return Failure(
                ErrorKind.CIRCUIT, f"the engine limited us {_OPENS_AFTER} times in a row"
            )
        if self._failed >= _OPENS_AFTER:
            return Failure(ErrorKind.CIRCUIT, f"the engine failed {_OPENS_AFTER} times in a row")
        return None

    def _cannot_wait(self, seconds: float) -> Failure | None:
        limit = self.budget.max_seconds
        if limit is None or self.budget.passed(self.clock()) + seconds <= limit:
            return None
        return Failure(ErrorKind.BUDGET, "--max-minutes would pass while waiting")

    def _count(self, results: Sequence[Result]) -> None:
        """Count requests in a row that brought nothing for a reason of the engine's."""
        if any(result.text is not None for result in results):
            self._limited = self._failed = 0
        elif all(result.failure and result.failure.kind in _EMPTY for result in results):
            self._failed += 1


def _parts(text: str, lang: str, most: int) -> list[str]:
    """Cut a text at sentences into runs of at most `most` characters, and at least two."""
    spans = sentences(text, lang)
    limit = min(most, max(len(text) // 2 + 1, max((e - s for s, e in spans), default=0)))
    parts: list[str] = []
    for start, end in spans:
        piece = text[start:end]
        if parts and len(parts[-1]) + len(piece) <= limit:
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts if all(len(part) <= most for part in parts) else []
