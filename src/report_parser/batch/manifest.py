"""What a run has done so far, in SQLite: places, documents, results. A run that was killed goes on from it.

A result stands under the hash of its document's bytes, of the program and of its rules; a document under its name within the run.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_parser.batch.model import Limits, Outcome
from report_parser.errors import UsageError
from report_parser.inputs.places import Item, Trouble

NAME = "manifest.sqlite"
_COMMIT = 0.5
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS places (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, run INTEGER NOT NULL, done INTEGER NOT NULL,
  ignored TEXT NOT NULL DEFAULT '{}');
CREATE TABLE IF NOT EXISTS documents (name TEXT NOT NULL, date TEXT NOT NULL, place TEXT NOT NULL, position INTEGER NOT NULL,
  run INTEGER NOT NULL, key BLOB, url TEXT, code TEXT, message TEXT, spot TEXT, PRIMARY KEY (name, date, place, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_place ON documents (place);
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, code TEXT, message TEXT, spot TEXT, bound REAL, seconds REAL NOT NULL,
  facts TEXT, body BLOB);
"""
_INSERT_DOCUMENT = "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the run with its outcome: facts where it was read, a code and a message where it was not."""

    name: str
    date: str
    place: str
    position: int
    url: str | None
    seconds: float
    code: str | None
    message: str | None
    where: str | None
    facts: dict[str, Any] | None
    body: bytes | None = None
    """The report, compressed; only where asked for."""

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Returns what documents are sorted by: the same whatever the workers, the shares, and what was there before."""
        return self.name, self.date, self.place, self.position


class Manifest:
    """The manifest of one output folder; one process at a time may write it."""

    def __init__(self, folder: Path) -> None:
        """Opens or creates the manifest.

        Raises:
            UsageError: another run is writing to the folder, or the file is no manifest.
        """
        self.path = folder / NAME
        self.base = sqlite3.connect(self.path, isolation_level=None, timeout=1.0)
        try:
            # Exclusive before WAL: no shared memory is needed, so that it works on file servers, and nobody else writes.
            self.base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self.base.execute("PRAGMA journal_mode=WAL")
            self.base.execute("PRAGMA synchronous=NORMAL")
            self.base.executescript(_SCHEMA)
            self.base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise UsageError(
                f"{folder}: another run is writing there ({error}); wait for it, or choose another --out"
            ) from error
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self.path}: is no manifest of a run ({error}); choose another --out") from error
        self.run = int(self.meta("run") or 0)
        self.committed = time.monotonic()

    def close(self) -> None:
        """Commits what there is."""
        self.base.execute("COMMIT")
        self.base.close()

    def commit(self, *, now: bool = False) -> None:
        """Commits, at most twice a second unless ``now``."""
        if now or time.monotonic() - self.committed > _COMMIT:
            self.base.execute("COMMIT")
            self.base.execute("BEGIN IMMEDIATE")
            self.committed = time.monotonic()

    def meta(self, name: str) -> str | None:
        row = self.base.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str | None) -> None:
        self.base.execute("DELETE FROM meta WHERE name = ?", (name,))
        if value is not None:
            self.base.execute("INSERT INTO meta VALUES (?, ?)", (name, value))

    def begin(self) -> None:
        """Begins a new run: what it does not meet again is forgotten at its end."""
        self.run += 1
        self.set_meta("run", str(self.run))

    def prepare(self, program: str, limits: Limits, *, retry: bool) -> None:
        """Forgets what does not hold any more: places of another program, failures that this run may not meet."""
        if self.meta("program") != program:
            self.base.execute("UPDATE places SET done = 0")
            self.set_meta("program", program)
        self.base.execute(
            "DELETE FROM results WHERE code = 'missing_extra' OR (code = 'time_limit' AND bound < ?) "
            "OR (code IN ('memory_limit', 'crashed') AND bound < ?) OR (? AND code IS NOT NULL)",
            (limits.seconds, limits.megabytes or 1 << 30, retry),
        )
        self.base.execute(
            "UPDATE places SET done = 0 WHERE name IN (SELECT d.place FROM documents d LEFT JOIN results r USING (key) "
            "WHERE (d.key IS NOT NULL AND r.key IS NULL) OR d.code IN ('missing_extra', 'unreadable') OR (? AND d.code IS NOT NULL))",
            (retry,),
        )

    def keep(self, place: str, stamp: str) -> int | None:
        """Takes an unchanged place over into this run; returns its number of documents, None where it must be read."""
        row = self.base.execute("SELECT stamp, done, run FROM places WHERE name = ?", (place,)).fetchone()
        if row is None or row[0] != stamp or not row[1]:
            return None
        if row[2] == self.run:
            return 0
        self.base.execute("UPDATE places SET run = ? WHERE name = ?", (self.run, place))
        return self.base.execute("UPDATE documents SET run = ? WHERE place = ?", (self.run, place)).rowcount

    def begin_place(self, place: str, stamp: str) -> bool:
        """Notes that a place is being read; False where this run has read it already."""
        row = self.base.execute("SELECT run FROM places WHERE name = ?", (place,)).fetchone()
        if row is not None and row[0] == self.run:
            return False
        self.base.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, 0, '{}')", (place, stamp, self.run))
        return True

    def end_place(self, place: str, ignored: Mapping[str, int]) -> None:
        """Notes what lay in a place and was no document, by ending."""
        if ignored:
            self.base.execute("UPDATE places SET ignored = ? WHERE name = ?", (json.dumps(ignored), place))

    def ignored(self) -> Counter[str]:
        """Returns how many members of archives were no documents, by ending."""
        counts: Counter[str] = Counter()
        for (text,) in self.base.execute("SELECT ignored FROM places WHERE ignored <> '{}'"):
            counts.update(json.loads(text))
        return counts

    def add_item(self, item: Item, place: str, key: bytes) -> None:
        """Notes a document of this run by the key of its result."""
        row = (item.name, item.date or "", place, item.position, self.run, key, item.url, None, None, None)
        self.base.execute(_INSERT_DOCUMENT, row)

    def add_trouble(self, trouble: Trouble, place: str) -> None:
        """Notes a document of this run that did not even reach a worker."""
        row = (trouble.name, "", place, 0, self.run, None, None, trouble.code, trouble.message, trouble.where)
        self.base.execute(_INSERT_DOCUMENT, row)

    def has_result(self, key: bytes) -> bool:
        return self.base.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone() is not None

    def add_result(self, outcome: Outcome, limits: Limits) -> None:
        bound = limits.seconds if outcome.code == "time_limit" else limits.megabytes or 1 << 30
        facts = None if outcome.facts is None else json.dumps(outcome.facts, ensure_ascii=False)
        row = (outcome.key, outcome.code, outcome.message, outcome.where, bound, outcome.seconds, facts, outcome.body)
        self.base.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self.commit()

    def finish(self) -> None:
        """Notes that all places of this run are read, and forgets what is no part of it."""
        self.base.execute("DELETE FROM documents WHERE run <> ?", (self.run,))
        self.base.execute("DELETE FROM places WHERE run <> ?", (self.run,))
        self.base.execute("UPDATE places SET done = 1")
        self.base.execute("DELETE FROM results WHERE key NOT IN (SELECT key FROM documents WHERE key IS NOT NULL)")
        self.commit(now=True)

    def documents(self, *, bodies: bool = False) -> Iterator[Document]:
        """Yields all documents in their order, with or without their reports."""
        query = (
            "SELECT d.name, d.date, d.place, d.position, d.url, coalesce(r.seconds, 0), coalesce(d.code, r.code), "
            f"coalesce(d.message, r.message), coalesce(d.spot, r.spot), r.facts{', r.body' if bodies else ''} "
            "FROM documents d LEFT JOIN results r USING (key) ORDER BY d.name, d.date, d.place, d.position"
        )
        for name, date, place, position, url, seconds, code, message, spot, facts, *body in self.base.execute(query):
            read = None if facts is None else json.loads(facts)
            yield Document(name, date, place, position, url, seconds, code, message, spot, read, *body)
