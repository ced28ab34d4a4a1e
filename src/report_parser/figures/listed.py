"""What no rule reads in the midst of a list of classes is a class of it: 教育人事管理5条,教育收费管理2条,基础教育管理25条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_parser.figures.classes import as_class
from report_parser.figures.classnames import LONGEST_OF_ALL, category, is_name
from report_parser.figures.clauses import Item
from report_parser.figures.context import Fact
from report_parser.figures.level import Level

_FEWEST = 2
_CLASS = "proactive.by_topic"
_JOINED = re.compile(r"[余多]?(?:[,;、]|和|及|以及|与){1,2}(?:\d{1,2}[.、])?")
_SHARED = re.compile(r"[,(]?(?:约|大约)?占[^,;、。\d]{0,14}")
_NO_CLASS = re.compile(
    r"^(?:含|其中|共|总|合计)|采用|新闻发布会|主动公开|包[括含]|网站|平台|栏目|发布$|(?:市直|县直|区直|各).{0,6}(?:乡镇|街道|部门|单位)$"
)


def fill_lists(level: Level) -> None:
    """Makes classes of the unread numbers in a run of numbers joined by nothing but marks, of which half and more are classes."""
    if sum(f.indicator == _CLASS for f in level.facts) < _FEWEST:
        return
    for run in _runs(level):
        known = sum(fact.indicator == _CLASS for _, fact in run)
        if known >= _FEWEST and 2 * known >= len(run):
            for item, fact in run:
                if fact.indicator is None:
                    as_class(level, item, fact, _CLASS)


def _runs(level: Level) -> Iterator[list[tuple[Item, Fact]]]:
    """Yields the runs of classes, and of what may be one, in one unit and for one year."""
    facts = {f.start: f for f in level.facts}
    run: list[tuple[Item, Fact]] = []
    for item in level.row:
        fact = facts.get(item.quantity.start)
        if item.quantity.unit == "%":
            continue
        if fact is None or not (fact.indicator == _CLASS or _is_unread(fact, item)):
            yield run
            run = []
            continue
        if run and not _go_together(level, run[-1], (item, fact)):
            yield run
            run = []
        run.append((item, fact))
    yield run


def _is_unread(fact: Fact, item: Item) -> bool:
    """Whether no rule read the number, and its label can be the name of a class."""
    plain = fact.indicator is None and fact.scope != "other" and not item.from_right and not item.respective
    named = is_name(category(fact.label), titled=True, longest=LONGEST_OF_ALL)
    return plain and named and _NO_CLASS.search(fact.label) is None


def _go_together(level: Level, one: tuple[Item, Fact], other: tuple[Item, Fact]) -> bool:
    """Whether two neighbours are counted in one unit for one year, with nothing but a mark or a share between."""
    alike = (one[1].unit, one[1].year) == (other[1].unit, other[1].year)
    return alike and _are_joined(level, one[0], other[0])


def _are_joined(level: Level, before: Item, after: Item) -> bool:
    if after.label is None:
        return False
    start = before.quantity.right
    shares = [r.quantity for r in level.row if r.quantity.unit == "%" and start <= r.quantity.start < after.label.start]
    if shares:
        if _SHARED.fullmatch(level.text[start : shares[0].left].strip()) is None:
            return False
        start = shares[-1].right
    return _JOINED.fullmatch(level.text[start : after.label.start].strip(" )")) is not None
