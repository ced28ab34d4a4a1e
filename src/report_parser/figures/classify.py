"""What each number of a stretch of prose counts: growth, share, class of a list, or an indicator by the wording rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from report_parser.figures.clauses import VERBS, Item, Piece, choose_label, clause_patterns, items, residue, trimmed
from report_parser.figures.context import Fact, State, groups_of, other_body, scope_of
from report_parser.figures.lexicon import Hit, cut_hits, domains, is_weak, within
from report_parser.figures.rules import Match, cumulative_twins, indicator_ids, match_rules
from report_parser.figures.status import status_facts
from report_parser.models import Quantity

_YEAR = regex.compile(r"(?<![\d-])(20\d{2})\s*(?:年度|年)(?!\s*[-—至])")
_AGAINST = regex.compile(r"(?:比|较|与|同|对比|相比|比较)[^,;。]{0,6}$")
_OF_THAT_YEAR = regex.compile(r"\s*(?:的|同期|同期的|度|度的|为|是|仅为|共|有|只有|仅)*\s*")
"""Between a year and a number that is of that year alone: 2014年为48305条, 比2011年的1.52万条."""
_JOINT = regex.compile(r"[、,]|和|及|与|以及")
_CLASS_LEAD = regex.compile(r"^(?:在重点领域|主动|(?:公开|发布|公布)(?!公告|公示|$)|涉及|属于|属|有关|关于|要求|申请|内容|是|为|反映|主要|了|的)+")
_CLASS_TAIL = regex.compile(r"(?:栏目(?:共)?(?:公开|发布)|类(?:别)?|(?:政府|政务)?信息|方面|的|共|栏目|申请|事项|数)+$")
_TOPIC_GROUPS = frozenset({"way", "outcome", "applicant", "reason", "result", "staff_kind"})
_BASE = 0.95


def read_level(text: str, start: int, end: int, quantities: Sequence[Quantity], hits: Sequence[Hit], state: State) -> list[Fact]:
    """Returns the facts of a stretch of one bracket level, and updates ``state``."""
    row = items(text, start, end, quantities)
    for item in row:
        choose_label(text, item, hits)
    _share_labels(text, row, hits)
    facts: list[Fact] = []
    for i, item in enumerate(row):
        found = _read_item(text, start, i, row, hits, state, facts)
        facts.extend(found)
    facts.extend(status_facts(text, end, row, facts, hits))
    return facts


def _share_labels(text: str, row: list[Item], hits: Sequence[Hit]) -> None:
    """现场、网络、信函申请分别为3件、5件、2件: the k-th label goes with the k-th number; 复议、诉讼各1件: all go with one."""
    patterns = clause_patterns()
    for i, item in enumerate(row):
        head = text[item.left[0].start : item.quantity.left].rstrip()
        if patterns["respectively"].search(head):
            run = [item]
            for other in row[i + 1 :]:
                between = text[other.left[0].start : other.quantity.left]
                if between.strip(" 、,;和及与") and not (len(between) <= 6 and regex.fullmatch(r"[、,;和及与]*(?:约|近)?", between)):
                    break
                run.append(other)
            labels = _split_labels(text, item, len(run))
            for member, label in zip(run, labels, strict=False):
                member.label, member.hits, member.respective = label, within(hits, label.start, label.end), True
                member.from_right, member.distance = False, 0
        elif patterns["each"].search(head):
            labels = _split_labels(text, item, 0)
            if len(labels) > 1:
                item.compound = tuple(labels)


def _split_labels(text: str, item: Item, count: int) -> list[Piece]:
    """The parallel labels before 分别为 or 各: ``count`` of them, or (0) as many as there are."""
    first = item.left[-1]
    for piece in reversed(item.left[:-1]):
        if piece.before not in ("、", ",") and first.before not in ("、", ","):
            break
        if first.before == "," and not trimmed(text, first) == "" and count and len(item.left) > count:
            break
        first = piece
        if piece.before not in ("、",):
            break
    begin, stop = first.start, item.quantity.left
    for pattern in (r"、", r"、|和|及|与|以及", r"、|,|和|及|与|以及"):
        cuts = [m.span() for m in regex.finditer(pattern, text[begin:stop])]
        edges = [0, *(b for _, b in cuts)]
        ends = [*(a for a, _ in cuts), stop - begin]
        labels = [Piece(begin + a, begin + b, "、") for a, b in zip(edges, ends, strict=True) if b > a]
        if count and len(labels) == count:
            return labels
    return labels if not count and len(labels) > 1 else []


def _read_item(text: str, start: int, index: int, row: list[Item], hits: Sequence[Hit], state: State, facts: list[Fact]) -> list[Fact]:
    item = row[index]
    prefix = text[item.left[0].start : item.quantity.left]
    _note_marks(text, start, item, prefix, state, hits)
    fact = _base_fact(text, item, state)
    previous = facts[-1] if facts else None
    if item.respective:
        return [_by_rules(text, item, fact, state, row, index, hits)]
    if _is_growth(text, item, prefix):
        return [_growth(fact, previous, state)]
    if fact.unit == "%" and not _is_rate(text, item):
        return [_share(text, item, fact, previous, state, prefix)]
    if not item.compound and fact.value == 0 and len(domains(h for h in item.hits if not h.neutral)) > 1:
        item.compound = tuple(_split_labels(text, item, 0))
    if item.compound:
        return _each(text, item, fact, hits, state, row, index)
    _borrow_label(text, item, fact, row, index)
    found = _by_rules(text, item, fact, state, row, index, hits)
    return [found, *_twins(found)]


def _borrow_label(text: str, item: Item, fact: Fact, row: list[Item], index: int) -> None:
    """减免费用3人次,共计62元: a number of another unit that has no words of its own goes with those before it."""
    before = row[index - 1] if index else None
    if fact.label or before is None or before.label is None or before.quantity.unit == item.quantity.unit or "%" in (fact.unit, before.quantity.unit):
        return
    item.label, item.hits, item.distance = before.label, before.hits, 1
    fact.label = trimmed(text, before.label)


def _note_marks(text: str, start: int, item: Item, prefix: str, state: State, hits: Sequence[Hit]) -> None:
    """Updates the state by what stands before a number: its year, whether it is cumulative, whether it is a part."""
    patterns = clause_patterns()
    own_year = state.setting.year
    shift = item.left[0].start
    years = [m for m in _YEAR.finditer(prefix) if not _inside(m.start() + shift, hits)
             and (not _AGAINST.search(prefix[: m.start()]) or _OF_THAT_YEAR.fullmatch(prefix[m.end() :]))]  # fmt: skip
    if state.lone_year and not years:
        state.year = None
    state.lone_year = False
    if years:
        state.year = int(years[-1][1])
        state.lone_year = bool(_OF_THAT_YEAR.fullmatch(prefix[years[-1].end() :]))
        if state.year == own_year and not patterns["cumulative"].search(prefix):
            state.cumulative = False
    elif (last := patterns["last_year"].search(prefix)) and not _AGAINST.search(prefix[: last.start()]):
        state.year = own_year - 1 if own_year else None
    elif regex.search(r"今年|本年度|本年(?!末)", prefix):
        state.year = own_year
    match = patterns["cumulative"].search(text[start : item.quantity.left])
    if match and match.end() + start > item.left[0].start and f"{own_year}年1月1日" not in match[0]:
        state.cumulative = True
    if patterns["part"].search(prefix):
        state.parts = True


def _inside(at: int, hits: Sequence[Hit]) -> bool:
    """True for a year that is part of a word: 结转2017年继续办理."""
    return any(h.start < at < h.end for h in hits)


def _base_fact(text: str, item: Item, state: State) -> Fact:
    quantity = item.quantity
    label = trimmed(text, item.label) if item.label else ""
    begin = min(item.label.start if item.label and not item.from_right else quantity.left, quantity.left)
    end = max(quantity.right, item.label.end if item.label and item.from_right else quantity.right)
    raw = text[quantity.start : quantity.end]
    state.scope = scope_of(item.hits, state.scope)
    return Fact(
        quantity.start, quantity.end, raw, float(quantity.value), quantity.unit, quantity.qualifier, label, (begin, end),
        year=state.year or state.setting.year, scope=state.scope, whole=state.whole if state.parts else None,
        words=frozenset(c for h in item.hits for c in h.concepts),
    )  # fmt: skip


def _is_growth(text: str, item: Item, prefix: str) -> bool:
    near = text[item.left[-1].start : item.quantity.left].rstrip()
    if item.quantity.unit == "个百分点":
        return True
    pattern = clause_patterns()["comparison"]
    return any(m.end() >= len(near) for m in pattern.finditer(near)) or any(m.end() >= len(prefix.rstrip()) for m in pattern.finditer(prefix.rstrip()))


def _growth(fact: Fact, previous: Fact | None, state: State) -> Fact:
    base = (state.setting.year or 0) - 1 if state.setting.year else None
    fact.rule, fact.confidence = "growth", 0.9
    state.year = None
    fact.relation = {"kind": "growth", "of": previous, "base_year": base} if previous else {"kind": "growth", "of": None, "base_year": base}
    return fact


def _is_rate(text: str, item: Item) -> bool:
    near = text[item.left[-1].start : item.quantity.left].rstrip(" 约近超")
    return bool(clause_patterns()["rate"].search(near)) or any(c.endswith("_rate") for h in item.hits for c in h.concepts)


def _share(text: str, item: Item, fact: Fact, previous: Fact | None, state: State, prefix: str) -> Fact:
    """A percentage that is no rate: the share of the number before it, or of what its label names."""
    near = text[item.left[-1].start : item.quantity.left].rstrip(" 约近")
    fact.rule, fact.confidence = "share", 0.9
    part = previous if previous is not None and previous.unit != "%" else None
    if part is not None and (clause_patterns()["share"].search(near) or not trimmed(text, item.left[-1])):
        if trimmed(text, item.left[-1]) in ("", "占比", "比例", "占") or near.lstrip(" (").startswith(("占", "约占", "比例", "比重", "所占")):
            fact.label = part.label
        fact.relation = {"kind": "share", "part": part, "whole": part.whole or (state.whole if state.whole is not part else None)}
    return fact


_INNER_BODIES = ("办公室", "办", "中心", "站", "所", "处")
"""Offices that are as a rule the issuer's own: what they do is its doing."""


