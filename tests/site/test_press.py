"""What the press sets: the PDF of an article, and the picture beside a link to it."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import unicodedata
import zlib
from collections import Counter
from pathlib import Path

import pytest

from diglot.press import press
from support.fixtures import missing
from support.project import copy_sample, diglot, run, tree

BASE = "https://sample.example/edition/"


@pytest.fixture(scope="module")
def printed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published article as a PDF, by the command."""
    path = tmp_path_factory.mktemp("print") / "a.pdf"
    slug = next((repository / "content/articles").iterdir()).name
    done = run(repository, "diglot", "export", slug, "--to", "pdf", "--output", str(path),
               env={"DIGLOT_SITE_URL": BASE})  # fmt: skip
    assert done.returncode == 0, done.stderr
    return path


def text_of(path: Path) -> str:
    if not shutil.which("pdftotext"):
        missing("pdftotext was not found. Install poppler-utils.")
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, encoding="utf-8", check=True)
    return bare(done.stdout)


def bare(text: str) -> str:
    """Without vowel signs and controls: poppler gives a sign before its letter."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return "".join(c for c in kept if unicodedata.category(c) != "Cf")


def found(words: str, wanted: str, got: str) -> float:
    want, have = Counter(re.findall(words, wanted)), Counter(re.findall(words, got))
    assert want
    return sum(min(have[word], n) for word, n in want.items()) / want.total()


def test_both_texts_come_out_of_the_pdf_in_whole_words(repository: Path, printed: Path) -> None:
    article = json.loads(next((repository / "site/articles").glob("*.json")).read_bytes())
    source = bare(" ".join(s["source"]["plain"] for s in article["segments"]))
    target = bare(" ".join(s["target"]["plain"] for s in article["segments"] if s["target"]))
    text = text_of(printed)
    assert found("[\u0621-\u064a]{2,}", source, text) > 0.98
    assert found("[A-Za-z]{2,}", target, text) > 0.99


def test_every_sheet_bears_address_version_and_state(repository: Path, printed: Path) -> None:
    article = json.loads(next((repository / "site/articles").glob("*.json")).read_bytes())
    sheets = text_of(printed).strip("\f\n").split("\f")
    assert len(sheets) > 3
    for sheet in sheets:
        assert f"{BASE}articles/{article['slug']}.html" in sheet
        assert article["version"]["hash"] in sheet
        assert "Machine translation, not reviewed" in sheet


def test_the_pdf_is_tagged_for_those_who_listen(printed: Path) -> None:
    data = printed.read_bytes()
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part>1<" in data


def test_the_press_gives_the_same_bytes_for_the_same_data(sample: Path, tmp_path: Path) -> None:
    for ending in ("pdf", "epub", "md", "txt", "json"):
        made = []
        for name in ("a", "b"):
            path = tmp_path / f"{name}.{ending}"
            assert diglot(sample, "export", "harbour", "--to", ending, "--output", str(path)).returncode == 0
            made.append(path.read_bytes())
        assert made[0] == made[1]
        if ending != "pdf":
            assert made[0] == (sample / "site/articles" / f"harbour.{ending}").read_bytes()


def test_what_is_withheld_is_not_printed(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "h.pdf"
    diglot(sample, "export", "harbour", "--to", "pdf", "--output", str(path))
    text = text_of(path)
    assert "A paragraph on hold" not in text
    assert "translation under check" in text


def test_no_text_is_markup_to_the_press(tmp_path: Path) -> None:
    """Typst's own signs in an article print as they stand."""
    hostile = "#set page(width: 1pt) *a* _b_ $x$ @ref <label> #import(x) \\ `c` [d] // e"
    side = {"lang": "en", "dir": "ltr"}
    text = {"marker": "#x", "runs": [{"text": hostile, "strong": True}], "length": 9}
    row = {"kind": "item", "depth": 1, "number": 1, "source": text, "target": text, "note": hostile}
    data = {"source": side, "target": side, "title": hostile, "author": hostile, "url": hostile,
            "version": hostile, "titles": [hostile] * 2, "bylines": [hostile] * 2,
            "state": [hostile] * 2, "colophon": [[hostile] * 2], "rows": [row]}  # fmt: skip
    path = tmp_path / "h.pdf"
    path.write_bytes(press("article", json.dumps(data), {}))
    words = text_of(path).split()
    for word in hostile.split():
        assert words.count(word) >= 8, word


def test_export_refuses_what_is_not_there(sample: Path) -> None:
    for slug in ("nowhere", "notice"):
        done = diglot(sample, "export", slug, "--to", "md")
        assert done.returncode == 1
        assert f"no published {slug}" in done.stderr


def test_the_picture_is_small_and_of_the_size_that_others_show(sample: Path) -> None:
    pictures = {p: c for p, c in tree(sample / "site").items() if p.endswith(".png")}
    assert set(pictures) == {"articles/harbour.png", "articles/bridges.png"}
    for path, content in pictures.items():
        assert struct.unpack(">II", content[16:24]) == (1200, 630)
        assert len(content) <= 100_000
        page = (sample / "site" / path.replace(".png", ".html")).read_text("utf-8")
        assert f'<meta property="og:image" content="{BASE}{path}">' in page


def test_the_longest_titles_stay_on_the_card() -> None:
    """The last rows and the margins of the picture are paper, whatever the titles hold."""
    long = "كلمة طويلة جداً في عنوان لا ينتهي أبداً مهما قرأت " * 8
    side = {"lang": "ar", "dir": "rtl"}
    data = {"source": side, "target": {"lang": "en", "dir": "ltr"}, "names": ["ا", "A"],
            "titles": [long, "A very long title that does not come to an end " * 8],
            "state": ["حالة " * 60, "state " * 80]}  # fmt: skip
    rows = pixels(press("card", json.dumps(data, ensure_ascii=False), {}))
    assert len(rows) == 630
    paper = rows[0][0]
    assert {value for row in (*rows[:20], *rows[-20:]) for value in row} == {paper}
    assert {value for row in rows for value in (*row[:40], *row[-40:])} == {paper}


def pixels(png: bytes) -> list[bytes]:
    """Give the palette indices of an 8-bit picture, row by row, in which no filter is used."""
    assert png[24:26] == b"\x08\x03"
    data = b""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw = zlib.decompress(data)
    rows = [raw[y * 1201 : (y + 1) * 1201] for y in range(630)]
    assert {row[0] for row in rows} == {0}
    return [row[1:] for row in rows]


def test_pictures_can_be_left_out(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  - diglot:\n", "  - diglot:\n      card_images: false\n      downloads: [pdf]\n")
    settings.write_text(text, "utf-8")
    diglot(project, "build")
    kept = {p for p in tree(project / "site") if p.startswith("articles/") and p[-4:] in (".png", ".pdf")}
    assert kept == {"articles/harbour.pdf", "articles/bridges.pdf"}
    page = (project / "site/articles/harbour.html").read_text("utf-8")
    assert "og:image" not in page
    assert 'href="harbour.pdf" download' in page
