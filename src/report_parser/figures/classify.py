"""What each number of a stretch of prose counts: growth, share, class of a list, or an indicator by the wording rules."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from report_parser.figures.classes import DISCLOSED, as_class, is_disclosed_class, is_named
from report_parser.figures.clauses import (
    Item,
    choose_label,
    clause_patterns,
    items,
    leave_to_before,
    residue,
    takes_label_of_share,
    trimmed,
)
from report_parser.figures.context import Fact, State, groups_of, other_body, scope_of
from report_parser.figures.intake import (
    MADE,
    OF_A_PART,
    SINGLE,
    TOGETHER,
    of_another_intake,
    of_letters,
    of_no_application,
)
from report_parser.figures.level import Level, alike
from report_parser.figures.lexicon import Hit, domains, is_weak, within
from report_parser.figures.listed import fill_lists
from report_parser.figures.lists import parallel_labels, share_labels
from report_parser.figures.marks import as_growth, as_share, is_growth, is_share, note_marks
from report_parser.figures.naming import name_unread
from report_parser.figures.particular import (
    GRAND_TOTALS,
    is_bare_grant,
    is_grand_total,
    is_left_over,
    is_other_outcome,
    is_route,
    is_this_year_too,
    is_this_years_part,
    narrow_to_among,
    narrow_to_appeal,
    narrow_to_class,
    take_class_before_colon,
)
from report_parser.figures.rules import Match, cumulative_twins, indicator_ids
from report_parser.figures.senses import in_another_sense
from report_parser.figures.status import count_items, only_new, refusal, settle, status_facts
from report_parser.figures.topics import is_topic
from report_parser.figures.ways import subject
from report_parser.figures.wording import find_matches
from report_parser.models import Quantity

_BASE = 0.95
_LIST = 4
_PLACE = re.compile(r"(?:[省市县区镇乡州盟旗]|街道|本级|部门|单位|机关|政府|[^政]府|局|委|办|办公室|办公厅|各地)$")
_COMPLAINT_DESKS = ("监察局", "监察委", "纪委", "监委", "法制办", "信访局", "监察室", "纪检组")
"""Bodies that receive the complaints about a whole government: theirs are its own."""
_INNER_BODIES = ("办公室", "办", "中心", "站", "所", "处", "政务服务局", "行政审批局", "大数据局", "审批服务局")
"""Offices that are as a rule the issuer's own: what they do is its doing."""


def read_level(
    text: str, start: int, end: int, quantities: Sequence[Quantity], hits: Sequence[Hit], state: State, *, full: str
) -> list[Fact]:
    """Returns the facts of a stretch of one bracket level, and updates ``state``; ``full`` is the text with its brackets."""
    level = Level(text, start, end, items(text, start, end, quantities), list(hits), state, full=full)
    for i, item in enumerate(level.row):
        if i:
            leave_to_before(item, level.row[i - 1])
        if not (i and takes_label_of_share(text, item, level.row[i - 1])):
            choose_label(text, item, hits)
    share_labels(text, level.row, hits)
    for i, item in enumerate(level.row):
        level.facts.extend(_read_item(level, item, level.row[i - 1] if i else None))
    fill_lists(level)
    _tie_shares(level.facts)
    settle(text, level.row, level.facts)
    count_items(level.facts)
    only_new(level.facts)
    name_unread(level)
    return [*level.facts, *refusal(level.facts), *status_facts(text, end, level.row, level.facts, hits)]


def _tie_shares(facts: list[Fact]) -> None:
    """占8.4%的是机构职能类,计12条: the share is of the count that follows it."""
    for share, count in itertools.pairwise(facts):
        if share.rule == "share" and share.relation is None and share.label and share.label == count.label:
            share.relation = {"kind": "share", "part": count, "whole": count.whole}


def _read_item(level: Level, item: Item, before: Item | None) -> list[Fact]:
    note_marks(level, item)
    _end_list(level, item)
    fact = _base_fact(level, item)
    if (not item.respective or item.quantity.unit == "%") and is_growth(level, item):
        return [as_growth(level, item, fact)]
    if is_share(level, item):
        return [as_share(level, item, fact)]
    if item.respective:
        return [_by_rules(level, item, fact)]
    if not item.compound and fact.value == 0 and _names_several(level, item):
        item.compound = tuple(parallel_labels(level.text, item, level.hits))
    if item.compound:
        return _each(level, item, fact)
    _borrow_label(level.text, item, fact, before)
    found = _by_rules(level, item, fact)
    also = found.dimensions.pop("also", None)
    return [found, replace(found, indicator=also, dimensions={})] if also else [found]


