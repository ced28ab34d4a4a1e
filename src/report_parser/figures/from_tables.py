"""The tables of a report -> figures: statistics (2014), article 20, requests, review and litigation.

Rows and columns are found by their labels, never by their places; what cannot be told for certain is left out and named in a diagnostic.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from report_parser.figures.tables.emit import Emitted, emit
from report_parser.figures.tables.families import Family, pieces, read_piece
from report_parser.figures.tables.lines import sheet_of
from report_parser.figures.tables.others import read_others
from report_parser.figures.tables.reading import Part
from report_parser.models import Diagnostic, Document, Figure, Grid, Section, Table

_MAX_GAP = 160
_MAX_CONTEXT = 60
_MAX_REMARKS = 12
_FORM_2021 = 2021


@dataclass(frozen=True, slots=True)
class TableReading:
    """What all tables of a report hold, in reading order."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Logical:
    """A table as the reader of the report sees it: one grid, or several that a page break or an editor parted."""

    family: Family
    parts: list[Part] = field(default_factory=list)

    def keys(self) -> set[tuple[str, str]]:
        return {k for p in self.parts for k in _keys(p)}


def read_tables(document: Document, *, year: int | None, sections: tuple[Section, ...]) -> TableReading:
    """Returns the tables of a report with their figures; ``year`` is the reporting year.

    Figures have no ``id`` yet. Values are in the unit of the catalogue (元 for money), offsets count ``document.text``.
    """
    tables: list[Table] = []
    figures: list[Figure] = []
    diagnostics: list[Diagnostic] = []
    section_at = _section_finder(sections)
    logical_tables = _logical_tables(document, year)
    for logical in logical_tables:
        emitted = emit(document, [r for p in logical.parts for r in p.readings], year, section_at)
        table = _table(f"t{len(tables) + 1}", logical, emitted, year, section_at)
        tables.append(table)
        figures.extend(emitted.figures)
        remarks = [*(r for p in logical.parts for r in p.left_out), *emitted.left_out]
        if remarks:
            diagnostics.append(_partial(table, remarks))
    figures.extend(_of_other_tables(document, logical_tables, year, section_at))
    return TableReading(tuple(tables), tuple(sorted(figures, key=lambda f: (f.start, f.end))), tuple(diagnostics))


def _of_other_tables(
    document: Document, known: Sequence[_Logical], year: int | None, section_at: Callable[[int], str | None]
) -> Iterator[Figure]:
    read = {(p.sheet.grid.start, p.sheet.grid.end) for logical in known for p in logical.parts}
    for grid in document.grids:
        if (grid.start, grid.end) not in read:
            yield from emit(document, read_others(sheet_of(grid)), year, section_at).figures


def table_kind(grid: Grid) -> str | None:
    """Returns the kind of a grid: statistics_2014, article20_2019, article20_2021, requests_2019, requests_2021, review_litigation.

    None where it is none of them. Where the rows left do not tell the form of 2019 from that of 2021, the later is said.
    """
    found = pieces(sheet_of(grid), "", None)
    if not found:
        return None
    return _kind(found[0].family, [read_piece(found[0], None, "", None)], None)


def _logical_tables(document: Document, year: int | None) -> list[_Logical]:
    found: list[_Logical] = []
    end = -_MAX_GAP
    for grid in document.grids:
        before = found[-1] if found and _gap(document, end, grid.start) <= _MAX_GAP else None
        context = _line_before(document, grid.start)
        for piece in pieces(sheet_of(grid), context, before.family if before else None):
            same = before if before is not None and before.family == piece.family else None
            part = read_piece(piece, same.parts[-1] if same else None, context, year)
            if same is not None and not same.keys() & set(_keys(part)):
                same.parts.append(part)
            else:
                found.append(_Logical(piece.family, [part]))
            before, end = found[-1], grid.end
    return found


def _keys(part: Part) -> Iterable[tuple[str, str]]:
    return ((r.indicator, repr(sorted(r.dimensions.items()))) for r in part.readings if r.indicator is not None)


def _gap(document: Document, start: int, end: int) -> int:
    return end - start if start >= 0 else _MAX_GAP + 1


def _line_before(document: Document, at: int) -> str:
    """The short line of text before a table: its title, or 单位：万元."""
    last = bisect_right(document.blocks, at, key=lambda b: b.end) - 1
    if last < 0 or document.blocks[last].grid is not None:
        return ""
    block = document.blocks[last]
    return document.text[block.start : block.end] if block.end - block.start <= _MAX_CONTEXT else ""


def _section_finder(sections: tuple[Section, ...]) -> Callable[[int], str | None]:
    starts = [s.start for s in sections]

    def section_at(at: int) -> str | None:
        """The section of the top level, which follow one another."""
        i = bisect_right(starts, at) - 1
        return sections[i].id if i >= 0 and at < sections[i].end else None

    return section_at


def _kind(family: Family, parts: list[Part], year: int | None) -> str:
    kinds = [p.kind for p in parts if p.kind]
    if kinds:
        return max(kinds)
    return f"{family}_{_FORM_2021 if year is None or year >= _FORM_2021 else 2019}"


def _table(
    name: str, logical: _Logical, emitted: Emitted, year: int | None, section_at: Callable[[int], str | None]
) -> Table:
    grids = [p.sheet.grid for p in logical.parts]
    start, end = min(g.start for g in grids), max(g.end for g in grids)
    rows = sum({(g.start, g.end): g.rows for g in grids}.values())
    kind = _kind(logical.family, logical.parts, year)
    return Table(name, kind, section_at(start), start, end, rows, max(g.cols for g in grids), emitted.empty)


def _partial(table: Table, remarks: list[str]) -> Diagnostic:
    shown = "; ".join(dict.fromkeys(remarks[:_MAX_REMARKS]))
    more = f" 等{len(remarks)}处" if len(remarks) > _MAX_REMARKS else ""
    return Diagnostic(
        "tables", "table.partial", f"表格{table.id}({table.kind})未能全部读出: {shown}{more}", table.start, table.end
    )
