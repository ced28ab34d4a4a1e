"""``report-parser export``: reports as JSON Lines -> tables that analysts open, with their codebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from report_parser.errors import UsageError
from report_parser.sinks import SINKS, export
from report_parser.sinks.jsonl import read_jsonl

_EPILOG = """\
examples:
  report-parser parse --jsonl --out all.jsonl *.html
  report-parser export all.jsonl --out data                        Parquet and the codebook
  report-parser export all.jsonl --to csv,xlsx,stata --out data"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    parser = verbs.add_parser(
        "export",
        help="write parsed reports as tables: Parquet, CSV, XLSX, SQLite, DuckDB, Stata",
        description="Writes reports as tables, with codebook.md and datapackage.json, which explain each column, beside them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", metavar="REPORTS.jsonl", nargs="+", type=Path, help="what parse --jsonl or batch wrote"
    )
    parser.add_argument(
        "--to", metavar="FORMATS", default="parquet", help=f"one or more of {', '.join(SINKS)} (default: parquet)"
    )
    parser.add_argument("--out", metavar="DIR", required=True, type=Path, help="folder for the files; it is made")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the files and prints their names.

    Raises:
        UsageError: a file is missing, or the folder cannot be written.
    """
    for path in arguments.files:
        if not path.is_file():
            raise UsageError(f"export: {path} is no file; pass what report-parser parse --jsonl --out FILE wrote")
        if (
            path.resolve().parent == arguments.out.resolve()
            and path.name == "reports.jsonl"
            and "jsonl" in arguments.to
        ):
            raise UsageError(f"export: {path} would be written over; choose another --out")
    formats = [name.strip() for name in arguments.to.split(",") if name.strip()]
    try:
        for path in export(lambda: read_jsonl(arguments.files), formats, arguments.out):
            print(path)
    except OSError as error:
        raise UsageError(
            f"--out {arguments.out}: cannot be written ({error.strerror or error}); choose another place"
        ) from error
    return 0
