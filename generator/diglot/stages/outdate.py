"""Decide what is outdated of an article: old facts against current inputs, by content alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from diglot.model.due import Due, Keys, Known, Work


def outdate(
    known: Known | None,
    inputs: Mapping[str, str],
    keys: Keys,
    *,
    renamed: Collection[str] = (),
    missing: Collection[str] = (),
    damaged: Collection[str] = (),
    writes: bool = False,
) -> Due | None:
    """Give what has to be made again of one article, and why.

    Args:
        known: what the last build remembers; None for an article that it did not have.
        inputs: digest of each of the article's sources now, by file name.
        keys: digests of what concerns every article now.
        renamed: actors of whose entries a change concerns this article; where the glossary
            has changed and they are not known, `keys.glossary` decides alone.
        missing: outputs of the article that are not in the site.
        damaged: outputs that do not hold what was written.
        writes: whether this build may bring the disk in step.

    Returns:
        None where the article is up to date.
    """
    if known is None:
        return Due(Work.ANALYSE, ("new",))
    sources = (*_sources(known.inputs, inputs), *_analysis(known, keys), *_named(renamed))
    if writes and known.pending:
        sources = (*sources, "not in step on the disk")
    pages = (*_pages(known.keys, keys), *_lost("missing", missing), *_lost("damaged", damaged))
    # Pictures of what is in memory alone come with its sources, and are in no record.
    if sources or (pages and known.pending):
        return Due(Work.ANALYSE, (*sources, *pages))
    return Due(Work.RENDER, pages) if pages else None


def _sources(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            change = "added" if name not in old else "removed" if name not in new else "changed"
            yield f"{name} {change}"


def _analysis(known: Known, keys: Keys) -> Iterator[str]:
    if known.keys.program != keys.program:
        yield "program changed"
    if known.keys.settings != keys.settings:
        yield "settings changed"
    if known.keys.glossary != keys.glossary:
        yield "glossary changed"


def _named(actors: Collection[str]) -> Iterator[str]:
    for actor in sorted(actors):
        yield f"actor {actor} changed"


def _pages(old: Keys, new: Keys) -> Iterator[str]:
    if old.templates != new.templates:
        yield "template changed"
    if old.frame != new.frame:
        yield "navigation changed"


def _lost(word: str, paths: Collection[str]) -> Iterator[str]:
    for path in sorted(paths):
        yield f"{path} {word}"
