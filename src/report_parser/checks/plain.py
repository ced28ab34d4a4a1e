"""Is a statement in running text plain enough to be held against another one? In doubt it is not, and no report is blamed."""

from __future__ import annotations

import re

from report_parser.checks.measure import measure_of
from report_parser.checks.view import View
from report_parser.models import Figure
from report_parser.rules.catalogue import role_of

_FIRM = 0.95
_TOGETHER = re.compile(r"共|总")
_PART = re.compile(r"其中|包括|包含|\d(?![年月日\d.,])")
_AMONG = re.compile(r"其中|其余|另有|还有|包括|包含")
_OTHER_TIME = re.compile(r"期间|以来|历年|累计|近[\d一二三四五两几]+年|[二三四五两几]年来|20\d\d年?[-—~至到]20\d\d年")
"""A sentence with these words may speak of several years."""
_AS_REVIEWER = re.compile(
    r"(?:办理|审理|受理|审结|办结|承办|处理)(?:各类)?(?:的)?(?:行政)?(?:复议|诉讼)|司法局|法制办|法制机构|法院|出庭"
)
"""Reviews that the body itself decided, or that courts did, are not those against it."""
_HANDLED = re.compile(r"办理[^,;。结毕]*$")
"""办理申请24件 may count what was received and carried in; 办结, 答复 and 办理完毕 do not."""
_TAKEN_UP = re.compile(r"(?:受理|办理|处理)[^,;。]*$")
_RECEIVED = re.compile(r"新收|收到")
_HEAD_OFFICE = re.compile(r"本级|[局委厅办]机关")
_EACH = re.compile(r"各(?:部门|单位|乡镇|街道|级|科室|地|区|县|市)")
_IN_CHARGE = re.compile(r"负责|具体|指定|明确|专人")
"""指定一名工作人员具体负责 names who does it, not all who do."""
_WHOLE_YEAR = re.compile(r"全年|一年来|年度|本年|20\d\d年(?!\d+月)|共|总")
_NO_CASES = frozenset({"条", "项", "篇", "次", "个", "人", "人次"})
_NO_FAULT = re.compile(r"差错|错误|遗漏|积压|逾期|超期|超时|失误")
_SOME_APPLICANTS = re.compile(r"法人|企业|组织的|自然人|科研")
_ALL_APPLICANTS = re.compile(r"公民|个人|自然人.*法人|任何|群众")
_YEARS = re.compile(r"20\d\d(?=年)")
_BY_WAY = re.compile(r"(?:在|通过|利用|依托)[^,;。]*(?:网|平台|微博|微信|公开栏|公告栏|渠道|报|台)")
_DISCLOSED = re.compile(r"公开")
_ONE_COLUMN = re.compile(r"子站|专栏|专题|栏目")
_ONE_SITE = re.compile(r"门户|主站|子站|专栏|专题|栏目|本级|部门网站|局网站")

_TOTALS = (
    "proactive.total",
    "requests.received",
    "requests.answered",
    "requests.concluded",
    "review.total",
    "litigation.total",
)
_ACTIVITIES = ("response.", "training.", "meetings.", "consultation.")
"""The text often tells of some of them only: a smaller number is no contradiction unless it is said of the whole year."""
_CHANNELS = ("proactive.by_channel.", "proactive.normative_documents_disclosed")
_CASES = ("outcome.", "review.", "litigation.")
_MONEY_SHIFTS = (10.0, 100.0, 1000.0, 10000.0)


def stated_in_place(view: View, figure: Figure) -> bool:
    """Returns whether a figure stands where reports state it (its role's section, the overview or before), and is of the thing itself."""
    section = view.by_section.get((figure.section or "").partition(".")[0])
    inner = view.by_section.get(figure.section or "")
    roles = {*(section.roles if section else ()), *(inner.roles if inner else ())}
    own = (
        {"proactive", "resources"}
        if (figure.indicator or "").startswith("platform.")
        else {role_of(figure.indicator or "")}
    )
    placed = bool(roles & {"overview", "preamble", *own})
    return placed and not _of_other_things(view, figure)


def of_the_whole(view: View, figure: Figure) -> bool:
    """Returns whether a total is plainly said of the whole (全年共收到…) and is no part of another count of its clause."""
    words = clause(view, figure, "。;；\n")
    return figure.confidence >= _FIRM and bool(_TOGETHER.search(words)) and not _PART.search(words)


