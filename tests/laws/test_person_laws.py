"""The machine never replaces a person: whole files, every state, any answers, the real run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diglot import content
from diglot.backlog import plan
from diglot.cache import AnswerCache
from diglot.engines.patience import Budget, Patient
from diglot.engines.protocol import Caps, ErrorKind, Failure, Item, Result
from diglot.formats.po import read_catalogue, write_catalogue
from diglot.mkdocs_plugin import load_settings
from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Catalogue, State, Unit
from diglot.publication import load
from diglot.translate import CACHE_FILE, Run
from support.drawn_units import units
from support.project import copy_sample

ARTICLE = """---
title: الميناء
---

قالت سلمى حدّاد إن *الميناء* عاد إلى العمل.

ونشرت الهيئة [تقريرها](https://example.org/r) عن حدّاد **اليوم** في `log.txt`.

فقرة تتكرر.

فقرة تتكرر.

2024

- بند أول عن بيروت.
"""
OURS = ("similar: ", "markup lost", "name repaired: ")
ANSWERS = st.lists(
    st.sampled_from(["", "In English.", "[X0X]", "**bold** <b>", "w [X0X]x[X1X] y", "echo", "fail"])
    | st.text(max_size=20),
    min_size=1,
    max_size=6,
)


@dataclass
class Double:
    """An engine that answers as drawn, keeping the Protocol or not."""

    answers: Sequence[str]
    mixed_up: bool
    name: str = "double"
    caps: Caps = field(default_factory=lambda: Caps(batch=3, rps=1e9))
    asked: int = 0

    def fingerprint(self) -> str:
        return "double"

    def translate(self, items: Sequence[Item]) -> list[Result]:
        results = [self._one(item) for item in items]
        return results[::-1] if self.mixed_up else results

    def _one(self, item: Item) -> Result:
        answer = self.answers[self.asked % len(self.answers)]
        self.asked += 1
        if answer == "fail":
            kinds = list(ErrorKind)
            return Result(item.id, failure=Failure(kinds[self.asked % len(kinds)], "drawn"))
        return Result(item.id, item.text if answer == "echo" else answer)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article, in step, whose catalogue each example writes anew."""
    made = copy_sample(tmp_path_factory.mktemp("law") / "p")
    folder = made / "content/articles/port"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    content.write_content(load(load_settings(made / "mkdocs.yml")), [])
    return made


def read(project: Path) -> Catalogue:
    path = project / "content/articles/port/en.po"
    return read_catalogue(path.read_text(encoding="utf-8"), "en.po")


def drive(project: Path, engine: Double, *, redraft: bool, budget: Budget) -> None:
    """Do what the command does, with a clock that does not wait."""
    publication = load(load_settings(project / "mkdocs.yml"))
    patient: Callable[..., Patient] = lambda e, b: Patient(e, b, lambda: 0.0, lambda _: None)  # noqa: E731
    path = project / ".cache/diglot" / CACHE_FILE
    path.unlink(missing_ok=True)
    cache = AnswerCache(path)
    made = plan(publication, "port", redraft=redraft)
    run = Run(
        publication.settings,
        cache,
        lambda _: engine,
        date="2026-02-02",
        budget=budget,
        patient=patient,
    )
    run.drive(made)
    cache.close()


def is_a_persons(unit: Unit) -> bool:
    """Say it in the words of the law, not in those of the gate."""
    untouched = unit.mt is not None and unit.mt.out == fingerprint(unit.target)
    vouched = not unit.fuzzy or unit.accepted or unit.review is not None
    return bool(unit.target) and (vouched or not untouched)


@settings(max_examples=150, deadline=None)
@given(st.data(), ANSWERS, st.booleans(), st.booleans(), st.none() | st.integers(0, 4))
def test_no_run_touches_a_persons_words(project, data, answers, mixed_up, redraft, requests):
    blank = read(project)
    clean = [Unit(u.id, u.source, notes=u.notes) for u in blank.units]
    gone = Unit("s-000000", "نص حُذف.")
    path = project / "content/articles/port/en.po"
    written = replace(
        blank,
        units=tuple(data.draw(units(unit)) for unit in clean),
        obsolete=(data.draw(units(gone, obsolete=True)),),
        comments=("English by the desk.",),
    )
    path.write_text(write_catalogue(written), encoding="utf-8")
    content.write_content(load(load_settings(project / "mkdocs.yml")), [])
    before = read(project)

    drive(project, Double(answers, mixed_up), redraft=redraft, budget=Budget(max_requests=requests))

    after = read(project)
    assert replace(after, units=()) == replace(before, units=())
    assert [(u.id, u.source) for u in after.units] == [(u.id, u.source) for u in before.units]
    for old, new in zip(before.units, after.units, strict=True):
        fresh = bool(old.target) and old.previous is None
        if is_a_persons(old) or (fresh and not redraft) or (fresh and old.hold is not None):
            assert new == old
        elif new != old:
            assert new.state is State.MACHINE
            assert new.target
            assert new.hold == old.hold
            theirs = [c for c in old.comments if not c.startswith(OURS)]
            assert [c for c in new.comments if not c.startswith(OURS)] == theirs
