"""Words that name an indicator in another sense: letters answered in public, villages with a reading point, costs the office bore."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from report_parser.figures.clauses import Item, residue
from report_parser.figures.context import Fact, groups_of
from report_parser.figures.intake import OF_A_LEVEL, of_letters
from report_parser.figures.level import Level
from report_parser.figures.particular import GRAND

_BY_ITSELF = re.compile(r"[^,;。]{0,6}由[^,;。]{1,10}(?:承担|负担|支付|解决)")
_NO_QUESTIONS = re.compile(r"信箱|来信|热线|12345|交办|留言|工单|接待群众|信访")
"""What is counted so holds questions on anything."""
_FOR_OTHERS = re.compile(r"(?:督促|协助|指导|协调|帮助)[^,;。]{0,12}(?:部门|单位|乡镇|街道)")
_VILLAGES = re.compile(r"(?:行政)?(?:村|社区|乡镇|镇|街道|部门|单位|科室)")


def _of_one_kind(level: Level, item: Item, fact: Fact) -> bool:
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
    return in_hand and (bool(GRAND.search(level.near(item))) or not _DONE.search(fact.label))


_DONE = re.compile(r"[结完]")


def _not_done(level: Level, item: Item, fact: Fact) -> bool:
    """True for 尚未办结2件, 尚在办理2件."""
    return bool(_NOT_DONE.search(fact.label))


_NOT_DONE = re.compile(
    r"(?:尚|仍|还|暂)?(?:未|没有)(?:全部)?(?:办结|办完|办理完|答复|回复)|(?:尚|仍|还|正)在(?:依法)?(?:办理|处理|审理)|在办|办理中"
)


def _of_another_cost(level: Level, item: Item, fact: Fact) -> bool:
    """True for 聘请律师费用2万元: what the office paid, and no applicant."""
    return bool(_ANOTHER_COST.search(fact.label))


_ANOTHER_COST = re.compile(r"律师|顾问|聘请|诉讼(?:有关|相关)?的?费|代理费|委托|评估费|改版|印刷|印制|宣传|支出")


def _of_the_others(level: Level, item: Item, fact: Fact) -> bool:
    """True for 收取复印费合计36.5元,其余均予免除: the number stands before what it is not of."""
    return item.from_right and bool(_REST_OF_IT.match(fact.label))


_REST_OF_IT = re.compile(r"其余|其他(?:的|申请)?(?:均|都|全部)")
_OF_A_TASK = re.compile(r"负责[^,;。]{0,14}(?:采集|上传|维护|录入|发布|更新|审核|编辑|收集|报送)")


def _for_others(level: Level, item: Item, fact: Fact) -> bool:
    """True for 协助乡镇答复申请5件."""
    return bool(_FOR_OTHERS.search(fact.label))


def _for_several_reasons(level: Level, item: Item, fact: Fact) -> bool:
    """True for 因不属于本机关公开范围、经检索无对应信息等情形答复8件: for these reasons together."""
    return bool(_SEVERAL_REASONS.search(fact.label))


def _before_villages(level: Level, item: Item, fact: Fact) -> bool:
    """True for 12个村设查阅点, 14个乡镇专职人员仅5人: the number is that of the villages."""
    return (
        item.from_right
        and item.quantity.unit not in ("人", "名", "位")
        and bool(_VILLAGES.match(level.text, item.quantity.right))
    )


def _for_a_task(level: Level, item: Item, fact: Fact) -> bool:
    """True for 2名工作人员负责信息的采集和上传: those of one task."""
    return item.from_right and bool(_OF_A_TASK.search(level.text, item.quantity.right, item.stop))


def _of_cases(level: Level, item: Item, fact: Fact) -> bool:
    """True for what was carried over beside reviews and lawsuits."""
    return level.state.about() in ("review", "litigation")


def _no_question(level: Level, item: Item, fact: Fact) -> bool:
    """True for consultation as a kind of request, of letters or of calls, and for the places that give it (两个大厅解答咨询)."""
    listed = fact.label.endswith("类") and level.state.parts
    places = item.from_right and item.quantity.unit == "个" and "咨询" not in fact.label[:4]
    beside = listed or any((f.indicator or "").startswith("outcome.") for f in level.facts)
    hotline = fact.label.endswith("类") and bool(level.facts) and "热线" in level.facts[0].label
    first = level.facts[0] if level.facts and level.state.parts else None
    letters = first is not None and not first.indicator and bool(_NO_QUESTIONS.search(first.label))
    general = bool(_GENERAL_LINE.search(fact.label))
    return places or hotline or letters or general or (level.state.about() == "requests" and beside)


_GENERAL_LINE = re.compile(r"12345|市长热线|便民(?:服务)?热线|区长热线|县长热线")
"""Lines on which anything is asked."""


def _demanded(level: Level, item: Item, fact: Fact) -> bool:
    """True for 组织信息员培训2次以上 among the measures to come: a demand."""
    return level.state.setting.role == "problems" and "以上" in level.text[item.quantity.end : item.quantity.right]


def _held_elsewhere(level: Level, item: Item, fact: Fact) -> bool:
    """True for 派员参加市政府办组织的培训班3人次: another body's."""
    return bool(_HELD_ELSEWHERE.search(fact.label))


