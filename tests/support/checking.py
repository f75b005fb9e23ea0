"""Checks one pair of texts as the checker would find it in an article."""

from __future__ import annotations

from dataclasses import replace

from diglot.formats.article_md import read_article
from diglot.model.actors import Glossary
from diglot.model.finding import Finding
from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Catalogue, MachineStamp, Unit
from diglot.stages.check_units import check_units
from diglot.stages.mention import mention
from diglot.stages.pair import pair
from diglot.stages.segment import body_texts
from diglot.stages.select_links import select_links
from diglot.text.name_trie import index_names
from diglot.text.termbase import termbase

LINKS = "/report.html"


def check_pair(
    source: str,
    target: str,
    glossary: Glossary | None = None,
    *,
    langs: tuple[str, str] = ("ar", "en"),
    unit: Unit | None = None,
) -> tuple[Finding, ...]:
    """Check one segment and its machine translation, link targets numbered in both."""
    glossary = glossary or Glossary()
    text = source.replace("][1]", f"]({LINKS})")
    document = read_article(f"---\nlang: {langs[0]}\n---\n\n{text}\n", "article.md")
    segment = document.segments[0]
    stamp = MachineStamp("e", "2026-01-01", fingerprint(target))
    made = unit or Unit("s-000001", segment.source, target, fuzzy=True, mt=stamp)
    made = replace(made, source=segment.source, target=target)
    catalogue = Catalogue(langs[0], langs[1], (made,), path="en.po")
    edition = pair("a", document, {}, ("s-000001",), catalogue, source_lang=langs[0])
    ours, _ = mention(body_texts(document), index_names(glossary, langs[0]))
    shown = edition.pairs[0].target_text or ""
    theirs, _ = mention([shown], index_names(glossary, langs[1]))
    edition = select_links(edition, ours, theirs)
    return check_units(edition, termbase(glossary, *langs), "en.po")
