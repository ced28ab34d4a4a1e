"""The tables after article 20 of the Regulations (第二十条), of 2019 and of 2021.

Sources: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, annex, part two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from report_parser.figures.tables.cells import is_empty, money_units, read_cell
from report_parser.figures.tables.columns import Column, assign_parted
from report_parser.figures.tables.labels import Vocabulary, plain, vocabulary
from report_parser.figures.tables.lines import Line, Sheet, label_of
from report_parser.figures.tables.reading import CLEAN, FUZZY, GUESSED, Part, Reading
from report_parser.models import Cell
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_FORM_2021 = "article20_2021"
_ONLY_2019 = frozenset({"published", "items_last_year", "items_change", "items"})
_ONLY_2021 = frozenset({"repealed"})
_SPACES = re.compile(r"\s++")
_UNIT = re.compile(
    r"(?:[(\[][^)\]元]{0,4}?|单位:?|金额[/、,:]?)(?<![百千万亿])(?P<unit>(?:[百千]?[万亿]|千)?元)(?:[)\],;]|$)"
)
_WORDS_2019 = re.compile("新制作|对外公开总|采购")
_WORDS_2021 = re.compile("制发|废止|现行有效|本年处理决定|本年收费")


@dataclass(frozen=True, slots=True)
class Head:
    """A head row: its columns in order, with and without blank ones at its end."""

    full: tuple[Column, ...]
    filled: tuple[Column, ...]


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["article20"]
    return found


@cache
def row_words() -> Vocabulary:
    """The vocabulary of the rows (规章, 行政许可 ...)."""
    return vocabulary(r["labels"] for r in _rules()["row"])


@cache
def column_words() -> Vocabulary:
    """The vocabulary of the columns (本年制发件数 ...)."""
    return vocabulary(c["labels"] for c in _rules()["column"])


@cache
def _corners() -> frozenset[str]:
    return frozenset(plain(c) for c in _rules()["corner"])


def _known_column(cell: Cell) -> tuple[int | None, bool]:
    return _column_of(cell.text)


@lru_cache(maxsize=4096)
def _column_of(text: str) -> tuple[int | None, bool]:
    entries, exact = column_words().entries(text)
    return (entries[0], exact) if len(entries) == 1 else (None, True)


def evidence(sheet: Sheet) -> int:
    """Returns how surely a grid is such a table: 2 with row and column labels, 1 with rows alone, 0 not at all."""
    columns = {n for c in sheet.cells if len(c.text) <= 30 and (n := _known_column(c)[0]) is not None}
    rows = [r for r in sheet.lines if (label := label_of(row_words(), r)) is not None and label.exact and r.values]
    if columns and rows:
        return 2
    return 2 if len(columns) >= 2 else 1 if rows else 0


def named_rows(sheet: Sheet) -> set[int]:
    """Returns the head rows and the rows whose label is one of the form's."""
    rows = {t.row for t in sheet.lines if (label := label_of(row_words(), t)) is not None and label.exact}
    return rows | set(_heads(sheet))


def read(sheet: Sheet, before: Part | None = None, context: str = "") -> Part:
    """Returns what such a table holds; ``context`` is the line of text before it (单位：万元)."""
    heads = _heads(sheet)
    head = Head(before.columns, before.columns) if before is not None and before.columns else None
    readings, left_out = list[Reading](), list[str]()
    caption = _money_unit(context) or _caption_unit(sheet)
    kind = _kind(sheet) or (before.kind if before is not None else "")
    for line in sheet.lines:
        if line.row in heads:
            head = heads[line.row]
        elif line.values and (row := _row(line)) is not None:
            found, problem = _read_row(line, row[0], head, caption, exact=row[1])
            if problem and kind == _FORM_2021 and (lone := _lone(line, row[0], head, caption)):
                found, problem = lone, []
            readings.extend(found)
            left_out.extend(problem)
        elif line.labels and line.values and line.numbers and head is not None:
            readings.extend(_unknown(line, head))
        elif len(line.values) > 1 and line.numbers and head is not None:
            left_out.append("(无行名): 行名未能确认")
    last = () if head is None else head.filled
    return Part(kind, sheet, tuple(readings), tuple(left_out), last)


def _row(line: Line) -> tuple[dict[str, Any], bool] | None:
    """The entry of a line's row label; in an upright table (label, column, value) it stands left of the column's."""
    label = label_of(row_words(), line)
    if label is None and line.labels and _known_column(line.labels[-1])[0] is not None:
        for cell in (*reversed(line.labels[:-1]), *reversed(line.above)):
            entries, exact = row_words().entries(cell.text)
            if len(entries) == 1:
                return _rules()["row"][entries[0]], exact
    return (_rules()["row"][label.entries[0]], label.exact) if label is not None and len(label.entries) == 1 else None


def _heads(sheet: Sheet) -> dict[int, Head]:
    """The head rows: rows with a column label and without row label or number."""
    found: dict[int, Head] = {}
    for number, cells in sheet.by_row.items():
        named = [c for c in cells if _known_column(c)[0] is not None]
        if not named or any(read_cell(c.text).kind == "number" for c in cells):
            continue
        if any(row_words().entries(c.text)[1] for c in cells):
            continue
        if _known_column(cells[0])[0] is None:
            cells = cells[1:]
        full = tuple(_column(c) for c in cells)
        last = max(i for i, c in enumerate(full) if c.label)
        found[number] = Head(full, full[: last + 1])
    return found


