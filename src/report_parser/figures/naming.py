"""What a number that no rule reads is called: the noun phrase around it, on both sides where it is parted by the number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_parser.figures.clauses import Item, trimmed
from report_parser.figures.context import Fact
from report_parser.figures.level import Level

_AGAINST = re.compile(r"^(?:比|较|与|同|由)(?=上年|去年|前年|20\d{2}年)")
_NO_NOUN = re.compile(
    r"^(?:并|且|以上|以内|左右|占|其中|分别|比|较|同比|和|与|及|增|减|上升|下降|之|后|被|得到|在(?![校编岗职读])|经(?![济营费办])|未|尚|均|都|已|全部)"
)
_YEAR = re.compile(r"20\d{2}年(?:度|底|末)?|上年度?|去年")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHORT, _LONG = 8, 18


def name_unread(level: Level) -> None:
    """Gives the numbers of a stretch that no rule has read their full labels: 推进3个老旧小区改造项目, 较2014年的1210件."""
    for fact in level.facts:
        if fact.indicator is not None:
            continue
        place = next((i for i, item in enumerate(level.row) if item.quantity.start == fact.start), None)
        if place is None:
            continue
        if fact.rule == "share":
            fact.label = _share(level, level.row[place], fact)
        else:
            fact.label = _growth(level, fact) or _same(level, place, fact) or _both_sides(level, level.row[place], fact)


def put_back_brackets(text: str, brackets: Sequence[tuple[int, int]], facts: Sequence[Fact]) -> None:
    """Gives labels that no rule has read the short brackets within their noun: 19个村(社区)的公开栏, 历史规划(计划)30件."""
    for a, b in brackets:
        if _ASIDE.fullmatch(text, a, b) is None:
            continue
        for fact in facts:
            if fact.indicator is None and abs(fact.start - a) <= _NEAR:
                fact.label = _put_back(fact.label, text, a, b)


def _put_back(label: str, text: str, start: int, end: int) -> str:
    """Returns the label with the bracket where it stood: behind what stands before it, and before what stands behind it."""
    after = text[end : end + _BESIDE]
    for length in (_BESIDE, 1):
        before = text[max(0, start - length) : start]
        head, found, rest = label.rpartition(before) if before else ("", "", "")
        if found and (rest[: len(after)] == after or (not rest and length == _BESIDE)):
            return head + before + text[start:end] + rest
    return label


_ASIDE = re.compile(r"\([\u4e00-\u9fff、]{1,8}\)")
_BESIDE, _NEAR = 2, 40


def _share(level: Level, item: Item, fact: Fact) -> str:
    """纳入绩效考核,分值占4%: the words next to the number that name what it is a share of."""
    own = trimmed(level.text, item.left[-1])
    return _joined(fact.label, own) if _WEIGHT.search(own) and not _WEIGHT.search(fact.label) else fact.label


_WEIGHT = re.compile(r"分值|权重|比重|分数")


def _growth(level: Level, fact: Fact) -> str:
    """收到申请比上年增加: what has grown, though the number before tells by how much."""
    of = (fact.relation or {}).get("of")
    while isinstance(of, Fact) and of.rule == "growth":
        of = (of.relation or {}).get("of")
    if fact.rule != "growth" or not isinstance(of, Fact) or of.label in fact.label:
        return ""
    against = None if _YEAR.search(fact.label) else _WITH.search(level.text, of.end, fact.start)
    return of.label + (against[0] if against else "") + fact.label


_WITH = re.compile(r"[比较与同]20\d{2}年")
_WORDLESS = re.compile(r"[,、和及与]?(?P<all>共计|总计|合计|共|计)?(?:约|近)?")


def _same(level: Level, place: int, fact: Fact) -> str:
    """印发12期36552册: a number without words of its own counts what the one before does."""
    item = level.row[place]
    if not place or item.respective or (item.from_right and item.right.end > item.right.start):
        return ""
    said = _WORDLESS.fullmatch(level.text, level.row[place - 1].quantity.right, item.quantity.left)
    before = next((f for f in level.facts if f.start == level.row[place - 1].quantity.start), None)
    if said is None or before is None or _noun_after(level, item):
        return ""
    return said["all"] if said["all"] and before.unit == fact.unit else before.label


def _both_sides(level: Level, item: Item, fact: Fact) -> str:
    near = item.left[-1]
    words = level.text[near.start : item.quantity.left].rstrip()
    left = trimmed(level.text, near) if item.from_right else fact.label
    right = fact.label if item.from_right else _noun_after(level, item)
    if right and (_LISTED.search(words) or _GIVEN.fullmatch(words)):
        return _AND.sub("", right)
    if item.distance and (own := trimmed(level.text, near)):
        left, right = _joined(left, own), right if not item.from_right else ""
    if not item.from_right and len(left) > _SHORT:
        right = ""
    label = _AND.sub("", _AGAINST.sub("", left) + ("" if right in left else right))
    if label:
        return _of_last_year(level, fact, label) or label
    year = _YEAR.search(level.text[near.start : item.quantity.left])
    return year[0] if year else words


_LISTED = re.compile(r"[等”](?:共|共计)?$")
"""对行政许可、行政处罚等26个领域: the noun of a list stands after its number."""
_GIVEN = re.compile(r"(?:对|为|给|向|组织|安排)(?:全[市县区省州旗镇乡])?")


def _joined(left: str, own: str) -> str:
    return own if len(left) > _LONG or own in left else left + own


_BASE = re.compile(
    r"(?P<year>20\d{2}年(?:度)?|上一?年(?:度)?|去年)(?:同期)?(?:的)?(?:相比)?(?:所)?(?:有所)?(?:增长|增加|减少|下降|上升|提高|降低|提升|多|少|增|减)?(?:了)?"
)


def _of_last_year(level: Level, fact: Fact, label: str) -> str:
    """比2012年的400件增加: the number of last year has the noun of the one that it is compared with."""
    base = _BASE.fullmatch(label)
    if base and fact.unit == "倍":  # 受理8453件,是上年的5.8倍
        before = next((f for f in reversed(level.facts) if f.start < fact.start), None)
        return f"{before.label}是{label}" if before else ""
    before = next((f for f in reversed(level.facts) if f.start < fact.start and f.unit == fact.unit), level.state.whole)
    if base is None or before is None or before.unit != fact.unit or fact.rule == "growth":
        return ""
    return base["year"] + before.label


def _noun_after(level: Level, item: Item) -> str:
    words = level.text[item.right.start : item.right.end]
    if _NO_NOUN.match(words) or not 2 <= len(_CHINESE.findall(words)) <= _LONG:
        return ""
    return trimmed(level.text, item.right)


_AND = re.compile(r"(?:和|及|与|以及)$")
