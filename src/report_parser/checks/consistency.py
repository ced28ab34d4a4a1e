"""Runs the formulas of ``checks.toml``: inside one table, and inside the prose of one section and one scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from report_parser.checks.expressions import Judgement, Operand, judge
from report_parser.checks.measure import NOTHING, Measure, measure_of
from report_parser.checks.registry import Formula, Verdict, registry
from report_parser.checks.telling import mismatch
from report_parser.checks.view import SURE, View
from report_parser.models import Figure, Table
from report_parser.rules.catalogue import catalogue

Dimensions = tuple[tuple[str, str], ...]
Key = tuple[str, Dimensions]
_EACH: dict[str | None, tuple[str, tuple[str, ...]]] = {
    "applicant": (
        "applicant",
        ("total", "natural_person", "company", "research", "public_welfare", "legal_service", "other"),
    ),
    "route": ("route", ("total", "direct", "after_review")),
}


@dataclass(frozen=True, slots=True)
class Cells:
    """A table's cells by indicator and dimensions: those with a number, and the blank ones."""

    full: Mapping[Key, Figure]
    blank: frozenset[Key]
    twice: frozenset[Key]
    numbered: frozenset[str]
    """The rows that hold a number other than zero."""
    columns: Mapping[Dimensions, frozenset[str]]
    """The indicators of each column, blank cells included."""
    rows: frozenset[str]
    """The indicators that have a cell, blank ones included."""
    measures: Mapping[Key, Measure]
    """What the cells with a number stand for."""

    def left_out(self, key: Key) -> bool:
        """Returns whether a blank total stands in a row that has numbers: it was not filled in, it is no zero."""
        return not key[1] and key[0] in self.numbered


