"""Stated shares and rates against their counts, and shares of one whole against 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from report_parser.checks.measure import Measure, measure_of, printed_step, total
from report_parser.checks.naming import printed, quoted
from report_parser.checks.registry import Rate, Verdict, holders, registry
from report_parser.checks.view import View
from report_parser.models import Figure

_CODE = "percent.mismatch"
_HUNDRED = Decimal(100)
_SLACK = Decimal("0.0000001")
_SHARE = re.compile(
    r"^[件条篇次个份起宗项人]*[余多]?\)?[,、;:]?\(?(?:大约|约|近|分别)?(?:所)?(?:占比?|比例|比重|占(?:据|有))(?P<base>[^,;。\d]{0,26}?)"
    r"(?:的?(?:比例|比重|百分比))?(?:约|近|约为|为|达|达到|的)*$"
)
_AMONG = re.compile(r"其中|包括")
_NAMED_AGAIN = re.compile(
    r"^[件条篇次个份起宗项人]*[,、]?(?P<label>[\u4e00-\u9fff]{2,10}?)(?:的)?(?:比例|占比|比重)(?:为|达|约)*$"
)
_BRACKET = re.compile(r"\([^()]*\)")
"""其他处理6件(申请人主动撤销6件),占23.1%."""
_BARE = re.compile(r"^[件条篇次个份起宗项人]*[,、]?\(?约?$")
_GENERAL = re.compile(
    r"总[\u4e00-\u9fff](?=比例|$)|总体|总数|总量|总|全部|全年|全市|全区|全县|本年度?|上述|以上|条数|件数|数量|信息|比例|比重|其|的|约|量|数|比"
)
_RATE_END = re.compile(r"(?P<stem>[\u4e00-\u9fff]{0,12}?)率(?:为|达|达到|均为|均达|均达到|是|约|约为|保持在)*$")
_NOT_RATE = re.compile(r"增长|下降|增|减|升|同比|较")
_NOT_DUE = re.compile(r"撤回|撤销|不予受理|延期|转入|未到|期限内|期内|正在|在办|待答复|尚未|顺延")
_FEWER = re.compile(r"撤回|撤销|不予受理|未受理|应(?:当|予|该)?(?:答复|办结|办理)")
"""Words that make the base of a rate smaller than what was received."""
_DUE_COUNT = re.compile(r"应(?:当|予|该)?(?:答复|办结|办理)")
"""应答复38件 is what the rate is of, not what was answered."""
_AFTER = 40
_MOST_BASES = 300
"""Counts before a share that may be its base."""
_DUE = re.compile(r"按时|按期|及时|限时|如期|法定|规定|应|到期")


def share_parts(view: View, percent: Figure) -> tuple[Figure, str] | None:
    """Returns the count whose share a percentage plainly is (it follows the count), and the words that name the base."""
    relation = percent.relation or {}
    part = view.by_id.get(str(relation.get("part"))) if relation.get("kind") == "share" else None
    if part is None or part.unit == "%" or part.start == percent.start:
        return None
    if part.start > percent.end:
        return (part, "") if part.label == percent.label else None  # 占8.4%的是机构职能类,计12条
    if part.end > percent.start:
        return None
    between = _BRACKET.sub("", view.text(part.end, percent.start))
    found = _SHARE.match(between)
    if found:
        return part, found["base"]
    again = _NAMED_AGAIN.match(between)
    if again and again["label"] in part.label:
        return part, ""
    return (part, "") if _BARE.match(between) else None


def base_words(words: str) -> str:
    """Returns what is left of the words between 占 and 的 that name a whole of its own; empty for 总数 and the like.

    >>> base_words("申请总数的"), base_words("不予公开的")
    ('申请', '不予公开')
    """
    return _GENERAL.sub("", words)


def check_shares(view: View) -> Iterator[Verdict]:
    """Yields a verdict for every stated share and rate."""
    for percent in view.prose():
        if percent.unit != "%" or not view.own_year(percent):
            continue
        if (percent.relation or {}).get("kind") == "share":
            yield _judge_share(view, percent)
        elif (percent.relation or {}).get("kind") != "growth":
            yield from _judge_rate(view, percent)


def _judge_share(view: View, percent: Figure) -> Verdict:
    told = share_parts(view, percent)
    if told is None:
        return Verdict(_CODE, None)
    part, words = told
    named = _named_bases(view, percent, part, words)
    bases = _possible_bases(view, percent, part) if named is None else named
    if not bases:
        return Verdict(_CODE, None)
    siblings = [] if named else _sibling_sum(view, percent, part)
    if named is None and not siblings and not any(_is_part(part, b) for b in bases[:1]):
        siblings += [measure_of(b).plus(measure_of(part)) for b in bases[:1]]
    return _compare(view, percent, part, bases, siblings)


def _named_bases(view: View, percent: Figure, part: Figure, words: str) -> list[Figure] | None:
    """The figures of the whole that the text names after 占; None where it names none (占, 占总数的)."""
    for base in registry().bases:
        if base.pattern.search(words):
            return [f for f in _before(view, percent, part) if f.indicator in base.wholes]
    return [] if len(base_words(words)) > 1 else None


def _possible_bases(view: View, percent: Figure, part: Figure) -> list[Figure]:
    """Counts that may be the base, the likeliest first; none where nothing marks one as the base."""
    relation = percent.relation or {}
    hint = view.by_id.get(str(relation.get("whole"))) or _sibling_whole(view, percent, part)
    before = _before(view, percent, part)
    wholes = [f for f in before if _is_part(part, f)]
    first = wholes[:1] or ([hint] if hint is not None and hint in before else [])
    if not first and hint is None and len({f.value for f in before}) == 1 and not _has_share(view, before[0]):
        first = before[:1]
    others = [
        f
        for f in before
        if f not in first and (f.indicator in (None, part.indicator) or not wholes or _is_part(part, f))
    ]
    return [*first, *others] if first else []


def _has_share(view: View, count: Figure) -> bool:
    """Whether a share of the count itself follows it: 予以公开4件,占15.4%;不予公开3件,占11.5%: no whole of the next."""
    after = view.prose(count.end, count.end + _AFTER)
    return any((told := share_parts(view, f)) is not None and told[0] is count for f in after if f.unit == "%")


def _sibling_whole(view: View, percent: Figure, part: Figure) -> Figure | None:
    """The whole of the share before in the same sentence: 规划类18件，占13%；价格类11件，占7%."""
    start = view.sentence_start(percent.start)
    before = [f for f in view.prose(start, part.start) if f.unit == "%" and (f.relation or {}).get("kind") == "share"]
    if not before or _AMONG.search(view.text(before[-1].end, part.start)):
        return None
    return view.by_id.get(str((before[-1].relation or {}).get("whole")))


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether the catalogue makes a count a part of another; else it may stand beside it (不予公开35条 beside 主动公开2400条)."""
    held = holders(part.indicator)
    return bool(held) and any(s.id in held and whole.indicator in s.wholes for s in registry().lists)


