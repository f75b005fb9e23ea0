"""A publication to try things on: a copy of tests/sample or of the repository's own content."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from diglot.cli import main

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "tests" / "sample"
_GUARD = Path(__file__).parent / "no_network"


def copy_sample(to: Path) -> Path:
    """Copy the sample publication, its theme being the repository's."""
    shutil.copytree(SAMPLE, to, ignore=shutil.ignore_patterns("site", ".cache"))
    settings = to / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("../../theme", str(ROOT / "theme")), encoding="utf-8")
    return to


def copy_repository(to: Path) -> Path:
    """Copy the repository's own publication: its settings, content and theme."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, to / name)
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


def run(
    project: Path, *command: str, env: Mapping[str, str] | None = None, network: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run `python -m <command>` in a project, by default with the network out of reach."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=environment(env, network=network),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment(own: Mapping[str, str] | None = None, *, network: bool = False) -> dict[str, str]:
    """Give the environment in which the program runs from its source, as it would elsewhere."""
    path = [str(ROOT / "generator"), *([] if network else [str(_GUARD)])]
    told = {"PYTHONPATH": os.pathsep.join(path), "DIGLOT_CONTACT": "errors@edition.example"}
    return {**os.environ, **told, **(own or {})}


def diglot(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    return run(project, "diglot", *arguments)


def quickly(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this very process, which spares its start: for tests with many."""
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        status = main(["--config", str(project / "mkdocs.yml"), *arguments])
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), errors.getvalue())


def tree(folder: Path, skip: Iterable[str] = ()) -> dict[str, bytes]:
    """Give the bytes of every file below a folder, by slash-separated path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in skip
    }


def copy_tracked(to: Path) -> Path:
    """Copy every file of the repository that git has, or would take."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    for name in filter(None, names.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    return to
