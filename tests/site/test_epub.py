"""The book of an article: valid, both texts in order, directions said, nothing withheld."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from diglot.render.xml_text import xml_bytes
from support.project import copy_sample, diglot, tree
from support.validators import epub_messages

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def book(site: Path, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(site / f"articles/{name}.epub") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.mark.java
@pytest.mark.xdist_group("java")
@pytest.mark.parametrize("publication", ["sample", "repository"])
def test_epubcheck_has_nothing_to_say(publication: str, request: pytest.FixtureRequest) -> None:
    books = sorted((request.getfixturevalue(publication) / "site").rglob("*.epub"))
    assert books
    for path in books:
        assert epub_messages(path) == [], path


@pytest.mark.java
@pytest.mark.xdist_group("java")
def test_a_hostile_article_makes_a_valid_book(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    article = project / "content/articles/harbour/article.md"
    hostile = "\n\n]]> <script>x</script> &lt; \x0b \x01 [a](other.md) ![alt <b>](x.png) `]]>`\n"
    article.write_text(article.read_text("utf-8") + hostile, "utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("site_url: https://sample.example/edition/\n", ""), "utf-8")
    diglot(project, "build")
    path = project / "site/articles/harbour.epub"
    assert epub_messages(path) == []
    body = ET.fromstring(book(project / "site", "harbour")["EPUB/text.xhtml"])
    assert not list(body.iter(f"{XHTML}script"))
    assert "]]> <script>x</script> <" in "".join(body.itertext())
    assert "[alt <b>]" in "".join(body.itertext())


def test_the_first_bytes_tell_the_kind(sample: Path) -> None:
    data = (sample / "site/articles/harbour.epub").read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pairs_follow_one_another_each_in_its_language(sample: Path) -> None:
    files = book(sample / "site", "harbour")
    package = ET.fromstring(files["EPUB/package.opf"])
    assert [e.text for e in package.iter(f"{DC}language")] == ["ar", "en"]
    spine = package.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    text = ET.fromstring(files["EPUB/text.xhtml"])
    assert (text.get("dir"), text.get(XML_LANG)) == ("rtl", "ar")
    pairs = [e for e in text.iter(f"{XHTML}div") if "pair" in e.get("class", "").split()]
    assert len(pairs) > 15
    for pair in pairs:
        texts = [child for child in pair if child.tag != f"{XHTML}img"]
        for child, lang, way in zip(texts, ("ar", "en"), ("rtl", "ltr"), strict=False):
            assert (child.get("lang"), child.get(XML_LANG), child.get("dir")) == (lang, lang, way)


def test_every_link_of_the_book_leads_somewhere(sample: Path) -> None:
    for name in ("harbour", "bridges"):
        files = book(sample / "site", name)
        ids = {
            path.removeprefix("EPUB/"): set(re.findall(r' id="([^"]+)"', content.decode()))
            for path, content in files.items()
        }
        for path, content in files.items():
            for href in re.findall(r'<a [^>]*href="([^"]+)"', content.decode("utf-8")):
                if not href.startswith("https://"):
                    file, _, fragment = href.partition("#")
                    assert not fragment or fragment in ids[file or path.removeprefix("EPUB/")], href


def test_withheld_drafts_are_not_in_the_book_and_states_are(sample: Path) -> None:
    body = book(sample / "site", "harbour")["EPUB/text.xhtml"].decode("utf-8")
    assert "A paragraph on hold" not in body
    assert "translation under check" in body
    assert "reviewed by Rana Aziz" in body


def test_the_theme_sends_no_template_of_the_book(sample: Path) -> None:
    assert not [path for path in tree(sample / "site") if path.startswith("epub/")]


def test_xml_holds_no_forbidden_character() -> None:
    everything = "".join(map(chr, range(0x11000)))
    assert ET.fromstring(b"<a>" + xml_bytes(everything.replace("<", "").replace("&", "")) + b"</a>").text


def test_items_keep_their_markers_in_both_languages(sample: Path) -> None:
    body = ET.fromstring(book(sample / "site", "harbour")["EPUB/text.xhtml"])
    marks = [e.text for e in body.iter(f"{XHTML}span") if e.get("class") == "marker"]
    assert {"أولاً.", "First.", "أ.", "a."} <= set(marks)