def _by_how_many_ways(level: Level, item: Item, fact: Fact) -> bool:
    """True for 采取3种方式解读, 5个渠道发布解读: how, not how many."""
    return item.from_right and bool(_HOW.match(level.text, item.quantity.right))


_HOW = re.compile(r"(?:方式|形式|渠道|途径|方面|载体|平台)")


def _of_the_governments_lawyers(level: Level, item: Item, fact: Fact) -> bool:
    """True for 代理县政府行政诉讼案件12件, 以县政府为被告的应诉案件: the docket of a justice bureau."""
    disclosure = level.state.setting.role == "review_litigation" or "公开" in level.text[level.start : level.end]
    return not disclosure and bool(_DOCKET.search(fact.label))


_DOCKET = re.compile(r"代理|应诉|出庭|为被告")


def _in_letters(level: Level, item: Item, fact: Fact) -> bool:
    """True for letters that were answered in public."""
    return of_letters(level, item)


def _borne_by_the_office(level: Level, item: Item, fact: Fact) -> bool:
    """True for 邮寄费210元由本局承担, and for what stands beside a waiver."""
    waived = bool(level.facts) and level.facts[-1].indicator == "fees.waived" and item.left[-1].before == "、"
    return waived or bool(_BY_ITSELF.match(level.text, item.quantity.right))


def _among_requests(level: Level, item: Item, fact: Fact) -> bool:
    """True for 收到申请53件,其中主动公开的18件."""
    return level.state.setting.role == "requests" and level.state.parts and "requests" in level.state.total


def _after_works(level: Level, item: Item, fact: Fact) -> bool:
    """True for 制作短视频6部、快板2部、推送信息37条: one kind of what was made."""
    before = level.facts[-1] if level.facts else None
    return before is not None and not before.indicator and before.unit in _WORKS and "制作" in level.facts[0].label


_WORKS = frozenset({"部", "张", "幅", "集", "期", "个"})


def _none_of_them(level: Level, item: Item, fact: Fact) -> bool:
    """True for 这2起申请均未发生行政复议: what none followed is no count of cases."""
    return item.from_right and bool(_NONE_OF.match(level.text, item.quantity.right))


_NONE_OF = re.compile(r"(?:政府信息|信息)?(?:依申请公开|公开)?(?:申请)?(?:事项|信件|件)?,?均(?:未|没有|无)")


def _of_papers_made(level: Level, item: Item, fact: Fact) -> bool:
    """True for 全年共发文186件,其中主动公开7件: what became of the papers that a body made."""
    made = [f for f in level.facts if f.indicator is None and f.unit == fact.unit and _PAPERS.search(f.label)]
    return bool(made) and made[0].value >= fact.value


_PAPERS = re.compile(r"发文$|(?:制发|印发|制作|发)(?:各类)?(?:公文|文件)$")


def _of_lower_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 各县(市、区)公开信息15170条: not the body's own."""
    return bool(_OF_LOWER.match(fact.label))


def _a_kind_of_it(level: Level, item: Item, fact: Fact) -> bool:
    """True for 解读政策文件36件,其中图解25件、专家解读4件: a kind of what was counted before."""
    before = [f for f in level.facts if f.indicator == "response.interpretations"]
    return level.state.parts and bool(before) and before[0].value > fact.value


_ANSWERED_BY = re.compile(r"(?:电话|当面|书面|网上|口头|当场|邮件|信函|现场)(?:方式)?(?:答复|回复)")


def _by_several_ways(level: Level, item: Item, fact: Fact) -> bool:
    """True for 电话答复6件,书面答复5件: each way's own, and no number of all."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    ways = sum(bool(_ANSWERED_BY.search(label)) for label in labels)
    own = item.label is not None and _ANSWERED_BY.search(level.text, item.label.start, item.label.end)
    return bool(own) and ways > 1


_HELD_ELSEWHERE = re.compile(r"参加[^,;。]{1,16}(?:组织|举办|召开|开展|主办)的")
_PURPOSE = re.compile(r"会(?:议)?(?:专题|专门)?(?:研究|部署|讨论|安排|推进|布置|解决)[^,;。]*")


def _on_another_matter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 召开5次会议研究防汛工作: what the meetings were about follows them."""
    stop = item.stop if item.from_right else item.quantity.left
    begin = level.text.rfind(";", level.start, item.quantity.left) + 1 or level.start
    if _LISTENED.search(fact.label) or _MADE_OPEN.search(level.text, begin, item.quantity.left):
        return True
    purpose = _PURPOSE.search(level.text, item.label.start, stop) if item.label is not None else None
    return purpose is not None and "公开" not in purpose[0]


