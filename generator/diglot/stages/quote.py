"""Quote every segment that names an actor: the concordance of an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from diglot.model.actors import Mention
from diglot.model.edition import Edition, Excerpt, Occurrence, Pair
from diglot.text.sentences import sentences

_WHOLE = 280
"""Code points up to which a source is quoted whole, and its translation with it: some three
printed lines."""

_Spans = Sequence[tuple[int, int]]
_Mentions = tuple[list[Mention], list[Mention]]
"""Of one actor, in the source and in the target."""


def quote(edition: Edition) -> tuple[Occurrence, ...]:
    """Give one occurrence per actor and segment that names it in either language, in order."""
    found: list[Occurrence] = []
    for pair in edition.pairs:
        if named := _named(pair):
            excerpts = _excerpts(edition, pair, named)
            found += [
                Occurrence(actor, edition.slug, pair.id, pair.number, source, target, pair.notice)
                for actor, (source, target) in zip(named, excerpts, strict=True)
            ]
    return tuple(found)


def _named(pair: Pair) -> dict[str, _Mentions]:
    """Give the mentions of each actor that a segment names, in the order of the text."""
    found: dict[str, _Mentions] = {}
    for side, mentions in enumerate((pair.source_mentions, pair.target_mentions)):
        for each in mentions:
            found.setdefault(each.actor, ([], []))[side].append(each)
    return found


def _excerpts(
    edition: Edition, pair: Pair, named: dict[str, _Mentions]
) -> Iterator[tuple[Excerpt, Excerpt | None]]:
    """Give what is quoted of a segment and of its translation for each actor."""
    source, target = pair.segment.visible, pair.target_text
    langs = edition.source_lang, edition.target_lang
    if len(source) <= _WHOLE:
        for mentions in named.values():
            yield (
                _whole(langs[0], source, mentions[0]),
                None if target is None else _whole(langs[1], target, mentions[1]),
            )
        return
    spans = sentences(source, langs[0]), sentences(target or "", langs[1])
    for mentions in named.values():
        kept = _kept(spans, mentions)
        yield (
            _excerpt(langs[0], source, kept[0], mentions[0]),
            None if target is None else _excerpt(langs[1], target, kept[1], mentions[1]),
        )


def _whole(lang: str, text: str, mentions: Sequence[Mention]) -> Excerpt:
    return Excerpt(lang, text, tuple([(m.start, m.end) for m in mentions]))


def _kept(spans: tuple[_Spans, _Spans], mentions: _Mentions) -> tuple[_Spans, _Spans]:
    """Choose the sentences to quote on each side.

    A side that does not name the actor shows the sentences of the same place when both texts
    have as many sentences, and otherwise the whole segment.
    """
    source, target = spans
    in_source, in_target = _holding(source, mentions[0]), _holding(target, mentions[1])
    if len(source) == len(target):
        in_source, in_target = in_source or in_target, in_target or in_source
    return [source[i] for i in in_source] or source, [target[i] for i in in_target] or target


def _holding(spans: _Spans, mentions: Sequence[Mention]) -> list[int]:
    """Give the indices of the sentences, which join to the whole, that a mention begins in."""
    # A span sorts behind every mention that begins where the span does or before.
    return sorted({bisect_left(spans, (m.start + 1,)) - 1 for m in mentions})


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
