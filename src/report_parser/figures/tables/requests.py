"""The table of requests (依申请公开), of 2019 and of 2021: rows by outcome, columns by kind of applicant.

Sources: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, annex, part three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from report_parser.figures.tables.cells import read_cell
from report_parser.figures.tables.columns import Column, columns_fit, place_values, usual_columns
from report_parser.figures.tables.labels import Vocabulary, has_ordinal, plain, vocabulary
from report_parser.figures.tables.lines import Line, Sheet, label_of
from report_parser.figures.tables.reading import CLEAN, FUZZY, Part, Reading
from report_parser.models import Cell
from report_parser.rules.load import read_table

_TELLING = 4
_ONLY_2021 = frozenset({"outcome.other.overdue_correction", "outcome.other.unpaid_fee"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line whose label is known: its entry in the table of rows."""

    line: Line
    entry: dict[str, Any]
    exact: bool


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["requests"]
    return found


@cache
def row_words() -> Vocabulary:
    """The vocabulary of the rows."""
    return vocabulary((r["labels"] for r in _rules()["row"]), cut="subsequence")


@cache
def column_words() -> Vocabulary:
    """The vocabulary of the columns (kinds of applicant)."""
    return vocabulary((c["labels"] for c in _rules()["column"]), shortest=3)


@cache
def _group_words() -> Vocabulary:
    return vocabulary([_rules()["groups"]])


def _column_key(number: int) -> str:
    key: str = _rules()["column"][number]["key"]
    return key


@cache
def _skipped() -> frozenset[str]:
    return frozenset(plain(s) for s in _rules()["skip"])


def _is_skipped(label: str) -> bool:
    return plain(label) in _skipped()


def _is_group(label: str) -> bool:
    return bool(_group_words().entries(label)[0]) and not _is_skipped(label)


def _applicant(cell: Cell) -> tuple[int | None, bool]:
    return _applicant_of(cell.text)


@lru_cache(maxsize=4096)
def _applicant_of(text: str) -> tuple[int | None, bool]:
    entries, exact = column_words().entries(text)
    return (entries[0], exact) if len(entries) == 1 else (None, True)


def _is_strong(cell: Cell) -> bool:
    return _names_applicant(cell.text)


@lru_cache(maxsize=4096)
def _names_applicant(text: str) -> bool:
    number, _ = _applicant_of(text)
    return number is not None and _column_key(number) in _rules()["strong"]


@lru_cache(maxsize=16)
def head_rows(sheet: Sheet) -> tuple[int, ...]:
    """Returns the rows that hold the kinds of applicant."""
    return tuple(sorted({c.row for c in sheet.cells if _is_strong(c) and len(c.text) <= 20}))


@lru_cache(maxsize=16)
def known_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Returns the lines whose label is one of the form's, head rows left out."""
    heads = set(head_rows(sheet))
    found: list[Row] = []
    for line in sheet.lines:
        label = None if line.row in heads else label_of(row_words(), line)
        if label is not None and len(label.entries) == 1:
            found.append(Row(line, _rules()["row"][label.entries[0]], label.exact))
    return tuple(found)


def _is_telling(label: str) -> bool:
    """True for a label that stands in no other table; 总计 and 其他 do, unless they are numbered."""
    return len(plain(label)) >= _TELLING or has_ordinal(label)


def evidence(sheet: Sheet) -> int:
    """Returns how surely a grid is such a table: 2 with a head, 1 as a continuation without one, 0 not at all."""
    heads = {n for c in sheet.cells if _is_strong(c) for n in (_applicant(c)[0],)}
    rows = [r for r in known_rows(sheet) if r.exact and r.entry["id"] and _is_telling(r.line.text)]
    if len(heads) >= 2 and (rows or len(heads) >= 3):
        return 2
    return 1 if rows and any(len(r.line.values) >= 2 for r in rows) else 0


def read(sheet: Sheet, before: Part | None = None) -> Part:
    """Returns what a table of requests holds; one without head takes the columns of the part ``before`` it."""
    rows = known_rows(sheet)
    columns = _columns(sheet, [r.line for r in rows if r.line.values])
    group = ""
    if not columns and before is not None and not head_rows(sheet):
        columns, group = before.columns, before.state
    return _read_rows(sheet, rows, columns, group)