def _by_rules(text: str, item: Item, fact: Fact, state: State, row: list[Item], index: int, hits: Sequence[Hit]) -> Fact:
    """Reads an item by the wording rules; classes of a list and named bodies before them."""
    if item.label is None:
        return _lower(fact, 0.2, "no label")
    own = domains(h for h in item.hits if not h.neutral)
    body = other_body(fact.label, state.setting.issuer, item.hits, text.find(fact.label, item.label.start))
    if body is not None and (body == fact.label or not body.endswith(_INNER_BODIES)):
        fact.scope = "other"
    listed = body == fact.label or (item.respective and body is not None) or (_NO_CLASS.search(fact.label) and not groups_of(item.hits))
    if listed and fact.label and (not own or item.respective) and state.about() == "requests" and state.parts_or_units():
        body = body or fact.label
        fact.scope = "other"
        fact.indicator, fact.dimensions, fact.rule = "requests.by_body", {"category": body}, "by_body"
        return fact
    domain = state.about()
    if _is_class(text, item, state, row, own):
        return _as_class(fact, state, "proactive.by_topic")
    matches = _attempts(text, item, hits, domain, state)
    ids = indicator_ids(matches)
    if ids:
        return _accept(text, item, fact, state, ids, matches[0].rule.domain, whole=matches[0].rule.whole, rule=matches[0].rule.name, own=own)
    if _is_topic(text, item, fact, state, own):
        return _as_class(fact, state, "requests.by_topic")
    strong = domains(h for h in item.hits if not h.neutral and not is_weak(h))
    if len(strong) == 1 and not state.parts:
        state.domain = strong[0]
    if not state.parts and fact.unit != "%" and not groups_of(item.hits):
        state.whole = fact
    return fact


