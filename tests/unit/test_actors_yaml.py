"""The glossary: what is read, and what a broken one costs."""

from __future__ import annotations

import pytest

from diglot.formats.actors_yaml import read_glossary
from diglot.model.actors import Actor, ActorType, Protection
from diglot.model.problem import Location, Severity

GOOD = """\
- id: wagner
  type: military_unit
  name: {ar: فاغنر, en: Wagner}
"""


def read(text: str):
    return read_glossary(text, "content/actors.yml")


def told(text: str) -> list[str]:
    """Give each problem as `line:column code`."""
    return [
        f"{problem.location.line}:{problem.location.column} {problem.code}"
        for problem in read(text).problems
    ]


def ids(text: str) -> list[str]:
    return [actor.id for actor in read(text).actors]


def test_everything_an_entry_can_say():
    glossary = read(
        """\
# Actors
actors:
  - id: wagner-group
    type: military_unit
    name: {ar: مجموعة فاغنر, en: Wagner Group}
    aliases:
      ar: [فاغنر, "شركة  فاغنر"]
      en: Wagner
    context_aliases: {ar: [المجموعة]}
    weak_aliases: {en: [group]}
    protect: check
    role: {ar: شركة, en: Private military company}
    as_of: 2023-07
    source: article
    reviewed_by: Mona Haddad
    wikidata: Q16156499
"""
    )
    assert glossary.problems == ()
    assert glossary.actors == (
        Actor(
            id="wagner-group",
            type=ActorType.MILITARY_UNIT,
            name={"ar": "مجموعة فاغنر", "en": "Wagner Group"},
            aliases={"ar": ("فاغنر", "شركة فاغنر"), "en": ("Wagner",)},
            context_aliases={"ar": ("المجموعة",)},
            weak_aliases={"en": ("group",)},
            protect=Protection.CHECK,
            role={"ar": "شركة", "en": "Private military company"},
            as_of="2023-07",
            source="article",
            reviewed_by="Mona Haddad",
            wikidata="Q16156499",
        ),
    )
    assert glossary.actors[0].location == Location("content/actors.yml", 3, 5)


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "[]", "actors:\n", "\ufeff---\n"])
def test_an_empty_glossary_is_no_fault(text):
    assert read(text).actors == ()
    assert read(text).problems == ()


def test_values_stay_as_written():
    (actor,) = read(GOOD + "  as_of: 2023-07-01\n  aliases: {en: [NO, 1, 0x10, on]}\n").actors
    assert actor.as_of == "2023-07-01"
    assert actor.aliases == {"en": ("NO", "1", "0x10", "on")}


@pytest.mark.parametrize("written", ["yes", "true", "True", '"yes"'])
def test_yes_is_yes(written):
    assert read(f"{GOOD}  protect: {written}\n").actors[0].protect is Protection.YES


def test_a_plain_list_goes_to_the_languages_of_its_script():
    (actor,) = read(GOOD + "  aliases: [شركة فاغنر, PMC Wagner]\n").actors
    assert actor.aliases == {"ar": ("شركة فاغنر",), "en": ("PMC Wagner",)}
    (actor,) = read("- {id: cnn, type: media, name: {ar: سي إن إن}, aliases: [CNN]}").actors
    assert actor.aliases == {"ar": ("CNN",)}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('- id: b\n  type: person\n  name: {ar: ا, en: "B}\n', "6:21 actor-syntax"),
        ("- id: b\n  type: person\n  name: {en: 'B}\n", "6:14 actor-syntax"),
        ('- id: b\n  name: "B\n  source: "c"\n', "5:9 actor-syntax"),
        ("- id: b\n\ttype: person\n", "5:1 actor-syntax"),
        ("- id: b\n   type: person\n", "5:8 actor-syntax"),
        ("- id: b\n  source: a: b\n", "5:12 actor-syntax"),
        ("- id: b\n  name: {ar: ا\n", None),
        ("- id: b\n  aliases: {en: [B, C}\n", "5:22 actor-syntax"),
        ("- id: b\n  name: @b\n", "5:9 actor-syntax"),
        ("- id: b\n  name: &x b\n", "5:9 actor-syntax"),
        ("- id: b\n  name: *x\n", "5:9 actor-syntax"),
        ("- id: b\n  name: !!python/object/apply:os.system [ls]\n", "5:9 actor-syntax"),
        ("- id: b\n  name: b\x07\n", "5:10 actor-syntax"),
        ("- id: b\n<<<<<<< ours\n  type: person\n", "5:1 actor-syntax"),
    ],
)
def test_broken_syntax_costs_one_entry(entry, problem):
    after = GOOD.replace("wagner", "after").replace("فاغنر", "بعد").replace("Wagner", "After")
    assert ids(GOOD + entry + after) == ["wagner", "after"]
    found = told(GOOD + entry + after)
    assert len(found) == 1
    assert problem is None or found == [problem]


