"""``report-parser compare``: this year's report against last year's, or all years of one body in a folder."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from report_parser.checks.compared import comparison_as_html, comparison_as_text
from report_parser.checks.page import page
from report_parser.checks.registry import Lang
from report_parser.checks.series import compare, comparison_to_dict
from report_parser.cli_parse import guarded, read_input
from report_parser.cli_validate import exit_code, use_colour
from report_parser.errors import InputError, UsageError
from report_parser.models import Report
from report_parser.pipeline import read
from report_parser.serialize import dumps

_ENDINGS = (".html", ".htm", ".shtml", ".txt")
_PAGE = {"zh": "年度报告对比", "en": "Annual reports compared"}


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    parser = verbs.add_parser(
        "compare",
        help="compare a report with the one of the year before",
        description="Compares two reports of one body, or each report of a folder with the one before it.",
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help="LAST and THIS, or one folder with all years of one body"
    )
    parser.add_argument(
        "--format", choices=["text", "json", "html"], default="text", help="how to print the comparison"
    )
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the messages")
    parser.add_argument("--strict", action="store_true", help="exit with 3 on warnings too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the comparisons and returns the exit code (3 where a finding is an error; with ``--strict`` a warning).

    Raises:
        UsageError: neither two files nor one folder with two reports was given.
    """
    lang: Lang = arguments.lang
    reports, failed = _reports(arguments.paths)
    if failed and len(reports) < 2:
        return 1
    pairs = [(last, this, compare(last, this, lang)) for last, this in itertools.pairwise(reports)]
    if arguments.format == "json":
        print(dumps({"comparisons": [_paths(a, b) | comparison_to_dict(c, b) for a, b, c in pairs]}, indent=2))
    elif arguments.format == "html":
        print(page(_PAGE[lang], [comparison_as_html(a, b, c, lang) for a, b, c in pairs], lang), end="")
    else:
        print("\n\n".join(comparison_as_text(a, b, c, lang, colour=use_colour()) for a, b, c in pairs))
    return exit_code([f for *_, c in pairs for f in c.findings], failed=failed, strict=arguments.strict)


def _reports(paths: Sequence[str]) -> tuple[list[Report], bool]:
    """The reports in the order of their years, and whether some file could not be read."""
    if len(paths) == 1:
        folder = Path(paths[0])
        if not folder.is_dir():
            raise UsageError(f"compare: give two files, or one folder; {paths[0]} is no folder")
        names = sorted(str(p) for p in folder.iterdir() if p.suffix.lower() in _ENDINGS)
    elif len(paths) == 2:
        names = list(paths)
    else:
        raise UsageError("compare: give two files, or one folder with all years of one body")
    reports: list[Report] = []
    failed = False
    for name in names:
        try:
            reports.append(guarded(name, partial(_read_report, name)))
        except InputError as error:
            failed = True
            print(f"report-parser: {error}", file=sys.stderr)
    read_as_reports = [r for r in reports if not any(f.code.startswith("document.") for f in r.findings)]
    if len(read_as_reports) < 2 and not failed:
        raise UsageError(
            _too_few(paths, len(names), [r.source.path or "-" for r in reports if r not in read_as_reports])
        )
    reports = read_as_reports
    return (sorted(reports, key=lambda r: r.document.year or 0) if len(paths) == 1 else reports), failed


def _too_few(paths: Sequence[str], files: int, no_reports: Sequence[str]) -> str:
    """Why there is nothing to compare, and what to give."""
    told = f"; no annual report: {', '.join(no_reports)}" if no_reports else ""
    where = (
        f"{paths[0]} holds {files} file{'' if files == 1 else 's'} ({' '.join(_ENDINGS)})" if len(paths) == 1 else ""
    )
    return f"compare: two reports of one body are needed{': ' + where if where else ''}{told}"


def _read_report(name: str) -> Report:
    return read(read_input(name)).report


def _paths(last: Report, this: Report) -> dict[str, object]:
    return {"last": last.source.path, "this": this.source.path}