def _attempts(text: str, item: Item, hits: Sequence[Hit], domain: str | None, state: State) -> list[Match]:
    """The rules that read an item: by its own words, as jieba cuts them, with the verb before, with the place named before."""
    assert item.label is not None
    is_head = not state.parts or "requests" not in state.total
    matches = _matches(text, item, item.hits, domain, state, is_head=is_head)
    salient = [h for h in item.hits if not h.neutral]
    if not matches and salient:
        cut = cut_hits(text, item.label.start, item.label.end)
        matches = _matches(text, item, cut, domain, state, is_head=is_head) if cut != item.hits else []
    verbs = tuple(h for h in salient if h.concepts & _SHARED_VERBS)
    if not matches and not verbs and state.verbs and item.label.before in ("、", ",", ";") and item.label.before:
        matches = [m for m in _matches(text, item, [*state.verbs, *item.hits], domain, state, is_head=is_head) if not (m.rule.whole or m.rule.part)]
    if matches and matches[0].rule.name == "proactive.total#2":
        matches = _matches(text, item, [*_way_before(item, hits), *item.hits], domain, state, is_head=is_head) or matches
    if not matches and any("principal" in h.concepts for h in salient):
        matches = _matches(text, item, [*(h for h in state.last_hits if h.concepts & _EVENTS), *item.hits], domain, state, is_head=is_head)
    if not matches and any(h.concepts & _PLACED for h in salient):
        place = _place_before(item, hits, state)
        matches = _matches(text, item, [*place, *item.hits], domain, state, is_head=is_head) if place else []
    if not matches and state.whole is not None and state.whole.rule.endswith("cumulative") and salient and all(h.concepts & VERBS for h in salient):
        matches = [m for m in match_rules(state.whole_hits, domain=domain, unit=item.quantity.unit, role=state.setting.role, is_head=True) if m.rule.whole]
    state.verbs = verbs or state.verbs
    return matches


