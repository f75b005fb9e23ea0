"""The composer: from a publication to the files of its site, at the cost of what has changed.

scan (disk, facts)  ->  outdate  ->  make (prepare, analyse, render)  ->  gather  ->  check links
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from diglot import storage
from diglot.facts import Facts, Row, key_line
from diglot.keys import keys_of
from diglot.model import address
from diglot.model.due import Due, Keys, Work
from diglot.model.host import Host
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.scan import Content, Files, digest_of, now, scan_content, site_paths
from diglot.stages.check_settings import check_settings
from diglot.stages.outdate import outdate

if TYPE_CHECKING:
    from diglot.model.made import Made, SourceLink
    from diglot.model.settings import Settings
    from diglot.publication import Publication
    from diglot.workers import Job


@dataclass(frozen=True, slots=True)
class Order:
    """How a build is to be done."""

    site: Path | None = None
    """Folder of the site; that of mkdocs.yml by default."""
    writes: bool = False
    """Bring the files of content/ in step."""
    owns: bool = True
    """Every file of the site is the build's, so that any other one is removed."""
    frozen: bool = False
    """Fail where a file of content/ is not in step."""
    verify: bool = False
    """Read every output back, so that a damaged one is seen."""
    workers: int = 0
    """Processes; 0 for one per core."""
    index: bool = True
    """Bring the search index in step; else one that is there stays as it is."""


@dataclass
class Report:
    """What a build did, for its closing lines."""

    articles: int = 0
    drafts: int = 0
    segments: int = 0
    actors: int = 0
    mentions: int = 0
    states: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    """Files under content/ that were brought in step."""
    files: int = 0
    """How many files the site has."""
    written: int = 0
    """How many of them differed from what was there."""
    made: dict[str, Due] = field(default_factory=dict)
    """What was outdated, and why, by article."""
    gathered: dict[str, str] = field(default_factory=dict)
    """Why each output that gathers from many articles was made again, by path."""
    steps: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """CPU seconds by step, all processes together."""
    seconds: float = 0.0
    indexed: tuple[str, ...] = ()
    """Languages whose search index was made again."""
    index_seconds: float = 0.0
    """How much of the time that took, Pagefind being a process of its own."""


