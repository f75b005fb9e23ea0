"""Quote every segment that names an actor: the concordance of an article."""

from __future__ import annotations

from collections.abc import Sequence

from diglot.model.actors import Mention
from diglot.model.edition import Edition, Excerpt, Occurrence, Pair
from diglot.text.sentences import sentences

_WHOLE = 280
"""Code points up to which a source is quoted whole: some three printed lines."""


def quote(edition: Edition) -> tuple[Occurrence, ...]:
    """Give one occurrence per actor and segment that names it in either language, in order."""
    found: list[Occurrence] = []
    for pair in edition.pairs:
        actors = dict.fromkeys(m.actor for m in (*pair.source_mentions, *pair.target_mentions))
        found += (_occurrence(edition, pair, actor) for actor in actors)
    return tuple(found)


def _occurrence(edition: Edition, pair: Pair, actor: str) -> Occurrence:
    source, target = pair.segment.visible, pair.target_text
    in_source = [m for m in pair.source_mentions if m.actor == actor]
    in_target = [m for m in pair.target_mentions if m.actor == actor]
    kept_source, kept_target = _kept(
        (source, edition.source_lang, in_source), (target or "", edition.target_lang, in_target)
    )
    return Occurrence(
        actor,
        edition.slug,
        pair.id,
        pair.number,
        _excerpt(edition.source_lang, source, kept_source, in_source),
        None if target is None else _excerpt(edition.target_lang, target, kept_target, in_target),
        pair.notice,
    )


_Side = tuple[str, str, list[Mention]]
_Spans = list[tuple[int, int]]


def _kept(source: _Side, target: _Side) -> tuple[_Spans, _Spans]:
    """Choose the sentences to quote on each side.

    A short source is quoted whole, and its translation with it. A side that does not name the
    actor shows the sentences of the same place when both texts have as many sentences, and
    otherwise the whole segment.
    """
    sides = (source, target)
    spans = [sentences(text, lang) for text, lang, _ in sides]
    named = [
        [i for i, (start, end) in enumerate(each) if any(start <= m.start < end for m in mentions)]
        for each, (_, _, mentions) in zip(spans, sides, strict=True)
    ]
    whole = len(source[0]) <= _WHOLE
    kept: list[_Spans] = []
    for own in (0, 1):
        other = 1 - own
        indices = named[own]
        if not indices and len(spans[own]) == len(spans[other]):
            indices = named[other]
        if whole or not indices:
            indices = list(range(len(spans[own])))
        kept.append([spans[own][i] for i in indices])
    return kept[0], kept[1]


def _excerpt(lang: str, text: str, kept: _Spans, mentions: Sequence[Mention]) -> Excerpt:
    """Join the sentences kept, an ellipsis for what is left out, and move the marks along."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = end_of_last = 0
    for start, end in kept:
        if start > end_of_last:
            parts.append("… ")
            length += 2
        marks += (
            (m.start - start + length, m.end - start + length)
            for m in mentions
            if start <= m.start < end
        )
        parts.append(text[start:end])
        length += end - start
        end_of_last = end
    if end_of_last < len(text):
        parts.append("…")
    return Excerpt(lang, "".join(parts), tuple(marks))
