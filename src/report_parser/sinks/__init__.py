"""Reports -> files that analysts open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from report_parser.errors import UsageError
from report_parser.serialize import dumps

Reports = Callable[[], Iterator[Mapping[str, Any]]]


def write_jsonl(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.jsonl``."""
    path = out / ".reports.jsonl.tmp"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(dumps(report) + "\n" for report in reports())
    return (path.replace(out / "reports.jsonl"),)


SINKS: dict[str, Callable[[Reports, Path], tuple[Path, ...]]] = {"jsonl": write_jsonl}


def export(reports: Reports, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Writes reports in some formats; returns all files."""
    for name in formats:
        if name not in SINKS:
            raise UsageError(f"unknown format “{name}”; there are {', '.join(SINKS)}")
    return tuple(path for name in dict.fromkeys(formats) for path in SINKS[name](reports, out))
