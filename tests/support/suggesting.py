"""Suggestions from texts, without a publication, and how they compare with a glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diglot.formats.actors_yaml import read_glossary
from diglot.model.actors import Actor
from diglot.model.candidate import Candidate, Passage
from diglot.stages.mention import mention
from diglot.stages.suggest import suggest
from diglot.text.folding import loose_form
from diglot.text.name_trie import index_names
from diglot.text.words import words


def suggested(
    texts: Sequence[str], lang: str = "ar", actors: str = "", front: dict[str, str] | None = None
) -> tuple[Candidate, ...]:
    """Give what is suggested for texts, with a glossary or none."""
    glossary = read_glossary(actors, "actors.yml")
    assert glossary.problems == ()
    passages = [Passage("a", f"meta.{key}", text, "a.md", 0) for key, text in (front or {}).items()]
    passages += [Passage("a", f"s-{n}", text, "a.md", n) for n, text in enumerate(texts, 1)]
    everyone = {actor.id for actor in glossary.actors}
    index = index_names(glossary, lang)
    named, _ = mention([passage.text for passage in passages], index, everyone)
    return suggest(passages, lang, glossary, named)


@dataclass(frozen=True)
class Measured:
    """Suggestions beside the glossary that an editor made of the same text."""

    right: tuple[Candidate, ...]
    wrong: tuple[Candidate, ...]
    missed: tuple[str, ...]
    recall: float
    precision: float

    def report(self, name: str) -> str:
        return (
            f"\n{name}: recall {self.recall:.1%}, precision {self.precision:.1%} of "
            f"{len(self.right) + len(self.wrong)} candidates; "
            f"missed {', '.join(self.missed) or 'none'}; "
            f"wrong {', '.join(each.name for each in self.wrong) or 'none'}"
        )


def measured(found: Sequence[Candidate], actors: Sequence[Actor]) -> Measured:
    """Compare; a candidate is right when one of its forms is a spelling of an actor."""
    spelled = {actor.id: {folded(name) for name in actor.every_spelling} for actor in actors}
    hit: set[str] = set()
    right, wrong = [], []
    for each in found:
        forms = {folded(form) for form in (each.name, *each.forms)}
        named = {id_ for id_, names in spelled.items() if forms & names}
        hit |= named
        (right if named else wrong).append(each)
    missed = tuple(sorted(spelled.keys() - hit))
    return Measured(
        tuple(right), tuple(wrong), missed, len(hit) / len(spelled), len(right) / len(found)
    )


def folded(name: str) -> str:
    """Give the words of a text alone, loosely folded."""
    return " ".join(loose_form(name[start:end]) for start, end in words(name))
