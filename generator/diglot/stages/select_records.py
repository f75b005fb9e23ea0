"""Select the translations of an edition that may be given away."""

from __future__ import annotations

from diglot.model.document import Status
from diglot.model.edition import Edition, Pair
from diglot.model.interchange import Record
from diglot.model.translation import State, is_meta

_ACCEPTED = (State.ACCEPTED, State.REVIEWED)


def select_records(edition: Edition, *, drafts: bool = False) -> tuple[Record, ...]:
    """Give every segment, front matter first, with its translation where one may be given.

    Args:
        edition: an article in two languages; a withdrawn one gives nothing.
        drafts: give what nobody has accepted too, as far as readers see it.
    """
    if edition.document.front.status is Status.WITHDRAWN:
        return ()
    pairs = (*edition.meta.values(), *edition.pairs)
    return tuple(_record(edition, pair, drafts=drafts) for pair in pairs)


def _record(edition: Edition, pair: Pair, *, drafts: bool) -> Record:
    unit = pair.unit
    given = pair.target is not None and (drafts or unit.state in _ACCEPTED)
    return Record(
        f"{edition.slug}#{pair.id}",
        pair.id.removeprefix("meta.") if is_meta(pair.id) else pair.segment.kind.value,
        edition.source_lang,
        edition.target_lang,
        pair.segment.source,
        unit.target if given else None,
        unit.state,
        unit.written_by_machine,
        unit.mt,
        unit.review if unit.review_holds else None,
    )
