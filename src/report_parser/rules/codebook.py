"""What the data tables hold and what each column and indicator means: ``columns.tsv``, ``codebook.tsv``, ``codebook.toml``.

All sinks, the codebook and the tests take names, types and labels from here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from report_parser.errors import RulesError
from report_parser.rules.catalogue import Entry, catalogue
from report_parser.rules.load import read_table

ColumnType = Literal["text", "integer", "number", "date", "boolean"]
EVERYWHERE = "silence", "scope"
"""Notes that hold of every indicator; they are said once, not of each."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table; ``path`` says where in a report's JSON it comes from."""

    name: str
    type: ColumnType
    path: str
    zh: str
    en: str
    note_zh: str = ""
    note_en: str = ""
    indicator: str | None = None
    """The key in ``indicators`` that a column of the wide table holds."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A data table; ``head`` columns stand at the beginning of every table."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    head: int


@dataclass(frozen=True, slots=True)
class Explained:
    """An indicator of the catalogue with what the codebook says of it; ``column`` is None for open classes."""

    entry: Entry
    column: str | None
    en: str
    definition_zh: str
    definition_en: str
    law: tuple[str, ...]
    """Keys of laws with article: 07-14, 19-20(1), fee."""
    notes: tuple[str, ...]
    """Keys of the notes on comparability, those of every indicator left out."""

    @property
    def group(self) -> str:
        """First part of the id."""
        return self.entry.id.partition(".")[0]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("report_parser").joinpath("rules", "data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


@cache
def blocks(block: str) -> dict[str, Mapping[str, Any]]:
    """Returns the entries of one kind in ``codebook.toml`` (table, era, law, group, note) by name or key, in order."""
    entries = read_table("codebook")[block]
    return {entry["name"] if block == "table" else entry["key"]: entry for entry in entries}


@cache
def explained() -> dict[str, Explained]:
    """Returns every indicator of the catalogue with its explanation, in the catalogue's order.

    Raises:
        RulesError: an indicator of the catalogue has no row in ``codebook.tsv``, or a row no indicator.
    """
    rows = {row["id"]: row for row in _rows("codebook.tsv")}
    for indicator in sorted(rows.keys() ^ catalogue().keys()):
        fault = "has no row in codebook.tsv" if indicator in catalogue() else "is not in catalogue.tsv"
        raise RulesError(f"rules/data/codebook.tsv: indicator “{indicator}” {fault}")
    return {indicator: _explained(entry, rows[indicator]) for indicator, entry in catalogue().items()}


def _explained(entry: Entry, row: Mapping[str, str]) -> Explained:
    notes = [key for key, note in blocks("note").items() if any(fnmatchcase(entry.id, p) for p in note["applies"])]
    return Explained(
        entry,
        row["column"] or None,
        row["label_en"],
        row["definition_zh"],
        row["definition_en"],
        tuple(row["law"].split()),
        tuple(key for key in notes if key not in EVERYWHERE),
    )


@cache
def data_tables() -> dict[str, DataTable]:
    """Returns the data tables by name: reports, figures, indicators, sections, findings."""
    columns: dict[str, list[Column]] = {}
    for row in _rows("columns.tsv"):
        column = Column(
            row["name"],
            cast(ColumnType, row["type"]),
            row["from"],
            row["label_zh"],
            row["label_en"],
            row["note_zh"] or "",
            row["note_en"] or "",
        )
        columns.setdefault(row["table"], []).append(column)
    columns["indicators"] = list(_wide())
    head = columns["head"]
    return {
        name: DataTable(name, text["zh"], text["en"], (*head, *columns[name]), len(head))
        for name, text in blocks("table").items()
    }


def _wide() -> Iterator[Column]:
    """One column an indicator in the catalogue's order, then those by applicant and by route."""
    known = [one for one in explained().values() if one.column]
    for one in known:
        yield _wide_column(one, str(one.column), one.entry.id, "", "")
    for one in known:
        for side in read_table("codebook")["dimension"]:
            if side["name"] == one.entry.dimensions:
                key = f"{one.entry.id}[{side['name']}={side['key']}]"
                yield _wide_column(one, f"{one.column}_{side['suffix']}", key, f"（{side['zh']}）", f" ({side['en']})")


def _wide_column(one: Explained, name: str, key: str, more_zh: str, more_en: str) -> Column:
    zh, en = one.entry.label_zh + more_zh, one.en + more_en
    return Column(name, "number", f"report.indicators.{key}", zh, en, one.definition_zh, one.definition_en, key)


def law_text(key: str, lang: Literal["zh", "en"]) -> str:
    """Returns a reference to law in words.

    >>> law_text("19-20(1)", "zh")
    '《政府信息公开条例》（国令第711号，2019年修订）第20条第（1）项'
    >>> law_text("07-14", "en")
    '2007 Regulations (State Council Decree 492), art. 14'
    """
    act, _, place = key.partition("-")
    name = str(blocks("law")[act][lang])
    article, _, item = place.rstrip(")").partition("(")
    if not place:
        return name
    if lang == "en":
        return f"{name}, art. {article}" + (f" ({item})" if item else "")
    return f"{name}第{article}条" + (f"第（{item}）项" if item else "")
