"""The wording rules tried on an item: by its own words first, then with what the clause leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_parser.figures.clauses import VERBS, Item, residue, trimmed
from report_parser.figures.context import groups_of
from report_parser.figures.fits import fits
from report_parser.figures.level import Level
from report_parser.figures.lexicon import Hit, cut_hits, within
from report_parser.figures.rules import Match, match_rules
from report_parser.figures.ways import (
    DISCLOSES,
    after_website,
    by_another_way,
    leading_way,
    subject,
    through_site,
    through_something,
    told_by_media,
)

_SHARED_VERBS = frozenset({"disclose", "proactive", "issue", "hold"})
_EVENTS = frozenset({"press_conference", "online_interview"})
_PLACED = frozenset({"visits", "visitor", "receive_visitors"})
_OF_A_PLACE = frozenset({"visits", "visitor", "receive_visitors", "principal"})
_ACCOUNTS = frozenset({"wechat", "weibo", "weibo_wechat", "new_media", "app"})
PLACES = frozenset({"website", "column", "reading_point"})


def find_matches(level: Level, item: Item) -> list[Match]:
    """Returns the rules that read an item, best first; empty where none does."""
    state = level.state
    if _is_excepted(level, item):
        return []
    salient = [h for h in item.hits if not h.neutral]
    matches = _match(level, item, _who_came(level, item) or item.hits)
    if matches and matches[0].rule.name == "proactive.total#2":
        matches = _match(level, item, [*subject(level, item), *item.hits]) or matches
        if matches[0].rule.whole and (
            through_something(level, item) or _is_part(level, item) or after_website(level, item) or _only_notices(item)
        ):
            return []
    if matches and matches[0].rule.name.startswith("proactive.total"):
        if by_another_way(level, item) or told_by_media(level, item):
            return []
        if _until_now(level, item) or _only_related(level, item):
            return []
        matches = _match(level, item, [*through_site(level, item), *item.hits]) or matches
    if matches and matches[0].rule.name == "proactive.total#1" and (way := leading_way(level, item)):
        return [m for m in _match(level, item, [*way, *item.hits]) if m.rule.name.startswith("proactive.by_channel")]
    readings = iter(()) if matches else _readings(level, item, salient)
    while not matches and (words := next(readings, None)) is not None:
        matches = _match(level, item, words)
        if words[:1] == list(state.verbs[:1]):
            matches = [m for m in matches if not (m.rule.whole or m.rule.part)]
        elif words[:1] == subject(level, item)[:1] and not any(h.concepts & _OF_A_PLACE for h in salient):
            matches = [m for m in matches if m.rule.name.startswith("proactive.by_channel")]
    if matches and matches[0].rule.name.startswith("proactive.total") and by_another_way(level, item):
        return []
    matches = _of_named_documents(level, item, matches)
    if matches and matches[0].rule.domain == "training" and _trains_others(level, item):
        return []
    if not matches and all(h.concepts & VERBS for h in salient) and state.whole is not None:
        unsaid = _says_nothing(level, item) and (
            state.cumulative or (salient and state.whole.rule.endswith("cumulative"))
        )
        matches = [m for m in _match(level, item, list(state.whole_hits), fit=False) if m.rule.whole] if unsaid else []
    state.verbs = tuple(h for h in salient if h.concepts & _SHARED_VERBS) or state.verbs
    return matches


_A_BODY = re.compile(r"^(?![全我本]).*(?:部门|单位|机关|[市县区镇乡]|街道|[局委办厅])(?:\([^()]*\))?$")


def _says_nothing(level: Level, item: Item) -> bool:
    """True for a number that has no words of its own but the whole's verb: 历年累计公开1652条."""
    assert item.label is not None
    salient = [h for h in item.hits if not h.neutral]
    verbs = all(h.concepts & DISCLOSES for h in salient)
    own = trimmed(level.text, item.label)
    if _A_BODY.search(own) or own.startswith(("其他", "其它", "其余")):
        return False  # 其中市级部门42318条
    return verbs and len(residue(level.text, item.label.start, item.label.end, item.hits)) <= 2


_NOTICES = frozenset({"公告", "公示"})


def _only_notices(item: Item) -> bool:
    """True for 公告和公示信息共计3120条, 招标公告信息41条: one kind."""
    return all(h.word in _NOTICES for h in item.hits if "disclose" in h.concepts)


_TARIFF = re.compile(r"/[份页张条件次]")
_EACH = re.compile(r"每[份页张条件次][^,;。]{0,6}$")
"""收取工本费5元/份, 每份收取3元: a tariff, no sum."""
_EXCEPT = re.compile(r"除(?:了|有|约|为)?$|(?:不少于|不低于)$")


def _is_excepted(level: Level, item: Item) -> bool:
    """True for 除2件依申请公开外 (an exception) and 不少于2次业务培训 (a demand): what is counted so is no fact of the year.

    But 除3件结转下年度外 tells how many were carried over.
    """
    if _TARIFF.match(level.text, item.quantity.right) or _EACH.search(level.prefix(item)):
        return True
    said = _EXCEPT.search(level.text[item.left[0].start : item.quantity.start].rstrip())
    return said is not None and not any("carried_out" in h.concepts for h in item.hits)


