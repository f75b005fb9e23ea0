"""Bring the register of segment ids (source.pot) in step with an article."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from diglot.model.fingerprint import digest
from diglot.model.translation import Alignment, Catalogue, SourceText, Unit, is_meta


def identify(
    texts: Sequence[SourceText],
    alignment: Alignment,
    register: Catalogue | None = None,
    *,
    source_lang: str,
) -> Catalogue:
    """Give the register of an article: ids carried over, new ones assigned, none reused.

    Args:
        texts: the article's translatable texts in source order. Front matter has its name as
            id (`meta.title`) and keeps it; a body text has none yet, whatever its `id` says.
        alignment: of the body texts, in the same order, with the register.
        register: the register as it was; None for an article not met before.
        source_lang: tag of the article's language.

    Returns:
        A catalogue without targets. Its obsolete units are the retired ids with their last
        text, so that an id is never given twice and its segment can return.

    Raises:
        ValueError: the alignment is not one of these body texts.
    """
    if sum(not is_meta(text.id) for text in texts) != len(alignment.ids):
        raise ValueError("the alignment is of another article")
    old = register or Catalogue(source_lang, "")
    known = {unit.id: unit for unit in (*old.units, *old.obsolete)}
    ids = _ids(texts, alignment, known.keys())
    units = tuple([_renewed(known.get(key), key, t) for key, t in zip(ids, texts, strict=True)])
    live, merged = set(ids), dict(alignment.merged)
    retired = tuple(
        [
            _retired(unit, merged.get(key, unit.merged_into))
            for key, unit in sorted(known.items())
            if key not in live
        ]
    )
    return replace(old, source_lang=source_lang, target_lang="", units=units, obsolete=retired)


def _renewed(unit: Unit | None, key: str, text: SourceText) -> Unit:
    return Unit(key, text.source, notes=text.notes, comments=unit.comments if unit else ())


def _retired(unit: Unit, into: str) -> Unit:
    return Unit(unit.id, unit.source, comments=unit.comments, merged_into=into, obsolete=True)


def _ids(texts: Sequence[SourceText], alignment: Alignment, known: AbstractSet[str]) -> list[str]:
    """Give every text its id, a new one where the alignment has none."""
    taken = set(known)
    aligned = iter(alignment.ids)
    ids: list[str] = []
    for text in texts:
        key = text.id if is_meta(text.id) else next(aligned) or _new_id(text.source, taken)
        taken.add(key)
        ids.append(key)
    return ids


def _new_id(source: str, taken: AbstractSet[str]) -> str:
    """Make an id of a segment's first text; a number sets apart what would be the same."""
    first = key = f"s-{digest(source)[:6]}"
    number = 1
    while key in taken:
        number += 1
        key = f"{first}-{number}"
    return key
