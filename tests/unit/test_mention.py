"""Mentions, by the cases of tests/cases/mention, and what the cases cannot say."""

from __future__ import annotations

import pytest

from diglot.formats.actors_yaml import read_glossary
from diglot.stages.mention import mention
from diglot.text.name_trie import NameIndex, index_names
from support.cases import Case, read_cases


def index(actors: str, lang: str = "ar") -> NameIndex:
    glossary = read_glossary(actors, "actors.yml")
    errors = [str(problem) for problem in glossary.problems if problem.severity > 2]
    assert errors == []
    return index_names(glossary, lang)


def marked(texts: list[str], names: NameIndex) -> list[str]:
    """Write `[name](actor)` into each text, `[name](?a|b)` where two actors could be meant."""
    mentions, ambiguities = mention(texts, names)
    spans = [(found.segment, found.start, found.end, found.actor) for found in mentions]
    spans += [(a.segment, a.start, a.end, f"?{'|'.join(a.actors)}") for a in ambiguities]
    lines = list(texts)
    for segment, start, end, actor in sorted(spans, reverse=True):
        line = lines[segment]
        lines[segment] = f"{line[:start]}[{line[start:end]}]({actor}){line[end:]}"
    return lines


@pytest.mark.parametrize("case", read_cases("mention"), ids=str)
def test_case(case: Case):
    names = index(case.parts["actors"], case.parts.get("language", "ar"))
    texts = case.parts["input"].split("\n")
    assert marked(texts, names) == case.parts["expected"].split("\n"), case.where


KREMLIN = (
    "- {id: kremlin, type: organisation, name: {ar: الكرملين}, context_aliases: {ar: [القصر]}}"
)


def test_the_carrying_word_begins_with_its_proclitic():
    (found,), _ = mention(["قال", "إن وَللكرملينِ دورا"], index(KREMLIN))
    assert (found.segment, found.token_start, found.start, found.end) == (1, 3, 6, 14)


def test_a_ligature_is_not_cut():
    names = index("- {id: ukraine, type: state, name: {ar: أوكرانيا}}")
    (found,), _ = mention(["ﻷوكرانيا"], names)
    assert (found.token_start, found.start, found.end) == (0, 0, 8)


def test_an_actor_of_the_title_is_active_from_the_start():
    names = index(KREMLIN)
    assert mention(["القصر"], names) == ((), ())
    (found,), _ = mention(["القصر"], names, {"kremlin"})
    assert found.actor == "kremlin"


def test_controls_that_close_a_run_stay_outside():
    names = index("- {id: wagner, type: military_unit, name: {ar: فاغنر, en: Wagner}}", "en")
    (found,), _ = mention(["by \u2068Wagner\u2069, \u200e"], names)
    assert (found.start, found.end) == (4, 10)


def test_a_region_of_a_language_is_the_language():
    names = index("- {id: wagner, type: military_unit, name: {ar-EG: فاغنر}}", "ar-SY")
    (found,), _ = mention(["فاغنر"], names)
    assert found.actor == "wagner"


def test_nothing_is_found_in_another_language():
    assert mention(["فاغنر"], index("- {id: w, type: state, name: {en: فاغنر}}")) == ((), ())