def check_formulas(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of all formulas of the registry."""
    for table in view.tables:
        cells = cells_of(view, table)
        for formula in registry().formulas:
            if formula.source == "table" and _applies(formula, table, cells):
                yield from _check_table(view, formula, cells)
    sections = _stated(view)
    for formula in registry().formulas:
        if formula.source == "prose":
            yield from _check_prose(view, formula, sections)


def cells_of(view: View, table: Table) -> Cells:
    """Returns the cells of a table; a cell that is there twice with different values counts as unknown."""
    full: dict[Key, Figure] = {}
    twice: set[Key] = set()
    for figure in view.cells_of(table):
        if figure.indicator:
            key = key_of(figure.indicator, figure.dimensions)
            if key in full and full[key].value != figure.value:
                twice.add(key)
            full.setdefault(key, figure)
    blank = {key_of(e.indicator, e.dimensions) for e in table.empty}
    columns: dict[Dimensions, set[str]] = {}
    for indicator, dimensions in (*full, *blank):
        columns.setdefault(dimensions, set()).add(indicator)
    once = {k: f for k, f in full.items() if k not in twice}
    return Cells(
        full=once,
        blank=frozenset(blank - full.keys()),
        twice=frozenset(twice),
        numbered=frozenset(k[0] for k, f in once.items() if f.value),
        columns={d: frozenset(ids) for d, ids in columns.items()},
        rows=frozenset(indicator for indicator, _ in (*full, *blank)),
        measures={k: measure_of(f) for k, f in once.items()},
    )


def key_of(indicator: str, dimensions: Mapping[str, str]) -> Key:
    """Returns the key of a cell; the column 总计 is the plain one."""
    return indicator, _told(tuple(dimensions.items())) if dimensions else ()


@lru_cache(maxsize=1024)
def _told(dimensions: Dimensions) -> Dimensions:
    return tuple(sorted((k, v) for k, v in dimensions if v != "total"))


def _applies(formula: Formula, table: Table, cells: Cells) -> bool:
    if formula.tables and not table.kind.startswith(formula.tables):
        return False
    if not cells.rows.issuperset(formula.need):
        return False
    if formula.each == "row":
        return True
    return formula.whole in cells.rows and any(i in cells.rows for i in formula.named if i != formula.whole)


def _check_table(view: View, formula: Formula, cells: Cells) -> Iterator[Verdict]:
    if formula.each == "row":
        rows = dict.fromkeys(key[0] for key in (*cells.full, *cells.blank) if key[1])
        for row in rows:
            yield from _check_cells(view, formula, cells, row, ())
        return
    if formula.each is None:
        yield from _check_cells(view, formula, cells, "", ())
        return
    dimension, values = _EACH[formula.each]
    for value in values:
        extra = () if value == "total" else ((dimension, value),)
        if formula.whole in cells.columns.get(extra, ()):
            yield from _check_cells(view, formula, cells, "", extra)


def _check_cells(
    view: View, formula: Formula, cells: Cells, row: str, extra: tuple[tuple[str, str], ...]
) -> Iterator[Verdict]:
    def key(operand: Operand) -> Key:
        indicator = row if operand.indicator == "it" else operand.indicator
        return key_of(indicator, dict((*extra, *operand.dimensions))) if operand.dimensions else (indicator, extra)

    def lookup(operand: Operand) -> Measure | None:
        place = key(operand)
        if place in cells.measures:
            return cells.measures[place]
        if place in cells.blank:
            return None if cells.left_out(place) else NOTHING
        return NOTHING if operand.optional and place not in cells.twice else None

    whole = cells.full.get(key(Operand(formula.whole)))
    needed = all(key(Operand(n)) in cells.full for n in formula.need)
    result = judge(formula.comparison, lookup, formula.slack) if whole is not None and needed else None
    yield from _verdicts(view, formula, result, whole)


def _verdicts(view: View, formula: Formula, result: Judgement | None, whole: Figure | None) -> Iterator[Verdict]:
    if result is None or whole is None:
        yield Verdict(formula.code, None)
        return
    if result.holds:
        yield Verdict(formula.code, True)
        if formula.exceeds:
            yield Verdict("part.exceeds_whole", True)
        return
    yield Verdict(formula.code, False, mismatch(view, formula, result))
    if formula.exceeds:
        larger = [f for f in result.right.figures if measure_of(f).low > measure_of(whole).high]
        for part in larger[:1]:
            words: dict[str, Any] = {"part": view.name(part), "whole": view.name(whole)}
            finding = view.finding(
                "part.exceeds_whole", "exceeds", (part, whole), expected=whole.value, actual=part.value, **words
            )
            yield Verdict("part.exceeds_whole", False, finding)
        if not larger:
            yield Verdict("part.exceeds_whole", True)


def _stated(view: View) -> list[dict[str, list[Figure]]]:
    """The values of the reporting year in running text, by indicator, for each section of the top level."""
    sections: list[dict[str, list[Figure]]] = []
    for section in view.sections:
        stated: dict[str, list[Figure]] = {}
        for figure in view.by_top.get(section.id, ()):
            if figure.indicator in catalogue() and view.own_year(figure) and not figure.dimensions:
                stated.setdefault(figure.indicator or "", []).append(figure)
        sections.append(stated)
    return sections


def _check_prose(view: View, formula: Formula, sections: Sequence[Mapping[str, list[Figure]]]) -> Iterator[Verdict]:
    """One verdict for each scope of each top-level section that states the whole."""
    for stated in sections:
        for scope in dict.fromkeys(f.scope for f in stated.get(formula.whole, ())):
            yield _judge_prose(view, formula, stated, scope)


def _judge_prose(view: View, formula: Formula, stated: Mapping[str, list[Figure]], scope: str) -> Verdict:
    def lookup(operand: Operand) -> Measure | None:
        """The one value of an indicator; none where a statement is unsure, or two differ."""
        found = [f for f in stated.get(operand.indicator, ()) if f.scope == scope]
        sure = found and all(f.confidence >= SURE and f.value == found[0].value for f in found)
        return measure_of(found[0]) if sure else None

    result = judge(formula.comparison, lookup, formula.slack)
    if result is None:
        return Verdict(formula.code, None)
    others = (judge(f, lookup, formula.slack) for f in formula.accept)
    if result.holds or any(o is not None and o.holds for o in others):
        return Verdict(formula.code, True)
    return Verdict(formula.code, False, mismatch(view, formula, result))


def formula_operands(formula: Formula) -> list[str]:
    """Returns the indicators that a formula names, for the test that the catalogue knows them all."""
    return list(formula.named)
