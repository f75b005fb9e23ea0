"""The JSON Schema of the articles' JSON, as the site publishes it."""

from __future__ import annotations

import json
from typing import Any

from diglot.model import address
from diglot.model.document import SegmentKind
from diglot.model.edition import Notice, Output, Standing
from diglot.model.settings import Settings
from diglot.model.translation import State
from diglot.render.article_json import SCHEMA

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_TEXT_OR_NULL: _Schema = {"type": ["string", "null"]}
_DATE: _Schema = {"type": ["string", "null"], "pattern": "^\\d{4}(-\\d{2}){0,2}$"}
_TAG: _Schema = {"type": "string", "pattern": "^[a-z]{2,3}$"}
_HASH: _Schema = {"type": "string", "pattern": "^[0-9a-f]{8}$"}
_NAMES: _Schema = {"type": "object", "additionalProperties": _TEXT}


def _object(properties: _Schema, *optional: str) -> _Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


_MENTION = _object(
    {
        "actor": _TEXT,
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    }
)
_SOURCE: _Schema = {"markup": _TEXT, "plain": _TEXT, "mentions": _list(_MENTION)}
_TARGET = _object(
    _SOURCE
    | {
        "machine": _object({"engine": _TEXT, "date": _DATE, "unchanged": {"type": "boolean"}}),
        "reviewed": _object({"by": _TEXT, "date": _TEXT}),
    },
    "machine",
    "reviewed",
)
_PAIR: _Schema = {
    "id": _TEXT,
    "url": _TEXT,
    "state": {"enum": [state.value for state in State]},
    "notice": {"enum": [None, *(each.name.lower() for each in Notice if each)]},
    "links": _list(_TEXT),
    "source": _object(_SOURCE),
    "target": {"oneOf": [_TARGET, {"type": "null"}]},
}
_SEGMENT = _object(
    {
        "number": {"type": "integer", "minimum": 1},
        "kind": {"enum": [kind.value for kind in SegmentKind if kind is not SegmentKind.META]},
        "level": {"type": "integer", "minimum": 1, "maximum": 6},
    }
    | _PAIR,
    "level",
)
_TRANSLATION = _object(
    {
        "standing": {"enum": [each.value for each in Standing]},
        "units": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
        "engines": _list(_object({"engine": _TEXT, "date": _DATE})),
        "reviewers": _list(_TEXT),
        "reviewed_on": _DATE,
        "digital_source": _TEXT_OR_NULL,
        "editor": _NAMES,
        "rights": _TEXT_OR_NULL,
        "licence": _TEXT_OR_NULL,
        "contact": _TEXT_OR_NULL,
    }
)
_ACTOR = _object({"type": _TEXT, "name": _NAMES, "wikidata": _TEXT_OR_NULL})
_SIDE = _object({"lang": _TAG, "dir": {"enum": ["rtl", "ltr"]}})
_ARTICLE = _object(
    {
        "$schema": _TEXT,
        "schema": {"const": SCHEMA},
        "slug": _TEXT,
        "status": {"enum": ["published", "draft"]},
        "date": _DATE,
        "version": _object({"date": _DATE, "hash": _HASH}),
        "source": _SIDE,
        "target": _SIDE,
        "urls": _object(dict.fromkeys(("both", "source", "target", "json"), _TEXT)),
        "translation": _TRANSLATION,
        "meta": {"type": "object", "additionalProperties": _object(_PAIR)},
        "corrections": _list(
            _object({"date": _DATE, "segment": _TEXT_OR_NULL, "note": _TEXT_OR_NULL})
        ),
        "segments": _list(_SEGMENT),
        "actors": {"type": "object", "additionalProperties": _ACTOR},
    }
)


def article_schema(settings: Settings) -> Output:
    """Give the schema at its own address."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.absolute(address.SCHEMA) or address.SCHEMA,
        "title": "An article of a Diglot edition in two languages",
    }
    text = json.dumps(head | _ARTICLE, ensure_ascii=False, indent=1)
    return Output(address.SCHEMA, f"{text}\n".encode())