_MADE_OPEN = re.compile(r"会议公开|公开[^,;。工]{0,8}常务会议")
"""推进会议公开,公开常务会议4次,专题会议28次: what was told of them."""
_LISTENED = re.compile(r"旁听|列席|邀请")
"""市政府常务会议邀请市民代表旁听2次: how often they sat in."""


def _on_a_line_for_others(level: Level, item: Item, fact: Fact) -> bool:
    """True for 12312热线…受理举报投诉318件: complaints on anything."""
    elsewhere = level.state.setting.role != "review_litigation"
    return elsewhere and bool(_A_LINE.search(level.text, level.start, item.quantity.start))


_A_LINE = re.compile(r"热线|12\d{3}|信箱")


def _of_conferences(level: Level, item: Item, fact: Fact) -> bool:
    """True for 图文解读15篇,新闻发布会5篇: not how something was published, by its own words or its neighbours."""
    at = level.place(item)
    following = [r for r in level.row[at + 1 : at + 2] if not any(h.word == "通过" for h in r.hits)]
    beside = [*level.row[max(0, at - 1) : at], *following]
    own = any(h.concepts & {"info", "proactive"} for h in item.hits)
    return not own and not any("way" in groups_of(r.hits) for r in beside)


def _of_the_media(level: Level, item: Item, fact: Fact) -> bool:
    """True for 各级媒体刊登新闻144条,其中电视台1条: which of them printed it."""
    first = level.facts[0] if level.facts else None
    return level.state.parts and first is not None and not first.indicator and bool(_PRINTED.search(first.label))


_PRINTED = re.compile(r"媒体.{0,14}(?:新闻|稿件|报道)")


def _on_sites_of_others(level: Level, item: Item, fact: Fact) -> bool:
    """True for 各乡镇、各部门在各自网站公布1.2万条, and for a site of purchases or of another trade."""
    return bool(_SITES_OF_OTHERS.search(fact.label))


_SITES_OF_OTHERS = re.compile(
    r"各[^,;。]{1,14}在(?:各自|本单位|本部门|本学院|所属|其)[^,;。]{0,6}网|^(?:[我本][局委办县区市]{1,2})?(?:在|通过|利用)?[^及和、与]{0,8}(?:采购|招投?标|公共资源交易|人才|信用)网"
)


def _by_press_and_broadcast(level: Level, item: Item, fact: Fact) -> bool:
    """True for 在《某报》和区电视台刊播63篇: by both together."""
    return bool(_BOTH.search(fact.label))


_BOTH = re.compile(
    r"报(?:刊|纸)?》?[^,;。]{0,6}(?:和|与|及|、)[^,;。]{0,8}(?:电视|广播|电台)|(?:电视|广播|电台)[^,;。]{0,6}(?:和|与|及|、)[^,;。]{0,8}报"
)


def _who_took_part(level: Level, item: Item, fact: Fact) -> bool:
    """True for 集中学习1场,覆盖工作人员15人."""
    return item.quantity.unit == "人次" or bool(_TOOK_PART.search(fact.label))


_TOOK_PART = re.compile(r"覆盖|参训|参加|参与|参学|培训|轮训|学习")


def _in_a_column(level: Level, item: Item, fact: Fact) -> bool:
    """True for 设置三公经费专栏,公开信息76条: what stands in the column."""
    before = item.left[-2] if len(item.left) > 1 and "政府信息" not in fact.label else None
    return before is not None and bool(_COLUMN_SET_UP.search(level.text, before.start, before.end))


_COLUMN_SET_UP = re.compile(r"(?:设置|设立|开设|建立|开辟|推出|新增)[^,;。]{1,24}(?:专栏|专题|专区)[”\"]?$")


def _in_a_list_of_classes(level: Level, item: Item, fact: Fact) -> bool:
    """True for 政务公开栏目4782条、在线服务栏目1403条、回应关切120条: a column of a site."""
    return item.quantity.unit == "条" and level.siblings(item) >= _KINDS


