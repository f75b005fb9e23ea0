"""Draft what is missing: the one command that asks an engine, and saves after every unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from diglot import storage
from diglot.engines.protocol import Engine, EngineStoppedError
from diglot.formats.inline import parse_unit
from diglot.formats.po_writer import write_catalogue
from diglot.model.problem import Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.model.translation import MachineRefusedError, State, Unit
from diglot.publication import Publication, article_folder, articles, read_unit_file, shown

_OPEN = (State.MISSING, State.STALE_DRAFT)


@dataclass
class Drafting:
    """What a run did."""

    drafted: int = 0
    left: int = 0
    """Units that still wait for a draft."""
    stopped: str = ""
    """Why the engine took no more; empty when it was not stopped."""


def translate(
    publication: Publication, engine: Engine, date: str, problems: list[Problem]
) -> Drafting:
    """Draft every missing or stale machine unit of a publication that is in step with its articles.

    Text with markup is left to a person: this engine would lose the markup.

    Args:
        publication: the publication.
        engine: the engine to ask.
        date: ISO date to stamp drafts with.
        problems: takes why a unit was left.
    """
    done = Drafting()
    for slug, target, unit, source_lang in waiting(publication):
        path = article_folder(publication.settings, slug) / f"{target}.po"
        reason = _obstacle(unit, engine)
        if not reason and not done.stopped:
            try:
                result = engine.translate(unit.source, source_lang, target)
            except EngineStoppedError as error:
                done.stopped = str(error)
            else:
                reason = result.error
                if result.text and not _save(
                    publication.settings, path, unit, result.text, engine, date
                ):
                    reason = "a person has written there meanwhile"
                done.drafted += not reason
        if reason or done.stopped:
            done.left += 1
        if reason:
            place = Location(shown(publication.settings, path), unit.line)
            problems.append(_left(place, unit.id, reason))
    return done


def _obstacle(unit: Unit, engine: Engine) -> str:
    """Say why a text cannot be given to this engine; empty when it can."""
    if any(inline.kind != "text" for inline in parse_unit(unit.source)):
        return "it has markup, which this engine would lose"
    if len(unit.source) > engine.max_chars:
        return f"it is longer than {engine.max_chars} characters"
    return ""


def waiting(publication: Publication) -> list[tuple[str, str, Unit, str]]:
    """Give every unit that the machine may fill: slug, target, unit, language of the source."""
    return [
        (article.slug, target, unit, article.lang)
        for article in articles(publication, [])
        for target, catalogue in article.catalogues.items()
        for unit in catalogue.units
        if unit.state in _OPEN
    ]


def _save(settings: Settings, path: Path, unit: Unit, text: str, engine: Engine, date: str) -> bool:
    """Set one draft in the catalogue as it stands now; a person's words are never replaced."""
    with storage.content_lock(Path(settings.root)):
        catalogue = read_unit_file(settings, path)
        if catalogue is None:
            return False
        units = {current.id: current for current in catalogue.units}
        current = units.get(unit.id)
        if current is None or current.source != unit.source:
            return False
        try:
            units[unit.id] = current.with_machine_target(text, engine.name, date)
        except MachineRefusedError:
            return False
        new = write_catalogue(replace(catalogue, units=tuple(units.values())))
        storage.write_whole(path, new.encode("utf-8"))
    return True


def _left(place: Location, unit: str, reason: str) -> Problem:
    return Problem(
        "not-drafted",
        Severity.WARNING,
        f"{unit} was not drafted: {reason}",
        place,
        "Translate it by hand, or try again.",
    )
