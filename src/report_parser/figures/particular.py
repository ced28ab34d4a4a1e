"""Readings of a number that the words around it tell only together: a grand total, the year's part of all years, another intake."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item, clause_patterns, trimmed
from report_parser.figures.context import Fact, groups_of
from report_parser.figures.intake import among_refusals
from report_parser.figures.level import Level
from report_parser.figures.lexicon import within

GRAND = re.compile(r"(?:总计|合计|共计|总共|共)\s*$")
GRAND_TOTALS = {
    "proactive": "proactive.total", "requests": "requests.received", "consultation": "consultation.total", "fees": "fees.collected",
    "resources": "resources.staff",
}  # fmt: skip


def narrow_to_class(level: Level, item: Item, fact: Fact) -> bool:
    """门户网站发布政务动态类信息11272条,信息公开目录信息12976条: what was published there is a class, whose name alone is the label."""
    label = item.label
    if label is None or item.from_right or fact.unit != "条" or level.siblings(item) < 2:
        return False
    acts = [
        h
        for h in item.hits
        if "disclose" in h.concepts and any("way" in groups_of([w]) and w.end <= h.start for w in item.hits)
    ]
    acts = acts or [h for h in item.hits if "way" in groups_of([h]) and h.word.endswith(("公开", "发布"))]
    if not acts or not _CLASS_NAMED.search(level.text[acts[-1].end : label.end]):
        return False
    item.label = label._replace(start=acts[-1].end + level.text.startswith("的", acts[-1].end))
    item.hits = [h for h in item.hits if h.start >= acts[-1].end]
    fact.label = trimmed(level.text, item.label)
    level.state.listing, level.state.domain = True, "proactive"
    return True


_CLASS_NAMED = re.compile(r"^的?.{1,11}[^各]类(?:政府|政务)?信息$")


_OF_YEARS = re.compile(r"[两二三四五六七八九十几]年(?:来|间)?(?:共|合计|累计|总)")


def is_grand_total(level: Level, item: Item, fact: Fact) -> bool:
    """True for 总计2401条 after two or more counts of what was disclosed, or of the applications received, that add up to it."""
    about = level.state.about()
    if trimmed(level.text, item.left[-1]) or about not in GRAND_TOTALS or not GRAND.search(level.near(item)):
        return False
    alike = [f for f in level.facts if f.unit == fact.unit and f.year == fact.year]
    if _OF_YEARS.search(level.near(item)):
        return False  # 2016年860条,2017年1090条,两年共1950条
    if len(alike) < 2 or any(f.indicator == "requests.carried_in" for f in alike):
        return False  # 新收21件,上年结转3件,共计24件: all in hand
    near = level.near(item).rstrip()
    if (
        about == "proactive"
        and fact.unit == "条"
        and "proactive" not in level.state.total
        and len(near.strip(",;")) > 1
    ):
        return True
    words = {"requests": "申请", "consultation": "咨询"}.get(about, "")
    named = any((f.indicator or "").startswith(GRAND_TOTALS[about]) or (words and words in f.label) for f in alike)
    return bool(named) and sum(f.value for f in alike) == fact.value


def is_other_outcome(level: Level, fact: Fact) -> bool:
    """True for 其他13件 at the end of a list of outcomes; among the reasons of a refusal it is none."""
    if fact.label not in ("其他", "其它"):
        return False
    if among_refusals(level, fact):
        return False
    outcomes = [f for f in level.facts if (f.indicator or "").startswith("outcome.") and f.unit == fact.unit]
    whole = level.state.whole
    reasons = whole is not None and (whole.indicator or "").startswith("outcome.") and level.state.parts
    return len(outcomes) >= 2 and not reasons


_THIS_YEARS = re.compile(
    r"[,;。、]?(?:其中)?[,:、]?(?:(?P<year>20\d{2})年(?:度)?|本年(?:度)?|今年)(?:新增|共|为|有|点击|访问|浏览)?"
)
_OF_THE_YEAR = {"proactive.cumulative": "proactive.total", "requests.cumulative": "requests.received"}


def _yearly(whole: Fact) -> str | None:
    """The indicator of the year's own part of a cumulative count; visits have none for all years."""
    if whole.indicator is None and whole.rule.startswith("platform.") and whole.rule.endswith(" cumulative"):
        return whole.rule.partition("#")[0]
    return _OF_THE_YEAR.get(whole.indicator or "")


def _takes_visits_of_all_years(before: Fact, fact: Fact) -> bool:
    """True, with what was read before undone, for 总访问量累计达52万次,其中本年度14万次."""
    visits = (before.indicator or "").startswith("platform.") and before.unit == fact.unit
    if visits and before.value > fact.value:
        before.indicator, before.rule = None, f"{before.rule} cumulative"
        return True
    return False


def is_this_years_part(level: Level, item: Item, fact: Fact) -> bool:
    """True, with the fact filled, for 累计受理申请7件。其中2016年2件: the year's own part of a cumulative total."""
    whole = level.state.whole
    if whole is None and not level.facts:
        return False
    said = _THIS_YEARS.fullmatch(level.prefix(item).strip())
    if said is not None and level.facts and _takes_visits_of_all_years(level.facts[-1], fact):
        whole = level.facts[-1]
    if said is None or whole is None or _yearly(whole) is None or whole.unit != fact.unit:
        return False
    if fact.value > whole.value or (said["year"] and int(said["year"]) != level.state.setting.year):
        return False
    fact.indicator, fact.label, fact.rule, fact.confidence = (
        _yearly(whole),
        whole.label,
        "this year's part",
        0.85,
    )
    fact.year = level.state.setting.year
    return True


