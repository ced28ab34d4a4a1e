"""Words that name an indicator in another sense: letters answered in public, villages with a reading point, costs the office bore."""

from __future__ import annotations

import re
from functools import lru_cache

from report_parser.figures.clauses import Item, trimmed
from report_parser.figures.context import Fact
from report_parser.figures.intake import is_of_letters, of_letters
from report_parser.figures.level import Level
from report_parser.figures.particular import GRAND
from report_parser.figures.senses_disclosed import SENSES as _OF_THE_DISCLOSED
from report_parser.figures.senses_disclosed import Sense
from report_parser.figures.senses_means import SENSES as _OF_OTHER_MEANS
from report_parser.figures.senses_trade import SENSES as _OF_ANOTHER_TRADE

_BY_ITSELF = re.compile(r"[^,;。]{0,6}由[^,;。]{1,10}(?:承担|负担|支付|解决)")
_NO_QUESTIONS = re.compile(r"信箱|来信|热线|12345|交办|留言|工单|接待群众|信访")
"""What is counted so holds questions on anything."""
_FOR_OTHERS = re.compile(
    r"(?:督促|协助|指导|协调|帮助|配合)[^,;。]{0,12}(?:部门|单位|乡镇|镇街|街道|[县区市局厅](?!政府信息))"
)
_VILLAGES = re.compile(r"(?:行政)?(?:村|社区|乡镇|镇|街道|部门|单位|科室)")


def _all_in_hand(level: Level, item: Item, fact: Fact) -> bool:
    """True for 新收23件,连同上年结转1件,共办理24件: what was in hand, not what was concluded."""
    found = {f.indicator: f.value for f in level.facts}
    received, carried = found.get("requests.received"), found.get("requests.carried_in")
    in_hand = received is not None and carried is not None and fact.value == received + carried
    return in_hand and (bool(GRAND.search(level.near(item))) or not _DONE.search(fact.label))


_DONE = re.compile(r"[结完]")


def _not_done(level: Level, item: Item, fact: Fact) -> bool:
    """True for 尚未办结2件, 尚在办理2件."""
    return bool(_NOT_DONE.search(fact.label)) or "重新答复" in fact.label


_NOT_DONE = re.compile(
    r"(?:尚|仍|还|暂)?(?:未|没有)(?:全部)?(?:办结|办完|办理完|答复|回复)|(?:尚|仍|还|正)在(?:依法)?(?:办理|处理|审理)|在办|办理中"
)


def _of_another_cost(level: Level, item: Item, fact: Fact) -> bool:
    """True for 聘请律师费用2万元: what the office paid, and no applicant."""
    return bool(_ANOTHER_COST.search(fact.label))


_ANOTHER_COST = re.compile(
    r"律师|顾问|聘请|诉讼(?:有关|相关)?的?费|代理费|委托|评估费|改版|印刷|印制|宣传|支出|抚养费|排污费|资源费|学费|保险费|配套费|出让金|补偿费|污水|罚没|基金|税|报名费"
)


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
    general = bool(_GENERAL_LINE.search(fact.label) or _CALLED_BACK.search(fact.label)) or _among_letters(level, fact)
    return places or hotline or letters or general or (level.state.about() == "requests" and beside)


def _among_letters(level: Level, fact: Fact) -> bool:
    """True for 求助类2252件,咨询类77件,投诉类382件: a kind of what was written or called about."""
    labels = [trimmed(level.text, r.label) for r in level.row if r.label is not None]
    beside = any(_KIND_OF_LETTER.fullmatch(label) for label in labels)
    return bool(_ASKED.search(fact.label)) and beside and "公开" not in level.text[level.start : level.end]


_ASKED = re.compile(r"(?:^|其中:?|分,)咨询类?$|咨询类")
_KIND_OF_LETTER = re.compile(r"(?:求助|求决|投诉|举报|投诉举报|建议|意见建议|表扬|诉求|意见)类?(?:工单)?")
_GENERAL_LINE = re.compile(r"12345|市长热线|便民(?:服务)?热线|区长热线|县长热线")
"""Lines on which anything is asked."""
_CALLED_BACK = re.compile(r"回访|随访|走访")


