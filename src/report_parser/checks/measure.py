"""A figure as the interval of values that its printing allows (约, 余, 3.7万, decimals)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from report_parser.models import Figure, Qualifier
from report_parser.text.fold import fold

_NUMBER = re.compile(r"\d[\d, ]*+(?:\.(\d++))?+")
_ZERO = Decimal(0)


class Measure(NamedTuple):
    """A value with the least and the most that it may stand for, and the figures it was worked out from."""

    value: Decimal
    low: Decimal
    high: Decimal
    figures: tuple[Figure, ...] = ()

    def meets(self, other: Measure) -> bool:
        """True where some value lies in both intervals."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Measure) -> Measure:
        """The sum."""
        return Measure(
            self.value + other.value, self.low + other.low, self.high + other.high, self.figures + other.figures
        )

    def minus(self, other: Measure) -> Measure:
        """The difference."""
        return Measure(
            self.value - other.value, self.low - other.high, self.high - other.low, self.figures + other.figures
        )

    def times(self, other: Measure) -> Measure:
        """The product."""
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Measure(self.value * other.value, min(ends), max(ends), self.figures + other.figures)

    def over(self, other: Measure) -> Measure:
        """The quotient; the divisor's interval must not hold nothing."""
        if self.low == self.high and other.low == other.high:
            value = self.value / other.value
            return Measure(value, value, value, self.figures + other.figures)
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Measure(self.value / other.value, min(ends), max(ends), self.figures + other.figures)


NOTHING = Measure(_ZERO, _ZERO, _ZERO)


def total(measures: list[Measure]) -> Measure:
    """Returns the sum of measures, zero for none."""
    value = low = high = _ZERO
    figures: list[Figure] = []
    for measure in measures:
        value += measure.value
        low += measure.low
        high += measure.high
        figures += measure.figures
    return Measure(value, low, high, tuple(figures))


def measure_of(figure: Figure) -> Measure:
    """Returns the interval that a figure's printing stands for.

    Exact whole numbers stand for themselves; 3.7万 for 36500-37500; 约3000 for half a unit of its last digit that is not zero
    around it, 3000余 for 3000-4000. A percentage stands for half a unit of its last printed digit, whatever 约 says.
    """
    return Measure(*_interval(figure.raw, figure.value, figure.unit, figure.qualifier), (figure,))


@lru_cache(maxsize=1024, typed=True)
def _interval(raw: str, number: float, unit: str | None, qualifier: Qualifier) -> tuple[Decimal, Decimal, Decimal]:
    """Value, least and most; the checks ask for those of a figure three times over."""
    if qualifier == "exact" and unit != "%" and raw.isascii() and raw.isdecimal():
        value = Decimal(raw)
        if value == number:
            return value, value, value
    value = Decimal(str(number))
    half = _half_step(raw, number, unit)
    if unit == "%":
        low, high = value - half, value + half
        if qualifier == "at_least":
            high = max(high, Decimal(100))
        elif qualifier == "at_most":
            low = min(low, _ZERO)
        return value, low, high
    if qualifier == "exact":
        return value, value - half, value + half
    coarse = last_digit(value)
    if qualifier == "about":
        wide = max(half, coarse / 2, abs(value) / 20)
        return value, value - wide, value + wide
    wide = max(2 * half, coarse)
    return (value, value, value + wide) if qualifier == "at_least" else (value, value - wide, value)


def far_apart(one: Measure, other: Measure, times: int) -> bool:
    """Whether one value is more than ``times`` the other: rather of two things, or misread, than a slip of the pen. Never of a zero.

    >>> one, two, nothing = (Measure(v, v, v) for v in map(Decimal, (7262, 913, 0)))
    >>> far_apart(one, two, 2), far_apart(one, two, 8), far_apart(one, nothing, 2)
    (True, False, False)
    """
    small, large = sorted((abs(one.value), abs(other.value)))
    return small > 0 and large > times * small


def half_step(figure: Figure) -> Decimal:
    """Returns half a unit of the last digit that is printed, in the figure's own unit; 0 for a plain whole number.

    96.2% gives 0.05, 3.7万条 500, 67件 0.
    """
    return _half_step(figure.raw, figure.value, figure.unit)


def _half_step(raw: str, number: float, unit: str | None) -> Decimal:
    step = _printed_step(raw, number)
    plain_count = unit != "%" and step == 1
    return _ZERO if plain_count else step / 2


def printed_step(figure: Figure) -> Decimal:
    """Returns what one unit of the last printed digit is worth."""
    return _printed_step(figure.raw, figure.value)


def _printed_step(raw: str, number_read: float) -> Decimal:
    raw = fold(raw)
    value = abs(Decimal(str(number_read)))
    numbers = list(_NUMBER.finditer(raw))
    if len(numbers) == 1:
        number = Decimal(numbers[0][0].replace(",", "").replace(" ", ""))
        factor = value / number if number else Decimal(1)
        return factor * Decimal(10) ** -len(numbers[0][1] or "")
    if numbers:
        return last_digit(value)
    if "成" in raw:
        return Decimal(10) if len(raw) <= 2 else Decimal(1)
    if "点" in raw:
        return Decimal(10) ** -len(raw.rpartition("点")[2].strip("%"))
    return {"万": Decimal(10000), "亿": Decimal(10) ** 8}.get(raw[-1:], Decimal(1))


def last_digit(value: Decimal) -> Decimal:
    """Returns the worth of the last digit that is not zero: 1000 for 3000, 1 for 37; at least 1.

    >>> last_digit(Decimal(3000)), last_digit(Decimal(37))
    (Decimal('1000'), Decimal('1'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** max(0, exponent if isinstance(exponent, int) else 0)
