"""What a page sets on the line of a report's title: a date, a source, a label, ornaments."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from report_parser.document.dates import parse_date
from report_parser.rules.load import read_table
from report_parser.text.fold import fold
from report_parser.text.needed import Gate

_MAX_LINE = 240
_WRAPPED = re.compile(r"\[[^\[\]]{6,}\]")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], Gate]:
    table = read_table("metadata")
    labels = "|".join(
        r"\s*".join(label)
        for label in sorted([*table["labels"]["title"], *table["headline"]["labels"]], key=len, reverse=True)
    )
    lead = [rf"\s*\[?(?:{labels})\]?[\s:|]+(?=[^\s:|])", *table["headline"]["lead"]]
    tail = table["headline"]["tail"]
    return tuple(re.compile(p) for p in lead), tuple(re.compile(p) for p in tail), Gate(tail)


def bare_headline(line: str) -> str:
    """Returns a line without what the page adds to a title on it.

    >>> bare_headline("★清河县2012年政府信息公开年度报告★ (2013年3月14日)  来源：清河县政府")
    '清河县2012年政府信息公开年度报告'
    """
    if len(line) > _MAX_LINE:
        return line
    start, end = _bare_span(fold(line))
    return line[start:end]


def headline_date(line: str) -> str | None:
    """Returns the date that the page sets before or after a title on its line, None where there is none.

    >>> headline_date("清河县2012年政府信息公开年度报告 2013-03-14"), headline_date("年度报告(2012.1.1-2012.12.31)")
    ('2013-03-14', None)
    """
    if len(line) > _MAX_LINE:
        return None
    plain = fold(line)
    start, end = _bare_span(plain)
    return parse_date(plain[:start]) or parse_date(plain[end:])


@lru_cache(maxsize=1024)
def _bare_span(plain: str) -> tuple[int, int]:
    """The part of a folded line that is left when additions are taken off its ends, one after another."""
    lead, tail, gate = _patterns()
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    while True:
        likely = [tail[i] for i in gate.open_to(plain[start:end])]
        cut = next((m for p in likely if (m := p.search(plain, start, end)) and m.start() > start), None)
        begun = next((m for p in lead if (m := p.match(plain, start, end)) and m.end() < end), None)
        if cut is None and begun is None:
            if not _WRAPPED.fullmatch(plain, start, end):
                return start, end
            start, end = start + 1, end - 1
        end = cut.start() if cut else end
        start = begun.end() if begun else start