def _demanded(level: Level, item: Item, fact: Fact) -> bool:
    """True for 组织信息员培训2次以上 among the measures to come: a demand."""
    return level.state.setting.role == "problems" and "以上" in level.text[item.quantity.end : item.quantity.right]


def _held_elsewhere(level: Level, item: Item, fact: Fact) -> bool:
    """True for 派员参加市政府办组织的培训班3人次: another body's."""
    return bool(_HELD_ELSEWHERE.search(fact.label))


def _by_how_many_ways(level: Level, item: Item, fact: Fact) -> bool:
    """True for 采取3种方式解读, 5个渠道发布解读: how, not how many."""
    counted = item.from_right or item.quantity.unit == "个"
    return counted and bool(_HOW.match(level.text, item.quantity.right))


_HOW = re.compile(r"(?:方式|形式|渠道|途径|方面|载体|平台|问题|短板|不足)")


def _of_the_governments_lawyers(level: Level, item: Item, fact: Fact) -> bool:
    """True for 代理县政府行政诉讼案件12件, 以县政府为被告的应诉案件: the docket of a justice bureau."""
    disclosure = level.state.setting.role == "review_litigation" or "公开" in level.text[level.start : level.end]
    return not disclosure and bool(
        _DOCKET.search(fact.label) or _OF_ALL_TRADES.search(level.text, level.start, level.end)
    )


def _taken_in(level: Level, item: Item, fact: Fact) -> bool:
    """True for 受理热线工单300件 after the applications."""
    return is_of_letters(fact)


def _by_who_reviews(level: Level, item: Item, fact: Fact) -> bool:
    """True outside their section for 办理行政复议案件300件,维持280件: the cases of a body that reviews or judges, on anything."""
    stop = _PART_ENDS.search(level.text, item.quantity.right, level.end)
    following = level.text[item.quantity.right : stop.start() if stop else level.end]
    if level.state.setting.role == "review_litigation" or "信息" in fact.label + following:
        return False
    told = [f for f in (*level.facts, fact) if _CASES.search(f.label)]
    return bool(told) and told[-1].indicator is None and bool(_JUDGES.match(told[-1].label))


_PART_ENDS = re.compile(r"[;。]")
_CASES = re.compile(r"复议|诉讼")
_JUDGES = re.compile(
    r"(?![^,;。]*公开)[^,;。]{0,8}?(?:办理|受理|审理|审结|承办|办结)(?:了)?(?:各类|各种)?(?:行政)?(?:复议|诉讼|应诉)"
)


def _complained_of(level: Level, item: Item, fact: Fact) -> bool:
    """True outside the section on reviews for 接到投诉举报300件 that does not say what about: on anything."""
    return bool(fact.value) and level.state.setting.role != "review_litigation" and "公开" not in fact.label


_OF_ALL_TRADES = re.compile(
    r"纠错率[^,;。\d]{0,4}[1-9]|复议(?:申请|案件)\d+件,(?:目前)?(?:已)?(?:受理|审结|办结|立案)|行政应诉"
)
_DOCKET = re.compile(r"代理|应诉|出庭|为被告")


def _in_letters(level: Level, item: Item, fact: Fact) -> bool:
    """True for letters that were answered in public."""
    return of_letters(level, item)


def _borne_by_the_office(level: Level, item: Item, fact: Fact) -> bool:
    """True for 邮寄费210元由本局承担, and for what stands beside a waiver."""
    waived = bool(level.facts) and level.facts[-1].indicator == "fees.waived" and item.left[-1].before == "、"
    return waived or bool(_BY_ITSELF.match(level.text, item.quantity.right))


def _none_of_them(level: Level, item: Item, fact: Fact) -> bool:
    """True for 这2起申请均未发生行政复议: what none followed is no count of cases."""
    return item.from_right and bool(_NONE_OF.match(level.text, item.quantity.right))


_NONE_OF = re.compile(r"(?:政府信息|信息)?(?:依申请公开|公开)?(?:申请)?(?:事项|信件|件)?,?均(?:未|没有|无)")


