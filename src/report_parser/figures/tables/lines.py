"""A grid as lines: the label cells of a row, then its value cells; grids that stand side by side are parted first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from report_parser.figures.tables.cells import has_words, is_empty, read_cell, unit_word
from report_parser.figures.tables.labels import Vocabulary, segments
from report_parser.models import Cell, Grid

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
        """The value cells that hold something."""
        return tuple(c for c in self.values if not is_empty(c.text))


@dataclass(frozen=True, slots=True)
class Label:
    """The entries of a vocabulary that a line's label means."""

    entries: tuple[int, ...]
    exact: bool


def lines(grid: Grid) -> tuple[Line, ...]:
    """Returns the rows of a grid, in order; values begin behind the last words that stand before the first number."""
    rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    spans = [c for c in grid.cells if c.rowspan > 1 and has_words(c.text)]
    return tuple(_line(r, cells, spans) for r, cells in enumerate(rows))


def _line(row: int, cells: list[Cell], spans: list[Cell]) -> Line:
    first = _first_value(cells)
    left = cells[first].col if first < len(cells) else None
    above = tuple(c for c in spans if c.row < row < c.row + c.rowspan and (left is None or c.col < left))
    return Line(row, tuple(c for c in cells[:first] if has_words(c.text)), above, tuple(cells[first:]))


def _first_value(cells: list[Cell]) -> int:
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
    tries = [line.text]
    if len(line.labels) > 1:
        tries.append("".join(c.text for c in line.labels))
    tries.extend(segments(line.text)[:1])
    found = [words.entries(t) for t in tries]
    for exact in (True, False):
        for entries, is_exact in found:
            if entries and is_exact is exact:
                return Label(entries, exact)
    return None


def side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """Returns the tables that stand side by side in one grid, from left to right; one where they do not.

    The line between them is the column in which, row after row, a label follows numbers.
    """
    edges: Counter[int] = Counter()
    for column in _second_labels(grid):
        edges[column] += 1
    if not edges:
        return (grid,)
    edge, count = edges.most_common(1)[0]
    if count < max(_MIN_ROWS, sum(edges.values()) // 2):
        return (grid,)
    left = _columns(grid, 0, edge)
    return (left, *side_by_side(_columns(grid, edge, grid.cols)))


def _second_labels(grid: Grid) -> Iterator[int]:
    """The columns of labels that stand behind numbers in their row, the first of each row."""
    for line in lines(grid):
        if not line.labels:
            continue
        seen = False
        for cell in line.values:
            if seen and has_words(cell.text):
                yield cell.col
                break
            seen = seen or read_cell(cell.text).kind == "number" or unit_word(cell.text) is not None


def _columns(grid: Grid, first: int, end: int) -> Grid:
    cells = tuple(
        replace(c, colspan=min(c.colspan, end - c.col)) for c in grid.cells if first <= c.col < end
    )
    return replace(grid, cells=cells, cols=end)


def part_of_rows(grid: Grid, first: int, end: int) -> Grid:
    """Returns the rows ``first`` to ``end - 1`` of a grid as a grid of its own (row numbers kept)."""
    cells = tuple(replace(c, rowspan=min(c.rowspan, end - c.row)) for c in grid.cells if first <= c.row < end)
    return replace(grid, cells=cells)
