"""What every test may ask for: built copies of the sample and of the repository's own site."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from support.fixtures import browser, page, validators
from support.project import copy_repository, copy_sample, diglot

__all__ = ["browser", "page", "validators"]

# How long an example takes is the machine's load, not a fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the golden tests see")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample publication, built; tests must not write into it."""
    return _built(copy_sample(tmp_path_factory.mktemp("sample") / "project"))


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own publication, built; tests must not write into it."""
    return _built(copy_repository(tmp_path_factory.mktemp("repository")))


def _built(project: Path) -> Path:
    done = diglot(project, "build", "--frozen", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return project
