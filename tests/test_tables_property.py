"""A clean table damaged at random never yields a wrong value: what is lost is lost, the rest is right."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_parser.figures.from_tables import read_tables
from table_forms import (
    FORMS,
    Key,
    Table,
    Td,
    delete_column,
    delete_row,
    document,
    lose_row,
    review_upright,
    truth,
    width,
)

ALL_FORMS: dict[str, Callable[[], Table]] = {**FORMS, "review_upright": review_upright}
EXAMPLES = int(os.environ.get("TABLE_EXAMPLES", "40"))
"""Of each property and form; a search for what breaks takes thousands."""
DAMAGES = ("row", "row_deleted", "column", "blank", "spaces", "typo", "rowspan", "colspan", "split", "empty")
NEGATIONS = frozenset("不未无非否免拒")


def put(table: Table, row: int, at: int, *cells: Td) -> Table:
    return [[*r[:at], *cells, *r[at + 1 :]] if i == row else r for i, r in enumerate(table)]


@st.composite
def place(draw: st.DrawFn, table: Table, wanted: Callable[[Td], bool]) -> tuple[int, int] | None:
    found = [(r, c) for r, row in enumerate(table) for c, cell in enumerate(row) if wanted(cell)]
    return draw(st.sampled_from(found)) if found else None


@st.composite
def damaged(draw: st.DrawFn, table: Table, kinds: tuple[str, ...] = DAMAGES) -> Table:
    """One damage of a kind that pages show."""
    kind = draw(st.sampled_from(kinds))
    if kind in ("row", "row_deleted"):
        at = draw(st.integers(0, len(table) - 1))
        return lose_row(table, at) if kind == "row" else delete_row(table, at)
    if kind == "column":
        return delete_column(table, draw(st.integers(0, width(table) - 1)))
    tests: dict[str, Callable[[Td], bool]] = {
        "blank": lambda c: True,
        "empty": lambda c: c.key is not None,
        "split": lambda c: c.key is not None and len(c.text) > 1,
        "spaces": lambda c: c.key is None and len(c.text) > 1,
        "typo": lambda c: c.key is None and any(_may_break(x) for x in c.text),
        "rowspan": lambda c: c.rowspan > 1,
        "colspan": lambda c: c.colspan > 1,
    }
    where = draw(place(table, tests[kind]))
    if where is None:
        return table
    cell = table[where[0]][where[1]]
    if kind == "split":
        at = draw(st.integers(1, len(cell.text) - 1))
        return put(table, *where, Td(cell.text[:at]), Td(cell.text[at:]))
    return put(table, *where, _broken(draw, kind, cell))


def _may_break(character: str) -> bool:
    """Losing a 不 makes another label of a label, which nobody can see."""
    return character > "一" and character not in NEGATIONS


def _broken(draw: st.DrawFn, kind: str, cell: Td) -> Td:
    if kind == "blank":
        return replace(cell, text="", key=None)
    if kind == "empty":
        return replace(cell, text=draw(st.sampled_from(["/", "—", "无", "不涉及", " "])), key=None)
    if kind == "spaces":
        return replace(cell, text=" ".join(cell.text))
    if kind == "rowspan":
        return replace(cell, rowspan=draw(st.sampled_from([1, cell.rowspan - 1, cell.rowspan + 1])))
    if kind == "colspan":
        return replace(cell, colspan=draw(st.sampled_from([1, cell.colspan + 1])))
    at = draw(st.sampled_from([i for i, x in enumerate(cell.text) if _may_break(x)]))
    new = draw(st.sampled_from(["", "鑫", cell.text[at] * 2]))
    return replace(cell, text=cell.text[:at] + new + cell.text[at + 1 :])


def figures(table: Table) -> dict[Key, float]:
    page = document(table)
    reading = read_tables(page, year=2020, sections=())
    assert all(page.text[f.start : f.end] == f.raw for f in reading.figures)
    return {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in reading.figures if f.indicator}


def is_right(form: str, found: dict[Key, float]) -> None:
    said = truth(ALL_FORMS[form]())
    assert {k: v for k, v in found.items() if said.get(k) != v} == {}


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_one_damage(form: str, data: st.DataObject) -> None:
    table = data.draw(damaged(ALL_FORMS[form]()))
    is_right(form, figures(table))


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_many_empty_cells(form: str, data: st.DataObject) -> None:
    """Blanked values cost themselves and nothing else."""
    table = ALL_FORMS[form]()
    rows = data.draw(st.sets(st.integers(0, len(table) - 1), max_size=8))
    signs = st.sampled_from(["", "/", "—", "无"])
    table = [
        [
            replace(c, text=data.draw(signs), key=None) if c.key and r in rows and data.draw(st.booleans()) else c
            for c in row
        ]
        for r, row in enumerate(table)
    ]
    assert figures(table) == truth(table)


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_lost_rows_cost_themselves(form: str, data: st.DataObject) -> None:
    """Rows of values that an editor deletes are lost; the others are read in full."""
    table = ALL_FORMS[form]()
    for _ in range(data.draw(st.integers(1, 4))):
        rows = [i for i, row in enumerate(table) if any(c.key for c in row)]
        if len(rows) < 3:
            break
        table = delete_row(table, data.draw(st.sampled_from(rows)))
    found = figures(table)
    is_right(form, found)
    needs_head = {k for k in truth(table) if form == "statistics_2014" and k[0].startswith(("review.", "litigation."))}
    if form.startswith(("requests", "article20")) or form == "statistics_2014":
        assert set(truth(table)) - set(found) <= needs_head


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_spaces_in_labels_cost_nothing(form: str, data: st.DataObject) -> None:
    table = [
        [replace(c, text=" ".join(c.text)) if c.key is None and data.draw(st.booleans()) else c for c in row]
        for row in ALL_FORMS[form]()
    ]
    assert figures(table) == truth(table)
