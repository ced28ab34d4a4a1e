"""Years, dates and the stated statistics period, as reports print them: 2016年1月1日, 二〇一七年三月十日, 2017-03-10, 20201月1日."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date

import regex

from report_parser.models import Period
from report_parser.numerals import parse_number
from report_parser.text.compact import compact
from report_parser.text.flat import flat, flat_whole

_CN = "〇零一二三四五六七八九"
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "o": "0", "O": "0", "元": "1"}
_Y = rf"[12一二](?<![\d{_CN}].) ?[09〇零九oO] ?[{_CN}oO\d] ?[{_CN}oO\d](?![{_CN}])"
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = re.compile(rf"(?P<y>{_Y}) ?(?:年度?|(?=(?:政府|政务|信息|[-—~至]+\d)))")
"""A year in folded, compact text: with 年, or straight before 政府信息公开."""
# `regex` for its groups of one name in several branches.
_DATE = regex.compile(
    rf"(?P<y>{_Y}) ?(?:年?(?P<m>{_N})月(?P<d>{_N})(?:[日号]|(?!\d))|(?P<s>[-./])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d))"
)
_STAMP = re.compile(r"(?<!\d)(?P<y>20[0-3]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d{1,3}(?:\D|$))")
_LINK = r"(?:零时|\d{1,2}[时点])?(?:(?:日?起|开始|始)?,?(?:\([^()]{0,20}\)|《[^》]{1,24}》[^,。;至到]{0,10},?)?(?:起|开始)?,?(?:[至到]|[-—~]{1,6})(?:自)?|起,|,(?:截止|结束|终止)(?:时间|日期)?(?:为|是|:)?)"
_PERIOD = regex.compile(
    rf"(?P<y>{_Y}) ?(?:年? ?(?P<m>{_N})月(?P<d>{_N})[日号]?|[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})){_LINK}"
    rf"(?:(?P<y2>{_Y}) ?(?:年? ?(?P<m2>{_N})月(?P<d2>{_N})|[-./](?P<m2>\d{{1,2}})[-./](?P<d2>\d{{1,2}}))"
    rf"|(?:同年|当年|本年|年)?(?P<m2>{_N})月(?P<d2>{_N})|(?P<m2>\d{{1,2}})[-./](?P<d2>\d{{1,2}}))(?:[日号]|(?!\d))"
)
_MONTHS = re.compile(
    rf"(?P<y>{_Y})年(?P<m>{_N})月?份?(?:[至到]|[-—~]{{1,2}})(?:(?P<y2>{_Y})年)?(?P<m2>{_N})月(?:份|底|末)?(?![\d一二三])"
)
_WHOLE = re.compile(
    rf"统计(?:数据)?的?(?:期限|时限|期间|时间|周期|年度|范围)(?:范围|段)?(?:均?为|是|:)?(?P<y>{_Y})(?:年度|年全年|全年|年)(?=[。,;)]|$)"
)
_STATED = re.compile(
    r"统计|期限|时限|时段|报告期|起止|涵盖|数据|截止时间|时间(?:段|范围|跨度)?(?:为|是|:|自|从)|期间(?:为|是|:|自|从)|(?:年报|报告)(?:所|中)?.{0,8}(?:自|从|为)"
)
_STATED_AFTER = re.compile(r"[日止]?,?(?:期间|的?统计|的?数据|的?政府信息公开(?:工作)?情况)")
_BROKEN = re.compile(
    r"(?:统计|数据)[^。;]{0,12}(?:期限|时限|期间|时间)[^。;]{0,8}\d{2,}[^。;]{0,6}[日月][^。;]{0,30}日"
)
_STRONG = re.compile(r"统计|期限|时限|报告期")
_OF_A_COLUMN = re.compile(r"历年累计[”\"]?(?:数据?)?(?:的统计期限)?(?:为|是|指|自)?$")
"""附表中“历年累计”为2004年5月1日至2011年12月31日的数据: of one column."""
_SENTENCES = re.compile(r"[。;]")
_MONTH = re.compile(rf" ?{_N}月")
_NOT_OWN = re.compile(
    rf" ?{_N}月|\]|,?[\u3005\u3007\u3400-\u9fff]{{0,6}}?(?:将|拟|计划|打算|继续|进一步|下一步|工作(?:打算|计划|思路|安排))"
)
_OTHER_YEAR = re.compile(r"(?:比|较|与|同|去年|上年|上一年|自|从|截至|截止|至|到|\[|第|—|-)$")


def year_of(text: str) -> int | None:
    """Returns the value of a year's four digits, Arabic, Chinese or mixed; None where it is none of 1990-2039.

    >>> year_of("二〇一六"), year_of("2O09"), year_of("1816")
    (2016, 2009, None)
    """
    digits = "".join(_DIGITS.get(c, c) for c in text.replace(" ", ""))
    return int(digits) if digits.isdigit() and 1990 <= int(digits) < 2040 else None


def years_in(text: str) -> list[int]:
    """Returns the years named in ``text`` (folded and compact), in reading order; those of full dates come last."""
    plain: list[int] = []
    dated: list[int] = []
    for match in YEAR.finditer(text):
        year = year_of(match["y"])
        if year is not None:
            (dated if _MONTH.match(text, match.end()) else plain).append(year)
    return plain + dated


def parse_date(text: str) -> str | None:
    """Returns the first full date in ``text`` as YYYY-MM-DD; None where there is none, or only a month.

    >>> parse_date("发布时间：2017-03-10 17:15"), parse_date("二〇一七年三月十日"), parse_date("2013年1月")
    ('2017-03-10', '2017-03-10', None)
    """
    plain = flat(text)
    for match in (*_DATE.finditer(plain), *_STAMP.finditer(plain)):
        if found := _day(match["y"], match["m"], match["d"]):
            return found.isoformat()
    return None


def is_date_line(text: str) -> bool:
    """Returns whether a line holds a full date, with or without the hour, and nothing else but brackets."""
    return _DATE.fullmatch(_HOUR.sub("", flat(text).strip("()[]。•●· "))) is not None


_HOUR = re.compile(r"(?<=[\d日号]) ?\d{1,2}(?::\d{2}(?::\d{2})?|时\d{1,2}分?)$")


def strip_date(text: str) -> str:
    """Returns folded, compact ``text`` without its last full date."""
    plain = flat(text)
    matches = list(_DATE.finditer(plain))
    return (plain[: matches[-1].start()] + plain[matches[-1].end() :]).strip(" ()[]") if matches else plain


def _day(year: str | int, month: str, day: str) -> date | None:
    value = year if isinstance(year, int) else year_of(year)
    try:
        return date(value or 0, int(parse_number(month)), int(parse_number(day)))
    except ValueError:
        return None


def find_period(text: str, preamble: int) -> tuple[Period | None, tuple[int, int] | None]:
    """Returns the stated statistics period, and the span of a statement that cannot be read as dates.

    A period counts as stated where the sentence speaks of 统计期限 and the like; failing that, where it is a whole year, or a
    period of the preamble (the first ``preamble`` characters). 自2008年5月1日起…累计 in a section is none of the report's.
    """
    plain, head = flat_whole(text), len(flat(text[:preamble]))
    weak: Period | None = None
    for match in _PERIOD.finditer(plain):
        before = _SENTENCES.split(plain[max(0, match.start() - 40) : match.start()])[-1]
        if _OF_A_COLUMN.search(before):
            continue
        found = _period(match)
        if _STRONG.search(before) or _STATED_AFTER.match(plain, match.end()):
            return (found, None) if found else (None, _broken(text))
        if found and weak is None:
            whole = found.start[5:] == "01-01" and found.end[5:] == "12-31" and found.start[:4] == found.end[:4]
            weak = found if whole or (match.start() < head and _STATED.search(before)) else None
    if weak is None:
        weak = next(_by_months(plain), None)
    return (weak, None) if weak else (None, _broken(text))


def _broken(text: str) -> tuple[int, int] | None:
    """The span of a statement of the period whose dates are damaged (2017年1月日起, 2月30日)."""
    found = _BROKEN.search(flat_whole(text))
    return compact(text).span(found.start(), found.end()) if found else None


def _period(match: regex.Match[str]) -> Period | None:
    start = _day(match["y"], match["m"], match["d"])
    end = _day(match["y2"] or match["y"], match["m2"], match["d2"])
    return Period(start.isoformat(), end.isoformat()) if start and end else None


def _by_months(plain: str) -> Iterator[Period]:
    """Periods printed in months or as a whole year: 统计时间为2016年1月至12月, 统计期限为2016年度."""
    for match in _MONTHS.finditer(plain):
        if not _STRONG.search(_SENTENCES.split(plain[max(0, match.start() - 30) : match.start()])[-1]):
            continue
        first = _day(match["y"], match["m"], "1")
        last = _day(match["y2"] or match["y"], match["m2"], "1")
        if first and last:
            yield Period(first.isoformat(), last.replace(day=monthrange(last.year, last.month)[1]).isoformat())
    for match in _WHOLE.finditer(plain):
        if year := year_of(match["y"]):
            yield Period(f"{year}-01-01", f"{year}-12-31")


def main_year(text: str) -> int | None:
    """Returns the year that a body speaks of most (2016年, 2016年度), None without a clear one.

    Dates, years compared with (比2015年) and years to come (2017年，我局将…) do not count.
    """
    plain = flat_whole(text)
    votes: Counter[int] = Counter()
    for match in YEAR.finditer(plain):
        year = year_of(match["y"])
        if year is None or _OTHER_YEAR.search(plain[max(0, match.start() - 3) : match.start()]):
            continue
        if not _NOT_OWN.match(plain, match.end()):
            votes[year] += 1
    (first, most), (_, second) = (*votes.most_common(2), (0, 0), (0, 0))[:2]
    return first if most > second and (most > 1 or not second) else None
