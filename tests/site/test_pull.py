"""A translator's file comes home: what tools do to it, and what a person did."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.formats.po_returned import read_returned
from diglot.model.translation import Catalogue
from diglot.stages.merge_returned import merge_returned
from support.project import SAMPLE, copy_sample, diglot, tree

NAME = "content/articles/harbour/en.po"
OLD, NEW = "What has changed?", "What is new?"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_sample(tmp_path / "p")
    diglot(made, "sync")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "sent"]):
        subprocess.run([*git, *command], cwd=made, check=True)
    return made


def catalogue(project: Path = SAMPLE) -> Catalogue:
    return read_catalogue((project / NAME).read_text("utf-8"), NAME)


def pull(project: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    (project / "back.po").write_text(text, "utf-8", newline="")
    return diglot(project, "pull", "back.po", *options)


def test_a_changed_text_is_taken_and_nothing_else(project: Path) -> None:
    text = (project / NAME).read_text("utf-8")
    before = tree(project / "content")
    edited = "\ufeff" + text.replace(f'msgstr "{OLD}"', f'msgstr "{NEW}"').replace("\n", "\r\n")
    assert "1 taken" in pull(project, edited, "--dry-run").stdout
    assert tree(project / "content") == before
    done = pull(project, edited)
    assert (done.returncode, "1 taken" in done.stdout) == (0, True), done.stderr
    assert (project / NAME).read_text("utf-8") == text.replace(f'msgstr "{OLD}"', f'msgstr "{NEW}"')


@pytest.mark.parametrize(
    "tool",
    [
        ["msgcat", "--width=40", "--sort-output"],
        ["msgattrib", "--clear-fuzzy", "--clear-previous"],
        ["msgattrib", "--set-obsolete"],
        ["msgattrib", "--no-fuzzy"],
    ],
)
def test_tools_delete_and_confirm_nothing(project: Path, tool: list[str]) -> None:
    before = tree(project / "content")
    text = subprocess.run([*tool, NAME], cwd=project, capture_output=True, check=True).stdout
    done = pull(project, text.decode("utf-8"), "--article", "harbour", "--lang", "en")
    assert (done.returncode, " 0 taken" in done.stdout) == (0, True), done.stderr
    assert tree(project / "content") == before


def test_an_edit_on_both_sides_is_a_conflict(project: Path) -> None:
    text = (project / NAME).read_text("utf-8")
    (project / NAME).write_text(text.replace(f'"{OLD}"', '"Ours."'), "utf-8")
    before = tree(project / "content")
    done = pull(project, text.replace(f'"{OLD}"', f'"{NEW}"'))
    assert done.returncode == 1
    for part in ("back.po:", f"{NAME}:", '"Ours."', f'"{NEW}"'):
        assert part in done.stderr
    assert tree(project / "content") == before


def test_a_source_that_has_changed_is_a_conflict(project: Path) -> None:
    text = (project / NAME).read_text("utf-8")
    article = project / "content/articles/harbour/article.md"
    article.write_text(article.read_text("utf-8").replace("بند أول.", "ليس بند أول."), "utf-8")
    diglot(project, "sync")
    unit = next(unit for unit in catalogue(project).units if unit.source == "ليس بند أول.")
    done = pull(project, text.replace(f'msgstr "{unit.target}"', 'msgstr "Theirs."'))
    assert done.returncode == 1
    assert "its source is not" in done.stderr
    assert "Theirs." not in (project / NAME).read_text("utf-8")


UNITS = st.lists(
    st.tuples(
        st.sampled_from(catalogue().units),
        st.sampled_from(["same", "blank", "edit"]),
        st.sampled_from(["id", "", "s-none"]),
        st.booleans(),
    ),
    max_size=12,
)


@given(UNITS)
def test_whatever_a_tool_does_no_text_moves_and_none_is_lost(entries) -> None:
    before = catalogue()
    chunks = []
    for number, (unit, what, kept, fuzzy) in enumerate(entries):
        text = {"same": unit.target, "blank": "", "edit": f"By hand {number}."}[what]
        flag = "#, fuzzy\n" if fuzzy else ""
        context = f'msgctxt "{unit.id if kept == "id" else kept}"\n' if kept else ""
        quoted = [part.replace("\\", "\\\\").replace('"', '\\"') for part in (unit.source, text)]
        chunks.append(f'{flag}{context}msgid "{quoted[0]}"\nmsgstr "{quoted[1]}"\n')
    returned = read_returned("\n".join(['msgid ""\nmsgstr ""\n', *chunks]), "back.po")
    merge = merge_returned(before, returned, [before])
    edits = {f"By hand {n}.": unit for n, (unit, what, *_) in enumerate(entries) if what == "edit"}
    for old, new in zip(before.units, merge.catalogue.units, strict=True):
        if old != new:
            assert edits[new.target].source == new.source == old.source
    told = " ".join(problem.message for problem in merge.conflicts)
    stand = {unit.target for unit in merge.catalogue.units}
    assert all(text in stand or text in told for text in edits)
    assert read_catalogue(write_catalogue(merge.catalogue), NAME).obsolete == before.obsolete
