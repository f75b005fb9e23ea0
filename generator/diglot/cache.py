"""What engines have answered, kept so that nothing is asked and paid for twice.

Raw answers only, under the protected text, the language pair, the engine's fingerprint and the
terms that the text holds: protection and checks can be run again freely, and a change of one
glossary entry concerns the texts that hold it. Failures and people's texts are never here.
Beside them stands what `diglot probe` has measured.
The review desk keeps the drafts that are edited at it in a file of its own, by fingerprint.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from diglot.model.fingerprint import digest
from diglot.model.machine import Term

_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS probes (engine TEXT PRIMARY KEY, date TEXT, styles TEXT)",
)


def key_of(text: str, pair: tuple[str, str], fingerprint: str, terms: Sequence[Term]) -> str:
    """Give the key of an answer: everything that decides it, and nothing else."""
    hits = sorted({(term.source, term.target) for term in terms})
    return digest(json.dumps([text, pair, fingerprint, hits], ensure_ascii=False))


class AnswerCache:
    """Answers by key, in a file; a damaged file is made anew, for all of it can be asked again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._file = self._opened()
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            self._file = self._opened()

    def _opened(self) -> sqlite3.Connection:
        file = sqlite3.connect(self._path, timeout=20.0, isolation_level=None)
        try:
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=NORMAL")
            for table in _TABLES:
                file.execute(table)
        except sqlite3.DatabaseError:
            file.close()
            raise
        return file

    def get(self, key: str) -> str | None:
        """Give the answer kept under a key."""
        with closing(
            self._file.execute("SELECT answer FROM answers WHERE key = ?", (key,))
        ) as rows:
            found = rows.fetchone()
        return None if found is None else str(found[0])

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; what is kept outlives a kill of the process."""
        self._file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))

    def probed(self, engine: str) -> tuple[str, tuple[str, ...]] | None:
        """Give the date and the result of the last probe of an engine, by its fingerprint."""
        with closing(
            self._file.execute("SELECT date, styles FROM probes WHERE engine = ?", (engine,))
        ) as rows:
            found = rows.fetchone()
        return None if found is None else (str(found[0]), tuple(str(found[1]).split()))

    def keep_probe(self, engine: str, date: str, styles: Sequence[str]) -> None:
        """Keep which styles of protection survive an engine, the best first."""
        row = (engine, date, " ".join(styles))
        self._file.execute("INSERT OR REPLACE INTO probes VALUES (?, ?, ?)", row)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
