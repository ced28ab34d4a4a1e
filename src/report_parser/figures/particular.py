"""Readings of a number that the words around it tell only together: a grand total, the year's part of all years, another intake."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item, clause_patterns, residue, trimmed
from report_parser.figures.context import Fact, groups_of
from report_parser.figures.level import Level
from report_parser.figures.lexicon import within

_GROUPS_OF_REASONS = frozenset({"outcome.denied", "outcome.unavailable", "outcome.not_processed"})
_GRAND = re.compile(r"(?:总计|合计|共计|总共|共)\s*$")
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


def is_grand_total(level: Level, item: Item, fact: Fact) -> bool:
    """True for 总计2401条 after two or more counts of what was disclosed, or of the applications received, that add up to it."""
    about = level.state.about()
    if trimmed(level.text, item.left[-1]) or about not in GRAND_TOTALS or not _GRAND.search(level.near(item)):
        return False
    alike = [f for f in level.facts if f.unit == fact.unit and f.year == fact.year]
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
    if _among_refusals(level, fact):
        return False
    outcomes = [f for f in level.facts if (f.indicator or "").startswith("outcome.") and f.unit == fact.unit]
    whole = level.state.whole
    reasons = whole is not None and (whole.indicator or "").startswith("outcome.") and level.state.parts
    return len(outcomes) >= 2 and not reasons


def _among_refusals(level: Level, fact: Fact) -> bool:
    """True where all outcomes of the sentence are refusals and their grounds: 不予公开5件,其中涉及国家秘密1件,其他4件."""
    outcomes = [f.indicator for f in level.facts if (f.indicator or "").startswith("outcome.") and f.unit == fact.unit]
    return len(outcomes) > 1 and all((i or "").startswith("outcome.denied") for i in outcomes)


_THIS_YEARS = re.compile(r"[,;。、]?(?:其中)?[,:、]?(?:(?P<year>20\d{2})年(?:度)?|本年(?:度)?|今年)(?:新增|共|为|有)?")
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


_LEADING = ("outcome.", "requests.concluded", "requests.answered")
_BY_ITSELF = re.compile(r"[^,;。]{0,6}由[^,;。]{1,10}(?:承担|负担|支付|解决)")
_NO_QUESTIONS = re.compile(r"信箱|来信|热线|12345|交办|留言|工单|接待群众|信访")
"""What is counted so holds questions on anything."""
_FOR_OTHERS = re.compile(r"(?:督促|协助|指导|协调|帮助)[^,;。]{0,12}(?:部门|单位|乡镇|街道)")
_VILLAGES = re.compile(r"(?:行政)?(?:村|社区|乡镇|镇|街道|部门|单位|科室)")


def _of_one_kind(level: Level, item: Item) -> bool:
    """True for 在门户网站发布通知公告3条、部门动态1条: the first of several kinds that one way published."""
    assert item.label is not None
    act = next((h for h in reversed(item.hits) if "disclose" in h.concepts), None)
    at = level.place(item) + 1
    following = level.row[at] if at < len(level.row) else None
    if act is None or following is None or following.label is None or following.left[0].start != item.quantity.right:
        return False
    kind = residue(level.text, act.end, item.label.end, item.hits)
    beside = following.left[-1].before == "、" and following.quantity.unit == item.quantity.unit
    return len(kind) > 1 and beside and "way" not in groups_of(following.hits)


def _all_in_hand(level: Level, item: Item, fact: Fact) -> bool:
    """True for 新收23件,连同上年结转1件,共办理24件: what was in hand, not what was concluded."""
    found = {f.indicator: f.value for f in level.facts}
    received, carried = found.get("requests.received"), found.get("requests.carried_in")
    in_hand = received is not None and carried is not None and fact.value == received + carried
    return in_hand and (bool(_GRAND.search(level.near(item))) or not _DONE.search(fact.label))


_DONE = re.compile(r"[结完]")
_OF_A_TASK = re.compile(r"负责[^,;。]{0,14}(?:采集|上传|维护|录入|发布|更新|审核|编辑|收集|报送)")
"""2名工作人员负责信息的采集和上传: those of one task."""


def in_another_sense(level: Level, item: Item, fact: Fact, indicator: str) -> bool:
    """True where the words around a number give those that name it another sense.

    Carried over beside reviews, letters answered in public, consultation as a kind of request, costs that the office bore, villages with a reading point.
    """
    about = level.state.about()
    if indicator.startswith(("requests.", "outcome.")) and _FOR_OTHERS.search(fact.label):
        return True
    if indicator.startswith("outcome.") and _SEVERAL_REASONS.search(fact.label):
        return True
    if indicator == "requests.received" and _of_a_group(level, item):
        return True
    if indicator == "requests.concluded" and _all_in_hand(level, item, fact):
        return True
    if indicator.startswith("resources.staff") and item.from_right and item.quantity.unit == "个":
        return bool(_VILLAGES.match(level.text, item.quantity.right))  # 14个乡镇专职人员仅5人
    if indicator == "resources.staff":
        return (
            item.from_right
            and item.label is not None
            and bool(_OF_A_TASK.search(level.text, item.quantity.right, item.stop))
        )
    if indicator.startswith("requests.carried"):
        return about in ("review", "litigation")
    if indicator == "response.interpretations" and _a_kind_of_it(level, fact):
        return True
    if indicator.startswith("consultation.") or indicator == "outcome.not_processed.petition":
        listed = fact.label.endswith("类") and level.state.parts
        places = item.from_right and item.quantity.unit == "个" and "咨询" not in fact.label[:4]  # 两个大厅解答咨询
        beside = listed or any((f.indicator or "").startswith("outcome.") for f in level.facts)
        hotline = fact.label.endswith("类") and bool(level.facts) and "热线" in level.facts[0].label
        first = level.facts[0] if level.facts and level.state.parts else None
        letters = first is not None and not first.indicator and bool(_NO_QUESTIONS.search(first.label))
        return places or hotline or letters or (about == "requests" and beside)
    if indicator == "requests.answered" and _by_several_ways(level, item):
        return True
    if indicator.startswith("training.") and _HELD_ELSEWHERE.search(fact.label):
        return True
    if indicator == "meetings.held" and _on_another_matter(level, item):
        return True
    if indicator.startswith(_LEADING):
        return of_letters(level, item)
    if indicator == "fees.collected":
        waived = bool(level.facts) and level.facts[-1].indicator == "fees.waived" and item.left[-1].before == "、"
        return waived or bool(_BY_ITSELF.match(level.text, item.quantity.right))
    if indicator == "platform.reading_points":
        return item.from_right and bool(_VILLAGES.match(level.text, item.quantity.right))
    if indicator.startswith(_MEDIA) and _of_the_media(level):
        return True
    if indicator == "proactive.by_channel.notice_board" and _in_columns(level):
        return True
    if indicator == "proactive.by_channel.press_conference" and not _said_of_ways(level, item):
        return True
    if indicator.startswith("proactive.by_channel."):
        return _of_one_kind(level, item)
    if indicator == "proactive.total" and (_on_boards(level, fact) or _of_one_level(level, item, fact)):
        return True
    if indicator == "proactive.total" and _OF_LOWER.match(fact.label):
        return True
    if indicator == "proactive.total" and _among_sent(level, item, fact):
        return True
    if indicator == "proactive.total":  # 收到申请53件,其中主动公开的18件
        return level.state.setting.role == "requests" and level.state.parts and "requests" in level.state.total
    return False


def _a_kind_of_it(level: Level, fact: Fact) -> bool:
    """True for 解读政策文件36件,其中图解25件、专家解读4件: a kind of what was counted before."""
    before = [f for f in level.facts if f.indicator == "response.interpretations"]
    return level.state.parts and bool(before) and before[0].value > fact.value


_ANSWERED_BY = re.compile(r"(?:电话|当面|书面|网上|口头|当场|邮件|信函|现场)(?:方式)?(?:答复|回复)")


def _by_several_ways(level: Level, item: Item) -> bool:
    """True for 电话答复6件,书面答复5件: each way's own, and no number of all."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    ways = sum(bool(_ANSWERED_BY.search(label)) for label in labels)
    own = item.label is not None and _ANSWERED_BY.search(level.text, item.label.start, item.label.end)
    return bool(own) and ways > 1