def _names_several(level: Level, item: Item) -> bool:
    """True for 复议、诉讼0件, 传真、信函申请0件: a zero of each."""
    salient = [h for h in item.hits if not h.neutral]
    ways = {h.concepts for h in salient if "way" in groups_of([h])}
    return len(domains(salient)) > 1 or (
        len(ways) > 1 and item.label is not None and "、" in level.text[item.label.start : item.label.end]
    )


def _end_list(level: Level, item: Item) -> None:
    """A number of another kind (接受采访3次) ends a list of classes."""
    total = level.state.total.get("proactive") if level.state.about() == "proactive" else None
    if (
        level.state.listing
        and total is not None
        and total.unit is not None
        and item.left[-1].before != "、"
        and item.quantity.unit not in ("%", None)
        and not alike(item.quantity.unit, total.unit)
    ):
        level.state.listing = level.state.parts = False


def _base_fact(level: Level, item: Item) -> Fact:
    quantity, state, label = item.quantity, level.state, item.label
    before, after = label is not None and not item.from_right, label is not None and item.from_right
    begin = min(label.start, quantity.left) if label is not None and before else quantity.left
    end = max(quantity.right, label.end) if label is not None and after else quantity.right
    state.scope = scope_of(item.hits, state.scope)
    return Fact(
        quantity.start, quantity.end, level.text[quantity.start : quantity.end], float(quantity.value), quantity.unit, quantity.qualifier,
        trimmed(level.text, label) if label else "", (begin, end), year=state.year or state.setting.year, scope=state.scope,
        whole=state.whole if state.parts else None,
    )  # fmt: skip


def _borrow_label(text: str, item: Item, fact: Fact, before: Item | None) -> None:
    """减免费用3人次,共计62元: a number of another unit that has no words of its own goes with those before it."""
    if before is None or before.label is None:
        return
    if fact.label and fact.label not in ("金额", "费用"):
        return
    units = {before.quantity.unit, item.quantity.unit}
    if len(units) == 2 and "%" not in units:
        item.label, item.hits, item.distance = before.label, before.hits, 1
        fact.label = trimmed(text, before.label)


def _each(level: Level, item: Item, fact: Fact) -> list[Fact]:
    """复议、诉讼均为0件: one numeral, a fact for each label."""
    found = []
    for label in item.compound:
        part = replace(item, label=label, hits=within(level.hits, label.start, label.end), compound=())
        read = _by_rules(level, part, replace(fact, label=trimmed(level.text, label), dimensions={}))
        if read.indicator:
            found.append(read)
    return found or [_by_rules(level, item, fact)]


def _by_rules(level: Level, item: Item, fact: Fact) -> Fact:
    """Reads an item by the wording rules; named bodies and classes of a list before them."""
    if is_this_years_part(level, item, fact) or is_this_year_too(level, item, fact) or is_left_over(level, item, fact):
        return fact
    if item.label is None and is_grand_total(level, item, fact):
        return _accept_total(level, item, fact)
    if item.label is None:
        fact.confidence, fact.rule = 0.7, "no label"
        return fact
    take_class_before_colon(level, item, fact)
    narrow_to_among(level, item, fact)
    narrow_to_appeal(level, item, fact)
    own = domains(h for h in item.hits if not h.neutral)
    if ("各" in level.prefix(item) and _EACH_HAS.search(level.prefix(item))) or _for_each(level, item):
        return fact
    if _is_body(level, item, fact, own):
        return fact
    if narrow_to_class(level, item, fact):
        own = []
    if is_disclosed_class(level, item, own):
        return as_class(level, item, fact, "proactive.by_topic")
    if is_topic(level, item, fact, own) and item.label is not None and is_named(level.text, item):
        return as_class(level, item, fact, "requests.by_topic")
    if is_grand_total(level, item, fact):
        return _accept_total(level, item, fact)
    if is_route(level, item, fact):
        return fact
    if is_other_outcome(level, fact):
        fact.indicator, fact.rule, fact.confidence = "outcome.other", "other outcome", 0.85
        return fact
    if is_bare_grant(level, item, fact):
        fact.indicator, fact.rule, fact.confidence = "outcome.granted", "bare grant", 0.82
        return fact
    return _by_words(level, item, fact, own)


