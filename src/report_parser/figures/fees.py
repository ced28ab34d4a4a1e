"""What was taken as the fee for processing requests (国办函〔2020〕109号): 应收180元,实收0元."""

from __future__ import annotations

import itertools
import re

from report_parser.figures.context import Fact

_NAME = "信息处理费"
_FIRST_YEAR = 2021
_DUE = re.compile(r"应(?:当|该)?(?:收取|缴纳|收|缴)(?:的)?(?:政府信息公开)?(?:信息处理费|费用)?(?:金额)?(?:为|共)?$")
"""按规定应收取信息处理费180元: what was due is not what was taken."""


def processing_fees(text: str, start: int, end: int, facts: list[Fact], year: int | None) -> None:
    """Takes the sum due for none, and the sum taken in a sentence about the fee for the fee's own; before 2021 there was no such fee."""
    named = text.find(_NAME, start, end)
    if named < 0:
        for fact in facts:
            if fact.indicator == "fees.processing" and year is not None and year < _FIRST_YEAR:
                fact.indicator = "fees.collected"
        return
    for fact in facts:
        if fact.indicator == "fees.processing" and _DUE.search(text[start : fact.start].rstrip()):
            fact.indicator = None
    if any(f.indicator == "fees.processing" and f.year == _year(facts) for f in facts):
        return
    for fact in facts:
        if fact.indicator == "fees.collected" and fact.start > named:
            fact.indicator = "fees.processing"


_KIND = re.compile(r"(检索|复制|复印|邮寄|递送|工本|打印|刻录)(?:费用?)?$")


def fees_of_kinds(facts: list[Fact]) -> None:
    """收取检索费12元、复制费30元: each of a kind, and no number of all."""
    named = [(f, m[1]) for f in facts if f.indicator == "fees.collected" and (m := _KIND.search(f.label))]
    if len({kind for _, kind in named}) > 1 and any(fact.value for fact, _ in named):
        for fact, _ in named:
            fact.indicator = None


def waived_for_people(text: str, facts: list[Fact]) -> None:
    """减免2名低保对象费用18元: the sum that goes with those whose charges were waived."""
    for people, sum_ in itertools.pairwise(facts):
        together = not re.search(r"[,;。]", text[people.end : sum_.start])
        if people.unit in _PEOPLE and sum_.indicator == "fees.collected" and together and "减免" in people.label:
            sum_.indicator = "fees.waived"


_PEOPLE = frozenset({"名", "人", "户", "位", "人次"})


def _year(facts: list[Fact]) -> int | None:
    """The latest year that the sentence speaks of."""
    return max((f.year for f in facts if f.year is not None), default=None)
