"""SQLite: one file with all tables and the codebook as a table; needs nothing but Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from report_parser.rules.codebook import DataTable, data_tables
from report_parser.sinks.codebook import CODEBOOK_COLUMNS, codebook_rows
from report_parser.sinks.files import staged
from report_parser.sinks.rows import Reports, Row, Value, rows_of

NAME = "reports.sqlite"
_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "DATE", "boolean": "BOOLEAN"}
_INDEXES = (
    ("reports", "report_id"),
    ("figures", "report_id"),
    ("figures", "indicator_id"),
    ("indicators", "report_id"),
    ("sections", "report_id"),
    ("findings", "report_id"),
)


def write_sqlite(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.sqlite``. Dates are ISO 8601 texts, booleans 0 and 1, whole numbers integers."""
    with staged(out, [NAME]) as (path,), closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; BEGIN;")
        _fill(base, reports)
        for table, column in _INDEXES:
            base.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
        base.execute("COMMIT")
    return (out / NAME,)


def _fill(base: sqlite3.Connection, reports: Reports) -> None:
    for table in data_tables().values():
        base.execute(_create(table))
    base.execute(f"CREATE TABLE codebook ({', '.join(f'{name} TEXT' for name in CODEBOOK_COLUMNS)})")
    base.executemany(_insert("codebook", len(CODEBOOK_COLUMNS)), codebook_rows())
    for report in reports():
        for name, rows in rows_of(report).items():
            base.executemany(_insert(name, len(data_tables()[name].columns)), map(_row, rows))


def _create(table: DataTable) -> str:
    return f"CREATE TABLE {table.name} ({', '.join(f'{c.name} {_TYPES[c.type]}' for c in table.columns)})"


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _row(row: Row) -> tuple[Value, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)
