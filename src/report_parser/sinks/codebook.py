"""The codebook beside the data: ``datapackage.json`` (Data Package 2.0) for programs, ``codebook.md`` for readers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report_parser._version import __version__
from report_parser.rules.codebook import (
    EVERYWHERE,
    Column,
    DataTable,
    Explained,
    blocks,
    data_tables,
    explained,
    law_text,
)
from report_parser.sinks.codebook_page import codebook_page
from report_parser.sinks.files import staged

CODEBOOK_COLUMNS = (
    "table_name",
    "column_name",
    "column_type",
    "label_zh",
    "label_en",
    "indicator_key",
    "unit",
    "meaning_zh",
    "meaning_en",
    "templates",
    "legal_source",
    "comparability_zh",
    "comparability_en",
)
_NAMES = ("datapackage.json", "codebook.md")
_FORMATS = {
    ".csv": ("csv", "text/csv"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".dta": ("dta", "application/x-stata-dta"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".sqlite": ("sqlite", "application/vnd.sqlite3"),
    ".duckdb": ("duckdb", "application/octet-stream"),
    ".jsonl": ("jsonl", "application/jsonl"),
}
_KEYS = {
    "reports": ["report_id"],
    "figures": ["report_id", "figure_id"],
    "indicators": ["report_id"],
    "sections": ["report_id", "section_id"],
    "findings": ["report_id", "finding_no"],
}
_TYPES = {"text": "string"}


def write_codebook(out: Path, written: Sequence[Path]) -> tuple[Path, ...]:
    """Writes ``datapackage.json`` and ``codebook.md`` for the data files that stand in a folder.

    Args:
        out: the folder.
        written: the data files, all in that folder or below it.
    """
    with staged(out, _NAMES) as (package, page):
        text = json.dumps(datapackage(out, written), ensure_ascii=False, indent=1)
        package.write_text(text + "\n", encoding="utf-8", newline="\n")
        page.write_text(codebook_page(), encoding="utf-8", newline="\n")
    return tuple(out / name for name in _NAMES)


def datapackage(out: Path, written: Sequence[Path]) -> dict[str, Any]:
    """Returns the descriptor of the data files (datapackage.org, version 2.0); it holds no date.

    A field of an indicator names its notes under ``comparability``; their texts stand once, at the top.
    """
    resources = [resource for path in written for resource in _resources(path, path.relative_to(out).as_posix())]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "government-information-disclosure-reports",
        "title": "政府信息公开年度报告数据 / Data of China's annual reports on the disclosure of government information",
        "description": "各列、各指标的说明见 codebook.md。 Columns and indicators are explained in codebook.md.",
        "generator": f"report-parser {__version__}",
        "comparability": {key: {"zh": note["zh"], "en": note["en"]} for key, note in blocks("note").items()},
        "resources": resources,
    }


def _resources(path: Path, place: str) -> Iterator[dict[str, Any]]:
    kind, media = _FORMATS[path.suffix]
    common = {"path": place, "format": kind, "mediatype": media}
    if kind == "jsonl":
        yield {"name": place, **common, "encoding": "utf-8", "description": "Whole reports, one JSON object a line."}
        return
    tables = [data_tables()[path.stem]] if kind in ("csv", "parquet", "dta") else list(data_tables().values())
    for table in tables:
        name = place if len(tables) == 1 else f"{place}.{table.name}"
        resource: dict[str, Any] = {"name": name, "type": "table", "title": f"{table.zh} / {table.en}", **common}
        if kind == "csv":
            resource["encoding"] = "utf-8"
        if kind == "xlsx":
            resource["dialect"] = {"sheetName": table.name, "headerRows": [2]}
        elif len(tables) > 1:
            resource["dialect"] = {"table": table.name}
        yield {**resource, "schema": _schema(table, name)}


def _schema(table: DataTable, resource: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": _KEYS[table.name],
    }
    if table.name != "reports":
        reference = {"resource": resource.replace(table.name, "reports"), "fields": ["report_id"]}
        schema["foreignKeys"] = [{"fields": ["report_id"], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, Any]:
    row = dict(zip(CODEBOOK_COLUMNS, codebook_row("", column), strict=True))
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "title": f"{column.zh} / {column.en}",
        "description": " / ".join(text for text in (row["meaning_zh"], row["meaning_en"]) if text),
    }
    if column.indicator:
        field |= {key: row[key] for key in ("indicator_key", "unit", "templates", "legal_source")}
        field["comparability"] = [*EVERYWHERE, *explained()[column.indicator.partition("[")[0]].notes]
    return {key: value for key, value in field.items() if value}


def codebook_rows() -> list[tuple[str, ...]]:
    """Returns one row a column of each table, and one for each indicator with open classes, in ``CODEBOOK_COLUMNS``."""
    rows = [codebook_row(table.name, column) for table in data_tables().values() for column in table.columns]
    where = ("figures", "figure_value", "number")
    open_classes = [one for one in explained().values() if one.column is None]
    return rows + [(*where, one.entry.label_zh, one.en, one.entry.id, *_about(one)) for one in open_classes]


def codebook_row(table: str, column: Column) -> tuple[str, ...]:
    """Returns what the codebook says of one column, in ``CODEBOOK_COLUMNS``; empty where there is nothing to say."""
    named = (table, column.name, column.type, column.zh, column.en)
    if column.indicator is None:
        return (*named, "", "", column.note_zh, column.note_en, "", "", "", "")
    one = explained()[column.indicator.partition("[")[0]]
    return (*named, column.indicator, *_about(one))


def _about(one: Explained) -> tuple[str, ...]:
    """Unit, meaning, templates, legal source, comparability; each of the last in Chinese and English."""
    eras = [blocks("era")[key] for key in one.entry.eras.split()]
    notes = [blocks("note")[key] for key in one.notes]
    return (
        one.entry.unit,
        one.definition_zh,
        one.definition_en,
        "；".join(era["zh"] for era in eras),
        "；".join([law_text(key, "zh") for key in one.law] + [era["law_zh"] for era in eras]),
        "".join(note["zh"] for note in notes),
        " ".join(note["en"] for note in notes),
    )
