"""How many bad translations the checks catch, and how many good ones they call wrong.

The pairs are newspaper prose written for this, apart from the checker's own cases.
"""

from __future__ import annotations

import yaml

from diglot.formats.actors_yaml import read_glossary
from diglot.model.finding import Finding
from diglot.model.problem import Severity
from support.cases import CASES
from support.checking import check_pair

FOLDER = CASES / "check-labelled"
GLOSSARY = read_glossary((FOLDER / "actors.yml").read_text(encoding="utf-8"), "actors.yml")
RECALL, FALSE_ALARMS = 0.95, 0.02


def pairs(name: str) -> list[dict[str, str]]:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def findings(pair: dict[str, str]) -> tuple[Finding, ...]:
    return check_pair(pair["ar"], pair["en"], GLOSSARY)


def errors(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.severity is Severity.ERROR]


def test_bad_pairs_are_caught_and_good_ones_left_alone(capsys):
    good, bad = pairs("good.yml"), pairs("bad.yml")
    assert min(len(good), len(bad)) >= 60
    alarms = [(pair, errors(found)) for pair in good if errors(found := findings(pair))]
    warned = [(pair, found) for pair in good if (found := findings(pair)) and not errors(found)]
    missed, misnamed = [], []
    for pair in bad:
        found = findings(pair)
        named = any(each.code == pair["code"] for each in found)
        if not named:
            misnamed.append((pair, found))
        if not named and not errors(found):
            missed.append((pair, found))
    with capsys.disabled():
        print(  # noqa: T201 - `make test` is to show it
            f"\nsegment checks: {1 - len(missed) / len(bad):.1%} of {len(bad)} bad pairs caught "
            f"({len(misnamed)} not under the name expected), {len(alarms) / len(good):.1%} of "
            f"{len(good)} good pairs called errors, {len(warned) / len(good):.1%} warned of"
        )
    assert len(missed) <= (1 - RECALL) * len(bad), missed
    assert len(alarms) <= FALSE_ALARMS * len(good), alarms


def test_every_kind_of_finding_is_among_the_bad_pairs():
    kinds = {pair["code"] for pair in pairs("bad.yml")}
    assert kinds >= set(
        "number month percent currency name negation source-letters same-as-source engine-text "
        "token markup footnote address bidi-control repeated length sentences quotes brackets "
        "question-mark double-word double-space end-sign weekday unknown-name foreign-signs".split()
    )
