"""What `diglot translate` has to do: the units that want a draft, and what that would cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diglot.cache import AnswerCache, key_of
from diglot.editions import Names
from diglot.engines.protocol import Engine
from diglot.model.actors import Actor
from diglot.model.machine import Style
from diglot.model.problem import Problem
from diglot.model.translation import Unit, is_meta
from diglot.publication import Article, Publication, articles
from diglot.stages.draft import Draft, events, finish, ladder
from diglot.stages.lock_names import lock_names
from diglot.stages.mention import mention
from diglot.stages.recall import Memory, Near, recall_exact, recall_near
from diglot.text.name_trie import NameIndex
from diglot.text.protect import Protected, clean, has_letters

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Work:
    """A unit that wants a draft."""

    slug: str
    pair: Pair
    unit: Unit
    draft: Draft
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can be saved."""

    work: Work
    text: str
    engine: str
    markup_lost: bool = False
    repaired: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """Everything that is to be done, before anything is asked."""

    works: list[Work] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)
    """Known without an engine: of memory or glossary, or with nothing in it to translate."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would cost."""

    segments: int
    chars: int
    requests: int
    cached: int
    known: int
    cost: float | None
    """None where the price is not known."""


def plan(publication: Publication, only: str = "", *, redraft: bool = False) -> Plan:
    """List every unit that is missing or a stale draft, and what is known of it already.

    Args:
        publication: the publication, its catalogues in step on disk.
        only: slug of the one article to draft; all when empty.
        redraft: fresh drafts of a machine too.
    """
    made = Plan()
    prepared = list(articles(publication, made.problems))
    memories: dict[Pair, Memory] = {}
    names, actors = Names(publication), {a.id: a for a in publication.glossary.actors}
    for article in prepared:
        if only and article.slug != only:
            continue
        for lang, catalogue in article.catalogues.items():
            pair = (article.lang, lang)
            if pair not in memories:
                memories[pair] = _memory(prepared, pair)
            wanted = [unit.takes_machine_text(redraft=redraft) for unit in catalogue.units]
            if any(wanted):
                drafts = drafts_of(catalogue.units, names.index(pair[0]), actors, pair)
                for unit, draft, wants in zip(catalogue.units, drafts, wanted, strict=True):
                    if wants:
                        _plan_unit(made, Work(article.slug, pair, unit, draft), memories[pair])
    return made


def _memory(prepared: Sequence[Article], pair: Pair) -> Memory:
    return Memory(
        (article.slug, unit)
        for article in prepared
        if article.lang == pair[0] and pair[1] in article.catalogues
        for catalogue in [article.catalogues[pair[1]]]
        for unit in (*catalogue.units, *catalogue.obsolete)
    )


def _plan_unit(made: Plan, work: Work, memory: Memory) -> None:
    source, lang = work.unit.source, work.pair[0]
    known = recall_exact(memory, source)
    if known is not None:
        made.ready.append(Ready(work, known.target, "memory"))
    elif not has_letters(source, lang):
        made.ready.append(Ready(work, clean(source).strip() or source, "copy"))
    elif named := _names_alone(work.draft, lang):
        made.ready.append(Ready(work, named, "glossary"))
    else:
        made.works.append(replace(work, near=recall_near(memory, source)))


def _names_alone(draft: Draft, lang: str) -> str:
    """Give the translation of a text that is nothing but names: an engine would only echo it."""
    rungs = ladder(draft, (Style.INLINE,)) if draft.locks else []
    if not rungs or has_letters(rungs[0].text, lang):
        return ""
    return finish(draft, rungs[0], rungs[0].text).text


def drafts_of(
    units: Sequence[Unit], index: NameIndex, actors: Mapping[str, Actor], pair: Pair
) -> list[Draft]:
    """Parse the units of an article and lock their names, ready for `stages.draft.ladder`.

    Args:
        units: in the order of the article, since a short name counts after a full one.
        index: the glossary's names in the source language.
        actors: the glossary, by id.
        pair: source and target language.
    """
    parsed = [events(unit.source, markup=_is_markup(unit)) for unit in units]
    texts = ["".join(event.visible for event in each) for each in parsed]
    mentions, _ = mention(texts, index)
    locks = lock_names(texts, mentions, actors, *pair)
    return [
        Draft(unit.source, inlines, locked, _is_markup(unit))
        for unit, inlines, locked in zip(units, parsed, locks, strict=True)
    ]


def _is_markup(unit: Unit) -> bool:
    """Front matter and the text of images are plain text."""
    return not is_meta(unit.id) and "image" not in unit.notes


def estimate(
    made: Plan, engine_of: Callable[[Pair], Engine], cache: AnswerCache, price: float | None = None
) -> Estimate:
    """Count what the first rung of every unit would send."""
    chars = requests = cached = batched = 0
    cost: float | None = 0.0
    for work in made.works:
        engine = engine_of(work.pair)
        rungs = ladder(work.draft, engine.caps.styles)
        if not rungs or cache.get(answer_key(rungs[0], work.pair, engine)) is not None:
            cached += 1
            continue
        size = len(rungs[0].text)
        chars += size
        batched += 1
        requests += max(0, -(-size // engine.caps.max_chars) - 1)
        rate = engine.caps.price if price is None else price
        cost = None if rate is None or cost is None else cost + rate * size / 1e6
        requests += batched % engine.caps.batch == 1 or engine.caps.batch == 1
    return Estimate(len(made.works), chars, requests, cached, len(made.ready), cost)


def answer_key(rung: Protected, pair: Pair, engine: Engine) -> str:
    """Give the key under which an answer is kept: whatever decides it."""
    fingerprint = f"{engine.fingerprint()} style={rung.style}"
    return key_of(rung.text, pair, fingerprint, rung.terms)
