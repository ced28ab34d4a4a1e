"""Zero in words: 未收到, 没有, 无, 未发生 … about an indicator is a fact of value 0."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from report_parser.figures.clauses import clause_patterns
from report_parser.figures.context import Fact, State, groups_of, scope_of
from report_parser.figures.lexicon import Hit, within
from report_parser.figures.rules import ANY_UNIT, indicator_ids, match_rules
from report_parser.rules.catalogue import unit_of
from report_parser.rules.load import read_table

_STOP = re.compile(r"[,;。:!?]")
_PARTS = re.compile(r"、|和|及|或者|或|与|以及|,")
_GOES_ON = re.compile(
    r",(?:被)?(?:提起|引发|引起|申请)(?:行政)?(?:诉讼|复议|申诉)[^,;。\d]{0,6}(?:情况|案件|情形|事项)?(?:发生|出现)?(?=[。;]|$)"
)
_NONE_AT_ALL = re.compile(
    r"^(?:\d{4}年度?|本年度?|今年|全年|我\w|本\w{1,3})?,?(?:暂)?(?:无|没有|未发生|未有|均无)(?:此类?|该类|上述|以上|相关|有关)?(?:情况|情形|事项|案件|现象|内容|问题)?(?:发生|出现)?[。;]?$"
)
_OTHER_YEAR = re.compile(r"(20\d{2})年|(?<![比较])(?:去年|上年)(?!度?(?:无|没有|未有)?结转)")
_HEADING_ROLES = frozenset({"fees", "review_litigation", "requests", "consultation"})


@dataclass(frozen=True, slots=True)
class ZeroRule:
    """An entry of ``negations.toml``."""

    indicator: str
    need: frozenset[str]
    none: frozenset[str]
    domains: frozenset[str]


@cache
def zero_rules() -> tuple[ZeroRule, ...]:
    """Returns the entries of ``negations.toml``."""
    return tuple(
        ZeroRule(e["indicator"], frozenset(e["need"]), frozenset(e["none"]), frozenset(e["domains"]))
        for e in read_table("negations")["zero"]
    )


def read_negations(text: str, start: int, end: int, hits: Sequence[Hit], facts: list[Fact], state: State) -> list[Fact]:
    """Returns the zeros that a sentence states in words."""
    found: list[Fact] = []
    sentence = text[start:end].strip().lstrip(":")
    if state.setting.role in _HEADING_ROLES and _NONE_AT_ALL.match(sentence):
        at, heading = start + text[start:end].index(sentence[0]), state.setting.heading
        stated = _zeros(text, at, at + len(sentence.rstrip("。;")), state.setting.heading_hits, state, heading)
        return [f for f in stated if not (f.indicator in _CASES and _COSTS.search(heading))]
    for first, last, region in _negated(text, start, end, hits):
        year = _OTHER_YEAR.search(text, max(start, first - 20), first)
        if year and (year[1] is None or int(year[1]) != state.setting.year):
            continue
        for fact in _zeros(text, first, last, region, state, text[first:last]):
            if fact.indicator == "complaints.total" and _of_the_trade(text[start:end], state.setting.role):
                continue
            if (fact.indicator or "").startswith(_WANTED) and state.setting.role == "problems":
                continue  # 一是没有专职人员: a want, no statement of the year
            if _SOME.search(text, max(start, first - _REACH), first):
                continue  # 部分乡镇没有设立查阅点: others have
            if fact.indicator == "response.hot_topics" and not _ANSWERED.search(text[first:last]):
                continue  # 未发生重大舆情: nothing to answer, and no count of answers
            if fact.indicator == "platform.reading_points" and _NOBODY.match(text, first):
                fact.indicator, fact.unit = "platform.reading_visitors", unit_of("platform.reading_visitors")
            if fact.indicator == "outcome.denied" and _NOR_REFUSED.search(text[first:last]):
                fact.indicator = "requests.received"  # 未收到关于信息公开和不予公开的申请: none at all
            if fact.indicator in _CASES and _COSTS.search(text[first:last]) and not _CHARGES.search(text[first:last]):
                continue  # 未发生与行政诉讼(含行政复议)相关的费用
            if fact.indicator == "fees.collected" and _BESIDES.search(text, start, last):
                continue  # 除检索、复制费外不收取任何其他费用: what was collected is told elsewhere
            if all(f.indicator != fact.indicator for f in (*facts, *found)):
                found.append(fact)
        found += _none_corrected(text, first, last, region, facts, state)
    if nothing := _NOTHING_DISCLOSED.search(text, start, end):
        zero = _zero("proactive.total", nothing.start("none"), nothing.end(), text, state)
        found += [] if any(f.indicator == "proactive.total" for f in (*facts, *found)) else [zero]
    return found


_BESIDES = re.compile(r"除[^。;]{2,40}外,?[^,。;]{0,12}其[他它]")


def _none_corrected(
    text: str, first: int, last: int, region: Sequence[Hit], facts: list[Fact], state: State
) -> list[Fact]:
    """行政诉讼6件,其中维持5件,没有被依法纠错的案件: what none of the cases counted before it came to."""
    denied = {c for h in region if not h.neutral for c in h.concepts}
    before = [f.indicator for f in facts if f.indicator and f.start < first]
    kind = before[-1].split(".")[0] if before else ""
    if denied != {"corrected"} or kind not in ("review", "litigation"):
        return []
    indicator = f"{kind}.corrected"
    return [] if indicator in before or "纠" not in text[first:last] else [_zero(indicator, first, last, text, state)]


_NOTHING_DISCLOSED = re.compile(
    r"(?:^|[,;。])(?:\d{4}年(?:度)?|本年度?|全年|报告期内)?,?(?:我[局委办镇乡县区市街站所校院]{1,2}|本[局委办镇乡县区市街站所校院]|街道办事处|我街道)?"
    r"(?:\d{4}年(?:度)?|本年度?)?(?P<none>(?:无|未|没有|未产生|未发生|没有产生|没有发生)(?:新增)?(?:的)?主动公开(?:的)?(?:政府|政务)信息)(?:的情况|情况|事项)?(?=[,;。]|$)"
)
"""2012年我办无主动公开政府信息: the whole clause, and nothing else in it."""


def _negated(text: str, start: int, end: int, hits: Sequence[Hit]) -> Iterator[tuple[int, int, list[Hit]]]:
    """(start, end, words) of what each negation of the sentence denies."""
    patterns = clause_patterns()
    at = start
    while match := patterns["negator"].search(text, at, end):
        at = match.end()
        before = bisect_left(hits, (match.start() + 1,)) - 1
        covered = before >= 0 and hits[before].end > match.start()
        if (covered and hits[before].end - hits[before].start > len(match[0])) or patterns["not_negation"].match(
            text, match.start()
        ):
            continue
        stop = _STOP.search(text, match.end(), end)
        last = stop.start() if stop else end
        if further := _GOES_ON.match(text, last, end):
            last = further.end()  # 无因政府信息产生行政复议,提起行政诉讼情况发生
        ahead = [h for h in within(hits, match.end(), last) if not h.neutral]
        begin = max(start, *(text.rfind(mark, start, match.start()) + 1 for mark in ",;。!?"))
        by = [h for h in within(hits, begin, match.start()) if h.concepts & _WAYS and h.end >= match.start() - 1]
        if text.startswith("结转", match.end()) and _LAST_YEAR.search(text, begin, match.start()):
            last = at = match.end() + len("结转")
            yield begin, last, [Hit(match.end(), last, "结转", frozenset({"carried_in"}), neutral=False)]
            continue
        named = ahead and ahead[0].start == match.end() + text.startswith("“", match.end())
        if ahead and (named or patterns["negated_verb"].match(text, match.end())):
            at = last
            if all(h.concepts & _TAKING for h in ahead):
                by = within(hits, begin, match.start())  # 依申请公开零受理
            yield (by[0].start if by else match.start()), last, [*by, *within(hits, match.end(), last)]
            continue
        if not ahead and last - match.end() <= 8:
            behind = within(hits, begin, match.start())
            if any(not h.neutral for h in behind) and not re.search(r"\d(?!\d*年)", text[begin : match.start()]):
                yield begin, last, behind


def _zeros(text: str, first: int, last: int, region: Sequence[Hit], state: State, label: str) -> Iterator[Fact]:
    role = state.setting.role
    groups = _modified(_parts(text, first, last, region))
    scope = scope_of(list(region), state.scope)
    listed = list(_listed(role, [{c for h in g for c in h.concepts} for g in groups]))
    if _of_some_applicants(region):
        listed = [i for i in listed if i != "requests.received"]
    any_way = _in_any_way(text[first:last]) and not any("apply" in h.concepts for h in state.last_hits)
    if (_in_writing_or_online(region) and state.about() == "requests") or any_way:
        listed.append("requests.received")
    worded = [i for i in _by_wording(groups, state) if not (listed and i.startswith("requests.by_"))]
    for indicator in dict.fromkeys((*listed, *worded)):
        yield replace(_zero(indicator, first, last, text, state), label=label, scope=scope)


def _zero(indicator: str, first: int, last: int, text: str, state: State) -> Fact:
    words = text[first:last]
    return Fact(
        first, last, words, 0.0, unit_of(indicator), "exact", words, (first, last), indicator,
        year=state.setting.year, scope=state.scope, method="negation", confidence=0.92, rule="negation",
    )  # fmt: skip


_WANTED = ("resources.", "platform.", "meetings.", "training.")
_SOME = re.compile(
    r"(?:部分|个别|少数|有些|某些|一些|有的|多数)(?:[县市区乡镇街]?(?:直)?)?(?:乡镇|街道|镇街|部门|单位|科室|处室|村|社区|地方|地区|窗口|机关)?[^,;。]{0,4}$"
)
"""Whose want it is, right before the negation."""
_REACH = 16
_CASES = frozenset({"review.total", "litigation.total", "appeals.total"})
_COSTS = re.compile(r"(?:费用|支出|开支|诉讼费|律师费|经费)(?:等)?(?:费用|支出|开支|情况)*$")
_CHARGES = re.compile(r"收取|收费|减免")
_ANSWERED = re.compile(r"回应|应对|处置")
_NOR_REFUSED = re.compile(r"公开[和、及]不予公开[^,;。]{0,8}的申请$")
_NOBODY = re.compile(r"[^,;。]{0,12}(?:无|没有|未有)(?:人|群众|市民|公众)")
"""查阅点全年无人查阅: nobody came to it."""
_OF_TRADE = re.compile(r"行政许可|行政审批|办事|窗口|满意率|满意度|业务|服务对象")


def _of_the_trade(sentence: str, role: str) -> bool:
    """True for 办结行政许可18702宗,群众满意率100%,无一宗投诉: no complaint about the body's own business."""
    if role == "review_litigation":
        return False
    return bool(_OF_TRADE.search(sentence)) and "公开" not in sentence