def _by_words(level: Level, item: Item, fact: Fact, own: list[str]) -> Fact:
    """Reads an item by the words around its number, unless they have another sense here."""
    matches = find_matches(level, item)
    ids = indicator_ids(matches)
    if ids and ids[0].endswith("_rate") and of_letters(level, item):
        return fact
    if ids and ids[0].startswith(SINGLE) and TOGETHER.search(level.text[item.left[0].start : item.quantity.left]):
        item.hits = [h for h in item.hits if "response" not in domains([h])]
        matches = find_matches(level, item) if "way" in groups_of(item.hits) or subject(level, item) else []
        ids = indicator_ids(matches)
        if not ids:
            return fact
    if ids and (item.quantity.high is not None or (item.from_right and _LACK.match(level.text, item.quantity.right))):
        return fact  # 举办培训班3-5期: neither end is the number; 19个没有专职人员: those that lack it
    if ids and of_another_intake(level, item, ids[0]):
        fact.rule = OF_A_PART
        return fact
    if ids and in_another_sense(level, item, fact, ids[0]):
        return fact
    if ids and not of_no_application(level, fact, ids[0]):
        return _accept(level, item, fact, matches[0], ids, own)
    if is_topic(level, item, fact, own):
        return as_class(level, item, fact, "requests.by_topic")
    if not fact.label and level.state.whole is not None:
        fact.label = level.state.whole.label
    follow = _parts_follow(level, item)
    if follow:
        level.state.parts = False
    if follow or level.siblings(item) < _LIST:
        _remember(level.state, item, fact)
    return fact


_LACK = re.compile(r"没有(?!收|接|发|公开)|(?:尚)?未(?:设|配|建|开|明确|安排)|无专|缺(?:少|乏)")
_EACH_HAS = re.compile(r"各(?:自)?(?:设|设立|设置|建|建立|配备|配|安排|确定|明确|开设)[^,;。]{0,14}$")
"""在便民服务中心、文化站各设查阅点1个: the number is that of one place."""
_AND_OTHERS = re.compile(r"负责(?:同志|人)(?:和|及|、|与)(?:其他|班子|分管|相关|有关|领导)")
"""主要负责同志和班子成员参加新闻发布会14次: by whom of them is not said."""
_FEW = 2
_EACH = re.compile(
    r"各$|每(?:个|家)?(?:科室|处室|单位|部门|乡镇|镇|街道|村|社区|处|科|局)(?:各|均|都)?[^,;。\d]{0,8}$|各[^,;。\d]{1,6}(?:配备|设|明确|确定|安排)$"
)


def _for_each(level: Level, item: Item) -> bool:
    """True for 各处配有信息员各1人, 每个科室配备1名信息员: how many each of them has."""
    few = item.quantity.unit in ("人", "名", "个") and item.quantity.value <= _FEW
    return few and bool(_EACH.search(level.text[level.start : item.quantity.left].rstrip()))


_RESULTS = frozenset({"upheld", "corrected", "other_result", "pending", "withdrawn_case"})
_HANDLING = frozenset({"conclude", "to_handle", "answer", "accept", "receive"})


def _accept_total(level: Level, item: Item, fact: Fact) -> Fact:
    """What was taken for the whole before was only a part of it."""
    domain = level.state.about() or ""
    fact.indicator, fact.rule, fact.confidence = GRAND_TOTALS[domain], "grand total", 0.85
    for part in level.facts:
        if part.indicator == fact.indicator:
            part.indicator = None
    level.state.whole, level.state.whole_hits, level.state.total[domain] = fact, tuple(item.hits), fact
    return fact


def _is_body(level: Level, item: Item, fact: Fact, own: list[str]) -> bool:
    """True, with the fact filled, for another body's own applications: 区征收办16件."""
    assert item.label is not None
    state = level.state
    body = other_body(fact.label, state.setting.issuer, item.hits, level.text.find(fact.label, item.label.start))
    if body is not None and (body == fact.label or not body.endswith(_INNER_BODIES)):
        decided = any(h.concepts & _RESULTS for h in item.hits)  # 国家发展改革委维持3件: who decided, not whose case
        if not decided and not ("complaints" in own and body.endswith(_COMPLAINT_DESKS)):
            fact.scope = "other"
    if not fact.label or (own and not item.respective) or state.about() != "requests" or not state.lists_bodies():
        return False
    if any(h.concepts & _HANDLING for h in item.hits):
        return False
    listed = body is not None and (body == fact.label or item.respective)
    if not listed and (groups_of(item.hits) or not _PLACE.search(fact.label)):
        return False
    fact.indicator, fact.dimensions, fact.scope, fact.rule = (
        "requests.by_body",
        {"category": body or fact.label},
        "other",
        "by_body",
    )
    return True


def _parts_follow(level: Level, item: Item) -> bool:
    """True where the next number is introduced as a part of this one."""
    following = next((r for r in level.row if r.quantity.start > item.quantity.start), None)
    return following is not None and bool(clause_patterns()["part"].search(level.prefix(following)))


