"""Open classes: what was disclosed by class (机构职能类192条), what was applied for by content (涉及征地的5件)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from report_parser.figures.classnames import LONGEST, LONGEST_OF_ALL, NAMED, category, is_name
from report_parser.figures.clauses import Item, residue, trimmed
from report_parser.figures.context import Fact, State, groups_of
from report_parser.figures.level import Level
from report_parser.figures.lexicon import Hit, domains

_BRACKET = re.compile(r"\((?!包括|含)[\u4e00-\u9fff、]{1,10}\)\s*$")
_INNER = re.compile(r"[\u4e00-\u9fff]\((?!包括|含)[\u4e00-\u9fff、]{1,10}\)[\u4e00-\u9fff]")
_PAPER_UNITS = frozenset({"条", "件", "篇", "份", "个", "则"})
UNITS = frozenset({"条", "件", "篇", "项", "份", "个", None, "则", "件次", "条次", "篇次"})
_ACTS = frozenset(
    {"disclose", "issue", "hold", "receive", "set_up", "visits", "proactive", "accept", "training", "press_conference"}
)
_NO_CLASS_GROUPS = frozenset({"way", "outcome", "reason", "result", "state"})
_OWN = frozenset({"response", "proactive", "meetings", "training", "resources"})
"""What a class may be named after all the same: 政策解读12条, 重要会议22条."""
_LISTING_ROLES = frozenset({"proactive", "preamble", "unknown"})
_LIST = 4
_LISTED_UNITS = frozenset({"条", "篇"})


def is_named(text: str, item: Item) -> bool:
    """True for a label that calls itself a class, by more than a word of the lexicon: 企业改制类."""
    assert item.label is not None
    return (
        bool(NAMED.search(text[item.label.start : item.label.end]))
        and len(residue(text, item.label.start, item.label.end, item.hits)) >= 2
    )


def _may_be_of_the_disclosed(level: Level, item: Item) -> bool:
    """Whether a number can count a class at all: this year's, in a unit of papers, where what was disclosed is spoken of."""
    state, unit = level.state, item.quantity.unit
    if state.cumulative or item.from_right or unit not in UNITS or (unit == "个" and not _may_be_papers(level, item)):
        return False
    return state.about() == "proactive" or _of_disclosed(level) or _only_classes(level)


def _may_be_papers(level: Level, item: Item) -> bool:
    """Whether 84个 counts papers: under the total, or of a named class (政策文件类84个) in a list."""
    under_total = level.state.whole is level.state.total.get("proactive")
    named = item.label is not None and bool(NAMED.search(level.text, item.label.start, item.label.end))
    return level.state.parts and (under_total or (named and level.siblings(item) >= _LIST))


def _last_of_ways(level: Level, item: Item) -> bool:
    """Whether all that stands beside a number under its whole are ways: 网站258条、微信公众号20条、公告3条."""
    whole = level.state.whole
    if len(level.row) > _MOST_WAYS:
        return False
    parts = [
        r for r in level.row if r.quantity.unit == item.quantity.unit and (not whole or r.quantity.start > whole.start)
    ]
    others = [r for r in parts if r is not item]
    return len(others) >= _FEW_WAYS and all("way" in groups_of(r.hits) for r in others)


_FEW_WAYS, _MOST_WAYS = 2, 16


