"""Collects what there is to do in an article: its units, the checks' findings, the first drafts."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path

from diglot import history
from diglot.cache import AnswerCache
from diglot.desk import in_step, version_of
from diglot.editions import Others, check_article
from diglot.model.finding import Finding
from diglot.model.translation import Unit
from diglot.model.worklist import Task, Worklist
from diglot.publication import Publication, article_folder, shown
from diglot.storage import CACHE

_DRAFTS = "drafts.sqlite"


class Drafts:
    """What machines have written, as far as it was seen here, was edited here, or git knows."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self._asked: set[str] = set()

    def keep(self, publication: Publication, unit: Unit) -> None:
        """Keep the machine's text of a unit that is about to be edited, beyond this run."""
        if unit.mt is not None and unit.written_by_machine:
            with _opened(publication) as kept:
                kept.put(unit.mt.out, unit.target)

    def of(self, publication: Publication, path: str, units: tuple[Unit, ...]) -> dict[str, str]:
        """Give the machine's texts that edits stand in the place of, by fingerprint."""
        edited: set[str] = set()
        for unit in units:
            if unit.mt is not None and unit.written_by_machine:
                self._seen[unit.mt.out] = unit.target
            elif unit.mt is not None and unit.target:
                edited.add(unit.mt.out)
        unknown = edited - self._seen.keys() - self._asked
        if unknown:
            with _opened(publication) as kept:
                found = {out: kept.get(out) for out in unknown}
            self._seen |= {out: text for out, text in found.items() if text is not None}
            # Git is asked once for each: a hundred versions of a catalogue take it half a second.
            unknown -= self._seen.keys()
            self._seen |= history.machine_texts(publication.settings, path, unknown)
            self._asked |= unknown
        return {out: self._seen[out] for out in edited & self._seen.keys()}


def _opened(publication: Publication) -> closing[AnswerCache]:
    return closing(AnswerCache(Path(publication.settings.root, CACHE, _DRAFTS)))


def worklist(
    publication: Publication, slug: str, lang: str, drafts: Drafts, others: Others
) -> Worklist:
    """Collect what there is to do in one article and language.

    Args:
        publication: the publication.
        slug: the article.
        lang: target language.
        drafts: what machines have written.
        others: as `check_article` takes it.

    Raises:
        DiglotError: there is no such article or catalogue, or it cannot be read.
    """
    article = in_step(publication, slug, lang)
    edition, found = check_article(publication, article, lang, others)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        findings[finding.unit].append(finding)
    path = shown(publication.settings, article_folder(publication.settings, slug) / f"{lang}.po")
    pairs = (*edition.meta.values(), *edition.pairs)
    known = drafts.of(publication, path, tuple(pair.unit for pair in pairs))
    tasks = tuple(
        Task(
            pair.unit,
            pair.number,
            version_of(pair.unit),
            tuple(findings[pair.id]),
            known.get(pair.unit.mt.out) if pair.unit.mt else None,
        )
        for pair in pairs
    )
    title = article.document.front.title or slug
    return Worklist(slug, title, article.lang, lang, path, tasks)
