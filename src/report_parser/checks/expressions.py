"""A small arithmetic grammar over indicator ids, read and worked out without ``eval``.

    comparison = sum ("==" | "<=" | ">=") sum
    sum        = product {("+" | "-") product}
    product    = factor {("*" | "/") factor}
    factor     = number | operand | "(" sum ")"
    operand    = id ["[" key "=" value {"," key "=" value} "]"] ["?"]

``it`` stands for the indicator of the row at hand. An operand with ``?`` may be absent from the form and then counts as nothing.
Values are intervals (``Measure``), so that a comparison fails only where no reading of what is printed makes it hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from report_parser.checks.measure import Measure, total

_TOKEN = re.compile(
    r"\s*+(?:(?P<number>\d++(?:\.\d++)?+)|(?P<id>[a-z][a-z0-9_]*+(?:\.[a-z0-9_]++)*+)|(?P<mark>==|<=|>=|[-+*/()\[\],=?]))"
)


_ZERO = Decimal(0)


class FormulaError(ValueError):
    """A formula that the grammar does not allow; the message shows where."""


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Operand:
    """An indicator with its dimensions."""

    indicator: str
    dimensions: tuple[tuple[str, str], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms and what joins them."""

    sign: str
    left: Term
    right: Term


Term = Number | Operand | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """A formula as a whole: what should hold."""

    sign: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a comparison holds, with what was worked out for both sides."""

    holds: bool
    left: Measure
    right: Measure


Lookup = Callable[[Operand], Measure | None]


@cache
def parse_formula(text: str) -> Comparison:
    """Returns the tree of a formula.

    Raises:
        FormulaError: the text is no formula of the grammar.

    >>> parse_formula("a.b == c[applicant=total] + d?").right.sign
    '+'
    """
    reader = _Reader(text, list(_tokens(text)))
    left = reader.sum()
    sign = reader.take("==", "<=", ">=")
    right = reader.sum()
    reader.end()
    return Comparison(sign, left, right)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError(f"{text!r}: nothing can be read at {text[at : at + 12]!r}")
        yield match.lastgroup or "", match[match.lastgroup or 0]
        at = match.end()


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens of one formula."""

    text: str
    tokens: list[tuple[str, str]]
    at: int = 0

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        token = self._peek()
        if token not in expected:
            raise FormulaError(f"{self.text!r}: {' or '.join(expected)} expected, {token or 'the end'!r} found")
        self.at += 1
        return token

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise FormulaError(f"{self.text!r}: {self._peek()!r} is one too many")

    def sum(self) -> Term:
        term = self.product()
        while self._peek() in ("+", "-"):
            sign = self.take("+", "-")
            term = Operation(sign, term, self.product())
        return term

    def product(self) -> Term:
        term = self.factor()
        while self._peek() in ("*", "/"):
            sign = self.take("*", "/")
            term = Operation(sign, term, self.factor())
        return term

    def factor(self) -> Term:
        if self._peek() == "(":
            self.take("(")
            term = self.sum()
            self.take(")")
            return term
        if self.at >= len(self.tokens):
            raise FormulaError(f"{self.text!r}: ends too early")
        kind, token = self.tokens[self.at]
        if kind not in ("number", "id"):
            raise FormulaError(f"{self.text!r}: a number or an indicator expected, {token!r} found")
        self.at += 1
        return Number(Decimal(token)) if kind == "number" else self._operand(token)

    def _operand(self, indicator: str) -> Operand:
        dimensions: list[tuple[str, str]] = []
        if self._peek() == "[":
            self.take("[")
            while True:
                key = self._name()
                self.take("=")
                dimensions.append((key, self._name()))
                if self.take(",", "]") == "]":
                    break
        optional = self._peek() == "?"
        if optional:
            self.take("?")
        return Operand(indicator, tuple(dimensions), optional)

    def _name(self) -> str:
        kind, token = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind != "id":
            raise FormulaError(f"{self.text!r}: a name expected, {token or 'the end'!r} found")
        self.at += 1
        return token


def operands(term: Term | Comparison) -> Iterator[Operand]:
    """Yields the operands of a formula from left to right."""
    if isinstance(term, Operand):
        yield term
    elif isinstance(term, Operation | Comparison):
        yield from operands(term.left)
        yield from operands(term.right)


_SIGNS: dict[str, Callable[[Measure, Measure], Measure]] = {
    "-": Measure.minus,
    "*": Measure.times,
    "/": Measure.over,
}


def judge(comparison: Comparison, lookup: Lookup, slack: Decimal = _ZERO) -> Judgement | None:
    """Returns whether a formula holds; None where an operand is not there, or a divisor may be nothing.

    Args:
        comparison: the formula.
        lookup: the value of an operand.
        slack: how far the two sides may be apart beyond what the printed precision allows.
    """
    left, right = _work_out(comparison.left, lookup), _work_out(comparison.right, lookup)
    if left is None or right is None:
        return None
    least, most = right.low - slack, right.high + slack
    holds = {
        "==": left.low <= most and least <= left.high,
        "<=": left.low <= most,
        ">=": left.high >= least,
    }[comparison.sign]
    return Judgement(holds, left, right)


def _work_out(term: Term, lookup: Lookup) -> Measure | None:
    if isinstance(term, Number):
        return Measure(term.value, term.value, term.value)
    if isinstance(term, Operand):
        return lookup(term)
    if term.sign == "+":
        return _sum(term, lookup)
    left, right = _work_out(term.left, lookup), _work_out(term.right, lookup)
    if left is None or right is None:
        return None
    if term.sign == "/" and right.low <= 0 <= right.high:
        return None
    return _SIGNS[term.sign](left, right)


def _sum(term: Term, lookup: Lookup) -> Measure | None:
    """The sum of a chain of terms, all at once."""
    terms: list[Term] = []
    while isinstance(term, Operation) and term.sign == "+":
        terms.append(term.right)
        term = term.left
    measures: list[Measure] = []
    for one in (term, *reversed(terms)):
        measure = _work_out(one, lookup)
        if measure is None:
            return None
        measures.append(measure)
    return total(measures)
