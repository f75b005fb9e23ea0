"""A translator's file comes home: what tools do to it, and what a person did."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.formats.po_returned import read_returned
from diglot.model.translation import Catalogue
from diglot.stages.merge_returned import merge_returned
from support.fixtures import missing
from support.project import SAMPLE, copy_sample, diglot, tree

NAME = "content/articles/harbour/en.po"
OLD, NEW = "What has changed?", "What is new?"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_sample(tmp_path / "p")
    diglot(made, "sync")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "sent"]):
        git(made, *command)
    return made


def git(project: Path, *command: str) -> None:
    own = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run([*own, *command], cwd=project, check=True)


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


REMARK = "Ask the author, please: is it the harbour of the town or the port that is meant in this place?"
UNIT = 'msgctxt "s-f66ba1"'


def edited(text: str) -> str:
    """Do what a translator does in any tool: another text, no `fuzzy`, and a remark."""
    remarked = text.replace(f"#. heading\n#, fuzzy\n{UNIT}", f"# {REMARK}\n#. heading\n{UNIT}")
    assert remarked != text
    return remarked.replace(f'msgstr "{OLD}"', f'msgstr "{NEW}"')


def gettext(project: Path, text: str, *command: str) -> str:
    done = subprocess.run(command, cwd=project, input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def header(text: str, *fields: str) -> str:
    """Write a tool's own fields into the header."""
    dated = re.sub(r"PO-Revision-Date: [^\\]+", "PO-Revision-Date: 2026-06-01 10:00+0000", text)
    added = "".join(f'"{field}\\n"\n' for field in fields)
    return dated.replace('"Language: en\\n"\n', f'"Language: en_GB\\n"\n{added}')


def poedit(project: Path, text: str) -> str:
    """As Poedit saves: gettext's wrapping, a header of its own, a .mo beside, CRLF on Windows."""
    saved = gettext(project, header(edited(text), "X-Generator: Poedit 3.4.2"), "msgcat", "--width=79", "-")
    (project / "saved.po").write_text(saved, "utf-8")
    subprocess.run(["msgfmt", "-o", str(project / NAME).replace(".po", ".mo"), "saved.po"], cwd=project, check=True)
    (project / "saved.po").unlink()
    return saved.replace("\n", "\r\n")


def weblate(project: Path, text: str) -> str:
    """As Weblate saves: with translate-toolkit, which is the library that it writes files with."""
    if not shutil.which("pomerge"):
        missing("pomerge was not found. `make test` installs translate-toolkit as root on Debian.")
    (project / "typed.po").write_text(edited(text), "utf-8")
    command = ["pomerge", "--progress=none", "-t", NAME, "-i", "typed.po", "-o", "saved.po"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    saved = (project / "saved.po").read_text("utf-8")
    for name in ("typed.po", "saved.po"):
        (project / name).unlink()
    return header(saved, "X-Generator: Weblate 5.5", "Plural-Forms: nplurals=2; plural=n != 1;")


def crowdin(project: Path, text: str) -> str:
    """As Crowdin documents its export: sources for what is untranslated, and no flag survives."""
    plain = gettext(project, edited(text), "msgattrib", "--clear-fuzzy", "--clear-previous", "-")
    filled = re.sub(r'(?m)^msgid "(.+)"\nmsgstr ""$(?!\n")', r'msgid "\1"\nmsgstr "\1"', plain)
    assert filled.count('msgstr "فقرة لم') == 1
    return header(filled, "X-Crowdin-Project: edition", "X-Crowdin-Language: en")


@pytest.mark.parametrize("tool", [poedit, weblate, crowdin])
def test_a_tools_whole_file_brings_one_text_and_one_remark(project: Path, tool) -> None:
    text = (project / NAME).read_text("utf-8")
    before = catalogue(project)
    saved = tool(project, text)
    assert saved != edited(text), "a tool writes in its own way"
    done = pull(project, saved)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 taken, 1 commented" in done.stdout
    after = catalogue(project)
    (changed,) = [(a, b) for a, b in zip(before.units, after.units, strict=True) if a != b]
    old, new = changed
    assert new == replace(old, target=NEW, fuzzy=False, comments=new.comments)
    assert (" ".join(new.comments), after.header) == (REMARK, before.header)
    assert "0 taken, 0 commented" in pull(project, saved).stdout
    assert diglot(project, "sync", "--frozen").returncode == 0
    diglot(project, "build")
    assert NEW in (project / "site/en/articles/harbour.html").read_text("utf-8")
    assert not [path for path in tree(project / "site") if path.endswith(".mo")]


def test_remarks_are_taken_and_facts_are_not(project: Path) -> None:
    text = (project / NAME).read_text("utf-8")
    said = "# A remark.\n# accepted\n# hold me\n# reviewed: Eve 2026-01-01 src=00000000 out=00000000\n# ok: number x\n"
    back = text.replace(f"#. heading\n#, fuzzy\n{UNIT}", f"{said}#. heading\n#, fuzzy\n{UNIT}")
    assert "0 taken, 1 commented" in pull(project, back).stdout
    expected = text.replace(f"#. heading\n#, fuzzy\n{UNIT}", f"# A remark.\n#. heading\n#, fuzzy\n{UNIT}")
    assert (project / NAME).read_text("utf-8") == expected
    # One that was sent out and deleted here since does not come back.
    git(project, "commit", "-q", "-a", "-m", "sent again")
    (project / NAME).write_text(text, "utf-8")
    git(project, "commit", "-q", "-a", "-m", "answered")
    assert "0 taken, 0 commented" in pull(project, expected).stdout
    assert (project / NAME).read_text("utf-8") == text


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


def test_comments_that_a_tool_wraps_anew_are_no_remarks() -> None:
    long = f"{REMARK} And who is it that says so, and when, and where has it been written before?"
    unit = replace(catalogue().units[0], hold=f"until {long}", comments=(long, "Short.", f"{long} {long}"))
    sent = replace(catalogue(), units=(unit,))
    saved = str(polib.pofile(write_catalogue(sent), wrapwidth=78))
    assert max(map(len, saved.split("\n"))) < 80
    merge = merge_returned(sent, read_returned(saved, "back.po"), [sent])
    assert (merge.catalogue, merge.taken, merge.commented) == (sent, (), ())
    more = saved.replace("# Short.", "# Short.\n# Who?")
    merge = merge_returned(sent, read_returned(more, "back.po"), [sent])
    assert merge.catalogue.units[0] == replace(unit, comments=(*unit.comments, "Who?"))


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
