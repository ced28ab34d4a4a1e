"""The table of reviews and lawsuits (行政复议、行政诉讼): 15 values under two levels of heads, or in several small tables.

A cell's meaning is a block (行政复议, 未经复议直接起诉, 复议后起诉) and a result (结果维持 ... 总计); each of them is the head of a
column or the label of a row. Sources: 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, annex, part four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_parser.figures.tables.cells import has_words, is_empty, read_cell
from report_parser.figures.tables.columns import Column, columns_fit, place_values
from report_parser.figures.tables.lines import Line, Sheet, part_of_rows
from report_parser.figures.tables.reading import Part, Reading
from report_parser.figures.tables.review_words import (
    RESULTS,
    block_of,
    expand,
    key_of,
    parts_of_key,
    reading_of,
    result_of,
    specific,
)
from report_parser.models import Cell

KIND = "review_litigation"
_FORM = ("review", "direct", "after_review")


def evidence(sheet: Sheet, context: str = "") -> int:
    """Returns how surely a grid is such a table: 2 with a block and results, 0 not at all."""
    words = [c for c in sheet.cells if len(c.text) <= 30 and has_words(c.text)]
    blocks = {b for c in words if (b := block_of(c.text)) is not None}
    results = {n for c in words if (n := result_of(c.text)[0]) is not None}
    if (blocks and len(results) >= 3) or len(blocks) >= 3:
        return 2
    return 2 if len(results) >= 4 and block_of(context) is not None else 0


def named_rows(sheet: Sheet) -> set[int]:
    """Returns the rows of heads that name blocks, or three results and more."""
    return {
        r
        for r, cells in sheet.by_row.items()
        if _is_head(cells)
        and (any(block_of(c.text) for c in cells) or sum(result_of(c.text)[0] is not None for c in cells) >= 3)
    }


def continues(sheet: Sheet) -> bool:
    """True for a grid of nothing but numbers and empty cells: the values under heads that stand in the grid before."""
    return all(not has_words(c.text) for c in sheet.cells) and any(
        read_cell(c.text).kind == "number" for c in sheet.cells
    )


def read(sheet: Sheet, before: Part | None = None, context: str = "") -> Part:
    """Returns what such a table holds; ``context`` is the line of text before it, which may name its block."""
    readings, left_out, columns = list[Reading](), list[str](), tuple[Column, ...]()
    if before is not None and not evidence(sheet, context):
        columns = before.columns
        _read_body(sheet, sheet.lines, columns, None, readings, left_out)
        return Part(KIND, sheet, tuple(readings), tuple(left_out), columns)
    routes = any(block_of(c.text) in ("direct", "after_review") for c in sheet.cells)
    outer = block_of(context)
    for piece in _pieces(sheet):
        columns = _across(piece)
        if columns:
            body = [t for t in piece.lines if t.row >= _head_end(piece)]
            _read_body(piece, body, columns, outer, readings, left_out, routes=routes)
        else:
            _read_down(piece, piece.lines, outer, readings, left_out, routes=routes)
    return Part(KIND, sheet, tuple(readings), tuple(left_out), columns)


def _is_head(cells: Sequence[Cell]) -> bool:
    """True for a row of words that names results or blocks."""
    named = sum(result_of(c.text)[0] is not None for c in cells)
    if any(read_cell(c.text).kind == "number" for c in cells):
        return False
    blocks = [c for c in cells if block_of(c.text) is not None]
    return named >= 2 or (named == 0 and bool(blocks) and (len(blocks) >= 2 or all(has_words(c.text) for c in cells)))


def _pieces(sheet: Sheet) -> Iterator[Sheet]:
    """The small tables that stand one above the other: each begins with a head row that follows values."""
    starts, seen = [0], False
    for row, cells in sorted(sheet.by_row.items()):
        if not _is_head(cells):
            seen = seen or any(read_cell(c.text).kind == "number" or is_empty(c.text) for c in cells)
        elif seen:
            starts.append(row)
            seen = False
    for first, end in zip(starts, [*starts[1:], sheet.grid.rows], strict=True):
        yield part_of_rows(sheet, first, end)


def _head_end(piece: Sheet) -> int:
    """The row behind the last row of heads."""
    return max((r + 1 for r, cells in piece.by_row.items() if _is_head(cells)), default=0)


def _across(piece: Sheet) -> tuple[Column, ...]:
    """The columns where results stand side by side; a result whose block is not certain has no key."""
    end = _head_end(piece)
    rows = [cells for r, cells in sorted(piece.by_row.items()) if r < end]
    head = [c for cells in rows for c in cells]
    named = [cells for cells in rows if sum(result_of(c.text)[0] is not None for c in cells) >= 2]
    widths = {len(t.values) for t in piece.lines if t.values and t.row >= end}
    blocks = expand([c for c in head if block_of(c.text) is not None])
    if not named:
        flat = tuple(
            Column(key_of(b, r), f"{b} {r}", i) for i, (b, r) in enumerate((b, r) for b in _FORM for r in RESULTS)
        )
        return flat if tuple(block_of(b.text) for b in blocks) == _FORM and len(flat) in widths else ()
    leaves = [c for cells in named for c in cells if block_of(c.text) is None]
    filled = [c for c in leaves if c.text and (result_of(c.text)[0] is not None or c.col > 0)]
    bare = leaves[1:] if result_of(leaves[0].text)[0] is None else leaves
    chosen = next((v for v in (filled, leaves, bare) if len(v) in widths), filled)
    return _with_blocks(chosen, blocks, head)


def _with_blocks(leaves: list[Cell], blocks: list[Cell], head: list[Cell]) -> tuple[Column, ...]:
    """Each result with its block: run by run where there are as many of both, else where a block's span is just its run."""
    runs, last = [list[Cell]()], -1
    for cell in leaves:
        result = result_of(cell.text)[0]
        if result is not None:
            place = RESULTS.index(result)
            if place <= last:
                runs.append([])
            last = place
        runs[-1].append(cell)
    found: list[Column] = []
    for i, run in enumerate(runs):
        block = _block_of_run(i, runs, blocks, head)
        for cell in run:
            result, exact = result_of(cell.text)
            key = None if result is None else key_of(block, result)
            found.append(Column(key, cell.text, cell.col, exact, cell.colspan))
    return tuple(found)


