"""The inbox: files that wait to become articles. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.model import address
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.text.latin import latin_name

if TYPE_CHECKING:
    from diglot.intake import Intake


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that a file of the inbox becomes."""

    file: Path
    intake: Intake


@dataclass(frozen=True, slots=True)
class Inbox:
    """What the inbox holds."""

    arrivals: Mapping[str, Arrival] = field(default_factory=dict)
    """By the name of the article's folder."""
    finished: tuple[Path, ...] = ()
    """Files whose articles are all there already: a command was stopped before it removed them."""
    problems: tuple[Problem, ...] = ()


def read_inbox(
    files: Sequence[Path], articles: Path, taken: Collection[str], shown: Callable[[Path], str]
) -> Inbox:
    """Read every file; one that cannot be taken in is reported, stays, and holds up no other.

    Args:
        files: of the inbox, in order.
        articles: folder that holds a folder per article.
        taken: names of the articles that there are.
        shown: names a path as the user knows it.
    """
    if not files:
        return Inbox()
    from diglot.intake import read_delivery

    arrivals: dict[str, Arrival] = {}
    finished: list[Path] = []
    problems: list[Problem] = []
    for file in files:
        try:
            intakes = read_delivery(file.read_bytes(), shown(file))
            found = _name(intakes, articles, {*taken, *arrivals}, shown(file))
        except DiglotError as error:
            problems += error.problems
            continue
        problems += [problem for intake in intakes for problem in intake.problems]
        arrivals |= {slug: Arrival(file, intake) for slug, intake in found.items()}
        if not found:
            finished.append(file)
    return Inbox(arrivals, tuple(finished), tuple(problems))


def _name(
    intakes: Sequence[Intake], articles: Path, taken: Collection[str], path: str
) -> dict[str, Intake]:
    """Give each article of a file a free name; those that are there already are left out.

    Raises:
        DiglotError: an article has no text, or nothing to make a name of.
    """
    found: dict[str, Intake] = {}
    for intake in intakes:
        errors = [problem for problem in intake.problems if problem.severity is Severity.ERROR]
        if errors:
            raise DiglotError(*errors)
        base = intake.slug or latin_name(Path(path).stem)
        if not address.SLUG.match(base):
            message = "neither the title nor the file's name gives an address"
            remedy = "Run diglot ingest FILE --slug NAME, or give the file a Latin name."
            raise DiglotError(Problem("slug", Severity.ERROR, message, Location(path), remedy))
        slug = _free(base, intake, articles, {*taken, *found})
        if not (articles / slug / "article.md").exists():
            found[slug] = intake
    return found


def _free(base: str, intake: Intake, articles: Path, taken: Collection[str]) -> str:
    """Give the first name that is free, or that this very article has already."""
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        original = articles / slug / intake.original_name
        if slug not in taken or (original.is_file() and original.read_bytes() == intake.original):
            break
    return slug