_THIS_YEAR_TOO = re.compile(
    r"[,;](?:而|则)?(?:(?P<year>20\d{2})年(?:度)?|本年(?:度)?|今年)(?:共|新|则|仅|只|为|是|有)*(?:收到|受理|接到|公开|发布|办理|办结|召开|举办)?(?:了|到)?"
)


_EARLIER = re.compile(r"^(?:去年|上一?年度?|20\d{2}年度?)(?:度)?")


def is_this_year_too(level: Level, item: Item, fact: Fact) -> bool:
    """True, with the fact filled, for 去年收到依申请公开12件,今年收到9件: what was counted of the year before."""
    before, year = level.facts[-1] if level.facts else None, level.state.setting.year
    if (
        before is None
        or before.indicator is None
        or year is None
        or before.year != year - 1
        or before.unit != fact.unit
    ):
        return False
    said = _THIS_YEAR_TOO.fullmatch(level.prefix(item).strip())
    if said is None or int(said["year"] or year) != year:
        return False
    fact.indicator, fact.dimensions, fact.label = (
        before.indicator,
        dict(before.dimensions),
        _EARLIER.sub("", before.label),
    )
    fact.rule, fact.confidence, fact.year = "this year too", 0.85, year
    return True


_LEFT_OVER = re.compile(
    r"(?:上一?年度?|去年|20(?P<year>\d\d)年度?)(?:申请)?(?:结转|转结|遗留|延续|未办结|未办理完毕|收到)(?:下来|至今年|到今年|至本年度?)?(?:的)?$"
)
_REACH_BACK = 20


def is_left_over(level: Level, item: Item, fact: Fact) -> bool:
    """True, with the fact filled, for 去年结转的2件申请已办结: carried in, whatever became of it this year."""
    state, start = level.state, max(level.start, item.quantity.left - _REACH_BACK)
    said = _LEFT_OVER.search(level.text[start : item.quantity.left].rstrip())
    if said is None or not item.from_right or state.about() not in ("requests", None):
        return False
    earlier = said["year"] is None or int(said["year"]) + 2000 == (state.setting.year or 0) - 1
    if not earlier or not _HANDLED_THIS_YEAR.search(level.text, item.quantity.right, item.stop):
        return False
    fact.indicator, fact.rule, fact.confidence = "requests.carried_in", "left over", 0.88
    fact.year = state.setting.year
    return True


_HANDLED_THIS_YEAR = re.compile(r"办结|答复|回复|办理完毕|处理完毕")


_ROUTES = {
    "direct": re.compile(r"未经(?:行政)?复议(?:而)?直接(?:起诉|提起(?:行政)?诉讼)$"),
    "after_review": re.compile(r"(?:经)?(?:行政)?复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)$"),
}


def is_route(level: Level, item: Item, fact: Fact) -> bool:
    """True, with the fact filled, for 未经复议直接起诉1件,复议后起诉2件: lawsuits by the way they came."""
    route = next((name for name, words in _ROUTES.items() if words.search(fact.label)), None)
    if route is None or item.quantity.unit not in ("件", "宗", "起", None):
        return False
    fact.indicator, fact.dimensions, fact.rule, fact.confidence = "litigation.total", {"route": route}, "route", 0.9
    return True


def narrow_to_among(level: Level, item: Item, fact: Fact) -> None:
    """在网站上主动公开的政府信息中便民服务信息6条: what follows 中 is what was counted."""
    label = item.label
    among = clause_patterns()["among_disclosed"].search(level.text, label.start, label.end) if label else None
    if label is None or item.from_right or among is None or label.end - among.end() < _LEAST_NAME:
        return
    item.label = label._replace(start=among.end())
    item.hits = [h for h in item.hits if h.start >= among.end()]
    fact.label = trimmed(level.text, item.label)


_LEAST_NAME = 2


def narrow_to_appeal(level: Level, item: Item, fact: Fact) -> None:
    """对部分公开的答复不服申请行政复议1件: what was not accepted is no answer counted here."""
    label = item.label
    at = level.text.find("不服", label.start, label.end) if label is not None else -1
    if label is None or item.from_right or at < 0 or label.end - at < _LEAST_NAME + 2:
        return
    item.label = label._replace(start=at + 2)
    item.hits = [h for h in item.hits if h.start >= at]
    fact.label = trimmed(level.text, item.label)


def take_class_before_colon(level: Level, item: Item, fact: Fact) -> None:
    """业务管理类信息:主动公开2条: what was made public is the class before the colon."""
    if fact.label not in ("主动公开", "公开") or item.left[-1].before != ":" or len(item.left) < 2:
        return
    named = item.left[-2]
    if _CLASS_NAMED.search(level.text[named.start : named.end]):
        item.label, item.hits = named, within(level.hits, named.start, named.end)
        fact.label, level.state.listing = trimmed(level.text, named), True


def is_bare_grant(level: Level, item: Item, fact: Fact) -> bool:
    """True for 公开1份;不予公开1份 after the number of applications: what was made public is an answer to one."""
    if fact.label not in ("公开", "已公开", "可公开", "公开答复") or level.state.about() != "requests":
        return False
    others = [r for r in level.row if r is not item and "outcome" in groups_of(r.hits)]
    total = level.state.total.get("requests")
    return bool(others) and total is not None and total.unit == fact.unit and fact.value <= total.value
