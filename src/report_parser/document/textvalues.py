"""Which values of a table in text belong together, to which label, and to which column.

A value whose place is not certain is left out: no value is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from report_parser.document.textcells import Piece
from report_parser.document.textchains import Chain, Rows

_LEAST_CENTRES = 2


@dataclass(frozen=True, slots=True)
class TextRows:
    """The lines of a table as pieces; ``gaps`` tells before which of them a blank line stands."""

    rows: Rows
    gaps: Sequence[bool]
    layout: bool
    """Places on the line tell columns apart."""
    tabbed: bool
    """Tabs part the cells: empty cells are seen."""


@dataclass(frozen=True, slots=True)
class Group:
    """Values that are printed together: on one line, or one a line on consecutive lines."""

    first: int
    last: int
    tokens: tuple[Piece, ...]
    sure: bool = True
    """False where they cannot be one row: several columns of a block that was taken apart."""


def gather(table: TextRows, lines: Sequence[int], width: int) -> list[Group]:
    """Returns the values of a table's part in reading order.

    Args:
        table: the whole table.
        lines: indices of the lines that belong to the part.
        width: how many columns of values its heads name, 0 where that is unknown.
    """
    groups: list[Group] = []
    run: list[Piece] = []
    for i in lines:
        row = table.rows[i]
        values = [p for p in row if p.is_value]
        if not values:
            groups.extend(_runs(run, table.gaps, width))
            run = []
        elif (
            len(values) < len(row)
            or len(values) > 1
            or (table.layout and values[0].left > values[0].right + 8)
            or (table.layout and values[0].left >= 8 and width > 1)
        ):
            groups.extend(_runs(run, table.gaps, width))
            run = []
            groups.append(Group(i, i, tuple(values)))
        else:
            run.append(values[0])
    groups.extend(_runs(run, table.gaps, width))
    return groups


def _runs(run: Sequence[Piece], gaps: Sequence[bool], width: int) -> list[Group]:
    """One value a line: one row, where the lines are set evenly and there are as many as columns."""
    if not run:
        return []
    starts = [i for i, p in enumerate(run) if i == 0 or gaps[p.line]]
    sizes = [b - a for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]
    whole = [Group(run[0].line, run[-1].line, tuple(run), len(sizes) == 1 or max(sizes) == 1)]
    if len(sizes) == 1 or max(sizes) == 1 or width < 1:
        return whole
    singles = next(i for i, size in enumerate(sizes) if size > 1)
    if singles != width:
        return [Group(run[0].line, run[-1].line, tuple(run), sure=False)]
    rest = run[singles:]
    return [
        Group(run[0].line, run[singles - 1].line, tuple(run[:singles])),
        Group(rest[0].line, rest[-1].line, tuple(rest), sure=False),
    ]


def find_owner(
    group: Group, chains: Sequence[Chain], taken: set[int], known: frozenset[str], *, layout: bool
) -> Chain | None:
    """The label that a group of values belongs to; None where none is near.

    On its own line first (the rightmost of several), then the label whose wrapped lines stand above and below it, then the one that
    ends right above it and has no values yet.
    """
    beside = [c for c in chains if any(p.line == group.first for p in c.pieces)]
    if beside:
        around = [c for c in chains if c.first < group.first < c.last and c.left > max(b.left for b in beside)]
        return max(around or beside, key=lambda c: c.left)
    if layout:
        around = [c for c in chains if c.first < group.first < c.last]
        if around:
            return max(around, key=lambda c: c.left)
    above = [c for c in chains if c.last < group.first and c.index not in taken and (c.ordinal or c.han in known)]
    if not above:
        return None
    owner = max(above, key=lambda c: (c.last, c.left))
    return owner if group.first - owner.last <= (2 if layout else 1) else None


def by_columns(table: TextRows, groups: Sequence[Group], heads: Sequence[Chain]) -> bool:
    """True where places are to be counted in columns (a Chinese character takes two), False where in characters.

    ``pdftotext -layout`` aligns by characters, people and editors by columns: the one by which values stand straighter.
    """
    sizes = Counter(len(g.tokens) for g in groups)
    if not sizes:
        return False
    size = max(sizes, key=lambda n: (sizes[n], n))
    full = [g for g in groups if len(g.tokens) == size]
    if len(full) >= _LEAST_CENTRES:
        return _spread(full, columns=True) < _spread(full, columns=False)
    if len(heads) != size:
        return False

    def off(columns: bool) -> float:
        places = sorted(h.centre(columns) for h in heads)
        return sum(abs(a - t.centre(columns)) for a, t in zip(places, full[0].tokens, strict=True))

    return off(True) < off(False)


def _spread(groups: Sequence[Group], *, columns: bool) -> float:
    total = 0.0
    for tokens in zip(*(g.tokens for g in groups), strict=True):
        places = [t.centre(columns) for t in tokens]
        middle = median(places)
        total += sum(min(abs(p - middle), 20.0) for p in places)
    return total


def column_centres(groups: Sequence[Group], size: int, heads: Sequence[Chain], *, columns: bool) -> list[float]:
    """Returns the middles of a table's columns: from its full rows, else from its heads; empty where neither tells."""
    full = [g for g in groups if len(g.tokens) == size]
    if full:
        return [median(t.centre(columns) for t in tokens) for tokens in zip(*(g.tokens for g in full), strict=True)]
    return sorted(h.centre(columns) for h in heads) if len(heads) == size else []


def align(tokens: Sequence[Piece], centres: Sequence[float], *, columns: bool) -> dict[int, Piece] | None:
    """Returns the tokens by column where each plainly stands under one column, None elsewhere."""
    placed: dict[int, Piece] = {}
    if len(centres) < 2 or len(tokens) > len(centres):
        return None
    for token in tokens:
        at = token.centre(columns)
        ranked = sorted((abs(at - c), i) for i, c in enumerate(centres))
        (best, i), (second, _) = ranked[0], ranked[1]
        if i in placed or best * 2 > second or (placed and i < max(placed)):
            return None
        placed[i] = token
    return placed


def place(
    tokens: Sequence[Piece], size: int, unit: int | None, centres: Sequence[float], table: TextRows, *, columns: bool
) -> dict[int, Piece]:
    """Returns a row's values by column (from 0); empty where their columns are not certain.

    Args:
        tokens: the values in reading order.
        size: number of columns.
        unit: which column holds units, None where none does.
        centres: middles of the columns, empty where unknown.
        table: how the table is set.
        columns: whether places are counted in columns of a fixed-width font.
    """
    if len(tokens) == size and (unit is None or tokens[unit].kind != "number"):
        return dict(enumerate(tokens))
    if table.tabbed:
        return dict(enumerate(tokens)) if len(tokens) < size else {}
    if unit is not None:
        return _place_with_unit(tokens, size, unit)
    if table.layout and centres:
        return align(tokens, centres, columns=columns) or {}
    return {}


def _place_with_unit(tokens: Sequence[Piece], size: int, unit: int) -> dict[int, Piece]:
    """A unit that tells itself apart, and as many values as columns are left."""
    units = [t for t in tokens if t.kind == "unit"]
    rest = [t for t in tokens if t.kind != "unit"]
    placed = {unit: units[0]} if len(units) == 1 else {}
    free = [i for i in range(size) if i != unit]
    if len(units) <= 1 and len(rest) == len(free):
        placed |= dict(zip(free, rest, strict=True))
    return placed
