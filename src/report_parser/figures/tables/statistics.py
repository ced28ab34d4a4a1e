"""The national statistics table (政府信息公开情况统计表) of 2014-2018 and its provincial cousins: one indicator a row.

Source: 国办发〔2014〕32号, annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from report_parser.figures.classnames import category, is_name
from report_parser.figures.tables import requests
from report_parser.figures.tables.cells import is_empty, money_units, unit_word
from report_parser.figures.tables.columns import Column
from report_parser.figures.tables.labels import Vocabulary, has_ordinal, is_top_level, plain, vocabulary
from report_parser.figures.tables.lines import Line, Sheet, label_of
from report_parser.figures.tables.reading import CLEAN, FUZZY, Part, Reading
from report_parser.models import Cell
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

KIND = "statistics_2014"
_ROLES = ("label", "unit", "value", "cumulative", "code", "remark", "whole", "other")
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度|末|底)?(?:数|数量|统计数|累计|合计)?")
_COUNTED_UP = re.compile(r"(?:以来|历年|至今|起).{0,4}累计|累计(?:数|总数)?$(?<!本年累计)(?<!全年累计)(?<!年度累计)")
_CUMULATIVE = {"proactive.total": "proactive.cumulative", "requests.received": "requests.cumulative"}
_MIN_ROWS = 3


@dataclass(slots=True)
class Place:
    """Where in the form the reader stands: the block, and the last row read in it."""

    block: str = ""
    last: int = -1


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["statistics"]
    return found


@cache
def row_words() -> Vocabulary:
    """The vocabulary of the rows."""
    return vocabulary((r["labels"] for r in _rules()["row"]), shortest=5, cut="prefix")


@cache
def _head_words() -> dict[str, str]:
    return {plain(label): role for role, labels in _rules()["columns"].items() for label in labels}


def own_rows(sheet: Sheet) -> tuple[Line, ...]:
    """Returns the lines whose label is one of this form's and of no other table's."""
    found: list[Line] = []
    for line in sheet.lines:
        label = label_of(row_words(), line) if line.values else None
        if label is not None and label.exact and plain(line.text) not in requests.row_words().exact:
            found.append(line)
    return tuple(found)


def evidence(sheet: Sheet) -> int:
    """Returns how surely a grid is such a table: 2 with several of its rows, 1 with one or two (a continuation), 0 with none."""
    known = {plain(line.text) for line in own_rows(sheet)}
    return 2 if len(known) >= _MIN_ROWS else 1 if known else 0


def read(sheet: Sheet, before: Part | None = None, year: int | None = None) -> Part:
    """Returns what such a table holds; ``year`` tells the report's own column from those of other years."""
    columns = before.columns if before is not None else ()
    place = Place(*_state(before))
    readings, left_out = list[Reading](), list[str]()
    for line in sheet.lines:
        head = _head(line)
        if head:
            columns = head
            continue
        _read_line(_without_unit(line, columns), columns, place, year, readings, left_out)
    return Part(KIND, sheet, tuple(_of_both_kinds(readings)), tuple(left_out), columns, f"{place.block}:{place.last}")


def _of_both_kinds(readings: list[Reading]) -> list[Reading]:
    """指定专职人员总数 is of those alone; where it is divided into 全职 and 兼职 the form means all who are charged with the work."""
    if any(r.indicator == "resources.staff.full_time" for r in readings):
        return readings
    return [
        replace(r, indicator="resources.staff.full_time")
        if r.indicator == "resources.staff" and "指定专职" in r.label and not _BOTH.search(r.label)
        else r
        for r in readings
    ]


_BOTH = re.compile(r"(?<!不)包括")


def _state(before: Part | None) -> tuple[str, int]:
    block, _, last = (before.state if before is not None else "").partition(":")
    return block, int(last or -1)


