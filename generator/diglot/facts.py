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
from typing import TYPE_CHECKING, Any

from diglot.model.due import Keys, Known

if TYPE_CHECKING:
    from diglot.model.edition import Occurrence
    from diglot.model.made import Made

_FORM = 2
"""Number of the tables' form; a file with another one is foreign."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    slug TEXT PRIMARY KEY, stamps TEXT NOT NULL, keys TEXT NOT NULL, pending TEXT NOT NULL,
    outputs TEXT NOT NULL, images TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE details (
    slug TEXT PRIMARY KEY, inputs TEXT NOT NULL, digests TEXT NOT NULL, tally TEXT NOT NULL,
    shown INTEGER NOT NULL, draft INTEGER NOT NULL, moved INTEGER NOT NULL,
    date TEXT NOT NULL, updated TEXT NOT NULL, face TEXT NOT NULL,
    said BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE parts (
    slug TEXT NOT NULL, part TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (slug, part)
);
CREATE TABLE named (
    actor TEXT NOT NULL, slug TEXT NOT NULL, passages INTEGER NOT NULL, digest TEXT NOT NULL,
    value BLOB NOT NULL, PRIMARY KEY (actor, slug)
);
CREATE INDEX named_in ON named (slug);
CREATE TABLE counted (actor TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE gathered (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What decides in most cases that an article is up to date; read for all of them at once."""

    slug: str
    stamps: str
    """How the disk described its sources."""
    keys: str
    pending: str
    """Names of files that were made in memory alone, one a line."""
    outputs: str
    """Paths of its outputs, one a line."""
    images: str
    """Where the images that it shows are looked for below content/, one a line."""


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
        found = self._file.execute("SELECT * FROM articles")
        return {row[0]: Row(*row) for row in found}

    def known(self, row: Row) -> Known:
        """Give what decides whether an article is outdated."""
        found = self._one("SELECT inputs FROM details WHERE slug = ?", row.slug)
        inputs = json.loads(found[0]) if found else {}
        return Known(inputs, Keys(*row.keys.split("\t")), bool(row.pending))

    def restamp(self, slug: str, stamps: str) -> None:
        """Note that the disk describes the same sources otherwise."""
        self._file.execute("UPDATE articles SET stamps = ? WHERE slug = ?", (stamps, slug))

    def rekey(self, old: Keys, new: Keys) -> None:
        """Note that articles with the old keys are as they would be with the new ones."""
        values = (key_line(new), key_line(old))
        self._file.execute("UPDATE articles SET keys = ? WHERE keys = ?", values)

    def remember(self, made: Made, stamps: str, keys: Keys) -> None:
        """Keep what making an article has given."""
        from diglot.formats.record import pack

        outputs = "\n".join(made.outputs)
        row = (
            *(made.slug, stamps, key_line(keys), "\n".join(made.pending)),
            *(outputs, "\n".join(made.images)),
        )
        self._file.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)", row)
        tally = json.dumps(astuple(made.tally))
        shown = made.card is not None and not made.card.withdrawn
        detail = (
            *(made.slug, json.dumps(made.inputs), json.dumps(made.outputs), tally, shown),
            *(made.draft, made.card is not None and bool(made.card.former)),
            *((made.card.date, made.card.updated) if made.card else ("", "")),
            made.face,
            pack(said) if any(said := (made.problems, made.notes, made.links)) else b"",
        )
        self._file.execute(
            "INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", detail
        )
        parts = {"record": made.record, "words": made.words}
        parts["card"] = pack(made.card)
        parts |= {"index": pack(made.index), "index records": made.index_records}
        self._file.executemany(
            "INSERT OR REPLACE INTO parts VALUES (?, ?, ?)",
            ((made.slug, part, value) for part, value in parts.items()),
        )
        self._file.execute("DELETE FROM named WHERE slug = ?", (made.slug,))
        self._file.executemany(
            "INSERT INTO named VALUES (?, ?, ?, ?, ?)",
            (
                (actor, made.slug, len(each.passages), each.digest, pack(each.passages))
                for actor, each in sorted(made.named.items())
            ),
        )

    def rerendered(self, slug: str, outputs: Mapping[str, str], keys: Keys) -> None:
        """Note that an article's pages were made again from what is kept of it."""
        values = ("\n".join(outputs), key_line(keys), slug)
        self._file.execute("UPDATE articles SET outputs = ?, keys = ? WHERE slug = ?", values)
        digests = (json.dumps(outputs), slug)
        self._file.execute("UPDATE details SET digests = ? WHERE slug = ?", digests)

    def drop(self, slug: str) -> None:
        """Forget an article."""
        for table in ("articles", "details", "parts", "named"):
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
        found = self._one("SELECT digests FROM details WHERE slug = ?", slug)
        return json.loads(found[0]) if found else {}

    def shown(self) -> list[tuple[str, str]]:
        """Give slug and face of every article that readers may find, the newest first."""
        query = "SELECT slug, face FROM details WHERE shown ORDER BY date DESC, slug DESC"
        return list(self._file.execute(query))

    def latest(self, most: int) -> list[tuple[str, str]]:
        """Give slug and face of the articles that readers may find, the last updated first."""
        query = (
            "SELECT slug, face FROM details WHERE shown ORDER BY updated DESC, slug DESC LIMIT ?"
        )
        return list(self._file.execute(query, (most,)))

    def tallies(self) -> list[tuple[bool, bool, str]]:
        """Give of each article whether it is shown, whether it is a draft, and its tally."""
        return list(self._file.execute("SELECT shown, draft, tally FROM details"))

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Give what making an article had to say, packed, with its slug, in order."""
        yield from self._file.execute("SELECT slug, said FROM details WHERE length(said)")

    # --- actors ---

    def naming(self, actor: str) -> list[tuple[str, int, str]]:
        """Give each shown article that names an actor, the oldest first.

        Returns:
            Slug, number of passages, and a digest of these and of what actors' pages say of the
            article.
        """
        query = (
            "SELECT n.slug, n.passages, n.digest, d.face FROM named n JOIN details d USING (slug) "
            "WHERE n.actor = ? AND n.passages AND d.shown ORDER BY d.date, n.slug"
        )
        found = self._file.execute(query, (actor,))
        return [(slug, n, f"{digest} {face.split()[0]}") for slug, n, digest, face in found]

    def passages_of(self, actor: str, slug: str) -> tuple[Occurrence, ...]:
        """Give the passages of an article that name an actor, in order."""
        from diglot.formats.record import unpack

        found = self._one("SELECT value FROM named WHERE actor = ? AND slug = ?", actor, slug)
        passages: tuple[Occurrence, ...] = unpack(bytes(found[0])) if found else ()
        return passages

    def moved(self) -> list[str]:
        """Give every article that has had another name and whose addresses hold something."""
        query = "SELECT slug FROM details WHERE moved ORDER BY slug"
        return [row[0] for row in self._file.execute(query)]

    def concerning(self, actor: str) -> set[str]:
        """Give every article that an actor's entry matters to."""
        found = self._file.execute("SELECT slug FROM named WHERE actor = ?", (actor,))
        return {row[0] for row in found}

    def named_in(self, slug: str) -> set[str]:
        """Give every actor that an article was analysed with."""
        found = self._file.execute("SELECT actor FROM named WHERE slug = ?", (slug,))
        return {row[0] for row in found}

    def counts(self, affected: Collection[str] | None) -> dict[str, int]:
        """Give the number of passages that name each actor who is named at all.

        Args:
            affected: actors for whom it may have changed since this was asked last; None for all.
        """
        query = (
            "INSERT INTO counted SELECT n.actor, sum(n.passages) FROM named n "
            "JOIN details d USING (slug) WHERE n.passages AND d.shown {} GROUP BY n.actor"
        )
        if affected is None:
            self._file.execute("DELETE FROM counted")
            self._file.execute(query.format(""))
        for actor in affected or ():
            self._file.execute("DELETE FROM counted WHERE actor = ?", (actor,))
            self._file.execute(query.format("AND n.actor = ?"), (actor,))
        return dict(self._file.execute("SELECT actor, passages FROM counted"))

    # --- outputs that gather from all ---

    def gathered(self) -> dict[str, tuple[str, str]]:
        """Give key and digest of every output that is no article's, by path."""
        found = self._file.execute("SELECT path, key, digest FROM gathered")
        return {path: (key, digest) for path, key, digest in found}

    def gather(self, path: str, key: str, digest: str) -> None:
        """Note that an output was made."""
        self._file.execute("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?)", (path, key, digest))

    def ungather(self, path: str) -> None:
        """Forget an output."""
        self._file.execute("DELETE FROM gathered WHERE path = ?", (path,))

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._file.execute(query, values).fetchone()
        return found


def key_line(keys: Keys) -> str:
    """Write keys as one line."""
    return "\t".join(astuple(keys))
