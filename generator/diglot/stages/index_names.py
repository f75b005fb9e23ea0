"""Give a search record the names of the actors that it names: found by one, a text is by all.

Apart from the words of an article, for a new spelling of a name changes what every text that names
its actor is found by, and nothing else of most of these texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from diglot.model.actors import Actor
from diglot.model.search import Passage, SearchRecord
from diglot.text.search_words import search_words


def index_names(record: SearchRecord, actors: Mapping[str, Actor]) -> SearchRecord:
    """Give the record with the names of its actors among the forms of each passage.

    Args:
        record: of an article.
        actors: the glossary by id; an actor that is no longer in it has no names.
    """
    if not record.actors:
        return record
    names = {id_: actor_forms(actors[id_], record.lang) for id_ in record.actors if id_ in actors}
    return replace(record, passages=tuple(_named(each, names) for each in record.passages))


def actor_forms(actor: Actor, lang: str) -> tuple[str, ...]:
    """Give every form by which a text that names an actor is found in a language."""
    aliases = (*actor.aliases.get(lang, ()), *actor.context_aliases.get(lang, ()))
    names = (actor.name.get(lang, ""), *aliases)
    return tuple(dict.fromkeys(form for name in names for form in _forms(name, lang)))


def _named(passage: Passage, names: Mapping[str, tuple[str, ...]]) -> Passage:
    there = {*passage.words.split(), *passage.forms.split()}
    more = dict.fromkeys(form for id_ in passage.actors for form in names.get(id_, ()))
    forms = (passage.forms, *(form for form in more if form not in there))
    return replace(passage, forms=" ".join(filter(None, forms)), actors=())


# The same few names are met in nearly every passage.
@lru_cache(maxsize=4096)
def _forms(name: str, lang: str) -> tuple[str, ...]:
    return tuple(form for forms in search_words(name, lang) for form in forms)
