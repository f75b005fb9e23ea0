"""Quote every segment that names an actor: the concordance of an article."""

from __future__ import annotations

from collections.abc import Sequence

from diglot.model.actors import Mention
from diglot.model.edition import Edition, Excerpt, Occurrence, Pair
from diglot.text.sentences import sentences

_WHOLE = 280
"""Code points up to which a source is quoted whole, and its translation with it: some three
printed lines."""

_Spans = list[tuple[int, int]]


def quote(edition: Edition) -> tuple[Occurrence, ...]:
    """Give one occurrence per actor and segment that names it in either language, in order."""
    found: list[Occurrence] = []
    for pair in edition.pairs:
        actors = dict.fromkeys(m.actor for m in (*pair.source_mentions, *pair.target_mentions))
        if actors:
            spans = _spans(edition, pair)
            found += (_occurrence(edition, pair, spans, actor) for actor in actors)
    return tuple(found)


def _spans(edition: Edition, pair: Pair) -> tuple[_Spans, _Spans]:
    """Give what a quotation keeps or leaves out of each side: its sentences, or the whole."""
    source, target = pair.segment.visible, pair.target_text or ""
    if len(source) <= _WHOLE:
        return _whole(source), _whole(target)
    return sentences(source, edition.source_lang), sentences(target, edition.target_lang)


def _whole(text: str) -> _Spans:
    return [(0, len(text))] if text else []


def _occurrence(
    edition: Edition, pair: Pair, spans: tuple[_Spans, _Spans], actor: str
) -> Occurrence:
    source, target = pair.segment.visible, pair.target_text
    in_source = [m for m in pair.source_mentions if m.actor == actor]
    in_target = [m for m in pair.target_mentions if m.actor == actor]
    kept_source, kept_target = _kept(spans, (in_source, in_target))
    return Occurrence(
        actor,
        edition.slug,
        pair.id,
        pair.number,
        _excerpt(edition.source_lang, source, kept_source, in_source),
        None if target is None else _excerpt(edition.target_lang, target, kept_target, in_target),
        pair.notice,
    )


def _kept(
    spans: tuple[_Spans, _Spans], mentions: tuple[list[Mention], list[Mention]]
) -> tuple[_Spans, _Spans]:
    """Choose the sentences to quote on each side.

    A side that does not name the actor shows the sentences of the same place when both texts
    have as many sentences, and otherwise the whole segment.
    """
    named = [
        [i for i, (start, end) in enumerate(each) if any(start <= m.start < end for m in found)]
        for each, found in zip(spans, mentions, strict=True)
    ]
    kept: list[_Spans] = []
    for own, other in ((0, 1), (1, 0)):
        indices = named[own]
        if not indices and len(spans[own]) == len(spans[other]):
            indices = named[other]
        kept.append([spans[own][i] for i in indices] or spans[own])
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
