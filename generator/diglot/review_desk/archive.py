"""What every catalogue of the publication holds, in short, remembered while its file stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diglot.editions import as_it_lies
from diglot.model.problem import DiglotError, Problem
from diglot.model.translation import Catalogue, Unit
from diglot.publication import Article, Publication, article_folder, prepare, shown
from diglot.stages.check_consistency import source_key
from diglot.stages.count_states import count_states

_Stamp = tuple[int, int]
_SHORT = 80
"""Code points of a source up to which its unit is kept: longer ones are rarely the same."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is remembered of one catalogue: much less than its texts."""

    stamp: _Stamp
    states: dict[str, int]
    long: frozenset[int]
    """Hashes of its long sources, as the check of consistency compares them."""
    short: tuple[tuple[int, Unit], ...]
    """Its other units: names and kinds of article stand in all catalogues."""


@dataclass
class Archive:
    """An archive of a thousand articles is read once, and then only where a file has changed."""

    _held: dict[Path, _Held] = field(default_factory=dict)

    def rows(self, publication: Publication, problems: list[Problem]) -> list[dict[str, Any]]:
        """Give a row per article and language: slug, language, number of units by state.

        Args:
            publication: the publication.
            problems: takes the faults of articles that cannot be read.
        """
        rows: list[dict[str, Any]] = []
        for slug in publication.slugs:
            try:
                states = self._states(publication, slug)
            except DiglotError as error:
                problems += error.problems
                continue
            rows += ({"article": slug, "lang": lang, "states": n} for lang, n in states.items())
        return rows

    def _states(self, publication: Publication, slug: str) -> dict[str, dict[str, int]]:
        folder, targets = article_folder(publication.settings, slug), publication.settings.targets
        held = {lang: self._remembered(publication, slug, lang) for lang in targets}
        article = _stamp(folder / "article.md")
        last = max((each.stamp for each in held.values() if each), default=None)
        if article and last and article < last and all(held.values()):
            return {lang: each.states for lang, each in held.items() if each}
        # Edited after its catalogues, or new: it may not be in step with them.
        found = prepare(publication, slug)
        return {lang: _counted(each) for lang, each in (found.catalogues if found else {}).items()}

    def others(self, publication: Publication, article: Article, lang: str) -> Iterator[Catalogue]:
        """Give what other articles' catalogues hold of the sources of this one."""
        wanted = {hash(source_key(unit)) for unit in article.catalogues[lang].units}
        for slug in publication.slugs:
            held = None if slug == article.slug else self._remembered(publication, slug, lang)
            if held is None:
                continue
            if not wanted.isdisjoint(held.long):
                catalogue = as_it_lies(publication, slug, lang)
                if catalogue is not None:
                    yield catalogue
                continue
            units = tuple(unit for key, unit in held.short if key in wanted)
            path = article_folder(publication.settings, slug) / f"{lang}.po"
            yield Catalogue(article.lang, lang, units, path=shown(publication.settings, path))

    def _remembered(self, publication: Publication, slug: str, lang: str) -> _Held | None:
        """Give what a catalogue holds; None where it cannot be read."""
        path = article_folder(publication.settings, slug) / f"{lang}.po"
        stamp, held = _stamp(path), self._held.get(path)
        if stamp is None or (held is not None and held.stamp == stamp):
            return held if stamp else None
        catalogue = as_it_lies(publication, slug, lang)
        if catalogue is None:
            return None
        keys = [(hash(source_key(unit)), unit) for unit in catalogue.units]
        short = tuple(each for each in keys if len(each[1].source) <= _SHORT)
        long = frozenset(key for key, unit in keys if len(unit.source) > _SHORT)
        self._held[path] = _Held(stamp, _counted(catalogue), long, short)
        return self._held[path]


def _counted(catalogue: Catalogue) -> dict[str, int]:
    return {state.value: n for state, n in count_states([catalogue]).items() if n}


def _stamp(path: Path) -> _Stamp | None:
    """Give when a file was written and how large it is; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
