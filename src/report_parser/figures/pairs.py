"""Two numbers of one statement, of which the second counts: 由上年的310条增加到420条, 公开信息14项72条."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_parser.figures.context import Fact
from report_parser.figures.lexicon import holds_any
from report_parser.models import Quantity

_FROM = re.compile(
    r"[由从](?:原来|原先|原有|以前|之前|过去|最初|起初|年初|(?P<last>上一?年度?|去年)[底末]?|(?P<year>20\d\d)年度?[底末初]?)?(?:的)?[约近]?$"
)
_TO = re.compile(
    r"(?:逐步|大幅|迅速)?(?:增加|增长|增|上升|升|提高|提升|扩大|扩充|扩展|拓展|发展|减少|下降|降低|降|缩减|压缩|压减|精简|清理|整合|合并|归并|集约|优化|调整|减)+(?:到|至|为|成)了?"
    r"(?:目前|现在|如今|今年|本年度?|当年|(?P<year>20\d\d)年度?)?(?:的)?[约近共]?"
)
_RISING = ("到", "至", "为", "成")
"""One of these stands in every rise."""
_REACH = 12
_HEADINGS = frozenset({"项", "大项", "小项", "类", "大类", "小类", "个"})
_PAPERS = frozenset({"条", "篇", "则", "件"})
_UNDER = re.compile(
    r"(?P<what>类别|文件|子?栏目|方面|子项|大项|小项|大类|小类|事项|目录|类)?(?:信息)?[,(、]?(?:共计|合计|总计|累计|共|计)?"
)
_PUBLISHED = re.compile(r"(?:公开|发布|公布|推送)[^,;。\d]{0,20}$")


@dataclass(frozen=True, slots=True)
class Pair:
    """The number that does not count, the one that does, and the stretch up to it that is left unread."""

    first: Quantity
    second: Quantity
    start: int
    year: int | None
    """Of the first."""
    earlier: bool
    """Whether both count the same thing at two times."""
    reached: str = ""
    """The words between them: 整合为."""
    when: str = ""
    """When the first was counted, as printed: 2019年底."""


def find_pairs(text: str, start: int, end: int, numbers: Sequence[Quantity], year: int | None) -> Iterator[Pair]:
    """Yields the pairs of a sentence: rises and falls that lead to a number of ``year``, and headings before what stands under them."""
    rising = holds_any(_RISING, text, start, end)
    for first, second in itertools.pairwise(numbers):
        if first.unit == second.unit:
            pair = _rise(text, start, first, second, year) if rising else None
        else:
            pair = _headings(text, start, first, second, year)
        if pair is not None:
            yield pair


_THEN = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}),(?:(?P<year>20\d\d)年(?:度)?|今年|本年度?|后|现)?[^,;。\d]{0,8}(?:增加|增|扩大|发展|增设|扩充)(?:到|至|为)"
)
"""设立了1个公共查阅点,2008年增加到2个公共查阅点: the noun stands behind each of the two numbers."""


def _rise(text: str, start: int, first: Quantity, second: Quantity, year: int | None) -> Pair | None:
    then = _THEN.fullmatch(text, first.right, second.left)
    if then and text.startswith(then["noun"], second.right) and int(then["year"] or year or 0) == year:
        return Pair(first, second, first.left, None, earlier=True)
    reached = _TO.fullmatch(text, first.right, second.left)
    if reached is None or (reached["year"] and int(reached["year"]) != year):
        return None
    begun = _FROM.search(text, max(start, first.left - _REACH), first.left)
    if begun is None:
        return None
    told = int(begun["year"]) if begun["year"] else year - 1 if begun["last"] and year else None
    return Pair(first, second, begun.start(), told, earlier=True, reached=reached[0], when=_when(begun))


def _when(begun: re.Match[str]) -> str:
    return begun[0][1:].rstrip("约近的") if begun["year"] else ""


def _headings(text: str, start: int, first: Quantity, second: Quantity, year: int | None) -> Pair | None:
    """公开政府信息5大类42项186条: classes and headings are counted before what stands under them."""
    under = first.unit in _HEADINGS | {"期"} and (second.unit in _PAPERS or second.unit in _HEADINGS)
    said = _UNDER.fullmatch(text, first.right, second.left) if under else None
    if said is None or (first.unit == "个" and not said["what"]):
        return None
    lead = text[max(start, first.left - 4 * _REACH) : first.left]
    return Pair(first, second, first.left, year, earlier=False) if _PUBLISHED.search(_WITHOUT.sub("", lead)) else None


_WITHOUT = re.compile(r"\d+(?:大项|大类|小类|小项|[类项]|个(?:方面|类别|栏目)?)[共、,(]?")


def without_first(text: str, pair: Pair) -> str:
    """Returns the text with what leads up to the second number left blank, brackets as pairs."""
    gone = text[pair.start : pair.second.left]
    text = text[: pair.start] + " " * len(gone) + text[pair.second.left :]
    closing = pair.second.right
    if "(" in gone and text.startswith(")", closing):
        text = text[:closing] + " " + text[closing + 1 :]
    return text


def first_fact(pair: Pair, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yields the first number as a fact like the second; of no indicator where it counts headings, or no year is told."""
    second = next((f for f in facts if f.start == pair.second.start), None)
    if second is not None:
        q = pair.first
        second.label = second.label.removeprefix("将").removeprefix("把")
        yield replace(
            second,
            start=q.start, end=q.end, raw=q.raw, value=float(q.value), unit=q.unit, quote=(q.left, q.right), year=pair.year, rule="pair",
            indicator=second.indicator if pair.earlier and pair.year else None, dimensions=dict(second.dimensions), relation=None,
            label=second.label if second.indicator else pair.when + second.label,
        )  # fmt: skip
        if second.indicator is None:
            second.label += pair.reached