def _block_of_run(i: int, runs: list[list[Cell]], blocks: list[Cell], head: list[Cell]) -> str | None:
    if not blocks:
        return "row" if len(runs) == 1 else None
    if len(blocks) == len(runs):
        return block_of(blocks[i].text)
    places = {c.col for c in runs[i]}
    exact = [b for b in blocks if b.colspan > 1 and _covered(b) == places and _is_whole(b, runs, head)]
    return block_of(exact[0].text) if len(exact) == 1 and block_of(exact[0].text) != "litigation" else None


def _covered(cell: Cell) -> set[int]:
    return set(range(cell.col, cell.col + cell.colspan))


def _is_whole(block: Cell, runs: list[list[Cell]], head: list[Cell]) -> bool:
    """True where no cell is missing from the row of a block's head: a missing one would have moved the others."""
    beside = (c for c in head if c.row <= block.row < c.row + c.rowspan)
    return {c.col for run in runs for c in run} <= {p for c in beside for p in _covered(c)}


def _sums(columns: tuple[Column, ...]) -> list[tuple[list[int], int]]:
    """Which columns add up to which: the results of a block to its 总计; none where a block is not complete."""
    found: list[tuple[list[int], int]] = []
    keys = [c.key for c in columns]
    for block in dict.fromkeys(parts_of_key(k)[0] for k in keys):
        places = [i for i, k in enumerate(keys) if parts_of_key(k)[0] == block]
        if block is None or len(places) != len(RESULTS):
            return []
        found.append((places[:-1], places[-1]))
    return found


def _read_body(
    sheet: Sheet,
    body: Sequence[Line],
    columns: tuple[Column, ...],
    outer: str | None,
    readings: list[Reading],
    left_out: list[str],
    *,
    routes: bool = False,
) -> None:
    """Rows of values under results: blocks stand above them, before them in their row, or in the text before the table."""
    fit, sums = columns_fit(body, columns), _sums(columns)
    for line in body:
        if not line.values or (len(line.values) < 2 < len(columns)):
            continue
        pairs, wrong = place_values(line.values, columns, sums, fit=fit)
        left_out.extend(f"{line.text}: {c.text}" for c in wrong)
        if pairs is None:
            if line.numbers:
                left_out.append(f"{line.text or '数值行'}: {len(line.values)}格, 表头{len(columns)}列")
            continue
        own = specific([*line.above, *line.labels], routes=routes) or outer
        for cell, column in pairs:
            block, result = parts_of_key(column.key)
            block = own if block == "row" else block
            readings.append(reading_of(cell, block, result, column.label, exact=column.exact))
            if readings[-1].indicator is None and not is_empty(cell.text):
                left_out.append(f"{column.label or '(无列名)'}: 不知属于哪一组或哪种结果")


def _read_down(
    piece: Sheet,
    table: Sequence[Line],
    outer: str | None,
    readings: list[Reading],
    left_out: list[str],
    *,
    routes: bool,
) -> None:
    """Results as rows: the block stands before them, above them, or at the head of the column."""
    heads = [
        c for r, cells in sorted(piece.by_row.items()) if _is_head(cells) for c in cells if block_of(c.text) is not None
    ]
    columns = expand(heads)
    current, last = outer, -1
    for line in table:
        own = specific([*line.above, *line.labels], routes=routes)
        result, exact = result_of(line.text) if line.labels else (None, True)
        if own is not None and own != current:
            current, last = own, -1
        if result is None:
            if line.numbers:
                left_out.append(f"{line.text or '(无行名)'}: 行名未能确认")
            elif not line.labels:
                current = None
            continue
        if RESULTS.index(result) <= last and len(line.values) == 1:
            current = None
        last = RESULTS.index(result)
        if len(columns) >= 2 and len(line.values) == len(columns):
            blocks = [block_of(c.text) for c in columns]
        elif len(line.values) == 1:
            blocks = [current]
        else:
            left_out.append(f"{line.text}: {len(line.values)}格")
            continue
        for cell, block in zip(line.values, blocks, strict=True):
            readings.append(reading_of(cell, block, result, line.text, exact=exact))
            if block is None and not is_empty(cell.text):
                left_out.append(f"{line.text}: 不知属于哪一组")