def is_disclosed_class(level: Level, item: Item, own: list[str]) -> bool:
    """True for a class in a list of what was disclosed: 机构职能类192条、规范性文件30条."""
    state = level.state
    if _is_made_public(level, item):
        return True
    if item.label is None or not _may_be_of_the_disclosed(level, item):
        return False
    salient = [h for h in item.hits if not h.neutral]
    label = level.text[item.label.start : item.label.end]
    named = bool(NAMED.search(label))
    if _after_a_way(level, item) or _same_again(level, item):
        return False
    if _of_another_whole(level) or any("disclosed_count" in h.concepts for h in salient) or _of_interpretations(level):
        return False
    if own == ["response"] and (level.siblings(item) < 3 or (label.endswith("关切") and not _among_classes(level))):
        return False
    if not (named or state.parts) and any("online_interview" in h.concepts and len(h.word) > 2 for h in salient):
        return False
    listed = (state.parts or state.listing) and level.siblings(item) >= 3
    own_words = trimmed(level.text, item.label)
    plain = category(own_words)
    name = _without_shared_act(level, plain)
    titled = named or own_words.endswith("信息")
    if _closes_list(level, item):
        return is_name(name, titled=titled, longest=LONGEST_OF_ALL)
    told = not set(own) & _ANSWERS and _told_as_class(level, item)
    if own and not (own in (["response"], ["proactive"]) or named or told or (listed and set(own) <= _OWN)):
        return False
    if groups_of(salient) & _NO_CLASS_GROUPS:
        return False
    if not of_the_total(state, "proactive", item.quantity.unit) and level.siblings(item) < _LIST:
        return False
    if _STATED_AMONG_WAYS.match(label) and sum("way" in groups_of(r.hits) for r in level.row) >= 2:
        return False
    if not named and _last_of_ways(level, item):
        return False
    if own == ["response"] and label.startswith(_PUBLISHES):
        return False  # 发布政策解读材料41篇 is a statement of its own
    long = LONGEST_OF_ALL if (named or name != plain) and level.siblings(item) >= _LIST else LONGEST
    if not is_name(name, titled=titled and level.siblings(item) >= 3, longest=long):
        return False
    scoped = next((h for h in item.hits if {"own_scope", "whole_scope"} & h.concepts), None)
    if scoped and not (named and label.startswith("属于")):
        return False  # 我局信息12条; but 属于本单位业务类信息401条
    if named:
        return True
    act = _leading_act(level.text, item, salient)
    if act is not None:
        return _is_class_after_act(level, item, act, label, name)
    if _adds_up(level, item):
        return True
    if state.listing or (state.parts and ("proactive" in state.total or _of_disclosed(level))):
        return level.siblings(item) - any(f is state.whole for f in level.facts) >= 2
    if item.quantity.unit not in _LISTED_UNITS or any(_is_site(level, r) for r in level.row):
        return False
    least = _LIST - bool(_INTRODUCED.search(level.text, level.start, level.row[0].quantity.start))
    told = state.setting.role in _LISTING_ROLES and level.siblings(item) >= least
    return told or _only_classes(level)


_ANSWERS = frozenset({"requests", "review", "litigation", "consultation"})


def _after_a_way(level: Level, item: Item) -> bool:
    """True for 2、公示栏等公开栏,公示信息17条: what a way, named in the clause before, showed."""
    if len(item.left) < 2 or item.left[-1].before != ",":
        return False
    piece = item.left[-2]
    ways = [h for h in level.hits if piece.start <= h.start < piece.end and "way" in groups_of([h])]
    return bool(ways) and ways[-1].end == piece.end and not NAMED.search(trimmed(level.text, item.left[-1]))


def _same_again(level: Level, item: Item) -> bool:
    """True for 主动公开政府信息27条,信息公开目录信息更新27条,其中,…: the whole in other words, whose classes follow."""
    total = level.state.total.get("proactive")
    following = next((r for r in level.row if r.quantity.start > item.quantity.start), None)
    again = total is not None and total.value == item.quantity.value and following is not None
    return bool(again and following is not None and "其中" in level.prefix(following))


def _told_as_class(level: Level, item: Item) -> bool:
    """True in a list of four and more 公开…信息N条: 公开价格和收费信息412条 is one of them, whatever else its words name."""
    labels = [trimmed(level.text, r.label) for r in level.row if r.label is not None and r.quantity.unit == "条"]
    own = trimmed(level.text, item.label) if item.label is not None else ""
    alike = sum(label.endswith("信息") for label in labels)
    return alike >= _LIST and own.endswith("信息")


def _is_site(level: Level, item: Item) -> bool:
    """True for a label that names a website: 县政府网20条,党政网40条 are places of publication, and so are their neighbours."""
    return item.label is not None and trimmed(level.text, item.label).endswith(("网", "网站"))


