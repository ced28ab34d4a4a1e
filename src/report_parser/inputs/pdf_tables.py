"""Ruled tables of a PDF -> rows with spans, joined where a page break cuts them, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

import regex

from report_parser.document.textflow import join_lines

_NEAR = 3.0
"""Points within which two rules are one."""
_SIDE = 8.0
"""Points by which the sides of one table may differ from page to page."""
_ITEM = regex.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,2}[）)、.．])")
_NUMBER = regex.compile(r"[\d.,]+$")


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A ruled cell: its sides in points, and its lines of text."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[str, ...]
    widest: float = 0.0
    """Width in points of its widest line."""

    @property
    def text(self) -> str:
        """The lines as one; a number that fills its cell goes on in the next line."""
        room = self.x1 - self.x0 - self.widest
        if all(_NUMBER.match(line) for line in self.lines) and room < 0.5 * self.widest:
            return "".join(self.lines)
        joined = ""
        for line in self.lines:
            joined = join_lines(joined, line)
        return joined


@dataclass(frozen=True, slots=True)
class PdfTable:
    """The cells of a table that stands on one page, or (joined) on several one below the other."""

    cells: tuple[PdfCell, ...]

    @property
    def left(self) -> float:
        return min(c.x0 for c in self.cells)

    @property
    def right(self) -> float:
        return max(c.x1 for c in self.cells)

    @property
    def top(self) -> float:
        return min(c.top for c in self.cells)

    @property
    def bottom(self) -> float:
        return max(c.bottom for c in self.cells)

    def is_data(self) -> bool:
        """False for rules that box or underline prose: one column, or hardly a cell."""
        return len(self.cells) >= 4 and len(_edges(c.x0 for c in self.cells)) >= 2


def continues(first: PdfTable, second: PdfTable) -> bool:
    """True where a table at the head of a page has the sides of the one at the foot of the page before."""
    return abs(first.left - second.left) < _SIDE and abs(first.right - second.right) < _SIDE


def join_tables(first: PdfTable, second: PdfTable) -> PdfTable:
    """Returns both as one table; cells and rows that the page break cut are whole again."""
    second = _aligned(second, first)
    last = [c for c in first.cells if c.bottom > first.bottom - _NEAR]
    begun = [c for c in second.cells if c.top < second.top + _NEAR]
    if _is_cut_row(last, begun):
        pairs = [(a, b) for b in begun for a in last if _same_column(a, b)]
    else:
        pairs = [(a, b) for b in begun for a in last if _same_column(a, b) and _goes_on(a, b, first, second)]
    shift = first.bottom - second.top
    whole = {a: _united(a, b, shift) for a, b in pairs}
    gone = {b for _, b in pairs}
    return PdfTable(
        (*(whole.get(c, c) for c in first.cells), *(_moved(c, shift) for c in second.cells if c not in gone))
    )


def table_html(table: PdfTable) -> str:
    """Returns the table as HTML with rowspan and colspan, which the rules themselves give."""
    xs, ys = _edges(_sides(table.cells, "x")), _edges(_sides(table.cells, "y"))
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in table.cells:
        row, below = _index(ys, cell.top), _index(ys, cell.bottom)
        column, after = _index(xs, cell.x0), _index(xs, cell.x1)
        spans = _span("rowspan", below - row) + _span("colspan", after - column)
        rows.setdefault(row, []).append((column, f"<td{spans}>{escape(cell.text)}</td>"))
    body = "".join(f"<tr>{''.join(text for _, text in sorted(rows.get(r, [])))}</tr>" for r in range(max(rows) + 1))
    return f"<table>{body}</table>"


def _is_cut_row(last: Sequence[PdfCell], begun: Sequence[PdfCell]) -> bool:
    """True for one row in two halves: the same columns, and no number in one of the halves."""
    if len(last) != len(begun) or len(last) < 3 or not all(any(_same_column(a, b) for a in last) for b in begun):
        return False
    if any(_ITEM.match(c.text) for c in begun):
        return False
    numbers = [sum(bool(_NUMBER.match(c.text)) for c in half) for half in (last, begun)]
    return min(numbers) == 0 and max(numbers) > 0


def _goes_on(a: PdfCell, b: PdfCell, first: PdfTable, second: PdfTable) -> bool:
    """True for a cell over several rows that the page break cut: the second half begins no item of its own."""
    if _ITEM.match(b.text) or _NUMBER.match(a.text) or _NUMBER.match(b.text):
        return False
    return _spans_rows(a, first) or _spans_rows(b, second)


def _spans_rows(cell: PdfCell, table: PdfTable) -> bool:
    return any(cell.top + _NEAR < other.top < cell.bottom - _NEAR for other in table.cells)


def _same_column(a: PdfCell, b: PdfCell) -> bool:
    return abs(a.x0 - b.x0) < _SIDE and abs(a.x1 - b.x1) < _SIDE


def _aligned(table: PdfTable, to: PdfTable) -> PdfTable:
    """The table with each side moved to the other table's nearest one, where it is near."""
    xs = _edges(_sides(to.cells, "x"))

    def near(x: float) -> float:
        best = min(xs, key=lambda edge: abs(edge - x))
        return best if abs(best - x) < _SIDE else x

    return PdfTable(tuple(replace(c, x0=near(c.x0), x1=near(c.x1)) for c in table.cells))


def _united(a: PdfCell, b: PdfCell, shift: float) -> PdfCell:
    return replace(a, bottom=b.bottom + shift, lines=(*a.lines, *b.lines), widest=max(a.widest, b.widest))


def _moved(cell: PdfCell, shift: float) -> PdfCell:
    return replace(cell, top=cell.top + shift, bottom=cell.bottom + shift)


def _sides(cells: Iterable[PdfCell], axis: str) -> Iterable[float]:
    for cell in cells:
        yield from (cell.x0, cell.x1) if axis == "x" else (cell.top, cell.bottom)


def _edges(positions: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for at in sorted(positions):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return edges


def _index(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - at))


def _span(name: str, size: int) -> str:
    return f' {name}="{size}"' if size > 1 else ""
