"""Numbers of a part of the year or of several years (上半年, 第一季度, 1-6月, 截至6月底, 近三年来): none of them is the year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_parser.figures.context import Fact, State
from report_parser.figures.lexicon import holds_any

_NEEDED = (
    "期间",
    "假",
    "十一五",
    "十二五",
    "十三五",
    "十四五",
    "任期",
    "年间",
    "半年",
    "季度",
    "月",
    "年来",
    "近",
    "年至",
    "年到",
    "年-",
    "过去",
)
_NUMERAL = "[一二三四五六七八九十]|1[0-2]|[1-9]"
_PART = re.compile(
    rf"(?P<half>[上下前后]半年|(?:第|前)?[一二三四1-4](?:[、至到-](?:第)?[二三四2-4])?(?:个)?季度)"
    rf"|(?<![\d.])(?P<first>1[0-2]|[1-9])月?(?:份|底)?(?:至|到|-|—|~)(?P<last>1[0-2]|[1-9])月(?:份|底)?(?!\d)"
    rf"|(?<![\d-])(?P<month>{_NUMERAL})月份"
    rf"|(?:截至|截止|到|至)(?:到)?(?:(?P<year>20\d\d)年|今年|本年)?(?P<until>1[01]|[1-9])月(?:份|底|末)?(?!\d|[^,;。]{{0,2}}日)"
    r"|(?P<years>(?:近|过去|前)(?:的)?[二两三四五六七八九十几](?:个)?年(?!级)|(?<![\d零一二三四五六七八九十〇])[二两三四五六七八九十几]年(?:来|间)|[“\"]?十[一二三四]五[”\"]?(?:规划)?(?:期间|以来|时期)|任期(?:内|以来))"
    r"|(?P<event>(?:宣传[月周日]|国庆|春节|五一|假期|长假|黄金周|汛期|两会|试运行|假日)(?:活动)?期间|(?:国庆|春节|五一)(?:假期|长假))"
    r"|(?P<from>20\d\d)年?(?:度)?(?:至|到|-|—|~)(?P<to>20\d\d)年(?!\d)"
)
_WHOLE = re.compile(
    r"全年|(?:本|当|今|年)(?:年度|年)(?!至今)|全年度|年度|20\d\d年(?!\d{1,2}月|[上下]半年|第?[一二三四1-4]季度)|总共|合计|总计|[;]"
)
_EVENTS = (
    "training.",
    "meetings.",
    "response.press_conferences",
    "response.online_interviews",
    "response.interpretations",
    "complaints.",
    "appeals.",
)
"""What is held now and then: one of them in a month may be all there was."""
_NEARLY = 10
"""A report that counts to the end of October counts the year as far as it can."""
_MONTH_REACH = 12
_FIRST_REPORTS = (2008, 5)
"""State Council Order 492 came into force in May 2008: from then to December is the year of the first report."""


def look_ahead(text: str, start: int, end: int, state: State) -> None:
    """Notes that a section on problems has come to what is to be done: 下一步, 2013年将继续… in the report for 2012."""
    year = state.setting.year
    if state.setting.role == "problems" and not state.ahead and year is not None:
        state.ahead = _ahead(text, start, end, year) is not None


def _ahead(text: str, start: int, end: int, year: int) -> int | None:
    """Where a sentence comes to the time after the year."""
    found = re.compile(rf"{year + 1}年|下一步|下一?阶段|今后|明年|来年").search(text, start, end)
    return found.start() if found else None


def next_year(text: str, start: int, end: int, facts: Sequence[Fact], state: State) -> None:
    """Gives the next year to what a section on problems plans: 三是…进行一次集中培训 after 2013年将继续…."""
    year = state.setting.year
    if not state.ahead or year is None or f"{year}年" in text[start:end]:
        return
    told = _ahead(text, start, end, year) or start
    for fact in facts:
        begin = max(start, text.rfind(";", start, fact.start))
        now = re.search(_OF_NOW, text[begin : max(fact.end, text.find(";", fact.end, end))])
        if fact.year == year and fact.indicator is not None and not now and fact.start >= told:
            fact.year = year + 1


_OF_NOW = r"今年|本年|全年(?!度?[将计拟])|目前|现有|已"


def parts_of_the_year(text: str, start: int, facts: Sequence[Fact], year: int | None) -> None:
    """Takes the indicator from what a sentence counts in a part of the year or over several years; where that is in doubt, the confidence."""
    if not facts or not holds_any(_NEEDED, text, start, facts[-1].start):
        return
    marks = list(_marks(text, start, facts[-1].start, year))
    for fact in facts:
        last = next((m for m in reversed(marks) if m[0] < fact.start), None)
        if fact.indicator is None or last is None or last[1] == "whole" or fact.indicator.endswith("cumulative"):
            continue
        _, kind, end = last
        if kind == "month" and (fact.start - end > _MONTH_REACH or re.search(r"\d", text[end : fact.start])):
            continue
        if kind == "nearly" or (kind != "years" and fact.indicator.startswith(_EVENTS)):
            fact.confidence = min(fact.confidence, 0.8)
        else:
            fact.indicator, fact.rule, fact.dimensions = None, "part of the year", {}


def _marks(text: str, start: int, end: int, year: int | None) -> Iterator[tuple[int, str, int]]:
    """Where each time is told: its place, its kind, its end."""
    told = [(m.start(), _kind(m, year), m.end()) for m in _PART.finditer(text, start, end)]
    parts = [t for t in told if t[1]]
    whole = [(m.start(), "whole", m.end()) for m in _WHOLE.finditer(text, start, end)]
    yield from sorted([*parts, *(w for w in whole if not any(a <= w[0] < b for a, _, b in parts))])


def _kind(mark: re.Match[str], year: int | None) -> str:
    if mark["first"]:
        first, last = int(mark["first"]), int(mark["last"])
        if first == 1 or (year, first) == _FIRST_REPORTS:
            return "" if last == 12 else "nearly" if last >= _NEARLY else "part"
        return "part" if first < last else ""
    if mark["until"]:
        if mark["year"] and int(mark["year"]) != year:
            return ""
        return "nearly" if int(mark["until"]) >= _NEARLY else "part"
    if mark["from"]:
        return "part" if year is not None and int(mark["from"]) < year <= int(mark["to"]) else ""
    return "month" if mark["month"] else "years" if mark["years"] else "part"
