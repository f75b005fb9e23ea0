"""Retries, limits and budgets on a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from diglot.engines.patience import Budget, Patient
from diglot.engines.protocol import Caps, ErrorKind, Failure, Item, Result

K = ErrorKind


@dataclass
class Clock:
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Scripted:
    """Answers as told: a failure, or None for success; afterwards success."""

    name = "scripted"

    def __init__(self, *script: Failure | None, caps: Caps | None = None) -> None:
        self.script, self.asked = list(script), 0
        self.caps = caps or Caps(rps=1e9)

    def fingerprint(self) -> str:
        return "scripted"

    def translate(self, items):
        self.asked += 1
        failure = self.script.pop(0) if self.script else None
        return [Result(i.id, None if failure else f"en {i.text}", failure) for i in items]


def ask(engine, clock, texts=("نص",), **budget):
    patient = Patient(engine, Budget(**budget), clock, clock.sleep, lambda: 1.0)
    return list(patient.translate([Item(f"s-{n}", t) for n, t in enumerate(texts)], "ar"))


SERVER = Failure(K.SERVER, "down")


def test_jitter_doubles_and_four_tries_are_enough():
    clock, engine = Clock(), Scripted(*[SERVER] * 9)
    [result] = ask(engine, clock)
    assert result.failure == SERVER
    assert engine.asked == 4
    assert clock.slept == pytest.approx([1, 2, 4])


def test_retry_after_is_obeyed_and_without_it_the_engine_cools_down():
    clock = Clock()
    [result] = ask(Scripted(Failure(K.LIMITED, "", 7.0), Failure(K.LIMITED, "")), clock)
    assert result.text
    assert clock.slept == [7, 120]


def test_the_circuit_opens_after_five_limits():
    clock, engine = Clock(), Scripted(*[Failure(K.LIMITED, "")] * 99)
    results = ask(engine, clock, ("أ", "ب", "ج"))
    assert {r.failure.kind for r in results} == {K.CIRCUIT}
    assert engine.asked == 5
    assert clock.slept == [60, 120, 240, 480]


def test_an_engine_that_is_down_is_given_up_after_five_texts():
    engine = Scripted(*[SERVER] * 99)
    results = ask(engine, Clock(), [str(n) for n in range(50)])
    assert engine.asked == 20
    assert [r.failure.kind for r in results] == [K.SERVER] * 5 + [K.CIRCUIT] * 45


@pytest.mark.parametrize("kind", [K.AUTH, K.QUOTA, K.SETUP, K.REFUSED])
def test_what_cannot_help_is_not_tried_again(kind):
    engine = Scripted(*[Failure(kind, "")] * 3)
    results = ask(engine, Clock(), ["نص"] * 3)
    assert results[0].failure.kind == kind
    assert engine.asked == (1 if kind.stops else 3)


def test_an_engine_that_refuses_everything_is_left_alone():
    engine = Scripted(*[Failure(K.REFUSED, "")] * 99)
    results = ask(engine, Clock(), [str(n) for n in range(50)])
    assert engine.asked == 5
    assert [r.failure.kind for r in results] == [K.REFUSED] * 5 + [K.CIRCUIT] * 45


def test_budgets_are_never_passed():
    engine = Scripted()
    results = ask(engine, Clock(), ["نصنص"] * 5, max_chars=11)
    assert [r.text is not None for r in results] == [True, True, False, False, False]
    engine = Scripted(SERVER, SERVER)
    results = ask(engine, Clock(), ["نص"] * 5, max_requests=3)
    assert engine.asked == 3
    assert results[-1].failure.kind is K.BUDGET


def test_no_wait_goes_beyond_the_minutes():
    clock = Clock()
    [result] = ask(Scripted(Failure(K.LIMITED, "", 600.0)), clock, max_seconds=60)
    assert result.failure.kind is K.BUDGET
    assert clock.slept == []


def test_a_second_engine_does_not_begin_the_minutes_anew():
    clock, budget = Clock(), Budget(max_seconds=60)
    for _ in range(2):
        patient = Patient(Scripted(caps=Caps(rps=1 / 50)), budget, clock, clock.sleep)
        results = list(patient.translate([Item(str(n), "نص") for n in range(2)], "ar"))
    assert [bool(result.text) for result in results] == [True, False]


def test_pace():
    clock = Clock()
    ask(Scripted(caps=Caps(rps=0.5)), clock, ["نص"] * 4)
    assert clock.slept == [2, 2, 2]


def test_too_long_is_split_once_at_sentences():
    engine = Scripted(Failure(K.TOO_LONG, ""))
    [result] = ask(engine, Clock(), ["جملة أولى هنا. جملة ثانية هنا."])
    assert result.text == "en جملة أولى هنا. en جملة ثانية هنا."
    engine = Scripted(*[Failure(K.TOO_LONG, "")] * 5)
    [result] = ask(engine, Clock(), ["جملة أولى هنا. جملة ثانية هنا."])
    assert (result.failure.kind, engine.asked) == (K.REFUSED, 2)


def test_an_engine_that_mixes_up_ids_gives_nothing():
    class Mixed(Scripted):
        def translate(self, items):
            return list(reversed(super().translate(items)))

    results = ask(Mixed(caps=Caps(batch=2, rps=1e9)), Clock(), ("أ", "ب"))
    assert [r.text for r in results] == [None, None]
