"""`diglot check --summary --since` in a real git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from support.project import copy_sample, diglot

CATALOGUE = "content/articles/harbour/en.po"
TITLE = '#, fuzzy\nmsgctxt "meta.title"'
AUTHOR = '#, fuzzy\nmsgctxt "meta.author"'


def git(project: Path, *arguments: str) -> None:
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(project), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample, below the top of a repository, its first state committed."""
    project = copy_sample(tmp_path / "repository" / "site")
    git(project.parent, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "first")
    return project


def accept(project: Path) -> None:
    """Accept two drafts, one of them corrected."""
    path = project / CATALOGUE
    text = path.read_text("utf-8")
    assert TITLE in text
    assert AUTHOR in text
    text = text.replace(TITLE, TITLE.removeprefix("#, fuzzy\n"))
    text = text.replace(AUTHOR, AUTHOR.removeprefix("#, fuzzy\n"))
    path.write_text(text.replace('"Layla Mansour"', '"Leila Mansour"'), "utf-8")


def summary(project: Path, *since: str) -> str:
    file = project.parent.parent / "summary.md"
    file.write_text("before\n", "utf-8")
    done = diglot(project, "check", "--summary", str(file), *since)
    assert "Traceback" not in done.stderr
    return file.read_text("utf-8").removeprefix("before\n")


def test_what_a_change_accepts_is_counted_and_listed(project: Path) -> None:
    assert "0 units newly accepted" in summary(project, "--since", "HEAD")
    accept(project)
    told = summary(project, "--since", "HEAD")
    assert "**2 units newly accepted**, 1 of them the machine’s draft word for word" in told
    assert "Leila Mansour" in told
    git(project, "commit", "--quiet", "-am", "second")
    assert summary(project, "--since", "HEAD^1") == told
    assert "0 units newly accepted" in summary(project, "--since", "HEAD")


def test_a_catalogue_that_is_new_counts_whole(project: Path) -> None:
    path = project / CATALOGUE
    whole = path.read_text("utf-8")
    git(project, "rm", "--quiet", "--cached", CATALOGUE)
    git(project, "commit", "--quiet", "-m", "without")
    path.write_text(whole.replace(TITLE, TITLE.removeprefix("#, fuzzy\n")), "utf-8")
    assert "The harbour that never sleeps" in summary(project, "--since", "HEAD")


def test_an_unknown_commit_is_said(project: Path) -> None:
    for name in ("no-such", "--output=x"):
        done = diglot(project, "check", "--summary", "s.md", f"--since={name}")
        assert done.returncode == 1
        assert f"git knows no commit {name}" in done.stderr
    assert not (project / "x").exists()


def test_without_a_commit_nothing_is_said_of_acceptance(project: Path) -> None:
    told = summary(project)
    assert "### Negations to read again" in told
    assert "newly accepted" not in told


def test_since_goes_with_summary(project: Path) -> None:
    assert diglot(project, "check", "--since", "HEAD").returncode == 2
