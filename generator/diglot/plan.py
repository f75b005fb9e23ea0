"""Find what is outdated of every article: the disk against what the last build remembers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from diglot.facts import Row, key_line
from diglot.listing import Listing
from diglot.model.due import Due, Keys, Work
from diglot.scan import Content
from diglot.stages.outdate import outdate
from diglot.workshop import Workshop


def plan(
    shop: Workshop, content: Content, rows: Mapping[str, Row], keys: Keys, listing: Listing
) -> dict[str, Due]:
    """Give what is outdated of every article."""
    renamed = _renamed(shop, rows, keys)
    missing = {} if listing.as_left else _missing(shop, listing.paths)
    old_glossary, current = shop.facts.get("glossary"), key_line(keys)
    due: dict[str, Due] = {}
    for slug in sorted(content.articles):
        row = rows.get(slug)
        named = renamed.get(slug, ())
        if row is None:
            due[slug] = Due(Work.ANALYSE, ("new",))
            continue
        files = content.inputs(slug, row.images.split("\n") if row.images else ())
        lost = missing.get(slug, ())
        damaged = _damaged(shop, slug) if shop.order.verify else ()
        same = row.stamps == files.stamps
        pending = row.pending and shop.order.writes
        if same and row.keys == current and not (lost or damaged or named or pending):
            continue
        known = shop.facts.known(row)
        if known.keys.glossary == old_glossary:
            known = replace(known, keys=replace(known.keys, glossary=keys.glossary))
        found = outdate(
            known,
            known.inputs if same else files.digests(),
            keys,
            renamed=named,
            missing=lost,
            damaged=damaged,
            writes=shop.order.writes,
        )
        if found is not None and found.work is Work.RENDER and not shop.facts.digests(slug):
            shop.facts.rerendered(slug, {}, keys)  # a draft, say: there is nothing to render
        elif found is not None:
            due[slug] = found
        elif not same:
            shop.facts.restamp(slug, shop.settled(files))
    return due


def _renamed(shop: Workshop, rows: Mapping[str, Row], keys: Keys) -> dict[str, list[str]]:
    """Give the actors of whose entries a change concerns each article.

    An article is concerned by a spelling that has come, gone or changed its kind and whose words
    it holds; by any other change of an entry, if it was analysed with that.
    """
    known = shop.facts.get("glossary")
    # Another program analyses every article anyway, and may hold its glossary otherwise.
    if not rows or known == keys.glossary or shop.facts.get("glossary program") != keys.program:
        return {}
    from diglot.formats.record import unpack
    from diglot.model.actors import respelled
    from diglot.text.word_keys import may_hold

    old = {actor.id: actor for actor in unpack(bytes.fromhex(shop.facts.get("actors"))).actors}
    new = {actor.id: actor for actor in shop.publication.glossary.actors}
    changed = [id_ for id_ in sorted({*old, *new}) if old.get(id_) != new.get(id_)]
    found: dict[str, list[str]] = {}
    spellings = {id_: respelled(old.get(id_), new.get(id_)) for id_ in changed}
    for id_ in changed:
        if id_ in old and id_ in new and old[id_].unspelled == new[id_].unspelled:
            continue  # only texts that hold one of these spellings are read otherwise
        for slug in shop.facts.concerning(id_):
            found.setdefault(slug, []).append(id_)
    shop.note_actors(changed)
    if any(spellings.values()):
        for slug, words in shop.facts.parts("words"):
            for id_, new_ones in spellings.items():
                if id_ not in found.get(slug, ()) and may_hold(words, new_ones):
                    found.setdefault(slug, []).append(id_)
    return found


def _missing(shop: Workshop, present: Collection[str]) -> dict[str, list[str]]:
    """Give the outputs of each article that are not in the site."""
    lost = ((slug, [p for p in paths if p not in present]) for slug, paths in shop.facts.outputs())
    return {slug: paths for slug, paths in lost if paths}


def _damaged(shop: Workshop, slug: str) -> list[str]:
    """Give the outputs of an article that do not hold what was written."""
    digests = shop.facts.digests(slug)
    return [path for path, known in digests.items() if shop.digest(path) != known]
