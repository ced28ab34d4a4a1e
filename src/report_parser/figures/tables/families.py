"""Which of the four kinds of tables a grid is, or several of them one above the other or side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from report_parser.figures.tables import article20, requests, review, statistics
from report_parser.figures.tables.lines import Sheet, part_of_rows, side_by_side
from report_parser.figures.tables.reading import Part

Family = Literal["requests", "review", "article20", "statistics"]
FAMILIES: tuple[Family, ...] = ("requests", "review", "article20", "statistics")
_LONE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A grid, or a part of one, that is a table of one family."""

    family: Family
    sheet: Sheet


def pieces(sheet: Sheet, context: str, before: Family | None) -> tuple[Piece, ...]:
    """Returns the tables of a grid; ``before`` is the family of the table that it may continue."""
    parts = side_by_side(sheet)
    if len(parts) > 1:
        found = [p for part in parts for p in _stacked(part, context, before)]
        if len({id(p.sheet) for p in found}) > 1 and all(_stacked(part, context, before) for part in parts[:2]):
            return tuple(found)
    return tuple(_stacked(sheet, context, before))


def read_piece(piece: Piece, before: Part | None, context: str, year: int | None) -> Part:
    """Returns what one table holds."""
    if piece.family == "requests":
        return requests.read(piece.sheet, before)
    if piece.family == "review":
        return review.read(piece.sheet, before, context)
    if piece.family == "article20":
        return article20.read(piece.sheet, before, context)
    return statistics.read(piece.sheet, before, year)


def _evidence(sheet: Sheet, context: str) -> dict[Family, int]:
    return {
        "requests": requests.evidence(sheet),
        "review": review.evidence(sheet, context),
        "article20": article20.evidence(sheet),
        "statistics": statistics.evidence(sheet),
    }


def _stacked(sheet: Sheet, context: str, before: Family | None) -> list[Piece]:
    evidence = _evidence(sheet, context)
    sure: list[Family] = [f for f in FAMILIES if evidence[f] == 2]
    if before is not None and evidence[before] == 1 and before not in sure:
        sure.append(before)
    if len(sure) > 1:
        return list(_by_rows(sheet, sure))
    if sure:
        return [Piece(sure[0], sheet)]
    if before == "review" and review.continues(sheet):
        return [Piece("review", sheet)]
    if len([r for r in requests.known_rows(sheet) if r.exact and r.line.numbers]) >= _LONE_ROWS:
        return [Piece("requests", sheet)]
    return []


def _by_rows(sheet: Sheet, sure: list[Family]) -> Iterator[Piece]:
    """Parts the rows of a grid among families: a row that names none goes with the row above it."""
    votes = _votes(sheet, sure)
    first = next((votes[r] for r in sorted(votes)), sure[0])
    start, current = 0, first
    for row in range(sheet.grid.rows):
        family = votes.get(row, current)
        if family != current:
            yield Piece(current, part_of_rows(sheet, start, row))
            start, current = row, family
    yield Piece(current, part_of_rows(sheet, start, sheet.grid.rows))


def _votes(sheet: Sheet, sure: list[Family]) -> dict[int, Family]:
    named: dict[Family, Callable[[Sheet], set[int]]] = {
        "requests": lambda g: (
            set(requests.head_rows(g)) | {r.line.row for r in requests.known_rows(g) if r.exact and r.line.values}
        ),
        "review": review.named_rows,
        "article20": article20.named_rows,
        "statistics": lambda g: {t.row for t in statistics.own_rows(g)},
    }
    votes: dict[int, Family] = {}
    for family in reversed(sure):
        for row in named[family](sheet):
            votes[row] = family
    return votes
