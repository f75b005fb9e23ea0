"""Find which registered segment each text of a changed article is.

From the surest sign to the weakest: the same text in its old place, the same text elsewhere, the
same text as one that was retired, a similar text between the same neighbours, a long similar text
that moved. A segment left over is retired and a text left over is new: to lose a link costs a
translator a paste, a wrong one prints a translation beside a text that it does not translate.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from diglot.model.translation import Alignment
from diglot.text.folding import fold_key
from diglot.text.similarity import Vocabulary, Words, common, similarity

_SAME = 0.5
"""Similarity from which two texts in one place are one segment; unrelated ones reach 0.4."""

_BRIEF = 4
"""Up to this many words one common word weighs much."""

_SAME_BRIEF = 0.6
"""Similarity asked of brief texts."""

_SAME_MOVED = 0.75
"""The same for a text that moved, whose place proves nothing."""

_LONG = 8
"""Words from which a text is hardly like another by chance."""

_HELD = 0.9
"""Share of a long text's words that lie in another, if the other is the same text grown or cut."""

_SHARE = 0.6
"""Share of its own words that each part of a split or merge must bring to the whole."""

_PARTS = 4
"""Parts that a split or merge may have."""

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Old and new indexes that are one text: one to one, one to many (split), many to one (merge)."""


def align(
    live: Sequence[tuple[str, str]], retired: Sequence[tuple[str, str]], new: Sequence[str]
) -> Alignment:
    """Carry ids over from the registered texts of an article's body to its present ones.

    Args:
        live: id and source of the registered segments in their order.
        retired: id and source of the segments that are gone.
        new: source texts of the body in order.

    Returns:
        The id of each text where one is certain. On a split the first part keeps the id; on a
        merge the whole keeps the first id, and the others are told as merged into it.
    """
    if [source for _, source in live] == list(new):
        return Alignment(tuple(key for key, _ in live))
    work = _Work([source for _, source in live], new)
    work.match_backbone()
    work.match_moved()
    back = _returning(retired, work)
    work.match_runs()
    work.match_moved_and_edited()
    work.match_parts_apart()
    ids = [live[work.old_of[j]][0] if j in work.old_of else back.get(j) for j in range(len(new))]
    merged = {i: live[into][0] for i, into in work.merged.items()}
    gone = [i for i in range(len(live)) if i not in work.new_of]
    return Alignment(
        tuple(ids),
        tuple(live[i][0] for i in gone),
        tuple((live[i][0], merged[i]) for i in gone if i in merged),
    )


class _Texts:
    """One version of an article's texts; folded and cut into words only where that is asked."""

    def __init__(self, raw: Sequence[str], vocabulary: Vocabulary) -> None:
        self.raw = list(raw)
        self._vocabulary = vocabulary
        self._keys: dict[int, str] = {}
        self._words: dict[int, Words] = {}

    def __len__(self) -> int:
        return len(self.raw)

    def key(self, at: int) -> str:
        if at not in self._keys:
            self._keys[at] = fold_key(self.raw[at])
        return self._keys[at]

    def __getitem__(self, at: int) -> Words:
        if at not in self._words:
            self._words[at] = self._vocabulary.words(self.key(at))
        return self._words[at]