def _column(cell: Cell) -> Column:
    number, exact = _known_column(cell)
    return Column(number, cell.text, cell.col, exact, cell.colspan)


def _read_row(
    line: Line, row: dict[str, Any], head: Head | None, caption: int | None, *, exact: bool
) -> tuple[list[Reading], list[str]]:
    upright, _ = _known_column(line.labels[-1])
    if upright is not None and len(line.values) == 1:
        pairs: list[tuple[Cell, Column]] | None = [(line.values[0], Column(upright, line.text, line.values[0].col))]
    else:
        pairs = _assign(line, head)
    if pairs is None:
        problem = [f"{line.text}: {len(line.values)}格, 表头{0 if head is None else len(head.full)}列"]
        return [], problem if line.numbers else []
    readings = [_reading(line, row, cell, column, caption, exact=exact) for cell, column in pairs]
    if line.numbers and all(r.indicator is None for r in readings):
        return [], [f"{line.text}: 表头与行名不合"]
    return readings, []


def _lone(line: Line, row: dict[str, Any], head: Head | None, caption: int | None) -> list[Reading]:
    """The one value of a row that has but one column in the form of 2021, where the head above is another item's."""
    if "only_2021" not in row or len(line.values) != 1 or (head is not None and any(c.key is None for c in head.full)):
        return []
    key = next(i for i, c in enumerate(_rules()["column"]) if c["key"] == row["only_2021"])
    reading = _reading(
        line, row, line.values[0], Column(key, "", line.values[0].col, exact=False), caption, exact=False
    )
    return [replace(reading, default=None, confidence=FUZZY, rule=f"article20: row {row['prefix']}, its only column")]


def _assign(line: Line, head: Head | None) -> list[tuple[Cell, Column]] | None:
    """The values of a row under the heads, in order, where there are as many of both."""
    if head is None:
        return None
    values = line.values
    for columns in (head.full, head.filled):
        if len(columns) == len(values):
            return list(zip(values, columns, strict=True))
    if (parted := assign_parted(values, head.filled, ())) is not None:
        return parted
    while values and is_empty(values[-1].text) and len(values) > len(head.full):
        values = values[:-1]
    if len(values) == len(head.full):
        places = {c.col for c in head.full}
        return list(zip(values, head.full, strict=True)) if {v.col for v in values} == places else None
    return None


def _reading(
    line: Line, row: dict[str, Any], cell: Cell, column: Column, caption: int | None, *, exact: bool
) -> Reading:
    entry = None if column.key is None else _rules()["column"][column.key]
    key = str(entry["key"]) if entry else ""
    indicator = f"{row['prefix']}.{key}" if key in row["columns"] else None
    money = bool(entry and entry.get("money"))
    factor = _money_unit(column.label) or _money_unit(line.text) or (caption if money else None)
    confidence, rule = (
        (CLEAN if exact and column.exact else FUZZY),
        f"article20: row {row['prefix']}, column {key or 'unknown'}",
    )
    bare = "(" not in fold(column.label + line.text)
    default = money_units().get(row.get("default_money", "")) if indicator and money and bare else None
    if money and factor is None and default is not None and read_cell(cell.text).factor is None:
        confidence, rule = GUESSED, rule + ", no unit printed, 万元 supposed"
    return Reading(
        cell,
        indicator,
        line.text if line.text == column.label else f"{line.text} {column.label}".strip(),
        confidence=confidence,
        rule=rule,
        factor=factor if money else None,
        signed=bool(entry and entry.get("signed")),
        default=default,
        money=money,
    )


def _unknown(line: Line, head: Head) -> Iterator[Reading]:
    """The numbers of a row that the catalogue does not know (其他主动公开文件)."""
    columns = head.full if len(head.full) == len(line.values) else ()
    for i, cell in enumerate(line.values):
        label = f"{line.text} {columns[i].label}".strip() if columns else line.text
        yield Reading(cell, None, label, rule="article20: row unknown")


def _money_unit(text: str) -> int | None:
    """The factor of the one unit of money in brackets or after 单位, 金额 (采购总金额（万元）, 单位：元)."""
    folded = _SPACES.sub("", fold(text))
    factors = {money_units().get(m["unit"]) for m in _UNIT.finditer(folded)}
    return factors.pop() if len(factors) == 1 else None


def _caption_unit(sheet: Sheet) -> int | None:
    """The unit that a cell of its own gives for the whole table."""
    factors = {f for c in sheet.cells if plain(c.text).startswith("单位") and (f := _money_unit(c.text))}
    return factors.pop() if len(factors) == 1 else None


def _kind(sheet: Sheet) -> str:
    text = "".join(plain(c.text) for c in sheet.cells if not is_empty(c.text))
    older, newer = bool(_WORDS_2019.search(text)), bool(_WORDS_2021.search(text))
    keys = {str(_rules()["column"][n]["key"]) for c in sheet.cells if (n := _known_column(c)[0]) is not None}
    older, newer = older or bool(keys & _ONLY_2019), newer or bool(keys & _ONLY_2021)
    return "" if older == newer else "article20_2019" if older else "article20_2021"
