"""DuckDB: one file with all tables, their labels as comments, and the codebook as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from report_parser.rules.codebook import DataTable, data_tables
from report_parser.sinks.codebook import CODEBOOK_COLUMNS, codebook_rows
from report_parser.sinks.delimited import plain, write_tables
from report_parser.sinks.files import extra, scratch, staged
from report_parser.sinks.rows import Reports

NAME = "reports.duckdb"
TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


def write_duckdb(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.duckdb``. Two runs give the same rows in the same order, but not the same bytes.

    The rows go through files of their own in the same folder (DuckDB takes single rows in slowly), about as large as the CSV.

    Raises:
        MissingExtraError: duckdb is not installed.
    """
    duckdb = extra("duckdb", "duckdb", "the format duckdb")
    with staged(out, [NAME]) as (path,), scratch(out, NAME) as folder:
        paths = {name: folder / f"{name}.csv" for name in data_tables()}
        write_tables(reports, paths, encoding="utf-8", show=plain)
        with duckdb.connect(folder / NAME, config={"threads": 1, "memory_limit": "512MB"}) as base:
            _fill(base, paths)
        (folder / NAME).replace(path)
    return (out / NAME,)


def _fill(base: Any, paths: Mapping[str, Path]) -> None:
    for table in data_tables().values():
        base.execute(f"CREATE TABLE {table.name} AS SELECT * FROM {read_csv(table, paths[table.name])}")
        for statement in _comments(table):
            base.execute(statement)
    base.execute(f"CREATE TABLE codebook ({', '.join(f'{name} VARCHAR' for name in CODEBOOK_COLUMNS)})")
    base.executemany(f"INSERT INTO codebook VALUES ({', '.join('?' * len(CODEBOOK_COLUMNS))})", codebook_rows())


def read_csv(table: DataTable, path: Path) -> str:
    """Returns DuckDB's table function that reads a table from a CSV file with the types of the codebook."""
    columns = ", ".join(f"'{c.name}': '{TYPES[c.type]}'" for c in table.columns)
    return (
        f"read_csv({quoted(str(path))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = ',', "
        "quote = '\"', escape = '\"', nullstr = '', new_line = '\\r\\n', parallel = false)"
    )


def quoted(text: str) -> str:
    """Returns a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _comments(table: DataTable) -> Iterator[str]:
    yield f"COMMENT ON TABLE {table.name} IS {quoted(f'{table.zh} / {table.en}')}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {quoted(f'{column.zh} / {column.en}')}"