class _Work:
    """Old and new texts of one article, and the links found so far."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        vocabulary = Vocabulary()
        self.old = _Texts(old, vocabulary)
        self.new = _Texts(new, vocabulary)
        self.old_of: dict[int, int] = {}
        self.new_of: dict[int, int] = {}
        self.merged: dict[int, int] = {}
        """Old text by its index, and the old text whose id the whole keeps."""
        self.settled: set[int] = set()
        """New texts that need no id of a live segment: they are retired ones that return."""
        self._backbone: list[tuple[int, int]] = []

    def link(self, old: int, new: int) -> None:
        self.old_of[new] = old
        self.new_of[old] = new

    def match_backbone(self) -> None:
        """Link the same texts that kept their order."""
        matcher = SequenceMatcher(None, *self._tokens(), autojunk=False)
        for start, begin, size in matcher.get_matching_blocks():
            for step in range(size):
                self.link(start + step, begin + step)
        self._backbone = sorted(self.new_of.items())

    def _tokens(self) -> tuple[list[str], list[str]]:
        """Give what is compared: the text where both have it to the letter, else its key."""
        both = set(self.old.raw) & set(self.new.raw)
        old, new = (
            [text if text in both else side.key(at) for at, text in enumerate(side.raw)]
            for side in (self.old, self.new)
        )
        return old, new

    def match_moved(self) -> None:
        """Link the same texts elsewhere, repeats in order; to the letter first, then folded."""
        for old, new in (
            (self.old.raw.__getitem__, self.new.raw.__getitem__),
            (self.old.key, self.new.key),
        ):
            places: dict[str, deque[int]] = {}
            for i in self._free_old(0, len(self.old)):
                places.setdefault(old(i), deque()).append(i)
            for j in self._free_new(0, len(self.new)):
                if places.get(new(j)):
                    self.link(places[new(j)].popleft(), j)

    def match_runs(self) -> None:
        """Link similar texts between neighbours that are linked already."""
        fences = [(-1, -1), *self._backbone, (len(self.old), len(self.new))]
        for (i, j), (next_i, next_j) in pairwise(fences):
            self._settle(self._free_old(i + 1, next_i), self._free_new(j + 1, next_j))
        # A section that moved brings its own neighbours.
        for j in range(len(self.new)):
            if not self._is_free_new(j) or (j and self._is_free_new(j - 1)):
                continue
            end = next(
                (k for k in range(j, len(self.new)) if not self._is_free_new(k)), len(self.new)
            )
            before, after = self.old_of.get(j - 1), self.old_of.get(end)
            if before is not None:
                self._settle(self._run_after(before), self._free_new(j, end))
            if after is not None:
                self._settle(self._run_before(after), self._free_new(j, end))

    def match_moved_and_edited(self) -> None:
        """Link long texts that are similar wherever they stand, if each is the other's only one."""
        pairs = [
            (similarity(self.old[i], self.new[j]), i, j)
            for i in self._free_old(0, len(self.old))
            for j in self._free_new(0, len(self.new))
            if min(len(self.old[i]), len(self.new[j])) >= _LONG
        ]
        likely = [(i, j) for score, i, j in pairs if score >= _SAME]
        for score, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
            alone = sum(i == a or j == b for a, b in likely) == 1
            if score >= _SAME_MOVED and alone:
                self.link(i, j)

    def match_parts_apart(self) -> None:
        """Find the parts of a split or a merge that have other texts between them."""
        for find in (self._find_first_part, self._find_merged):
            for j, i in sorted(self.old_of.items()):
                if self.old.raw[i] != self.new.raw[j] and self.old.key(i) != self.new.key(j):
                    find(i, j)

    def _find_first_part(self, i: int, j: int) -> None:
        """Give an old text's id to an earlier part of it than the one that has it."""
        for k in self._free_new(0, j):
            if _adds(self.new[k], self.new[j], self.old[i]):
                del self.old_of[j]
                self.link(i, k)
                return

    def _find_merged(self, i: int, j: int) -> None:
        """Find other old texts that a new one has taken in; the first of them gives the id."""
        others = [
            k
            for k in self._free_old(0, len(self.old))
            if _adds(self.old[k], self.old[i], self.new[j])
        ]
        if not others:
            return
        first = min(i, *others)
        del self.new_of[i]
        self.link(first, j)
        taken = {*others, i, *(k for k, into in self.merged.items() if into == i)}
        self.merged |= dict.fromkeys(taken - {first}, first)

    def _is_free_new(self, j: int) -> bool:
        return j not in self.old_of and j not in self.settled

    def _free_new(self, start: int, end: int) -> list[int]:
        return [j for j in range(start, end) if self._is_free_new(j)]

    def _is_free_old(self, i: int) -> bool:
        return i not in self.new_of and i not in self.merged

    def _free_old(self, start: int, end: int) -> list[int]:
        return [i for i in range(start, end) if self._is_free_old(i)]

    def _run_after(self, i: int) -> list[int]:
        end = i + 1
        while end < len(self.old) and self._is_free_old(end):
            end += 1
        return list(range(i + 1, end))

    def _run_before(self, i: int) -> list[int]:
        start = i
        while start and self._is_free_old(start - 1):
            start -= 1
        return list(range(start, i))

    def _settle(self, old: list[int], new: list[int]) -> None:
        """Link the texts of a changed run as one reading, in order, explains the most words."""
        if not old or not new:
            return
        run = _Run([self.old[i] for i in old], [self.new[j] for j in new])
        for olds, news in run.best_reading():
            self.link(old[olds[0]], new[news[0]])
            for other in olds[1:]:
                self.merged[old[other]] = old[olds[0]]