_SHARED_VERBS = frozenset({"disclose", "proactive", "issue", "hold"})
_EVENTS = frozenset({"press_conference", "online_interview"})
_PLACED = frozenset({"visits", "visitor"})
PLACES = frozenset({"website", "column", "reading_point"})


def _place_before(item: Item, hits: Sequence[Hit], state: State) -> list[Hit]:
    """The website, column or reading point that was named last before a count of visits."""
    before = [h for h in hits if h.start < item.quantity.start and h.concepts & PLACES and h not in item.hits]
    return before[-1:] or list(state.place)


def _way_before(item: Item, hits: Sequence[Hit]) -> list[Hit]:
    """The one way of publishing that is the sentence's subject: 政务微博…,发布政务信息1126条."""
    assert item.label is not None
    ways = [h for h in hits if h.start < item.label.start and "way" in groups_of([h])]
    near = bool(ways) and (ways[-1].end > item.left[0].start or "website" not in ways[-1].concepts)
    return ways[-1:] if near and len({h.concepts for h in ways}) == 1 else []


def _matches(text: str, item: Item, hits: Sequence[Hit], domain: str | None, state: State, *, is_head: bool) -> list[Match]:
    found = match_rules(hits, domain=domain, unit=item.quantity.unit, role=state.setting.role, is_head=is_head)
    return [m for m in found if _fits(text, item, m)]


_STRAY = regex.compile(r"^[、,的之中内外上下了还也就又再均都有为是被经由对从向以到在于和与及或等]*$")


