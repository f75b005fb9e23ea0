"""The glossary at hand, as an editor uses it: suggestions, a stub, the checks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from diglot.formats.actors_yaml import read_glossary
from support.project import copy_repository, diglot, tree

ACTORS = "content/actors.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The repository's publication without its entry for William Burns."""
    made = copy_repository(tmp_path)
    path = made / ACTORS
    text = path.read_text("utf-8")
    bare, removed = re.subn(r"(?m)^- id: william-burns\n(  .*\n)+", "", text)
    assert removed == 1
    path.write_text(bare, "utf-8", newline="")
    return made


def problems(project: Path) -> list[str]:
    """Give what the checks say of the glossary."""
    done = diglot(project, "check", "--format", "json")
    rows = json.loads(done.stdout)["problems"]
    return [f"{row['path']}:{row['line']}:{row['column']} {row['code']}" for row in rows]


def test_the_own_glossary_is_clean(tmp_path: Path) -> None:
    assert problems(copy_repository(tmp_path)) == []


def test_a_candidate_is_told_with_its_evidence(project: Path) -> None:
    before = tree(project / "content")
    done = diglot(project, "suggest", "wagner-mutiny", "--format", "json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)[0]
    assert (first["name"], first["type"], first["english"]) == ("ويليام بيرنز", "person", None)
    evidence = first["evidence"][0]
    assert evidence["cue"] == "title"
    line = (project / evidence["path"]).read_text("utf-8").splitlines()[evidence["line"] - 1]
    assert line[evidence["column"] - 1 :].startswith(first["name"])
    assert first["name"] in evidence["context"]
    told = diglot(project, "suggest").stdout
    place = f"{evidence['path']}:{evidence['line']}:{evidence['column']}"
    assert f"{place}: {evidence['segment']}: title: …" in told
    assert tree(project / "content") == before


def test_an_accepted_candidate_is_an_entry_at_the_end(project: Path) -> None:
    before = (project / ACTORS).read_bytes()
    others = tree(project / "content", skip=("actors.yml",))
    done = diglot(project, "suggest", "--accept", "ويليام بيرنز", "--id", "william-burns")
    assert done.returncode == 0, done.stderr
    assert "name in en is missing" in done.stdout
    after = (project / ACTORS).read_bytes()
    stub = "- id: william-burns\n  type: person\n  name: {ar: ويليام بيرنز}\n"
    assert after == before + stub.encode()
    assert tree(project / "content", skip=("actors.yml",)) == others
    assert "ويليام بيرنز" not in diglot(project, "suggest").stdout
    line = before.count(b"\n") + 1
    found = problems(project)
    assert found == [f"{ACTORS}:{line}:3 actor-missing-language"]
    path = project / ACTORS
    path.write_bytes(after.replace(b"\xd8\xb2}\n", b"\xd8\xb2, en: William Burns}\n"))
    assert problems(project) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--accept", "دونالد"], 1, "is no candidate"),
        (["--accept", "ويليام بيرنز", "--id", "russia"], 1, "the id `russia` is taken"),
        (["--accept", "ويليام بيرنز", "--id", "../x"], 1, "bad-id"),
        (["no-such-article"], 1, "there is no article `no-such-article`"),
        (["--id", "x"], 2, "--id goes with --accept"),
    ],
)
def test_what_cannot_be_done_writes_nothing(
    project: Path, arguments: list[str], status: int, message: str
) -> None:
    before = tree(project / "content")
    done = diglot(project, "suggest", *arguments)
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr
    assert tree(project / "content") == before


# --- respell ---


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The repository's publication, one of whose passages on Zelenskyy a person has read."""
    made = copy_repository(tmp_path)
    done = diglot(made, "review", "wagner-mutiny", "s-85b1c4", "--by", "Mona Haddad")
    assert "1 unit reviewed" in done.stdout, done.stderr
    return made


NEW_NAME = ["respell", "volodymyr-zelenskyy", "--name", "en=Volodymyr Zelensky"]