def clause(view: View, figure: Figure, stops: str = "。\n") -> str:
    """Returns the words before a figure, back to the nearest of the stops."""
    return view.text(view.sentence_start(figure.start, stops), figure.start)


def of_head_office(view: View, figure: Figure) -> bool:
    """Returns whether a clause speaks of 本级 or 局机关, which is less than the body with all beneath it."""
    return bool(_HEAD_OFFICE.search(clause(view, figure, "。;；\n") + figure.label))


def counts_handled(view: View, figure: Figure) -> bool:
    """Returns whether a number of 办理 may count more than what was concluded."""
    return bool(_HANDLED.search(clause(view, figure)))


def _of_other_things(view: View, figure: Figure) -> bool:
    """Whether a sentence speaks of several years, of a part of a total, or of reviews and lawsuits that others were the parties of."""
    before, indicator = clause(view, figure), figure.indicator or ""
    if _restated(view, figure, before):
        return True
    among = indicator in _TOTALS and _AMONG.search(clause(view, figure, "。;；\n"))
    if _OTHER_TIME.search(before) or among:
        return True
    return indicator.startswith(_CASES) and bool(_AS_REVIEWER.search(before))


def _restated(view: View, figure: Figure, before: str) -> bool:
    """Whether a number is of something narrower: 待答复的1件, one in a heading, one of another year, 在网站上公开…, 没有差错."""
    section = view.by_section.get(figure.section or "")
    if section is not None and section.heading and figure.start < section.body:
        return True
    if figure.method == "negation":
        partly = _SOME_APPLICANTS.search(figure.quote) and not _ALL_APPLICANTS.search(figure.quote)
        return bool(_NO_FAULT.search(figure.quote)) or bool(partly)
    years = set(_YEARS.findall(before))
    if years and view.metadata.year is not None and str(view.metadata.year) not in years:
        return True
    by_way = figure.indicator == "proactive.total" and _BY_WAY.search(before.rpartition(",")[2])
    words = before.rpartition(",")[2]
    waived = figure.indicator == "fees.collected" and "免" in words
    return before.endswith("的") or words.startswith("除") or waived or bool(by_way)


def not_comparable(view: View, cell: Figure, said: Figure) -> bool:
    """Returns whether a table's cell (or a first mention) and a differing statement of the text may be of two things.

    A numeral that was read as two facts (因国家秘密等原因不予公开38件) is not sure to be either.
    """
    indicator, words = said.indicator or "", clause(view, said) + said.label
    if len(view.prose(said.start, said.start + 1)) > 1 and cell.method == "table":
        return True
    if indicator.startswith(_CASES):
        return cell.unit != said.unit and bool({cell.unit, said.unit} & _NO_CASES)
    if cell.method != "table" or _swapped(cell, said):
        return False
    if indicator.startswith(_CHANNELS):
        narrower = _ONE_SITE if view.metadata.issuer_kind == "government" else _ONE_COLUMN
        return not _DISCLOSED.search(said.label) or (said.value < cell.value and bool(narrower.search(said.label)))
    if indicator.startswith(_ACTIVITIES):
        return said.value < cell.value and not _WHOLE_YEAR.search(words)
    few = said.value < cell.value and _IN_CHARGE.search(words)
    if indicator.startswith("resources.") and (_EACH.search(words) or few):
        return True
    if said.unit == "元" and cell.value and said.value:
        ratio = max(cell.value, said.value) / min(cell.value, said.value)
        return any(abs(ratio / shift - 1) < 0.001 for shift in _MONEY_SHIFTS)
    return indicator == "requests.received" and _with_carried_in(view, cell, said)


def _swapped(one: Figure, other: Figure) -> bool:
    """Whether two numbers have the same digits in another order (2316 and 2361): a slip of the pen, and one thing."""
    first, second = (str(int(f.value)) for f in (one, other))
    return len(first) > 1 and first != second and sorted(first) == sorted(second)


def _with_carried_in(view: View, cell: Figure, said: Figure) -> bool:
    """受理申请24件 where the table has 22 new ones and 2 carried in."""
    words = clause(view, said)
    if not _TAKEN_UP.search(words) or _RECEIVED.search(words):
        return False
    carried = [
        f
        for f in view.figures
        if f.method == "table"
        and f.indicator == "requests.carried_in"
        and not [v for v in f.dimensions.values() if v != "total"]
    ]
    return any(measure_of(said).meets(measure_of(cell).plus(measure_of(f))) for f in carried)