def _fits(text: str, item: Item, match: Match) -> bool:
    """A whole is named by its own words alone: 主动公开财政信息 is not 主动公开信息."""
    assert item.label is not None
    if not match.rule.whole and not (match.rule.name.startswith("proactive.by_channel") and not _discloses(item.hits)):
        return True
    strict = match.rule.domain == "proactive" and match.rule.whole
    begin = max(match.start if strict else match.end, item.label.start)
    spans = [(begin, item.label.end if item.from_right else min(item.quantity.left, item.label.end))]
    rest = "".join(residue(text, a, b, item.hits) for a, b in spans if a < b)
    return bool(_STRAY.match(rest))


def _accept(text: str, item: Item, fact: Fact, state: State, ids: list[str], domain: str, *, whole: bool, rule: str, own: list[str]) -> Fact:
    fact.indicator, fact.rule = ids[0], rule
    fact.is_whole = whole
    if ids == ["requests.concluded.on_time"] and clause_patterns()["one_fact"].search(fact.label):
        ids = ["requests.concluded", *ids]
        fact.indicator = ids[0]
    if len(ids) > 1:
        fact.dimensions = {"also": ids[1]}
    state.last_hits = tuple(item.hits)
    inherited = domain not in own and domain != "any"
    extra = len(residue(text, item.label.start, item.label.end, item.hits)) if item.label else 0
    fact.confidence = _BASE - 0.03 * inherited - 0.02 * item.from_right - 0.05 * item.distance - min(0.1, 0.01 * extra)
    if fact.scope == "other":
        fact.confidence -= 0.05
    if state.cumulative or (state.year and state.setting.year and state.year != state.setting.year):
        _not_this_year(fact, state)
    if domain not in ("any", "never"):
        state.domain = domain
    if whole:
        fact.whole = None if not state.parts else fact.whole
        state.whole, state.whole_hits = fact, tuple(item.hits)
        state.total[domain] = fact
        if not own or "其中" not in text[item.left[0].start : item.quantity.left]:
            state.parts = False
    return fact


def _not_this_year(fact: Fact, state: State) -> None:
    """A cumulative value, or last year's, never fills this year's indicator."""
    if state.cumulative:
        fact.indicator = cumulative_twins().get(fact.indicator or "")
        fact.rule += " cumulative"
        if fact.indicator is None:
            fact.dimensions = {}


def _twins(fact: Fact) -> list[Fact]:
    """制定并公布规范性文件8件: a second fact with the same numeral."""
    also = fact.dimensions.pop("also", None)
    return [replace(fact, indicator=also, dimensions={})] if also else []


def _each(text: str, item: Item, fact: Fact, hits: Sequence[Hit], state: State, row: list[Item], index: int) -> list[Fact]:
    """复议、诉讼均为0件: one numeral, a fact for each label."""
    found = []
    for label in item.compound:
        part = replace(item, label=label, hits=within(hits, label.start, label.end), compound=())
        one = replace(fact, label=trimmed(text, label), dimensions={}, words=frozenset(c for h in part.hits for c in h.concepts))
        read = _by_rules(text, part, one, state, row, index, hits)
        if read.indicator:
            found.append(read)
    return found or [_by_rules(text, item, fact, state, row, index, hits)]


def _lower(fact: Fact, by: float, why: str) -> Fact:
    fact.confidence -= by
    fact.rule = why
    return fact


def _is_class(text: str, item: Item, state: State, row: list[Item], own: list[str]) -> bool:
    """True for a class in a list of what was disclosed: 机构职能类192条、规范性文件30条."""
    if state.about() != "proactive" or item.quantity.unit not in _CLASS_UNITS or item.label is None or item.from_right:
        return False
    salient = [h for h in item.hits if not h.neutral]
    if (own and own not in (["response"], ["proactive"])) or "way" in groups_of(salient) or state.cumulative:
        return False
    label = text[item.label.start : item.label.end]
    category = _category(trimmed(text, item.label))
    if len(category) < 2 and category != "其他" or _NO_CLASS.search(category) or any({"own_scope", "whole_scope"} & h.concepts for h in item.hits):
        return False
    named = bool(_CLASS_LABEL.search(label))
    act = _leading_act(text, item, salient)
    if act is not None and not named:
        rest = residue(text, act.end, item.label.end, item.hits)
        return bool(act.concepts & {"disclose"}) and len(rest) >= 2 and len(_siblings(row, item)) >= 2 and label.rstrip().endswith("信息")
    in_list = state.parts or state.listing
    return named or (in_list and "proactive" in state.total and len(_siblings(row, item)) >= 2) or len(_siblings(row, item)) >= 4