def test_a_new_name_shows_what_it_touches_and_writes_nothing(edition: Path) -> None:
    before = tree(edition / "content")
    done = diglot(edition, *NEW_NAME, "--format", "json")
    assert done.returncode == 0, done.stderr
    proposed = json.loads(done.stdout)
    rows = [(r["segment"], r["effect"], r["name"], r["work"]) for r in proposed["touched"]]
    assert rows == [
        ("s-ce520a", "lost", "Volodymyr Zelenskyy", "redraft"),
        ("s-ce520a", "gained", "Zelenskyy", None),
        ("s-61f729", "lost", "Volodymyr Zelenskyy", "redraft"),
        ("s-61f729", "gained", "Zelenskyy", None),
        ("s-ed1930", "old spelling", "Zelenskyy", "redraft"),
        ("s-ba1377", "lost", "Volodymyr Zelenskyy", "redraft"),
        ("s-ba1377", "gained", "Zelenskyy", None),
        ("s-85b1c4", "old spelling", "Zelenskyy", "by hand"),
    ]
    for row in proposed["touched"]:
        assert row["name"] in row["sentence"]
        lines = (edition / row["path"]).read_text("utf-8").splitlines()
        assert row["segment"] in lines[row["line"] - 1]
    assert proposed["written"] is None
    assert tree(edition / "content") == before


def test_the_change_is_made_in_one_line_of_one_file(edition: Path) -> None:
    before = tree(edition / "content")
    done = diglot(edition, *NEW_NAME, "--alias", "en=Zelensky", "--write")
    assert done.returncode == 0, done.stderr
    place = next(line for line in done.stdout.splitlines() if line.startswith("By hand: "))
    assert place.endswith(": s-85b1c4")
    assert "diglot translate --article wagner-mutiny --redraft" in done.stdout
    assert f"wrote {ACTORS}" in done.stdout
    after = tree(edition / "content")
    expected = before["actors.yml"].decode()
    for old, new in (
        ("en: Volodymyr Zelenskyy}", "en: Volodymyr Zelensky}"),
        ("en: [Zelenskyy]", "en: [Zelenskyy, Zelensky]"),
    ):
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert after.pop("actors.yml").decode() == expected
    before.pop("actors.yml")
    assert after == before
    again = diglot(edition, *NEW_NAME, "--write")
    assert "spelled so already" in again.stdout


def test_a_change_in_the_source_language_shows_the_articles_sentences(edition: Path) -> None:
    done = diglot(edition, "respell", "kremlin", "--name", "ar=قصر الكرملين", "--format", "json")
    source, role = json.loads(done.stdout)["touched"]
    assert (source["effect"], source["lang"], source["work"]) == ("lost", "ar", None)
    line = (edition / source["path"]).read_text("utf-8").splitlines()[source["line"] - 1]
    assert line[source["column"] - 1 :].startswith("الكرملين")
    assert (role["segment"], role["path"], role["work"]) == ("dmitry-peskov.role", ACTORS, "by hand")


def test_an_alias_that_another_actor_has_is_told(edition: Path) -> None:
    done = diglot(edition, "respell", "russia", "--alias", "ar=ليبيا", "--format", "json")
    proposed = json.loads(done.stdout)
    assert any("actor-shared-alias" in problem for problem in proposed["problems"])
    assert [(r["effect"], r["actor"]) for r in proposed["touched"]] == [("lost", "libya")]


def test_a_hostile_spelling_stays_text(edition: Path) -> None:
    hostile = "\x1b[31mX: {y}, 'z' \u202eW"
    done = diglot(edition, "respell", "libya", "--alias", f"en={hostile}", "--write")
    assert done.returncode == 0, done.stderr
    assert not {"\x1b", "\u202e"} & set(done.stdout)
    text = (edition / ACTORS).read_text("utf-8")
    (libya,) = [each for each in read_glossary(text, ACTORS).actors if each.id == "libya"]
    assert libya.aliases["en"] == (hostile,)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["nobody", "--name", "en=X"], 1, "no actor has the id `nobody`"),
        (["libya", "--name", "en=—"], 1, "can match no text"),
        (["libya", "--name", "xx=Libya"], 2, "LANG=TEXT"),
        (["libya", "--alias", "Libya"], 2, "LANG=TEXT"),
        (["libya"], 2, "--name or --alias"),
    ],
)
def test_what_cannot_be_respelled_changes_nothing(
    tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    project = copy_repository(tmp_path)
    before = tree(project / "content")
    done = diglot(project, "respell", *arguments, "--write")
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr
    assert tree(project / "content") == before
