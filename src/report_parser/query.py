"""SQL over what the sinks wrote: DuckDB in memory, one view a data table."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from report_parser.errors import InputError, UsageError
from report_parser.rules.codebook import data_tables
from report_parser.sinks.duck import NAME as DUCKDB_FILE
from report_parser.sinks.duck import quoted, read_csv, write_duckdb
from report_parser.sinks.files import extra
from report_parser.sinks.jsonl import NAME as JSONL_FILE
from report_parser.sinks.jsonl import read_jsonl
from report_parser.sinks.sqlite import NAME as SQLITE_FILE


@contextmanager
def opened(data: Path) -> Iterator[Any]:
    """Gives a DuckDB connection with a view for each data table that stands in a folder.

    Args:
        data: a folder that ``batch`` or ``export`` wrote (Parquet is taken first, then DuckDB, CSV, SQLite,
            JSON Lines), or one ``.duckdb``, ``.sqlite`` or ``.jsonl`` file.

    Raises:
        InputError: there is no data that can be queried.
        UsageError: a statement run on the connection is wrong; the message is DuckDB's, with the tables that there are.
        MissingExtraError: duckdb is not installed.
    """
    duckdb = extra("duckdb", "duckdb", "report-parser query")
    if not data.exists():
        raise InputError(f"--data {data}: there is no such folder or file")
    with duckdb.connect() as base, TemporaryDirectory(prefix="report-parser-") as scratch:
        try:
            if not any(way(base, data, Path(scratch)) for way in _WAYS):
                raise InputError(
                    f"--data {data}: holds none of {', '.join(data_tables())} as .parquet, .duckdb, .csv, .sqlite or "
                    ".jsonl; make them with report-parser export"
                )
            yield base
        except duckdb.Error as error:
            raise UsageError(f"query: {str(error).strip()}{_hint(base, error)}") from error


def run(base: Any, sql: str) -> tuple[list[str], Callable[[], list[tuple[Any, ...]]]]:
    """Runs one statement; returns the names of its columns, and a function that gives the next rows, none at the end."""
    result = base.execute(sql)
    if result.description is None:
        return [], list
    return [column[0] for column in result.description], lambda: result.fetchmany(1000)


def _hint(base: Any, error: Exception) -> str:
    if type(error).__name__ != "CatalogException":
        return ""
    names = [name for (name,) in base.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
    return f"\nthere are the tables {', '.join(sorted(names))}; columns: DESCRIBE {names[0]}" if names else ""


def _view(base: Any, table: str, source: str) -> None:
    base.execute(f"CREATE VIEW {table} AS SELECT * FROM {source}")


def _parquet(base: Any, data: Path, _: Path) -> bool:
    """Whole files, or the parts of a sharded run in folders of their own."""
    found = False
    for table in data_tables():
        for pattern in (f"{table}.parquet", f"part-*/{table}.parquet"):
            files = sorted(data.glob(pattern)) if data.is_dir() else []
            if files:
                _view(base, table, f"read_parquet([{', '.join(quoted(str(file)) for file in files)}])")
                found = True
                break
    return found


def _csv(base: Any, data: Path, _: Path) -> bool:
    found = {name: data / f"{name}.csv" for name in data_tables() if (data / f"{name}.csv").is_file()}
    for name, path in found.items():
        _view(base, name, read_csv(data_tables()[name], path))
    return bool(found)


def _duckdb(base: Any, data: Path, _: Path) -> bool:
    path = data / DUCKDB_FILE if data.is_dir() else data
    if path.suffix != ".duckdb" or not path.is_file():
        return False
    base.execute(f"ATTACH {quoted(str(path))} AS stored (READ_ONLY)")
    for table in (*data_tables(), "codebook"):
        _view(base, table, f"stored.{table}")
    return True


def _sqlite(base: Any, data: Path, scratch: Path) -> bool:
    """Copies the rows: DuckDB would have to fetch its reader of SQLite from the network."""
    path = data / SQLITE_FILE if data.is_dir() else data
    if path.suffix != ".sqlite" or not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as stored:
        for name, table in data_tables().items():
            copy = scratch / f"{name}.csv"
            with copy.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerow([column.name for column in table.columns])
                csv.writer(file).writerows(map(list, stored.execute(f"SELECT * FROM {name}")))
            _view(base, name, read_csv(table, copy))
    return True


def _jsonl(base: Any, data: Path, scratch: Path) -> bool:
    path = data / JSONL_FILE if data.is_dir() else data
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    (made,) = write_duckdb(lambda: read_jsonl([path]), scratch)
    return _duckdb(base, made, scratch)


_WAYS = (_parquet, _duckdb, _csv, _sqlite, _jsonl)
