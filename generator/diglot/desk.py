"""What editors do at the desk: the commands that decide on translations, under the one lock."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diglot import storage
from diglot.editions import check
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.article_md import read_article
from diglot.formats.po_writer import write_catalogue
from diglot.model.actors import Mention
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.translation import State, Unit
from diglot.publication import (
    Article,
    Publication,
    article_folder,
    articles,
    articles_dir,
    content_problem,
    prepare,
    read_unit_file,
    shown,
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
    settings = publication.settings
    with storage.content_lock(Path(settings.root)):
        article = _in_step(publication, slug, lang)
        before = article.catalogues[lang]
        after = review(before, by=by, date=date, ids=ids or None)
        changed = sum(a != b for a, b in zip(before.units, after.units, strict=True))
        files = article.files | {f"{lang}.po": write_catalogue(after)}
        for name, text in files.items():
            storage.write_whole(article_folder(settings, slug) / name, text.encode("utf-8"))
    return changed, tuple(p for p in after.problems if p not in before.problems)


def small_corrections(publication: Publication, slug: str, lang: str) -> tuple[Unit, ...]:
    """Give the units that went stale by a change so small that they may be right as they are.

    Raises:
        DiglotError: no such article or catalogue.
    """
    catalogue = _in_step(publication, slug, lang).catalogues[lang]
    return tuple(
        unit
        for unit in catalogue.units
        if unit.state is State.STALE_HUMAN
        and unit.previous is not None
        and is_small_change(unit.previous, unit.source)
    )


def _in_step(publication: Publication, slug: str, lang: str) -> Article:
    """Prepare an article that has this catalogue."""
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


def dismiss_finding(
    publication: Publication, slug: str, lang: str, unit: str, code: str, reason: str
) -> None:
    """Dismiss a finding of one unit, for as long as both its texts stand.

    Raises:
        DiglotError: no such article, catalogue, unit or finding, or a reason that fits no line.
    """
    settings = publication.settings
    with storage.content_lock(Path(settings.root)):
        path = article_folder(settings, slug) / f"{lang}.po"
        catalogue = read_unit_file(settings, path)
        if catalogue is None:
            where = Location(shown(settings, path))
            message = "there is no such catalogue"
            raise DiglotError(Problem("no-article", Severity.ERROR, message, where))
        dismissed = dismiss(catalogue, unit, code, reason)
        _require_finding(publication, shown(settings, path), unit, code)
        storage.write_whole(path, write_catalogue(dismissed).encode("utf-8"))


def _require_finding(publication: Publication, path: str, unit: str, code: str) -> None:
    """Refuse to dismiss what the checks do not find now; the whole publication decides."""
    found = [f for f in check(publication, []) if f.unit == unit and f.location.path == path]
    if code in {f.code for f in found}:
        return
    known = ", ".join(sorted({f.code for f in found}))
    raise DiglotError(
        Problem(
            "no-finding",
            Severity.ERROR,
            f"the checks do not find {code} in {unit}",
            Location(path),
            f"What they find there: {known}." if known else "They find nothing there.",
        )
    )


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
