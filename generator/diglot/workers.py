"""Articles made in other processes where there are many, in this one where there are few."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from diglot.make import Maker

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from diglot.model.due import Due
    from diglot.model.host import Ordinary
    from diglot.model.made import Made
    from diglot.publication import Publication
    from diglot.scan import Files

_FEW = 50
"""Articles up to which starting workers costs more than it saves (research of the speed budget:
a pool's import alone costs 85 ms)."""
_AHEAD = 4
"""Batches per worker that wait: enough to keep it busy, few enough to keep memory flat."""
_BATCH = 8


class Job(NamedTuple):
    """One article to be made."""

    slug: str
    due: Due
    files: Files
    record: bytes


class Team(NamedTuple):
    """What every worker needs to get ready."""

    publication: Publication
    ordinary: tuple[Ordinary, ...]
    site: Path
    writes: bool

    def maker(self) -> Maker:
        """Make a maker."""
        return Maker(self.publication, self.ordinary, self.site, writes=self.writes)


def make_all(jobs: Iterable[Job], count: int, team: Team, workers: int = 0) -> Iterator[Made]:
    """Make articles, in the order of the jobs.

    Args:
        jobs: what to make; taken one by one, never all at once.
        count: how many.
        team: what workers need.
        workers: how many processes; 0 for one per core.
    """
    workers = workers or _cores()
    if count > _FEW:
        gc.enable()  # memory stays flat in the number of articles, in workers as here
    if count <= _FEW or workers == 1:
        maker = team.maker()
        yield from (maker.make(*job) for job in jobs)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(team,)) as pool:
        waiting: deque[Future[list[Made]]] = deque()
        for batch in _batches(jobs):
            waiting.append(pool.submit(_work, batch))
            if len(waiting) >= workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    for job in jobs:
        batch.append(job)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_own: list[Maker] = []
"""This process's maker, where it is a worker."""


def _begin(team: Team) -> None:
    _own.append(team.maker())


def _work(batch: list[Job]) -> list[Made]:
    return [_own[0].make(*job) for job in batch]
