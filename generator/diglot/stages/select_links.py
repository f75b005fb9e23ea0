"""Choose the mentions that become links: the first of each actor in a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diglot.model.actors import Mention
from diglot.model.document import Document, Heading
from diglot.model.edition import Edition


def select_links(edition: Edition, source: Sequence[Mention], target: Sequence[Mention]) -> Edition:
    """Lay mentions into an edition and mark those to link.

    Args:
        edition: the article, mentions not yet found.
        source: mentions in the source texts of the body, by segment index.
        target: the same in the target texts.

    Returns:
        The edition with mentions; headings keep theirs unlinked, so that a contents list and a
        heading read the same.
    """
    heads = _headings(edition.document)
    links = (_first_per_section(source, heads), _first_per_section(target, heads))
    by_segment = [_group(group, len(edition.pairs)) for group in (source, target, *links)]
    pairs = [
        replace(pair, source_mentions=s, target_mentions=t, source_links=sl, target_links=tl)
        if s or t
        else pair
        for pair, s, t, sl, tl in zip(edition.pairs, *by_segment, strict=True)
    ]
    return replace(edition, pairs=tuple(pairs))


def _headings(document: Document) -> dict[int, int]:
    return {b.segment: b.level for b in document.blocks if isinstance(b, Heading)}


def _first_per_section(mentions: Sequence[Mention], heads: dict[int, int]) -> list[Mention]:
    chosen: list[Mention] = []
    starts = sorted(index for index, level in heads.items() if level <= 2)
    seen: set[tuple[int, str]] = set()
    section = 0
    for mention in mentions:
        while section < len(starts) and starts[section] <= mention.segment:
            section += 1
        if mention.segment in heads or (section, mention.actor) in seen:
            continue
        seen.add((section, mention.actor))
        chosen.append(mention)
    return chosen


def _group(mentions: Sequence[Mention], count: int) -> list[tuple[Mention, ...]]:
    groups: list[list[Mention]] = [[] for _ in range(count)]
    for mention in mentions:
        groups[mention.segment].append(mention)
    return [tuple(group) for group in groups]
