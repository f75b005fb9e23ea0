"""The edition's own words are complete and well formed in every language."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from diglot.model.language import LANGUAGES
from diglot.render.interface import Interface
from support.fixtures import missing
from support.project import ROOT

LOCALES = ROOT / "theme/locales"
FILES = sorted(LOCALES.glob("*.po"))
FIELD = re.compile(r"{\w+}")
USED = re.compile(
    r"""(?:\bui\w*|\bown|\bui\[[^]]+\]|interfaces\[[^]]+\])"""
    r"""\.(?:text|html|count|count_html)\(\s*"([^"]+)"(?:,\s*"([^"]+)")?"""
)
PAIRED = re.compile(r"""m\.(?:both|row)\([^()]*?, "([^"]+)\"""")


def sources() -> str:
    theme = (path for path in (ROOT / "theme").rglob("*") if path.suffix == ".html")
    files = [*theme, *(ROOT / "generator/diglot").rglob("*.py")]
    files += (ROOT / "generator/diglot").rglob("*.html")
    return "\n".join(file.read_text("utf-8") for file in files)


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {file.stem for file in FILES} == LANGUAGES.keys() - {"en"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_complete(file: Path) -> None:
    texts = {entry.msgid for entry in polib.pofile(str(LOCALES / "ar.po"))}
    catalogue = polib.pofile(str(file))
    assert {entry.msgid for entry in catalogue} == texts
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_field_of_a_text_is_kept(file: Path) -> None:
    for entry in polib.pofile(str(file)):
        fields = set(FIELD.findall(entry.msgid))
        if not entry.msgid_plural:
            assert set(FIELD.findall(entry.msgstr)) == fields, entry.msgid
            continue
        for form in entry.msgstr_plural.values():
            assert fields - {"{n}"} <= set(FIELD.findall(form)) <= fields, entry.msgid


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_msgfmt_finds_no_fault(file: Path) -> None:
    if shutil.which("msgfmt") is None:
        missing("msgfmt was not found. `make test` installs it.")
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file", "/dev/null", str(file)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_text_that_is_used_can_be_translated() -> None:
    found = sources()
    used = {text for match in USED.findall(found) for text in match if text} | set(
        PAIRED.findall(found)
    )
    assert len(used) > 60
    known = {
        text for e in polib.pofile(str(LOCALES / "ar.po")) for text in (e.msgid, e.msgid_plural)
    }
    assert used - known == set()


def test_no_text_is_left_that_nobody_uses() -> None:
    found = re.sub(r'"\s+f?"', "", sources())  # strings that Python joins
    assert [e.msgid for e in polib.pofile(str(LOCALES / "ar.po")) if e.msgid not in found] == []


@pytest.mark.parametrize(
    ("lang", "numbers"),
    [("ru", {1: "минута", 3: "минуты", 11: "минут", 21: "минута"}),
     ("de", {0: "Minuten", 1: "Minute"}), ("pt", {0: "minuto", 2: "minutos"}),
     ("tr", {5: "dakika"}), ("ar", {2: "دقيقتان", 3: "دقائق"})],
)  # fmt: skip
def test_numbers_take_their_plural_form(lang: str, numbers: dict[int, str]) -> None:
    ui = Interface(lang, (LOCALES / f"{lang}.po").read_text("utf-8"))
    for number, word in numbers.items():
        assert ui.count("{n} minute", "{n} minutes", number).split()[-1] == word


@pytest.mark.parametrize(
    ("lang", "date"),
    [("de", "3. Juni 2026"), ("es", "3 de junio de 2026"), ("ru", "3 июня 2026\u202fг."),
     ("nl", "3 juni 2026"), ("it", "3 giugno 2026"), ("tr", "3 Haziran 2026"),
     ("pt", "3 de junho de 2026")],
)  # fmt: skip
def test_dates_are_written_as_the_language_does(lang: str, date: str) -> None:
    assert Interface(lang, None).date("2026-06-03") == date