@lru_cache(maxsize=2048)
def _role(text: str) -> tuple[str, int | None]:
    """The kind of a column by its head, and the year that the head names."""
    form = plain(text)
    if form in _head_words():
        return _head_words()[form], None
    if _COUNTED_UP.search(form):
        return "cumulative", None
    if match := _YEAR.fullmatch(re.sub(r"\s", "", fold(text))):
        return "value", int(match[1])
    return "other", None


def _head(line: Line) -> tuple[Column, ...]:
    """The columns behind the label column, where a line is a head row: a label head and another known head."""
    cells = [*line.labels, *line.values]
    roles = [_role(c.text)[0] for c in cells]
    if "label" not in roles or not {"unit", "value", "cumulative", "whole"} & set(roles):
        return ()
    last = max(i for i, role in enumerate(roles) if role == "label")
    return tuple(
        Column(_ROLES.index(role), c.text, c.col) for c, role in zip(cells[last + 1 :], roles[last + 1 :], strict=True)
    )


def _without_unit(line: Line, columns: tuple[Column, ...]) -> Line:
    """The line with a unit that is none of the known ones (件/次) among its values, not its labels."""
    if label_of(row_words(), line) is not None:
        return line
    units = {c.col for c in columns if _ROLES[c.key or 0] == "unit"}
    at = next((i for i, c in enumerate(line.labels) if i and c.col in units), None)
    return line if at is None else replace(line, labels=line.labels[:at], values=(*line.labels[at:], *line.values))


def _read_line(
    line: Line,
    columns: tuple[Column, ...],
    place: Place,
    year: int | None,
    readings: list[Reading],
    left_out: list[str],
) -> None:
    block = place.block
    entry, exact = _entry(line, place)
    if entry is None and block == "proactive" and (topic := _class_named(line)):
        entry, place.block = {"id": "proactive.by_topic", "category": topic}, block
    if not line.values or (entry is None and not line.numbers):
        return
    pairs = _assign(line, columns)
    unit = next((u for c in line.values if (u := unit_word(c.text)) is not None), None)
    values = [(c, col) for c, col in pairs if _is_value(col)] if pairs is not None else []
    if pairs is None and entry is not None and not line.numbers:
        values = [(_nothing(line), None)]
    elif pairs is None or (not values and line.numbers):
        if line.labels and (entry is not None or len(line.numbers) > 1):
            left_out.append(f"{line.text}: 列未能确认")
        return
    main = _main_column([col for _, col in values if col is not None], year)
    for cell, column in values:
        readings.append(_reading(line, cell, column, entry, unit, main, year, exact=exact))


_CLASS = re.compile(r"[\u4e00-\u9fff、]{2,16}类(?:信息)?(?:数|数量|条数)?")


def _class_named(line: Line) -> str | None:
    """The class that a row below the number of all that was disclosed names: 政策法规类, 1.机构职能类信息数."""
    label = plain(line.text)
    name = category(label) if _CLASS.fullmatch(label) else ""
    return name if is_name(name, titled=True) else None


def _nothing(line: Line) -> Cell:
    """An empty cell behind the last one of a line: aligned text has no cell where nothing is printed."""
    last = line.values[-1]
    return replace(last, col=last.col + last.colspan, start=last.end, end=last.end, text="")


def _entry(line: Line, place: Place) -> tuple[dict[str, Any] | None, bool]:
    """The entry of a line's label; a label that several parts of the form share needs its part and its order in it."""
    label = label_of(row_words(), line)
    if label is None:
        if is_top_level(line.text) or (
            line.values and not has_ordinal(line.text) and len(line.labels) + len(line.values) > 1
        ):
            place.block, place.last = "", -1
        return None, True
    table = _rules()["row"]
    unique = [e for e in label.entries if not table[e].get("ambiguous")]
    if len(unique) == 1 and not table[unique[0]]["id"]:
        return None, True
    if len(unique) == 1 and len(label.entries) == 1:
        place.block, place.last = str(table[unique[0]]["block"]), unique[0]
        return table[unique[0]], label.exact
    for cell in (*line.above, *line.labels[:-1]):
        outer, _ = row_words().entries(cell.text)
        if len(outer) == 1 and table[outer[0]]["block"] != place.block:
            place.block, place.last = str(table[outer[0]]["block"]), outer[0]
    inside = [e for e in label.entries if table[e]["block"] == place.block and e > place.last]
    if len(inside) != 1:
        place.block, place.last = "", -1
        return None, True
    place.last = inside[0]
    return table[inside[0]], label.exact


