"""A grid as lines: the label cells of a row, then its value cells; grids that stand side by side are parted first."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_parser.figures.tables.cells import has_words, is_empty, read_cell, unit_word
from report_parser.figures.tables.labels import Vocabulary, segments
from report_parser.models import Cell, Grid
from report_parser.text.fold import fold

_MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its own label cells, the label cells of earlier rows that reach down to it, its value cells."""

    row: int
    labels: tuple[Cell, ...]
    above: tuple[Cell, ...]
    values: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The row's own label as printed: its last label cell."""
        return self.labels[-1].text if self.labels else ""

    @property
    def numbers(self) -> tuple[Cell, ...]:
        """The value cells that hold something, units left out."""
        return tuple(c for c in self.values if not is_empty(c.text) and unit_word(c.text) is None)


@dataclass(frozen=True, slots=True)
class Label:
    """The entries of a vocabulary that a line's label means."""

    entries: tuple[int, ...]
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A grid, or a part of one, with its rows laid out once for all readers."""

    grid: Grid
    lines: tuple[Line, ...]
    by_row: Mapping[int, Sequence[Cell]]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in reading order."""
        return self.grid.cells


def sheet_of(grid: Grid) -> Sheet:
    """Returns a grid with its lines; values begin behind the last words that stand before the first number."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    spans = [c for c in grid.cells if c.rowspan > 1 and has_words(c.text)]
    bare = (
        {r: _without_ordinals(cells, counting) for r, cells in rows.items()} if (counting := _ordinals(rows)) else rows
    )
    return Sheet(grid, tuple(_line(r, cells, spans) for r, cells in sorted(bare.items())), rows)


def _ordinals(rows: Mapping[int, Sequence[Cell]]) -> frozenset[int]:
    """The columns that hold nothing but list numbers (1, 2, 3, 1, 2 ...), each with a label behind it."""
    found: dict[int, list[int]] = {}
    for _, cells in sorted(rows.items()):
        for cell, after in itertools.pairwise(cells):
            text = fold(cell.text).strip()
            if text.isdecimal() and len(text) <= 2 and has_words(after.text):
                found.setdefault(cell.col, []).append(int(text))
    headed = {c.col for cells in itertools.islice(rows.values(), 1) for c in cells if c.text.strip() in _COUNTING}
    return frozenset(
        col
        for col, numbers in found.items()
        if len(numbers) >= _MIN_ROWS
        and (all(b in (1, a + 1) for a, b in zip([0, *numbers], numbers, strict=False)) or col in headed)
        and max(numbers) > 1
    )


_COUNTING = frozenset({"序号", "编号", "行次"})


def _without_ordinals(cells: Sequence[Cell], counting: frozenset[int]) -> list[Cell]:
    return [
        c
        for i, c in enumerate(cells)
        if not (
            c.col in counting
            and i + 1 < len(cells)
            and has_words(cells[i + 1].text)
            and fold(c.text).strip().isdecimal()
        )
    ]


def _line(row: int, cells: Sequence[Cell], spans: list[Cell]) -> Line:
    first = _first_value(cells)
    left = cells[first].col if first < len(cells) else None
    above = tuple(c for c in spans if c.row < row < c.row + c.rowspan and (left is None or c.col < left))
    return Line(row, tuple(c for c in cells[:first] if has_words(c.text)), above, tuple(cells[first:]))


def _first_value(cells: Sequence[Cell]) -> int:
    """Index of the cell behind the last words that stand before the first number or unit; 0 where a row has no words."""
    last: int | None = None
    for i, cell in enumerate(cells):
        if has_words(cell.text):
            last = i
        elif last is not None and not is_empty(cell.text):
            break
    return 0 if last is None else last + 1


def label_of(words: Vocabulary, line: Line) -> Label | None:
    """Returns what a line's label means: its last label cell, all of them joined, or the last part of a joined one."""
    if not line.labels:
        return None
    entries, exact = words.entries(line.text)
    if exact:
        return Label(entries, True)
    tries = ["".join(c.text for c in line.labels)] if len(line.labels) > 1 else []
    found = [(entries, False), *(words.entries(t) for t in (*tries, *segments(line.text)[:1]))]
    best = next((f for f in found if f[1]), None) or next((f for f in found if f[0]), None)
    return Label(*best) if best is not None else None


def side_by_side(sheet: Sheet) -> tuple[Sheet, ...]:
    """Returns the tables that stand side by side in one grid, from left to right; one where they do not.

    The line between them is the column in which, row after row, a label follows numbers.
    """
    edges = Counter(_second_labels(sheet))
    if not edges:
        return (sheet,)
    edge, count = edges.most_common(1)[0]
    if count < max(_MIN_ROWS, sum(edges.values()) // 2):
        return (sheet,)
    return (_columns(sheet, 0, edge), *side_by_side(_columns(sheet, edge, sheet.grid.cols)))


def _second_labels(sheet: Sheet) -> Iterator[int]:
    """The columns of labels that stand behind numbers in their row, the first of each row."""
    for line in sheet.lines:
        seen = False
        for cell in line.values if line.labels else ():
            if seen and has_words(cell.text):
                yield cell.col
                break
            seen = seen or read_cell(cell.text).kind == "number" or unit_word(cell.text) is not None


def _columns(sheet: Sheet, first: int, end: int) -> Sheet:
    cells = tuple(replace(c, colspan=min(c.colspan, end - c.col)) for c in sheet.cells if first <= c.col < end)
    return sheet_of(replace(sheet.grid, cells=cells))


def part_of_rows(sheet: Sheet, first: int, end: int) -> Sheet:
    """Returns the rows ``first`` to ``end - 1`` as a sheet of its own (row numbers kept)."""
    if first <= 0 and end >= sheet.grid.rows:
        return sheet
    cells = tuple(replace(c, rowspan=min(c.rowspan, end - c.row)) for c in sheet.cells if first <= c.row < end)
    return sheet_of(replace(sheet.grid, cells=cells))
