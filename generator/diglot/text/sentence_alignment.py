"""Align the sentences of two parallel texts by length and by what both must name.

Lengths: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational
Linguistics 19(1), 1993: its variance, and its shares of one-to-one, one-to-two and two-to-two. The
ratio of the lengths is that of the two texts themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from diglot.text.sentence_parts import Part

_VARIANCE = 6.8
"""Of the length of a translation, per letter of its source."""
_SHARES = {
    (1, 1): 0.89,
    (1, 0): 0.005,
    (0, 1): 0.005,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.005,
    (1, 3): 0.005,
}
"""How often so many sentences of a source stand for so many of its translation."""
_ASTRAY = math.exp(-2.5)
"""Weight of an anchor that one side of a bead has and the other has not."""
_LEAST = math.exp(-25)
"""Weight below which a misfit of lengths says no more; keeps products above zero."""
_SURE = 0.9
"""Least probability of every bead for an alignment to be believed."""
_PLAUSIBLE = 0.25
"""Least chance of every bead's lengths: where a sentence was left out they do not fit."""
_MOST = 24
"""Sentences above which no alignment is tried: no paragraph is that long."""


_Edge = tuple[int, int, int, int]
"""A bead: sentences of source and target before it, and after it."""


def align_parts(
    source: Sequence[Part], target: Sequence[Part]
) -> tuple[tuple[range, range], ...] | None:
    """Give the beads of two texts: which sentences stand for which, n to m, in order.

    Returns:
        Indices of source and target per bead, covering both texts; None where the best alignment
        is doubtful or leaves a sentence without a counterpart.
    """
    n, m = len(source), len(target)
    if not n or not m or max(n, m) > _MOST:
        return None
    weights = _weights(source, target)
    forward, best = {(0, 0): 1.0}, {(0, 0): (1.0, (0, 0))}
    for (i, j, p, q), weight in weights.items():
        forward[p, q] = forward.get((p, q), 0.0) + forward[i, j] * weight
        candidate = best[i, j][0] * weight
        if candidate > best.get((p, q), (0.0, (0, 0)))[0]:
            best[p, q] = candidate, (i, j)
    backward = {(n, m): 1.0}
    for (i, j, p, q), weight in reversed(weights.items()):
        backward[i, j] = backward.get((i, j), 0.0) + backward[p, q] * weight
    beads: list[tuple[range, range]] = []
    p, q = n, m
    while (p, q) != (0, 0):
        i, j = best[p, q][1]
        weight = weights[i, j, p, q]
        share = forward[i, j] * weight * backward[p, q] / forward[n, m]
        if i == p or j == q or share < _SURE or weight < _PLAUSIBLE * _SHARES[p - i, q - j]:
            return None
        beads.append((range(i, p), range(j, q)))
        p, q = i, j
    return tuple(reversed(beads))


def _weights(source: Sequence[Part], target: Sequence[Part]) -> dict[_Edge, float]:
    """Give the likelihood of every bead there could be, by the place where it begins."""
    before = [0, *accumulate(part.length for part in source)]
    across = [0, *accumulate(part.length for part in target)]
    ratio = across[-1] / max(1, before[-1])
    shared = _named(source) & _named(target)
    named, there = _runs(source, shared), _runs(target, shared)
    n, m = len(source), len(target)
    weights: dict[_Edge, float] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for (d, e), share in _SHARES.items():
                p, q = i + d, j + e
                if p > n or q > m:
                    continue
                weight = share * _fit(before[p] - before[i], across[q] - across[j], ratio)
                if shared:
                    weight *= _ASTRAY ** len(named[i, d] ^ there[j, e])
                weights[i, j, p, q] = weight
    return weights


def _runs(parts: Sequence[Part], shared: frozenset[str]) -> dict[tuple[int, int], frozenset[str]]:
    """Give what is named in each run of sentences, by its beginning and length, of what both do."""
    most = max(max(shares) for shares in _SHARES)
    return {
        (at, length): _named(parts[at : at + length]) & shared
        for at in range(len(parts) + 1)
        for length in range(most + 1)
    }


def _fit(length: int, found: int, ratio: float) -> float:
    """Give the chance that a translation of so many letters is off by as much or more."""
    expected = length * ratio
    spread = math.sqrt(_VARIANCE * max(length, found / ratio))
    return max(_LEAST, math.erfc(abs(found - expected) / spread / math.sqrt(2)))


def _named(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset[str]().union(*(part.anchors for part in parts))