_LAST_YEAR = re.compile(r"上一?年度?(?=$|无|没有|未有)")
_TAKING = frozenset({"accept", "receive", "conclude"})
_WAYS = frozenset({"internet", "website", "email", "fax", "mail", "phone", "online_apply"})
_RESULTS = frozenset({"corrected", "upheld", "other_result"})


def _modified(groups: list[list[Hit]]) -> list[list[Hit]]:
    """无行政复议、行政诉讼纠错案件, 没有因国家秘密、个人隐私不予公开的: what ends a list is said of each of its members."""
    results = [h for h in groups[-1] if h.concepts & _RESULTS]
    if all("reason" in groups_of(g) for g in groups):
        results += [h for h in groups[-1] if "denied" in h.concepts]
    return [[*g, *results] for g in groups[:-1]] + [groups[-1]] if results else groups


def _of_some_applicants(region: Sequence[Hit]) -> bool:
    """True for 未收到法人和其他组织的申请: citizens may have applied."""
    named = {c for h in region if "applicant" in groups_of([h]) for c in h.concepts}
    return bool(named) and "natural_person" not in named


def _in_writing_or_online(region: Sequence[Hit]) -> bool:
    """True for 没有收到书面或网上申请: on paper or not, there was none."""
    ways = {c for h in region if "way" in groups_of([h]) for c in h.concepts}
    asked = any("apply" in h.concepts or "online_apply" in h.concepts or "申请" in h.word for h in region)
    return asked and "written" in ways and ways <= {"written", "internet", "website", "online_apply"}


