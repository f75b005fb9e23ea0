"""Close a build: count, check links, and say everything there is to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import storage
from diglot.facts import Row
from diglot.model.host import Host
from diglot.model.problem import Location, Problem, Severity
from diglot.stages.check_settings import check_settings
from diglot.workshop import Workshop

if TYPE_CHECKING:
    from diglot.model.source_link import SourceLink


@dataclass
class _Said:
    """What there is to say of a publication's content."""

    publication: tuple[Problem, ...]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)


def conclude(shop: Workshop, host: Host, rows: Mapping[str, Row], paths: set[str]) -> None:
    """Count, check links, and say everything there is to say."""
    report, facts = shop.report, shop.facts
    report.files = len(paths)
    report.actors = int(facts.get("actor count") or 0)
    for shown, draft, count, segments, mentions, withheld in facts.tallies():
        hidden = draft and not shop.settings.drafts
        report.drafts += count if hidden else 0
        report.articles += count if shown and not hidden else 0
        report.segments += segments
        report.mentions += mentions
        report.withheld += withheld
    report.states.update(facts.states())
    said = _said_of(shop)
    for row in rows.values():
        names = row.pending.split("\n") if row.pending else []
        if shop.order.frozen:
            said.problems += (not_in_step(row.slug, name) for name in names)
        elif names:
            files = ", ".join(names)
            said.notes.append(f"{row.slug}: {files} not on disk yet, done in memory")
    wanting = check_settings(shop.settings)
    report.problems[:0] = [*said.publication, *wanting, *host.problems, *said.problems]
    report.notes += said.notes
    if not shop.settings.site_url:
        report.notes.append("without site_url there are no feeds and no sitemap")
    report.problems += _broken(shop, [*said.links, *_ordinary_links(shop, host)], paths)


def _said_of(shop: Workshop) -> _Said:
    from diglot.formats.record import unpack

    publication = shop.facts.get("problems")
    said = _Said(unpack(bytes.fromhex(publication)) if publication else ())
    for slug, data in shop.facts.said():
        problems, notes, links = unpack(data)
        said.problems += problems
        said.notes += (f"{slug}: {note}" for note in notes)
        said.links += links
    return said


def _ordinary_links(shop: Workshop, host: Host) -> Iterator[SourceLink]:
    if not host.outputs:
        return
    from diglot.render.links import page_links

    content = Path(shop.settings.content_dir)
    shown = content.name if content.is_relative_to(shop.settings.root) else str(content)
    for page, source in host.outputs.items():
        html = storage.read_text(shop.site / page, page)
        if html is not None:
            place = f"{shown}/{source}"
            yield from page_links(html).resolved(page, shop.settings.base_path, place)


def _broken(shop: Workshop, links: Iterable[SourceLink], paths: set[str]) -> Iterator[Problem]:
    found = list(links)
    if not found:
        return iter(())
    from diglot.render.links import page_links
    from diglot.stages.check_links import check_links

    def anchors(path: str) -> Collection[str]:
        html = storage.read_text(shop.site / path, path)
        return page_links(html).ids if html else ()

    return check_links(found, paths, anchors)


def not_in_step(slug: str, name: str) -> Problem:
    """Make the error about a file that sync would write."""
    return Problem(
        "not-in-step",
        Severity.ERROR,
        "is not in step with its article",
        Location(f"{slug}/{name}"),
        "Run diglot sync and commit what it writes.",
    )