def _before(view: View, percent: Figure, part: Figure) -> list[Figure]:
    """Counts of the same section before a part that are as large as it: those of its scope first, of these the nearest."""
    top = (percent.section or "").partition(".")[0]
    found = [
        f
        for f in view.prose(0, part.start + 1)[-_MOST_BASES:]
        if f.end <= part.start
        and f.unit not in ("%", "个百分点")
        and (f.unit == part.unit or f.unit is None or part.unit is None)
        and (f.section or "").partition(".")[0] == top
        and view.own_year(f)
        and f.value >= part.value
        and (f.relation or {}).get("kind") != "growth"
    ]
    found.reverse()
    return sorted(found, key=lambda f: f.scope != part.scope)


def _sibling_sum(view: View, percent: Figure, part: Figure) -> list[Measure]:
    """The sum of the parts that are listed with this one, each with its share: the list may be its own whole."""
    start, stop = view.sentence_start(percent.start, "\n"), view.sentence_end(percent.end, "\n")
    inside = [f for f in view.prose(start, stop) if f.unit == "%"]
    parts = [told[0] for f in inside if (told := share_parts(view, f)) is not None]
    return [total([measure_of(p) for p in parts])] if len(parts) > 1 and part in parts else []


def _compare(
    view: View, percent: Figure, part: Figure, bases: Sequence[Figure], more: Sequence[Measure] = ()
) -> Verdict:
    """Compares a percentage with its part over any of the bases; the first base is the one that a finding names."""
    stated = measure_of(percent)
    wholes = [m for m in (*(measure_of(b) for b in bases), *more) if m.low > 0]
    if not wholes:
        return Verdict(_CODE, None)
    if any(_share_of(measure_of(part), whole).meets(stated) for whole in wholes):
        return Verdict(_CODE, True)
    expected = rounded(_share_of(measure_of(part), wholes[0]).value, percent)
    is_rate = (percent.relation or {}).get("kind") != "share"
    finding = view.finding(
        _CODE, "rate" if is_rate else "share", (percent, part, bases[0]), expected=expected, actual=percent.value,
        at=(min(part.start, percent.start), percent.end), part=view.name(part), whole=view.name(bases[0]),
        right=f"{expected}%", stated=printed(percent), rate=quoted(percent.label.strip() or "%", view.lang),
    )  # fmt: skip
    return Verdict(_CODE, False, finding)


