"""One value for an indicator out of its candidates, by the contract's rules; the losers stay in ``figures``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from report_parser.models import Figure, IndicatorValue
from report_parser.rules.catalogue import role_of

_SCOPE_RANK = {"all": 0, "own": 1}
_SURE = 0.85
_OF_ANYTHING = ("training.", "meetings.", "consultation.")
"""What a body does of its trade too: of two statements, the one that names disclosure (政府信息公开培训班2期 before 业务培训15期) is meant."""
_NEAR = 16
"""Within as many characters behind it what is counted next (培训60人次) is of the same."""
_DISCLOSURE = re.compile(r"(?:信息|政务)公开")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Figures in reading order with their ids, and the value chosen for each indicator."""

    figures: tuple[Figure, ...]
    indicators: Mapping[str, IndicatorValue]


def resolve(figures: Iterable[Figure], *, year: int | None, roles: Mapping[str, str]) -> Resolution:
    """Numbers the figures and chooses one value for an indicator.

    ``all`` before ``own`` and never ``other``; within a scope a table's cell before prose; of two statements in prose the one in
    the role's own section, then one read with confidence, then one that names disclosure, then the earlier. A value of another year fills nothing.

    Args:
        figures: candidates from tables and prose.
        year: the reporting year.
        roles: section id -> role.
    """
    numbered = _numbered(
        _all_in_hand(
            _without_old_classes(
                _told_apart(_accepted(sorted(figures, key=lambda f: (f.start, f.end, f.indicator or "~"))), year)
            )
        )
    )
    return Resolution(tuple(numbered), choose(numbered, year=year, roles=roles))


def choose(figures: Iterable[Figure], *, year: int | None, roles: Mapping[str, str]) -> dict[str, IndicatorValue]:
    """Returns the value of each indicator out of numbered figures, by its key, in reading order; see ``resolve``."""
    best: dict[str, tuple[tuple[Any, ...], Figure]] = {}
    named: dict[str, int] = {}
    for figure in figures:
        if figure.indicator and figure.indicator.startswith(_OF_ANYTHING) and _DISCLOSURE.search(figure.quote):
            named[_group(figure)] = figure.end
        if figure.indicator is None or figure.scope == "other" or figure.indicator == "requests.by_body":
            continue
        if year is not None and figure.year is not None and figure.year != year:
            continue
        section = roles.get((figure.section or "").split(".")[0]), roles.get(figure.section or "")
        own_section = role_of(figure.indicator) in section
        rank = (
            _SCOPE_RANK[figure.scope],
            figure.method != "table",
            not own_section,
            figure.confidence < _SURE,
            figure.indicator == "proactive.total" and "主动公开" not in figure.quote,
            figure.indicator.startswith(_OF_ANYTHING) and figure.start - named.get(_group(figure), -_NEAR) > _NEAR,
            figure.start,
        )
        key = indicator_key(figure)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, figure)
    return {
        k: IndicatorValue(f.value, f.unit, f.id) for k, (_, f) in sorted(best.items(), key=lambda kv: kv[1][1].start)
    }


def _group(figure: Figure) -> str:
    return str(figure.indicator).partition(".")[0]


def indicator_key(figure: Figure) -> str:
    """Returns the key of a figure in ``indicators``: ``outcome.granted[applicant=company]``, plain for a whole."""
    dimensions = figure.dimensions
    return _key(figure.indicator, tuple(dimensions.items())) if dimensions else str(figure.indicator)


@lru_cache(maxsize=4096)
def _key(indicator: str | None, dimensions: tuple[tuple[str, str], ...]) -> str:
    told = [f"{k}={v}" for k, v in dimensions if v != "total"]
    return f"{indicator}[{','.join(told)}]" if told else str(indicator)


def _accepted(figures: list[Figure]) -> list[Figure]:
    """收到 and 受理 in one scope, the second smaller: it is ``requests.accepted``, else it is ``requests.received``."""
    received: dict[str, float] = {}
    for figure in figures:
        if _is_received(figure) and _TAKEN_IN.search(figure.quote):
            received[figure.scope] = max(figure.value, received.get(figure.scope, 0))
    result = []
    for figure in figures:
        accepts = figure.indicator == "requests.accepted" or (
            _is_received(figure) and "受理" in figure.quote and not _TAKEN_IN.search(figure.quote)
        )
        if accepts:
            fewer = figure.value < received.get(figure.scope, 0)  # no more are accepted than were received
            figure = replace(figure, indicator="requests.accepted" if fewer else "requests.received")
        result.append(figure)
    return result


_TAKEN_IN = re.compile(r"收|接到")


def _is_received(figure: Figure) -> bool:
    return figure.indicator == "requests.received" and figure.method == "prose" and not figure.dimensions


