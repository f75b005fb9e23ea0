"""What an edition says of itself in words: its engine, its state, its reading time."""

from __future__ import annotations

import math

from markupsafe import Markup

from diglot.model.edition import Edition, Origin, Pair, Standing
from diglot.model.translation import MachineStamp, State, Unit
from diglot.render.interface import Interface

_ENGINES = {
    "google": "Google Translate",
    "mymemory": "MyMemory",
    "microsoft": "Microsoft Translator",
    "libre": "LibreTranslate",
    "deepl": "DeepL",
}
_WORDS_PER_MINUTE = {
    "ar": 138,
    "fa": 138,
    "ur": 138,
    "he": 187,
    "en": 228,
    "fr": 195,
    "de": 179,
    "es": 218,
    "it": 188,
    "nl": 202,
    "pt": 181,
    "ru": 184,
    "tr": 166,
}
"""Mean reading-aloud speeds, in words a minute, of the IReST texts (Trauzettel-Klosinski
and Dietz, IOVS 2012); Persian and Urdu, which it lacks, take the figure of Arabic."""


def engine_name(engine: str, ui: Interface) -> str:
    """Name an engine for readers; `llm/claude` is a language model, and said to be one."""
    if engine.startswith("llm/"):
        return ui.text("a language model ({name})", name=engine.removeprefix("llm/").capitalize())
    return _ENGINES.get(engine, engine)


_DRAFTED = ("Drafted by {engine}.", "Drafted by {engine}, {date}.")
_TRANSLATED = ("Machine translation by {engine}.", "Machine translation by {engine}, {date}.")


def _made_by(stamp: MachineStamp, ui: Interface, undated: str, dated: str) -> Markup:
    """Say which engine drafted, and when."""
    name = engine_name(stamp.engine, ui)
    if not stamp.date:
        return ui.html(undated, engine=name)
    return ui.html(dated, engine=name, date=ui.date(stamp.date))


def exception(unit: Unit, prevailing: State) -> str:
    """Give what is said of a text whose state is not the one that is stated for the whole.

    Args:
        unit: the text.
        prevailing: what is stated for the whole.

    Returns:
        A key of the interface texts, with a field `{names}` for the reviewer, or nothing.
    """
    state = unit.state
    if state is prevailing:
        return ""
    if state is State.EDITED and unit.mt is None:
        return "draft, not reviewed"
    return _EXCEPTIONS.get(state, "")


_EXCEPTIONS = {
    State.MACHINE: "machine translation, not reviewed",
    State.EDITED: "machine translation, corrected by hand",
    State.ACCEPTED: "accepted by an editor, not reviewed by name",
    State.REVIEWED: "reviewed by {names}",
}
"""Of the states that a notice does not tell of already."""


def state_of_one(unit: Unit, ui: Interface) -> str:
    """State origin and review of one translation that is taken out of its page, as plain text."""
    said = []
    if unit.state in (State.MACHINE, State.EDITED) and unit.mt:
        said.append(_made_by(unit.mt, ui, *_TRANSLATED).striptags())
    if unit.state is State.REVIEWED and unit.review:
        said.append(ui.text("Reviewed by {names}.", names=unit.review.name))
    elif unit.state is State.ACCEPTED:
        said.append(ui.text("Accepted by an editor; not reviewed by name."))
    else:
        said.append(ui.text("Not reviewed by a person."))
    return " ".join(said)


def pair_note(pair: Pair, origin: Origin, ui: Interface) -> str:
    """Give what is said beside one translation, without markup; empty for nothing."""
    key = pair.notice.value or (exception(pair.unit, origin.prevailing) if pair.target else "")
    review = pair.unit.review
    return ui.text(key, names=review.name if review else "") if key else ""


def review_share(origin: Origin, ui: Interface) -> Markup:
    """Say how much of a translation named persons have reviewed, who, and when last."""
    if not origin.reviewed:
        nobody = ui.html("No passage has been reviewed by a named person.")
        return _review_sentence(origin, ui) + " " + nobody if origin.accepted else nobody
    return ui.html(
        "{n} of {total} passages ({share}) reviewed by {names}, last on {date}.",
        n=origin.reviewed,
        total=origin.total,
        share=ui.percent(origin.reviewed / origin.total),
        names=ui.joined(list(origin.reviewers)),
        date=ui.date(origin.reviewed_on),
    )


def state_sentences(origin: Origin, ui: Interface, *, review: bool = True) -> list[Markup]:
    """State origin, review and gaps of a translation as HTML, one sentence each.

    Args:
        origin: what the units prove.
        ui: the language to say it in.
        review: whether to tell of the review; a colophon has a line of its own for that.
    """
    if origin.counts.get(State.MISSING, 0) == origin.total:
        return [ui.html("Not yet translated.")]
    if origin.engines and origin.standing is Standing.MACHINE:
        said = [ui.html("Machine translation, not reviewed.")]
        said += (_made_by(stamp, ui, *_DRAFTED) for stamp in origin.engines)
    else:
        said = [_made_by(stamp, ui, *_TRANSLATED) for stamp in origin.engines]
        said += [_review_sentence(origin, ui)] if review else []
    said += _rule(origin, ui)
    return said + _gaps(origin, ui)


def _rule(origin: Origin, ui: Interface) -> list[Markup]:
    """Say what holds of every passage that is not marked, where some will be."""
    key = _EXCEPTIONS[origin.prevailing]
    told = origin.standing is Standing.MACHINE and origin.prevailing is State.MACHINE
    if told or sum(origin.counts.get(state, 0) > 0 for state in _EXCEPTIONS) < 2:
        return []
    state = ui.text(key, names=ui.joined(list(origin.reviewers)))
    return [ui.html("Unless a passage says otherwise: {state}.", state=state)]


def _gaps(origin: Origin, ui: Interface) -> list[Markup]:
    counts, said = origin.counts, list[Markup]()
    if missing := counts.get(State.MISSING, 0):
        said.append(
            ui.count_html(
                "{n} passage is not yet translated.",
                "{n} passages are not yet translated.",
                missing,
            )
        )
    if stale := counts.get(State.STALE_DRAFT, 0) + counts.get(State.STALE_HUMAN, 0):
        said.append(
            ui.count_html(
                "The original of {n} passage has changed since.",
                "The original of {n} passages has changed since.",
                stale,
            )
        )
    return said


def _review_sentence(origin: Origin, ui: Interface) -> Markup:
    names = ui.joined(list(origin.reviewers))
    if origin.reviewed == origin.total:
        return ui.html("Reviewed by {names}.", names=names)
    if origin.reviewed:
        return ui.html(
            "{n} of {total} passages reviewed by {names}.",
            n=origin.reviewed,
            total=origin.total,
            names=names,
        )
    if origin.accepted == origin.total:
        return ui.html("Accepted by an editor; not reviewed by name.")
    if origin.accepted:
        return ui.html(
            "{n} of {total} passages accepted by an editor.", n=origin.accepted, total=origin.total
        )
    return ui.html("Not reviewed by a person.")


def reading_minutes(edition: Edition, lang: str) -> int:
    """Give the minutes that the body takes to read in one of its languages, at least 1."""
    if lang == edition.source_lang:
        words = sum(len(pair.segment.visible.split()) for pair in edition.pairs)
    else:
        words = sum(len((pair.target_text or "").split()) for pair in edition.pairs)
    return max(1, math.ceil(words / _WORDS_PER_MINUTE[lang]))