class _Run:
    """Two changed runs of text, and what each old text shares with each new one."""

    def __init__(self, old: list[Words], new: list[Words]) -> None:
        self.old = old
        self.new = new
        self.shared = [[common(left, right) for right in new] for left in old]

    def best_reading(self) -> list[Group]:
        """Pair the runs in order so that the most words are explained; the rest stays out."""
        best = [[0.0] * (len(self.new) + 1) for _ in range(len(self.old) + 1)]
        step: dict[tuple[int, int], Group] = {}
        for i in range(len(self.old) + 1):
            for j in range(len(self.new) + 1):
                for olds, news in self._endings(i, j):
                    gain = self._explained(olds, news)
                    worth = best[i - len(olds)][j - len(news)] + gain
                    # At the same worth the reading with fewer links stands: it claims less.
                    if worth > best[i][j] or (i, j) not in step:
                        best[i][j] = worth
                        step[i, j] = (olds, news)
        found: list[Group] = []
        i, j = len(self.old), len(self.new)
        while i or j:
            olds, news = step[i, j]
            if olds and news:
                found.append((olds, news))
            i, j = i - len(olds), j - len(news)
        return found[::-1]

    def _endings(self, i: int, j: int) -> Iterator[Group]:
        """Give the ways in which a reading of the first i old and j new texts may end."""
        if j:
            yield (), (j - 1,)
        if i:
            yield (i - 1,), ()
        if not (i and j):
            return
        yield (i - 1,), (j - 1,)
        for start in range(j - 1, max(j - _PARTS, 0) - 1, -1):
            if self.shared[i - 1][start] < _SHARE * len(self.new[start]):
                break
            if start < j - 1:
                yield (i - 1,), tuple(range(start, j))
        for start in range(i - 1, max(i - _PARTS, 0) - 1, -1):
            if self.shared[start][j - 1] < _SHARE * len(self.old[start]):
                break
            if start < i - 1:
                yield tuple(range(start, i)), (j - 1,)

    def _explained(self, olds: tuple[int, ...], news: tuple[int, ...]) -> float:
        """Give how many words a link explains; 0 where it may not be made."""
        if not (olds and news):
            return 0.0
        if len(olds) == len(news) == 1:
            return self._explained_by_one(olds[0], news[0])
        if len(olds) == 1:
            return _explained_by_parts([self.new[j] for j in news], self.old[olds[0]])
        return _explained_by_parts([self.old[i] for i in olds], self.new[news[0]])

    def _explained_by_one(self, i: int, j: int) -> float:
        left, right, shared = self.old[i], self.new[j], self.shared[i][j]
        shorter, longer = sorted((len(left), len(right)))
        score = similarity(left, right)
        # Two words of three may be a chance, except where nothing else can have become of the text.
        alone = len(self.old) == len(self.new) == 1
        least = _SAME if alone or longer > _BRIEF else _SAME_BRIEF
        held = shorter >= _LONG and shared >= _HELD * shorter
        # Letters, not words, may have made two short texts alike.
        return max(shared, score) if score >= least or held else 0.0


def _explained_by_parts(parts: list[Words], whole: Words) -> float:
    """Give how many words of the whole its parts explain; 0 if one of them adds too little."""
    joined = _joined(parts)
    shared = common(joined, whole)
    if 2 * shared < _SAME * (len(joined) + len(whole)):
        return 0.0
    for at, part in enumerate(parts):
        rest = _joined(parts[:at] + parts[at + 1 :])
        if shared - common(rest, whole) < _SHARE * len(part):
            return 0.0
    return float(shared)


def _adds(part: Words, other: Words, whole: Words) -> bool:
    """Whether a text brings most of its own words to a whole that another is part of."""
    if len(part) <= _BRIEF or common(part, whole) < _SHARE * len(part):
        return False
    both = max(common(part + other, whole), common(other + part, whole))
    return both - common(other, whole) >= _SHARE * len(part)


def _joined(texts: list[Words]) -> Words:
    joined = texts[0]
    for text in texts[1:]:
        joined += text
    return joined


def _returning(retired: Sequence[tuple[str, str]], work: _Work) -> dict[int, str]:
    """Give the retired segments whose text stands in the article again, by index of the text."""
    free = [j for j in range(len(work.new)) if j not in work.old_of]
    places: dict[str, deque[str]] = {}
    for segment, source in retired if free else ():
        if source:
            places.setdefault(fold_key(source), deque()).append(segment)
    back: dict[int, str] = {}
    for j in free:
        if places.get(work.new.key(j)):
            back[j] = places[work.new.key(j)].popleft()
            work.settled.add(j)
    return back
