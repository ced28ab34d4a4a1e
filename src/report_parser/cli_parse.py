"""``report-parser parse``: documents in, JSON out; a document that fails is named, and the others are still written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from report_parser.errors import InputError, ReportParserError, UsageError
from report_parser.inputs.documents import source_of
from report_parser.models import Source
from report_parser.pipeline import read
from report_parser.serialize import dumps, report_to_dict, without_doubtful
from report_parser.source import MAX_BYTES, read_bytes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """How reports are printed."""

    jsonl: bool = False
    indent: int | None = None
    text: bool = True
    min_confidence: float = 0.0


def read_input(name: str) -> Source:
    """Returns the Source of a file, or of standard input for ``-``.

    Raises:
        InputError: it cannot be read, or is no document.
    """
    if name != "-":
        return source_of(read_bytes(name), path=name)
    return source_of(sys.stdin.buffer.read(MAX_BYTES + 1), path="-")


def guarded(name: str, work: Callable[[], T]) -> T:
    """Returns what ``work`` returns.

    Raises:
        InputError: an unexpected exception came out of ``work``; the message names the document.
    """
    try:
        return work()
    except (ReportParserError, BrokenPipeError):
        raise
    except Exception as error:
        kind = type(error).__name__
        raise InputError(f"{name}: could not be read (internal error {kind}: {error}); please report it") from error


def run_parse(names: Sequence[str], layout: Layout, out: str | None) -> int:
    """Writes one JSON object a document; returns 0, or 1 where some document failed.

    Raises:
        UsageError: ``out`` cannot be written, or is one of the documents.
    """
    failed = 0
    with ExitStack() as stack:
        sink, indent = _open(stack, names, layout, out)
        for name in names:
            try:
                line = guarded(name, lambda name=name: _render(name, layout, indent))  # type: ignore[misc]
            except InputError as error:
                failed += 1
                print(f"report-parser: {error}", file=sys.stderr)
            else:
                sink.write(line)
                sink.flush()
    return 1 if failed else 0


def _open(stack: ExitStack, names: Sequence[str], layout: Layout, out: str | None) -> tuple[BinaryIO, int | None]:
    """The stream to write to, and the indent that suits it."""
    if out is None:
        sys.stdout.flush()
        on_terminal = sys.stdout.isatty() and not layout.jsonl
        return sys.stdout.buffer, 2 if on_terminal and layout.indent is None else layout.indent
    if any(name != "-" and Path(name).exists() and Path(out).exists() and Path(out).samefile(name) for name in names):
        raise UsageError(f"--out {out}: is one of the documents to read; choose another name")
    try:
        return stack.enter_context(Path(out).open("wb")), layout.indent
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be written ({error.strerror or error}); choose another place") from error


def _render(name: str, layout: Layout, indent: int | None) -> bytes:
    report = read(read_input(name)).report
    if layout.min_confidence > 0:
        report = without_doubtful(report, layout.min_confidence)
    text = dumps(report_to_dict(report, text=layout.text), indent=indent)
    return text.encode("utf-8", "replace") + b"\n"
