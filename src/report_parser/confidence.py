"""What a figure's confidence is: the share that was right, at the first look at reports never met before, of figures read the same way.

The kinds of reading and the evidence stand in ``rules/data/confidence.toml``; ``benchmarks/confidence.py`` fits them on recorded first looks.
A number in prose is read a second time (``second_reading``), which raises or lowers its confidence. Applied once, after resolution and
checks: which of two values is chosen hangs on nothing here, but one that is doubted is not chosen at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from report_parser.checks.registry import PartsList, holders, registry
from report_parser.figures.resolve import choose, indicator_key
from report_parser.models import Diagnostic, Figure, Finding, IndicatorValue
from report_parser.rules.catalogue import catalogue, unit_of
from report_parser.rules.load import read_table
from report_parser.second_reading import likeness, logistic, sentence_start, surroundings_of

_CLEAR = 0.93
"""What the reading itself gives to a number whose label stands beside it with no word left over."""
_DOUBTFUL_CELL = 0.9
_FEW = 3
_OF_APPLICATIONS = ("requests.by_channel", "requests.by_applicant")
_LOOSE_TOTAL = "proactive.total#2"
_INFORMATION = re.compile("政[府务]信息(?!公开)")
_EDGE = 0.003
"""Keeps the log odds of 0 and 1 finite."""


class Reading(NamedTuple):
    """How a figure was read: its kind in the table, and the evidence for or against it."""

    kind: str
    evidence: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of reading, with the share of its figures that was wrong at first look where nothing spoke for or against them."""

    id: str
    method: tuple[str, ...]
    rule: re.Pattern[str] | None
    indicators: tuple[str, ...]
    only: str
    """What must be known of a figure besides: ``few_classes``, ``broken_rows``; empty for nothing."""
    wrong: float

    def holds(self, method: str, rule: str, indicator: str, known: str) -> bool:
        """Returns whether a figure that was read so is of this kind, with what is ``known`` of it besides."""
        return (
            method in self.method
            and (self.rule is None or self.rule.search(rule) is not None)
            and (not self.indicators or indicator.startswith(self.indicators))
            and self.only in ("", known)
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """The table: kinds in the order in which they are tried, and by how much evidence multiplies the share that is wrong."""

    kinds: Mapping[str, Kind]
    factors: Mapping[str, float]
    alike: tuple[tuple[frozenset[str], tuple[str, ...]], ...]
    """Units that stand for one another, and the beginnings of the indicators for which they do."""
    least: float
    most: float
    fills: float
    """The least confidence with which a number or a zero in prose fills an indicator."""
    second: tuple[float, float, float]
    """Log odds of wrong: the first, less the second times those of the confidence, less the third times those of the likeness."""

    def of(self, reading: Reading) -> float:
        """Returns the confidence of a reading: 1 less the share of its kind that is wrong, scaled by the evidence."""
        wrong = self.kinds[reading.kind].wrong
        for name in sorted(reading.evidence):
            wrong *= self.factors[name]
        return self._within(1 - wrong)

    def with_second(self, confidence: float, likeness: float) -> float:
        """Returns the confidence of a number in prose whose second reading found it so like the numbers of its indicator."""
        return self._within(1 - wrong_of_both(*self.second, confidence, likeness))

    def _within(self, confidence: float) -> float:
        return round(min(max(confidence, self.least), self.most), 3)


def log_odds(share: float) -> float:
    """Returns the log odds of a share; neither end makes them infinite."""
    return math.log((share + _EDGE) / (1 - share + _EDGE))


def wrong_of_both(start: float, own: float, second: float, confidence: float, likeness: float) -> float:
    """Returns the share wrong of numbers with a confidence by the rules and a likeness by the second reading, by three weights."""
    return logistic(start - own * log_odds(confidence) - second * log_odds(likeness))


@cache
def scale() -> Scale:
    """Returns the table of confidences."""
    return make_scale(read_table("confidence"))


def make_scale(table: Mapping[str, Any]) -> Scale:
    """Returns a table of confidences from its TOML."""
    return Scale(
        kinds={
            entry["id"]: Kind(
                entry["id"],
                tuple(entry["method"]),
                re.compile(entry["rule"]) if "rule" in entry else None,
                tuple(entry.get("indicators", ())),
                entry.get("only", ""),
                entry["wrong"],
            )
            for entry in table["kind"]
        },
        factors={e["id"]: e["factor"] for e in table["evidence"]},
        alike=tuple((frozenset(u["names"]), tuple(u.get("indicators", [""]))) for u in table["alike"]),
        least=table["bounds"]["least"],
        most=table["bounds"]["most"],
        fills=table["bounds"]["fills"],
        second=(table["second"]["start"], table["second"]["own"], table["second"]["likeness"]),
    )


def calibrate(
    figures: Sequence[Figure], text: str, *, year: int | None, roles: Mapping[str, str], findings: Sequence[Finding]
) -> tuple[Figure, ...]:
    """Returns the figures with calibrated confidences; those without an indicator, and doubtful cells, keep the reading's own.

    Args:
        figures: all figures of a report, resolved.
        text: the document's text, to which the figures' offsets belong.
        year: the reporting year; a value of another year contradicts none of this year.
        roles: section id -> role.
        findings: what the checks found; a figure that one of them names is doubted.
    """
    readings = read(figures, text, year=year, roles=roles, findings=findings)
    return tuple(
        f.calibrated(_read_twice(f, _worth(readings[f.id]), text, roles)) if f.id in readings else f for f in figures
    )


def settle(
    indicators: Mapping[str, IndicatorValue], figures: Sequence[Figure], *, year: int | None, roles: Mapping[str, str]
) -> tuple[dict[str, IndicatorValue], tuple[Diagnostic, ...]]:
    """Returns the values that are sure enough to fill their indicators, and a diagnostic for each that is not: it stays a figure.

    Where the value chosen is in doubt, another that is sure takes its place.

    Args:
        indicators: the values chosen.
        figures: all figures of the report, calibrated.
        year: the reporting year.
        roles: section id -> role.
    """
    by_id = {f.id: f for f in figures}
    kept = {key: value for key, value in indicators.items() if _fills(by_id[value.figure])}
    doubted = [by_id[value.figure] for key, value in indicators.items() if key not in kept]
    others = choose((f.as_read() for f in figures if _fills(f)), year=year, roles=roles) if doubted else {}
    filled = {key: kept.get(key) or others[key] for key in indicators if key in kept or key in others}
    return filled, tuple(_doubt(figure) for figure in doubted)


def _fills(figure: Figure) -> bool:
    """Whether a figure is sure enough, in whole percent as the diagnostic prints it."""
    return figure.method == "table" or round(figure.confidence, 2) >= scale().fills


def _doubt(figure: Figure) -> Diagnostic:
    told = f"“{figure.quote}”中的{figure.raw}可能是 {indicator_key(figure)}，把握只有{figure.confidence:.0%}，没有填入 indicators，请核对"
    return Diagnostic("confidence", "value.doubtful", told, figure.start, figure.end)


def _read_twice(figure: Figure, confidence: float, text: str, roles: Mapping[str, str]) -> float:
    if figure.method != "prose":
        return confidence
    like = likeness(str(figure.indicator), surroundings_of(figure, text, roles))
    return confidence if like is None else scale().with_second(confidence, like)


@lru_cache(maxsize=1024)
def _worth(reading: Reading) -> float:
    return scale().of(reading)


def read(
    figures: Sequence[Figure], text: str, *, year: int | None, roles: Mapping[str, str], findings: Sequence[Finding]
) -> dict[str, Reading]:
    """Returns how each figure was read, by its id; nothing for those that keep the reading's own confidence."""
    figures = [f.as_read() for f in figures]
    known = [f for f in figures if f.indicator]
    prose = [f for f in known if f.method != "table"]
    clean = [f for f in known if f.method == "table" and f.confidence >= _DOUBTFUL_CELL]
    facts = _Facts(
        blamed={i for finding in findings for i in finding.figures},
        closing=_adding_up(prose),
        stated=_stated(known, year) if prose else _Stated(frozenset(), {}),
        shares=_shares(figures),
        roles=roles,
        text=text,
    )
    classes = Counter(_place(f) for f in prose)
    broken = _in_broken_rows(findings)
    result = {f.id: Reading(_kind(f, "broken_rows" if f.id in broken else "")) for f in clean}
    for figure in prose:
        kind = _kind(figure, "few_classes" if classes[_place(figure)] < _FEW else "")
        result[figure.id] = Reading(kind, frozenset(facts.about(figure)))
    return result


def _kind(figure: Figure, known: str) -> str:
    return _kind_of(figure.method, figure.rule, str(figure.indicator), known)


@lru_cache(maxsize=4096)
def _kind_of(method: str, rule: str, indicator: str, known: str) -> str:
    return next(k.id for k in scale().kinds.values() if k.holds(method, rule, indicator, known))


def _in_broken_rows(findings: Iterable[Finding]) -> set[str]:
    """The ids of cells whose row misses its total, where so many rows do that the columns may have been taken for others."""
    rows = [f.figures for f in findings if f.code == "row_total.mismatch"]
    return {i for row in rows for i in row} if len(rows) >= _FEW else set()


@dataclass(frozen=True, slots=True)
class _Stated:
    """How often each value is stated, by the key of its indicator; counted, since a report may state one fact thousands of times."""

    ids: Collection[str]
    values: Mapping[str, Mapping[float, int]]

    def besides(self, figure: Figure) -> tuple[int, int]:
        """Returns how many other figures of the same indicator have the figure's value, and how many have another."""
        values = self.values.get(indicator_key(figure), {})
        same = values.get(figure.value, 0)
        return same - (figure.id in self.ids), sum(values.values()) - same


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rest of the report says of its figures."""

    blamed: Collection[str]
    closing: Collection[str]
    stated: _Stated
    shares: Mapping[str, bool]
    roles: Mapping[str, str]
    text: str

    def about(self, figure: Figure) -> Iterator[str]:
        """Yields the evidence for and against a figure, by the names in the table."""
        same, other = self.stated.besides(figure)
        if figure.id in self.closing:
            yield "adds_up"
        if self.shares.get(figure.id, False):
            yield "share_fits"
        if same > 0:
            yield "said_twice"
        if figure.confidence >= _CLEAR:
            yield "clear_label"
        if figure.rule.startswith(_LOOSE_TOTAL) and _INFORMATION.search(figure.label):
            yield "names_information"
        if str(figure.indicator).startswith(_OF_APPLICATIONS) and self._is_among(figure):
            yield "among_applications"
        if other > 0:
            yield "another_value"
        if figure.id in self.blamed:
            yield "blamed"
        if _is_odd(figure):
            yield "odd_unit"
        if figure.scope == "own":
            yield "own_scope"
        if self.roles.get((figure.section or "").partition(".")[0]) in ("unknown", "problems"):
            yield "odd_section"

    def _is_among(self, figure: Figure) -> bool:
        """Whether 其中 leads up to a figure within its part of the sentence."""
        start = sentence_start(self.text, figure.start, "\n。；;")
        return self.text.find("其中", start, figure.start) >= 0


def _place(figure: Figure) -> tuple[str | None, str | None, str]:
    return figure.indicator, (figure.section or "").partition(".")[0], figure.scope


def _stated(figures: Iterable[Figure], year: int | None) -> _Stated:
    """The values of this year and of no other body."""
    ids: set[str] = set()
    values: dict[str, dict[float, int]] = defaultdict(dict)
    for figure in figures:
        if figure.indicator and figure.scope != "other" and (None in (figure.year, year) or figure.year == year):
            ids.add(figure.id)
            stated = values[indicator_key(figure)]
            stated[figure.value] = stated.get(figure.value, 0) + 1
    return _Stated(ids, values)


def _shares(figures: Sequence[Figure]) -> dict[str, bool]:
    """For figures with a stated share, and for the share: whether part and whole make it, every time."""
    by_id = {f.id: f for f in figures}
    fits: dict[str, bool] = {}
    for figure in figures:
        relation = figure.relation
        if relation is None:
            continue
        part, whole = by_id.get(relation.get("part", "")), by_id.get(relation.get("whole", ""))
        if relation.get("kind") in ("share", "rate") and part and whole and whole.value:
            right = abs(100 * part.value / whole.value - figure.value) < 0.6
            for one in (part, whole, figure):
                fits[one.id] = fits.get(one.id, True) and right
    return fits


def _is_odd(figure: Figure) -> bool:
    """Whether the unit printed is not one in which the indicator is counted (常务会议28件)."""
    unit, usual = figure.unit, unit_of(str(figure.indicator))
    if unit is None or unit == usual:
        return False
    named = str(figure.indicator)
    return not any({unit, usual} <= names and named.startswith(those) for names, those in scale().alike)


def _adding_up(prose: Sequence[Figure]) -> set[str]:
    """The ids of wholes and parts that stand in one section and scope and add up to the unit."""
    places: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in prose:
        places[(figure.section or "").split(".")[0], figure.scope].append(figure)
    return {i for group in places.values() for spec, parts in _parts(group) for i in _closed(spec, parts, group)}


def _parts(group: Sequence[Figure]) -> Iterator[tuple[PartsList, dict[str, Figure]]]:
    """The lists that two or more figures are parts of, with those: the first of each key."""
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in reversed(group):
        for name in holders(figure.indicator):
            found[name][indicator_key(figure)] = figure
    for spec in registry().lists:
        if len(found.get(spec.id, ())) > 1:
            yield spec, found[spec.id]


def _closed(spec: PartsList, parts: Mapping[str, Figure], group: Sequence[Figure]) -> Iterator[str]:
    present = {str(p.indicator) for p in parts.values()}
    outer = [f for f in parts.values() if not _is_below(spec, f, present)]
    total = sum(f.value for f in outer)
    if len(outer) < 2 or not total:
        return
    wholes = [f for f in group if f.indicator in spec.wholes and f.value == total]
    if wholes:
        yield from (f.id for f in (*wholes, *parts.values()))


def _is_below(spec: PartsList, figure: Figure, present: Collection[str]) -> bool:
    """Whether a part is itself a part of another one that is there (邮件 of 网络, a reason of 不予公开)."""
    entry = catalogue().get(str(figure.indicator))
    return (entry is not None and entry.parent in present) or any(
        parent in present and figure.indicator in children for parent, children in spec.nested.items()
    )
