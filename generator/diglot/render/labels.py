"""What an edition says of itself in words: its engine, its state, its reading time."""

from __future__ import annotations

import math

from markupsafe import Markup

from diglot.model.edition import Edition, Origin
from diglot.model.translation import MachineStamp, State
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


def drafted_by(stamp: MachineStamp, ui: Interface) -> Markup:
    """Say who drafted and when."""
    name = engine_name(stamp.engine, ui)
    if not stamp.date:
        return ui.html("Machine translation by {engine}.", engine=name)
    return ui.html(
        "Machine translation by {engine}, {date}.", engine=name, date=ui.date(stamp.date)
    )


def state_sentences(origin: Origin, ui: Interface) -> list[Markup]:
    """State origin, review and gaps of a translation as HTML, one sentence each."""
    counts = origin.counts
    missing = counts.get(State.MISSING, 0)
    if missing == origin.total:
        return [ui.html("Not yet translated.")]
    said = [drafted_by(stamp, ui) for stamp in origin.engines]
    said.append(_review_sentence(origin, ui))
    if missing:
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
