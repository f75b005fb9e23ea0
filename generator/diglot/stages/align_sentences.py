"""Find, inside every pair, which sentences of the two texts stand for each other."""

from __future__ import annotations

import re
from dataclasses import replace

from diglot.model.edition import Bead, Edition, Pair
from diglot.text.sentence_alignment import align_parts
from diglot.text.sentence_parts import sentence_parts

_INSIDE = re.compile(r"[.!?؟…۔][)»”’\"'\]]*\s+\S")
"""An end of a sentence that is not the end of the text."""


def align_sentences(edition: Edition) -> Edition:
    """Lay the alignment of sentences into an edition whose mentions are known.

    Returns:
        The edition. A pair of which either text is one sentence, or whose alignment is doubtful,
        has no beads.
    """
    langs = edition.source_lang, edition.target_lang
    found = (_beads(pair, *langs) for pair in edition.pairs)
    pairs = zip(edition.pairs, found, strict=True)
    return replace(edition, pairs=tuple(replace(p, beads=b) if b else p for p, b in pairs))


def _beads(pair: Pair, source_lang: str, target_lang: str) -> tuple[Bead, ...]:
    source, target = pair.segment.visible, pair.target_text or ""
    if not _INSIDE.search(source) or not _INSIDE.search(target):
        return ()
    parts = (
        sentence_parts(source, source_lang, [(m.start, m.actor) for m in pair.source_mentions]),
        sentence_parts(target, target_lang, [(m.start, m.actor) for m in pair.target_mentions]),
    )
    found = align_parts(*parts)
    if found is None or len(found) < 2:
        return ()
    return tuple(
        Bead(
            (parts[0][s.start].start, parts[0][s.stop - 1].end),
            (parts[1][t.start].start, parts[1][t.stop - 1].end),
        )
        for s, t in found
    )
