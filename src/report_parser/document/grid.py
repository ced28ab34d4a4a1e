"""Places a table's cells on rows and columns, with rowspan and colspan resolved (HTML Living Standard, 4.9.12, in short)."""

from __future__ import annotations

from typing import NamedTuple

from report_parser.models import Cell


class RawCell(NamedTuple):
    """A cell as the markup gives it, before it is placed."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def place_cells(rows: list[list[RawCell]], starts: list[list[int]]) -> tuple[tuple[Cell, ...], int, int]:
    """Returns the placed cells with the table's height and width.

    ``starts`` holds the offset of each cell's text. A rowspan never reaches below the last row; a taken place is skipped.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for i, raw in enumerate(row):
            text, rowspan, colspan = raw
            while taken and (r, column) in taken:
                column += 1
            height = 1 if rowspan == 1 else min(rowspan, len(rows) - r)
            if height > 1:
                taken.update((r + dr, column + dc) for dr in range(1, height) for dc in range(colspan))
            start = starts[r][i]
            cells.append(Cell(r, column, height, colspan, start, start + len(text), text))
            column += colspan
        width = max(width, column)
    return tuple(cells), len(rows), width
