"""Bring the search index of a site in step, where the words that it holds have changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import chain

from diglot import storage
from diglot.facts import key_line
from diglot.model.due import Keys
from diglot.model.problem import DiglotError
from diglot.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Found:
    """The index as it lies in the site."""

    paths: frozenset[str] = frozenset()
    shards: tuple[str, ...] = ()
    key: str = ""
    """What it was made with; empty where it is not as it should be."""
    possible: bool = True
    """Whether there is a Pagefind here."""


def bring_index(shop: Workshop, keys: Keys, present: set[str], *, changed: bool) -> Found:
    """Bring the index in step, and give what of it is in the site.

    Args:
        shop: the build.
        keys: what concerns every article now.
        present: paths of the site's files before.
        changed: whether an article was made again or is gone.
    """
    if not shop.settings.search:
        return Found()
    key = key_line(replace(keys, templates="", frame=""))
    found = _held(shop)
    whole = found.paths <= present and not shop.order.verify
    same = found.key == key and not changed
    if whole and not same and found.paths and not shop.order.index:
        found = replace(found, key="")  # the next build that may bring it in step will
        _hold(shop, found)
    elif not (whole and same):
        found = _made(shop, key, found)
        _hold(shop, found)
    if not found.possible:
        shop.report.notes.append(
            "Pagefind has no command for this platform: the site is built without search"
        )
    return found


def _made(shop: Workshop, key: str, before: Found) -> Found:
    """Make and place the index; a failure is reported and leaves what was there."""
    from diglot.indexing import Indexing
    from diglot.search import available

    if not available():
        return Found(key=key, possible=False)
    report, indexing = shop.report, Indexing(shop.publication, shop.facts)
    shards: dict[str, tuple[str, ...]] = {}
    paths: set[str] = set()
    try:
        for lang in indexing.languages:
            for output in indexing.files(lang):
                paths.add(output.path)
                report.written += storage.write_output(shop.site, output)
            shards[lang] = indexing.shards(lang)
    except DiglotError as error:
        report.problems += error.problems
        kept = (shard for shard in before.shards if shard.partition("-")[0] not in shards)
        return Found(before.paths | paths, (*chain(*shards.values()), *kept))
    report.indexed, report.index_seconds = tuple(indexing.index.rebuilt), indexing.index.seconds
    return Found(frozenset(paths), tuple(chain(*shards.values())), key)


def _held(shop: Workshop) -> Found:
    text = shop.facts.get("search")
    if not text:
        return Found()
    paths, shards, key, possible = json.loads(text)
    return Found(frozenset(paths), tuple(shards), key, possible)


def _hold(shop: Workshop, found: Found) -> None:
    values = (sorted(found.paths), found.shards, found.key, found.possible)
    shop.facts.put("search", json.dumps(values))
