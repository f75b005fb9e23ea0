"""The composer: from a publication to the files of its site, at the cost of what has changed.

scan (disk, facts)  ->  outdate  ->  make (prepare, analyse, render)  ->  gather  ->  check links
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import storage
from diglot.closing import conclude, recall
from diglot.facts import OTHERS, Facts, key_line
from diglot.keys import keys_of
from diglot.listing import Listing
from diglot.model import address
from diglot.model.due import Due, Keys, Work
from diglot.model.host import Host
from diglot.model.problem import Location, Problem, Severity
from diglot.plan import plan
from diglot.scan import Content, Files, digest_of, scan_content, scan_site
from diglot.searching import bring_index
from diglot.workshop import Order, Report, Workshop

if TYPE_CHECKING:
    from diglot.model.made import Made
    from diglot.model.settings import Settings
    from diglot.workers import Job

_MANY = 50
"""Gathered outputs from which on memory must not grow with their number."""
_SAVE = 500
"""Articles after which what was made outlives a kill."""


class Build:
    """One build of one site."""

    def __init__(
        self, settings: Settings, facts: Facts, order: Order, hosted: Callable[[Files], Host]
    ) -> None:
        """Get ready; nothing is read yet.

        Args:
            settings: the publication.
            facts: what the last build remembered.
            order: how to build.
            hosted: gives what MkDocs has made of the ordinary files, having it made again where it
                is outdated.
        """
        self._shop = Workshop(settings, facts, order)
        self._hosted = hosted

    def run(self) -> Report:
        """Bring the site in step with the content."""
        shop, started, cpu = self._shop, time.monotonic(), time.process_time()
        rows = shop.facts.rows()
        stamps = {slug: row.stamps for slug, row in rows.items()}
        content = scan_content(Path(shop.settings.content_dir), stamps)
        self._sweep(content)
        self._take_in(content)
        host = self._hosted(content.ordinary)
        keys = keys_of(shop.settings, shop.facts, host.frame)
        listing = Listing(shop.site, shop.facts)
        due = plan(shop, content, rows, keys, listing)
        shop.report.steps["scan"] += time.process_time() - cpu
        gone = rows.keys() - content.articles.keys()
        stopped = bool(shop.facts.get("unfinished"))
        if due or gone:
            shop.facts.put("unfinished", "yes")
        if stopped:  # the last build made articles, and not all that gathers from them
            shop.affected = None
        for slug in gone:
            shop.note(shop.facts.drop(slug))
        self._make(due, content, keys, host)
        self._settle(keys)
        changed = bool(due or gone or stopped)
        key = self._closing_key(keys)
        # What plugins and hooks of others have made may differ by anything.
        doubtful = changed or shop.order.verify or shop.facts.get("foreign")
        if not listing.as_left or doubtful or not recall(shop, key):
            paths = self._finish(host, keys, listing, changed=changed)
            conclude(shop, host, paths, key)
            listing.keep(paths)
        shop.facts.put("unfinished", "")
        shop.facts.save()
        shop.report.seconds = time.monotonic() - started
        return shop.report

    def _closing_key(self, keys: Keys) -> str:
        """Give the digest of what decides a site and what is said of it, beside its articles."""
        shop = self._shop
        known = (shop.facts.get(name) for name in ("host", "said", "problems", "search"))
        shown = (shop.order.frozen, shop.order.index, shop.site, shop.settings)
        return digest_of(repr((*known, *shown, keys)).encode())

    def _finish(self, host: Host, keys: Keys, listing: Listing, *, changed: bool) -> set[str]:
        """Bring everything in step that is no article, and remove what is nobody's.

        Returns:
            The paths of the site's files.
        """
        shop, present = self._shop, listing.paths
        paths = {path for _, outputs in shop.facts.outputs() for path in outputs}
        paths |= self._place_ordinary(host, paths, present)
        index = bring_index(shop, keys, present, changed=changed)
        paths |= index.paths
        paths |= self._gather(host, keys, paths, present, index.shards, changed=changed)
        if shop.order.owns:
            storage.remove_from(shop.site, sorted(present - paths))
        return paths

    def _take_in(self, content: Content) -> None:
        """Have what waits in the inbox shown as the articles that it will be."""
        said = "\n".join((*sorted(content.refused), content.inbox.stamps))
        if said != self._shop.facts.get("said"):
            self._shop.facts.put("said", said)
            _ = self._shop.publication  # read, so that what it has to say is known
        for slug, arrival in (
            self._shop.publication.inbox.arrivals.items() if content.inbox.paths else ()
        ):
            files = Files()
            files.add(arrival.file.name, str(arrival.file), arrival.file.stat())
            content.articles[slug] = files

    def _sweep(self, content: Content) -> None:
        """Remove what a killed command has left half written; nobody writes under the lock."""
        if content.leftovers and self._shop.order.writes:
            with storage.content_lock(Path(self._shop.settings.root)):
                storage.remove_files(map(Path, content.leftovers))

    # --- make ---

    def _make(
        self,
        due: Mapping[str, Due],
        content: Content,
        keys: Keys,
        host: Host,
    ) -> None:
        """Make what is outdated, and remember it as it comes."""
        self._shop.report.made = dict(due)
        if not due:
            return
        from diglot.workers import Job, Team, make_all

        def jobs() -> Iterator[Job]:
            for slug, each in due.items():
                record = self._shop.facts.part(slug, "record") if each.work is Work.RENDER else b""
                yield Job(slug, each, content.articles[slug], record)

        team = Team(self._shop.publication, host.ordinary, self._shop.site, self._shop.order.writes)
        for number, made in enumerate(
            make_all(jobs(), len(due), team, self._shop.order.workers), 1
        ):
            self._remember(made, content.inputs(made.slug, made.images), keys)
            if self._shop.order.progress is not None:
                self._shop.order.progress(number, len(due))
            if number % _SAVE == 0:
                self._shop.facts.save()

    def _remember(self, made: Made, files: Files, keys: Keys) -> None:
        self._shop.report.written += made.written
        self._shop.report.wrote += made.wrote
        for step, seconds in made.seconds.items():
            self._shop.report.steps[step] += seconds
        if made.card is not None and not made.record:  # rendered again, all else as it was
            self._shop.facts.rerendered(made.slug, made.outputs, keys)
            return
        # What was written just now may have changed under the eyes of the scan.
        stamps = "" if made.wrote else self._shop.settled(files)
        self._shop.note(self._shop.facts.remember(made, stamps, keys))

    def _settle(self, keys: Keys) -> None:
        """Note that what no change of the glossary concerns is as it would be with the new one."""
        facts = self._shop.facts
        if (facts.get("glossary"), facts.get("glossary program")) == (keys.glossary, keys.program):
            return
        from diglot.formats.record import pack

        facts.rekey(replace(keys, glossary=facts.get("glossary")), keys)
        facts.put("actors", pack(self._shop.publication.glossary).hex())
        facts.put("glossary", keys.glossary)
        facts.put("glossary program", keys.program)

    # --- gather ---

    def _gather(
        self,
        host: Host,
        keys: Keys,
        paths: set[str],
        present: set[str],
        searched: Sequence[str],
        *,
        changed: bool,
    ) -> set[str]:
        """Make the outputs that gather from all articles, as far as they are outdated.

        Args:
            host: what MkDocs has made.
            keys: what concerns every article now.
            paths: outputs that there are already.
            present: paths of the site's files before.
            searched: shards of the search index.
            changed: whether an article was made again or is gone.
        """
        facts, report = self._shop.facts, self._shop.report
        known = facts.gathered()
        # The glossary decides single items, and these say so themselves.
        shared = key_line(replace(keys, glossary=""))
        base = digest_of(f"{shared}\n{host.introduction}\n{sorted(host.outputs)}".encode())
        whole = f"{base} {keys.glossary}"
        lost = self._lost(known, present)
        if not changed and not lost and facts.get("gathered") == whole:
            return set(known)
        from diglot.gather import Gatherer

        started = time.process_time()
        topics = self._shop.affected if facts.get("gathered").startswith(base) else None
        if topics is not None:
            topics = topics | {OTHERS, *(known[path] for path in lost)}
        gatherer = Gatherer(self._shop.publication, host.ordinary, host.introduction, facts)
        kept = {p for p, topic in known.items() if topics is not None and topic not in topics}
        clashes, made = kept & paths, kept - paths
        for item in gatherer.items(topics, set(known.values()), searched):
            if item.path in paths or item.path in made:
                clashes.add(item.path)
                continue
            made.add(item.path)
            key = f"{base} {item.key}"
            held = facts.gathered_with(item.path)
            if held[0] == key and item.path not in lost:
                continue
            output = item.render()
            report.gathered[item.path] = _why(held[0], base, lost=item.path in lost)
            report.written += storage.write_output(self._shop.site, output)
            facts.gather(item.path, item.topic, key, digest_of(output.content))
            if len(report.gathered) > _MANY:
                gc.enable()  # the command for few articles has it off
        report.problems += map(_clash, sorted(clashes))
        for path in known.keys() - made:
            facts.ungather(path)
        facts.put("gathered", "" if clashes else whole)  # else the next build would not say so
        report.steps["gather"] += time.process_time() - started
        return made

    def _lost(self, known: Mapping[str, str], present: set[str]) -> set[str]:
        """Give the outputs that gather and are not there, or not as they were written."""
        lost = known.keys() - present
        if self._shop.order.verify:
            held = self._shop.facts.gathered_with
            lost |= {path for path in known if self._shop.digest(path) != held(path)[1]}
        return lost

    # --- ordinary pages ---

    def _place_ordinary(self, host: Host, paths: set[str], present: set[str]) -> set[str]:
        """Bring what MkDocs has made into the site, the edition's own addresses left out."""
        folder = Path(host.folder)
        own = {address.HOME, address.NOT_FOUND, address.SITEMAP, f"{address.SITEMAP}.gz"}
        if folder == self._shop.site:  # MkDocs has written before this build began
            found = present - own
            taken = found & paths & host.outputs.keys()
        else:
            found = scan_site(folder)[0] - own if host.folder else set()
            taken = found & paths
        self._shop.report.problems += map(_clash, sorted(taken))
        found -= paths
        if folder == self._shop.site:
            return found
        host_key = digest_of(self._shop.facts.get("host").encode())
        fresh = self._shop.facts.get("placed") != host_key or bool(self._shop.facts.get("foreign"))
        for path in sorted(found):
            if fresh or path not in present or self._shop.order.verify:
                content = (folder / path).read_bytes()
                self._shop.report.written += storage.write_file(self._shop.site, path, content)
        self._shop.facts.put("placed", host_key)
        return found


def _clash(path: str) -> Problem:
    return Problem(
        "address-taken",
        Severity.ERROR,
        f"two sources make {path}",
        Location(path),
        "Rename one of the two.",
    )


def _why(before: str, base: str, *, lost: bool) -> str:
    """Say why an output is made again, by the key that it had; empty for one that is new."""
    if not before:
        return "new"
    if lost:
        return "missing or damaged"
    return "what it gathers changed" if before.startswith(base) else "theme or settings changed"