def _a_kind_of_it(level: Level, item: Item, fact: Fact) -> bool:
    """True for 解读政策文件36件,其中图解25件、专家解读4件: a kind of what was counted before."""
    before = [f for f in level.facts if f.indicator == "response.interpretations"]
    if _ONE_KIND.match(fact.label):
        return True
    return level.state.parts and bool(before) and before[0].value > fact.value


_ONE_KIND = re.compile(r"(?:图解|图文|视频|音视频|动漫|图表|专家|文字|新媒体)类解读")
"""全年图解类解读仅3条."""
_ANSWERED_BY = re.compile(r"(?:电话|当面|书面|网上|口头|当场|邮件|信函|现场)(?:方式)?(?:答复|回复)")


def _by_several_ways(level: Level, item: Item, fact: Fact) -> bool:
    """True for 电话答复6件,书面答复5件: each way's own, and no number of all."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    ways = sum(bool(_ANSWERED_BY.search(label)) for label in labels)
    own = item.label is not None and _ANSWERED_BY.search(level.text, item.label.start, item.label.end)
    return bool(own) and ways > 1


_HELD_ELSEWHERE = re.compile(r"参加[^,;。]{1,16}(?:组织|举办|召开|开展|主办)的")


def _who_took_part(level: Level, item: Item, fact: Fact) -> bool:
    """True for 集中学习1场,覆盖工作人员15人."""
    return item.quantity.unit == "人次" or bool(_TOOK_PART.search(fact.label))


_TOOK_PART = re.compile(r"覆盖|参训|参加|参与|参学|培训|轮训|学习")


_KINDS = 4


def _in_a_list_of_classes(level: Level, item: Item, fact: Fact) -> bool:
    """True for 政务公开栏目4782条、在线服务栏目1403条、回应关切120条: a column of a site."""
    column = fact.label.endswith("栏目")
    return item.quantity.unit == "条" and (column or level.siblings(item) >= _KINDS)


_SEVERAL_REASONS = re.compile(r"、[^,;。]{1,30}等(?:情形|原因|理由|情况)(?!.{0,4}无法提供)")
_SENSES: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("requests.", "outcome.", "review.total", "litigation.total"), _for_others),
    (("outcome.",), _for_several_reasons),
    (("outcome.", "requests.concluded", "requests.concluded.", "requests.answered"), _in_letters),
    (("requests.accepted",), _taken_in),
    (("requests.concluded",), _all_in_hand),
    (("requests.concluded", "requests.answered"), _not_done),
    (("requests.carried_in", "requests.carried_out"), _of_cases),
    (("requests.answered",), _by_several_ways),
    (("resources.staff", "resources.staff.", "platform.reading_points"), _before_villages),
    (("resources.staff",), _for_a_task),
    (("resources.staff",), _who_took_part),
    (("response.hot_topics",), _in_a_list_of_classes),
    (("response.interpretations",), _a_kind_of_it),
    (("response.interpretations",), _by_how_many_ways),
    (("review.", "litigation."), _of_the_governments_lawyers),
    (("review.", "litigation."), _by_who_reviews),
    (("complaints.total",), _complained_of),
    (("consultation.", "outcome.not_processed.petition"), _no_question),
    (("training.",), _held_elsewhere),
    (("training.", "meetings.held"), _demanded),
    (("review.total", "litigation.total"), _none_of_them),
    (("fees.collected",), _borne_by_the_office),
    (("fees.collected",), _of_another_cost),
    (("fees.waived",), _of_the_others),
    *_OF_THE_DISCLOSED,
    *_OF_ANOTHER_TRADE,
    *_OF_OTHER_MEANS,
)
"""For which indicators (those that end in a point: all that begin so) which other sense is looked for."""


def in_another_sense(level: Level, item: Item, fact: Fact, indicator: str) -> bool:
    """True where the words around a number give those that name it another sense."""
    return any(sense(level, item, fact) for sense in _senses_of(indicator))


@lru_cache(maxsize=1024)
def _senses_of(indicator: str) -> tuple[Sense, ...]:
    """The senses to look for, worked out once for an indicator: asked anew for every number it took 3 % of ``parse``."""
    return tuple(
        sense
        for ids, sense in _SENSES
        if indicator in ids or any(i[-1] == "." and indicator.startswith(i) for i in ids)
    )
