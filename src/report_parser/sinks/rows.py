"""Report JSON -> rows of the data tables, typed as ``columns.tsv`` says. Nothing here knows a file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from report_parser.rules.catalogue import catalogue
from report_parser.rules.codebook import Column, data_tables

Reports = Callable[[], Iterator[Mapping[str, Any]]]
"""Gives, each time it is called, a fresh iterator over the contract's JSON objects, in the same order."""
Value = str | int | float | bool | date | None
Row = tuple[Value, ...]
_Found = Mapping[str, Any]
_Sources = Mapping[str, Sequence[_Found]]
"""What a column can be taken from: ``report``, ``item`` and ``made``, each as many as the table has rows."""
_Get = Callable[[_Sources], list[Value]]


def rows_of(report: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Returns the rows of one report by data table; an empty text is None, a date a ``date``.

    Args:
        report: the contract's JSON object; ``text`` may be left out.
    """
    whole = [report]
    made = [_made(report)]
    head = tuple(
        get({"report": whole, "made": made})[0] for get in _getters("reports")[: data_tables()["reports"].head]
    )
    found: dict[str, list[Row]] = {}
    for name, table in data_tables().items():
        sources: _Sources = {"report": whole, "made": made}
        if name in _ITEMS:
            sources = {**sources, **_ITEMS[name](report)}
        found[name] = [head + row for row in zip(*[get(sources) for get in _getters(name)[table.head :]], strict=True)]
    return found


def report_id(report: Mapping[str, Any]) -> str:
    """Returns the identifier of a report: 16 hexadecimal digits of the digest of its path and its content's digest."""
    source = report["source"]
    return sha256(f"{source['path'] or ''}\n{source['sha256']}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def _getters(table: str) -> tuple[_Get, ...]:
    return tuple(_getter(column) for column in data_tables()[table].columns)


def _getter(column: Column) -> _Get:
    """How the values of a column are taken; what is missing on the way is None."""
    if column.indicator is not None:
        root, keys = "report", ["indicators", column.indicator, "value"]
    else:
        root, *keys = column.path.split(".")
    finish = {"date": _dates, "text": _texts}.get(column.type)

    def get(sources: _Sources) -> list[Value]:
        values: list[Any] = [one.get(keys[0]) for one in sources[root]]
        for key in keys[1:]:
            values = [None if value is None else value.get(key) for value in values]
        return finish(values) if finish else values

    return get


def _texts(values: list[Any]) -> list[Value]:
    """None for an empty text; what no file can hold (half characters, NUL) is replaced."""
    if "".join([value for value in values if value]).isprintable():
        return [value or None for value in values]
    return [value.encode("utf-8", "replace").decode().replace("\0", "\ufffd") if value else None for value in values]


def _dates(values: list[Any]) -> list[Value]:
    return [None if value is None else date.fromisoformat(value) for value in values]


def _made(report: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of ``reports`` counts, and what every table's head needs."""
    region = report["document"]["region"] or {}
    province = (region.get("code") or "")[:2] + "0000"
    severities = Counter(finding["severity"] for finding in report["findings"])
    checks = report["checks"].values()
    missing = [f["role"] for f in report["findings"] if f["code"] == "section.missing" and f["role"]]
    return {
        "report_id": report_id(report),
        "province_code": province if province in _provinces() else None,
        "province_name": _provinces().get(province),
        "text_length": len(report["text"]) if "text" in report else None,
        "section_count": sum(1 for _ in _sections(report)),
        "figure_count": len(report["figures"]),
        "missing_sections": ";".join(missing),
        **{f"{severity}_count": severities[severity] for severity in ("error", "warning", "info")},
        "checks_passed": sum(c["passed"] for c in checks),
        "checks_failed": sum(c["failed"] for c in checks),
        "checks_open": sum(c["not_assessable"] for c in checks),
        "doubt_count": len(report["diagnostics"]),
    }


@cache
def _provinces() -> dict[str, str]:
    """Names of the provinces by code."""
    table = files("report_parser").joinpath("rules", "data", "regions.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {fields[0]: fields[1] for fields in lines if fields[2] == "province"}


def _figures(report: _Found) -> _Sources:
    chosen = {value["figure"] for value in report["indicators"].values()}
    roles = {section["id"]: section["role"] for section, _ in _sections(report)}
    figures = report["figures"]
    made = [
        {
            "indicator_zh": _label_zh(figure["indicator"]),
            "is_chosen": figure["id"] in chosen,
            "section_role": roles.get(figure["section"]),
        }
        for figure in figures
    ]
    return {"item": figures, "made": made}


def _label_zh(indicator: str | None) -> str | None:
    entry = catalogue().get(indicator or "")
    return entry.label_zh if entry else None


def _sections(report: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """All sections in reading order, each with the id of the one above it."""
    waiting = [(section, None) for section in reversed(report["sections"])]
    while waiting:
        section, parent = waiting.pop()
        yield section, parent
        waiting.extend((inner, section["id"]) for inner in reversed(section["sections"]))


def _section_items(report: _Found) -> _Sources:
    sections = list(_sections(report))
    made = [
        {"parent_id": parent, "number": number, "roles": ";".join(section["roles"])}
        for number, (section, parent) in enumerate(sections, 1)
    ]
    return {"item": [section for section, _ in sections], "made": made}


def _findings(report: _Found) -> _Sources:
    made = [{"number": n, "figure_ids": ";".join(f["figures"])} for n, f in enumerate(report["findings"], 1)]
    return {"item": report["findings"], "made": made}


_ITEMS: dict[str, Callable[[_Found], _Sources]] = {
    "figures": _figures,
    "sections": _section_items,
    "findings": _findings,
}
"""Where a table's rows come from; the others have one row a report."""
