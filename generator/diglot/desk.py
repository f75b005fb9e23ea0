"""What editors do at the desk: the commands that decide on translations, under the one lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diglot import storage
from diglot.editions import Others, check_article
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.article_md import read_article
from diglot.formats.po_writer import write_catalogue, write_unit
from diglot.model.actors import Mention
from diglot.model.fingerprint import digest
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import Catalogue, State, Unit
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    articles_dir,
    content_problem,
    prepare,
)
from diglot.stages.count_states import count_states
from diglot.stages.dismiss import dismiss
from diglot.stages.mention import mention
from diglot.stages.review import review
from diglot.stages.segment import body_texts
from diglot.text.languages import recognise
from diglot.text.name_trie import index_names
from diglot.text.small_change import is_small_change


def status(publication: Publication, problems: list[Problem]) -> list[dict[str, Any]]:
    """Give one row per article and target language: slug, language, publication status, states."""
    return [
        {
            "article": article.slug,
            "lang": lang,
            "status": article.document.front.status.value,
            "states": {
                state.value: count for state, count in count_states([catalogue]).items() if count
            },
        }
        for article in articles(publication, problems)
        for lang, catalogue in article.catalogues.items()
    ]


Change = Callable[[Article, Catalogue], Catalogue]
"""Gives a catalogue of an article with a decision in it."""


def _change(
    publication: Publication, slug: str, lang: str, change: Change
) -> tuple[Catalogue, Catalogue]:
    """Change a catalogue under the lock; give it as it was and as it is written."""
    folder = article_folder(publication.settings, slug)
    with storage.content_lock(Path(publication.settings.root)):
        article = in_step(publication, slug, lang)
        before = article.catalogues[lang]
        after = change(article, before)
        files = article.files | {f"{lang}.po": write_catalogue(after)}
        for name, text in files.items():
            storage.write_whole(folder / name, text.encode("utf-8"))
    return before, after


def review_article(
    publication: Publication, slug: str, lang: str, by: str, date: str, ids: Sequence[str]
) -> tuple[int, tuple[Problem, ...]]:
    """Stamp units of an article as read by a named person.

    Args:
        publication: the publication.
        slug: the article.
        lang: target language.
        by: name of the reader.
        date: ISO date of the reading.
        ids: units; all when empty.

    Returns:
        How many units changed, and what was left out.

    Raises:
        DiglotError: no such article or catalogue, an unknown unit, or a name that fits no stamp.
    """
    before, after = _change(
        publication, slug, lang, lambda _, c: review(c, by=by, date=date, ids=ids or None)
    )
    changed = sum(a != b for a, b in zip(before.units, after.units, strict=True))
    return changed, tuple(p for p in after.problems if p not in before.problems)


def small_corrections(publication: Publication, slug: str, lang: str) -> tuple[Unit, ...]:
    """Give the units that went stale by a change so small that they may be right as they are.

    Raises:
        DiglotError: no such article or catalogue.
    """
    catalogue = in_step(publication, slug, lang).catalogues[lang]
    return tuple(
        unit
        for unit in catalogue.units
        if unit.state is State.STALE_HUMAN
        and unit.previous is not None
        and is_small_change(unit.previous, unit.source)
    )


def in_step(publication: Publication, slug: str, lang: str) -> Article:
    """Prepare an article that has this catalogue.

    Raises:
        DiglotError: there is none.
    """
    article = prepare(publication, slug) if slug in publication.slugs else None
    if article is None or lang not in article.catalogues:
        raise DiglotError(
            content_problem(
                publication.settings,
                articles_dir(publication.settings),
                "no-article",
                f"there is no catalogue {lang} of an article {slug}",
                "Name one that diglot status lists.",
            )
        )
    return article


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit as a person was shown it."""

    id: str
    version: str
    """What `version_of` gave."""


class OutdatedError(Exception):
    """A unit is not what the person who decides on it was shown."""

    def __init__(self, unit: Unit | None) -> None:
        super().__init__("the unit has changed since it was shown")
        self.unit = unit
        """The unit as it is now; None where there is none any more."""


def version_of(unit: Unit) -> str:
    """Give what tells two versions of a unit apart: every text and fact that its entry holds."""
    return digest(write_unit(unit))[:16]


def decide(publication: Publication, slug: str, lang: str, shown_: Shown, change: Change) -> None:
    """Write what a person decides on one unit, if it is still what the person was shown.

    Args:
        publication: the publication.
        slug: the article.
        lang: target language.
        shown_: the unit as it was shown.
        change: changes this unit alone, or tells in the catalogue's problems why not.

    Raises:
        OutdatedError: the unit has changed, or is gone.
        DiglotError: no such article or catalogue, or the decision is refused.
    """

    def decided(article: Article, before: Catalogue) -> Catalogue:
        unit = before.unit(shown_.id)
        if unit is None or version_of(unit) != shown_.version:
            raise OutdatedError(unit)
        after = change(article, before)
        obstacles = [p for p in after.problems if p not in before.problems]
        if obstacles:
            raise DiglotError(*obstacles)
        return after

    _change(publication, slug, lang, decided)


def dismiss_finding(
    publication: Publication, slug: str, lang: str, unit: str, code: str, reason: str
) -> None:
    """Dismiss a finding of one unit, for as long as both its texts stand.

    Raises:
        DiglotError: no such article, catalogue, unit or finding, or a reason that fits no line.
    """
    _change(publication, slug, lang, dismissal(publication, unit, code, reason))


def dismissal(
    publication: Publication, unit: str, code: str, reason: str, others: Others | None = None
) -> Change:
    """Give the change that dismisses a finding, refused where the checks do not find it now.

    Args:
        publication: the publication.
        unit: id of the unit.
        code: of the finding.
        reason: why it is none.
        others: as `check_article` takes it.
    """

    def change(article: Article, catalogue: Catalogue) -> Catalogue:
        after = dismiss(catalogue, unit, code, reason)
        _, findings = check_article(publication, article, catalogue.target_lang, others)
        known = sorted({finding.code for finding in findings if finding.unit == unit})
        if code not in known:
            told = f"What they find there: {', '.join(known)}."
            raise DiglotError(
                Problem(
                    "no-finding",
                    Severity.ERROR,
                    f"the checks do not find {code} in {unit}",
                    Location(catalogue.path),
                    told if known else "They find nothing there.",
                )
            )
        return after

    return change


def mentions_of(
    article: Path, actors: Path
) -> tuple[tuple[Mention, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Find the actors that one article names.

    Returns:
        Mentions in the body's segments, the segments' visible texts, and the faults met.

    Raises:
        DiglotError: a file is missing or cannot be read.
    """
    texts = {path: storage.read_text(path, str(path)) for path in (article, actors)}
    for path, text in texts.items():
        if text is None:
            raise DiglotError(
                Problem(
                    "no-file",
                    Severity.ERROR,
                    "there is no such file",
                    Location(str(path)),
                    "Name a file.",
                )
            )
    document = read_article(texts[article] or "", str(article))
    glossary = read_glossary(texts[actors] or "", str(actors))
    body = body_texts(document)
    index = index_names(glossary, document.front.lang or recognise("\n".join(body)).tag or "ar")
    named, _ = mention([document.front.title], index)
    found, _ = mention(body, index, {each.actor for each in named})
    return found, body, (*document.problems, *glossary.problems)
