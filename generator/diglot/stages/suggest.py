"""Suggests actors that a glossary lacks: what the cues find, merged, scored and ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

from diglot.model.actors import Actor, ActorType, Glossary, Mention
from diglot.model.candidate import Candidate, Cue, Evidence, Passage, Spot
from diglot.text.folding import name_key
from diglot.text.name_trie import find_names, index_names
from diglot.text.place_names import places
from diglot.text.spot_anywhere import spot_byline, spot_glosses, spot_places
from diglot.text.spot_arabic import head_of, spot_arabic
from diglot.text.vocabulary import Vocabulary, cut

LEAST = 0.3
"""Score below which nothing is suggested."""

_BYLINES = {"meta.author": ActorType.PERSON, "meta.outlet": ActorType.MEDIA}
_UNREAD = frozenset({"meta.kind"})
_WHOLE = frozenset({Cue.HEAD_NOUN, Cue.PLACE, Cue.GLOSS})
_VARIANTS = str.maketrans("غقك", "ججج")
"""Letters with which Arabic writes one foreign g: يفغيني, يفجيني."""


class _Group:
    """Spots of one actor, as far as is known."""

    def __init__(self) -> None:
        self.found: dict[Evidence, None] = {}
        self.names: Counter[str] = Counter()
        """Weight of the cues for each form."""
        self.types: Counter[ActorType] = Counter()
        self.place: ActorType | None = None
        """What CLDR says it is, where CLDR knows it."""

    def add(self, each: Evidence) -> None:
        """Take a spot in, once."""
        if each in self.found:
            return
        self.found[each] = None
        self.names[each.spot.name] += round(100 * each.spot.weight)
        self.types[each.spot.type] += round(100 * each.spot.weight)
        if each.spot.cue is Cue.PLACE:
            self.place = each.spot.type

    def absorb(self, other: _Group) -> None:
        """Take all of another group in."""
        for each in other.found:
            self.add(each)

    @property
    def type(self) -> ActorType:
        """What most of the weight says; a place of CLDR is what CLDR says."""
        return self.place or min(self.types, key=lambda kind: (-self.types[kind], kind))

    @property
    def name(self) -> str:
        """The form to show: a person's fullest, else the one with the most weight."""
        names = self.names
        if self.type is ActorType.PERSON:
            return min(names, key=lambda name: (-len(name.split()), -names[name], name))
        return min(names, key=lambda name: (-names[name], -len(name.split()), name))

    @property
    def weight(self) -> int:
        """Sum of its cues."""
        return self.names.total()

    @property
    def score(self) -> float:
        """What the cues are worth together, each passage and cue counting once."""
        best: dict[tuple[Cue, str, str], float] = {}
        for each in self.found:
            key = (each.spot.cue, each.passage.article, each.passage.segment)
            best[key] = max(best.get(key, 0), each.spot.weight)
        return round(1 - prod(1 - weight for weight in best.values()), 2)


def suggest(
    passages: Sequence[Passage], lang: str, glossary: Glossary, named: Sequence[Mention]
) -> tuple[Candidate, ...]:
    """Give the actors that texts of one language name and the glossary does not.

    Args:
        passages: texts in reading order, front matter as `meta.…` among them.
        lang: BCP 47 tag of the texts, without region, among `SOURCE_TAGS`; cues of titles, verbs
            and head nouns are known for Arabic only.
        glossary: the actors that there are.
        named: their mentions, `segment` counting passages.

    Returns:
        Candidates, the best first; the order follows from the arguments alone.
    """
    own = {name_key(spelling) for actor in glossary.actors for spelling in actor.every_spelling}
    covered: dict[int, list[Mention]] = {}
    for each in named:
        covered.setdefault(each.segment, []).append(each)
    groups: dict[str, _Group] = {}
    spots = list(_spots(passages, lang))
    same = {name_key(s.name): s.english for _, _, s in spots if s.cue is Cue.PLACE}
    for number, passage, spot in spots:
        if name_key(spot.name) not in own and not _is_known(passage, spot, covered.get(number, ())):
            group = groups.setdefault(same.get(name_key(spot.name)) or _variant(spot), _Group())
            group.add(Evidence(passage, spot))
    merged = _merged(list(groups.values()))
    counts = _counts(passages, lang, merged)
    found = [_candidate(group, lang, count) for group, count in zip(merged, counts, strict=True)]
    likely = (each for each in found if each.score >= LEAST and each.count)
    return tuple(sorted(likely, key=lambda each: (-each.score, -each.count, each.name)))


def _spots(passages: Sequence[Passage], lang: str) -> Iterator[tuple[int, Passage, Spot]]:
    """Give every spot with the number of its passage."""
    index = index_names(places(lang)[0], lang)
    lines = [cut(passage.text) for passage in passages] if lang == "ar" else []
    known = Vocabulary(lines)
    for number, passage in enumerate(passages):
        if passage.segment in _UNREAD:
            continue
        if passage.segment in _BYLINES:
            kind = _BYLINES[passage.segment]
            yield from ((number, passage, s) for s in spot_byline(passage.text, kind))
            continue
        spots = [*spot_glosses(passage.text, lang), *spot_places(passage.text, index, lang)]
        if lang == "ar":
            spots = [
                _doubted(spot) if known.is_common(name_key(spot.name)) else spot for spot in spots
            ]
            spots += spot_arabic(lines[number], known)
        yield from ((number, passage, spot) for spot in spots if not _is_inside(spot, spots))


