"""Report -> the contract's JSON: stable order of keys, no clock, nothing that differs between two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from report_parser.models import Figure, Finding, IndicatorValue, Metadata, Report, Section, Source, Table

SCHEMA = "report-parser/1"


def report_to_dict(report: Report, *, text: bool = True) -> dict[str, Any]:
    """Returns the JSON object of a report as plain dicts and lists, keys in the contract's order.

    Args:
        report: the report.
        text: False leaves the key ``text`` out; the offsets still count its characters.
    """
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "source": _source(report.source),
        "document": _metadata(report.document),
        "template": report.template,
        "text": report.text,
        "sections": [_section(s) for s in report.sections],
        "tables": [_table(t) for t in report.tables],
        "figures": [_figure(f) for f in report.figures],
        "indicators": {key: _indicator(v) for key, v in report.indicators.items()},
        "findings": [_finding(f) for f in report.findings],
        "checks": {
            code: {"passed": c.passed, "failed": c.failed, "not_assessable": c.not_assessable}
            for code, c in report.checks.items()
        },
        "diagnostics": [
            {"stage": d.stage, "code": d.code, "message": d.message, "start": d.start, "end": d.end}
            for d in report.diagnostics
        ],
    }
    if not text:
        del whole["text"]
    return whole


def dumps(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Returns JSON without escapes for Chinese, on one line unless ``indent`` is given; no final line break."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)


def without_doubtful(report: Report, min_confidence: float) -> Report:
    """Returns the report without figures below a confidence, and without what stands on them."""
    figures = [f for f in report.figures if f.confidence >= min_confidence]
    kept = {f.id for f in figures}
    lost = {f.id for f in report.figures} - kept
    return replace(
        report,
        figures=tuple(replace(f, relation=None) if lost & _references(f) else f for f in figures),
        indicators={k: v for k, v in report.indicators.items() if v.figure in kept},
        findings=tuple(replace(f, figures=tuple(i for i in f.figures if i in kept)) for f in report.findings),
    )


def _references(figure: Figure) -> set[str]:
    relation = figure.relation or {}
    return {relation[k] for k in ("part", "whole", "of") if isinstance(relation.get(k), str)}


@cache
def schema_text() -> str:
    """Returns ``report.schema.json`` (JSON Schema 2020-12): from the package, or in a checkout from beside ``src``."""
    shipped = files("report_parser").joinpath("schemas", "report.schema.json")
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "schemas" / "report.schema.json").read_text(encoding="utf-8")


def _number(value: float | None) -> int | float | None:
    """Integral floats as int, so that 16.0 is printed 16."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "bytes": source.bytes,
    }


def _metadata(document: Metadata) -> dict[str, Any]:
    region, period = document.region, document.period
    return {
        "title": document.title,
        "issuer": document.issuer,
        "issuer_kind": document.issuer_kind,
        "region": None if region is None else {"name": region.name, "code": region.code, "level": region.level},
        "year": document.year,
        "period": None if period is None else {"start": period.start, "end": period.end},
        "published": document.published,
        "publisher": document.publisher,
        "index_number": document.index_number,
        "url": document.url,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "role": section.role,
        "roles": list(section.roles),
        "number": section.number,
        "heading": section.heading,
        "level": section.level,
        "start": section.start,
        "end": section.end,
        "sections": [_section(s) for s in section.sections],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "kind": table.kind,
        "section": table.section,
        "start": table.start,
        "end": table.end,
        "rows": table.rows,
        "columns": table.columns,
        "empty": [{"indicator": e.indicator, "dimensions": dict(e.dimensions), "raw": e.raw} for e in table.empty],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "indicator": figure.indicator,
        "dimensions": dict(figure.dimensions),
        "label": figure.label,
        "value": _number(figure.value),
        "unit": figure.unit,
        "raw": figure.raw,
        "qualifier": figure.qualifier,
        "year": figure.year,
        "scope": figure.scope,
        "section": figure.section,
        "start": figure.start,
        "end": figure.end,
        "quote": figure.quote,
        "method": figure.method,
        "confidence": round(figure.confidence, 3),
        "relation": None if figure.relation is None else dict(figure.relation),
    }


def _indicator(value: IndicatorValue) -> dict[str, Any]:
    return {"value": _number(value.value), "unit": value.unit, "figure": value.figure}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "section": finding.section,
        "figures": list(finding.figures),
        "role": finding.role,
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        "start": finding.start,
        "end": finding.end,
    }
