"""Readings -> figures, empty cells and the remarks on what was left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_parser.figures.tables.cells import TEXT, Content, read_cell
from report_parser.figures.tables.reading import CLEAN, Reading
from report_parser.models import Document, EmptyCell, Figure
from report_parser.rules.catalogue import unit_of

_SPACED, _FRACTION = 0.8, 0.6
_RARE = 8
_PARTED = re.compile(r"\s*\d++(?:\s++\d++)++\s*")
SectionAt = Callable[[int], str | None]
_Key = tuple[str | None, tuple[tuple[str, str], ...], int | None]


@dataclass(frozen=True, slots=True)
class Emitted:
    """What the readings of one table come to."""

    figures: tuple[Figure, ...]
    empty: tuple[EmptyCell, ...]
    left_out: tuple[str, ...]


def emit(document: Document, readings: Sequence[Reading], year: int | None, section_at: SectionAt) -> Emitted:
    """Returns the figures of one table; a value that two cells give differently is no indicator's."""
    figures: list[Figure] = []
    empty: list[EmptyCell] = []
    left_out: list[str] = []
    two_columns = _two_in_one(readings)
    for reading in readings:
        content = read_cell(reading.cell.text)
        if two_columns and _PARTED.fullmatch(reading.cell.text):
            content = TEXT
        if content.kind == "empty":
            if reading.indicator is not None and reading.year in (None, year):
                empty.append(EmptyCell(reading.indicator, dict(reading.dimensions), reading.cell.text))
            continue
        figure, problem = _figure(document, reading, content, year, section_at)
        if figure is not None:
            figures.append(figure)
        if problem:
            left_out.append(f"{reading.label}: {problem}")
    figures, doubles = _settle(figures)
    return Emitted(tuple(figures), tuple(empty), (*left_out, *doubles))


def _two_in_one(readings: Sequence[Reading]) -> bool:
    """True where digits stand apart in many cells: then they are the numbers of two columns, not the digits of one number."""
    filled = [r for r in readings if read_cell(r.cell.text).kind != "empty"]
    parted = sum(bool(_PARTED.fullmatch(r.cell.text)) for r in filled)
    return parted > 1 and parted * _RARE > len(filled)


def _figure(
    document: Document, reading: Reading, content: Content, year: int | None, section_at: SectionAt
) -> tuple[Figure | None, str]:
    if content.kind == "text":
        return None, reading.cell.text[:20]
    span = _span(document, reading, content)
    if span is None or (content.value < 0 and not reading.signed):
        return None, reading.cell.text[:20]
    if content.unit == "%" and reading.indicator is not None and unit_of(reading.indicator) != "%":
        return None, f"{reading.cell.text[:20]}（单位不合）"
    money = reading.money or content.factor is not None
    if reading.indicator is not None and money is not reading.money:
        return None, f"{reading.cell.text[:20]}（单位不合）"
    value, indicator, problem = content.value, reading.indicator, ""
    factor = content.factor or reading.factor or reading.default
    if money and factor is None:
        indicator, problem = (indicator, "") if value == 0 else (None, "金额未注明单位")
    elif money and factor is not None:
        value *= factor
    value *= reading.times
    unit = unit_of(indicator) if indicator else ("元" if money and factor else content.unit or reading.unit)
    raw = document.text[span[0] : span[1]]
    confidence = _confidence(reading, value, money=money, doubtful=content.doubtful or "\t" in raw)
    start, end = span
    figure = Figure(
        "", indicator, dict(reading.dimensions), reading.label, _plain(value), unit, raw, "exact", reading.year or year, "all",
        section_at(start), start, end, f"{reading.label} {raw}".strip(), "table", confidence, None, reading.rule,
    )  # fmt: skip
    return figure, problem


def _confidence(reading: Reading, value: Decimal, *, money: bool, doubtful: bool) -> float:
    confidence = reading.confidence
    if doubtful:
        confidence = min(confidence, _SPACED)
    if not money and reading.indicator is not None and value != value.to_integral_value():
        confidence = min(confidence, _FRACTION)
    return confidence


def _span(document: Document, reading: Reading, content: Content) -> tuple[int, int] | None:
    """Where the number stands in the document's text; None where it is not there.

    A number that was cut over two cells is the text of both; a cell of aligned text may hold more than its first piece.
    """
    cell = reading.cell
    printed = document.text[cell.start : cell.end]
    if printed == cell.text:
        return cell.start + content.start, cell.start + content.end
    raw = cell.text[content.start : content.end]
    if "".join(printed.split()) == raw:
        return cell.start, cell.end
    found = list(re.finditer(rf"(?<![\d.,]){re.escape(raw)}(?![\d.,])", printed))
    return (cell.start + found[0].start(), cell.start + found[0].end()) if len(found) == 1 else None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _settle(figures: list[Figure]) -> tuple[list[Figure], list[str]]:
    """Of two values for one thing the one whose label was matched letter by letter; where both were, neither."""
    groups: dict[_Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.indicator is not None:
            dimensions = tuple(figure.dimensions.items())
            groups[figure.indicator, tuple(sorted(dimensions)) if dimensions else (), figure.year].append(figure)
    refused: set[int] = set()
    remarks: list[str] = []
    for same in groups.values():
        if len(same) < 2:
            continue
        clean = [f for f in same if f.confidence >= CLEAN]
        if 0 < len(clean) < len(same):
            refused.update(id(f) for f in same if f.confidence < CLEAN)
            same = clean
        if len({f.value for f in same}) > 1:
            refused.update(id(f) for f in same)
            remarks.append(f"{same[0].label}: 同一项有{len(same)}个数")
    return [replace(f, indicator=None, dimensions={}) if id(f) in refused else f for f in figures], remarks
