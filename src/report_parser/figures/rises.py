"""From one number to another: 由上年的310条增加到420条 states the second; the first is of an earlier time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_parser.figures.context import Fact
from report_parser.models import Quantity

_FROM = re.compile(
    r"[由从](?:原来|原先|原有|以前|之前|过去|最初|起初|年初|(?P<last>上一?年度?|去年)|(?P<year>20\d\d)年度?)?(?:的)?[约近]?$"
)
_TO = re.compile(
    r"(?:逐步|大幅|迅速)?(?:增加|增长|增|上升|升|提高|提升|扩大|扩充|扩展|发展|减少|下降|降低|降|缩减|压缩|减)(?:到|至|为|成)了?"
    r"(?:目前|现在|如今|今年|本年度?|当年|(?P<year>20\d\d)年度?)?(?:的)?[约近共]?"
)
_REACH = 12
RISING = ("到", "至", "为", "成")
"""One of these stands in every rise."""


@dataclass(frozen=True, slots=True)
class Rise:
    """The earlier number, its year where it is told, and the stretch that says it, up to the later number."""

    earlier: Quantity
    later: Quantity
    start: int
    year: int | None


def find_rises(text: str, start: int, numbers: Sequence[Quantity], year: int | None) -> Iterator[Rise]:
    """Yields the rises and falls of a sentence that lead to a number of ``year``."""
    for earlier, later in zip(numbers, numbers[1:], strict=False):
        if earlier.unit != later.unit:
            continue
        reached = _TO.fullmatch(text, earlier.right, later.left)
        if reached is None or (reached["year"] and int(reached["year"]) != year):
            continue
        begun = _FROM.search(text, max(start, earlier.left - _REACH), earlier.left)
        if begun is not None:
            told = int(begun["year"]) if begun["year"] else year - 1 if begun["last"] and year else None
            yield Rise(earlier, later, begun.start(), told)


def without_rise(text: str, rise: Rise) -> str:
    """Returns the text with the way to the later number left blank."""
    return text[: rise.start] + " " * (rise.later.left - rise.start) + text[rise.later.left :]


def earlier_fact(rise: Rise, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yields the earlier number as a fact like the later one, of its own year; of none where that is not told."""
    later = next((f for f in facts if f.start == rise.later.start), None)
    if later is not None:
        q = rise.earlier
        yield replace(
            later,
            start=q.start, end=q.end, raw=q.raw, value=float(q.value), quote=(q.left, q.right), year=rise.year,
            indicator=later.indicator if rise.year else None, rule="rise", dimensions=dict(later.dimensions), relation=None,
        )  # fmt: skip
