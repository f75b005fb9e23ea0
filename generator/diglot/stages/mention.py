"""Finds where an article names actors.

Of all the places where a name could stand, those that overlap are settled by rule: the most words,
then the fewest letters of proclitic, then the leftmost. Where one place could name two actors,
nothing is linked and the place is reported. A context alias counts only after a full name of its
actor, in the title, an earlier segment, or earlier in the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from diglot.model.actors import Ambiguity, Mention
from diglot.text.name_trie import Hit, NameIndex, find_names


def mention(
    texts: Sequence[str], index: NameIndex, active: AbstractSet[str] = frozenset()
) -> tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]:
    """Find the mentions of one article in one language.

    Args:
        texts: visible text of the body's segments, in order.
        index: the glossary's names in that language (`text.name_trie.index_names`).
        active: ids of actors whose full name stands before the first segment, as in the title.

    Returns:
        Mentions, and the spans that could name several actors; both sorted by segment and start,
        none overlapping another. Offsets count code points of the segment's text.
    """
    mentions: list[Mention] = []
    ambiguities: list[Ambiguity] = []
    named = set(active)
    for segment, hits in enumerate(find_names(texts, index)):
        if not hits:
            continue
        full = _settled([hit for hit in hits if not hit.name.context])
        since = {hits[0].name.actor: hits[0].end for hits in reversed(full) if len(hits) == 1}
        settled = full
        if any(hit.name.context for hit in hits):
            settled = _settled([hit for hit in hits if _is_live(hit, named, since)])
        for rivals in settled:
            hit = rivals[0]
            if len(rivals) == 1:
                actor = hit.name.actor
                mentions.append(Mention(segment, hit.start, hit.end, actor, hit.token_start))
            else:
                actors = tuple(sorted(rival.name.actor for rival in rivals))
                ambiguities.append(Ambiguity(segment, hit.start, hit.end, actors))
        named.update(since)
    return tuple(mentions), tuple(ambiguities)


def _is_live(hit: Hit, named: AbstractSet[str], since: dict[str, int]) -> bool:
    """Whether a hit counts: a full name does, a context alias once its actor has been named."""
    actor = hit.name.actor
    return not hit.name.context or actor in named or since.get(actor, hit.end) <= hit.start


def _settled(hits: Sequence[Hit]) -> list[tuple[Hit, ...]]:
    """Choose among overlapping hits; a choice has a hit for each actor that it could be."""
    if len(hits) < 2:
        return [(hit,) for hit in hits]
    places: dict[tuple[int, int, int, bool], dict[str, Hit]] = {}
    for hit in hits:
        places.setdefault(_rank(hit), {})[hit.name.actor] = hit
    taken: set[int] = set()
    chosen: list[tuple[Hit, ...]] = []
    for rank in sorted(places):
        rivals = tuple(places[rank].values())
        covered = range(rivals[0].first, rivals[0].last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            chosen.append(rivals)
    return sorted(chosen, key=lambda rivals: rivals[0].start)


def _rank(hit: Hit) -> tuple[int, int, int, bool]:
    """Order hits from the best; those of one rank stand in one place."""
    return hit.first - hit.last, hit.clitics, hit.start, not hit.verbatim
