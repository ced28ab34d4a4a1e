"""比上年增长12%: stated growth against the two values, where both are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from report_parser.checks.measure import Measure, far_apart, measure_of
from report_parser.checks.naming import change_in_words, printed
from report_parser.checks.registry import Verdict
from report_parser.checks.shares import rounded
from report_parser.checks.view import View
from report_parser.models import Figure

_UP = re.compile(r"增长|增加|增多|上升|提高|提升|增幅|涨幅|增|升|涨|多")
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|降幅|减幅|减|降|少")
_BASE = re.compile(r"(?:20\d\d年度?|去年|上年度?|上一年度?|同期)的?(?:总?数?量?|同期)?[^,;。、\d]{0,8}$")
_THAN = re.compile(r"(?:比|较|与|同|对比)(20\d\d)年")
_AFTER = re.compile(r"%?\((?:20\d\d年度?|上年度?|去年|上一年度?)(?:同期)?[^,;。\d()]{0,8}")
_LAST = re.compile(r"上年|去年|上一年|同期")
_FAR = 10
"""A change that is ten times the stated one is of another base than the one found."""
_SLACK = Decimal("0.0000001")


def direction(view: View, figure: Figure) -> int:
    """Returns 1 where the words before a stated change say more, -1 where they say less, 0 where they say neither."""
    before = view.text(max(0, figure.start - 12), figure.start)
    clause = re.split(r"[,;。、\d]", before)[-1]
    up, down = list(_UP.finditer(clause)), list(_DOWN.finditer(clause))
    last_up, last_down = (m[-1].end() if m else -1 for m in (up, down))
    return 0 if last_up == last_down else 1 if last_up > last_down else -1


def base_year(view: View, change: Figure) -> object:
    """Returns the year that a change is said to be from; None where the words right before it name another one than the reader took."""
    taken = (change.relation or {}).get("base_year")
    clause = re.split(r"[,;。、]", view.text(max(0, change.start - 24), change.start))[-1]
    named = _THAN.search(clause)
    return taken if named is None or int(named[1]) == taken else None


def check_growth(view: View) -> Iterator[Verdict]:
    """Yields a verdict for every stated growth, in percent or in absolute numbers."""
    for change in view.prose():
        if (change.relation or {}).get("kind") == "growth" and change.unit != "个百分点":
            yield _judge(view, change)


def _judge(view: View, change: Figure) -> Verdict:
    code = "percent.mismatch" if change.unit == "%" else "sum.mismatch"
    pair = _pair(view, change)
    sign = direction(view, change)
    if pair is None or not sign or change.unit not in ("%", pair[0].unit):
        return Verdict(code, None)
    now, base = measure_of(pair[0]), measure_of(pair[1])
    if change.unit == "%" and base.low <= 0:
        return Verdict(code, None)
    grown = growth_of(now, base) if change.unit == "%" else now.minus(base)
    stated = measure_of(change).times(Measure(Decimal(sign), Decimal(sign), Decimal(sign)))
    if grown.meets(stated):
        return Verdict(code, True)
    if far_apart(grown, stated, _FAR):
        return Verdict(code, None)
    expected = rounded(grown.value, change) if change.unit == "%" else grown.value
    unit = change.unit or ""
    finding = view.finding(
        code, "growth", (change, *pair), expected=expected, actual=stated.value, base=_told(pair[1]), value=view.name(pair[0]),
        expected_words=change_in_words(expected, unit, view.lang), stated=change_in_words(stated.value, unit, view.lang, printed(change)),
    )  # fmt: skip
    return Verdict(code, False, finding)


def growth_of(now: Measure, base: Measure) -> Measure:
    """Returns the growth in percent as an interval; the base's must not hold nothing."""
    value = (now.value / base.value - 1) * 100
    low, high = (now.low / base.high - 1) * 100, (now.high / base.low - 1) * 100
    return Measure(value, low - _SLACK, high + _SLACK)


def _told(figure: Figure) -> str:
    year = f"{figure.year}年的" if figure.year else ""
    return f"{year}{figure.raw.strip()}{figure.unit or ''}"


def _pair(view: View, change: Figure) -> tuple[Figure, Figure] | None:
    """This year's value and the base year's that a stated change is between; None where the text leaves room for doubt."""
    start = view.sentence_start(change.start, "。;；\n")
    counts = [
        f
        for f in view.prose(start, change.start)
        if f.unit not in ("%", "个百分点") and (f.relation or {}).get("kind") != "growth"
    ]
    year = base_year(view, change)
    if year is None or "分别" in view.text(start, change.start):
        return None
    bases = [f for f in counts if _is_base(view, f, year)]
    here = [f for f in counts if f not in bases and view.own_year(f)]
    if len(bases) > 1 or not here:
        return None
    nearest = here[-1]
    told = _told_after(view, change, year)
    if told is not None and not bases:
        return (nearest, told) if len(here) == 1 and _comparable(nearest, told) else None
    if bases:
        return (nearest, bases[0]) if len(here) == 1 and _comparable(nearest, bases[0]) else None
    if nearest.indicator is None or nearest.end < change.start - 30:
        return None
    earlier = [
        f
        for f in view.figures
        if f.indicator == nearest.indicator
        and f.year == year
        and _names_year(view, f, year)
        and f.scope == nearest.scope
        and dict(f.dimensions) == dict(nearest.dimensions)
        and _comparable(f, nearest)
    ]
    return (nearest, earlier[0]) if len({f.value for f in earlier}) == 1 else None


def _told_after(view: View, change: Figure, year: object) -> Figure | None:
    """同比增长7.7%（2023年为208件）: the base in a bracket after the change."""
    after = view.prose(change.end, change.end + 24)
    words = view.text(change.end, after[0].start) if after else ""
    return after[0] if after and _AFTER.fullmatch(words) and (str(year) in words or "20" not in words) else None


def _names_year(view: View, figure: Figure, year: object) -> bool:
    """Whether the words before a value name the year that it is taken to be of."""
    start = view.sentence_start(figure.start, "。;；\n")
    words = view.text(start, figure.start) if figure.method != "table" else str(year)
    return str(year) in words or bool(_LAST.search(words))


def _comparable(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or None in (one.unit, other.unit)


def _is_base(view: View, figure: Figure, last: object) -> bool:
    """Whether a count is last year's: the reader says so, or 比2015年的 stands right before it."""
    year = view.metadata.year
    if figure.indicator == "requests.carried_in":
        return False  # 含上年度结转1件
    if year is not None and figure.year is not None and figure.year != year:
        return figure.year == last
    before = _BASE.search(view.text(max(0, figure.start - 24), figure.start))
    return bool(before) and (year is None or str(year) not in (before[0] if before else ""))
