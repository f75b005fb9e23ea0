"""Segments a second of the checks and of the protection of names, on one core, as a table.

Measured in turn in one process on the repository's own publication, beside the time that
markdown-it-py takes for the same articles, so that the ratio holds on any machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

from diglot.backlog import drafts_of
from diglot.editions import Names, analyse
from diglot.model.machine import Style
from diglot.publication import articles, load
from diglot.publish import remembered_settings
from diglot.stages.check_units import check_units
from diglot.stages.draft import ladder

ROUNDS = 20


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(config: Path) -> None:
    """Measure a publication and print a table.

    Args:
        config: its mkdocs.yml.
    """
    publication = load(remembered_settings(config))
    names, found = Names(publication), list(articles(publication, []))
    actors = {actor.id: actor for actor in publication.glossary.actors}
    pairs = [(a, e) for a in found for e in analyse(publication, a, names).editions]
    segments = sum(len(edition.pairs) + len(edition.meta) for _, edition in pairs)
    markdown = MarkdownIt("commonmark")

    def parse() -> None:
        for article, _ in pairs:
            markdown.parse("\n\n".join(s.source for s in article.document.segments))

    def check() -> None:
        for _, edition in pairs:
            check_units(edition, names.terms(edition.source_lang, edition.target_lang))

    def protect() -> None:
        for article, edition in pairs:
            pair = (edition.source_lang, edition.target_lang)
            units = article.catalogues[edition.target_lang].units
            for draft in drafts_of(units, names.index(pair[0]), actors, pair):
                ladder(draft, tuple(Style))

    works = {
        "markdown-it-py, source only": parse,
        "checks of source and translation": check,
        "protection: names found, every style of the ladder prepared": protect,
    }
    costs = {name: median(each) for name, each in _in_turn(works).items()}
    print(
        f"{segments} segments of the repository's own publication, {ROUNDS} rounds in turn, medians"
        " of CPU time, one core.\n\n| | segments a second | × markdown-it-py |\n|---|---|---|"
    )
    for name, cost in costs.items():
        ratio = cost / next(iter(costs.values()))
        print(f"| {name} | {segments / cost:,.0f} | {ratio:.2f} |")


def _in_turn(works: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(_seconds(work))
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "mkdocs.yml"))
