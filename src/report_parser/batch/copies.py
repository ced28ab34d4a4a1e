"""Documents that tell of one report: copies of one text, parts of one report, further versions. They are named, never merged."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from report_parser.batch.manifest import Document

_PARTS_AT_MOST = 8


def find_copies(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """Yields a group for every text, and every body and year, that several documents have, by the name of the first.

    ``kind`` is ``same_text``; ``parts`` where the documents of one body and year have no section in common; else
    ``same_body_and_year`` (a new version, a page beside its attachment, two bodies of one name).
    """
    base = sqlite3.connect("")  # a temporary file: the groups of ten million documents need not fit into memory
    base.execute("CREATE TABLE d (name TEXT, issuer TEXT, region TEXT, year INTEGER, text TEXT, roles TEXT)")
    base.executemany("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?)", _rows(documents))
    base.execute("CREATE INDEX d_text ON d (text)")
    base.execute("CREATE INDEX d_body ON d (issuer, year, region)")
    groups = [
        ("same_text", "text", "text IS NOT NULL", "count(*) > 1"),
        (
            None,
            "issuer, year, region",
            "issuer IS NOT NULL AND year IS NOT NULL",
            "count(DISTINCT coalesce(text, name)) > 1",
        ),
    ]
    firsts = " UNION ALL ".join(
        f"SELECT min(name) AS first, {i} AS kind FROM d WHERE {where} GROUP BY {by} HAVING {having}"
        for i, (_, by, where, having) in enumerate(groups)
    )
    for first, kind in base.execute(f"SELECT first, kind FROM ({firsts}) ORDER BY first, kind"):
        name, by, where, _ = groups[kind]
        same = " AND ".join(f"d.{column} IS f.{column}" for column in by.split(", "))
        query = f"SELECT d.* FROM d JOIN d AS f ON {same} WHERE f.name = ? AND d.{where.split()[0]} IS NOT NULL ORDER BY d.name"
        yield _group(name, list(base.execute(query, (first,))))
    base.close()


def _rows(documents: Iterable[Document]) -> Iterator[tuple[Any, ...]]:
    for document in documents:
        if (facts := document.facts) is not None:
            yield (
                document.name,
                facts["issuer"],
                facts["region"] or "",
                facts["year"],
                facts["text"],
                json.dumps(facts["roles"]),
            )


def _group(kind: str | None, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    _, issuer, region, year, _, _ = rows[0]
    kind = kind or ("parts" if _are_parts(rows) else "same_body_and_year")
    return {
        "kind": kind,
        "issuer": issuer,
        "region": region or None,
        "year": year,
        "documents": [row[0] for row in rows],
    }


def _are_parts(rows: list[tuple[Any, ...]]) -> bool:
    """True for a few documents that have sections, and none twice."""
    roles = [[role for role in json.loads(row[5]) if role not in ("preamble", "unknown")] for row in rows]
    flat = [role for each in roles for role in each]
    return len(rows) <= _PARTS_AT_MOST and all(roles) and len(flat) == len(set(flat))