def test_a_broken_entry_is_named_with_a_remedy():
    (problem,) = read(GOOD + '- id: b\n  name: {en: "B}\n').problems
    assert problem.message == "the actor `b` cannot be read: a quotation mark is not closed"
    assert problem.remedy == "Close it on its line, or delete it."
    assert str(problem).startswith("content/actors.yml:5:14: error: ")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("  nmae: {en: W}\n", "4:3 actor-unknown-key"),
        ("  type: person\n", "4:3 actor-duplicate-key"),
        ("  aliases: {en: [[W]]}\n", "4:18 actor-alias-not-text"),
        ("  aliases: {en: [W, ~]}\n", "4:21 actor-alias-not-text"),
        ("  aliases: {en: ['...']}\n", "4:18 actor-alias-unfindable"),
        ("  aliases: {eng: [W]}\n", "4:13 actor-unknown-language"),
        ("  wikidata: 7747\n", "4:13 actor-bad-wikidata"),
        ("  as_of: July\n", "4:10 actor-bad-as-of"),
        ("  protect: maybe\n", "4:12 actor-protect"),
        ("  role: a group\n", "4:9 actor-role-language"),
        ("  source: [a]\n", "4:11 actor-not-text"),
    ],
)
def test_a_wrong_value_costs_itself(more, expected):
    assert told(GOOD + more) == [expected]
    assert ids(GOOD + more) == ["wagner"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("- just text\n", "1:3 actor-entry"),
        ("- {type: person, name: {en: A}}\n", "1:3 actor-missing-id"),
        ("- {id: a, name: {en: A}}\n", "1:3 actor-missing-type"),
        ("- {id: a, type: person}\n", "1:3 actor-missing-name"),
        ("- {id: a, type: person, name: A}\n", "1:31 actor-name-language"),
        ("- {id: a, type: persn, name: {en: A}}\n", "1:17 actor-unknown-type"),
        ("- {id: ../a, type: person, name: {en: A}}\n", "1:8 actor-bad-id"),
        ("- {id: A, type: person, name: {en: A}}\n", "1:8 actor-bad-id"),
        ("- {id: فاغنر, type: person, name: {en: A}}\n", "1:8 actor-bad-id"),
        ("- {id: index, type: person, name: {en: A}}\n", "1:8 actor-bad-id"),
        (f"- {{id: {'a' * 101}, type: person, name: {{en: A}}}}\n", "1:8 actor-bad-id"),
    ],
)
def test_a_wrong_identity_costs_the_actor(entry, expected):
    assert told(entry + GOOD) == [expected]
    assert ids(entry + GOOD) == ["wagner"]


def test_what_was_meant_is_guessed():
    remedies = [p.remedy for p in read(GOOD.replace("military_unit", "militry_unit")).problems]
    assert remedies == ["Did you mean `military_unit`?"]
    assert read(GOOD + "  alias: {}\n").problems[0].remedy == "Did you mean `aliases`?"


def test_the_first_of_two_ids_is_used():
    text = GOOD + GOOD.replace("فاغنر", "آخر").replace("Wagner", "Other")
    assert told(text) == ["4:3 actor-duplicate-id"]
    assert read(text).actors[0].name["en"] == "Wagner"


def test_a_spelling_of_two_actors_is_a_warning():
    text = GOOD + "- {id: b, type: person, name: {ar: فَاغنر}, aliases: {en: [wagner]}}\n"
    problems = read(text).problems
    assert [problem.code for problem in problems] == ["actor-shared-alias"] * 2
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert ids(text) == ["wagner", "b"]


@pytest.mark.parametrize(
    "text",
    ["just text", "wagner: {}", "actors: 3", "a: 1\nb: 2", "[" * 5000, "\ud800"],
)
def test_a_file_that_is_no_list_is_one_problem(text):
    assert len(told(text)) == 1
    assert read(text).actors == ()


def test_laughs_stay_small():
    laughs = "".join(f"- &l{i + 1} [{', '.join([f'*l{i}'] * 9)}]\n" for i in range(1, 30))
    glossary = read("- &l1 [ha]\n" + laughs + GOOD)
    assert [actor.id for actor in glossary.actors] == ["wagner"]
    assert {problem.code for problem in glossary.problems} == {"actor-syntax"}
