"""A translator's day with OmegaT, the real program: our catalogue in, its file back by `pull`."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.formats.po import read_catalogue
from diglot.formats.po_writer import write_catalogue
from diglot.model.translation import Catalogue, State, Unit
from support import omegat
from support.project import copy_sample, diglot

pytestmark = pytest.mark.xdist_group("omegat")

PO = "content/articles/harbour/en.po"
TYPED = {
    "ما الذي تغيّر؟": "What is new?",
    "وأضافت حدّاد أن هيئة الميناء ستنشر [تقريرها الكامل][1] **قريباً**، وأن الهيئة لن تتأخر.": (
        "The authority will publish [its full report][1] **soon** & not late, Haddad added."
    ),
    "فقرة لم تُترجم بعد.": "A paragraph that was not translated until now.",
}
REMEMBERED = ("سابع.", "The seventh, as it was accepted before.")
GONE = Unit("s-0b501e", "فقرة زالت من المقالة.", "A paragraph that is gone.", obsolete=True)


def catalogue(path: Path) -> Catalogue:
    return read_catalogue(path.read_text("utf-8"), "en.po")


def git(project: Path, *command: str) -> None:
    own = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run([*own, *command], cwd=project, check=True, capture_output=True)


def accepted_before(project: Path, to: Path) -> None:
    """Export a memory in which one passage is accepted that is a draft in the project."""
    other = copy_sample(project.with_name("other"))
    path = other / PO
    old = catalogue(path)
    units = tuple(
        replace(u, target=REMEMBERED[1], fuzzy=False) if u.source == REMEMBERED[0] else u
        for u in old.units
    )
    path.write_text(write_catalogue(replace(old, units=units)), "utf-8")
    done = diglot(other, "export", "harbour", "--to", "tmx", "--output", str(to))
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The publication, and the file that OmegaT has made of its catalogue."""
    folder = tmp_path_factory.mktemp("omegat")
    project = copy_sample(folder / "p")
    old = catalogue(project / PO)
    (project / PO).write_text(write_catalogue(replace(old, obsolete=(GONE,))), "utf-8")
    diglot(project, "sync")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "sent"]):
        git(project, *command)
    work = omegat.project(folder / "work", project / PO, TYPED)
    accepted_before(project, work / "tm/auto/earlier.tmx")
    omegat.create_translated(work)
    return project, work / "target/en.po"


def test_omegat_reads_our_catalogue_and_our_memory(returned) -> None:
    """What it wrote is what makes the next test worth anything: blanks, and every flag gone."""
    project, back = returned
    text = back.read_text("utf-8")
    for source, target in (*TYPED.items(), REMEMBERED):
        assert f'msgid "{source}"\nmsgstr "{target}"' in text
    assert "fuzzy" not in text
    assert text.count('msgstr ""') > 25
    assert (project / PO).read_text("utf-8").count("#, fuzzy") > 25


def test_its_file_takes_deletes_and_confirms_nothing_but_what_a_person_wrote(returned) -> None:
    project, back = returned
    before = catalogue(project / PO)
    done = diglot(project, "pull", str(back))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(TYPED) + 1} taken, 0 commented" in done.stdout
    after = catalogue(project / PO)
    new = TYPED | dict([REMEMBERED])
    for old, unit in zip(before.units, after.units, strict=True):
        if unit.source in new:
            assert (unit.target, unit.state) == (new[unit.source], State.ACCEPTED)
        else:
            assert unit == old
    assert after.obsolete == before.obsolete == (GONE,)
    assert "0 taken" in diglot(project, "pull", str(back)).stdout
    rows = json.loads(diglot(project, "status", "--json").stdout)
    states = next(row["states"] for row in rows if row["article"] == "harbour")
    assert (states["reviewed"], states["accepted"]) == (1, 1 + len(new))
