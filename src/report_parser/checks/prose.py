"""All checks of running text: parts against wholes, shares, growth."""

from __future__ import annotations

from collections.abc import Iterator

from report_parser.checks.growth import check_growth
from report_parser.checks.parts import check_parts
from report_parser.checks.percent_sum import check_percent_sums
from report_parser.checks.registry import Verdict
from report_parser.checks.shares import check_shares
from report_parser.checks.view import View


def check_prose(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of every check that reads running text."""
    yield from check_parts(view)
    yield from check_shares(view)
    yield from check_growth(view)
    yield from check_percent_sums(view)
