"""Report JSON -> rows of the data tables, typed as ``columns.tsv`` says. Nothing here knows a file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast

from report_parser.rules.catalogue import catalogue
from report_parser.rules.codebook import Column, data_tables

Reports = Callable[[], Iterator[Mapping[str, Any]]]
"""Gives, each time it is called, a fresh iterator over the contract's JSON objects, in the same order."""
Value = str | int | float | bool | date | None
Row = tuple[Value, ...]
_Get = Callable[[Mapping[str, Any]], Value]


def rows_of(report: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Returns the rows of one report by data table; an empty text is None, a date a ``date``.

    Args:
        report: the contract's JSON object; ``text`` may be left out.
    """
    context = {"report": report, "made": _made(report)}
    head = tuple(get(context) for get in _getters("reports")[: data_tables()["reports"].head])
    found: dict[str, list[Row]] = {}
    for name, table in data_tables().items():
        getters = _getters(name)[table.head :]
        contexts = ({**context, **item} for item in _ITEMS[name](report))
        found[name] = [head + tuple([get(one) for get in getters]) for one in contexts]
    return found


def report_id(report: Mapping[str, Any]) -> str:
    """Returns the identifier of a report: 16 hexadecimal digits of the digest of its path and its content's digest."""
    source = report["source"]
    return sha256(f"{source['path'] or ''}\n{source['sha256']}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def _getters(table: str) -> tuple[_Get, ...]:
    return tuple(_getter(column) for column in data_tables()[table].columns)


def _getter(column: Column) -> _Get:
    """How a column is taken from ``{"report": …, "item": …, "made": …}``; what is missing on the way is None."""
    if column.indicator is not None:
        key = column.indicator
        return lambda context: _value_of(context["report"]["indicators"].get(key))
    get = _at(*column.path.split("."))
    if column.type == "date":
        return lambda context: _date(get(context))
    if column.type == "text":
        return lambda context: _text(get(context))
    return get


def _at(root: str, *keys: str) -> _Get:
    if len(keys) == 1:
        (only,) = keys
        return lambda context: cast(Value, context[root].get(only))

    def get(context: Mapping[str, Any]) -> Value:
        value: Any = context[root]
        for key in keys:
            if value is None:
                return None
            value = value.get(key)
        return cast(Value, value)

    return get


def _value_of(entry: Mapping[str, Any] | None) -> Value:
    return None if entry is None else entry["value"]


def _text(text: Value) -> str | None:
    """None for an empty text; what no file can hold (half characters, NUL) is replaced."""
    if not text:
        return None
    text = str(text)
    return text if text.isprintable() else text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _date(text: Value) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


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


def _one(_: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {}


def _figures(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    chosen = {value["figure"] for value in report["indicators"].values()}
    roles = {section["id"]: section["role"] for section, _ in _sections(report)}
    for figure in report["figures"]:
        entry = catalogue().get(figure["indicator"] or "")
        made = {
            "indicator_zh": entry.label_zh if entry else None,
            "is_chosen": figure["id"] in chosen,
            "section_role": roles.get(figure["section"]),
        }
        yield {"item": figure, "made": made}


def _sections(report: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """All sections in reading order, each with the id of the one above it."""
    waiting = [(section, None) for section in reversed(report["sections"])]
    while waiting:
        section, parent = waiting.pop()
        yield section, parent
        waiting.extend((inner, section["id"]) for inner in reversed(section["sections"]))


def _section_items(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, (section, parent) in enumerate(_sections(report), 1):
        yield {"item": section, "made": {"parent_id": parent, "number": number, "roles": ";".join(section["roles"])}}


def _findings(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, finding in enumerate(report["findings"], 1):
        yield {"item": finding, "made": {"number": number, "figure_ids": ";".join(finding["figures"])}}


_ITEMS: dict[str, Callable[[Mapping[str, Any]], Iterator[dict[str, Any]]]] = {
    "reports": _one,
    "figures": _figures,
    "indicators": _one,
    "sections": _section_items,
    "findings": _findings,
}
