"""Give the words by which an actor's page is found, language by language."""

from __future__ import annotations

from collections.abc import Iterable

from diglot.model import address
from diglot.model.actors import Actor
from diglot.model.search import Passage, SearchRecord
from diglot.text.search_words import other_forms, running, search_words


def index_actor(actor: Actor, languages: Iterable[str]) -> tuple[SearchRecord, ...]:
    """Give one record per language in which the actor has a name; every spelling counts."""
    shown = {f"title-{lang}": name for lang, name in actor.name.items()}
    shown |= {f"role-{lang}": role for lang, role in actor.role.items()}
    records: list[SearchRecord] = []
    for lang in languages:
        names = " / ".join((actor.name.get(lang, ""), *actor.spellings(lang)))
        found = search_words(names, lang)
        if found:
            role = search_words(actor.role.get(lang, ""), lang)
            records.append(
                SearchRecord(
                    lang,
                    address.actor(actor.id),
                    running(found),
                    (Passage("", running(role), other_forms(role, found)),),
                    shown,
                    actor=True,
                )
            )
    return tuple(records)
