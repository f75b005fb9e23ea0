"""A stop at any instant: every file under content/ is whole, and the next sync ends the work."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diglot.model.problem import DiglotError
from diglot.storage import content_lock
from support.project import ROOT, copy_sample, diglot, tree

ARTICLES = 60
FIRST, SECOND = "النص الأول من المقالة", "النص الثاني من المقالة"
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}


def content(project: Path) -> dict[str, bytes]:
    """Give the files under content/ that are somebody's: what a killed write left is not."""
    found = tree(project / "content")
    return {path: data for path, data in found.items() if not path.endswith(".part")}


def article(number: int, text: str) -> str:
    paragraphs = "\n\n".join(f"{text} رقم {number}، الفقرة {n}." for n in range(12))
    return f"---\ntitle: مقالة {number}\n---\n\n{paragraphs}\n"


def start_sync(project: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "sync"],
        cwd=project,
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A publication with a long sync to do, old catalogues and new ones; and what it comes to."""
    base = tmp_path_factory.mktemp("crash")
    project = copy_sample(base / "p")
    folders = [project / f"content/articles/a{n:02}" for n in range(ARTICLES)]
    for number, folder in enumerate(folders):
        folder.mkdir()
        if number % 3:
            (folder / "article.md").write_text(article(number, FIRST), "utf-8")
    assert diglot(project, "sync").returncode == 0
    for number, folder in enumerate(folders):
        if number % 3 == 2:
            catalogue = folder / "en.po"
            text = catalogue.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "A text."\n\n')
            catalogue.write_text(text.replace('msgid ""\nmsgstr "A text."', 'msgid ""\nmsgstr ""'))
        (folder / "article.md").write_text(article(number, SECOND), "utf-8")
    done = shutil.copytree(project, base / "done")
    finished = diglot(done, "sync")
    assert (finished.returncode, finished.stderr) == (0, "")
    return project, content(done)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill without notice")
def test_a_killed_sync_leaves_every_file_old_or_new(work, tmp_path: Path) -> None:
    source, after = work
    project = shutil.copytree(source, tmp_path / "p")
    before = content(project)
    chance = random.Random(20260314)  # noqa: S311 - the same instants at every run
    for reached in sorted(chance.sample(range(ARTICLES - 5), 6)):
        process = start_sync(project)
        catalogue = f"articles/a{reached:02}/en.po"
        path = project / "content" / catalogue
        while process.poll() is None and (
            not path.exists() or path.read_bytes() == before.get(catalogue)
        ):
            time.sleep(0.0005)
        time.sleep(chance.random() / 500)
        process.kill()
        process.communicate()
        found = content(project)
        assert set(before) <= set(found) <= set(after)
        torn = {p for p, data in found.items() if data not in (before.get(p), after[p])}
        assert torn == set()
        # What one run has finished, the next does not take back.
        before = found
    done = diglot(project, "sync")
    assert (done.returncode, done.stderr) == (0, "")
    assert content(project) == after
    again = diglot(project, "sync", "--frozen")
    assert (again.returncode, again.stderr) == (0, "")


def test_a_sync_was_killed_while_it_worked(work, tmp_path: Path) -> None:
    """The test above proves nothing if every sync was done before it was killed."""
    source, after = work
    project = shutil.copytree(source, tmp_path / "p")
    process = start_sync(project)
    first = project / "content/articles/a00/en.po"
    while process.poll() is None and not first.exists():
        time.sleep(0.0005)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert first.exists()
    assert content(project) != after


def _interrupted(project: Path) -> tuple[Path, bytes]:
    """Edit an article, and stop the sync after the catalogue and before the register.

    Returns:
        The article's folder, and the register that the whole sync writes.
    """
    folder = project / "content/articles/harbour"
    register = (folder / "source.pot").read_bytes()
    edited = (folder / "article.md").read_text("utf-8")
    edited = edited.replace("قالت هيئة الميناء إن العمل", "أعلنت هيئة الميناء أن العمل")
    (folder / "article.md").write_text(f"{edited}\nفقرة زادها المحرر هنا.\n", "utf-8")
    diglot(project, "sync")
    whole = (folder / "source.pot").read_bytes()
    assert whole != register
    (folder / "source.pot").write_bytes(register)
    return folder, whole


def test_a_sync_stopped_between_two_files_is_finished(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    folder, whole = _interrupted(project)
    catalogue = (folder / "en.po").read_bytes()
    done = diglot(project, "sync")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "source.pot").read_bytes() == whole
    assert (folder / "en.po").read_bytes() == catalogue


def test_a_stopped_sync_is_blamed_on_no_person(tmp_path: Path) -> None:
    """The article is edited again before the next sync: nobody touched the catalogue."""
    project = copy_sample(tmp_path / "p")
    folder, _ = _interrupted(project)
    edited = (folder / "article.md").read_text("utf-8")
    edited = edited.replace("أعلنت هيئة الميناء", "كررت هيئة الميناء")
    edited = edited.replace("زادها المحرر هنا", "زادها المحرر هناك")
    (folder / "article.md").write_text(edited, "utf-8")
    done = diglot(project, "sync")
    assert (done.returncode, done.stderr) == (0, "")
    assert "كررت هيئة الميناء" in (folder / "en.po").read_text("utf-8")
    assert "In Beirut the Port Authority" in (folder / "en.po").read_text("utf-8")


def test_what_a_killed_write_left_is_no_content(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    left = {
        "articles/harbour/.article.md.q1w2.part": "---\ntitle: نصف",
        "articles/harbour/.en.po.q1w2.part": 'msgid "half',
        "articles/harbour/.original.txt.q1w2.part": "نصف نص",
        "articles/.letter.txt.q1w2.part": "نصف نص",
        ".actors.yml.q1w2.part": "- id: half",
    }
    for path, text in left.items():
        (project / "content" / path).write_text(text, "utf-8")
    before = content(project)
    done = diglot(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert content(project) == before
    assert not [path for path in tree(project / "site") if "q1w2" in path]
    clean = copy_sample(tmp_path / "clean")
    diglot(clean, "build")
    assert tree(project / "site") == tree(clean / "site")


def test_two_syncs_at_once_do_one_work(work, tmp_path: Path) -> None:
    source, after = work
    project = shutil.copytree(source, tmp_path / "p")
    processes = [start_sync(project) for _ in range(2)]
    said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [errors for _, errors in said] == ["", ""]
    wrote = [line for output, _ in said for line in output.splitlines()]
    assert len(wrote) == len(set(wrote)), "each file was written by one of the two"
    assert content(project) == after
    assert not list((project / "content").rglob("*.part"))


def test_a_sync_waits_for_the_lock(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    edited = project / "content/articles/bridges/article.md"
    edited.write_text(edited.read_text("utf-8") + "\nبندی تازه.\n", "utf-8")
    before = tree(project / "content")
    with content_lock(project):
        process = start_sync(project)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        assert tree(project / "content") == before
    output, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    assert "wrote content/articles/bridges/source.pot" in output


def test_who_waits_for_the_lock_too_long_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diglot.storage._LOCK_SECONDS", 0.1)
    with content_lock(tmp_path):
        with pytest.raises(DiglotError) as refused, content_lock(tmp_path):
            pass
        (problem,) = refused.value.problems
        assert (problem.code, problem.location.path) == (
            *("content-locked", str(tmp_path / ".cache/diglot/content.lock")),
        )
    with content_lock(tmp_path):  # and is let in as soon as it is free
        pass
