"""The review desk: whatever is sent, ids keep their texts and nobody's word is made up."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diglot import content
from diglot.desk import version_of
from diglot.formats.po import read_catalogue, write_catalogue
from diglot.mkdocs_plugin import load_settings
from diglot.model.translation import Catalogue, Unit
from diglot.publication import load
from diglot.review_desk import Desk, Guard, Request
from diglot.text.word_difference import word_difference
from support.drawn_units import WORDS, units
from support.project import copy_sample

ARTICLE = """---
title: الميناء
---

قالت سلمى حدّاد إن *الميناء* عاد إلى العمل.

فقرة تتكرر.

فقرة تتكرر.

وبلغ العدد 2024 في [التقرير](https://example.org/r).
"""
GONE = "s-000000"
DOES = [
    "save",
    "next",
    "review",
    "confirm",
    "hold",
    "release",
    "dismiss length",
    "dismiss name",
    "x",
]
ACTIONS = st.fixed_dictionaries(
    {
        "do": st.sampled_from(DOES),
        "at": st.integers(0, 5),
        "current": st.sampled_from([True, True, True, False]),
        "open": st.sampled_from([True, True, False]),
        "text": st.just("same") | st.sampled_from(["", *WORDS]) | st.text(max_size=20),
        "by": st.sampled_from(["Amal Said", "", "2026", "رنا عزيز", "A\u202eB"]),
        "reason": st.sampled_from(["", "as printed", "a\nb"]),
    }
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_sample(tmp_path_factory.mktemp("desk-law") / "p")
    folder = made / "content/articles/port"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    content.write_content(load(load_settings(made / "mkdocs.yml")), [])
    return made


def read(project: Path) -> Catalogue:
    path = project / "content/articles/port/en.po"
    return read_catalogue(path.read_text(encoding="utf-8"), "en.po")


def send(desk: Desk, unit: Unit, act: dict) -> HTTPStatus:
    text = unit.target if act["text"] == "same" else act["text"]
    fields = {
        "do": act["do"],
        "unit": unit.id,
        "version": version_of(unit) if act["current"] else "0" * 16,
        "text": text,
        "by": act["by"],
        **{f"reason-{of}": act["reason"] for of in ("hold", "length", "name")},
        **({"unit-open": "1"} if act["open"] else {}),
    }
    body = urlencode(fields, errors="replace").encode()
    return desk.answer(Request("POST", "port/en/", "", {}, body)).status


@settings(max_examples=150, deadline=None)
@given(st.data(), st.lists(ACTIONS, min_size=1, max_size=4))
def test_a_desk_decides_only_what_a_person_asked_for(project, data, acts):
    blank = read(project)
    clean = [Unit(u.id, u.source, notes=u.notes) for u in blank.units]
    gone = Unit(GONE, "نص حُذف.")
    drawn = replace(
        blank,
        units=tuple(data.draw(units(unit)) for unit in clean),
        obsolete=(data.draw(units(gone, obsolete=True)),),
    )
    path = project / "content/articles/port/en.po"
    path.write_text(write_catalogue(drawn), encoding="utf-8")
    publication = load(load_settings(project / "mkdocs.yml"))
    content.write_content(publication, [])
    desk = Desk(lambda: publication.settings, Guard("/diglot-desk/", 8000), lambda: "2026-03-03")
    for act in acts:
        before = read(project)
        every = (*before.units, *before.obsolete)
        meant = every[act["at"] % len(every)]
        send(desk, meant, act)
        after = read(project)
        assert replace(after, units=()) == replace(before, units=())
        assert [(u.id, u.source) for u in after.units] == [(u.id, u.source) for u in before.units]
        for old, new in zip(before.units, after.units, strict=True):
            if new != old:
                assert old.id == meant.id
                assert act["current"]
                _judge(old, new, act)


def _judge(old: Unit, new: Unit, act: dict) -> None:
    """Say it of one changed unit in the words of the law."""
    written = act["text"].replace("\r\n", "\n").replace("\r", "\n").strip()
    assert new.mt == old.mt
    if new.target != old.target:
        assert (new.target, act["open"]) == (written, True)
        assert act["do"] in {"save", "next", "review", "confirm"}
    if new.fuzzy != old.fuzzy or new.accepted != old.accepted or new.previous != old.previous:
        assert not new.fuzzy
        assert new.target != old.target or act["do"] in {"review", "confirm"}
    if new.review != old.review:
        assert (act["do"], new.review.name) == ("review", act["by"])
        assert new.review_holds
    if new.hold != old.hold:
        assert act["do"] in {"hold", "release"}
    if new.dismissals != old.dismissals:
        assert act["do"].startswith("dismiss ")


TEXT = st.lists(st.sampled_from([*"ab ,.", "\n", "نص", "word", "it’s", "_"]), max_size=14).map(
    "".join
)


@settings(max_examples=400)
@given(TEXT | st.text(max_size=12), TEXT | st.text(max_size=12))
@example("The harbour.", "The port.")
def test_a_difference_holds_both_texts_and_nothing_else(old, new):
    parts = word_difference(old, new)
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "gone") == new
    assert all(part.text for part in parts)
    assert (old == new) == all(part.kind == "same" for part in parts)
