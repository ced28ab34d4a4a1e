"""The catalogue of indicators: unit, section role, parent (``catalogue.tsv``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator of the catalogue."""

    id: str
    label_zh: str
    unit: str
    section_role: str
    eras: str
    parent: str | None
    dimensions: str


@cache
def catalogue() -> dict[str, Entry]:
    """Returns the catalogue by indicator id."""
    with files("report_parser").joinpath("rules", "data", "catalogue.tsv").open(encoding="utf-8") as table:
        rows = csv.DictReader((line for line in table if not line.startswith("#")), delimiter="\t")
        return {
            r["id"]: Entry(
                r["id"],
                r["label_zh"],
                r["unit"],
                r["section_role"],
                r["eras"],
                r["parent"] or None,
                r["dimensions"] or "",
            )
            for r in rows
        }


def unit_of(indicator: str) -> str | None:
    """Returns the unit in which an indicator is stored."""
    entry = catalogue().get(indicator)
    return entry.unit if entry else None


def role_of(indicator: str) -> str | None:
    """Returns the section role in which an indicator usually stands."""
    entry = catalogue().get(indicator)
    return entry.section_role if entry else None
