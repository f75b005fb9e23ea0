"""Lay every segment beside its translation and decide, once, what a reader sees of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from diglot.formats.inline import autolinks_of, parse_unit
from diglot.model.document import Document, Inline, Segment, SegmentKind
from diglot.model.edition import Edition, Notice, Origin, Pair
from diglot.model.translation import Catalogue, MachineStamp, State, Unit

_NOTICES = {
    State.MISSING: Notice.MISSING,
    State.STALE_DRAFT: Notice.UPDATING,
    State.STALE_HUMAN: Notice.CHANGED,
}
_HIDDEN = (Notice.MISSING, Notice.UPDATING, Notice.CHECKING)


def displayed(unit: Unit, *, withheld: bool = False) -> tuple[str | None, Notice]:
    """Decide what a reader sees of a unit.

    Args:
        unit: the unit.
        withheld: whether an open check error keeps its machine text back.

    Returns:
        The target text, or None where only the source is shown, and what is said of it.
    """
    state = unit.state
    notice = _NOTICES.get(state, Notice.NONE)
    machine = state in (State.MACHINE, State.STALE_DRAFT)
    if unit.target and (unit.hold is not None or (withheld and machine)):
        notice = Notice.CHECKING
    return (None if notice in _HIDDEN else unit.target), notice


def pair(
    slug: str,
    document: Document,
    meta: Mapping[str, Segment],
    ids: Sequence[str],
    catalogue: Catalogue,
    *,
    source_lang: str,
) -> Edition:
    """Pair an article with one catalogue.

    Args:
        slug: folder name of the article.
        document: the article.
        meta: its front-matter segments by field name.
        ids: segment id of every body segment, in order.
        catalogue: the units, in step with the article.
        source_lang: language tag of the article.

    Returns:
        The edition, mentions not yet found.
    """
    units = {unit.id: unit for unit in catalogue.units}
    pairs: list[Pair] = []
    for number, (segment, id_) in enumerate(zip(document.segments, ids, strict=True), 1):
        unit = units.get(id_) or Unit(id_, segment.source)
        pairs.append(_pair(id_, number, segment, unit))
    front = {
        name: _pair(
            f"meta.{name}",
            0,
            segment,
            units.get(f"meta.{name}") or Unit(f"meta.{name}", segment.source),
        )
        for name, segment in meta.items()
    }
    return Edition(
        slug,
        source_lang,
        catalogue.target_lang,
        document,
        tuple(pairs),
        front,
        _origin([*front.values(), *pairs]),
    )


def without_withheld(edition: Edition, withheld: Collection[str]) -> Edition:
    """Give an edition, whose mentions are not yet found, as readers see it after the checks.

    Args:
        edition: as it was paired.
        withheld: ids whose machine text an open check error keeps back.
    """
    return replace(
        edition,
        pairs=tuple([_withheld(p) if p.id in withheld else p for p in edition.pairs]),
        meta={n: _withheld(p) if p.id in withheld else p for n, p in edition.meta.items()},
    )


def _withheld(pair: Pair) -> Pair:
    text, notice = displayed(pair.unit, withheld=True)
    return replace(pair, target=None if text is None else pair.target, notice=notice)


def _pair(id_: str, number: int, segment: Segment, unit: Unit) -> Pair:
    text, notice = displayed(unit)
    return Pair(id_, number, segment, unit, None if text is None else _parse(text, segment), notice)


def _parse(text: str, segment: Segment) -> tuple[Inline, ...]:
    if segment.kind in (SegmentKind.IMAGE, SegmentKind.META):
        return (Inline("text", text),)
    return parse_unit(text, segment.links, autolinks_of(segment.inlines))


def _origin(pairs: Iterable[Pair]) -> Origin:
    states: Counter[State] = Counter()
    stamps: Counter[MachineStamp] = Counter()
    reviewers: Counter[str] = Counter()
    reviewed_on = ""
    for each in pairs:
        unit = each.unit
        states[unit.state] += 1
        if unit.mt and unit.target:
            stamps[MachineStamp(unit.mt.engine, unit.mt.date, "")] += 1
        if unit.review and unit.review_holds:
            reviewers[unit.review.name] += 1
            reviewed_on = max(reviewed_on, unit.review.date)
    ranked = sorted(stamps.items(), key=lambda item: (-item[1], item[0].engine, item[0].date))
    return Origin(
        tuple(stamp for stamp, _ in ranked),
        tuple(sorted(reviewers, key=lambda name: (-reviewers[name], name))),
        reviewed_on,
        {state: states[state] for state in State if states[state]},
    )
