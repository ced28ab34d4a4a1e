"""``value.conflict``: one fact, two values - prose against table, prose against prose, 均已办结 beside a carry-over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from report_parser.checks.consistency import key_of
from report_parser.checks.measure import far_apart, measure_of
from report_parser.checks.naming import printed, short_label
from report_parser.checks.plain import counts_handled, not_comparable, of_head_office, of_the_whole, stated_in_place
from report_parser.checks.registry import Verdict, registry
from report_parser.checks.view import View
from report_parser.models import Figure, Finding
from report_parser.rules.catalogue import catalogue

Groups = dict[tuple[str, tuple[tuple[str, str], ...], str], list[Figure]]

_SURE = 0.88
_FAR = 2
"""Twice as much is counted of another thing (one site and all, a body and those beneath it): slips of the pen stay nearer."""
_WHOLE_WORDS = 8
_OWN = ("我", "全", "本")
_CODE = "value.conflict"
_HEADS_OF_LISTS = frozenset({"大项", "小项", "大类", "小类"})
"""28大项、79小项,共计6657条: heads of a catalogue, no items of information."""
_ALL_DONE = re.compile(
    r"(?:均|全部|都|全数)(?:已经?|已全部|按时|按期|在(?:法定|规定)?(?:期限|时限)内)*(?:办结|办理完毕|答复完毕)"
)
_NOT_ALL = re.compile(r"除|其余|其他|截[至止]|到期|结转|转入|下年|正在|尚未|未到")


def check_conflicts(view: View) -> Iterator[Verdict]:
    """Yields a verdict for each fact that is stated more than once for the reporting year."""
    groups: Groups = defaultdict(list)
    for figure in view.figures:
        if _counts(view, figure):
            groups[(*key_of(figure.indicator or "", figure.dimensions), _scope(view, figure))].append(figure)
    for same in groups.values():
        if len({f.start for f in same}) > 1 and same[0].indicator != "outcome.total":
            yield _judge(view, same)
    yield from _same_fact(view, groups)
    yield from _lawsuits(view, groups)
    yield from _all_done(view)


def _counts(view: View, figure: Figure) -> bool:
    """Whether a figure takes part: a catalogue value of the reporting year, surely read, no open class and no head of a list."""
    if figure.indicator is None or figure.unit == "%" or not view.own_year(figure) or "category" in figure.dimensions:
        return False
    if figure.unit in _HEADS_OF_LISTS:
        return False
    if figure.method != "table" and (figure.unit is None or figure.confidence < _SURE):
        return False
    return _wanted(figure.indicator)


@lru_cache(maxsize=1024)
def _wanted(indicator: str) -> bool:
    wanted = registry().conflict
    known = indicator.startswith((*wanted.prose, *wanted.table)) and indicator not in wanted.exceptions
    return known or indicator == "outcome.total"


def _scope(view: View, figure: Figure) -> str:
    """A department's own figures are the whole of its report, unless the text sets 局机关 or 本级 against the rest."""
    small = view.metadata.issuer_kind in ("department", "township")
    return "all" if small and not (figure.scope == "own" and of_head_office(view, figure)) else figure.scope


def _judge(view: View, same: Sequence[Figure]) -> Verdict:
    """Compares the statements of one fact: the prose's with the table's where there is one, else those of different sections.

    A section that gives two values mostly speaks of two things (a body and its units, a part and the whole): of those only what is
    plainly said of the whole (全年共收到…) takes part.
    """
    table = [f for f in same if f.method == "table"]
    if not table and (same[0].indicator or "").startswith(registry().conflict.table):
        return Verdict(_CODE, None)
    sections: dict[str, list[Figure]] = defaultdict(list)
    for figure in same:
        if figure.method != "table":
            sections[(figure.section or "").partition(".")[0]].append(figure)
    prose = [f for fs in sections.values() for f in _stated(view, fs)]
    if len({f.value for f in table}) > 1 or not prose or len(prose) + len(table) < 2:
        return Verdict(_CODE, None)
    first = table[0] if table else prose[0]
    others = [f for f in prose if not measure_of(f).meets(measure_of(first))]
    others = [f for f in others if not far_apart(measure_of(f), measure_of(first), _FAR)]
    if any(not_comparable(view, first, f) for f in others):
        return Verdict(_CODE, None)
    if not others:
        return Verdict(_CODE, True)
    if table and len(others) < len(prose) and (first.indicator or "").startswith("proactive.by_channel."):
        return Verdict(_CODE, None)  # one site has the table's number, the other is another site
    return Verdict(_CODE, False, _finding(view, (first, *others)))


def _stated(view: View, same: Sequence[Figure]) -> list[Figure]:
    """What one section states of a fact, each value once; nothing where it is not sure that two values are of one thing."""
    placed = [f for f in same if stated_in_place(view, f)]
    if len({f.value for f in same}) > 1:
        said: dict[str, set[float]] = defaultdict(set)
        for figure in placed:
            said[figure.label.strip()].add(figure.value)
        placed = [f for f in placed if of_the_whole(view, f) or _said_twice(f, said)]
    return list({f.value: f for f in reversed(placed)}.values())[::-1]