_CLASS_UNITS = frozenset({"条", "件", "篇", "项", "份", "个", None, "则", "期"})
_CLASS_LABEL = regex.compile(r"类(?:的)?(?:政府|政务)?(?:信息)?(?:共|共有|为|有)?$|栏目(?:共)?(?:公开|发布)(?:政府|政务)?信息(?:共)?$")
_ACTS = frozenset({"disclose", "issue", "hold", "receive", "set_up", "visits", "proactive", "accept", "training", "press_conference"})
_NO_CLASS = regex.compile(r"(?:[省市县区镇乡州盟旗]|街道|本级|部门|单位|机关|政府|[^政]府|局|委|办|办公室|办公厅|各地|新增|累计|更新|其中.*|^公开|^发布|^公布)\s*\)?$|^(?:各|全|比|较|更新)|各类")


def _leading_act(text: str, item: Item, salient: Sequence[Hit]) -> Hit | None:
    """The act at the head of a label, if it has an object (公开财政信息; but 公示公告 is a noun)."""
    assert item.label is not None
    acts = [h for h in salient if h.concepts & _ACTS]
    if not acts or residue(text, item.label.start, acts[0].start, item.hits) or salient[0] is not acts[0]:
        return None
    followed = residue(text, acts[0].end, item.label.end, item.hits) or any(h.start >= acts[0].end and not (h.concepts & _ACTS) and (not h.neutral or "info" in h.concepts) for h in item.hits)
    return acts[0] if followed else None


def _discloses(hits: Sequence[Hit]) -> bool:
    return any(h.concepts & {"disclose", "proactive", "info"} for h in hits)


def _siblings(row: list[Item], item: Item) -> list[Item]:
    """The items around one that are built alike: one label, one number, the same unit."""
    return [r for r in row if r.quantity.unit == item.quantity.unit and r.label is not None and not r.from_right]


def _is_topic(text: str, item: Item, fact: Fact, state: State, own: list[str]) -> bool:
    """True for a class of applications by content: 涉及征地拆迁的5件, 环境监测类3件."""
    if state.about() != "requests" or "requests" not in state.total or item.from_right or item.label is None:
        return False
    named = bool(_CLASS_LABEL.search(text[item.label.start : item.label.end])) or (state.listing and fact.label == "其他")
    if not (state.parts or named) or fact.unit not in _CLASS_UNITS | {"宗", "起"} or [d for d in own if d != "requests"]:
        return False
    category = _category(fact.label)
    if len(category) < 2 or _NO_CLASS.search(category) or any(h.concepts & VERBS for h in item.hits if not h.neutral and not named):
        return False
    groups = groups_of(h for h in item.hits if not h.neutral)
    return not (groups & (_TOPIC_GROUPS - ({"applicant"} if named else set())))


def _category(label: str) -> str:
    """A class's own name: without 类, 信息, and the words that lead up to it."""
    return _CLASS_TAIL.sub("", _CLASS_LEAD.sub("", _ORDINAL.sub("", label))).strip("“”\"' :")


_ORDINAL = regex.compile(r"^(?:\d{1,2}[.、]|\(?\d{1,2}\)|[一二三四五六七八九十]{1,2}、)")


def _as_class(fact: Fact, state: State, indicator: str) -> Fact:
    category = _category(fact.label)
    state.listing = True
    fact.confidence, fact.rule = 0.82, indicator
    if category:
        fact.indicator, fact.dimensions = indicator, {"category": category}
    return fact