def _columns(sheet: Sheet, body: list[Line]) -> tuple[Column, ...]:
    """The columns of a grid: by the order of the heads where all are known, else by the places under which values stand."""
    heads = head_rows(sheet)
    if not heads:
        return ()
    places = usual_columns(body)
    ordered = _by_order(sheet, heads)
    known = bool(ordered) and all(c.key is not None or _is_skipped(c.label) for c in ordered)
    if not body or (known and (len(places) in (0, len(ordered)) or columns_fit(body, ordered))):
        return ordered
    placed = _by_place(sheet, heads, places)
    return placed or (ordered if len(ordered) == len(places) else ())


def _by_order(sheet: Sheet, heads: tuple[int, ...]) -> tuple[Column, ...]:
    """The heads in reading order; those of the last head row stand where their group (法人或其他组织) does."""
    upper = [c for c in sheet.cells if c.row in heads[:1] and c.text]
    lower = [c for r in heads[1:2] for c in sheet.cells if c.row == r and c.text]
    if not lower or any(_is_strong(c) and _column_key(_applicant(c)[0] or 0) == "natural_person" for c in lower):
        upper, lower = lower or upper, []
    found: list[Column] = []
    for cell in upper:
        if _is_group(cell.text):
            found.extend(_column(c) for c in lower)
            lower = []
        elif found or _applicant(cell)[0] is not None:
            found.append(_column(cell))
    return () if lower else _distinct(found)


def _by_place(sheet: Sheet, heads: tuple[int, ...], places: tuple[int, ...]) -> tuple[Column, ...]:
    """For each column of values the lowest head above it; none where a head is missing or reaches too far."""
    region = [c for c in sheet.cells if c.row <= heads[-1] and c.row + c.rowspan > heads[0]]
    found: list[Column] = []
    for place in places:
        above = [c for c in region if c.col <= place < c.col + c.colspan]
        if not above:
            return ()
        cell = max(above, key=lambda c: (_applicant(c)[0] is not None or bool(c.text.strip()), c.row))
        if cell.col < places[0] or _is_group(cell.text) or (cell.colspan > 1 and _applicant(cell)[0] is None):
            return ()
        found.append(_column(cell, place))
    known = [c for c in region if _is_strong(c)]
    inside = all(any(c.col <= p < c.col + c.colspan for p in places) for c in known)
    return _distinct(found) if inside and _in_order(found) else ()


def _in_order(columns: list[Column]) -> bool:
    """True where the kinds of applicant stand in the form's order, 总计 first or last: else a head was lost and others moved."""
    keys = [c.key for c in columns if c.key is not None]
    total = len(_rules()["column"]) - 1
    inner = keys[1:] if keys[:1] == [total] else keys
    return bool(keys) and inner == sorted(inner)


def _column(cell: Cell, place: int | None = None) -> Column:
    number, exact = _applicant(cell)
    key = None if number is None or _is_skipped(cell.text) else number
    return Column(key, cell.text, cell.col if place is None else place, exact, cell.colspan if place is None else 1)


def _distinct(columns: list[Column]) -> tuple[Column, ...]:
    """The columns; a kind of applicant that two heads name is neither's."""
    keys = [c.key for c in columns]
    return tuple(Column(None, c.label, c.col) if c.key is not None and keys.count(c.key) > 1 else c for c in columns)


