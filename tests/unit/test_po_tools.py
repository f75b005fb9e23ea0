"""Catalogues under other people's tools: gettext, polib and git."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from diglot.formats.po import read_catalogue, write_catalogue
from diglot.model.translation import Catalogue, Unit
from support.catalogues import DRAFT, EVERY_STATE, MT, REVIEW, SOURCE
from support.fixtures import missing
from support.project import ROOT


def read(text: str) -> Catalogue:
    return read_catalogue(text, "en.po")


def msgfmt(text: str, tmp_path: Path) -> str:
    """Give what `msgfmt --check` has to say."""
    if shutil.which("msgfmt") is None:
        missing("msgfmt was not found. `make test` installs it.")
    path = tmp_path / "en.po"
    path.write_text(text, encoding="utf-8", newline="")
    command = ["msgfmt", "--check", "--verbose", "--output-file", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


class TestMsgfmt:
    def test_it_has_no_complaint(self, tmp_path: Path) -> None:
        said = msgfmt(write_catalogue(EVERY_STATE), tmp_path)
        assert said == "3 translated messages, 4 fuzzy translations, 1 untranslated message.\n"

    def test_nor_of_an_empty_catalogue(self, tmp_path: Path) -> None:
        assert (
            msgfmt(write_catalogue(Catalogue("ar", "en")), tmp_path) == "0 translated messages.\n"
        )

    def test_nor_of_any_catalogue_in_the_repository(self, tmp_path: Path) -> None:
        paths = [*(ROOT / "content").rglob("*.po"), *(ROOT / "theme").rglob("*.po")]
        assert len(paths) >= 5
        for path in paths:
            said = msgfmt(path.read_text(encoding="utf-8"), tmp_path)
            assert "warning" not in said, path


def as_polib_keeps(catalogue: Catalogue) -> list[tuple[object, ...]]:
    """Give what polib knows of a catalogue; of obsolete units it drops the old source."""
    return [
        (
            unit.id,
            unit.source,
            unit.target,
            None if unit.obsolete else unit.previous,
            ["fuzzy"] * unit.fuzzy + list(unit.flags),
            "\n".join(unit.notes),
            unit.obsolete,
        )
        for unit in (*catalogue.units, *catalogue.obsolete)
    ]


def as_polib_reads(text: str) -> list[tuple[object, ...]]:
    entries = polib.pofile(text)
    return [
        (
            entry.msgctxt,
            entry.msgid,
            entry.msgstr,
            entry.previous_msgid,
            entry.flags,
            entry.comment,
            bool(entry.obsolete),
        )
        for entry in [*(e for e in entries if not e.obsolete), *entries.obsolete_entries()]
    ]


class TestPolib:
    def test_it_reads_the_same_in_what_we_write(self) -> None:
        text = write_catalogue(EVERY_STATE)
        assert as_polib_reads(text) == as_polib_keeps(EVERY_STATE)
        comments = [entry.tcomment for entry in polib.pofile(text)]
        assert comments[3] == f"mt: llm/claude 2026-01-02 out={MT.out}\nKept as it is.\n"

    @pytest.mark.parametrize("width", [0, 40, 78])
    def test_we_read_the_same_in_what_it_writes(self, width: int) -> None:
        file = polib.pofile(write_catalogue(EVERY_STATE), wrapwidth=width)
        text = str(file)
        assert as_polib_reads(text) == as_polib_keeps(read(text))
        live = tuple(replace(unit, line=0) for unit in read(text).units)
        assert live == EVERY_STATE.units


class TestGit:
    def merge(self, base: Catalogue, ours: Catalogue, theirs: Catalogue, folder: Path) -> str:
        names = []
        for name, catalogue in (("ours", ours), ("base", base), ("theirs", theirs)):
            (folder / name).write_text(write_catalogue(catalogue), encoding="utf-8", newline="")
            names.append(str(folder / name))
        command = ["git", "merge-file", "--stdout", *names]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()
        return done.stdout.decode()

    def test_neighbouring_edits_merge(self, tmp_path: Path) -> None:
        first, second = (
            Unit(f"s-{n}", SOURCE, DRAFT, fuzzy=True, mt=MT, notes=("paragraph",)) for n in "12"
        )
        edited = replace(first, target="Analysts doubt it.", fuzzy=False)
        reviewed = replace(second, review=REVIEW, fuzzy=False)
        merged = self.merge(
            Catalogue("ar", "en", (first, second)),
            Catalogue("ar", "en", (edited, second)),
            Catalogue("ar", "en", (first, reviewed)),
            tmp_path,
        )
        assert read(merged).units == (edited, reviewed)

    def test_a_draft_beside_an_edit_and_a_unit_that_goes(self, tmp_path: Path) -> None:
        first, second, third = (Unit(f"s-{n}", SOURCE, DRAFT) for n in "123")
        empty = replace(second, target="")
        drafted = replace(empty, target=DRAFT, fuzzy=True, mt=MT)
        edited = replace(first, target="Analysts doubt it.")
        gone = replace(third, obsolete=True)
        merged = self.merge(
            Catalogue("ar", "en", (first, empty, third)),
            Catalogue("ar", "en", (edited, empty), (gone,)),
            Catalogue("ar", "en", (first, drafted, third)),
            tmp_path,
        )
        assert read(merged) == Catalogue("ar", "en", (edited, drafted), (gone,))