def _remember(state: State, item: Item, fact: Fact) -> None:
    """Keeps in mind what a number that no rule reads was about."""
    strong = domains(h for h in item.hits if not h.neutral and not is_weak(h))
    if state.parts:
        return
    if MADE.search(fact.label):
        state.made = fact
    if len(strong) == 1:
        state.domain = strong[0]
    if fact.unit == "个" and _PLACES_OF_CLASSES.match(fact.label[-2:]):
        return
    if fact.unit != "%" and (not groups_of(item.hits) or _is_published_somewhere(item, fact)):
        state.whole = fact


_PLACES_OF_CLASSES = re.compile(r"板块|版块|栏目")
_SITES = frozenset({"website", "platform_word", "internet"})


def _is_published_somewhere(item: Item, fact: Fact) -> bool:
    """True for 在信息公开平台公开信息18条: no indicator of its own, yet classes of it may follow."""
    ways = {c for h in item.hits if "way" in groups_of([h]) for c in h.concepts}
    return groups_of(item.hits) == {"way"} and ways <= _SITES and bool(DISCLOSED.search(fact.label))


def _accept(level: Level, item: Item, fact: Fact, match: Match, ids: list[str], own: list[str]) -> Fact:
    state, rule = level.state, match.rule
    if ids[0].endswith(".by_principal") and _AND_OTHERS.search(fact.label):
        ids = [ids[0].removesuffix(".by_principal")]
    if ids == ["requests.by_applicant.natural_person"] and _is_whole(level, item):
        ids = ["requests.received", *ids]
    fact.indicator, fact.rule = ids[0], rule.name
    fact.dimensions = {"also": ids[1]} if len(ids) > 1 else {}
    fact.confidence = _confidence(level.text, item, fact, inherited=rule.domain not in own and rule.domain != "any")
    if state.cumulative and fact.value:  # none in all years is none in this one
        fact.indicator, fact.dimensions = cumulative_twins().get(_WHOLE_OF.get(ids[0], ids[0])), {}
        fact.rule += " cumulative"
    state.last_hits = tuple(item.hits)
    if rule.domain != "any":
        state.domain = rule.domain
    if (
        state.parts
        and rule.name == "proactive.total#1"
        and state.whole is not None
        and state.whole.rule == "proactive.total#2"
    ):
        state.whole.indicator = None  # 共公开信息823条,其中主动公开821条
    if rule.whole and not (state.cumulative and rule.domain in state.total):
        state.whole, state.whole_hits, state.total[rule.domain] = fact, tuple(item.hits), fact
        if not own or "其中" not in level.prefix(item):
            fact.whole, state.parts = None, False
    elif (
        not state.cumulative
        and ids[0].startswith("proactive.by_channel")
        and _AMONG_THEM.match(level.text, item.label.end if item.from_right and item.label else item.quantity.right)
    ):
        state.whole, state.whole_hits = fact, tuple(item.hits)
    elif state.cumulative and _is_counted_whole(level, item, ids[0], fact):
        state.whole = fact
    return fact


def _is_counted_whole(level: Level, item: Item, indicator: str, fact: Fact) -> bool:
    """True for what a platform had in all years, and what a site published since an earlier year: classes that follow are of it."""
    if indicator.startswith("proactive.by_channel."):
        return bool(_SINCE.search(level.text, level.start, item.quantity.left))
    return fact.indicator is None and indicator.startswith("platform.")


_SINCE = re.compile(r"以来|历年")


def _is_whole(level: Level, item: Item) -> bool:
    """True for 受理公民信息公开申请3起 where no whole and no other kind of applicant is named."""
    concepts = {c for h in item.hits for c in h.concepts}
    kinds = {c for h in level.hits if "applicant" in groups_of([h]) for c in h.concepts}
    taken = bool(concepts & {"receive", "accept"}) and "apply" in concepts and len(kinds) == 1
    return taken and not level.state.parts and "requests" not in level.state.total


_WHOLE_OF = {"proactive.by_channel.website": "proactive.total", "requests.accepted": "requests.received"}
_AMONG_THEM = re.compile(r"[,;。(]{0,2}(?:其中|含|包[括含])")


def _confidence(text: str, item: Item, fact: Fact, *, inherited: bool) -> float:
    extra = len(residue(text, item.label.start, item.label.end, item.hits)) if item.label else 0
    doubt = (
        0.03 * inherited
        + 0.02 * item.from_right
        + 0.05 * item.distance
        + min(0.1, 0.01 * extra)
        + 0.05 * (fact.scope == "other")
    )
    verb = any(
        "conclude" in h.concepts
        if h.word in ("处理", "办理")
        else h.word == "解读" and item.label is not None and item.label.end - h.end >= 3
        for h in item.hits
    )
    return _BASE - doubt - 0.12 * verb  # 解读政策文件15件 beside 发布解读材料31件