def _of_named_documents(level: Level, item: Item, matches: list[Match]) -> list[Match]:
    """制发规范性文件1862件,主动公开1799件: a bare verb after documents is about the documents."""
    bare = (
        bool(matches)
        and matches[0].rule.name == "proactive.total#1"
        and not any("info" in h.concepts for h in item.hits)
    )
    documents = [h for h in level.state.last_hits if "normative" in h.concepts] if bare else []
    if not documents:
        return matches
    beside = (
        bool(level.facts)
        and level.facts[-1].unit == item.quantity.unit
        and item.left[0].start == level.row[level.place(item) - 1].quantity.right
    )
    if not (beside and level.place(item) > 0):
        return matches
    return _match(level, item, [*documents, *item.hits], fit=False) or matches


def _trains_others(level: Level, item: Item) -> bool:
    """True where the sentence has named whom or what else the training was for: 举办职业农民培训班12期,培训1086人次."""
    named = [h for h in level.hits if "other_subject" in h.concepts and h.start < item.quantity.start]
    if not named or any(f.indicator == "training.sessions" and f.start > named[-1].start for f in level.facts):
        return False
    return not _ON_DISCLOSURE.search(level.text, item.left[0].start, item.quantity.left)


_ON_DISCLOSURE = re.compile(r"(?:信息|政务)公开")