_ANY_WAY = re.compile(
    r"(?:任何|等(?:各种|多种|任何|其[他它])?|[或和、及](?:以)?其[他它])(?:形式|方式|渠道|途径)[^,;。]{0,12}申请"
)


def _in_any_way(denied: str) -> bool:
    """True for 未收到通过信函、网络等任何形式提出的申请: one zero, not a zero of each way."""
    return bool(_ANY_WAY.search(denied)) and "复议" not in denied and "诉讼" not in denied


_ZEROABLE = (
    "response.",
    "proactive.normative",
    "resources.",
    "meetings.",
    "training.sessions",
    "requests.by_channel.",
    "requests.concluded.extended",
    "consultation.by_channel.",
    "outcome.",
    "platform.reading_points",
    "platform.reading_visitors",
)
_NOT_ZEROABLE = ("outcome.denied.", "outcome.correction_requested")
"""没有涉及国家秘密的信息 is said of what was disclosed, as a rule, 没有补充材料 of the applicant."""


def _by_wording(groups: list[list[Hit]], state: State) -> Iterator[str]:
    """Indicators that the wording rules find in what is denied: 未举办新闻发布会, 没有专职人员."""
    several = len({h.concepts for g in groups for h in g if "applicant" in groups_of([h])}) > 1
    in_writing = any("written" in h.concepts for g in groups for h in g)  # 书面或网上提出的申请: any request at all
    for group in groups:
        matches = match_rules(group, domain=state.about(), unit=ANY_UNIT, role=state.setting.role, is_head=False)
        ids = indicator_ids(matches)
        if several and any(i.startswith("requests.by_applicant") for i in ids):
            continue
        if in_writing and any(i.startswith("requests.by_channel") for i in ids):
            continue
        if len(ids) == 1 and ids[0].startswith(_ZEROABLE) and not ids[0].startswith(_NOT_ZEROABLE):
            yield ids[0]


def _listed(role: str, groups: list[set[str]]) -> Iterator[str]:
    """Indicators that ``negations.toml`` lists for what is denied."""
    for rule in zero_rules():
        if (
            rule.domains
            and role not in rule.domains
            and not (role in ("unknown", "preamble", "other") and rule.need & {"apply", "fee", "waive"})
        ):
            continue
        if any(rule.need <= names and not (rule.none & names) for names in groups):
            yield rule.indicator


def _parts(text: str, first: int, last: int, region: Sequence[Hit]) -> list[list[Hit]]:
    """The words of each member of the list that is denied."""
    cuts = [
        m.start()
        for m in _PARTS.finditer(text, first, last)
        if not any(h.start <= m.start() and m.end() < h.end for h in region)
    ]
    groups: list[list[Hit]] = [[] for _ in range(len(cuts) + 1)]
    for hit in region:
        groups[sum(c < hit.start for c in cuts)].append(hit)
    return groups
