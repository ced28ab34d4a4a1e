"""Lines that a page's system puts around a report: share bars, font sizes, next article, footers."""

from __future__ import annotations

import re
from functools import cache

from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_MAX_LINE = 160
_SPACES = re.compile(r"\s+")


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in read_table("boilerplate")["lines"][name]))


def is_boilerplate(line: str) -> bool:
    """Returns True for a line that no report holds, wherever it stands: print, share, font size, next article.

    >>> is_boilerplate("扫一扫在手机打开当前页"), is_boilerplate("一、总体情况")
    (True, False)
    """
    return _whole("patterns", line)


def is_tail(line: str) -> bool:
    """Returns True for a line after which nothing belongs to the report; to be asked in the last third of a page only."""
    return _whole("tail_patterns", line)


def _whole(name: str, line: str) -> bool:
    if not line or len(line) > _MAX_LINE:
        return False
    pattern = _patterns(name)
    tight = _SPACES.sub("", line)
    return any(pattern.fullmatch(form) is not None for form in (tight, fold(tight), line.strip()))