def is_share_of(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Returns whether a percentage is that of one count in another, as far as it is printed."""
    base = measure_of(whole)
    return base.low > 0 and _share_of(measure_of(part), base).meets(measure_of(percent))


def _share_of(part: Measure, whole: Measure) -> Measure:
    share = part.over(whole)
    return Measure(share.value * 100, share.low * 100 - _SLACK, share.high * 100 + _SLACK)


def rounded(value: Decimal, percent: Figure) -> Decimal:
    """Returns a value with as many decimals as a percentage prints; two more where it would look the same."""
    step = min(printed_step(percent), Decimal(1))
    near = value.quantize(step, ROUND_HALF_UP)
    return value.quantize(step / 100, ROUND_HALF_UP) if near == Decimal(str(percent.value)) else near


def _judge_rate(view: View, percent: Figure) -> Iterator[Verdict]:
    found = _RATE_END.search(view.text(max(0, percent.start - 40), percent.start))
    if found is None or _NOT_RATE.search(found["stem"][-4:]):
        return
    for rate in registry().rates:
        if percent.indicator == rate.indicator if percent.indicator else rate.label.search(found["stem"] + "率"):
            yield _judge_known_rate(view, percent, rate, found["stem"])
            return
    yield _judge_other_rate(view, percent, found["stem"])


def _judge_known_rate(view: View, percent: Figure, rate: Rate, stem: str) -> Verdict:
    """答复率, 办结率: answers over applications, with what was carried in or over taken into account or not."""
    parts, wholes = rate.parts, rate.wholes
    near = [
        f
        for f in view.near(percent)
        if f.section == percent.section and f.scope == percent.scope and view.own_year(f) and f.indicator
    ]
    if not rate.indicator:
        start = view.sentence_start(percent.start)
        near = [f for f in near if f.start < percent.start and (start <= f.start or f.indicator not in parts)]
    values = {
        i: [f for f in near if f.indicator == i]
        for i in (*parts, *wholes, "requests.carried_in", "requests.carried_out")
    }
    due = [f for i in parts for f in values[i] if _DUE_COUNT.search(f.label)]
    part = next((f for i in parts for f in values[i] if f not in due), None)
    bases = [*due, *(f for i in wholes for f in values[i] if f is not part and f not in due)]
    if part is None or not bases or any(len({f.value for f in v}) > 1 for v in values.values()):
        return Verdict(_CODE, None)
    if _DUE.search(stem) and (part.indicator != "requests.concluded.on_time" or _extended(near)):
        return Verdict(_CODE, None)
    start = min(part.end, *(b.end for b in bases))
    if _NOT_DUE.search(view.text(part.end, percent.end + _AFTER)) or _FEWER.search(view.text(start, percent.start)):
        return Verdict(_CODE, None)
    carried = [measure_of(values[i][0]) for i in ("requests.carried_in", "requests.carried_out") if values[i]]
    more = [m for b in bases for m in _carried(measure_of(b), carried)]
    return _compare(view, percent, part, bases, more)


def _extended(near: Sequence[Figure]) -> bool:
    """Whether some cases were concluded within a lawful extension: they are in time, and not among 按时办结."""
    return any(f.indicator == "requests.concluded.extended" and f.value for f in near)


def _carried(base: Measure, carried: Sequence[Measure]) -> Iterator[Measure]:
    for amount in carried:
        yield base.plus(amount)
        yield base.minus(amount)
    if len(carried) == 2:
        yield base.plus(carried[0]).minus(carried[1])


def _judge_other_rate(view: View, percent: Figure, stem: str) -> Verdict:
    """满意工单5047件,工单满意率96.2%: the count whose label says 满意, of the one count before that says 工单."""
    start = view.sentence_start(percent.start)
    counts = [f for f in view.prose(start, percent.start) if f.unit not in ("%", "个百分点", None) and view.own_year(f)]
    for size in (4, 3, 2):
        word = stem[-size:]
        parts = [f for f in counts if len(word) == size and word in f.label]
        if parts:
            break
    else:
        return Verdict(_CODE, None)
    thing = stem[: -len(word)]
    wholes = [
        f
        for f in counts
        if f not in parts and word not in f.label and f.unit == parts[-1].unit and f.value >= parts[-1].value
    ]
    shared = [f for f in wholes if _alike(f.label, parts[-1].label.replace(word, ""), thing)]
    if len(parts) != 1 or len(shared) != 1:
        return Verdict(_CODE, None)
    return _compare(view, percent, parts[0], [*shared, *(f for f in wholes if f not in shared)])


def _alike(label: str, rest: str, thing: str) -> bool:
    """Whether two labels count the same thing: what is left of the part's, or of the rate's, stands in the whole's."""
    words = [w for w in (rest[-2:], thing[-2:]) if len(w) == 2]
    return any(w in label for w in words)
