"""The glossary's lint, by the cases of tests/cases/lint."""

from __future__ import annotations

import pytest

from diglot.formats.actors_places import spelling_places, written
from diglot.formats.actors_yaml import read_glossary
from diglot.stages.lint_glossary import lint_glossary
from support.cases import Case, read_cases
from support.project import ROOT


@pytest.mark.parametrize("case", read_cases("lint"), ids=str)
def test_case(case: Case):
    text = case.parts["actors"]
    glossary = read_glossary(text, "actors.yml")
    assert not [problem for problem in glossary.problems if problem.severity > 2]
    rows = (line.split(": ") for line in case.parts["named"].splitlines())
    named = {actor: langs.split() for actor, langs in rows}
    found = lint_glossary(glossary, spelling_places(text, "actors.yml"), named)
    told = [f"{p.location.line}:{p.location.column} {p.code}" for p in found]
    assert told == case.parts["expected"].splitlines(), case.where
    assert all(problem.remedy for problem in found)


def test_every_text_of_the_real_file_stands_where_it_is_said_to():
    """The span from start to end is the text as written, quotation marks and all."""
    text = (ROOT / "content/actors.yml").read_text("utf-8")
    lines = text.splitlines()
    found = list(written(text, "actors.yml"))
    assert len(found) > 200
    for each in found:
        assert each.start.line == each.end.line
        raw = lines[each.start.line - 1][each.start.column - 1 : each.end.column - 1]
        assert raw.strip('"') == each.text
