"""What a report carried over, and what is said to have grown, against last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from report_parser.checks.growth import base_year, direction, growth_of
from report_parser.checks.measure import Measure, measure_of
from report_parser.checks.naming import change_in_words, printed, quoted, short_label
from report_parser.checks.registry import Verdict
from report_parser.checks.shares import rounded
from report_parser.checks.view import View
from report_parser.figures.resolve import indicator_key
from report_parser.models import Figure, Report
from report_parser.rules.catalogue import catalogue
from report_parser.text.compact import compact

_TREND = "trend.mismatch"
_CARRY = "carry.mismatch"
_WORDS = re.compile(
    r"^[^,;。\d]{0,6}[,]?[^,;。\d]{0,4}(?:比|较|与|同)(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年)(?:同期)?(?:相比)?[,]?[^,;。\d]{0,10}?"
    r"(?P<word>增长|增加|增多|上升|提高|减少|下降|降低|回落)"
)
_UP = ("增长", "增加", "增多", "上升", "提高")
_IN_FORCE = ("article20.regulations", "article20.normative_documents")


def check_trends(last: Report, view: View, this: Report) -> Iterator[Verdict]:
    """Yields the verdicts of this year's report against last year's; none can be made where the years do not follow each other."""
    years = last.document.year, this.document.year
    if None in years or years[1] != (years[0] or 0) + 1:
        yield Verdict(_CARRY, None)
        yield Verdict(_TREND, None)
        return
    yield from _carried(last, view, this)
    yield from _in_force(last, view, this)
    yield from _trends(last, view, this)


def _figure(report: Report, key: str) -> Figure | None:
    chosen = report.indicators.get(key)
    return next((f for f in report.figures if f.id == chosen.figure), None) if chosen is not None else None


def _carried(last: Report, view: View, this: Report) -> Iterator[Verdict]:
    """结转下年度 of the one is 上年结转 of the other: the total, else column by column."""
    columns = ("", *(f"[applicant={a}]" for a in _applicants()))
    for column in columns:
        before, now = _figure(last, f"requests.carried_out{column}"), _figure(this, f"requests.carried_in{column}")
        if before is None or now is None or before.scope != now.scope:
            if not column:
                yield Verdict(_CARRY, None)
            continue
        if before.value == now.value:
            yield Verdict(_CARRY, True)
            continue
        words: dict[str, Any] = {"last": printed(before), "this": printed(now)}
        yield Verdict(
            _CARRY, False, view.finding(_CARRY, "carry", (now,), expected=before.value, actual=now.value, **words)
        )
        return


def _applicants() -> tuple[str, ...]:
    return ("natural_person", "company", "research", "public_welfare", "legal_service", "other")


def _in_force(last: Report, view: View, this: Report) -> Iterator[Verdict]:
    """Documents in force: last year's + issued - repealed."""
    for kind in _IN_FORCE:
        parts = [
            _figure(last, f"{kind}.in_force"),
            *(_figure(this, f"{kind}.{x}") for x in ("issued", "repealed", "in_force")),
        ]
        label = "规章" if "regulations" in kind else "规范性文件"
        yield _continuity(view, parts, label)


def _continuity(view: View, parts: list[Figure | None], label: str) -> Verdict:
    before, issued, repealed, now = parts
    if before is None or issued is None or repealed is None or now is None:
        return Verdict(_TREND, None)
    expected = before.value + issued.value - repealed.value
    if expected == now.value:
        return Verdict(_TREND, True)
    finding = view.finding(
        _TREND, "in_force", (now, issued, repealed), expected=expected, actual=now.value, label=label,
        last=before.value, issued=issued.value, repealed=repealed.value, this=now.value,
    )  # fmt: skip
    return Verdict(_TREND, False, finding)


def _trends(last: Report, view: View, this: Report) -> Iterator[Verdict]:
    for figure in view.prose():
        if (figure.relation or {}).get("kind") == "growth" and figure.unit != "个百分点":
            yield _stated_growth(last, view, figure)
        elif figure.indicator and figure.unit != "%" and view.own_year(figure):
            verdict = _worded_growth(last, view, figure)
            if verdict is not None:
                yield verdict


def _last_value(last: Report, view: View, now: Figure) -> Figure | None:
    before = _figure(last, indicator_key(now))
    return before if before is not None and before.scope == now.scope and before.unit == now.unit else None


def _stated_growth(last: Report, view: View, change: Figure) -> Verdict:
    """比上年增加12%, 减少5件 against the two reports' values."""
    now = _grown(view, change)
    before = _last_value(last, view, now) if now is not None else None
    sign = direction(view, change)
    comparable = now is not None and change.unit in ("%", now.unit)
    if now is None or before is None or not comparable or not sign or base_year(view, change) != last.document.year:
        return Verdict(_TREND, None)
    this, base = measure_of(now), measure_of(before)
    stated = measure_of(change).times(Measure(Decimal(sign), Decimal(sign), Decimal(sign)))
    if change.unit == "%":
        if base.low <= 0:
            return Verdict(_TREND, None)
        grown = growth_of(this, base)
        shown = rounded(grown.value, change)
    else:
        grown = this.minus(base)
        shown = grown.value
    if grown.meets(stated):
        return Verdict(_TREND, True)
    unit = change.unit or ""
    words = change_in_words(stated.value, unit, view.lang, printed(change))
    told = change_in_words(shown, unit, view.lang)
    return _trend_failed(view, change, now, before, words, told, grown.value, stated.value)


def _grown(view: View, change: Figure) -> Figure | None:
    """The count that a change is said of: the nearest catalogue value before it in the sentence."""
    start = view.sentence_start(change.start, "。;；\n")
    before = [
        f
        for f in view.prose(start, change.start)
        if f.unit not in ("%", "个百分点") and (f.relation or {}).get("kind") != "growth"
    ]
    own = [f for f in before if view.own_year(f)] if "分别" not in view.text(start, change.start) else []
    return own[-1] if own and own[-1].indicator else None


def _worded_growth(last: Report, view: View, figure: Figure) -> Verdict | None:
    """与上年相比有所下降: the direction alone."""
    found = _WORDS.match(
        view.text(figure.end, min(len(view.document.text), figure.end + 60)).lstrip("件条篇次个份起宗")
    )
    if found is None or (found["year"] and int(found["year"]) != last.document.year):
        return None
    after = view.text(figure.end, min(len(view.document.text), figure.end + 60))
    if re.match(r"[^,;。\d]{0,4}\d", after[after.find(found["word"]) + len(found["word"]) :]):
        return None
    before = _last_value(last, view, figure)
    if before is None or figure.qualifier != "exact" or before.qualifier != "exact":
        return Verdict(_TREND, None)
    difference = Decimal(str(figure.value)) - Decimal(str(before.value))
    if difference > 0 if found["word"] in _UP else difference < 0:
        return Verdict(_TREND, True)
    words = quoted(compact(found[0]).text.strip(","), view.lang)
    told = change_in_words(difference, figure.unit or "", view.lang)
    return _trend_failed(view, figure, figure, before, words, told, difference, None)


def _trend_failed(
    view: View,
    at: Figure,
    now: Figure,
    before: Figure,
    words: str,
    shown: str,
    expected: Decimal,
    actual: Decimal | None,
) -> Verdict:
    entry = catalogue().get(now.indicator or "")
    finding = view.finding(
        _TREND, "trend", (at, now) if at is not now else (now,), expected=expected, actual=actual, change=words, shown=shown,
        label=short_label(entry.label_zh) if entry else now.label, last=printed(before), this=printed(now),
    )  # fmt: skip
    return Verdict(_TREND, False, finding)
