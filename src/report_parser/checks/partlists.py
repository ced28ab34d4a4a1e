"""Lists of parts as they are printed: a whole, the parts that follow it, and the counts between that are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import islice

from report_parser.checks.registry import PartsList, holders, registry
from report_parser.checks.view import SURE, View
from report_parser.models import Figure

_BRACKETS = re.compile(r"\([^()]*+\)")
_EXCEPT = re.compile(r"除[^,;。()]{1,12}(?:之?外|以外)")
_NUMBERED = re.compile(r"[:。;,](?:1[.、)]|\(?[1一]\)|①|⑴|一是)[^。;]{0,30}$")
_AND_OTHERS = ("等其他", "等其它", "的其他", "的其它", "及其他", "及其它")
"""工作报告、财务预决算等民众关心的其他信息, 应急管理及其他."""
_OTHER_CLASSES = frozenset({"其他", "其它", "其余"})
_CLASS_ENDS = re.compile(r"(?:类|政府|政务|信息|方面|的)+$")
_REACH = 1200
"""Characters from a whole to the last of its parts."""
_MOST = 200
"""Counts before a whole that may be the whole themselves."""
AMONG = re.compile(r"其中|包括|包含")
_COMPLETE = re.compile(
    r"分别(?:为|是|有)|依次(?:为|是)|按(?:照)?[^,;。]{0,20}(?:分|划分|分类)|从[^,;。]{0,16}(?:来?看|分)|分为|由[^,;。]{0,20}(?:组成|构成)"
)
_AGAIN = re.compile(r"[件宗起份条](?:申请|答复|信息|案件)?[当之]?中[,:]")
_REST = re.compile(r"其[他它]|其余")
_OTHER = re.compile(r"^(?:通过|采用|以|采取)?(?:其[他它]|其余)|其[他它](?:类|方式|渠道|形式|情[形况])")


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole as printed, the parts that follow it, and the counts between that are neither."""

    spec: PartsList
    whole: Figure
    parts: tuple[Figure, ...]
    unknown: tuple[Figure, ...]
    among: bool
    """其中 stands between the whole and its first part."""
    complete: bool
    """The text says that the parts make the whole (分别为, 按…分), or prints 其他."""
    wholes: tuple[Figure, ...]
    """All figures that may be the whole, the nearest first."""


def find_lists(view: View) -> Iterator[Listing]:
    """Yields the lists of parts of every kind, section by section of the top level."""
    runs = [
        [f for f in view.by_top.get(section.id, ()) if f.unit != "%" and view.own_year(f) and not is_growth(f)]
        for section in view.sections
    ]
    places = [_places(run) for run in runs]
    again = {f.id for run in runs for f in run if _reopened(view, f)}
    for spec in registry().lists:
        wholes = {w for w in spec.wholes if spec.id not in holders(w)}
        for run, at in zip(runs, places, strict=True):
            for i in sorted(i for w in wholes for i in at.get(w, ())):
                listing = _listing(view, spec, run, i, again)
                if listing is not None:
                    yield listing


def _places(run: Sequence[Figure]) -> dict[str, list[int]]:
    """Where each indicator is stated surely enough to be a whole."""
    places: dict[str, list[int]] = {}
    for i, figure in enumerate(run):
        if figure.indicator and figure.confidence >= SURE:
            places.setdefault(figure.indicator, []).append(i)
    return places


def is_growth(figure: Figure) -> bool:
    """Returns whether a figure is a change (增加5件), no count."""
    return figure.relation is not None and figure.relation.get("kind") == "growth"


def _listing(view: View, spec: PartsList, run: Sequence[Figure], at: int, again: Set[str]) -> Listing | None:
    """The list under a whole; it ends before a figure that the text divides ``again``."""
    whole, own = run[at], spec.id
    following: list[Figure] = []
    for figure in islice(run, at + 1, None):
        if figure.start - whole.end > _REACH or (
            figure.indicator in spec.wholes and own not in holders(figure.indicator)
        ):
            break
        if figure.id in again:
            break
        following.append(figure)
    parts = _outside_brackets(view, whole, [f for f in following if own in holders(f.indicator)])
    if not parts:
        return None
    between = _unbracketed(view.text(whole.end, parts[0].start))
    marks = list(AMONG.finditer(between))
    among = bool(marks) and "。" not in between[marks[-1].end() :] and not _introduces(between, marks[-1])
    among = among and not _counts_another(view, whole, parts[0], following)
    if among and not _enumerates(view, parts[0]):
        reach = view.sentence_end(parts[0].end)
        parts = [f for f in parts if f.start < reach]
    if _EXCEPT.search(view.text(whole.end, parts[-1].end)):
        return None
    stop = _end_of_list(view, parts, following)
    kin = [
        f
        for f in following
        if f.start < stop and _unplaced(spec, f, parts[0]) and _same_kind(f, whole) and f.scope == whole.scope
    ]
    rest = [f for f in kin if _REST.fullmatch(f.label.strip()) and _follows(following, parts, f)]
    parts = sorted([*parts, *rest[-1:]], key=lambda f: f.start)
    unknown = tuple(f for f in kin if not _is_twin(f, parts))
    told = (bool(_COMPLETE.search(between)) and not spec.open) or any(_is_other(spec, f) for f in (*parts, *unknown))
    before = [f for f in run[max(0, at - _MOST) : at + 1] if f.indicator in spec.wholes]
    return Listing(spec, whole, tuple(parts), unknown, among, told, tuple(reversed(before)))