def _is_class_after_act(level: Level, item: Item, act: Hit, label: str, name: str) -> bool:
    """True for 公开财政信息176条 in a list: what the verb made public is one class of it."""
    assert item.label is not None
    if _beside_another_site(level, item) or _counted_up_alone(level, item, act):
        return False
    if name.startswith("各类") or name.endswith("等") or name in _NO_CLASS_OF_ITS_OWN:
        return False  # 更新各类商务信息, 主动公开政务信息: all there is, no class
    if name in _STATEMENTS and item.quantity.unit != "条":
        return False  # 公开规范性文件1份
    start = item.left[0].start
    if any(start <= h.start < item.label.start and h.concepts & _ACCOUNTS for h in level.hits):
        return False  # 开通官方微信,推送旅游信息212条
    siblings, proactive = level.siblings(item), "proactive" in act.concepts
    titled = trimmed(level.text, item.label).endswith("信息")
    listed = siblings >= _LIST - 1 and (level.state.parts or _only_classes(level))
    told = level.state.setting.role == "proactive" if proactive else "disclose" in act.concepts and (titled or listed)
    rest = residue(level.text, act.end, item.label.end, item.hits)
    named = len(name) >= 2 and (len(rest) >= 2 or listed or (titled and siblings >= _LIST))
    return told and named and siblings >= (3 if proactive else 2)


def _only_classes(level: Level) -> bool:
    """True for a sentence of nothing but kinds of papers: 发布工作动态90条,通知公告7条,招聘信息18条,采购信息5条.

    With their shares two are enough, if these make the whole: 发布业务信息301条,占71%;其他信息121条,占29%.
    """
    words = [h for r in level.row for h in r.hits if not h.neutral]
    before = level.row[0].quantity.start
    published = any("disclose" in h.concepts for h in level.hits if h.end <= before)
    published = published or _DIVIDED.search(level.text[level.start : before]) is not None
    counts = [r for r in level.row if r.quantity.unit != "%"]
    shares = [float(r.quantity.value) for r in level.row if r.quantity.unit == "%"]
    if shares and (len(shares) != len(counts) or abs(sum(shares) - 100) > 1):
        return False
    told = bool(_INTRODUCED.search(level.text, level.start, level.row[0].quantity.start))
    joined = all(r.left[-1].before == "、" for r in counts[1:])
    least = 2 if shares else _LIST - (told or joined)
    lines = [r for r in counts if r.quantity.unit in _LISTED_UNITS]
    alike = (
        len(lines) >= max(2, least - 1) and all(r.quantity.unit in _PRINTED for r in counts) and len(counts) >= least
    )
    explained = [r for r in counts if domains(h for h in r.hits if not h.neutral)]
    few = 3 * len(explained) <= len(counts) and counts[0] not in explained
    titled = all(r.label is not None and trimmed(level.text, r.label).endswith("信息") for r in counts)
    if titled and len(counts) >= _LIST:
        return published and alike and few
    return published and alike and few and not groups_of(words) and set(domains(words)) <= {"response", "meetings"}


_DIVIDED = re.compile(
    r"(?:从|按)[^,;。]{0,6}(?:信息|公开)[^,;。]{0,8}(?:看|分|划分)[,:]|^\(?\d*[).、]?[\u4e00-\u9fff]{2,10}类:"
)
"""从信息内容分类看, 公示公告类: what was disclosed is divided."""
_PRINTED = _LISTED_UNITS | {"份", "件"}
_INTRODUCED = re.compile(r"其中|包括|(?:如下|情况(?:为|是)?)[:,]")


def _counted_up_alone(level: Level, item: Item, act: Hit) -> bool:
    """True for 主动公开信息220条,全年累计公开补贴发放信息68条: a count for itself, no class beside others."""
    assert item.label is not None
    return item is level.row[-1] and "累计" in level.text[item.label.start : act.start]


def _beside_another_site(level: Level, item: Item) -> bool:
    """True after what was put on a website that is not the issuer's alone: 在市政府门户网站更新目录信息420条,发布动态信息150条."""
    at = level.place(item)
    if not at or at > len(level.facts) or level.state.parts:
        return False
    hits = {c for h in level.row[at - 1].hits for c in h.concepts}
    return level.facts[-1].indicator is None and {"website", "disclose"} <= hits


