"""The glossary as checks use it: how a name may be written in the language of the translation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from diglot.model.actors import Actor, ActorType, Glossary
from diglot.text.capitals import known_words
from diglot.text.folding import loose_form

_PEOPLES = {
    "United States": "American", "United Kingdom": "British|Briton", "France": "French",
    "Germany": "German", "Greece": "Greek", "Spain": "Spanish", "Poland": "Polish|Pole",
    "Turkey": "Turkish|Turk", "China": "Chinese", "Netherlands": "Dutch", "Switzerland": "Swiss",
    "Denmark": "Danish|Dane", "Sweden": "Swedish|Swede", "Ireland": "Irish", "Iraq": "Iraqi",
    "Lebanon": "Lebanese", "Yemen": "Yemeni", "United Arab Emirates": "UAE|Emirati",
    "Saudi Arabia": "Saudi", "Palestine": "Palestinian", "Japan": "Japanese", "Finland": "Finnish",
}  # fmt: skip
_WITH_PEOPLES = (ActorType.STATE, ActorType.PLACE, ActorType.BLOC)
_NEAR = 0.86
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset("of the and for in on a an".split())


@dataclass(frozen=True, slots=True)
class Term:
    """One actor in the language of the translation."""

    actor: Actor
    name: str
    ways: str
    """Pattern of every way in which it may be written."""
    stems: tuple[str, ...]
    """Beginnings of its words, for names taken apart: Russia’s Defense Ministry."""
    context: frozenset[str]
    """Source spellings that are common words: the newspaper, the group."""


@dataclass(frozen=True, slots=True)
class Termbase:
    """All actors of a publication, ready for checking one pair of languages."""

    source_lang: str
    target_lang: str
    terms: Mapping[str, Term]
    known: frozenset[str]
    """Capitalised words that the glossary explains."""


def termbase(glossary: Glossary, source: str, target: str) -> Termbase:
    """Prepare a glossary for checking; actors without a name in the target's language are left out.

    Args:
        glossary: the actors.
        source: language tag of the source.
        target: language tag of the translation.
    """
    terms = {
        actor.id: _term(actor, source, target)
        for actor in glossary.actors
        if actor.name.get(target)
    }
    names = [s for t in terms.values() for s in (t.name, *t.actor.spellings(target))]
    return Termbase(source, target, terms, known_words(names))


def _term(actor: Actor, source: str, target: str) -> Term:
    name = actor.name[target]
    ways = [re.escape(text) for text in (name, *actor.spellings(target))]
    if actor.type in _WITH_PEOPLES:
        ways += [rf"{re.escape(word[:-1])}\w{{0,4}}" for word in name.split()[:1] if len(word) > 3]
        ways += [f"(?:{_PEOPLES[name]})s?"] if name in _PEOPLES else []
    stems: tuple[str, ...] = ()
    if actor.type is not ActorType.PERSON:
        parts = [part for part in _WORD.findall(name) if part.lower() not in _SMALL]
        stems = tuple(part.lower()[: max(3, len(part) - 2)] for part in parts[:4])
    context = actor.context_aliases.get(source, ()) if actor.type is not ActorType.PERSON else ()
    return Term(
        actor,
        name,
        rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)",
        stems if len(stems) > 1 else (),
        frozenset(loose_form(each) for each in context),
    )


# Compiled when first asked for: an article names few of a glossary's actors.
@lru_cache(maxsize=4096)
def _pattern(ways: str, *, cased: bool) -> re.Pattern[str]:
    return re.compile(ways, 0 if cased else re.IGNORECASE)


def is_written(term: Term, target: str, low: str, said: Collection[str]) -> bool:
    """Whether a target names an actor in any way that the glossary allows.

    Args:
        term: the actor.
        target: visible text.
        low: the same in lower case.
        said: how the source names it, proclitics left off.
    """
    if _pattern(term.ways, cased=len(term.name) <= 4).search(target):
        return True
    if term.context and all(loose_form(each) in term.context for each in said):
        return True
    return bool(term.stems) and all(
        stem in low or (stem == "us" and "americ" in low) for stem in term.stems
    )


def nearest(term: Term, target: str, known: Collection[str]) -> tuple[int, int] | None:
    """Give the word that looks like a misspelling of a name, as a span."""
    wanted = [word.lower() for word in _WORD.findall(term.name) if len(word) > 3]
    best: tuple[float, tuple[int, int]] | None = None
    for match in _WORD.finditer(target):
        word = match[0].removesuffix("’s").removesuffix("'s")
        if not word[0].isupper() or word in known:
            continue
        for name in wanted:
            score = JaroWinkler.similarity(word.lower(), name)
            if score >= _NEAR and (best is None or score > best[0]):
                best = (score, (match.start(), match.start() + len(word)))
    return best[1] if best else None
