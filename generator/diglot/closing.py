"""Close a build: count, check links, and say everything there is to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import storage
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


_CLOSING = (
    *("articles", "drafts", "segments", "actors", "mentions", "withheld", "states"),
    *("problems", "notes", "files"),
)
"""What a report says of the whole site, whatever was made of it."""


def recall(shop: Workshop, key: str) -> bool:
    """Say what the last build said, if it knew all that decides it.

    Args:
        shop: the build, which has found nothing to make.
        key: digest of what decides beside the articles and the files of the site.
    """
    from diglot.formats.record import unpack

    held, _, packed = shop.facts.get("closed").partition("\n")
    if not packed or held != key:
        return False
    for name, value in unpack(bytes.fromhex(packed)).items():
        setattr(shop.report, name, value)
    return True


def conclude(shop: Workshop, host: Host, paths: Collection[str], key: str) -> None:
    """Count, check links, and say everything there is to say.

    Args:
        shop: the build.
        host: what MkDocs has made.
        paths: all files of the site.
        key: as `recall` will be given it.
    """
    from diglot.formats.record import pack

    report, facts = shop.report, shop.facts
    again = bool(report.problems)  # what failed is tried again, and said again
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
    for slug, names in facts.pending():
        if shop.order.frozen:
            said.problems += (not_in_step(slug, name) for name in names)
        else:
            said.notes.append(f"{slug}: {', '.join(names)} not on disk yet, done in memory")
    wanting = check_settings(shop.settings)
    report.problems[:0] = [*said.publication, *wanting, *host.problems, *said.problems]
    report.notes += said.notes
    if not shop.settings.site_url:
        report.notes.append("without site_url there are no feeds and no sitemap")
    report.problems += _broken(shop, [*said.links, *_ordinary_links(shop, host)], paths)
    closed = pack({name: getattr(report, name) for name in _CLOSING}).hex()
    facts.put("closed", "" if again else f"{key}\n{closed}")


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


def _broken(
    shop: Workshop, links: Iterable[SourceLink], paths: Collection[str]
) -> Iterator[Problem]:
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
