"""Decide which names of a text are locked in machine translation, and to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diglot.model.actors import Actor, Glossary, Mention, Protection
from diglot.model.machine import Lock, Term
from diglot.text.folding import loose_form


def lock_names(
    texts: Sequence[str],
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    source: str,
    target: str,
) -> tuple[tuple[Lock, ...], ...]:
    """Give the locks of each text, in order.

    A homograph of a common word (`protect: check`) is not locked, nor a name without a spelling
    in the target language.
    """
    locks: list[list[Lock]] = [[] for _ in texts]
    for each in mentions:
        actor = actors[each.actor]
        spelled = texts[each.segment][each.start : each.end]
        wanted = _rendering(actor, spelled, source, target)
        if wanted and actor.protect is Protection.YES:
            accepted = (actor.name.get(target, ""), *actor.spellings(target))
            others = tuple(dict.fromkeys(s for s in accepted if s and s != wanted))
            locks[each.segment].append(Lock(each.start, each.end, Term(spelled, wanted, others)))
    return tuple(map(tuple, locks))


def _rendering(actor: Actor, spelled: str, source: str, target: str) -> str:
    """Choose the spelling that answers this one: a family name a family name, where they pair."""
    key = loose_form(spelled)
    if key != loose_form(actor.name.get(source, "")):
        for group in (actor.aliases, actor.context_aliases):
            ours, theirs = group.get(source, ()), group.get(target, ())
            if len(ours) == len(theirs):
                for mine, other in zip(ours, theirs, strict=True):
                    if loose_form(mine) == key:
                        return other
    return actor.name.get(target, "")


def terms_of(glossary: Glossary, source: str, target: str) -> tuple[Term, ...]:
    """Give every lockable name of the glossary, for an engine that keeps a glossary of its own."""
    terms: dict[str, Term] = {}
    for actor in glossary.actors:
        names = (actor.name.get(source, ""), *actor.aliases.get(source, ()))
        for spelled in filter(None, names) if actor.protect is Protection.YES else ():
            if wanted := _rendering(actor, spelled, source, target):
                terms.setdefault(spelled, Term(spelled, wanted))
    return tuple(terms.values())
