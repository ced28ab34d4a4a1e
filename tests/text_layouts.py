"""Tables of ``table_forms`` as plain text: as they look after copying, and as ``pdftotext -layout`` leaves them."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width

from table_forms import Table, placed

_GAP = 3
_LABEL = 14
"""Characters of a label on one line of a layout; a longer one is wrapped."""


def tabbed(table: Table) -> list[str]:
    """One line a row, cells parted by tabs; a cell that a span covers is empty."""
    return ["\t".join(row) for row in spread(table)]


def one_a_line(table: Table) -> list[str]:
    """One line a cell that holds anything."""
    return [cell.text for row in table for cell in row if cell.text.strip()]


def aligned(table: Table) -> list[str]:
    """Columns of even width, as a fixed pitch shows them (a Chinese character is two wide)."""
    rows = spread(table)
    starts = _starts(rows)
    return [_line([(starts[c], text) for c, text in enumerate(row)]) for row in rows]


def layout(table: Table) -> list[str]:
    """Like ``aligned``, but long labels are wrapped, and the values stand beside the middle line of their label."""
    rows = [[_wrapped(text) for text in row] for row in spread(table)]
    starts = _starts([[max(lines, key=wide) for lines in row] for row in rows])
    out: list[str] = []
    for row in rows:
        height = max(map(len, row))
        for at in range(height):
            shown = [
                (starts[c], lines[i])
                for c, lines in enumerate(row)
                if 0 <= (i := at - (height - len(lines)) // 2) < len(lines)
            ]
            out.append(_line(shown))
    return out


LAYOUTS: dict[str, Callable[[Table], list[str]]] = {
    "tabbed": tabbed,
    "one_a_line": one_a_line,
    "aligned": aligned,
    "layout": layout,
}


def spread(table: Table) -> list[list[str]]:
    """The texts of a table by row and column, empty where a span covers."""
    at = placed(table)
    width = max(
        (col + c.colspan for cells, row in zip(table, at, strict=True) for c, (_, col) in zip(cells, row, strict=True)),
        default=0,
    )
    out = [[""] * width for _ in table]
    for cells, row in zip(table, at, strict=True):
        for cell, (r, c) in zip(cells, row, strict=True):
            out[r][c] = cell.text.strip()
    return out


def wide(text: str) -> int:
    """The width of a text in columns of a fixed pitch."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _wrapped(text: str) -> list[str]:
    return [text[i : i + _LABEL] for i in range(0, len(text), _LABEL)] or [""]


def _starts(rows: list[list[str]]) -> list[int]:
    widths = [max(wide(row[c]) for row in rows) for c in range(len(rows[0]))] if rows else []
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + width + _GAP)
    return starts


def _line(cells: list[tuple[int, str]]) -> str:
    line = ""
    for start, text in cells:
        if text:
            line += " " * max(1 if line else 0, start - wide(line)) + text
    return line
