"""The glossary at hand, as an editor uses it: suggestions, a stub, the checks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

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