def _doubted(spot: Spot) -> Spot:
    """Weigh less what the texts show to be a word too: مالي is Mali and financial."""
    return replace(spot, weight=spot.weight / 2) if spot.cue is Cue.PLACE else spot


def _is_inside(spot: Spot, others: Sequence[Spot]) -> bool:
    """Whether a spot is part of a longer one; the country in which forces stand counts itself."""
    return any(
        (other.cue in _WHOLE or other.type is ActorType.MEDIA)
        and other.start <= spot.start
        and spot.end <= other.end
        and other.end - other.start > spot.end - spot.start
        and not (spot.cue is Cue.PLACE and spot.start > other.start)
        for other in others
    )


def _is_known(passage: Passage, spot: Spot, mentions: Sequence[Mention]) -> bool:
    """Whether a spot is a mention, part of one, or nothing but a head noun before one."""
    inside = [m for m in mentions if m.start < spot.end and spot.start < m.end]
    if not inside or spot.type is ActorType.PERSON:
        return bool(inside)
    start = min(m.start for m in inside)
    before = passage.text[spot.start : start].strip()
    after = passage.text[max(m.end for m in inside) : spot.end].strip()
    return not after and (not before or head_of(before))


def _merged(groups: list[_Group]) -> list[_Group]:
    """Join a group to the one longer name that it can be short for."""
    named = [(group.name, group) for group in _with_heads_joined(groups)]
    named.sort(key=lambda pair: (-len(pair[0].split()), pair[0]))
    kept: list[_Group] = []
    ending: dict[str, list[_Group]] = {}
    for name, group in named:
        own = name_key(name).split()
        longer = [] if group.place or not own else ending.get(own[-1], [])
        longer = [each for each in longer if _is_short_for(own, each)]
        longer.sort(key=lambda each: -each.weight)
        if longer and (len(longer) == 1 or longer[0].weight > longer[1].weight):
            longer[0].absorb(group)
            continue
        kept.append(group)
        for word in {word for form in group.names for word in name_key(form).split()}:
            ending.setdefault(word, []).append(group)
    return kept


def _with_heads_joined(groups: list[_Group]) -> list[_Group]:
    """Join the groups that are one foreign name after several head nouns, to the heaviest."""
    by_tail: dict[str, list[_Group]] = {}
    for group in groups:
        head, _, tail = group.name.partition(" ")
        foreign = head_of(head) and tail and not tail.startswith("ال") and not group.place
        by_tail.setdefault(tail if foreign else f"{group.name} ", []).append(group)
    joined: list[_Group] = []
    for rivals in by_tail.values():
        first, *rest = sorted(rivals, key=lambda group: (-group.weight, group.name))
        for each in rest:
            first.absorb(each)
        joined.append(first)
    return joined


def _is_short_for(own: Sequence[str], long: _Group) -> bool:
    """Whether words are a part of a name: a surname of a person's, any run of the rest."""
    if long.place:
        return False
    size, person = len(own), long.type is ActorType.PERSON
    for whole in (name_key(name).split() for name in long.names):
        runs = [whole[-size:]] if person else [whole[at : at + size] for at in range(len(whole))]
        if own != whole and own in runs:
            return True
    return False


def _counts(passages: Sequence[Passage], lang: str, groups: Sequence[_Group]) -> list[int]:
    """Give how often each group stands in the texts, not as the beginning of a longer name."""
    actors = tuple(
        Actor(str(number), group.type, {lang: group.name}, {lang: tuple(sorted(group.names))})
        for number, group in enumerate(groups)
    )
    index = index_names(Glossary(actors), lang)
    counts: Counter[str] = Counter()
    for hits in find_names([passage.text for passage in passages], index):
        longest: dict[int, int] = {}
        for hit in hits:
            longest[hit.first] = max(hit.last, longest.get(hit.first, 0))
        kept = {(h.first, h.name.actor) for h in hits if h.last == longest[h.first]}
        counts.update(actor for _, actor in kept)
    return [counts[actor.id] for actor in actors]


def _candidate(group: _Group, lang: str, count: int) -> Candidate:
    name = group.name
    english = sorted(
        {each.spot.english: each.spot.weight for each in group.found if each.spot.english}.items(),
        key=lambda pair: (-pair[1], pair[0]),
    )
    forms = tuple(sorted(form for form in group.names if name_key(form) != name_key(name)))
    first = english[0][0] if english else ""
    return Candidate(name, lang, group.type, group.score, count, forms, first, tuple(group.found))


def _variant(spot: Spot) -> str:
    """Give the form under which spots are one: a person's with the letters that stand for g."""
    key = name_key(spot.name)
    several = spot.type is ActorType.PERSON and " " in key
    return key.translate(_VARIANTS) if several else key.replace("امريك", "اميرك")
