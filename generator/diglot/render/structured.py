"""What pages tell programs of themselves: JSON-LD in the terms of schema.org."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from diglot.model import address
from diglot.model.accountability import Accountability
from diglot.model.actors import Actor, ActorType
from diglot.model.edition import Card, Edition
from diglot.model.settings import Settings

_Node = dict[str, Any]
_TYPES = {
    ActorType.PERSON: "Person",
    ActorType.STATE: "Country",
    ActorType.PLACE: "Place",
    ActorType.MEDIA: "NewsMediaOrganization",
}
"""What an actor is by schema.org; of all others, an organisation."""
_ABOUT, _OFTEN = 3, 3
"""An article is about at most so many actors, each named in at least so many passages."""
_UNSAFE = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")


def script(nodes: Sequence[_Node]) -> Markup:
    """Give nodes as the text of a `script` element, in which no character can end it."""
    value = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text
    # Not str.translate, which asks a table for every letter: 0.8 ms a page.
    for sign, escaped in _UNSAFE:
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - no <, > or & is left


class Structured:
    """Describes what one page holds."""

    def __init__(self, settings: Settings, page: str) -> None:
        """Describe for a page, whose path is what relative addresses start from."""
        self._settings = settings
        self._page = page

    def article(self, edition: Edition, card: Card, actors: Mapping[str, Actor]) -> list[_Node]:
        """Give an article and its translation, each naming the other, and the actors of both."""
        named = Counter(
            actor
            for pair in edition.pairs
            for actor in {m.actor for m in (*pair.source_mentions, *pair.target_mentions)}
            if actor in actors
        )
        ranked = sorted(named, key=lambda actor: (-named[actor], actor))
        about = [actor for actor in ranked[:_ABOUT] if named[actor] >= _OFTEN]
        mentions = [actor for actor in ranked if actor not in about]
        nodes = self.texts(edition, card)
        for node in nodes:
            for key, group in (("about", about), ("mentions", mentions)):
                if group:
                    node[key] = [{"@id": self._entity_id(actors[actor])} for actor in group]
        return [*nodes, *(self._entity(actors[actor]) for actor in ranked)]

    def texts(self, edition: Edition, card: Card) -> list[_Node]:
        """Give an article and its translation, each naming the other, and nothing of actors."""
        nodes = [self._text(edition, card, edition.source_lang)]
        if edition.target_lang in card.titles:
            nodes.append(self._text(edition, card, edition.target_lang))
            source, target = ({"@id": node["@id"]} for node in nodes)
            nodes[0]["workTranslation"] = target
            nodes[1]["translationOfWork"] = source
        return nodes

    def _text(self, edition: Edition, card: Card, lang: str) -> _Node:
        facts = Accountability.of(edition, self._settings)
        page = self._address(address.one_language(lang, card.slug))
        version = card.versions[edition.target_lang]
        node: _Node = {
            "@type": "NewsArticle",
            "@id": f"{page}#article",
            "url": page,
            "inLanguage": lang,
            "headline": card.titles[lang],
            "description": card.leads.get(lang, ""),
            "datePublished": card.date,
            "dateModified": version.date,
            "version": version.hash,
            "author": _person(card.authors.get(lang, "")),
            "publisher": {"@type": "Organization", "name": self._settings.name(lang)},
            "editor": _person(facts.editor.get(lang, "")),
            "license": facts.licence.url if facts.licence else "",
            "correction": [
                {"@type": "CorrectionComment", "text": each.note, "datePublished": each.date}
                if each.date
                else {"@type": "CorrectionComment", "text": each.note}
                for each in card.corrections.get(lang, ())
                if each.note
            ],
        }
        if lang == edition.target_lang:
            # Who reviewed did not translate, and a machine is neither person nor organisation.
            node["contributor"] = [_person(name) for name in facts.origin.reviewers]
            if source := facts.digital_source:
                kind = f"{source[0].upper()}{source[1:]}DigitalSource"
                node["digitalSourceType"] = f"https://schema.org/{kind}"
        return _without_empty(node)

    def _entity(self, actor: Actor) -> _Node:
        """Give an actor as what it is in the world."""
        node = {
            "@type": _TYPES.get(actor.type, "Organization"),
            "@id": self._entity_id(actor),
            "name": _in_languages(actor.name),
            "sameAs": _wikidata(actor),
        }
        return _without_empty(node)

    def _entity_id(self, actor: Actor) -> str:
        return f"{self._address(address.actor(actor.id))}#actor"

    def glossary(self, actors: Iterable[Actor]) -> list[_Node]:
        """Give the glossary with its terms."""
        settings = self._settings
        return [
            {
                "@type": "DefinedTermSet",
                "@id": self._glossary(),
                "url": self._address(address.ACTORS),
                "name": _in_languages({tag: settings.name(tag) for tag in settings.languages}),
                "inLanguage": list(settings.languages),
                "hasDefinedTerm": [{"@id": self._term(actor)} for actor in actors],
            }
        ]

    def actor(self, actor: Actor) -> list[_Node]:
        """Give an actor as a term of the glossary, and as what the term means."""
        langs = self._settings.languages
        aliases = {tag: actor.spellings(tag) for tag in langs}
        term: _Node = {
            "@type": "DefinedTerm",
            "@id": self._term(actor),
            "url": self._address(address.actor(actor.id)),
            "termCode": actor.id,
            "name": _in_languages(actor.name),
            "alternateName": [
                {"@value": name, "@language": tag}
                for tag, names in aliases.items()
                for name in names
            ],
            "description": _in_languages(actor.role),
            "inDefinedTermSet": {"@id": self._glossary()},
            "sameAs": _wikidata(actor),
        }
        return [_without_empty(term), self._entity(actor)]

    def _glossary(self) -> str:
        return f"{self._address(address.ACTORS)}#glossary"

    def _term(self, actor: Actor) -> str:
        return f"{self._address(address.actor(actor.id))}#term"

    def _address(self, path: str) -> str:
        return self._settings.absolute(path) or address.relative(self._page, path)


def _person(name: str) -> _Node:
    return {"@type": "Person", "name": name} if name else {}


def _wikidata(actor: Actor) -> str:
    return f"http://www.wikidata.org/entity/{actor.wikidata}" if actor.wikidata else ""


def _in_languages(texts: Mapping[str, str]) -> list[_Node]:
    return [{"@value": text, "@language": tag} for tag, text in texts.items() if text]


def _without_empty(node: _Node) -> _Node:
    return {key: value for key, value in node.items() if value}