_HELD_ELSEWHERE = re.compile(r"参加[^,;。]{1,16}(?:组织|举办|召开|开展|主办)的")
"""派员参加市政府办组织的培训班3人次: another body's."""
_PURPOSE = re.compile(r"会(?:议)?(?:专题|专门)?(?:研究|部署|讨论|安排|推进|布置|解决)[^,;。]*")


def _on_another_matter(level: Level, item: Item) -> bool:
    """True for 召开5次会议研究防汛工作: what the meetings were about follows them."""
    stop = item.stop if item.from_right else item.quantity.left
    purpose = _PURPOSE.search(level.text, item.label.start, stop) if item.label is not None else None
    return purpose is not None and "公开" not in purpose[0]


def _said_of_ways(level: Level, item: Item) -> bool:
    """True where 新闻发布会 is how something was published, by its own words or its neighbours; not for 图文解读15篇,新闻发布会5篇."""
    at = level.place(item)
    following = [r for r in level.row[at + 1 : at + 2] if not any(h.word == "通过" for h in r.hits)]
    beside = [*level.row[max(0, at - 1) : at], *following]
    own = any(h.concepts & {"info", "proactive"} for h in item.hits)
    return own or any("way" in groups_of(r.hits) for r in beside)


def _of_the_media(level: Level) -> bool:
    """True for 各级媒体刊登新闻144条,其中电视台1条: which of them printed it."""
    first = level.facts[0] if level.facts else None
    return level.state.parts and first is not None and not first.indicator and bool(_PRINTED.search(first.label))


