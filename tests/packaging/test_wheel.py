"""The wheel in clean environments: on MkDocs by theme name, on ProperDocs without MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from support.project import ROOT, copy_sample, tree

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


def call(*command: str | Path, cwd: Path = ROOT) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        folder,
        ROOT,
    )
    (made,) = folder.glob("diglot-*.whl")
    return made


def environment(folder: Path, requirements: str, wheel: Path) -> Path:
    """Make an environment of pinned requirements and the wheel; give its programs' folder."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    call(
        programs / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "-r",
        ROOT / "requirements" / requirements,
    )
    call(programs / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    return programs


def named_theme(project: Path) -> Path:
    """Let a copy of the sample use the theme by name, as a publication with the wheel does."""
    settings = project / "mkdocs.yml"
    lines = settings.read_text("utf-8").splitlines()
    at = lines.index("theme:")
    settings.write_text(
        "\n".join([*lines[: at + 1], "  name: diglot", *lines[at + 3 :], ""]), "utf-8"
    )
    return project


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of an environment of MkDocs and the wheel."""
    return environment(tmp_path_factory.mktemp("mkdocs") / "venv", "base.txt", wheel)


def test_the_wheel_makes_a_publication_that_builds(programs: Path, tmp_path: Path) -> None:
    call(programs / "diglot", "init", "paper", "--source", "he", cwd=tmp_path)
    paper = tmp_path / "paper"
    call(programs / "diglot", "build", cwd=paper)
    assert "ברוכים הבאים" in (paper / "site/articles/welcome.html").read_text("utf-8")
    # This wheel lies on this machine, so nothing is claimed about where it can be had.
    assert ".invalid/" in (paper / "requirements.txt").read_text("utf-8")


def test_the_wheel_builds_the_sample_by_theme_name(
    programs: Path, sample: Path, tmp_path: Path
) -> None:
    project = named_theme(copy_sample(tmp_path / "p"))
    call(programs / "diglot", "build", "--frozen", "--strict", cwd=project)
    assert tree(project / "site") == tree(sample / "site")


def test_the_plugin_runs_on_properdocs(wheel: Path, sample: Path, tmp_path: Path) -> None:
    programs = environment(tmp_path / "venv", "properdocs.txt", wheel)
    listed = call(programs / "python", "-m", "pip", "list", "--format=freeze")
    assert "properdocs==" in listed
    assert "mkdocs==" not in listed.replace("properdocs==", "")
    project = named_theme(copy_sample(tmp_path / "p"))
    call(programs / "properdocs", "build", "--strict", "-f", "mkdocs.yml", cwd=project)
    assert tree(project / "site") == tree(sample / "site")
