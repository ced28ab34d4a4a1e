"""The columns of a table by their heads, and which value cell of a row stands under which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_parser.figures.tables.cells import Content, is_empty, read_cell
from report_parser.figures.tables.lines import Line
from report_parser.models import Cell

Sums = Sequence[tuple[list[int], int]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` of its vocabulary (None: a head that is not known), its label, where its head stands."""

    key: int | None
    label: str
    col: int
    exact: bool = True
    span: int = 1
    """How many columns of the grid the head reaches over."""


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


def place_values(
    values: Sequence[Cell], columns: Sequence[Column], sums: Sums, *, fit: bool
) -> tuple[list[tuple[Cell, Column]] | None, list[Cell]]:
    """Returns the value cells with their columns (None where that is not certain), and the cells that the sums contradict.

    ``sums`` says which columns add up to which; they decide nothing but whether digits that stand apart are one number.
    """
    pairs = assign(values, columns, fit=fit)
    if pairs is None:
        pairs = assign_parted(values, columns, sums)
    if pairs is None:
        return None, []
    wrong = _contradicted(pairs, sums) if len(pairs) == len(columns) else set()
    return [p for i, p in enumerate(pairs) if i not in wrong], [pairs[i][0] for i in sorted(wrong)]


def assign(values: Sequence[Cell], columns: Sequence[Column], *, fit: bool) -> list[tuple[Cell, Column]] | None:
    """Returns each value cell with its column, None where that is not certain.

    As many cells as heads: in their order, whatever the spans say, unless the first is a blank cell of the labels' columns and the rest
    fit theirs (the last one is not there). More cells than heads: by the grid's columns, where the whole
    table fits them (``fit``) and the cells left over are empty. Fewer cells: nobody knows which one is missing.
    """
    by_place = {c.col: c for c in columns}
    if len(values) == len(columns):
        shifted = fit and not values[0].text.strip() and values[0].col not in by_place
        if shifted and all(v.col in by_place for v in values[1:]):
            return [(v, by_place[v.col]) for v in values[1:]]
        return list(zip(values, columns, strict=True))
    surplus = len(values) - len(columns)
    if (
        surplus > 0
        and all(is_empty(v.text) for v in values[:surplus])
        and not any(is_empty(v.text) for v in values[surplus:])
    ):
        return list(
            zip(values[surplus:], columns, strict=True)
        )  # blank cells of label columns, then a value for each head
    if not fit or surplus < 0:
        return None
    pairs = [(v, by_place[v.col]) for v in values if v.col in by_place]
    rest = [v for v in values if v.col not in by_place]
    return pairs if len(pairs) == len(columns) and all(is_empty(v.text) for v in rest) else None


def assign_parted(values: Sequence[Cell], columns: Sequence[Column], sums: Sums) -> list[tuple[Cell, Column]] | None:
    """Returns the cells with their columns where one number was cut over two cells, for certain; the two are one cell then.

    The cut is certain where the two cells fill the place of one head, or where joining just this pair of neighbours makes the sums
    hold (``sums`` says which columns add up to which).
    """
    if len(values) != len(columns) + 1:
        return None
    cut = _cut_by_place(values, columns)
    if cut is None and sums:
        cut = _cut_by_sum(values, columns, sums)
    if cut is None:
        return None
    left, right = values[cut], values[cut + 1]
    text = left.text if is_empty(right.text) else left.text.strip() + right.text.strip()
    end = left.end if is_empty(right.text) else right.end
    joined = replace(left, colspan=left.colspan + right.colspan, end=end, text=text)
    return list(zip([*values[:cut], joined, *values[cut + 2 :]], columns, strict=True))


def _cut_by_place(values: Sequence[Cell], columns: Sequence[Column]) -> int | None:
    """The first of two cells under one head, all other heads having one cell each; the second goes on the number or is blank."""
    under = [[i for i, v in enumerate(values) if c.col <= v.col < c.col + c.span] for c in columns]
    doubles = [u for u in under if len(u) == 2]
    if len(doubles) != 1 or any(len(u) not in (1, 2) for u in under):
        return None
    first, second = doubles[0]
    goes_on = _is_number(values[first].text.strip()) and values[second].text.strip().isdecimal()
    blank = read_cell(values[first].text).kind == "number" and not values[second].text.strip()
    return first if second == first + 1 and (goes_on or blank) else None


def _cut_by_sum(values: Sequence[Cell], columns: Sequence[Column], sums: Sums) -> int | None:
    contents = [read_cell(v.text) for v in values]
    if any(c.kind == "text" for c in contents):
        return None
    texts = [v.text.strip() for v in values]
    found = [
        i
        for i in range(len(columns))
        if _is_number(texts[i]) and texts[i + 1].isdecimal() and _adds_up(contents, texts, i, sums)
    ]
    return found[0] if len(found) == 1 else None


def _is_number(text: str) -> bool:
    return text.isdecimal() and not text.startswith("0")


def _adds_up(contents: Sequence[Content], texts: Sequence[str], cut: int, sums: Sums) -> bool:
    numbers = [c.value for c in contents]
    joined = [*numbers[:cut], Decimal(texts[cut] + texts[cut + 1]), *numbers[cut + 2 :]]
    return all(sum((joined[p] for p in parts), Decimal(0)) == joined[whole] for parts, whole in sums)


def _contradicted(pairs: list[tuple[Cell, Column]], sums: Sums) -> set[int]:
    """The places of numbers whose digits stand apart (7 1), where the sums that they enter do not hold."""
    contents = [read_cell(cell.text) for cell, _ in pairs]
    numbers = [c.value for c in contents]
    if all(sum((numbers[p] for p in parts), Decimal(0)) == numbers[whole] for parts, whole in sums):
        return set()
    return {i for i, c in enumerate(contents) if c.doubtful}
