"""Reads back what each sink wrote, with a reader that is not the writer's: rows of the data tables, as ``rows_of`` gives them."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pyarrow.parquet

from report_parser.rules.codebook import Column, data_tables
from report_parser.sinks.delimited import unguarded
from report_parser.sinks.rows import Row, rows_of

Tables = dict[str, list[Row]]


def read_jsonl(out: Path) -> Tables:
    tables: Tables = {name: [] for name in data_tables()}
    for line in (out / "reports.jsonl").read_text("utf-8").splitlines():
        for name, rows in rows_of(json.loads(line)).items():
            tables[name] += rows
    return tables


def read_parquet(out: Path) -> Tables:
    return {name: _tuples(pyarrow.parquet.read_table(out / f"{name}.parquet").to_pylist()) for name in data_tables()}


def _tuples(rows: list[dict[str, Any]]) -> list[Row]:
    return [tuple(row.values()) for row in rows]


def read_csv(out: Path) -> Tables:
    tables: Tables = {}
    for name, table in data_tables().items():
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [column.name for column in table.columns]
        tables[name] = [tuple(map(_of_text, row, table.columns)) for row in rows]
    return tables


def _of_text(text: str, column: Column) -> Any:
    if text == "":
        return None
    kinds: dict[str, Callable[[str], Any]] = {
        "text": unguarded,
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    return kinds[column.type](text)


def read_xlsx(out: Path) -> Tables:
    book = openpyxl.load_workbook(out / "reports.xlsx", read_only=True)
    tables: Tables = {}
    for name, table in data_tables().items():
        sheets = [book[s] for s in book.sheetnames if s == name or s.startswith(f"{name}_")]
        width = len(table.columns)
        rows = (row[:width] for s in sheets for row in s.iter_rows(min_row=3, max_col=width, values_only=True))
        tables[name] = [tuple(v.date() if isinstance(v, datetime) else v for v in row) for row in rows]
    return tables


def read_sqlite(out: Path) -> Tables:
    with sqlite3.connect(out / "reports.sqlite") as base:
        tables = {name: base.execute(f"SELECT * FROM {name}").fetchall() for name in data_tables()}
    base.close()
    return {name: [_of_sqlite(row, data_tables()[name].columns) for row in rows] for name, rows in tables.items()}


def _of_sqlite(row: tuple[Any, ...], columns: tuple[Column, ...]) -> Row:
    kinds: dict[str, Callable[[Any], Any]] = {"date": date.fromisoformat, "boolean": bool}
    return tuple(v if v is None else kinds.get(c.type, lambda same: same)(v) for v, c in zip(row, columns, strict=True))


def read_duckdb(out: Path) -> Tables:
    with duckdb.connect(out / "reports.duckdb", read_only=True) as base:
        return {name: base.execute(f"SELECT * FROM {name}").fetchall() for name in data_tables()}


def read_stata(out: Path) -> Tables:
    tables: Tables = {}
    for name, table in data_tables().items():
        frame = pandas.read_stata(out / f"{name}.dta", preserve_dtypes=False)
        assert list(frame.columns) == [column.name for column in table.columns]
        rows = frame.itertuples(index=False, name=None)
        tables[name] = [tuple(map(_of_stata, row, table.columns)) for row in rows]
    return tables


def _of_stata(value: Any, column: Column) -> Any:
    if column.type == "text":
        return value or None
    if pandas.isna(value):
        return None
    return value.date() if column.type == "date" else bool(value) if column.type == "boolean" else value


READERS: dict[str, Callable[[Path], Tables]] = {
    "jsonl": read_jsonl,
    "parquet": read_parquet,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "sqlite": read_sqlite,
    "duckdb": read_duckdb,
    "stata": read_stata,
}
