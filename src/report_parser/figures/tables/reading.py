"""What a reader of tables hands on: a cell with its meaning, and what it had to leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_parser.figures.tables.columns import Column
from report_parser.figures.tables.lines import Sheet
from report_parser.models import Cell
from report_parser.quick import quick

CLEAN, FUZZY, GUESSED = 0.97, 0.88, 0.75


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """A cell of a table whose row and column are known; ``indicator`` is None where the catalogue has no name for it."""

    cell: Cell
    indicator: str | None
    label: str
    dimensions: Mapping[str, str] = field(default_factory=dict)
    confidence: float = CLEAN
    rule: str = ""
    factor: int | None = None
    """Of money: 元 in one of the unit that head, label or unit column print; None where none is printed."""
    unit: str | None = None
    """The unit that is printed for a value without indicator."""
    signed: bool = False
    """True where a value below zero makes sense."""
    year: int | None = None
    """The year of the column, where it is not the report's."""
    default: int | None = None
    """Of money: the factor where no unit is printed anywhere."""
    money: bool = False
    times: int = 1
    """What a unit like 万次 multiplies a count by."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was read of one grid (or of a part of it); ``kind`` is "" where the rows do not say which form it is."""

    kind: str
    sheet: Sheet
    readings: tuple[Reading, ...] = ()
    left_out: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    """The columns, for a continuation that has no head of its own."""
    state: str = ""
    """Where in the form the last row stood, for a continuation."""