def _outside_brackets(view: View, whole: Figure, parts: list[Figure]) -> list[Figure]:
    """The parts without those that a bracket gives, where others stand outside: 受理173件(含转办6件),其中当面62件,网络79件."""
    inside = [f for f in parts if (text := view.text(whole.end, f.start)).count("(") > text.count(")")]
    return [f for f in parts if f not in inside] if len(inside) < len(parts) else parts


def _end_of_list(view: View, parts: Sequence[Figure], following: Sequence[Figure]) -> int:
    """Where a list ends: with the sentence of its last part, or with 其他143宗 on the line below where each part has its line."""
    stop = view.sentence_end(parts[-1].end)
    below = next((f for f in following if f.start >= stop), None)
    upright = len(parts) > 1 and "\n" in view.document.text[parts[-2].end : parts[-1].start]
    return (
        view.sentence_end(below.end) if upright and below is not None and _REST.fullmatch(below.label.strip()) else stop
    )


def _introduces(between: str, mark: re.Match[str]) -> bool:
    """Whether 包括 in a sentence of its own introduces a new list: 重点领域信息24条。通过各种渠道公开的情况,包括网站179条."""
    last = max(between.rfind(stop, 0, mark.start()) for stop in "。\n")
    return last >= 0 and "其中" not in between[last : mark.end()]


def _counts_another(view: View, whole: Figure, part: Figure, following: Sequence[Figure]) -> bool:
    """Whether what 其中 introduces is a count of another kind: 公开信息29条,其中微信公众号关注人数2300人,推送信息118条."""
    marks = list(AMONG.finditer(view.text(whole.end, part.start)))
    introduced = whole.end + marks[-1].end() if marks else part.start
    first = next((f for f in following if introduced <= f.start < part.start), None)
    return first is not None and first.unit not in (whole.unit, None)


def _follows(following: Sequence[Figure], parts: Sequence[Figure], figure: Figure) -> bool:
    """Whether a count is the next one after the last part."""
    after = [f for f in following if f.start > parts[-1].start]
    return bool(after) and after[0] is figure


def _reopened(view: View, figure: Figure) -> bool:
    """Whether a part is named again to be divided itself: 在“不予公开”的65件中，信息不存在24件."""
    return bool(_AGAIN.match(view.text(figure.end, min(figure.end + 12, len(view.document.text)))))


def _unplaced(spec: PartsList, figure: Figure, first: Figure) -> bool:
    """A count that may be one more part: one without indicator, a class among the channels, any other among the parts."""
    if figure.indicator is None:
        return True
    held = holders(figure.indicator)
    if spec.id in held or figure.indicator in spec.wholes:
        return False
    return figure.start > first.start or not held.isdisjoint(_kin()[spec.id])


@cache
def _kin() -> dict[str, frozenset[str]]:
    """The ids of the lists that share a whole, by the id of each."""
    lists = registry().lists
    return {one.id: frozenset(o.id for o in lists if not set(o.wholes).isdisjoint(one.wholes)) for one in lists}


def _unbracketed(text: str) -> str:
    """The text without what stands in closed brackets."""
    return _BRACKETS.sub("", text)


def _enumerates(view: View, part: Figure) -> bool:
    """Whether a part opens a numbered list (1. … 2. …), whose items end in full stops or line breaks of their own."""
    return bool(_NUMBERED.search(view.text(max(0, part.start - 40), part.start)))


def _same_kind(figure: Figure, whole: Figure) -> bool:
    return figure.unit == whole.unit or figure.unit is None or whole.unit is None


def _is_twin(figure: Figure, parts: Sequence[Figure]) -> bool:
    return any(p.start == figure.start for p in parts)


def _is_other(spec: PartsList, figure: Figure) -> bool:
    category = figure.dimensions.get("category", "")
    if spec.open:
        label = _CLASS_ENDS.sub("", figure.label.strip())
        return category in _OTHER_CLASSES or label in _OTHER_CLASSES or label.endswith(_AND_OTHERS)
    if figure.indicator and spec.id not in holders(figure.indicator):  # 其他类467条 among the channels
        return False
    return figure.indicator in spec.other or bool(_OTHER.search(figure.label.strip()))
