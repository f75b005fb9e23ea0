"""Align the sentences of two parallel texts by length and by what both must name.

Lengths: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational
Linguistics 19(1), 1993: its variance, and its shares of one-to-one, one-to-two and two-to-two. The
ratio of the lengths is that of the two texts themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from operator import or_

from diglot.text.sentence_parts import Part

_VARIANCE = 6.8
"""Of the length of a translation, per letter of its source."""
_BEADS = (
    (1, 1, 0.89),
    (1, 0, 0.005),
    (0, 1, 0.005),
    (2, 1, 0.0445),
    (1, 2, 0.0445),
    (2, 2, 0.011),
    (3, 1, 0.005),
    (1, 3, 0.005),
)
"""How often so many sentences of a source stand for so many of its translation."""
_LONGEST = 3
"""Sentences of one text in a bead."""
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

_Edge = tuple[int, int, float, float]
"""A bead: the places before and after it, its likelihood, and its share. A place that has i
sentences of the source and j of the m of the target before it is number i * (m + 1) + j."""


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
    edges = _edges(source, target)
    width = m + 1
    forward, backward = [1.0, *[0.0] * (n * width + m)], [*[0.0] * (n * width + m), 1.0]
    best: list[tuple[float, _Edge | None]] = [(1.0, None), *[(0.0, None)] * (n * width + m)]
    for edge in edges:
        here, there, weight, _ = edge
        forward[there] += forward[here] * weight
        candidate = best[here][0] * weight
        if candidate > best[there][0]:
            best[there] = candidate, edge
    for here, there, weight, _ in reversed(edges):
        backward[here] += backward[there] * weight
    beads: list[tuple[range, range]] = []
    at = best[-1][1]
    while at is not None:
        here, there, weight, share = at
        (i, j), (p, q) = divmod(here, width), divmod(there, width)
        chance = forward[here] * weight * backward[there] / forward[-1]
        if i == p or j == q or chance < _SURE or weight < _PLAUSIBLE * share:
            return None
        beads.append((range(i, p), range(j, q)))
        at = best[here][1]
    return tuple(reversed(beads))


def _edges(source: Sequence[Part], target: Sequence[Part]) -> list[_Edge]:
    """Give every bead there could be, by the place where it begins."""
    before = [0, *accumulate([part.length for part in source])]
    across = [0, *accumulate([part.length for part in target])]
    ratio = across[-1] / max(1, before[-1])
    shared = sorted(_named(source) & _named(target))
    named, there = (_runs(parts, shared) if shared else [] for parts in (source, target))
    n, m = len(source), len(target)
    edges: list[_Edge] = []
    for i in range(n + 1):
        for j in range(m + 1):
            place = i * (m + 1) + j
            for d, e, share in _BEADS:
                p, q = i + d, j + e
                if p > n or q > m:
                    continue
                weight = share * _fit(before[p] - before[i], across[q] - across[j], ratio)
                if shared:
                    weight *= _ASTRAY ** (named[i][d] ^ there[j][e]).bit_count()
                edges.append((place, p * (m + 1) + q, weight, share))
    return edges


def _runs(parts: Sequence[Part], shared: Sequence[str]) -> list[list[int]]:
    """Give what is named in each run of sentences, by its beginning and length, a bit for each."""
    bits = [sum(1 << n for n, each in enumerate(shared) if each in p.anchors) for p in parts]
    return [[*accumulate(bits[at : at + _LONGEST], or_, initial=0)] for at in range(len(parts) + 1)]


def _fit(length: int, found: int, ratio: float) -> float:
    """Give the chance that a translation of so many letters is off by as much or more."""
    spread = math.sqrt(2 * _VARIANCE * max(length, found / ratio))
    return max(_LEAST, math.erfc(abs(found - length * ratio) / spread))


def _named(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset[str]().union(*[part.anchors for part in parts])