def _said_twice(figure: Figure, said: Mapping[str, set[float]]) -> bool:
    """Whether another statement has the very words with another number: 我街主动公开政府信息4条, 我街主动公开政府信息5条."""
    words = figure.label.strip()
    return len(said[words]) > 1 and len(words) >= _WHOLE_WORDS and words.startswith(_OWN)


def _finding(view: View, figures: Sequence[Figure]) -> Finding:
    entry = catalogue().get(figures[0].indicator or "")
    label = short_label(entry.label_zh) if entry else figures[0].label
    told: dict[str, list[str]] = {}
    for figure in figures:
        told.setdefault(_where(view, figure), []).append(printed(figure))
    again, mark = ("，又为", "；") if view.lang == "zh" else (" and ", "; ")
    joined = mark.join(where + again.join(dict.fromkeys(values)) for where, values in told.items())
    return view.finding(
        _CODE, "conflict", (figures[-1], *figures[:-1]), expected=figures[0].value, actual=figures[-1].value,
        at=(figures[-1].start, figures[-1].end), label=label, values=joined,
    )  # fmt: skip


def _where(view: View, figure: Figure) -> str:
    heading = view.heading(figure.section)
    if view.lang == "zh":
        return f"“{heading}”{'表格' if figure.method == 'table' else '正文'}为"
    return f'{"table" if figure.method == "table" else "text"} of "{heading}": '


_IN_TIME = re.compile(r"按期|按时|期限内|时限内")
"""答复43件,按期答复41件: a part of what was answered."""


def _same_fact(view: View, groups: Groups) -> Iterator[Verdict]:
    """答复, 办结 in prose and 总计 of the table of requests are one fact."""
    for prose, table in registry().conflict.same:
        cells = [f for t in table for f in groups.get((t, (), "all"), []) if f.method == "table"]
        if not cells or not _balanced(groups, cells):
            continue
        for indicator in prose:
            found = groups.get((indicator, (), "all"), [])
            stated = [
                f for f in found if f.method != "table" and stated_in_place(view, f) and not counts_handled(view, f)
            ]
            if stated:
                met = [f for f in stated if any(measure_of(f).meets(measure_of(c)) for c in cells)]
                wrong = [f for f in stated if f not in met and not (met and _IN_TIME.search(f.label))]
                finding = _finding(view, (cells[0], *wrong)) if wrong else None
                yield Verdict(_CODE, not wrong, finding)


def _balanced(groups: Groups, totals: Sequence[Figure]) -> bool:
    """Whether a table's total is what its other rows make it: else the total is at fault, and a finding of its own."""
    rows = [groups.get((f"requests.{i}", (), "all"), []) for i in ("received", "carried_in", "carried_out")]
    values = [[f.value for f in row if f.method == "table"] for row in rows]
    if len(totals) != 1 or any(len(v) != 1 for v in values):
        return False
    return values[0][0] + values[1][0] == totals[0].value + values[2][0]


def _lawsuits(view: View, groups: Groups) -> Iterator[Verdict]:
    """The lawsuits of the prose are those of the table's two routes together (or of the one the text means)."""
    routes = [groups.get(("litigation.total", (("route", r),), "all"), []) for r in ("direct", "after_review")]
    cells = [[f for f in route if f.method == "table"] for route in routes]
    found = groups.get(("litigation.total", (), "all"), [])
    stated = [f for f in found if f.method != "table" and stated_in_place(view, f)]
    if not stated or not all(cells):
        return
    direct, after = cells[0][0], cells[1][0]
    for figure in stated:
        fine = {direct.value + after.value, direct.value, after.value} if figure.value else {direct.value + after.value}
        if figure.value in fine or figure.qualifier != "exact":
            yield Verdict(_CODE, True)
        else:
            yield Verdict(_CODE, False, _finding(view, (direct, after, figure)))


def _all_done(view: View) -> Iterator[Verdict]:
    """收到…件，均已办结 beside a carry-over."""
    carried = [f for f in view.figures if f.indicator == "requests.carried_out" and view.own_year(f)]
    plain = [f for f in carried if not [v for v in f.dimensions.values() if v != "total"]]
    for figure in view.prose():
        if figure.indicator not in ("requests.received", "requests.accepted") or not view.own_year(figure):
            continue
        same = [f for f in plain if _scope(view, f) == _scope(view, figure)]
        stop = view.document.text.find("。", figure.end, figure.end + 200)
        sentence = view.text(figure.end, stop if stop >= 0 else figure.end + 80)
        words = _ALL_DONE.search(sentence)
        if not words or not same or re.search(r"\d", sentence[: words.start()]) or _NOT_ALL.search(sentence):
            continue
        if not same[0].value:
            yield Verdict(_CODE, True)
            continue
        finding = view.finding(
            _CODE, "all_done", (figure, same[0]), expected=0, actual=same[0].value, at=(figure.start, figure.end),
            words=words[0], received=view.name(figure), carried=view.name(same[0]),
        )  # fmt: skip
        yield Verdict(_CODE, False, finding)
