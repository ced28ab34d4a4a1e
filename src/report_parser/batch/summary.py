"""The summary of a run: reports by template, year and province, missing sections, findings, failures, copies."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from report_parser._version import __version__
from report_parser.batch.manifest import Document

SCHEMA = "report-parser/batch/1"
_SLOWEST = 5
_UNKNOWN = "unknown"


@dataclass(slots=True)
class Summary:
    """Counts over the documents of a run; ``slowest`` holds (seconds, name) and is shown, never written: it differs from run to run."""

    documents: int = 0
    figures: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    by: dict[str, Counter[str]] = field(
        default_factory=lambda: {
            name: Counter() for name in ("template", "year", "province", "missing_sections", "findings")
        }
    )
    copies: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def count(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yields the documents on, counted."""
        for document in documents:
            self.documents += 1
            self._slow(document)
            if document.code is not None:
                self.failures[document.code] += 1
            elif document.facts is not None:
                self._count(document.facts)
            yield document

    def to_dict(self, ignored: Mapping[str, int]) -> dict[str, Any]:
        """Returns what ``summary.json`` holds: no times, and so the same for the same documents."""
        failed = self.failures.total()
        return {
            "schema": SCHEMA,
            "program": __version__,
            "documents": self.documents,
            "read": self.documents - failed,
            "failed": failed,
            "figures": self.figures,
            "failures": _sorted(self.failures),
            **{
                ("by_" + name if name in ("template", "year", "province") else name): _sorted(c)
                for name, c in self.by.items()
            },
            "copies": _sorted(self.copies),
            "ignored": _sorted(ignored),
        }

    def _count(self, facts: Mapping[str, Any]) -> None:
        self.figures += facts["figures"]
        self.by["template"][facts["template"] or _UNKNOWN] += 1
        self.by["year"][str(facts["year"] or _UNKNOWN)] += 1
        self.by["province"][provinces().get((facts["region"] or "")[:2], _UNKNOWN)] += 1
        self.by["missing_sections"].update(facts["missing"])
        self.by["findings"].update(facts["findings"])

    def _slow(self, document: Document) -> None:
        entry = (document.seconds, document.name)
        if len(self.slowest) < _SLOWEST:
            heapq.heappush(self.slowest, entry)
        elif entry > self.slowest[0]:
            heapq.heapreplace(self.slowest, entry)


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


@cache
def provinces() -> dict[str, str]:
    """Returns the provinces' names by the first two digits of their codes."""
    table = files("report_parser").joinpath("rules", "data", "regions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line[:1].isdigit())
    return {row[0][:2]: row[1] for row in rows if row[2] == "province"}


def as_text(summary: Mapping[str, Any], slowest: Iterable[tuple[float, str]], out: str) -> str:
    """Returns the summary for people."""
    lines = [
        f"{summary['documents']} documents: {summary['read']} read, {summary['failed']} failed; {summary['figures']} figures"
    ]
    titles = {
        "by_template": "by template", "by_year": "by year", "by_province": "by province", "missing_sections": "missing sections",
        "findings": "findings", "copies": "copies (copies.jsonl)", "failures": "failures (failures.jsonl)", "ignored": "no documents by their name",
    }  # fmt: skip
    for key, title in titles.items():
        if counts := summary[key]:
            shown = sorted(counts.items(), key=lambda kv: (0, kv[0]) if key.startswith("by_") else (-kv[1], kv[0]))
            lines.append(f"  {title}: " + ", ".join(f"{name} {n}" for name, n in shown[:40]))
    slow = [f"{name} {seconds:.2f} s" for seconds, name in sorted(slowest, reverse=True) if seconds > 0]
    lines += [f"  slowest: {', '.join(slow)}"] if slow else []
    return "\n".join([*lines, f"written to {out}"])
