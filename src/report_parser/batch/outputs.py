"""The outputs of a run, each written whole or not at all, the summary last: where it stands, the others are there."""

from __future__ import annotations

import heapq
import json
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from report_parser.batch.copies import find_copies
from report_parser.batch.manifest import Document, Manifest
from report_parser.batch.summary import Summary
from report_parser.sinks import export

FAILURES, DOCUMENTS, COPIES, SUMMARY = "failures.jsonl", "documents.jsonl", "copies.jsonl", "summary.json"


def check_formats(formats: Sequence[str]) -> None:
    """Writes nothing in every format, so that a missing package is known before the run and not after it.

    Raises:
        ReportParserError: a format is unknown, or its package is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        export(lambda: iter(()), formats, Path(folder))


def write_outputs(
    manifests: Sequence[Manifest], out: Path, formats: Sequence[str], ignored: Mapping[str, int]
) -> tuple[dict[str, Any], list[tuple[float, str]], list[Path]]:
    """Writes all outputs of one or several manifests; returns (summary, slowest documents, files)."""
    (out / SUMMARY).unlink(missing_ok=True)
    summary = Summary()
    _write_lines(out / DOCUMENTS, map(_document_line, summary.count(_documents(manifests))))
    _write_lines(out / FAILURES, (_failure_line(d) for d in _documents(manifests) if d.code is not None))
    _write_lines(out / COPIES, _counted(find_copies(_documents(manifests)), summary.copies))

    def reports() -> Iterator[Mapping[str, Any]]:
        return (_report(d, d.body) for d in _documents(manifests, bodies=True) if d.code is None and d.body)

    written = export(reports, formats, out)
    result = summary.to_dict(ignored)
    _write(out / SUMMARY, lambda file: file.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n"))
    return result, summary.slowest, [out / DOCUMENTS, out / FAILURES, out / COPIES, *written, out / SUMMARY]


def _documents(manifests: Sequence[Manifest], *, bodies: bool = False) -> Iterator[Document]:
    return named(heapq.merge(*(m.documents(bodies=bodies) for m in manifests), key=lambda d: d.order))


def named(documents: Iterable[Document]) -> Iterator[Document]:
    """Yields documents with names of their own: a URL's second page gets its date, or a number where that is no difference."""
    last, used = "", Counter[str]()
    for document in documents:
        if document.name != last:
            last, used = document.name, Counter()
            yield document
            continue
        used[document.date] += 1
        number = used[document.date] + (not document.date)
        suffix = " ".join([*([document.date] if document.date else []), *([str(number)] if number > 1 else [])])
        yield replace(document, name=f"{document.name} [{suffix}]")


def _report(document: Document, body: bytes) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(zlib.decompress(body))
    report["source"]["path"] = document.name
    if report["document"]["url"] is None:
        report["document"]["url"] = document.url
    return report


def _document_line(document: Document) -> dict[str, Any]:
    facts = document.facts or {}
    return {
        "path": document.name,
        "place": document.place,
        "url": document.url,
        "date": document.date or None,
        "read": document.code is None,
        **{key: facts.get(key) for key in ("template", "year", "issuer", "title")},
    }


def _failure_line(document: Document) -> dict[str, Any]:
    return {
        "path": document.name,
        "code": document.code,
        "message": document.message,
        "place": document.place or None,
        "where": document.where,
    }


def _counted(groups: Iterable[dict[str, Any]], counts: Counter[str]) -> Iterator[dict[str, Any]]:
    for group in groups:
        counts[group["kind"]] += 1
        yield group


def _write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    _write(path, lambda file: file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def _write(path: Path, fill: Callable[[Any], Any]) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        fill(file)
    temporary.replace(path)
