"""The settings that tell readers who answers for the text and where to report an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.mkdocs_plugin import load_settings
from diglot.model.problem import DiglotError
from diglot.model.settings import Settings
from support.project import ROOT, copy_sample, diglot


def settings(folder: Path, own: str) -> Settings:
    (folder / "content").mkdir(exist_ok=True)
    file = folder / "mkdocs.yml"
    file.write_text(
        f"site_name: S\ndocs_dir: content\ntheme: {{name: null, custom_dir: {ROOT / 'theme'}}}\n"
        f"plugins:\n  - diglot: {{{own}}}\n",
        "utf-8",
    )
    return load_settings(file)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("errors@paper.example", "mailto:errors@paper.example"),
        ("https://social.example/@paper", "https://social.example/@paper"),
        ("", ""),
    ],
)
def test_a_contact_is_a_link(tmp_path: Path, contact: str, link: str) -> None:
    assert settings(tmp_path, f'contact: "{contact}"').contact_link == link


@pytest.mark.parametrize(
    "own",
    [
        "contact: nobody",
        'contact: "javascript:alert(1)@x"',
        'contact: "a@b?bcc=all@c.example"',
        "licence: Public domain",
        'licence: {url: "javascript:alert(1)"}',
        "licence: {id: MIT, xx: words}",
    ],
)
def test_a_wrong_value_stops_the_build(tmp_path: Path, own: str) -> None:
    with pytest.raises(DiglotError, match=r"contact|licence"):
        settings(tmp_path, own)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ('"https://paper.example/terms"', "https://paper.example/terms"),
        (
            "{id: MIT, url: 'https://paper.example/terms', en: Terms.}",
            "https://paper.example/terms",
        ),
    ],
)
def test_a_licence_is_an_id_or_an_address(tmp_path: Path, written: str, url: str) -> None:
    licence = settings(tmp_path, f"licence: {written}").licence
    assert licence
    assert licence.url == url


def test_nothing_is_invented(tmp_path: Path) -> None:
    bare = settings(tmp_path, "source: ar")
    assert (bare.contact, bare.editor, bare.licence) == ("", {}, None)


def test_an_editor_has_one_name_or_one_by_language(tmp_path: Path) -> None:
    assert settings(tmp_path, "editor: Suad").editor == {"ar": "Suad", "en": "Suad"}
    assert settings(tmp_path, "editor: {ar: سعاد, en: Suad}").editor == {"ar": "سعاد", "en": "Suad"}


def test_a_missing_contact_is_said_once_and_stops_nothing(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    file = project / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("contact: errors@sample.example\n", "contact: ''\n"),
        "utf-8",
    )
    done = diglot(project, "build")
    assert done.returncode == 0
    assert done.stderr.count("contact-missing") == 1
    assert (project / "site/index.html").is_file()
