"""A machine's unit in which the checks find an error is withheld from readers, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from support.project import copy_sample, diglot, tree

PO = "content/articles/harbour/en.po"
NOTICE = "translation under check"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample, the machine's English of its first paragraph with a wrong number."""
    made = copy_sample(tmp_path / "p")
    path = made / PO
    catalogue = read_catalogue(path.read_text("utf-8"), "en.po")
    units = tuple(
        replace(u, target="", fuzzy=False, previous=None, mt=None, review=None, accepted=False)
        .with_machine_target(u.target.replace("86.262", "86.226"), "google", "2026-02-02")
        if "86.262" in u.source
        else u
        for u in catalogue.units
    )
    path.write_text(write_catalogue(replace(catalogue, units=units)), "utf-8")
    return made


def built(project: Path) -> tuple[int, list[str]]:
    """Build; give how many notices the edition shows, and the files that hold the wrong number."""
    done = diglot(project, "build")
    assert done.returncode in (0, 1), done.stderr
    page = (project / "site/articles/harbour.html").read_text("utf-8")
    files = [name for name, data in tree(project / "site").items() if b"86.226" in data]
    return page.count(NOTICE), files


def unit_id(project: Path) -> str:
    catalogue = read_catalogue((project / PO).read_text("utf-8"), "en.po")
    return next(unit.id for unit in catalogue.units if "86.262" in unit.source)


def test_it_is_withheld_and_comes_back_when_the_finding_is_dismissed(project: Path) -> None:
    notices, files = built(project)
    assert files == []
    name = unit_id(project)
    done = diglot(project, "dismiss", "harbour", name, "number", "--reason", "so in the source")
    assert done.returncode == 0, done.stderr
    after, files = built(project)
    assert after == notices - 1
    assert {"articles/harbour.html", "en/articles/harbour.html"} <= set(files)
    # The dismissal goes with the text: another wrong number is withheld again.
    path = project / PO
    catalogue = read_catalogue(path.read_text("utf-8"), "en.po")
    units = tuple(
        unit.with_machine_target(unit.target.replace("226", "622"), "google", "2026-02-03", redraft=True)
        if unit.id == name
        else unit
        for unit in catalogue.units
    )
    path.write_text(write_catalogue(replace(catalogue, units=units)), "utf-8")
    again, _ = built(project)
    assert again == notices


def test_a_build_says_how_many_are_withheld_and_says_so_again_when_nothing_changed(
    project: Path,
) -> None:
    before = [diglot(project, "build").stdout for _ in range(2)]
    diglot(project, "dismiss", "harbour", unit_id(project), "number", "--reason", "so there")
    after = diglot(project, "build").stdout
    counts = [re.findall(r"^withheld +(\d+) machine translations?;", t, re.M) for t in before]
    assert counts[0] == counts[1] != []
    said = re.findall(r"^withheld +(\d+) machine translations?;", after, re.M) or ["0"]
    assert int(said[0]) == int(counts[0][0]) - 1


def test_it_comes_back_when_a_person_corrects_it(project: Path) -> None:
    notices, files = built(project)
    assert files == []
    path = project / PO
    path.write_text(path.read_text("utf-8").replace("86.226", "86.262"), "utf-8")
    after, _ = built(project)
    assert after == notices - 1
    assert "86.262" in (project / "site/en/articles/harbour.html").read_text("utf-8")


def test_a_persons_text_is_shown_whatever_the_checks_find(project: Path) -> None:
    notices, _ = built(project)
    path = project / PO
    text = path.read_text("utf-8").replace("reached 86.226", "was now 86.226")
    path.write_text(text, "utf-8")
    after, files = built(project)
    assert after == notices - 1
    assert "articles/harbour.html" in files
