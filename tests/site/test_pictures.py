"""Pictures of an article: on its pages with their size, in the book and in print with their words."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from diglot.press import press
from support.fixtures import missing
from support.project import copy_sample, diglot
from support.validators import epub_messages

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="8"{}><path d="M0 0h4v4"/></svg>'
TEXT = """
![صورة "أ" <b>](a.png)

> ![صورة ب](b.jpg)

نص فيه ![ج](c.webp) و![د](d.gif) ثم ![تالف](bad.png).

![حروف](<صورة.png>)

- عنصر

  ![خارج](../../images/far.png)

![رسم](plain.svg)

![برمجي](script.svg)

![](a.png)

نص ثم
وفيه ![ضائع](none.png) هنا
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with pictures of every kind in one article, built."""
    made = copy_sample(tmp_path_factory.mktemp("pictures") / "p")
    folder = made / "content/articles/bridges"
    (made / "content/images").mkdir()
    painted = Image.effect_noise((64, 48), 90).convert("RGB")
    for name in ("a.png", "صورة.png", "b.jpg", "c.webp", "d.gif", "../../images/far.png"):
        painted.save(folder / name)
    (folder / "bad.png").write_bytes((folder / "a.png").read_bytes()[:900])
    (folder / "plain.svg").write_text(DRAWING.format(""), "utf-8")
    (folder / "script.svg").write_text(DRAWING.format(' onload="alert(1)"'), "utf-8")
    article = folder / "article.md"
    article.write_text(article.read_text("utf-8") + TEXT, "utf-8")
    done = diglot(made, "build")
    assert done.returncode == 0, done.stderr
    (made / "said.txt").write_text(done.stdout + done.stderr, "utf-8")
    return made


def book(project: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(project / "site/articles/bridges.epub") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.mark.parametrize("page", ["articles", "fa/articles", "en/articles"])
def test_every_picture_keeps_its_place_before_it_comes(project: Path, page: str) -> None:
    html = (project / f"site/{page}/bridges.html").read_text("utf-8")
    found = re.findall(r'<img src="[^"]*/([^"/]+)" alt="[^"]*"((?: width="\d+" height="\d+")?) loading="lazy"', html)
    sizes = dict(found)
    assert sizes["none.png"] == ""
    assert sizes["plain.svg"] == ' width="9" height="8"'
    painted = ["a.png", "b.jpg", "c.webp", "d.gif", "far.png", "bad.png", "%D8%B5%D9%88%D8%B1%D8%A9.png"]
    if page == "articles":
        assert [sizes[name] for name in painted] == [' width="64" height="48"'] * len(painted)
    assert html.count("<img ") == len(found)


def test_the_book_holds_what_books_can_hold(project: Path) -> None:
    files = book(project)
    content = project / "content/articles/bridges"
    held = [data for name, data in files.items() if "image-" in name]
    names = ("a.png", "b.jpg", "صورة.png", "../../images/far.png", "plain.svg", "c.webp", "d.gif")
    assert sorted(held) == sorted((content / name).read_bytes() for name in names)
    text = files["EPUB/text.xhtml"].decode("utf-8")
    assert text.count("<img ") == len(names) + 1  # one is shown twice, the second time without words
    assert 'alt="صورة &#34;أ&#34; &lt;b&gt;"' in text
    assert "[تالف]" in text
    for words in ("برمجي", "ضائع"):
        assert words in text
        assert f'alt="{words}"' not in text
    package = files["EPUB/package.opf"].decode("utf-8")
    assert len(re.findall(r'href="image-\d\.(?:png|jpg|gif|webp|svg)" media-type="image/', package)) == len(names)
    assert "alternativeText" in package


@pytest.mark.java
@pytest.mark.xdist_group("java")
def test_epubcheck_has_nothing_to_say_of_pictures(project: Path) -> None:
    assert epub_messages(project / "site/articles/bridges.epub") == []


def test_the_print_holds_them_too(project: Path, tmp_path: Path) -> None:
    if not shutil.which("pdfimages"):
        missing("pdfimages was not found. Install poppler-utils.")
    path = tmp_path / "a.pdf"
    assert diglot(project, "export", "bridges", "--to", "pdf", "--output", str(path)).returncode == 0
    listed = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, encoding="utf-8", errors="replace", check=True)
    drawn = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert len([row for row in drawn if row[2] == "image"]) == 7
    assert {(row[3], row[4]) for row in drawn} == {("64", "48")}
    tags = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, encoding="utf-8", errors="replace", check=True)
    # What says nothing in words is no figure to those who listen.
    assert tags.stdout.count("Figure") == 7
    data = path.read_bytes()
    for words in ("صورة ب", "رسم", "ج"):
        assert b"\xfe\xff" + words.encode("utf-16-be") in data or words.encode("utf-16-be").hex().upper().encode() in data
    assert b"pdfuaid:part>1<" in data


def test_a_lost_picture_is_named_by_line_and_column(project: Path) -> None:
    said = (project / "said.txt").read_text("utf-8")
    lines = (project / "content/articles/bridges/article.md").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "none.png" in line)
    place = f"content/articles/bridges/article.md:{number}:{lines[number - 1].index('![') + 1}"
    assert f"{place}: warning: articles/bridges.html shows articles/bridges/none.png" in said
    assert said.count("[picture-missing]") == 1
    assert said.count("[picture-unheld]") == 2  # the damaged one and the one with a script
    assert "link-broken" not in said


def test_a_picture_that_the_press_cannot_read_leaves_its_words(project: Path) -> None:
    """Typst reads less than Pillow: what it refuses must not cost the print."""
    text = {"marker": "", "runs": [{"text": "the words", "picture": {"file": "a.png", "alt": "x", "width": 9, "height": 9}}], "length": 9}  # fmt: skip
    side = {"lang": "en", "dir": "ltr"}
    row = {"kind": "paragraph", "depth": 0, "number": 1, "source": text, "target": None, "note": ""}
    data = {"source": side, "target": side, "title": "T", "author": "", "url": "", "version": "",
            "titles": ["T", "T"], "bylines": ["", ""], "state": ["", ""], "colophon": [], "rows": [row]}  # fmt: skip
    good = io.BytesIO()
    Image.new("RGB", (9, 9)).save(good, "PNG")
    shown, said = (press("article", json.dumps(data), {"a.png": image}) for image in (good.getvalue(), b"no image"))
    assert b"/Image" in shown
    assert b"/Subtype /Image" not in said
    assert b"/Subtype/Image" not in said