_CUMULATIVE = {"proactive.total": "proactive.cumulative", "requests.received": "requests.cumulative"}
_BESIDE = 16
_THIS_YEAR = re.compile(r"本年|当年|今年|年内|全年|20\d{2}年")
_OF_THE_YEAR = re.compile(r"新增|本年|当年|今年|年内|全年|20\d{2}年")


def _told_apart(figures: list[Figure], own: int | None) -> list[Figure]:
    """累计 alone tells neither the year's total nor the sum of all years; the report's other statements do.

    It is cumulative where the same number is called so elsewhere, or where a smaller one is said to be of the year; it is the year's
    where a table has it so.
    """
    changed: dict[int, str] = {}
    for of_year, of_all in _CUMULATIVE.items():
        year = [f for f in figures if f.indicator == of_year and not f.dimensions and f.scope != "other"]
        year = [f for f in year if own is None or f.year in (None, own)]
        every = [f for f in figures if f.indicator == of_all]
        stated = {f.value for f in year if f.method == "table" or _THIS_YEAR.search(f.quote)}
        changed |= {id(f): of_all for f in year if f.method == "prose" and _is_of_all(f, year, every)}
        changed |= {
            id(f): of_year for f in every if f.method == "prose" and f.value in stated and "历年" not in f.quote
        }
    return [replace(f, indicator=changed[id(f)]) if id(f) in changed else f for f in figures]


def _is_of_all(figure: Figure, year: list[Figure], every: list[Figure]) -> bool:
    if _OF_THE_YEAR.search(figure.quote):
        return False
    if any(f.value == figure.value and (f.method == "table" or _THIS_YEAR.search(f.quote)) for f in year):
        return False
    if "累计" not in figure.quote:  # 截止2011年,主动公开34502条,本年度新增2398条
        return any(
            "新增" in f.quote and f.value < figure.value and f.scope == figure.scope
            for f in year
            if f.method == "prose"
        )
    near = [f for f in year if f.value < figure.value and 0 < figure.start - f.end <= _BESIDE]
    if near:  # 全区主动公开政府信息1952件,累计公开政府信息8479件
        return True
    smaller = [
        f
        for f in year
        if f.method != "table"
        and f.value < figure.value
        and f.scope == figure.scope
        and _OF_THE_YEAR.search(f.quote)
        and "累计" not in f.quote
    ]
    return bool(smaller) or any(f.value == figure.value for f in every)


def _without_old_classes(figures: list[Figure]) -> list[Figure]:
    """累计主动公开5736条。在主动公开的信息中,政策法规类1523条…: classes that make up the count of all years are no classes of this year."""
    gone: set[int] = set()
    for i, whole in enumerate(figures):
        if whole.indicator != "proactive.cumulative" or whole.method != "prose":
            continue
        classes = []
        for f in figures[i + 1 :]:
            if f.section != whole.section or f.indicator in ("proactive.total", "proactive.cumulative"):
                break
            if f.indicator == "proactive.by_topic" and f.method == "prose":
                classes.append(f)
        if len(classes) > 1 and sum(f.value for f in classes) == whole.value:
            gone |= {id(f) for f in classes}
    return [replace(f, indicator=None, dimensions={}) if id(f) in gone else f for f in figures]


def _all_in_hand(figures: list[Figure]) -> list[Figure]:
    """办理申请80件 where the table has 76 received, 4 carried in and some carried out: what was in hand, and not what was concluded."""
    table = {f.indicator: f.value for f in figures if f.method == "table" and set(f.dimensions.values()) <= {"total"}}
    received, before, after = (table.get(f"requests.{name}", 0) for name in ("received", "carried_in", "carried_out"))
    if not (received and before and after):
        return figures
    return [
        replace(f, indicator=None)
        if f.indicator == "requests.concluded" and f.value == received + before and not _DONE.search(f.label)
        else f
        for f in figures
    ]


_DONE = re.compile(r"[结完毕]")


def _numbered(figures: list[Figure]) -> list[Figure]:
    ids = [f"f{i}" for i in range(1, len(figures) + 1)]
    at: dict[int, str] = {}
    for figure, name in zip(figures, ids, strict=True):
        at.setdefault(figure.start, name)
    return [f.numbered(name, _linked(f.relation, at)) for f, name in zip(figures, ids, strict=True)]


def _linked(relation: Mapping[str, Any] | None, at: dict[int, str]) -> dict[str, Any] | None:
    """Places of figures become their ids."""
    if relation is None:
        return None
    return {k: (at.get(v) if k in ("part", "whole", "of") and isinstance(v, int) else v) for k, v in relation.items()}
