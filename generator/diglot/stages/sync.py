"""Bring a catalogue in step with its source, and lose nothing that a person wrote.

The machine gate stays shut here: no target is ever set, only what is known about it changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from diglot.model.fingerprint import fingerprint
from diglot.model.problem import Location, Problem, Severity
from diglot.model.translation import Catalogue, SourceText, State, Unit
from diglot.text.folding import is_cosmetic


def sync(
    sources: Sequence[SourceText],
    catalogue: Catalogue | None,
    *,
    source_lang: str,
    target_lang: str,
    last: Mapping[str, str] | None = None,
) -> Catalogue:
    """Give the catalogue of these sources: units in source order, each in its proper state.

    A unit whose source changed goes stale and remembers the first source its target was made
    for; a cosmetic change keeps state and review. A unit whose segment is gone becomes obsolete,
    and revives as it was.

    Args:
        sources: the article's texts with their ids, in order: the units of the register.
        catalogue: what there is; None for a language without a catalogue.
        source_lang: tag of the article's language.
        target_lang: tag of the translation's.
        last: source by id as the register had it before, retired ids included. With it, ids and
            sources that were changed by hand in the catalogue are reported.
    """
    old = catalogue or Catalogue(source_lang, target_lang)
    known = {unit.id: unit for unit in (*old.obsolete, *old.units)}
    new = {text.id: text.source for text in sources}
    units = tuple([_step(known.get(text.id), text) for text in sources])
    gone = [
        replace(unit, obsolete=True)
        for key, unit in sorted(known.items())
        if key not in new and _is_worth_keeping(unit)
    ]
    problems = () if last is None else _strangers(old, new, last)
    return replace(
        old,
        source_lang=source_lang,
        target_lang=target_lang,
        units=units,
        obsolete=tuple(gone),
        problems=(*old.problems, *problems),
    )


def _step(unit: Unit | None, text: SourceText) -> Unit:
    """Bring one unit in step with its source."""
    if unit is None:
        return Unit(text.id, text.source, notes=text.notes)
    if unit.obsolete or unit.merged_into or unit.notes != text.notes:
        unit = replace(unit, notes=text.notes, obsolete=False, merged_into="")
    unit = _tidy(unit)
    if unit.source == text.source and unit.previous != text.source:
        return unit
    if not unit.target:
        return replace(unit, source=text.source)
    if unit.previous == text.source:
        return _returned(unit, text.source)
    if is_cosmetic(unit.source, text.source):
        return _retouched(unit, text.source)
    return replace(
        unit,
        source=text.source,
        fuzzy=True,
        # The first old source is what the target was made for; later ones prove nothing.
        previous=unit.source if unit.previous is None else unit.previous,
        accepted=unit.accepted or not unit.fuzzy,
    )


def _tidy(unit: Unit) -> Unit:
    """Drop what no longer says anything: a person removed `fuzzy`, or emptied the target."""
    is_draft = unit.fuzzy and unit.target
    if is_draft or not (unit.fuzzy or unit.accepted or unit.previous is not None):
        return unit
    return replace(unit, fuzzy=False, previous=None, accepted=False)


def _returned(unit: Unit, source: str) -> Unit:
    """Take back a source that the target was made for, and with it what can be proved."""
    back = replace(unit, source=source)
    if unit.state is State.STALE_DRAFT:
        return replace(back, previous=None)
    if unit.accepted and back.review_holds:
        return replace(back, previous=None, fuzzy=False, accepted=False)
    # Someone may have worked towards the source in between, so only a person can say.
    return back


def _retouched(unit: Unit, source: str) -> Unit:
    """Take a cosmetic change of the source: what was read is what stands there."""
    old, new = fingerprint(unit.source), fingerprint(source)
    dismissals = tuple(replace(ok, src=new) if ok.src == old else ok for ok in unit.dismissals)
    unit = replace(unit, dismissals=dismissals) if dismissals else unit
    if unit.review is not None and unit.review_holds:
        return replace(unit, source=source, review=replace(unit.review, src=new))
    return replace(unit, source=source)


def _is_worth_keeping(unit: Unit) -> bool:
    """Whether a unit whose segment is gone holds anything that someone wrote."""
    return bool(
        unit.target or unit.comments or unit.dismissals or unit.review or unit.hold is not None
    )


def _strangers(
    old: Catalogue, sources: Mapping[str, str], last: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Report live units that the register does not know, or knows with another source."""
    problems = []
    for unit in old.units:
        if sources.get(unit.id) == unit.source:
            continue
        where = Location(old.path, unit.line)
        if unit.id not in sources and unit.id not in last:
            if not _is_worth_keeping(unit):
                continue
            problems.append(
                Problem(
                    "sync-unknown-id",
                    Severity.WARNING,
                    f"no segment has the id {unit.id}, so the entry is kept as obsolete",
                    where,
                    "Move its translation to the entry it belongs to.",
                )
            )
        # A sync that was stopped leaves the catalogue ahead of the register by one source.
        elif unit.target and not {unit.source, unit.previous or unit.source} & {
            sources.get(unit.id),
            last.get(unit.id, unit.source),
        }:
            problems.append(
                Problem(
                    "sync-foreign-source",
                    Severity.WARNING,
                    f"{unit.id} stood with a source that is not the article's, now replaced",
                    where,
                    "Read the translation against the source; change sources in article.md only.",
                )
            )
    return tuple(problems)