DISCLOSED = re.compile(
    r"(?:公开|发布|公布|制作).{0,8}信息|信息(?:公开|发布|公布)|^(?:共)?(?:公开|发布)(?:各类)?(?:文件)?$"
)


_PUBLISHES = ("发布", "公开", "制作", "编发", "推出", "更新", "推送", "开展")


def _among_classes(level: Level) -> bool:
    """True right after a class in a list: 财政资金信息145条;回应关切251条."""
    return bool(level.facts) and level.facts[-1].indicator == "proactive.by_topic"


def _adds_up(level: Level, item: Item) -> bool:
    """True where three or more parts of one unit come to just the number of what was disclosed before them."""
    whole = level.state.whole if level.state.parts else None
    if whole is None or not (whole.indicator or "").startswith(("proactive.total", "proactive.by_channel")):
        return False
    here = any(f is whole for f in level.facts)
    parts = [r.quantity for r in level.row if not here or r.quantity.start > whole.start]
    alike = list(itertools.takewhile(lambda q: q.unit in (whole.unit, None, "%"), parts))
    counts = [float(q.value) for q in alike if q.unit != "%"]
    return item.quantity in alike and len(counts) >= _LEAST_PARTS and whole.value in itertools.accumulate(counts)


def _closes_list(level: Level, item: Item) -> bool:
    """True in a list of classes that comes to its whole, half of which and more no word of another meaning names: 工作简报类48条 among them is one too."""
    if not _adds_up(level, item) or _is_channel(level, item):
        return False
    labels = [[h for h in r.hits if not h.neutral] for r in level.row if r.quantity.unit == item.quantity.unit]
    plain = [not groups_of(hits) & _NO_CLASS_GROUPS and not domains(hits) for hits in labels]
    return 2 * sum(plain) >= len(plain)


def _is_channel(level: Level, item: Item) -> bool:
    """True for 微博转发政务信息184条, 其他方式15条: a way, with nothing beyond it but that it published."""
    assert item.label is not None
    ways = [h for h in item.hits if "way" in groups_of([h])]
    if (
        not ways
        or all(h.word.endswith("简报") for h in ways)
        or NAMED.search(level.text[item.label.start : item.label.end])
    ):
        return False
    rest = residue(level.text, item.label.start, item.label.end, item.hits)
    return len(rest) < _OWN_WORD or any(h.concepts & {"disclose", "forward"} for h in item.hits)


_OWN_WORD = 2
_LEAST_PARTS = 3
_STATED_AMONG_WAYS = re.compile(r"(?:行政)?规范性文件数")
"""其中网站公开240条,其他方式公开209条,规范性文件数1条: no class among ways of publishing."""
_NO_CLASS_OF_ITS_OWN = frozenset({"重点领域", "政务", "政府", "信息", "信息数", "政府信息数"})
_ACCOUNTS = frozenset({"wechat", "weibo", "weibo_wechat", "new_media", "app"})
_STATEMENTS = frozenset({"规范性文件", "行政规范性文件"})
_WHOLES = (None, "proactive.total", "proactive.by_channel.website")


def _of_disclosed(level: Level) -> bool:
    """True where the parts are those of a count of what was disclosed: 重点领域信息公开218条,其中营商环境信息27条."""
    state = level.state
    whole = state.whole
    return (
        state.parts
        and whole is not None
        and whole.unit in ("条", "篇", "条次", "篇次")
        and (
            whole.indicator == "proactive.total"
            or (whole.indicator in _WHOLES and any(f is whole for f in level.facts))
        )
        and bool(DISCLOSED.search(whole.label))
    )


def _of_interpretations(level: Level) -> bool:
    """True where the parts are those of interpretations, replies and the like: 解读材料1108篇,其中图解类98篇."""
    whole = level.facts[-1] if level.facts else level.state.whole
    return level.state.parts and whole is not None and (whole.indicator or "").startswith("response.")