def _read_rows(sheet: Sheet, rows: tuple[Row, ...], columns: tuple[Column, ...], group: str) -> Part:
    fit, sums = bool(columns) and columns_fit((r.line for r in rows), columns), _sums(columns)
    known = {r.line.row: r for r in rows}
    heads, readings, left_out = set(head_rows(sheet)), list[Reading](), list[str]()
    unlabelled = _unlabelled(sheet)
    for line in sheet.lines:
        row = known.get(line.row)
        indicator = None
        if row is not None:
            bare = row.line.row + 1 in unlabelled and bool(row.entry.get("sum"))
            indicator = None if bare else _indicator(row, rows, group)
            group = row.entry.get("group") or row.entry.get("sum") or "none"
        if not line.values or line.row in heads or not (indicator or _holds_numbers(line)):
            continue
        pairs, wrong = place_values(line.values, columns, sums, fit=fit)
        left_out.extend(f"{line.text}: {c.text}" for c in wrong)
        if pairs is None:
            left_out.append(f"{line.text or '(无行名)'}: {len(line.values)}格, 表头{len(columns)}列")
            continue
        if indicator is None:
            left_out.append(f"{line.text or '(无行名)'}: 行名未能确认")
        readings.extend(_cells(line, indicator, pairs, exact=row is None or row.exact))
    return Part(_kind(rows), sheet, tuple(readings), tuple(left_out), columns, group)


def _sums(columns: tuple[Column, ...]) -> list[tuple[list[int], int]]:
    """Which columns add up to which: the kinds of applicant to 总计."""
    keys = ["skip" if _is_skipped(c.label) else "" if c.key is None else _column_key(c.key) for c in columns]
    if "total" not in keys or "" in keys:
        return []
    return [([i for i, k in enumerate(keys) if k not in ("total", "skip")], keys.index("total"))]


def _unlabelled(sheet: Sheet) -> frozenset[int]:
    """The rows of values without any label: the row above a group's second one names the group, not itself."""
    return frozenset(n.row for n in sheet.lines if not n.labels and not n.above and _holds_numbers(n))


def _holds_numbers(line: Line) -> bool:
    return len(line.values) >= 3 and any(read_cell(c.text).kind == "number" for c in line.values)


def _indicator(row: Row, rows: tuple[Row, ...], group: str) -> str | None:
    """The indicator of a row, None where its label alone could mean another one."""
    entry, line = row.entry, row.line
    indicator: str | None = entry["id"] or None
    if within := entry.get("within"):
        covering = {_group_of(c.text) for c in line.above} | {_group_of(c.text) for c in line.labels[:-1]}
        covering -= {"", "results"}
        return indicator if covering == {within} or (not covering and group == within) else None
    own = entry.get("sum")
    if own:
        return indicator if _is_own_sum(row, rows, str(own)) else None
    if (
        indicator == "outcome.total"
        and not has_ordinal(line.text)
        and {_group_of(c.text) for c in line.above} - {"", "results"}
    ):
        return None
    return indicator


def _group_of(label: str) -> str:
    entries, _ = row_words().entries(label)
    return str(_rules()["row"][entries[0]].get("sum", "")) if len(entries) == 1 else ""


def _is_own_sum(row: Row, rows: tuple[Row, ...], group: str) -> bool:
    """True where the values beside a group's name are the group's own, not those of its first row, whose label was lost."""
    repeated = sum(_group_of(c.text) == group for r in rows for c in r.line.labels) > 1
    if row.line.labels[-1].rowspan > 1 or repeated:
        return False
    members = [r for r in rows if r.entry.get("group") == group]
    return not members or any(m.entry.get("first") for m in members)


def _kind(rows: tuple[Row, ...]) -> str:
    """The form of 2021 alone has rows under 其他处理; "" where the rows do not say."""
    if any(r.entry["id"] in _ONLY_2021 for r in rows):
        return "requests_2021"
    if any(r.entry["id"] == "outcome.other" and r.line.values for r in rows):
        return "requests_2019"
    return ""


def _cells(line: Line, indicator: str | None, pairs: list[tuple[Cell, Column]], *, exact: bool) -> Iterator[Reading]:
    for cell, column in pairs:
        if _is_skipped(column.label):
            continue
        key = None if column.key is None else _column_key(column.key)
        dimensions = {} if key in (None, "total") else {"applicant": str(key)}
        clean = exact and column.exact
        yield Reading(
            cell,
            indicator if key else None,
            f"{line.text} {column.label}".strip(),
            dimensions,
            CLEAN if clean else FUZZY,
            f"requests: row by {'label' if exact else 'near label'}, column {key or 'unknown'}",
            None,
            "件",
        )
