"""`diglot serve`: a change of article, catalogue, actors or template is on the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import ROOT, copy_sample, tree


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read().decode("utf-8")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def appears(address: str, words: str) -> bool:
    """Wait for words to be served; the limit is for a loaded machine and proves nothing."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if words in fetch(address):
            return True
        time.sleep(0.2)
    return False


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    project = copy_sample(tmp_path_factory.mktemp("serve") / "p")
    shutil.copytree(ROOT / "theme", project / "theme")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = project / "mkdocs.yml"
    edit(settings, str(ROOT / "theme"), "theme")
    settings.write_text(f"{settings.read_text('utf-8')}dev_addr: 127.0.0.1:{port}\n", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "diglot", "serve"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/edition/"
        assert appears(f"{address}articles/harbour.html", "Salma Haddad")
        yield project, address
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        ("content/articles/harbour/article.md", "ثم سكتت.", "ثم صمتت.", "articles/harbour.html"),
        ("content/articles/harbour/en.po", "A first item.", "A primary item.", "en/articles/harbour.html"),
        ("content/actors.yml", "The body that runs", "The office that runs", "actors/port-authority.html"),
        ("theme/listing.html", '<div class="stack">', '<div class="stack changed">', "ar/index.html"),
        ("content/about.md", "# About", "# About us", "about.html"),
    ],
)
def test_an_edit_is_on_the_page(
    served: tuple[Path, str], file: str, old: str, new: str, page: str
) -> None:
    project, address = served
    edit(project / file, old, new)
    before = tree(project / "content")
    assert appears(address + page, new.removeprefix("# "))
    assert tree(project / "content") == before, "serving writes nothing under content/"


def test_drafts_are_shown(served: tuple[Path, str]) -> None:
    assert "مسوّدة لا تظهر" in fetch(f"{served[1]}articles/festival.html")