def _in_columns(level: Level, item: Item, fact: Fact) -> bool:
    """True for 信息公开栏发布99条,政策法规栏发布5条,安全生产栏发布73条: columns of a site, no boards on a wall."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    return sum(bool(_COLUMN.search(label)) for label in labels) >= _COLUMNS


_COLUMN = re.compile(r"[\u4e00-\u9fff]{2,}栏(?:目)?(?:共)?(?:发布|公开|更新|上传)")
_COLUMNS = 3


def _on_boards(level: Level, item: Item, fact: Fact) -> bool:
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
_OF_LOWER = re.compile(r"(?:其中)?各(?:县|区|乡|镇|街道|旗|市县)(?!.*(?:部门|单位|机关)).{0,12}公开")
_KINDS = 4
_SENT = re.compile(r"上报|报送|发布|推送|编发")


def _of_one_level(level: Level, item: Item, fact: Fact) -> bool:
    """True for 市级机关主动公开12000条,县区主动公开39000条: each level of government for itself."""
    before = level.facts[-1] if level.facts else None
    first = bool(_LEVEL.match(fact.label) and _NEXT_LEVEL.match(level.text, item.quantity.right))
    if (
        first
        or _of_a_group(level, item, fact)
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


def _of_a_group(level: Level, item: Item, fact: Fact) -> bool:
    """True for 14个乡镇共公开信息4200条: some of the bodies below a government."""
    begin = max(level.start, item.left[0].start - _NUMBER)
    return bool(_GROUP.search(level.text[begin : item.quantity.left]))


_NUMBER = 5
_PLACES = frozenset({"个", "块", "台", "处", "面", "座", "套"})
_BOARDS = re.compile(r"(?:公开栏|公示栏|公告栏|宣传栏|公示牌|显示屏|触摸屏|电子屏|LED屏|一体机|查询机)$")
_ALL_OF_IT = re.compile(r"政府信息|政务信息|全[年市县区省]|主动公开")

_SENSES: tuple[tuple[tuple[str, ...], Callable[[Level, Item, Fact], bool]], ...] = (
    (("requests.", "outcome."), _for_others),
    (("outcome.",), _for_several_reasons),
    (("outcome.", "requests.concluded", "requests.concluded.", "requests.answered"), _in_letters),
    (("requests.received",), _of_a_group),
    (("requests.concluded",), _all_in_hand),
    (("requests.concluded", "requests.answered"), _not_done),
    (("requests.carried_in", "requests.carried_out"), _of_cases),
    (("requests.answered",), _by_several_ways),
    (("resources.staff", "resources.staff.", "platform.reading_points"), _before_villages),
    (("resources.staff",), _for_a_task),
    (("resources.staff",), _who_took_part),
    (("response.hot_topics",), _in_a_list_of_classes),
    (("proactive.by_channel.press", "proactive.by_channel.broadcast"), _by_press_and_broadcast),
    (("proactive.total",), _in_a_column),
    (("response.interpretations",), _a_kind_of_it),
    (("response.interpretations",), _by_how_many_ways),
    (("review.", "litigation."), _of_the_governments_lawyers),
    (("consultation.", "outcome.not_processed.petition"), _no_question),
    (("training.",), _held_elsewhere),
    (("training.", "meetings.held"), _demanded),
    (("proactive.total",), _after_works),
    (("proactive.total",), _of_papers_made),
    (("review.total", "litigation.total"), _none_of_them),
    (("meetings.held",), _on_another_matter),
    (("complaints.total",), _on_a_line_for_others),
    (("fees.collected",), _borne_by_the_office),
    (("fees.collected",), _of_another_cost),
    (("fees.waived",), _of_the_others),
    (("proactive.by_channel.press", "proactive.by_channel.broadcast"), _of_the_media),
    (("proactive.by_channel.website",), _on_sites_of_others),
    (("proactive.by_channel.notice_board",), _in_columns),
    (("proactive.by_channel.press_conference",), _of_conferences),
    (("proactive.by_channel.",), _of_one_kind),
    (("proactive.total",), _on_boards),
    (("proactive.total",), _of_one_level),
    (("proactive.total",), _of_lower_bodies),
    (("proactive.total",), _among_sent),
    (("proactive.total",), _among_requests),
)
"""For which indicators (those that end in a point: all that begin so) which other sense is looked for."""


def in_another_sense(level: Level, item: Item, fact: Fact, indicator: str) -> bool:
    """True where the words around a number give those that name it another sense."""
    return any(sense(level, item, fact) for sense in _senses_of(indicator))


@lru_cache(maxsize=1024)
def _senses_of(indicator: str) -> tuple[Callable[[Level, Item, Fact], bool], ...]:
    """The senses to look for, worked out once for an indicator: asked anew for every number it took 3 % of ``parse``."""
    return tuple(
        sense
        for ids, sense in _SENSES
        if indicator in ids or any(i[-1] == "." and indicator.startswith(i) for i in ids)
    )
