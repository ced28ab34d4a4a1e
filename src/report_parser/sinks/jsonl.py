"""JSON Lines: whole reports, one a line, as ``report-parser parse --jsonl`` prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from report_parser.errors import InputError
from report_parser.serialize import SCHEMA, dumps
from report_parser.sinks.files import staged
from report_parser.sinks.rows import Reports

NAME = "reports.jsonl"


def write_jsonl(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.jsonl``: UTF-8 without BOM, lines end with a line feed."""
    with staged(out, [NAME]) as (path,), path.open("wb") as file:
        for report in reports():
            file.write(dumps(report).encode("utf-8", "replace") + b"\n")
    return (out / NAME,)


def read_jsonl(paths: Sequence[Path]) -> Iterator[Mapping[str, Any]]:
    """Yields the reports of files of JSON Lines, in order.

    Raises:
        InputError: a file cannot be read, or a line is no report; the message names file and line.
    """
    for path in paths:
        try:
            with path.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _report(line, f"{path}:{number}")
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error


def _report(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        report = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: is no line of JSON; make one a report with report-parser parse --jsonl") from error
    if not isinstance(report, dict) or report.get("schema") != SCHEMA:
        raise InputError(f"{where}: is no report of {SCHEMA}; make one with report-parser parse --jsonl")
    return report
