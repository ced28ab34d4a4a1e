"""Tables that are none of the four kinds (信息类别 / 数量（条） / 占比): each number with the labels of its row and column, without indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_parser.figures.classnames import category, is_name
from report_parser.figures.tables.cells import has_words, money_units, read_cell, unit_word
from report_parser.figures.tables.lines import Line, Sheet
from report_parser.figures.tables.reading import FUZZY, Reading
from report_parser.models import Cell
from report_parser.text.classheads import LEAST_ROWS, are_heads
from report_parser.text.fold import fold

_LEAST_ROWS = 2
_NO_COUNTS = re.compile(r"序号|编号|电话|传真|邮编|地址|日期|时间|文号|页[码数]?$|年份|代码|[号期]$")
_UNIT = re.compile(r"\(([^()]{1,6})\)")
_AMOUNT = re.compile(r"^(?:数量|数|数值|件数|条数|数额|个数)?(?:\([^()]*\))?$")
_DIGITS = re.compile(r"\d{9,}|0\d+")
_YEAR = re.compile(r"(20\d\d)年")
_TEN_THOUSAND = "万"


def read_others(sheet: Sheet) -> list[Reading]:
    """Returns the numbers of a table that has a row of heads above rows of a label and numbers; none of any other."""
    lines = [
        line for line in sheet.lines if line.labels and any(read_cell(c.text).kind == "number" for c in line.values)
    ]
    if len(lines) < _LEAST_ROWS:
        return []
    heads = _heads(sheet, lines[0].row)
    columns = {c.col for line in lines for c in line.values if read_cell(c.text).kind == "number"}
    if not columns <= heads.keys():
        return []
    readings = [r for line in lines for r in _readings(line, heads)]
    return _as_classes(sheet, lines, readings, heads)


def _as_classes(sheet: Sheet, lines: Sequence[Line], readings: list[Reading], heads: dict[int, str]) -> list[Reading]:
    """The numbers of a table of classes (公开类别 / 信息数) with the class of their row; those of any other table as they were."""
    columns = {r.cell.col for r in readings if read_cell(r.cell.text).unit != "%"}
    label = heads.get(lines[0].labels[-1].col, "")
    if len(columns) != 1 or len(lines) < LEAST_ROWS or not are_heads(label, heads.get(next(iter(columns)), "")):
        return readings
    names = {line.row: class_of(line.text) for line in lines}
    return [
        replace(r, indicator="proactive.by_topic", dimensions={"category": name}, confidence=FUZZY, rule="classes")
        if r.cell.col in columns and (name := names[r.cell.row]) is not None and r.year is None
        else r
        for r in readings
    ]


def class_of(label: str) -> str | None:
    """Returns the class that a row names; None for a sum and for what is no name.

    >>> class_of("机构职能类"), class_of("合计")
    ('机构职能', None)
    """
    plain = "".join(fold(label).split())
    if _SUM.search(plain):
        return None
    name = category(plain)
    return name if is_name(name, titled=True, longest=_LONGEST) else None


_SUM = re.compile(r"合计|总计|共计|小计|总数|总量")
_LONGEST = 40


def _heads(sheet: Sheet, first: int) -> dict[int, str]:
    """The words above each column, of the rows before the first number; a title over all columns is no head."""
    heads: dict[int, str] = {}
    for cell in sheet.cells:
        if cell.row < first and has_words(cell.text) and cell.colspan < sheet.grid.cols:
            for column in range(cell.col, cell.col + cell.colspan):
                heads[column] = heads.get(column, "") + "".join(fold(cell.text).split())
    return heads


def _readings(line: Line, heads: dict[int, str]) -> Iterator[Reading]:
    unit = next((u for c in line.values if (u := unit_word(c.text))), None)
    for cell in line.values:
        head = heads.get(cell.col, "")
        if (
            read_cell(cell.text).kind == "number"
            and not _NO_COUNTS.search(head)
            and not _DIGITS.fullmatch(cell.text.strip())
        ):
            yield _reading(line, cell, head, _unit_in(head) or unit or _unit_in(fold(line.text)))


def _reading(line: Line, cell: Cell, head: str, unit: str | None) -> Reading:
    year = _YEAR.search(head)
    factor = money_units().get(unit or "")
    large = factor is None and unit is not None and unit.startswith(_TEN_THOUSAND)
    return Reading(
        cell,
        None,
        _label(line.labels, head),
        rule="other table",
        factor=factor,
        unit=unit.removeprefix(_TEN_THOUSAND) if large and unit else unit,
        signed=True,
        year=int(year[1]) if year else None,
        money=factor is not None,
        times=10000 if large else 1,
    )


def _label(labels: Sequence[Cell], head: str) -> str:
    """送文化下乡演出 where the head says 数量（场） only, else 工作动态类 占总体比例."""
    own = "".join(labels[-1].text.split())
    return own if _AMOUNT.fullmatch(head) else f"{own} {head}"


def _unit_in(text: str) -> str | None:
    return next((u for m in _UNIT.finditer(text) if (u := unit_word(m[1]))), None)