def _readings(level: Level, item: Item, salient: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Yields other ways to read a label: as jieba cuts it; with the verb, the event or the place that the clause before named."""
    assert item.label is not None
    state = level.state
    if salient and not any("block" in h.concepts for h in salient) and (cut := _other_cut(level, item)) != item.hits:
        yield cut
    if len(item.left) > 1 and _AMONG.search(level.text, item.left[-2].start, item.left[-2].end):
        yield [*within(level.hits, item.left[-2].start, item.left[-2].end), *item.hits]
    if state.verbs and item.label.before in ("、", ",", ";") and not any(h.concepts & _SHARED_VERBS for h in salient):
        yield [*state.verbs, *item.hits]
    if _discloses_papers(level, item, salient) and (way := subject(level, item)):
        yield [*way, *item.hits]
    ahead = [h for h in level.hits if item.quantity.right <= h.start < item.stop and "carried_out" in h.concepts]
    if ahead and (item.from_right or _REST.match(level.text[item.left[-1].start : item.quantity.left])):
        yield ahead
    visits = [h for h in state.last_hits if "visits" in h.concepts]
    if visits and state.parts and salient and all(h.concepts & PLACES for h in salient):
        yield [*item.hits, *visits]
    trained = [h for h in level.hits if "training" in h.concepts and h.start < item.quantity.start]
    if trained and any("attend" in h.concepts for h in salient) and all(h.concepts & _ATTENDING for h in salient):
        yield [trained[-1], *item.hits]
    if (listed := _by_a_way(level, item, salient)) is not None:
        yield listed
    if any("principal" in h.concepts for h in salient):
        yield [*(h for h in state.last_hits if h.concepts & _EVENTS), *item.hits]
    if any(h.concepts & _PLACED for h in salient) and (place := _place(level, item)):
        yield [*place, *item.hits]


def _other_cut(level: Level, item: Item) -> list[Hit]:
    """The words of a label as jieba cuts it; what a pattern has read as a whole stays whole."""
    assert item.label is not None
    found = cut_hits(level.text, item.label.start, item.label.end)
    whole = [h for h in item.hits if "function" in h.concepts and h.end - h.start > 2]
    return [h for h in found if not any(w.start <= h.start and h.end <= w.end and h.word != w.word for w in whole)]


_AMONG = re.compile(r"公开(?:的)?(?:政府|政务)?信息(?:当)?中$")
"""2010年主动公开政府信息中,共公开17条."""
_ATTENDING = frozenset({"attend", "staff", "trainee"})
_PAPERS = re.compile(
    r"(?:各类|各种|有关|相关|重要|新闻)*(?:文件|稿件|图文|文章|消息|新闻|作品|视频|[\u4e00-\u9fff]{2,3}信息)?"
)


_SUCH_PAPERS = re.compile(
    r"[^,;。\d]{2,20}(?:及|和|与)(?:各类)(?:政务|政府|工作)?信息|[^,;。\d]{2,30}等(?:各类|方面|[\u4e00-\u9fff]{2})?(?:稿件|文章|图文|推文|信息)|[市县区省镇州旗]?(?:人民)?政府[^,;。、\d]{0,10}文件|[^,;。\d]{2,30}等(?:内容)?"
)


def _discloses_papers(level: Level, item: Item, salient: Sequence[Hit]) -> bool:
    """True for 刊登文件52件, 推送稿件316篇: a bare act of publishing, the way of which was named before."""
    assert item.label is not None
    acts = [h for h in salient if "disclose" in h.concepts]
    if not acts or "way" in groups_of(salient) or item.from_right:
        return False
    what = level.text[acts[-1].end : item.label.end].strip(" 共计约近达到为有")
    return bool(_PAPERS.fullmatch(what) or _SUCH_PAPERS.fullmatch(what))


_CAME = re.compile(r"(?:参加|参训|受训|接受)(?:了)?(?:此次|本次|这次)?(?:培训|学习|考试|[,;。]|$)")


def _who_came(level: Level, item: Item) -> list[Hit]:
    """The words for those who came to a training counted right before: 举办培训班2期,工作人员和技术骨干共400人参加."""
    held = bool(level.facts) and level.facts[-1].indicator == "training.sessions"
    if not held or not _CAME.match(level.text, item.quantity.right):
        return []
    trained = [h for h in level.hits if "training" in h.concepts and h.start < item.quantity.start]
    return [*trained[-1:], *(h for h in item.hits if h.concepts & _ATTENDING)]


def _by_a_way(level: Level, item: Item, salient: Sequence[Hit]) -> list[Hit] | None:
    """The words up to the act in 通过微信公众号发布工作动态、服务信息、通知公告等158条: kinds that stand for all it published."""
    assert item.label is not None
    acts = [h for h in salient if "disclose" in h.concepts]
    if not acts or "way" not in groups_of(h for h in salient if h.end <= acts[0].start):
        return None
    what = level.text[acts[0].end : item.quantity.left]
    return [h for h in item.hits if h.end <= acts[0].end] if _KINDS_OF_IT.fullmatch(what.strip()) else None


_KINDS_OF_IT = re.compile(
    r"(?:[^,;。、\d]{2,10}、){2,}[^,;。、\d]{2,12}等(?:在内的)?(?:各类|各方面|方面|多类)?(?:政府|政务)?(?:信息|内容|稿件|文章|图文|推文)?(?:共计|合计|共)?(?:约|近)?"
)
_REST = re.compile(r"(?:其余|另|尚|还|余下|剩余|剩下|仍|有|未)")


def _place(level: Level, item: Item) -> list[Hit]:
    """The website, column or reading point that was named last before a count of visits."""
    visited = any("visits" in h.concepts for h in item.hits)
    if any(h.word.startswith("阅读") for h in item.hits):
        return []  # 推出专栏,累计阅读量86万人次: of what was published there
    kinds = PLACES if visited else PLACES - {"website", "column"}
    before = [h for h in level.hits if h.start < item.quantity.start and h.concepts & kinds and h not in item.hits]
    accounts = [h for h in level.hits if h.start < item.quantity.start and h.concepts & _ACCOUNTS]
    if accounts and (not before or accounts[-1].start > before[-1].start):
        return []  # 门户网站发布信息482条,微信公众号推送文章316篇,阅读量58.6万次
    if before and "website" in before[0].concepts and not any(h.start >= item.left[-1].start for h in before):
        return before[:1]
    return before[-1:] or list(level.state.place)


def _is_part(level: Level, item: Item) -> bool:
    """True in a list of parts of what was disclosed: 其中政务动态信息2846条,公告公示信息412条."""
    included = level.prefix(item).lstrip("( ").startswith(("含", "包括", "其中含"))
    if (item.left[-1].before == ":" or not level.place(item)) and level.near(item).startswith(("累计", "共", "全年")):
        return False  # 主要类别情况:累计公开各类信息195条
    return included or (level.state.parts and level.siblings(item) >= 3)


_RELATED = re.compile(r"(?<!主动)(?:发布|推送|公布|发出)(?:了)?(?:相关|有关)(?:工作)?信息")


def _only_related(level: Level, item: Item) -> bool:
    """True for 全年发布相关信息1000条: of what the sentence was about, not of all."""
    assert item.label is not None
    return bool(_RELATED.search(level.text, item.label.start, max(item.label.end, item.quantity.left)))


def _until_now(level: Level, item: Item) -> bool:
    """True for 截止12月底,我委已主动公开信息5200多条: since when is not said."""
    return bool(_BY_THE_END.search(level.prefix(item)))


_BY_THE_END = re.compile(
    r"(?:截至|截止|到20\d\d年)[^,;。]{0,16}[底末日],[^,;。全本今]{0,8}(?:我|本)?[^,;。全本今累]{0,4}已(?:经)?(?:主动)?公开"
)
_YEAR = re.compile(r"20\d{2}")


def _is_this_year(hit: Hit, year: int | None) -> bool:
    """True for 在2009年答复 in the report for 2009: nothing was carried over."""
    named = _YEAR.search(hit.word)
    return named is not None and year is not None and int(named[0]) <= year


def _match(level: Level, item: Item, hits: Sequence[Hit], *, fit: bool = True) -> list[Match]:
    state = level.state
    is_head = "requests" not in state.total
    hits = [h for h in hits if "carried_out" not in h.concepts or not _is_this_year(h, state.setting.year)]
    found = match_rules(hits, domain=state.about(), unit=item.quantity.unit, role=state.setting.role, is_head=is_head)
    return [m for m in found if not fit or fits(level.text, item, m, parts=state.parts)]
