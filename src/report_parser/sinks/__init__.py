"""Reports -> files that analysts open: one module a format, one definition of the tables (``rules/codebook.py``) for all.

A sink reads the reports as often as it needs, holds few of them at a time, writes its files whole or not at all, and
returns them. The same reports give the same bytes; where a library does not allow that, the sink says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from report_parser.errors import UsageError
from report_parser.rules.check import nearest
from report_parser.sinks.codebook import write_codebook
from report_parser.sinks.delimited import write_csv
from report_parser.sinks.duck import write_duckdb
from report_parser.sinks.excel import write_xlsx
from report_parser.sinks.jsonl import write_jsonl
from report_parser.sinks.parquet import write_parquet
from report_parser.sinks.rows import Reports
from report_parser.sinks.sqlite import write_sqlite
from report_parser.sinks.stata import write_stata

__all__ = ["SINKS", "Reports", "export"]

SINKS: dict[str, Callable[[Reports, Path], tuple[Path, ...]]] = {
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "sqlite": write_sqlite,
    "duckdb": write_duckdb,
    "stata": write_stata,
}


def export(reports: Reports, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Writes reports in some formats, and the codebook beside them; returns all files.

    Raises:
        UsageError: a format is unknown.
        MissingExtraError: a format needs a library that is not installed.
    """
    for name in formats:
        if name not in SINKS:
            raise UsageError(f"unknown format “{name}”, there are {', '.join(SINKS)}{nearest(name, SINKS)}")
    written = [path for name in dict.fromkeys(formats) for path in SINKS[name](reports, out)]
    return (*written, *write_codebook(out, written))
