"""Finds the administrative region, its GB/T 2260 code and its level in the name of an issuing body.

The table ``rules/data/regions.tsv`` has a row for every name and code that a region has had. A name that is not unique
(鼓楼区 is in Nanjing, Xuzhou, Kaifeng and Fuzhou) gets no code unless a parent region settles it: a missing code can be
filled in by hand, a wrong one spreads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from report_parser.text.fold import fold

_FOREVER = 9999
_PEOPLES = (
    "(?:蒙古族?|维吾尔族?|哈萨克族?|柯尔克孜族?|锡伯族?|塔吉克族?|(?:[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒各]|布依|朝鲜|土家|哈尼|傈僳"
    "|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|普米|鄂温克|保安|裕固|独龙)族)+"
)
_PEOPLE = re.compile(rf"(?<=.)(?:{_PEOPLES}自治|{_PEOPLES}(?=区)|族?自治)(?=[州县旗区]$)")
_SUFFIX = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|[省市盟州])$")
# What may not follow a name without its suffix: the rest of a longer name (长沙县, 北京街道), a body not the region's.
_NOT_AFTER_SHORT = re.compile(
    "省|市(?![场政容民委直级])|[县区](?![级域划])|[州盟旗镇]|乡(?!村)|.{0,6}(?:大学|学院|学校)|.{0,3}街道|海关|海事|铁路|银行"
    "|油田|证券|证监|银监|银保监|保监|生产建设兵团"
)


@dataclass(frozen=True, slots=True)
class Region:
    """Region as printed; ``code`` is None where the name is not unique, ``level`` where even that is open."""

    name: str
    code: str | None
    level: str | None


class _Row(NamedTuple):
    """One name and code of a region, in force in the years ``since <= year < until``."""

    code: str
    level: str
    since: int
    until: int
    successor: str
    root: str  # what the codes of the regions below begin with; the code itself for a county

    def below(self, roots: Iterable[str]) -> bool:
        """Returns whether the region, or the county that took it over, lies in one of the regions with these roots."""
        heir = self.successor if self.level == "county" else self.code
        return any(root != self.root and (self.code.startswith(root) or heir.startswith(root)) for root in roots)

    def away(self, year: int) -> int:
        """Returns how many years lie between ``year`` and the row; 0 if it was in force."""
        return max(self.since - year, year - self.until + 1, 0)

    def rivals(self, other: _Row) -> bool:
        """Returns whether the two are different places, not one before and after a change of code."""
        same_time = self.since < other.until and other.since < self.until
        return self.code != other.code and (same_time or self.code[:2] != other.code[:2])


_Words = dict[str, dict[tuple[str, bool], list[_Row]]]  # first two characters -> (name, is it a short one) -> rows
_Parents = dict[str, list[tuple[str, str]]]  # code of a province or prefecture -> its names, each with the short one


@cache
def _table() -> tuple[_Words, _Parents]:
    words, parents = _Words(), _Parents()
    table = files("report_parser").joinpath("rules", "data", "regions.tsv").read_text("utf-8")
    for line in table.partition("\tsuccessor\n")[2].splitlines():
        code, name, level, since, until, successor = line.split("\t")
        # 伊犁 (654000) has the prefectures 654200 and 654300 below it; 吉林 and 海南 without suffix are the provinces.
        root = "654" if code == "654000" else {"province": code[:2], "prefecture": code[:4]}.get(level, code)
        row = _Row(code, level, int(since or 0), int(until or _FOREVER), successor, root)
        plain = name if level == "province" else _PEOPLE.sub("", name) if "族" in name or "自治" in name else name
        keys = {(name, False), (plain, False)}
        if level != "county":
            short = name if code in ("220200", "632500") else _SUFFIX.sub("", plain)
            parents.setdefault(code, []).append((name, short))
            keys.add((short, True))
        for key in keys:
            words.setdefault(key[0][:2], {}).setdefault(key, []).append(row)
    return words, parents


def _walk(text: str, start: int, roots: Iterable[str]) -> tuple[int, int, Sequence[_Row]]:
    """Returns end of the longest chain of names at ``start``, start of its last name, and what that may stand for."""
    best: tuple[int, int, Sequence[_Row]] = (start, start, ())
    for (word, short), named in _table()[0].get(text[start : start + 2], {}).items():
        rows = [row for row in named if not roots or row.below(roots)] if text.startswith(word, start) else []
        if not rows:
            continue
        end = start + len(word)
        inner = {row.root for row in rows if row.level != "county"}
        found = _walk(text, len(text) - len(text[end:].lstrip()), inner) if inner else best
        if not found[2] or not inner:
            found = best if short and _NOT_AFTER_SHORT.match(text, end) else (end, start, rows)
        best = max(best, found, key=lambda chain: chain[0])
    return best


def _settle(rows: Sequence[_Row], year: int) -> _Row | None:
    """Returns the row of that year or the nearest, or None if the rows of about that year are different places."""
    near = [row for row in rows if row.away(year) <= 1] or rows
    best = min(near, key=lambda row: row.away(year))
    return None if any(best.rivals(row) for row in near) else best


def _told(row: _Row, word: str, hints: Iterable[str]) -> int:
    """Returns how clearly the hints name a parent: 4 before ``word``, 3 in full, 2 short, 1 the province only."""
    parents = _table()[1]
    above = [code for code in (row.code[:4] + "00", row.code[:2] + "0000") if code != row.code and code in parents]
    told = 0
    for hint, code in product(hints, above):
        for name, short in parents[code]:
            brief = re.search(short + "(?!.?[路街道])", hint) is not None  # 北京东路 is a street
            points = 4 if name + word in hint or short + word in hint else 3 if name in hint else 2 * brief
            told = max(told, points if code == above[0] else min(points, 1))
    return told


def find_region(text: str, year: int | None, hints: tuple[str, ...] = ()) -> Region | None:
    """Returns the innermost region that the name of an issuer begins with, or None if it begins with none.

    Args:
        text: The issuer, its regions outermost first; what follows them (a department, a street) is ignored.
        year: The year the report is about; it chooses among names and codes over time. None means today.
        hints: Other strings of the page (site, publisher, title, address), asked only when the name is not unique.

    >>> find_region("长沙市开福区卫生局", 2016)
    Region(name='长沙市开福区', code='430105', level='county')
    """
    plain = fold(text)
    start = len(plain) - len(plain.lstrip())
    end, last, rows = _walk(plain, start, ())
    if not rows:
        return None
    word, at = plain[last:end], _FOREVER - 1 if year is None else year
    vague = last == start and len(word) == 2 and word.endswith("区")  # 城区, 西区: as often a description as a name
    row = None if vague else _settle(rows, at)
    if row is None:
        told = {one: _told(one, word, hints) for one in rows}
        most = max(told.values())
        row = _settle([one for one in rows if told[one] == most], at) if most else None
    levels = {one.level for one in ([row] if row else rows)}
    return Region(text[start:end], row.code if row else None, levels.pop() if len(levels) == 1 else None)