def _assign(line: Line, columns: tuple[Column, ...]) -> list[tuple[Cell, Column | None]] | None:
    """The values of a line with their columns: in order where there are as many, else the one number where only one can be it."""
    values = line.values
    while len(values) > len(columns) and columns and is_empty(values[-1].text):
        values = values[:-1]
    if columns and len(values) == len(columns):
        return list(zip(values, columns, strict=True))
    roles = [c.key for c in columns]
    plainly = (
        all(_ROLES[r or 0] in ("unit", "value") for r in roles) and sum(r == _ROLES.index("value") for r in roles) <= 1
    )
    if not plainly:
        return None
    rest = [c for c in line.values if unit_word(c.text) is None]
    filled = [c for c in rest if not is_empty(c.text)]
    if len(filled) == 1 and (columns or len(rest) == 1):
        return [(filled[0], None)]
    return [(rest[-1], None)] if rest and not filled else None


def _is_value(column: Column | None) -> bool:
    return column is None or _ROLES[column.key or 0] in ("value", "cumulative", "whole", "other")


def _main_column(columns: Sequence[Column], year: int | None) -> Column | None:
    """The column of the report's own year; None where it cannot be told."""
    whole = [c for c in columns if _ROLES[c.key or 0] == "whole"]
    own = [c for c in columns if _ROLES[c.key or 0] == "value" and _role(c.label)[1] in (None, year)]
    dated = [c for c in own if year is not None and _role(c.label)[1] == year]
    free = [c for c in columns if _ROLES[c.key or 0] == "other" and not re.search("累计|上年|去年", c.label)]
    for choice in (dated, whole, own or (free if len(columns) == len(free) + _cumulative(columns) else [])):
        if len(choice) == 1:
            return choice[0]
    return None


def _cumulative(columns: Sequence[Column]) -> int:
    return sum(_ROLES[c.key or 0] == "cumulative" for c in columns)


def _reading(
    line: Line,
    cell: Cell,
    column: Column | None,
    entry: dict[str, Any] | None,
    unit: str | None,
    main: Column | None,
    year: int | None,
    *,
    exact: bool,
) -> Reading:
    role = "value" if column is None else _ROLES[column.key or 0]
    indicator: str | None = str(entry["id"]) if entry else None
    of_year = _role(column.label)[1] if column is not None else None
    if role == "cumulative":
        indicator = _CUMULATIVE.get(indicator or "")
    elif column is not None and column is not main and (of_year is None or of_year == year):
        indicator = None
    money = bool(entry and entry.get("money"))
    label = line.text if column is None or column is main else f"{line.text} {column.label}"
    in_tens = unit is not None and unit.startswith("万") and unit not in money_units()
    return Reading(
        cell,
        indicator,
        label.strip(),
        {"category": entry["category"]} if entry and indicator == "proactive.by_topic" else {},
        confidence=CLEAN if exact else FUZZY,
        rule=f"statistics: row {indicator or 'unknown'}" + ("" if column is not None else ", the row's only number"),
        factor=money_units().get(unit or "") or _boxed_unit(line.text, column),
        unit=unit[1:] if unit and in_tens else unit,
        times=10_000 if in_tens else 1,
        year=of_year,
        money=money or (unit in money_units() if unit else False),
    )


def _boxed_unit(label: str, column: Column | None) -> int | None:
    """The unit of money that a label or a head has in brackets: 专项经费（万元）."""
    for text in (label, column.label if column is not None else ""):
        if match := re.search(r"[(\[]\s*+(?:单位:?)?\s*+((?:[百千]?[万亿]|千)?元)\s*+[)\]]", fold(text)):
            return money_units().get(match[1])
    return None
