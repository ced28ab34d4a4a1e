"""What a number that no rule reads is called: the noun phrase around it, on both sides where it is parted by the number."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item, trimmed
from report_parser.figures.context import Fact
from report_parser.figures.level import Level

_AGAINST = re.compile(r"^(?:比|较|与|同|由)(?=上年|去年|前年|20\d{2}年)")
_NO_NOUN = re.compile(
    r"^(?:并|且|以上|以内|左右|占|其中|分别|比|较|同比|和|与|及|增|减|上升|下降|之|后|被|得到|在|经|未|尚|均|都|已|全部)"
)
_YEAR = re.compile(r"20\d{2}年(?:度|底|末)?|上年度?|去年")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHORT, _LONG = 8, 18


def name_unread(level: Level) -> None:
    """Gives the numbers of a stretch that no rule has read their full labels: 推进3个老旧小区改造项目, 较2014年的1210件."""
    for fact in level.facts:
        if fact.indicator is not None or fact.rule == "share":
            continue
        item = next((i for i in level.row if i.quantity.start == fact.start), None)
        if item is not None:
            fact.label = _growth(level, fact) or _both_sides(level, item, fact)


def _growth(level: Level, fact: Fact) -> str:
    of = (fact.relation or {}).get("of")
    if not isinstance(of, Fact) or fact.unit != "%" or of.label in fact.label:
        return ""
    against = None if _YEAR.search(fact.label) else _WITH.search(level.text, of.end, fact.start)
    return of.label + (against[0] if against else "") + fact.label


_WITH = re.compile(r"[比较与同]20\d{2}年")


def _both_sides(level: Level, item: Item, fact: Fact) -> str:
    near = item.left[-1]
    left = trimmed(level.text, near) if item.from_right else fact.label
    right = fact.label if item.from_right else _noun_after(level, item)
    if not item.from_right and len(left) > _SHORT:
        right = ""
    label = _AGAINST.sub("", left) + ("" if right in left else right)
    if label:
        return _of_last_year(level, fact, label) or label
    year = _YEAR.search(level.text[near.start : item.quantity.left])
    return year[0] if year else ""


_BASE = re.compile(
    r"(?P<year>20\d{2}年(?:度)?|上一?年(?:度)?|去年)(?:同期)?(?:的)?(?:增长|增加|减少|下降|上升|提高|降低|提升|多|少|增|减)?(?:了)?"
)


def _of_last_year(level: Level, fact: Fact, label: str) -> str:
    """比2012年的400件增加: the number of last year has the noun of the one that it is compared with."""
    base = _BASE.fullmatch(label)
    before = next((f for f in reversed(level.facts) if f.start < fact.start and f.unit == fact.unit), level.state.whole)
    if base is None or before is None or before.unit != fact.unit or fact.rule == "growth":
        return ""
    return base["year"] + before.label


def _noun_after(level: Level, item: Item) -> str:
    words = level.text[item.right.start : item.right.end]
    if _NO_NOUN.match(words) or not 2 <= len(_CHINESE.findall(words)) <= _LONG:
        return ""
    return trimmed(level.text, item.right)
