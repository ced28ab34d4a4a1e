"""The columns of a table by their heads, and which value cell of a row stands under which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_parser.figures.tables.cells import Content, is_empty, read_cell
from report_parser.figures.tables.lines import Line
from report_parser.models import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` of its vocabulary (None: a head that is not known), its label, where its head stands."""

    key: int | None
    label: str
    col: int
    exact: bool = True


def usual_columns(rows: Iterable[Line]) -> tuple[int, ...]:
    """Returns the columns of the value cells of most rows; empty where no two rows in three agree on their number."""
    shapes = Counter(tuple(c.col for c in r.values) for r in rows if r.values)
    widths: Counter[int] = Counter()
    for shape, count in shapes.items():
        widths[len(shape)] += count
    if not widths:
        return ()
    width, count = widths.most_common(1)[0]
    if count * 2 <= sum(widths.values()):
        return ()
    return max((s for s in shapes if len(s) == width), key=lambda s: (shapes[s], s))


def columns_fit(rows: Iterable[Line], columns: Sequence[Column]) -> bool:
    """True where every cell that holds something stands in a column with a head: then the columns of the grid can be trusted."""
    places = {c.col for c in columns}
    return len(places) == len(columns) and all(c.col in places for r in rows for c in r.numbers)


def assign(
    values: Sequence[Cell], columns: Sequence[Column], *, fit: bool, text: bool
) -> list[tuple[Cell, Column]] | None:
    """Returns each value cell with its column, None where that is not certain.

    As many cells as heads: in their order, whatever the spans say. More cells than heads: by the grid's columns, where the whole
    table fits them (``fit``) and the cells left over are empty. Fewer: only in a table of aligned text, where a place is a place.
    """
    if len(values) == len(columns) and not (text and fit):
        return list(zip(values, columns, strict=True))
    if not fit:
        return list(zip(values, columns, strict=True)) if len(values) == len(columns) else None
    by_place = {c.col: c for c in columns}
    pairs = [(v, by_place[v.col]) for v in values if v.col in by_place]
    rest = [v for v in values if v.col not in by_place]
    if any(not is_empty(v.text) for v in rest):
        return None
    if len(pairs) == len(columns) or text:
        return pairs
    return None


def assign_split(
    values: Sequence[Cell], columns: Sequence[Column], sums: Sequence[tuple[list[int], int]]
) -> list[tuple[Cell, Column]] | None:
    """Returns the cells with their columns where one number was cut over two cells and the sums tell which; that one is left out.

    ``sums`` says which columns add up to which; the cut is certain where joining just one pair of neighbours makes all of them hold.
    """
    if len(values) != len(columns) + 1 or not sums:
        return None
    contents = [read_cell(v.text) for v in values]
    if any(c.kind == "text" for c in contents):
        return None
    texts = [v.text.strip() for v in values]
    found = [
        i
        for i in range(len(columns))
        if _is_number(texts[i]) and texts[i + 1].isdecimal() and _adds_up(contents, texts, i, sums)
    ]
    if len(found) != 1:
        return None
    cut = found[0]
    kept = [v for i, v in enumerate(values) if i not in (cut, cut + 1)]
    return list(zip(kept, [c for i, c in enumerate(columns) if i != cut], strict=True))


def _is_number(text: str) -> bool:
    return text.isdecimal() and not text.startswith("0")


def _adds_up(
    contents: Sequence[Content], texts: Sequence[str], cut: int, sums: Sequence[tuple[list[int], int]]
) -> bool:
    numbers = [c.value for c in contents]
    joined = [*numbers[:cut], Decimal(texts[cut] + texts[cut + 1]), *numbers[cut + 2 :]]
    return all(sum((joined[p] for p in parts), Decimal(0)) == joined[whole] for parts, whole in sums)
