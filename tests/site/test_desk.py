"""The editor's commands on a real publication: review, hold, purge, and a stop at any instant."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.project import ROOT, copy_sample, diglot, tree

HARBOUR = "content/articles/harbour"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "p")


def states(project: Path) -> dict[str, int]:
    rows = json.loads(diglot(project, "status", "--json").stdout)
    return next(row["states"] for row in rows if row["article"] == "harbour")


def test_a_review_is_a_named_persons_word_and_lapses_with_either_text(project: Path) -> None:
    assert diglot(project, "review", "harbour", "--by", "Amal Said").returncode == 0
    # The unit that Rana Aziz has reviewed stays hers; missing, stale and held ones are left out.
    assert states(project)["reviewed"] == 33
    diglot(project, "build")
    page = (project / "site/en/articles/harbour.html").read_text("utf-8")
    assert "33 of 37 passages reviewed by" in page
    assert "Amal Said" in page
    catalogue = project / HARBOUR / "en.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('msgstr "What has changed?"', 'msgstr "What is new?"'), "utf-8")
    article = project / HARBOUR / "article.md"
    article.write_text(article.read_text("utf-8").replace("بند أول.", "ليس بند أول."), "utf-8")
    diglot(project, "sync")
    after = states(project)
    assert (after["reviewed"], after["accepted"], after["stale-human"]) == (31, 1, 2)


def test_a_review_of_one_unit_touches_no_other(project: Path) -> None:
    before = (project / HARBOUR / "en.po").read_text("utf-8").split("\n\n")
    diglot(project, "review", "harbour", "s-b19c4b", "--by", "Amal Said")
    after = (project / HARBOUR / "en.po").read_text("utf-8").split("\n\n")
    changed = [b for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 1
    assert "# reviewed: Amal Said" in changed[0]
    assert "fuzzy" not in changed[0]


def test_reviews_that_cannot_be_are_refused(project: Path) -> None:
    before = tree(project / "content")
    for arguments, status, says in (
        (["harbour", "--by", ""], 2, "review needs --by NAME"),
        (["harbour", "s-000000", "--by", "A"], 1, "error"),
        (["none", "--by", "A"], 1, "error"),
    ):
        done = diglot(project, "review", *arguments)
        assert done.returncode == status, arguments
        assert says in done.stderr
        assert "Traceback" not in done.stderr
    assert tree(project / "content") == before


def test_a_finding_is_dismissed_only_where_the_checks_find_it(project: Path) -> None:
    catalogue = project / HARBOUR / "en.po"
    text = catalogue.read_text("utf-8").replace("reached 86.262 and", "reached 86.226 and")
    catalogue.write_text(text, "utf-8")
    unit = next(part.split('"')[1] for part in text.split("msgctxt ") if "86.226" in part)
    before = tree(project / "content")
    said = {
        "negation": "What they find there: number",
        "lenght": "What they find there: number",
    }
    for code, remedy in said.items():
        done = diglot(project, "dismiss", "harbour", unit, code, "--reason", "as the author has it")
        assert done.returncode == 1
        assert f"the checks do not find {code} in {unit}" in done.stderr
        assert remedy in done.stderr
    done = diglot(project, "dismiss", "harbour", "s-35cc76", "number", "--reason", "none")
    assert done.returncode == 1
    assert "They find nothing there" in done.stderr
    assert tree(project / "content") == before
    assert diglot(project, "dismiss", "harbour", unit, "number", "--reason", "as printed").returncode == 0
    assert "# ok: number " in catalogue.read_text("utf-8")
    # Another reason for the same finding is taken too.
    assert diglot(project, "dismiss", "harbour", unit, "number", "--reason", "as the author has it").returncode == 0
    assert catalogue.read_text("utf-8").count("# ok: number ") == 1


def test_a_purged_segment_is_gone_from_every_file_and_its_id_is_never_given_again(project: Path) -> None:
    article = project / HARBOUR / "article.md"
    (project / HARBOUR / "original.txt").write_text(article.read_text("utf-8"), "utf-8")
    diglot(project, "build")
    source, target = "وفي بيروت قالت هيئة الميناء إن العمل مستمر.", "that work was going on"
    assert any(source.encode() in content for content in tree(project).values())
    assert diglot(project, "purge", "harbour#s-35cc76").returncode == 0
    diglot(project, "build")
    for path, content in tree(project).items():
        assert source.encode() not in content, path
        assert target.encode() not in content, path
    assert 's-35cc76' in (project / HARBOUR / "source.pot").read_text("utf-8")
    article.write_text(article.read_text("utf-8") + f"\n{source}\n", "utf-8")
    diglot(project, "sync")
    register = (project / HARBOUR / "source.pot").read_text("utf-8")
    assert 'msgctxt "s-35cc76-2"' in register


def test_a_purged_article_is_gone_from_every_file(project: Path) -> None:
    diglot(project, "build")
    assert diglot(project, "purge", "harbour").returncode == 0
    diglot(project, "build")
    everything = b"".join(tree(project).values())
    assert "الميناء الذي لا ينام".encode() not in everything
    assert b"never sleeps" not in everything


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["review", "harbour"], ["check", "--since", "HEAD"], ["ingest", "a.txt", "b.txt", "--slug", "x"]],
)
def test_what_cannot_be_understood_ends_with_2(project: Path, arguments: list[str]) -> None:
    assert diglot(project, *arguments).returncode == 2


def test_without_settings_there_is_a_sentence_and_no_trace(tmp_path: Path) -> None:
    done = diglot(tmp_path, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("mkdocs.yml: error: there is no such file")
    assert "Traceback" not in done.stderr


def test_ingest_prints_without_a_publication(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("عنوان المقالة\n\nفقرة أولى طويلة بما يكفي.\n", "utf-8")
    done = diglot(tmp_path, "ingest", "raw.txt", "--stdout")
    assert done.stdout.startswith("---\ntitle: عنوان المقالة\n")
    explained = diglot(tmp_path, "ingest", "raw.txt", "--explain").stdout
    assert "first-line" in explained
    assert sorted(tree(tmp_path)) == ["raw.txt"]


def test_ingest_refuses_what_it_cannot_read_and_writes_nothing(project: Path) -> None:
    before = tree(project)
    (project / "a.txt").write_bytes(b"PK\x03\x04 no text at all")
    done = diglot(project, "ingest", "a.txt")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "a.txt" in done.stderr
    (project / "a.txt").unlink()
    assert tree(project) == before


def test_ingest_never_writes_over_an_article(project: Path) -> None:
    (project / "raw.txt").write_text("عنوان آخر\n\nفقرة.\n", "utf-8")
    before = tree(project / "content")
    done = diglot(project, "ingest", "raw.txt", "--slug", "harbour")
    assert done.returncode == 1
    assert "the article is there already" in done.stderr
    assert diglot(project, "ingest", "raw.txt", "--slug", "../up").returncode == 1
    assert tree(project / "content") == before


def test_a_kill_at_any_instant_leaves_every_file_whole(project: Path) -> None:
    """Each file is what it was or what it becomes; the next sync finishes the work."""
    for number in range(40):
        folder = project / f"content/articles/many-{number}"
        folder.mkdir()
        (folder / "article.md").write_text(f"---\ntitle: مقالة {number}\n---\n\nفقرة {number}.\n", "utf-8")
    old = tree(project / "content")
    done = copy_of(project)
    diglot(done, "sync")
    new = tree(done / "content")
    chance = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "diglot", "sync"], cwd=project,
            env={"PYTHONPATH": str(ROOT / "generator"), "PATH": ""}, stdout=subprocess.DEVNULL,
        )
        time.sleep(0.4 + chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path, content in tree(project / "content").items():
            assert path.endswith(".part") or content in (old.get(path), new.get(path)), path
    finished = diglot(project, "sync")
    assert finished.returncode == 0, finished.stderr
    assert tree(project / "content") == new


def copy_of(project: Path) -> Path:
    return Path(shutil.copytree(project, project.with_name("copy")))