class Build:
    """One build of one site."""

    def __init__(
        self, settings: Settings, facts: Facts, order: Order, hosted: Callable[[], Host]
    ) -> None:
        """Get ready; nothing is read yet.

        Args:
            settings: the publication.
            facts: what the last build remembered.
            order: how to build.
            hosted: gives what MkDocs has made, having it made again where it is outdated.
        """
        self.settings = settings
        self._facts = facts
        self._order = order
        self._hosted = hosted
        self._site = order.site or Path(settings.site_dir)
        self._report = Report()
        self._publication: Publication | None = None
        self._affected: set[str] | None = set()
        """Actors whose pages may have changed; None for all."""
        self._searched: list[str] = []
        """Languages that have a search index."""

    def run(self) -> Report:
        """Bring the site in step with the content."""
        started, cpu = time.monotonic(), time.process_time()
        content = scan_content(Path(self.settings.content_dir))
        self._sweep(content)
        self._take_in(content)
        host = self._hosted()
        keys = keys_of(self.settings, self._facts, host.frame)
        rows = self._facts.rows()
        present = site_paths(self._site)
        self._report.steps["scan"] += time.process_time() - cpu
        due = self._plan(content, rows, keys, present)
        gone = rows.keys() - content.articles.keys()
        for slug in gone:
            self._note_affected(slug)
            self._facts.drop(slug)
        self._make(due, content, keys, host)
        self._settle(keys)
        if due or gone:
            rows = self._facts.rows()
        paths = self._outputs(rows)
        paths |= self._place_ordinary(host, paths, present)
        changed = bool(due or gone)
        paths |= self._search(keys, present, changed=changed)
        paths |= self._gather(host, keys, paths, present, changed=changed)
        if self._order.owns:
            self._remove(present - paths)
        self._conclude(host, rows, paths)
        self._facts.save()
        self._report.seconds = time.monotonic() - started
        return self._report

    def _take_in(self, content: Content) -> None:
        """Have what waits in the inbox shown as the articles that it will be."""
        said = "\n".join((*sorted(content.refused), content.inbox.stamps))
        if said != self._facts.get("said"):
            self._facts.put("said", said)
            self._publication = self._load()
        for slug, arrival in self._loaded.inbox.arrivals.items() if content.inbox.paths else ():
            files = Files()
            files.add(arrival.file.name, arrival.file)
            content.articles[slug] = files

    # --- plan ---

    def _sweep(self, content: Content) -> None:
        """Remove what a killed command has left half written; nobody writes under the lock."""
        if content.leftovers and self._order.writes:
            with storage.content_lock(Path(self.settings.root)):
                storage.remove_files(map(Path, content.leftovers))

    def _plan(
        self, content: Content, rows: Mapping[str, Row], keys: Keys, present: Collection[str]
    ) -> dict[str, Due]:
        """Give what is outdated of every article."""
        renamed = self._renamed(rows, keys)
        old_glossary, current = self._facts.get("glossary"), key_line(keys)
        due: dict[str, Due] = {}
        for slug in sorted(content.articles):
            files, row = content.articles[slug], rows.get(slug)
            named = renamed.get(slug, ())
            if row is None:
                due[slug] = Due(Work.ANALYSE, ("new",))
                continue
            outputs = row.outputs.split("\n") if row.outputs else []
            missing = [path for path in outputs if path not in present]
            damaged = self._damaged(slug) if self._order.verify else ()
            same = row.stamps == files.stamps
            pending = row.pending and self._order.writes
            if same and row.keys == current and not (missing or damaged or named or pending):
                continue
            known = self._facts.known(row)
            if known.keys.glossary == old_glossary:
                known = replace(known, keys=replace(known.keys, glossary=keys.glossary))
            found = outdate(
                known,
                known.inputs if same else files.digests(),
                keys,
                renamed=named,
                missing=missing,
                damaged=damaged,
                writes=self._order.writes,
            )
            if found is not None and found.work is Work.RENDER and not outputs:
                self._facts.rerendered(slug, {}, keys)  # a draft, say: there is nothing to render
            elif found is not None:
                due[slug] = found
            elif not same:
                self._facts.restamp(slug, _settled(files))
        return due

    def _renamed(self, rows: Mapping[str, Row], keys: Keys) -> dict[str, list[str]]:
        """Give the actors of whose entries a change concerns each article.

        An article is concerned by an entry that it was analysed with, and by a new spelling
        whose words it holds.
        """
        known = self._facts.get("glossary")
        if not rows or known == keys.glossary:
            return {}
        from diglot.formats.record import unpack
        from diglot.text.word_keys import may_hold

        held = self._facts.get("actors")
        old = {actor.id: actor for actor in unpack(bytes.fromhex(held))} if held else {}
        new = {actor.id: actor for actor in self._loaded.glossary.actors}
        changed = [id_ for id_ in sorted({*old, *new}) if old.get(id_) != new.get(id_)]
        found: dict[str, list[str]] = {}
        spellings: dict[str, frozenset[str]] = {}
        for id_ in changed:
            for slug in self._facts.concerning(id_):
                found.setdefault(slug, []).append(id_)
            before = old[id_].every_spelling if id_ in old else frozenset()
            after = new[id_].every_spelling if id_ in new else frozenset()
            spellings[id_] = after - before
        self._note_actors(changed)
        if any(spellings.values()):
            for slug, words in self._facts.parts("words"):
                for id_, new_ones in spellings.items():
                    if id_ not in found.get(slug, ()) and may_hold(words, new_ones):
                        found.setdefault(slug, []).append(id_)
        return found

    def _damaged(self, slug: str) -> list[str]:
        """Give the outputs of an article that do not hold what was written."""
        digests = self._facts.digests(slug)
        return [path for path, known in digests.items() if _digest(self._site / path) != known]

    # --- make ---

    def _make(
        self,
        due: Mapping[str, Due],
        content: Content,
        keys: Keys,
        host: Host,
    ) -> None:
        """Make what is outdated, and remember it as it comes."""
        self._report.made = dict(due)
        if not due:
            return
        from diglot.workers import Job, Team, make_all

        def jobs() -> Iterator[Job]:
            for slug, each in due.items():
                record = self._facts.part(slug, "record") if each.work is Work.RENDER else b""
                yield Job(slug, each, content.articles[slug], record)

        team = Team(self._loaded, host.ordinary, self._site, self._order.writes)
        for number, made in enumerate(make_all(jobs(), len(due), team, self._order.workers), 1):
            self._remember(made, content.articles[made.slug], keys)
            if number % _SAVE == 0:
                self._facts.save()

    def _remember(self, made: Made, files: Files, keys: Keys) -> None:
        self._report.written += made.written
        self._report.wrote += made.wrote
        for step, seconds in made.seconds.items():
            self._report.steps[step] += seconds
        if made.card is not None and not made.record:  # rendered again, all else as it was
            self._facts.rerendered(made.slug, made.outputs, keys)
            return
        self._note_affected(made.slug)
        self._note_actors(made.named)
        # What was written just now may have changed under the eyes of the scan.
        self._facts.remember(made, "" if made.wrote else _settled(files), keys)

    def _settle(self, keys: Keys) -> None:
        """Note that what no change of the glossary concerns is as it would be with the new one."""
        if self._facts.get("glossary") == keys.glossary:
            return
        from diglot.formats.record import pack

        old = replace(keys, glossary=self._facts.get("glossary"))
        self._facts.rekey(old, keys)
        self._facts.put("glossary", keys.glossary)
        self._facts.put("actors", pack(self._loaded.glossary.actors).hex())

    def _note_affected(self, slug: str) -> None:
        """Note that the pages of the actors that an article named may have changed."""
        self._note_actors(self._facts.named_in(slug))

    def _note_actors(self, actors: Iterable[str]) -> None:
        if self._affected is not None:
            self._affected.update(actors)

    # --- gather ---

    def _gather(
        self,
        host: Host,
        keys: Keys,
        paths: Collection[str],
        present: Collection[str],
        *,
        changed: bool,
    ) -> set[str]:
        """Make the outputs that gather from all articles, as far as they are outdated."""
        known = self._facts.gathered()
        # The glossary decides single items, and these say so themselves.
        shared = key_line(replace(keys, glossary=""))
        base = digest_of(f"{shared}\n{host.introduction}\n{sorted(host.outputs)}".encode())
        whole = f"{base} {keys.glossary}"
        lost = [path for path in known if path not in present]
        if self._order.verify:
            here = [path for path in known if path in present]
            lost += [path for path in here if _digest(self._site / path) != known[path][1]]
        if not changed and not lost and self._facts.get("gathered") == whole:
            return set(known)
        from diglot.gather import Gatherer

        started = time.process_time()
        if not self._facts.get("gathered").startswith(base):
            self._affected = None
        gatherer = Gatherer(self._loaded, host.ordinary, host.introduction, self._facts)
        made: set[str] = set()
        for item in gatherer.items(self._affected, known, self._searched):
            if item.path in paths or item.path in made:
                self._report.problems.append(_clash(item.path))
                continue
            made.add(item.path)
            key = f"{base} {item.key}"
            before = known.get(item.path)
            if before is not None and before[0] == key and item.path not in lost:
                continue
            output = item.render()
            self._report.gathered[item.path] = _why(before, base, lost=item.path in lost)
            self._report.written += storage.write_output(self._site, output)
            self._facts.gather(item.path, key, digest_of(output.content))
        for path in known.keys() - made:
            self._facts.ungather(path)
        self._facts.put("gathered", whole)
        self._report.steps["gather"] += time.process_time() - started
        return made

    # --- search ---

    def _search(self, keys: Keys, present: Collection[str], *, changed: bool) -> set[str]:
        """Bring the search index in step, and give its files."""
        if not self.settings.search:
            return set()
        held = json.loads(self._facts.get("search") or "{}")
        key = key_line(replace(keys, templates="", frame=""))
        paths, self._searched = set(held.get("paths", ())), held.get("languages", [])
        whole = paths <= set(present) and not self._order.verify
        same = held.get("key") == key and not changed
        if not (whole and (same or (paths and not self._order.index))):
            from diglot.search import available

            possible = available()
            paths, sound = self._indexed(paths) if possible else (set(), True)
            held = {"key": key if sound else "", "paths": sorted(paths)}
            held |= {"languages": self._searched, "possible": possible}
            self._facts.put("search", json.dumps(held))
        if not held["possible"]:
            self._report.notes.append(
                "Pagefind has no command for this platform: the site is built without search"
            )
        return paths

    def _indexed(self, before: set[str]) -> tuple[set[str], bool]:
        """Give the files of the index, and whether it is sound; a failure keeps those before."""
        from diglot.indexing import Indexing

        report, indexing = self._report, Indexing(self._loaded, self._facts)
        self._searched = indexing.languages
        paths: set[str] = set()
        try:
            for output in indexing.files():
                paths.add(output.path)
                report.written += storage.write_output(self._site, output)
        except DiglotError as error:
            report.problems += error.problems
            return before | paths, False
        report.indexed, report.index_seconds = tuple(indexing.index.rebuilt), indexing.index.seconds
        return paths, True

    # --- ordinary pages ---

    def _place_ordinary(
        self, host: Host, paths: Collection[str], present: Collection[str]
    ) -> set[str]:
        """Bring what MkDocs has made into the site, the edition's own addresses left out."""
        folder = Path(host.folder)
        own = {address.HOME, address.NOT_FOUND, address.SITEMAP, f"{address.SITEMAP}.gz"}
        if folder == self._site:  # MkDocs has written before this build began
            found = set(present) - own
            taken = found & set(paths) & host.outputs.keys()
        else:
            found = site_paths(folder) - own if host.folder else set()
            taken = found & set(paths)
        self._report.problems += map(_clash, sorted(taken))
        found -= set(paths)
        if folder == self._site:
            return found
        copied = json.loads(self._facts.get("ordinary") or "{}")
        stamps = self._facts.get("host")
        fresh = copied.get("") != digest_of(stamps.encode())
        for path in sorted(found):
            if fresh or path not in present or self._order.verify:
                content = (folder / path).read_bytes()
                self._report.written += storage.write_file(self._site, path, content)
        self._facts.put("ordinary", json.dumps({"": digest_of(stamps.encode())}))
        return found

    # --- close ---

    def _outputs(self, rows: Mapping[str, Row]) -> set[str]:
        """Give the paths of all outputs of articles."""
        return {path for row in rows.values() if row.outputs for path in row.outputs.split("\n")}

    def _remove(self, others: Iterable[str]) -> None:
        """Remove what is in the site and no longer of it."""
        storage.remove_from(self._site, sorted(others))

    def _conclude(self, host: Host, rows: Mapping[str, Row], paths: set[str]) -> None:
        """Count, check links, and say everything there is to say."""
        report, facts = self._report, self._facts
        report.files = len(paths)
        report.actors = int(facts.get("actor count") or 0)
        for shown, draft, tally in facts.tallies():
            segments, mentions, states = json.loads(tally)
            hidden = draft and not self.settings.drafts
            report.drafts += hidden
            report.articles += bool(shown) and not hidden
            report.segments += segments
            report.mentions += mentions
            report.states.update(states)
        said = self._said()
        for row in rows.values():
            names = row.pending.split("\n") if row.pending else []
            if self._order.frozen:
                said.problems += (not_in_step(row.slug, name) for name in names)
            elif names:
                files = ", ".join(names)
                said.notes.append(f"{row.slug}: {files} not on disk yet, done in memory")
        wanting = check_settings(self.settings)
        report.problems[:0] = [*said.publication, *wanting, *host.problems, *said.problems]
        report.notes += said.notes
        if not self.settings.site_url:
            report.notes.append("without site_url there are no feeds and no sitemap")
        report.problems += self._broken([*said.links, *self._ordinary_links(host)], paths)

    def _said(self) -> _Said:
        from diglot.formats.record import unpack

        publication = self._facts.get("problems")
        said = _Said(unpack(bytes.fromhex(publication)) if publication else ())
        for slug, data in self._facts.said():
            problems, notes, links = unpack(data)
            said.problems += problems
            said.notes += (f"{slug}: {note}" for note in notes)
            said.links += links
        return said

    def _ordinary_links(self, host: Host) -> Iterator[SourceLink]:
        if not host.outputs:
            return
        from diglot.render.links import page_links

        content = Path(self.settings.content_dir)
        shown = content.name if content.is_relative_to(self.settings.root) else str(content)
        for page, source in host.outputs.items():
            html = storage.read_text(self._site / page, page)
            if html is not None:
                place = f"{shown}/{source}"
                yield from page_links(html).resolved(page, self.settings.base_path, place)

    def _broken(self, links: Iterable[SourceLink], paths: set[str]) -> Iterator[Problem]:
        found = list(links)
        if not found:
            return iter(())
        from diglot.render.links import page_links
        from diglot.stages.check_links import check_links

        def anchors(path: str) -> Collection[str]:
            html = storage.read_text(self._site / path, path)
            return page_links(html).ids if html else ()

        return check_links(found, paths, anchors)

    @property
    def _loaded(self) -> Publication:
        """The publication, read when it is first needed."""
        if self._publication is None:
            self._publication = self._load()
        return self._publication

    def _load(self) -> Publication:
        from diglot.formats.record import pack
        from diglot.publication import load

        publication = load(self.settings)
        self._facts.put("problems", pack(publication.problems).hex())
        self._facts.put("actor count", str(len(publication.glossary.actors)))
        return publication


@dataclass
class _Said:
    """What there is to say of a publication's content."""

    publication: tuple[Problem, ...]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)


_SAVE = 500
"""Articles after which what was made outlives a kill."""


def not_in_step(slug: str, name: str) -> Problem:
    """Make the error about a file that sync would write."""
    return Problem(
        "not-in-step",
        Severity.ERROR,
        "is not in step with its article",
        Location(f"{slug}/{name}"),
        "Run diglot sync and commit what it writes.",
    )


def _settled(files: Files) -> str:
    return files.stamps if files.settled(now()) else ""


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


def _clash(path: str) -> Problem:
    return Problem(
        "address-taken",
        Severity.ERROR,
        f"two sources make {path}",
        Location(path),
        "Rename one of the two.",
    )


def _why(before: tuple[str, str] | None, base: str, *, lost: bool) -> str:
    if before is None:
        return "new"
    if lost:
        return "missing or damaged"
    return "what it gathers changed" if before[0].startswith(base) else "theme or settings changed"