_PRINTED = re.compile(r"媒体.{0,14}(?:新闻|稿件|报道)")


def _in_columns(level: Level) -> bool:
    """True for 信息公开栏发布99条,政策法规栏发布5条,安全生产栏发布73条: columns of a site, no boards on a wall."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    return sum(bool(_COLUMN.search(label)) for label in labels) >= _COLUMNS


_COLUMN = re.compile(r"[\u4e00-\u9fff]{2,}栏(?:目)?(?:共)?(?:发布|公开|更新|上传)")
_COLUMNS = 3


def _on_boards(level: Level, fact: Fact) -> bool:
    """True for 设置公开栏2100个、电子显示屏520块,更新信息8700条: what these showed."""
    before = level.facts[-1] if level.facts else None
    placed = before is not None and before.unit in _PLACES and _BOARDS.search(before.label)
    return bool(placed) and not _ALL_OF_IT.search(fact.label)


def _among_sent(level: Level, item: Item, fact: Fact) -> bool:
    """True for 上报网站信息234条,其中约稿2条、图解2条,主动公开信息21条: one kind among what was handed in or published."""
    whole = level.state.whole
    if whole is None or not level.state.parts or whole.indicator or not any(f is whole for f in level.facts):
        return False
    larger = whole.unit == fact.unit and whole.value > fact.value and level.siblings(item) >= _KINDS
    return larger and bool(_SENT.search(whole.label))


_SEVERAL_REASONS = re.compile(r"、[^,;。]{1,30}等(?:情形|原因|理由|情况)(?!.{0,4}无法提供)")
"""因不属于本机关公开范围、经检索无对应信息等情形答复8件: for these reasons together."""
_OF_LOWER = re.compile(r"(?:其中)?各(?:县|区|乡|镇|街道|旗|市县)(?!.*(?:部门|单位|机关)).{0,12}公开")
"""各县(市、区)公开信息15170条: not the body's own."""
_MEDIA = ("proactive.by_channel.press", "proactive.by_channel.broadcast")
_KINDS = 4
_SENT = re.compile(r"上报|报送|发布|推送|编发")


def _of_one_level(level: Level, item: Item, fact: Fact) -> bool:
    """True for 市级机关主动公开12000条,县区主动公开39000条: each level of government for itself."""
    before = level.facts[-1] if level.facts else None
    first = bool(_LEVEL.match(fact.label) and _NEXT_LEVEL.match(level.text, item.quantity.right))
    if (
        first
        or _of_a_group(level, item)
        or (before is not None and before.rule == OF_A_LEVEL and _LOWER.match(fact.label))
    ):
        fact.rule = OF_A_LEVEL
    return fact.rule == OF_A_LEVEL


_LEVEL = re.compile(
    r"各乡镇(?=共|主动|公开)|[省市县区州](?:[级直](?:各)?(?:机关|部门|单位)?|(?:人民)?政府(?:各)?(?:部门|组成部门|工作部门))"
)
_LOWER = re.compile(
    r"(?:各)?(?:[县区市旗乡镇]{1,3}|街道|镇街|[县市区]直部门|部门)(?:\([^()]*\))?(?:、?街道)?(?:主动)?(?:公开|发布)"
)
_NEXT_LEVEL = re.compile(r"[,;、](?:各)?(?:[县区市旗乡镇]|街道)")
_GROUP = re.compile(
    r"(?:^|[,;。])\d+个(?:乡镇|镇街|街道|部门|单位)(?:\((?:街道|乡镇|镇|街)\))?(?:共|累计|合计)*(?:主动)?(?:公开|发布|收到|受理)"
)


def _of_a_group(level: Level, item: Item) -> bool:
    """True for 14个乡镇共公开信息4200条: some of the bodies below a government."""
    begin = max(level.start, item.left[0].start - _NUMBER)
    return bool(_GROUP.search(level.text[begin : item.quantity.left]))


_NUMBER = 5
_PLACES = frozenset({"个", "块", "台", "处", "面", "座", "套"})
_BOARDS = re.compile(r"(?:公开栏|公示栏|公告栏|宣传栏|公示牌|显示屏|触摸屏|电子屏|LED屏|一体机|查询机)$")
_ALL_OF_IT = re.compile(r"政府信息|政务信息|全[年市县区省]|主动公开")