def _of_another_whole(level: Level) -> bool:
    """True where the parts are those of a count in this sentence that is not what was disclosed: 文件86件,其中行政规范性文件5件."""
    state = level.state
    whole = state.whole
    here = whole is not None and any(f is whole for f in level.facts)
    if whole is not None and (whole.indicator or "").startswith("proactive.by_channel"):
        return False
    return state.parts and here and whole is not state.total.get("proactive") and not _of_disclosed(level)


_MADE_PUBLIC = re.compile(r"信息公开(?:共|达)?$")


def _is_made_public(level: Level, item: Item) -> bool:
    """True in a list of fields built alike: 保障性住房信息公开3284条,食品药品安全信息公开9416条,环境保护信息公开5127条."""
    if item.label is None or item.quantity.unit != "条":
        return False
    if not _MADE_PUBLIC.search(level.text[item.label.start : item.label.end]):
        return False
    labels = [
        level.text[r.label.start : r.label.end] for r in level.row if r.label is not None and r.quantity.unit == "条"
    ]
    if sum(bool(_MADE_PUBLIC.search(label)) for label in labels) < 3:
        return False
    return is_name(category(trimmed(level.text, item.label)))


def of_the_total(state: State, domain: str, unit: str | None) -> bool:
    """True where a class is counted in the unit of its total, or no total is known."""
    total = state.total.get(domain)
    of_it = total is state.whole and state.parts
    return total is None or total.unit == unit or (of_it and {unit, total.unit} <= _PAPER_UNITS | {None})


def as_class(level: Level, item: Item, fact: Fact, indicator: str) -> Fact:
    """Makes a fact a class of an open list; a bracket right before the number is part of its name (办事事项(居民))."""
    level.state.listing = True
    bracket = _BRACKET.search(level.full[item.label.start : item.quantity.left]) if item.label else None
    inner = _INNER.search(level.full[item.label.start : item.label.end]) if item.label and not bracket else None
    inner = None if inner and "下同" in inner[0] else inner
    name = category(trimmed(level.full, item.label)) if inner and item.label else category(fact.label)
    if _is_made_public(level, item):
        name = name.removesuffix("公开").removesuffix("信息")
    elif _all_made_public(level, name):
        name = name.removesuffix("公开")
    name = _without_shared_act(level, name)
    fact.indicator, fact.dimensions = indicator, {"category": name + (bracket[0].strip() if bracket else "")}
    fact.confidence, fact.rule, fact.scope = 0.82, indicator, level.state.scope
    return fact


def _without_shared_act(level: Level, name: str) -> str:
    """The name without what was done with each class of the list: 工作动态发布300条,通知公告发布200条,财政信息发布50条; of ways it is all there is."""
    act = name[-2:]
    if act not in ("发布", "更新"):
        return name
    alike = [r for r in level.row if r.label is not None and trimmed(level.text, r.label).endswith(act)]
    if len(alike) < _LEAST_PARTS or any("way" in groups_of(r.hits) for r in alike):
        return name
    return name.removesuffix(act).removesuffix("信息")


_OWN_NAME = re.compile(r"(?:信息|政务|村务|厂务|警务|院务|校务|党务)公开$")


def _all_made_public(level: Level, name: str) -> bool:
    """True for 工作动态公开106条,民生价格公开396条: what was made public, no part of the name."""
    if not name.endswith("公开") or len(name) < _LIST or _OWN_NAME.search(name):
        return False
    labels = [trimmed(level.text, r.label) for r in level.row if r.label is not None]
    made = [label for label in labels if label.endswith("公开")]
    return sum(not _OWN_NAME.search(label) for label in made) > 1 or len(made) >= _LIST


def _leading_act(text: str, item: Item, salient: Sequence[Hit]) -> Hit | None:
    """The act at the head of a label, if it has an object (公开财政信息; but 公示公告 is a noun)."""
    assert item.label is not None
    if not salient or not (salient[0].concepts & _ACTS) or residue(text, item.label.start, salient[0].start, item.hits):
        return None
    act = salient[0]
    objects = [
        h
        for h in item.hits
        if h.start >= act.end and not (h.concepts & _ACTS) and (not h.neutral or "info" in h.concepts)
    ]
    return act if objects or residue(text, act.end, item.label.end, item.hits) else None
