"""Spellings changed in actors.yml, whatever its layout; every other byte stays."""

from __future__ import annotations

import pytest

from diglot.formats.actors_edit import with_spellings
from diglot.formats.actors_yaml import read_glossary
from diglot.model.problem import DiglotError

BLOCK = """\
# head
- id: w
  type: state  # really
  name:
    ar: فاغنر   # as written
    en: "Wagner"
  aliases:
    ar:
      - مجموعة
    en: [A]
  role: {ar: دولة}
"""


def changed(text: str, **given) -> str:
    (actor,) = read_glossary(text, "actors.yml").actors
    return with_spellings(
        text, "actors.yml", actor, given.get("names", {}), given.get("aliases", {})
    )


@pytest.mark.parametrize(
    ("names", "aliases", "old", "new"),
    [
        ({"en": "Vagner"}, {}, '"Wagner"', "Vagner"),
        ({"ar": "ڤاغنر: ب"}, {}, "ar: فاغنر   #", 'ar: "ڤاغنر: ب"   #'),
        ({"fr": "Wagner"}, {}, '"Wagner"\n', '"Wagner"\n    fr: Wagner\n'),
        ({}, {"ar": ["شركة"]}, "- مجموعة\n", "- مجموعة\n      - شركة\n"),
        ({}, {"en": ["B, C"]}, "[A]", '[A, "B, C"]'),
        ({}, {"fr": ["B"]}, "en: [A]\n", "en: [A]\n    fr: [B]\n"),
        ({"ar": "ب"}, {"en": ["A"]}, "ar: فاغنر ", "ar: ب "),
    ],
)
def test_blocks(names, aliases, old, new):
    assert changed(BLOCK, names=names, aliases=aliases) == BLOCK.replace(old, new)
    windows = BLOCK.replace("\n", "\r\n")
    expected = windows.replace(old.replace("\n", "\r\n"), new.replace("\n", "\r\n"))
    assert changed(windows, names=names, aliases=aliases) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- {id: w, type: state, name: {ar: فاغنر}}",
            "- {id: w, type: state, name: {ar: فاغنر, en: New}, aliases: {en: [B]}}",
        ),
        (
            "\ufeff- {id: w, type: state, name: {en: 'O', ar: فاغنر}, aliases: {en: A}} # c\n",
            "\ufeff- {id: w, type: state, name: {en: New, ar: فاغنر}, aliases: {en: [A, B]}} # c\n",
        ),
        (
            "- id: w\n  name: {ar: فاغنر}\n  type: state",
            "- id: w\n  name: {ar: فاغنر, en: New}\n  aliases: {en: [B]}\n  type: state",
        ),
        (
            "- id: w\n  type: state\n  name: {ar: فاغنر}",
            "- id: w\n  type: state\n  name: {ar: فاغنر, en: New}\n  aliases: {en: [B]}",
        ),
        (
            "- id: w\n  type: state\n  name: {en: A}\n  aliases: {en: [], ar: []}\n",
            "- id: w\n  type: state\n  name: {en: New}\n  aliases: {en: [B], ar: []}\n",
        ),
        (
            "- id: w\n  type: state\n  name: {en: A}\n  aliases: [A]\n",
            "- id: w\n  type: state\n  name: {en: New}\n  aliases: [A, B]\n",
        ),
        (
            "- name:\n    en: A\n  id: w\n  type: state\n",
            "- name:\n    en: New\n  aliases: {en: [B]}\n  id: w\n  type: state\n",
        ),
    ],
)
def test_layouts(text, expected):
    assert changed(text, names={"en": "New"}, aliases={"en": ["B"]}) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases:", "aliases: {en: [B]}"),
        ("aliases: ~", "aliases: {en: [B]}"),
        ("aliases: {en: }", "aliases: {en: [B]}"),
        ("aliases: {en: , ar: [ب]}", "aliases: {en: [B], ar: [ب]}"),
        ("aliases:\n    en:", "aliases:\n    en: [B]"),
        ("aliases:\n    EN: [A]", "aliases:\n    EN: [A, B]"),
    ],
)
def test_values_that_are_not_there(old, new):
    entry = "- id: w\n  type: state\n  name: {ar: فاغنر}\n  %s\n  as_of: 2023\n"
    assert changed(entry % old, aliases={"en": ["B"]}) == entry % new


@pytest.mark.parametrize("aliases", ["en: |\n      A\n      A", "en: >-\n      A"])
def test_an_odd_layout_is_refused(aliases):
    text = f"- id: w\n  type: state\n  name: {{ar: فاغنر}}\n  aliases:\n    {aliases}\n"
    with pytest.raises(DiglotError, match="actors-layout"):
        changed(text, aliases={"en": ["B"]})
