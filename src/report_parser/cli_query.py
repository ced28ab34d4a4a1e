"""``report-parser query``: SQL over the tables that ``batch`` and ``export`` write."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from report_parser.query import opened, run
from report_parser.sinks.delimited import field

_Next = Callable[[], list[tuple[Any, ...]]]
_EPILOG = """\
tables: reports, figures (long), indicators (wide: a column an indicator), sections, findings; codebook.md explains the columns
examples:
  report-parser query "SELECT report_year, count(*) AS reports FROM reports GROUP BY 1 ORDER BY 1" --data data
  report-parser query "SELECT issuer, report_year, missing_sections FROM reports WHERE missing_sections <> ''" --data data
  report-parser query "DESCRIBE indicators" --data data"""
_WIDEST = 60


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    parser = verbs.add_parser(
        "query",
        help="ask the tables with SQL",
        description="Runs one statement of SQL (DuckDB's) over the tables in a folder.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sql", metavar="SQL", help="one statement; - reads it from standard input")
    parser.add_argument("--data", metavar="DIR", default=Path(), type=Path, help="where the tables are (default: here)")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table", help="how to print the rows")
    parser.set_defaults(run=run_query)


def run_query(arguments: argparse.Namespace) -> int:
    """Prints the rows of a query."""
    sql = sys.stdin.read() if arguments.sql == "-" else arguments.sql
    with opened(arguments.data) as base:
        names, next_rows = run(base, sql)
        _PRINT[arguments.format](names, _rows(next_rows))
    return 0


def _rows(next_rows: _Next) -> Iterator[list[Any]]:
    while rows := next_rows():
        for row in rows:
            yield [_value(value) for value in row]


def _value(value: Any) -> Any:
    """Whole numbers without a decimal point, dates as ISO 8601."""
    if isinstance(value, float | Decimal) and value == value and value == int(value):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _print_csv(names: Sequence[str], rows: Iterator[list[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([field(value) for value in row] for row in rows)


def _print_json(names: Sequence[str], rows: Iterator[list[Any]]) -> None:
    """One object a line, together one array."""
    mark = "["
    for row in rows:
        entry = dict(zip(names, row, strict=True))
        print(mark + json.dumps(entry, ensure_ascii=False, default=str), end="")
        mark = ",\n"
    print("[]" if mark == "[" else "]")


def _print_table(names: Sequence[str], rows: Iterator[list[Any]]) -> None:
    """Columns side by side, numbers to the right; NULL is blank, a long text is cut."""
    data = list(rows)
    numbers = [all(_is_number(row[i]) for row in data) for i in range(len(names))]
    lines = [list(names), *([_cell(value) for value in row] for row in data)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(names))]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        cells = (_padded(c, w, right=r) for c, w, r in zip(line, widths, numbers, strict=True))
        print("  ".join(cells).rstrip())
    print(f"({len(data)} row{'' if len(data) == 1 else 's'})")


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    text = " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())
    if _width(text) <= _WIDEST:
        return text
    while _width(text) >= _WIDEST:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


_PRINT = {"table": _print_table, "csv": _print_csv, "json": _print_json}
