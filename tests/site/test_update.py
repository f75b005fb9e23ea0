"""A text that its author sends again, through the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.formats.po import read_catalogue
from diglot.model.translation import State
from support.documents import word
from support.project import copy_sample, diglot, tree

LINES = [
    "عنوان الرسالة إلى المحرر",
    "بقلم: سارة خليل",
    "عاد الميناء إلى العمل بعد أسبوعين من التوقف.",
    "وصلت سفينتان في يوم واحد إلى الرصيف الشرقي.",
    "قال المدير إن العمال عادوا جميعاً إلى أرصفتهم.",
    "أولاً: إصلاح الرافعة الوحيدة قبل الشتاء.",
    "ثانياً: توسيع الرصيف الغربي في الربيع.",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A publication with a letter, every unit of it translated and reviewed by Nour Said."""
    project = copy_sample(tmp_path / "p")
    (project / "letter.txt").write_text("\n\n".join(LINES) + "\n", "utf-8")
    assert diglot(project, "ingest", "letter.txt").returncode == 0
    assert diglot(project, "sync").returncode == 0
    path = project / "content/articles/letter/en.po"
    head, *entries = path.read_text("utf-8").split("\n\n")
    entries = [e.replace('msgstr ""', f'msgstr "Text {n}"') for n, e in enumerate(entries)]
    path.write_text("\n\n".join([head, *entries]), "utf-8")
    assert diglot(project, "review", "letter", "--by", "Nour Said").returncode == 0
    return project


def units(project: Path) -> dict[str, tuple[str, str, State]]:
    """Give target, source and state by id."""
    path = project / "content/articles/letter/en.po"
    catalogue = read_catalogue(path.read_text("utf-8"), "en.po")
    return {unit.id: (unit.target, unit.source, unit.state) for unit in catalogue.units}


def send(project: Path, lines: list[str], name: str = "letter.txt"):
    if name.endswith(".docx"):
        data = word(lambda d: [d.add_paragraph(line) for line in lines])
    else:
        data = ("\n\n".join(lines) + "\n").encode()
    (project / name).write_bytes(data)
    return diglot(project, "ingest", "--update", name, "--slug", "letter")


def test_the_same_text_again_changes_nothing(project: Path) -> None:
    before = tree(project / "content")
    done = send(project, LINES)
    assert (done.returncode, done.stdout) == (0, "")
    assert tree(project / "content") == before


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx"])
def test_changes_come_in_and_ids_and_translations_stay(project: Path, name: str) -> None:
    before = units(project)
    lines = list(LINES)
    lines[3] = "وصلت ثلاث سفن في يوم واحد إلى الرصيف الشرقي."
    lines.insert(5, "وأضاف أن الحركة ستعود كما كانت قبل نهاية الشهر.")
    done = send(project, lines, name)
    assert done.returncode == 0, done.stderr
    assert "update-conflict" not in done.stderr
    after = units(project)
    assert set(before) <= set(after)
    assert len(after) == len(before) + 1
    for key, (target, source, state) in before.items():
        assert after[key][0] == target
        if source == LINES[3]:
            assert after[key][1] == lines[3]
            assert after[key][2] is State.STALE_HUMAN
        else:
            assert after[key] == (target, source, state)
    (new,) = set(after) - set(before)
    assert after[new] == ("", lines[5], State.MISSING)
    folder = project / "content/articles/letter"
    assert [p.name for p in folder.glob("original.*")] == [name.replace("letter", "original")]


def test_an_edit_is_never_overwritten_and_the_conflict_is_told(project: Path) -> None:
    path = project / "content/articles/letter/article.md"
    edited = "وصلت سفينتان محمّلتان في يوم واحد إلى الرصيف الشرقي."
    path.write_text(path.read_text("utf-8").replace(LINES[3], edited), "utf-8")
    lines = list(LINES)
    lines[3] = "وصلت سفينتان في يومين إلى الرصيف الشرقي."
    lines[6] = "ثانياً: توسيع الرصيف الغربي في الخريف."
    lines[1] = "بقلم: سارة خليل الحايك"
    done = send(project, lines)
    text = path.read_text("utf-8")
    assert edited in text
    assert "2. توسيع الرصيف الغربي في الخريف." in text
    assert "author: سارة خليل الحايك" in text
    line = text.split("\n").index(edited) + 1
    assert f"content/articles/letter/article.md:{line}: warning" in done.stderr
    assert lines[3] in done.stderr
    again = send(project, lines)
    assert "update-conflict" not in again.stderr


def test_a_text_without_its_article_or_original_is_refused(project: Path) -> None:
    (project / "letter.txt").write_text("نص\n", "utf-8")
    before = tree(project / "content")
    done = diglot(project, "ingest", "--update", "letter.txt", "--slug", "nothing")
    assert done.returncode == 1
    assert "no-original" in done.stderr
    assert tree(project / "content") == before


def test_a_small_correction_is_asked_about_and_a_person_answers(project: Path) -> None:
    lines = list(LINES)
    lines[2] = "عاد الميناء إلى العمل، بعد أسبوعين من التوقف."
    lines[3] = "وصلت سفينتان في يوم واحد إلى الرصيف الشرقيّ!"
    lines[4] = "قال المدير إن العمال لم يعودوا جميعاً إلى أرصفتهم."
    assert send(project, lines).returncode == 0
    stale = {k for k, (_, _, state) in units(project).items() if state is State.STALE_HUMAN}
    assert len(stale) == 3
    asked = diglot(project, "review", "letter", "--small")
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.count("\n+ ") == 2
    assert f"+ {lines[2]}" in asked.stdout
    assert f"- {LINES[2]}" in asked.stdout
    assert lines[4] not in asked.stdout
    assert {k for k, u in units(project).items() if u[2] is State.STALE_HUMAN} == stale
    assert diglot(project, "review", "letter", "--small", "--by", "Rana Aziz").returncode == 0
    left = {u[1] for u in units(project).values() if u[2] is State.STALE_HUMAN}
    assert left == {lines[4]}
