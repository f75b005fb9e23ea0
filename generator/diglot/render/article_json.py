"""An edition as JSON: the site's static interface for programs (docs/api.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from diglot.model import address
from diglot.model.accountability import Accountability
from diglot.model.actors import Actor, Mention
from diglot.model.document import Heading, walk
from diglot.model.edition import Card, Edition, Output, Pair
from diglot.model.language import language
from diglot.model.settings import Settings
from diglot.render.hrefs import absolute_href, is_foreign, site_path

SCHEMA = 1
"""Grows with a change that breaks readers; additions do not."""
_Object = dict[str, Any]
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def article_json(
    edition: Edition, card: Card, settings: Settings, actors: Mapping[str, Actor]
) -> Output:
    """Give the JSON of an edition.

    Args:
        edition: the article in one target language, checks applied.
        card: its card.
        settings: the publication.
        actors: the glossary by id.
    """
    value = _article(edition, card, settings, actors)
    path = address.download(card.slug, edition.target_lang, settings.targets[0], "json")
    return Output(path, _written(value).encode("utf-8"))


def _written(value: _Object) -> str:
    """Write an object with a line for each of its fields, and of its segments."""
    # `indent` would turn the C encoder off: a tenth of the cost of an article.
    fields = []
    for name, each in value.items():
        text = _ENCODE(each)
        if isinstance(each, list) and each:
            text = "[\n{}\n]".format(",\n".join(map(_ENCODE, each)))
        fields.append(f"{_ENCODE(name)}: {text}")
    return "{{\n{}\n}}\n".format(",\n".join(fields))


def _article(
    edition: Edition, card: Card, settings: Settings, actors: Mapping[str, Actor]
) -> _Object:
    version = card.versions[edition.target_lang]
    first = settings.targets[0]
    page = address.side_by_side(card.slug, edition.target_lang, first)
    data = address.download(card.slug, edition.target_lang, first, "json")

    def at(path: str) -> str:
        return settings.absolute(path) or path

    return {
        "$schema": settings.absolute(address.SCHEMA) or address.relative(data, address.SCHEMA),
        "schema": SCHEMA,
        "slug": card.slug,
        "status": "draft" if card.draft else "published",
        "date": card.date or None,
        "version": {"date": version.date or None, "hash": version.hash},
        "source": _language(edition.source_lang),
        "target": _language(edition.target_lang),
        "urls": {
            "both": at(page),
            "source": at(address.one_language(edition.source_lang, card.slug)),
            "target": at(address.one_language(edition.target_lang, card.slug)),
            "json": at(data),
        },
        "translation": _translation(edition, settings),
        "meta": {name: _pair(pair, edition, settings, page) for name, pair in edition.meta.items()},
        "corrections": _corrections(edition),
        "segments": _segments(edition, settings, page),
        "actors": _actors(edition, actors),
    }


def _language(tag: str) -> _Object:
    return {"lang": tag, "dir": language(tag).direction}


def _translation(edition: Edition, settings: Settings) -> _Object:
    """State who answers for the translation, as the page does."""
    facts = Accountability.of(edition, settings)
    origin = facts.origin
    return {
        "standing": origin.standing.value,
        "units": {state.value: count for state, count in origin.counts.items()},
        "engines": [{"engine": each.engine, "date": each.date or None} for each in origin.engines],
        "reviewers": list(origin.reviewers),
        "reviewed_on": origin.reviewed_on or None,
        "digital_source": facts.digital_source or None,
        "editor": facts.editor,
        "rights": facts.rights or None,
        "licence": facts.licence.url if facts.licence and facts.licence.url else None,
        "contact": facts.contact or None,
    }


def _corrections(edition: Edition) -> list[_Object]:
    return [
        {
            "date": each.date or None,
            "segment": each.segment or None,
            "note": f"corrections.{number}" if each.note else None,
        }
        for number, each in enumerate(edition.document.front.corrections, 1)
    ]


def _segments(edition: Edition, settings: Settings, page: str) -> list[_Object]:
    levels = {b.segment: b.level for b in walk(edition.document.blocks) if isinstance(b, Heading)}
    found: list[_Object] = []
    for index, pair in enumerate(edition.pairs):
        value = {"number": pair.number, "kind": pair.segment.kind.value}
        if index in levels:
            value["level"] = levels[index]
        found.append(value | _pair(pair, edition, settings, page))
    return found


def _pair(pair: Pair, edition: Edition, settings: Settings, page: str) -> _Object:
    """Give both texts of a segment with what readers are told of them, and nothing withheld."""
    unit, target = pair.unit, None
    if pair.target is not None:
        target = _text(unit.target, pair.target_text or "", pair.target_mentions)
        if unit.mt:
            target["machine"] = {
                "engine": unit.mt.engine,
                "date": unit.mt.date or None,
                "unchanged": unit.written_by_machine,
            }
        if unit.review and unit.review_holds:
            target["reviewed"] = {"by": unit.review.name, "date": unit.review.date}
    source = _text(pair.segment.source, pair.segment.visible, pair.source_mentions)
    # What stands about the article is printed at its head, and has no anchors of its own.
    url = f"{page}#{'title' if pair.id.startswith('meta.') else pair.id}"
    return {
        "id": pair.id,
        "url": settings.absolute(url) or url,
        "state": unit.state.value,
        "notice": pair.notice.name.lower() if pair.notice else None,
        "links": [_href(edition.slug, each.href, page, settings) for each in pair.segment.links],
        "source": source,
        "target": target,
    }


def _href(slug: str, href: str, page: str, settings: Settings) -> str:
    if found := absolute_href(slug, href, page, settings):
        return found
    first = settings.targets[0]
    if is_foreign(href):
        return page + href
    return site_path(slug, href, lambda other: address.side_by_side(other, first, first))


def _text(markup: str, plain: str, mentions: Iterable[Mention]) -> _Object:
    return {
        "markup": markup,
        "plain": plain,
        "mentions": [{"actor": m.actor, "start": m.start, "end": m.end} for m in mentions],
    }


def _actors(edition: Edition, actors: Mapping[str, Actor]) -> _Object:
    """Give the actors that the edition names, by id, in the order of their first mention."""
    named = (m.actor for p in edition.pairs for m in (*p.source_mentions, *p.target_mentions))
    return {
        id_: {
            "type": actors[id_].type.value,
            "name": actors[id_].name,
            "wikidata": actors[id_].wikidata or None,
        }
        for id_ in dict.fromkeys(named)
        if id_ in actors
    }
