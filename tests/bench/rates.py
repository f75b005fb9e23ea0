"""What each step costs an article, and segments a second, on one core, as a table.

Measured in turn in one process on the repository's own publication, beside the time that
markdown-it-py takes for the same articles, so that the ratio holds on any machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

from diglot.backlog import drafts_of
from diglot.editions import Names, analyse
from diglot.formats.record import pack
from diglot.make import pages
from diglot.model.edition import Card, Edition
from diglot.model.machine import Style
from diglot.publication import Article, articles, load, prepare
from diglot.publish import remembered_settings
from diglot.render.card import card
from diglot.stages.align_sentences import align_sentences
from diglot.stages.check_units import check_units
from diglot.stages.draft import ladder
from diglot.stages.index_article import index_article
from diglot.stages.mention import mention
from diglot.stages.quote import quote
from diglot.stages.segment import body_texts

ROUNDS = 20


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


class Steps:
    """What is done to the articles of a publication, step by step."""

    def __init__(self, config: Path) -> None:
        """Bring every article in step and pair it.

        Args:
            config: its mkdocs.yml.
        """
        settings = remembered_settings(config)
        self.publication = load(settings)
        self.names = Names(self.publication)
        self.articles = list(articles(self.publication, []))
        self.pairs = [
            (article, edition)
            for article in self.articles
            for edition in analyse(self.publication, article, self.names).editions
        ]
        self.cards = [card([edition], settings) for _, edition in self.pairs]
        self.pages = pages(self.publication, ())

    @property
    def segments(self) -> int:
        """How many segments there are, front matter included."""
        return sum(len(edition.pairs) + len(edition.meta) for _, edition in self.pairs)

    def works(self) -> dict[str, Callable[[], None]]:
        """Give every step by what it does."""
        markdown, known = MarkdownIt("commonmark"), self.pages.known
        every: dict[str, Callable[[Article, Edition, Card], object]] = {
            "markdown-it-py, source only": lambda article, *_: markdown.parse(
                "\n\n".join(each.source for each in article.document.segments)
            ),
            "article and catalogues read and brought in step": lambda article, *_: prepare(
                self.publication, article.slug
            ),
            "names found in both texts": lambda article, edition, _: self._mentions(
                article, edition
            ),
            "checks of source and translation": lambda _, edition, __: check_units(
                edition, self.names.terms(edition.source_lang, edition.target_lang)
            ),
            "sentences aligned": lambda _, edition, __: align_sentences(edition),
            "three pages": lambda _, edition, own: list(self.pages.article([edition], own)),
            "page of who is named where": lambda _, edition, own: list(
                self.pages.presence(edition, own, known)
            ),
            "passages for the actors' pages": lambda _, edition, __: quote(edition),
            "record for the next build": lambda _, edition, own: pack((edition, own)),
            "words for the search": lambda _, edition, own: index_article([edition], own),
            "protection: names found, every style of the ladder prepared": (
                lambda article, edition, _: self._protect(article, edition)
            ),
        }
        return {name: partial(self._each, step) for name, step in every.items()}

    def _each(self, step: Callable[[Article, Edition, Card], object]) -> None:
        for (article, edition), own in zip(self.pairs, self.cards, strict=True):
            step(article, edition, own)

    def _mentions(self, article: Article, edition: Edition) -> None:
        mention(body_texts(article.document), self.names.index(edition.source_lang))
        texts = [pair.target_text or "" for pair in edition.pairs]
        mention(texts, self.names.index(edition.target_lang))

    def _protect(self, article: Article, edition: Edition) -> None:
        langs = (edition.source_lang, edition.target_lang)
        units = article.catalogues[edition.target_lang].units
        for draft in drafts_of(units, self.names.index(langs[0]), self.pages.known, langs):
            ladder(draft, tuple(Style))


def main(config: Path) -> None:
    """Measure a publication and print a table.

    Args:
        config: its mkdocs.yml.
    """
    steps = Steps(config)
    costs = {name: median(each) for name, each in _in_turn(steps.works()).items()}
    print(
        f"{steps.segments} segments of the repository's own publication, {ROUNDS} rounds in turn,"
        " medians of CPU time, one core.\n\n"
        "| | ms an article | segments a second | × markdown-it-py |\n|---|---|---|---|"
    )
    for name, cost in costs.items():
        ratio = cost / next(iter(costs.values()))
        own = 1000 * cost / len(steps.articles)
        print(f"| {name} | {own:.1f} | {steps.segments / cost:,.0f} | {ratio:.2f} |")


def _in_turn(works: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(_seconds(work))
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "mkdocs.yml"))
