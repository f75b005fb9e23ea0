"""What a build remembers for the next one, in one file under the publication's cache folder.

Everything in it can be made again from the content: a damaged or foreign file is set aside, and
the next build is a clean one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from diglot.model.due import Keys, Known

if TYPE_CHECKING:
    from diglot.model.edition import Occurrence
    from diglot.model.made import Made

_FORM = 4
"""Number of the tables' form; a file with another one is foreign."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    slug TEXT PRIMARY KEY, stamps TEXT NOT NULL, keys TEXT NOT NULL, pending TEXT NOT NULL,
    images TEXT NOT NULL, outputs TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE made (slug TEXT PRIMARY KEY, inputs TEXT NOT NULL, digests TEXT NOT NULL);
CREATE TABLE said (slug TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE faces (
    slug TEXT PRIMARY KEY, date TEXT NOT NULL, updated TEXT NOT NULL, fed TEXT NOT NULL,
    heading TEXT NOT NULL, listed TEXT NOT NULL, mapped TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE moved (slug TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE tallies (
    slug TEXT PRIMARY KEY, shown INTEGER NOT NULL, draft INTEGER NOT NULL,
    segments INTEGER NOT NULL, mentions INTEGER NOT NULL, withheld INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE states (
    state TEXT NOT NULL, slug TEXT NOT NULL, units INTEGER NOT NULL, PRIMARY KEY (state, slug)
) WITHOUT ROWID;
CREATE INDEX states_of ON states (slug);
CREATE TABLE parts (
    slug TEXT NOT NULL, part TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, part)
);
CREATE TABLE named (
    actor TEXT NOT NULL, slug TEXT NOT NULL, passages INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (actor, slug)
) WITHOUT ROWID;
CREATE INDEX named_in ON named (slug);
CREATE TABLE passages (
    slug TEXT NOT NULL, actor TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, actor)
);
CREATE TABLE counted (actor TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE gathered (
    path TEXT PRIMARY KEY, topic TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""
_OF_ARTICLES = (
    *("articles", "made", "said", "faces", "moved", "tallies", "states"),
    *("parts", "named", "passages"),
)
"""Tables that know an article by its slug."""


LISTS, INDEX, OTHERS = "(lists)", "(index)", "(others)"
"""Topics of gathered outputs beside the actors, whose ids have no parentheses: lists, feeds and
the sitemap; the index of actors; what is asked for its key at every build."""


class Row(NamedTuple):
    """What decides in most cases that an article is up to date; read for all of them at once."""

    slug: str
    stamps: str
    """How the disk described its sources."""
    keys: str
    pending: str
    """Names of files that were made in memory alone, one a line."""
    images: str
    """Where the images that it shows are looked for below content/, one a line."""


_Face = tuple[Any, ...] | None
_Named = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What the change of one article concerns."""

    listed: bool
    """Whether lists, feeds or the sitemap show something else of it."""
    actors: frozenset[str]
    """Actors whose pages show something else of it."""


def _change(face: _Face, named: _Named, new_face: _Face, new_named: _Named) -> Change:
    """Compare what pages that gather showed of an article with what they show."""
    actors = {*named, *new_named}
    if (face and face[4]) == (new_face and new_face[4]):
        actors = {each for each in actors if named.get(each) != new_named.get(each)}
    return Change(face != new_face, frozenset(actors))


class Facts:
    """The memory of one site's builds."""

    def __init__(self, path: Path | None) -> None:
        """Open a memory, or begin one.

        Args:
            path: its file; None for a memory of this process alone.
        """
        self._path = path
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._file = self._opened()
        except sqlite3.DatabaseError:
            self.forget()

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path or ":memory:", timeout=20.0, isolation_level=None)
        try:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=NORMAL")
            if file.execute("PRAGMA user_version").fetchone()[0] != _FORM:
                # A foreign form has tables of these names, and fails here.
                file.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={_FORM}; COMMIT;")
        except sqlite3.DatabaseError:
            file.close()
            raise
        file.execute("BEGIN")
        return file

    def forget(self) -> None:
        """Begin anew."""
        if hasattr(self, "_file"):
            self._file.close()
        if self._path is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        self._file = self._opened()

    def save(self) -> None:
        """Make what was remembered since the last save outlive the process."""
        self._file.execute("COMMIT")
        self._file.execute("BEGIN")

    def close(self) -> None:
        """Save and close."""
        self._file.execute("COMMIT")
        self._file.close()

    # --- single values ---

    def get(self, name: str) -> str:
        """Give a value; empty where there is none."""
        found = self._one("SELECT value FROM meta WHERE name = ?", name)
        return "" if found is None else str(found[0])

    def put(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._file.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # --- articles ---

    def rows(self) -> dict[str, Row]:
        """Give what is known of every article, by slug, in order."""
        found = self._file.execute("SELECT slug, stamps, keys, pending, images FROM articles")
        return {row[0]: Row._make(row) for row in found}

    def outputs(self) -> Iterator[tuple[str, list[str]]]:
        """Give the paths of the outputs of every article that has any, with its slug."""
        found = self._file.execute("SELECT slug, outputs FROM articles WHERE outputs <> ''")
        return ((slug, outputs.split("\n")) for slug, outputs in found)

    def pending(self) -> Iterator[tuple[str, list[str]]]:
        """Give the names of files that were made in memory alone, with their articles' slugs."""
        found = self._file.execute("SELECT slug, pending FROM articles WHERE pending <> ''")
        return ((slug, names.split("\n")) for slug, names in found)

    def known(self, row: Row) -> Known:
        """Give what decides whether an article is outdated."""
        found = self._one("SELECT inputs FROM made WHERE slug = ?", row.slug)
        inputs = json.loads(found[0]) if found else {}
        return Known(inputs, Keys(*row.keys.split("\t")), bool(row.pending))

    def restamp(self, slug: str, stamps: str) -> None:
        """Note that the disk describes the same sources otherwise."""
        self._file.execute("UPDATE articles SET stamps = ? WHERE slug = ?", (stamps, slug))

    def rekey(self, old: Keys, new: Keys) -> None:
        """Note that articles with the old keys are as they would be with the new ones."""
        values = (key_line(new), key_line(old))
        self._file.execute("UPDATE articles SET keys = ? WHERE keys = ?", values)

    def remember(self, made: Made, stamps: str, keys: Keys) -> Change:
        """Keep what making an article has given.

        Returns:
            What of it concerns pages that gather from many articles.
        """
        from diglot.formats.record import pack

        slug = made.slug
        face, named = self._shown_of(slug)
        for table in _OF_ARTICLES:
            if table != "parts":  # its rows are written over, for they are large
                self._forget(table, slug)
        row = (
            *(slug, stamps, key_line(keys), "\n".join(made.pending)),
            *("\n".join(made.images), "\n".join(made.outputs)),
        )
        self._put("articles", row)
        self._put("made", (slug, json.dumps(made.inputs), json.dumps(made.outputs)))
        if any(said := (made.problems, made.notes, made.links)):
            self._put("said", (slug, pack(said)))
        if made.face is not None:
            self._put("faces", (slug, *astuple(made.face)))
        if made.card is not None and made.card.former:
            self._put("moved", (slug,))
        tally = made.tally
        counts = (tally.segments, tally.mentions, tally.withheld)
        self._put("tallies", (slug, made.face is not None, made.draft, *counts))
        self._put("states", *((state, slug, units) for state, units in tally.states.items()))
        parts = {"record": made.record, "words": made.words, "card": pack(made.card)}
        parts |= {"index": pack(made.index), "index records": made.index_records}
        self._put("parts", *((slug, part, value) for part, value in parts.items()))
        new = sorted(made.named.items())
        self._put("named", *((actor, slug, each.count, each.digest) for actor, each in new))
        self._put("passages", *((slug, actor, each.passages) for actor, each in new if each.count))
        return _change(face, named, *self._shown_of(slug))

    def rerendered(self, slug: str, outputs: Mapping[str, str], keys: Keys) -> None:
        """Note that an article's pages were made again from what is kept of it."""
        values = ("\n".join(outputs), key_line(keys), slug)
        self._file.execute("UPDATE articles SET outputs = ?, keys = ? WHERE slug = ?", values)
        digests = (json.dumps(outputs), slug)
        self._file.execute("UPDATE made SET digests = ? WHERE slug = ?", digests)

    def drop(self, slug: str) -> Change:
        """Forget an article.

        Returns:
            What of that concerns pages that gather from many articles.
        """
        before = self._shown_of(slug)
        for table in _OF_ARTICLES:
            self._forget(table, slug)
        return _change(*before, *self._shown_of(slug))

    def _shown_of(self, slug: str) -> tuple[_Face, _Named]:
        """Give what pages that gather show of an article: its face, and whom it names."""
        face = self._one("SELECT * FROM faces WHERE slug = ?", slug)
        query = "SELECT actor, passages, digest FROM named WHERE slug = ? AND passages"
        found = self._file.execute(query, (slug,))
        return face, {actor: (passages, digest) for actor, passages, digest in found}

    def _put(self, table: str, *rows: tuple[Any, ...]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            query = f"INSERT OR REPLACE INTO {table} VALUES ({places})"  # noqa: S608 - our names
            self._file.executemany(query, rows)

    def _forget(self, table: str, slug: str) -> None:
        self._file.execute(f"DELETE FROM {table} WHERE slug = ?", (slug,))  # noqa: S608

    def part(self, slug: str, part: str) -> bytes:
        """Give a part of what is kept of an article: record, words, card or index."""
        found = self._one("SELECT value FROM parts WHERE slug = ? AND part = ?", slug, part)
        return bytes(found[0]) if found else b""

    def parts(self, part: str) -> Iterator[tuple[str, bytes]]:
        """Give one part of every article, with its slug."""
        yield from self._file.execute("SELECT slug, value FROM parts WHERE part = ?", (part,))

    def unpacked(self, slug: str, part: str) -> Any:
        """Give a packed part as the value that it is."""
        from diglot.formats.record import unpack

        return unpack(self.part(slug, part))

    def digests(self, slug: str) -> Mapping[str, str]:
        """Give the digest of each output of an article, by path."""
        found = self._one("SELECT digests FROM made WHERE slug = ?", slug)
        return json.loads(found[0]) if found else {}

    def listed(self) -> list[tuple[str, str, str]]:
        """Give each article that readers may find, the newest first.

        Returns:
            Slugs, each with digests of what lists and what the sitemap show of it.
        """
        query = "SELECT slug, listed, mapped FROM faces ORDER BY date DESC, slug DESC"
        return list(self._file.execute(query))

    def latest(self, lang: str, most: int) -> list[tuple[str, str]]:
        """Give slug and listed digest of the articles of a feed, the last updated first.

        Args:
            lang: tag of the language.
            most: how many to give at most.
        """
        query = (
            "SELECT slug, listed FROM faces WHERE instr(' ' || fed || ' ', ' ' || ? || ' ') "
            "ORDER BY updated DESC, slug DESC LIMIT ?"
        )
        return list(self._file.execute(query, (lang, most)))

    def tallies(self) -> list[tuple[bool, bool, int, int, int, int]]:
        """Sum up the articles, apart by whether they are shown and whether they are drafts.

        Returns:
            Shown, draft, articles, segments, mentions, translations withheld.
        """
        query = (
            "SELECT shown, draft, count(*), sum(segments), sum(mentions), sum(withheld) "
            "FROM tallies GROUP BY shown, draft"
        )
        return list(self._file.execute(query))

    def states(self) -> dict[str, int]:
        """Give the number of units in each state."""
        return dict(self._file.execute("SELECT state, sum(units) FROM states GROUP BY state"))

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Give what making an article had to say, packed, with its slug, in order."""
        yield from self._file.execute("SELECT slug, value FROM said ORDER BY slug")

    # --- actors ---

    def naming(self, actor: str) -> list[tuple[str, int, str]]:
        """Give each shown article that names an actor, the oldest first.

        Returns:
            Slug, number of passages, and digests of these and of what actors' pages say of the
            article.
        """
        query = (
            "SELECT n.slug, n.passages, n.digest || ' ' || f.heading FROM named n "
            "JOIN faces f USING (slug) WHERE n.actor = ? AND n.passages ORDER BY f.date, n.slug"
        )
        return list(self._file.execute(query, (actor,)))

    def passages_of(self, actor: str, slug: str) -> tuple[Occurrence, ...]:
        """Give the passages of an article that name an actor, in order."""
        from diglot.formats.passages import unpack_passages

        found = self._one("SELECT value FROM passages WHERE slug = ? AND actor = ?", slug, actor)
        return unpack_passages(bytes(found[0]), actor, slug) if found else ()

    def moved(self) -> list[str]:
        """Give every article that has had another name and whose addresses hold something."""
        return [row[0] for row in self._file.execute("SELECT slug FROM moved ORDER BY slug")]

    def concerning(self, actor: str) -> set[str]:
        """Give every article that an actor's entry matters to."""
        found = self._file.execute("SELECT slug FROM named WHERE actor = ?", (actor,))
        return {row[0] for row in found}

    def counts(self, affected: Collection[str] | None) -> dict[str, int]:
        """Give the number of passages that name each actor who is named at all.

        Args:
            affected: actors for whom it may have changed since this was asked last; None for all.
        """
        query = (
            "INSERT INTO counted SELECT actor, sum(passages) FROM named "
            "WHERE passages {} GROUP BY actor"
        )
        if affected is None:
            self._file.execute("DELETE FROM counted")
            self._file.execute(query.format(""))
        for actor in affected or ():
            self._file.execute("DELETE FROM counted WHERE actor = ?", (actor,))
            self._file.execute(query.format("AND actor = ?"), (actor,))
        return dict(self._file.execute("SELECT actor, passages FROM counted"))

    # --- outputs that gather from many articles ---

    def gathered(self) -> dict[str, str]:
        """Give the topic of every output that is no article's, by path."""
        return dict(self._file.execute("SELECT path, topic FROM gathered"))

    def gathered_with(self, path: str) -> tuple[str, str]:
        """Give key and digest of one of these outputs; both empty where it is not known."""
        found = self._one("SELECT key, digest FROM gathered WHERE path = ?", path)
        return (found[0], found[1]) if found else ("", "")

    def gather(self, path: str, topic: str, key: str, digest: str) -> None:
        """Note that an output was made."""
        self._put("gathered", (path, topic, key, digest))

    def ungather(self, path: str) -> None:
        """Forget an output."""
        self._file.execute("DELETE FROM gathered WHERE path = ?", (path,))

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._file.execute(query, values).fetchone()
        return found


def key_line(keys: Keys) -> str:
    """Write keys as one line."""
    return "\t".join(astuple(keys))
