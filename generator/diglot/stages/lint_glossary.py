"""Reports entries of the glossary that will link wrongly, or whose reader will miss something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from diglot.model.actors import Actor, ActorType, Glossary, Protection, SpellingPlace
from diglot.model.problem import Location, Problem, Severity
from diglot.text.common_words import is_common, is_given_name, is_grammar
from diglot.text.spelling import script, spell

_SHORTEST = 3
"""Letters of a spelling in a script without capitals that can stand for one actor."""


def lint_glossary(
    glossary: Glossary,
    places: Mapping[SpellingPlace, Location],
    needed: Mapping[str, Collection[str]],
) -> tuple[Problem, ...]:
    """Report what `read_glossary` cannot know, or lets pass because it can be meant.

    `protect: check` says that this is known of an actor: nothing is said of what matches too much.

    Args:
        glossary: the actors.
        places: where each spelling stands; the entry's own place is told otherwise.
        needed: languages of the articles that name an actor, and of their translations, by id; an
            actor that none names is absent.

    Returns:
        Problems in the order of the actors.
    """
    problems: list[Problem] = []
    for actor in glossary.actors:
        lint = _Lint(actor, places)
        problems += lint.spellings()
        problems += lint.languages(needed.get(actor.id, ()))
        problems += lint.role()
        if actor.id not in needed:
            problems.append(lint.unused())
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class _Lint:
    actor: Actor
    places: Mapping[SpellingPlace, Location]

    def spellings(self) -> Iterator[Problem]:
        """What matches too much."""
        actor = self.actor
        for lang, name in actor.name.items():
            yield from self._matched("name", lang, name)
        for lang, names in actor.aliases.items():
            for name in names:
                yield from self._matched("aliases", lang, name)
        for lang, names in actor.context_aliases.items():
            for name in names:
                if is_grammar(name, lang):
                    yield self._common("context_aliases", name)

    def languages(self, needed: Collection[str]) -> Iterator[Problem]:
        """Names that articles or translations want and the entry lacks."""
        known = {lang.partition("-")[0] for lang in self.actor.name}
        for lang in sorted({lang.partition("-")[0] for lang in needed} - known):
            yield self._problem(
                "missing-language",
                f"`{self.actor.id}` has no name in `{lang}`",
                None,
                f"Add it under `name`: `{lang}: …`.",
            )

    def role(self) -> Iterator[Problem]:
        """A role ages."""
        if self.actor.role and not self.actor.as_of:
            first = next(iter(self.actor.role.values()))
            yield self._problem(
                "undated-role",
                f"the role of `{self.actor.id}` does not say when it was true",
                ("role", first),
                "Add `as_of:` with a year, a month or a day.",
            )

    def unused(self) -> Problem:
        """An entry for nothing."""
        return Problem(
            "actor-unused",
            Severity.INFO,
            f"no article names `{self.actor.id}`",
            self.actor.location,
            "Add the spelling that the articles use, or remove the entry.",
        )

    def _matched(self, key: str, lang: str, name: str) -> Iterator[Problem]:
        """Judge a spelling that counts wherever it stands."""
        actor = self.actor
        if actor.protect is Protection.CHECK:
            return
        person = key == "aliases" and actor.type is ActorType.PERSON
        if person and is_given_name(name, lang, actor.name):
            yield self._problem(
                "given-name",
                f"`{name}` is a given name, which many people have",
                (key, name),
                "Make it a context alias, which counts after the full name only, "
                "or set `protect: check`.",
            )
        if is_common(name, lang):
            yield self._common(key, name)
        elif script(name) in ("Arab", "Hebr") and _letters(name, lang) < _SHORTEST:
            yield self._problem(
                "short-alias",
                f"`{name}` is so short that other words are spelled like it",
                (key, name),
                "Make it a context alias, or set `protect: check`.",
            )

    def _common(self, key: str, name: str) -> Problem:
        return self._problem(
            "common-word",
            f"`{name}` is a common word, and names `{self.actor.id}` wherever it stands",
            (key, name),
            "Make it a context or weak alias, or set `protect: check`.",
        )

    def _problem(
        self, code: str, message: str, spelling: tuple[str, str] | None, remedy: str
    ) -> Problem:
        actor = self.actor
        place = self.places.get((actor.id, *spelling)) if spelling else None
        return Problem(f"actor-{code}", Severity.WARNING, message, place or actor.location, remedy)


def _letters(name: str, lang: str) -> int:
    return sum(map(len, spell(name, lang).words))