def of_no_application(level: Level, fact: Fact, indicator: str) -> bool:
    """True for 免予公开的信息有115条: documents that are not public, no application refused; and for 其他情形 among the reasons of a refusal."""
    whole, total = level.state.whole, level.state.total.get("requests")
    made = [
        f for f in (*level.facts, whole) if f and f.indicator is None and f.unit == fact.unit and _MADE.search(f.label)
    ]
    of_papers = made and level.state.parts and not any(f is total for f in level.facts)
    if of_papers or (total is None and _EXAMINED.search(level.text, level.start, fact.start)):
        return indicator.startswith(("outcome.", "requests."))
    if indicator == "outcome.already_public" and total is None and level.state.about() != "requests":
        return True  # 公文类信息发文12个,已公开12个
    if indicator == "outcome.granted" and total is None and _ON_REQUEST.search(fact.label):
        return True
    if indicator == "outcome.other" and _among_refusals(level, fact):
        return True
    if indicator == "outcome.other":
        return level.state.parts and whole is not None and whole.indicator in _GROUPS_OF_REASONS
    if indicator.startswith("outcome.denied") and _A_DOCUMENT.search(fact.label):
        return True
    if not indicator.startswith("outcome.denied") or fact.unit != "条":
        return False
    if "申请" in fact.label:
        return False
    if fact.whole is not None and "信息" in fact.whole.label:
        return True  # 审查拟公开信息25条,其中2条未予公开
    return (total is not None and total.unit not in ("条", None)) or (
        (total is None or not total.value) and "信息" in fact.label
    )


_ON_REQUEST = re.compile(r"属于?依申请公开")
"""属于依申请公开的政府信息38条: a kind of what there is."""
_MADE = re.compile(r"(?:制作|制发|形成|产生|生成|印发|发).{0,6}(?:信息|公文|文件)|(?:发|制|行|印)文$")
"""制作政府信息60件,其中主动公开5件、不予公开52件: what becomes of papers that were made."""
_EXAMINED = re.compile(r"拟公开(?:的)?(?:政府)?信息|公开属性|公文属性|保密审查")
_INTAKE = re.compile(r"受理|收到|接到|接收|接受|转办(?!其他|至|给|到)|承办")
_LETTERS = re.compile(r"信件|来信|信访|信箱|热线|留言|来电|工单|提案|建议|投诉|许可|审批|登记申请|办件")
_TRADE = re.compile(r"许可|审批|登记")


def of_letters(level: Level, item: Item) -> bool:
    """True for a rate after counts of letters or calls alone: 答复信件56件,回复率100%."""
    before = [f.label for f in level.facts if f.start < item.quantity.start and f.unit != "%"]
    asked = any("申请" in label and not _TRADE.search(label) for label in before)
    return any(_LETTERS.search(label) for label in before) and not asked


SINGLE = ("response.", "meetings.", "training.")
TOGETHER = re.compile(r"、[^,;。]{2,14}等(?:共计|共|合计|各类|方面)?(?:信息|内容)?(?:共计|共)?$")
"""解读政策、公布人事变动、业务动态等共计50条: all of these together."""
OF_A_PART = "of a part"
OF_A_LEVEL = "of a level"
_HANDLED = ("requests.concluded", "requests.answered", "requests.carried_out")


def of_another_intake(level: Level, item: Item, indicator: str) -> bool:
    """True for 受理行政许可事项18764宗,办结18702宗 and 受理线上申请65件,办结62件: what was handled is what was counted right before, which is not all applications."""
    at = level.place(item)
    outcome = indicator.startswith("outcome.")
    if not (indicator in _HANDLED or outcome) or not at or at > len(level.facts) or item.distance:
        return False
    before = _counted_before(level.facts)
    if before.rule == OF_A_PART:
        return True
    by_letter = outcome and _LETTERS.search(before.label) and "其中" in level.text[level.start : before.start]
    if by_letter and any(f.indicator == "requests.received" and f.value > before.value for f in level.facts):
        return False  # 收到申请14件,其中局长信箱收到2件;予以公开4件
    named = before.unit == item.quantity.unit and _INTAKE.search(before.label) and (outcome or not level.state.parts)
    if outcome:  # 受理政务服务事项2045件,不予受理402件
        return bool(named) and before.indicator is None and "公开" not in before.label and "申请" not in before.label
    return bool(named) and (before.indicator is None or before.indicator.startswith("requests.by_channel"))


def _counted_before(facts: list[Fact]) -> Fact:
    """The count that the next one is of: the last, or before what no rule reads of letters handled (县长信箱收到信件240件,办结100件) theirs."""
    read = (i for i in range(len(facts) - 1, -1, -1) if facts[i].indicator or _INTAKE.search(facts[i].label))
    at = next(read, None)
    letters = at is not None and facts[at].indicator is None and _LETTERS.search(facts[at].label)
    return facts[at] if at is not None and letters else facts[-1]


_A_DOCUMENT = re.compile(r"(?:不予|免予|不)公开(?:的)?(?:文件|公文)$")
