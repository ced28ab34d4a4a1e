"""CSV: one file a table, UTF-8 with BOM so that Excel reads the Chinese, RFC 4180."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from report_parser.rules.codebook import data_tables
from report_parser.sinks.files import staged
from report_parser.sinks.rows import Reports, Value, rows_of

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def write_csv(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.csv``, ``figures.csv`` and so on. None is an empty field, a boolean true or false."""
    names = [f"{table}.csv" for table in data_tables()]
    with staged(out, names) as paths:
        write_tables(reports, dict(zip(data_tables(), paths, strict=True)), encoding="utf-8-sig", show=field)
    return tuple(out / name for name in names)


def write_tables(
    reports: Reports,
    paths: Mapping[str, Path],
    *,
    encoding: str,
    show: Callable[[Value], str],
) -> None:
    """Writes each table to its path, with a line of names; lines end with CR LF."""
    with ExitStack() as stack:
        writers = {}
        for name, path in paths.items():
            file = stack.enter_context(path.open("w", encoding=encoding, newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow([column.name for column in data_tables()[name].columns])
        for report in reports():
            for name, rows in rows_of(report).items():
                writers[name].writerows([show(value) for value in row] for row in rows)


def plain(value: Value) -> str:
    """Returns a value as text: empty for None, ISO 8601 for a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def field(value: Value) -> str:
    """Returns a value as it stands in a CSV file that a spreadsheet may open.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; ``unguarded`` takes it away again.

    >>> field("=1+1"), field("-12"), field(-12), field(None), field(False)
    ("'=1+1", '-12', '-12', '', 'false')
    """
    text = plain(value)
    guarded = isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return "'" + text if guarded else text


def unguarded(text: str) -> str:
    """Returns a text of a CSV file without the apostrophe that ``field`` put before it.

    >>> unguarded("'=1+1"), unguarded("'quoted'"), unguarded(field("'=1"))
    ('=1+1', "'quoted'", "'=1")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
