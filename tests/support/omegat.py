"""OmegaT, the translators' program, as Debian packages it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from support.fixtures import missing

_JAR = Path("/usr/share/omegat/OmegaT.jar")
MISSING = "OmegaT was not found. `make test` installs it as root on Debian."
_FOLDERS = ("source", "target", "omegat", "tm/auto", "glossary", "dictionary")
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>AR</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
_MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
<header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
 creationtoolversion="3.6.0_10" segtype="paragraph" srclang="AR"/>
<body>
{}</body>
</tmx>
"""
_UNIT = """<tu><tuv lang="AR"><seg>{}</seg></tuv>
<tuv lang="EN" changeid="rana" changedate="20260601T101010Z"><seg>{}</seg></tuv></tu>
"""


def installed() -> bool:
    """Say whether the program and its own files are here."""
    return shutil.which("java") is not None and _JAR.is_file()


def resource(name: str) -> bytes:
    """Give a file that OmegaT brings along, such as `schemas/tmx14.dtd`."""
    _require()
    with zipfile.ZipFile(_JAR) as jar:
        return jar.read(name)


def project(folder: Path, source: Path, translated: Mapping[str, str]) -> Path:
    """Make a project of one file, as OmegaT keeps it when these texts have been translated in it.

    Args:
        folder: place of the project.
        source: a catalogue, which is what a translator gets.
        translated: what was typed into OmegaT, by source text.
    """
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(_PROJECT, "utf-8")
    shutil.copy(source, folder / "source")
    units = (_UNIT.format(escape(ar), escape(en)) for ar, en in translated.items())
    (folder / "omegat/project_save.tmx").write_text(_MEMORY.format("".join(units)), "utf-8")
    return folder


def create_translated(folder: Path) -> None:
    """Let OmegaT load a project and write its translated documents into target/."""
    _require()
    command = ["java", "-Djava.awt.headless=true", "-jar", str(_JAR), str(folder)]
    options = ["--mode=console-translate", f"--config-dir={folder.parent / 'settings'}"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Finished" in done.stdout, done.stdout + done.stderr


def _require() -> None:
    if not installed():
        missing(MISSING)
