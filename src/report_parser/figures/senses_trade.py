"""Words that name an indicator where a body's other business is counted: applications for permits, reviews that it decides, money for other things."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item
from report_parser.figures.context import Fact
from report_parser.figures.level import Level
from report_parser.figures.senses_disclosed import DISCLOSURE, Sense


def _another_application(level: Level, item: Item, fact: Fact) -> bool:
    """True for 受理城建档案查询申请1234件, 公租房申请受理450户: what was applied for is no information."""
    if DISCLOSURE.search(fact.label):
        return False
    found = _APPLICATION.search(fact.label)
    before = fact.label[: found.start()] if found else ""
    taken = _TAKEN.split(before)
    named = _ALSO_HANDLED.sub("", taken[-1]) if len(taken) > 1 else _HANDLED.split(before)[-1]
    return len(named) > 1 and not _HOW_OR_BY_WHOM.search(named)


_APPLICATION = re.compile(r"申请(?!人|表)")
_TAKEN = re.compile(r"收到|受理|接到|接收|接受|新收|收取")
_HANDLED = re.compile(r"办理|处理|答复|办结|回复")
_ALSO_HANDLED = re.compile(r"^[并和及、]?(?:办理|处理|答复|办结|回复)(?:了)?")
_HOW_OR_BY_WHOM = re.compile(
    r"(?:的|书面|网上|网络|网站|线上|线下|在线|电子|邮件|邮箱|信函|邮寄|来函|当面|现场|口头|传真|平台|系统|渠道|各类|此类|该类|这类|上述|以上|相关|有关|有效|合法|正式|"
    r"新增?|全年|本年度?|今年|年度?|公民|法人|组织|群众|市民|居民|村民|企业|个人|自然人|公众|单位|机关|部门|政府|信息|[局委办厅院站所处队省市县区镇乡街旗州校]|办公[室厅]|街道|中心|"
    r"共|计|了|过|到|人|对|提出|提交|递交|转来|转办|依|有|无|\d)$"
)
"""What stands before 申请 where it tells the way, the applicant or the body, and not what was applied for."""


def _of_other_complaints(level: Level, item: Item, fact: Fact) -> bool:
    """True for 12312热线…受理举报投诉318件, 纪检监察机关受理群众举报15件: complaints on anything."""
    if "公开" in fact.label:
        return False
    if _OTHER_COMPLAINTS.search(fact.label):
        return True
    elsewhere = level.state.setting.role != "review_litigation"
    return elsewhere and bool(_A_LINE.search(level.text, level.start, item.quantity.start))


_A_LINE = re.compile(r"热线|12\d{3}|信箱")
_OTHER_COMPLAINTS = re.compile(
    r"纪检|纪委|群众举报|医疗|损害|质量|服务|信访|消费|违法|违纪|违规|环境|污染|食品|药品|价格|案件线索|市场"
)


def _handed_in(level: Level, item: Item, fact: Fact) -> bool:
    """True for 向县政府网站提供信息67条,被采用34条: what was offered to a site."""
    return bool(_OFFERED.search(fact.label)) and bool(_ADOPTED.match(level.text, item.quantity.right))


_OFFERED = re.compile(r"提供|报送|上报|投稿|推荐|供稿")
_ADOPTED = re.compile(r"[^。;\d]{0,10}(?:采用|录用|采纳|刊用)")


def _of_another_charge(level: Level, item: Item, fact: Fact) -> bool:
    """True for 公路通行费减免金额1.2亿元: charges for something else."""
    return bool(_OTHER_CHARGES.search(fact.label)) and not _CHARGED_FOR.search(fact.label)


_OTHER_CHARGES = re.compile(
    r"通行费|婚姻|殡葬|登记|办证|证照|税|企业|事业性|规费|学费|物业|租金|房租|水费|电费|气费|社保|保险费|治理费|诉讼费|补偿费|污水|学生|商户"
)
_CHARGED_FOR = re.compile(r"公开|信息|复[印制]|检索|邮寄|申请人|查阅")


def _advice_of_the_trade(level: Level, item: Item, fact: Fact) -> bool:
    """True for 接待法律咨询1980人次, 窗口接待办事群众1.9万人次: what the body's own business is."""
    if "公开" in fact.label:
        return False
    left = level.state.about() == "requests" and "留言" in fact.label
    at_hand = _IN_THE_COUNTRY.search(level.text, level.start, item.quantity.start)
    of_calls = _OF_CALLS.match(level.text, item.quantity.right)
    line = _TRADE_LINE.search(level.text, 0, item.quantity.start)
    return bool(left or at_hand or of_calls or line or _TRADE_ADVICE.search(fact.label))


_IN_THE_COUNTRY = re.compile(r"下乡|进(?:村|社区|企业|校园|万家)|集市|赶[集场]")
"""开展“送政策下乡”活动8场次,解答群众咨询2300人次."""
_TRADE_LINE = re.compile(r"(?:审批|便民|政务)服务(?:热线|专线)")
"""行政审批服务热线…并入8890便民服务专线。全年解答公众咨询电话12584件."""
_OF_CALLS = re.compile(r",其中(?:咨询|投诉|求助|举报)(?:类|电话)?\d")
"""接听来电3200个,其中咨询类2600个."""
_TRADE_ADVICE = re.compile(
    r"(?:法律|就业|健康|纳税|税收|办税|公证|医保|社保|低保政策|劳动|招生|消费|心理|医疗|技术|投资|项目|业务)咨询|办事群众|办理业务|家长|招生|报修|停水|高考|志愿|客户|纳税"
)


def _by_letter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 受理信访件72件,其中来信25件、来访38批: ways that letters and visitors came, not applications."""
    if "公开" in fact.label or "requests" in level.state.total:
        return False
    if _OF_A_LINE.search(fact.label) or _AT_A_DESK.search(level.text, level.start, item.quantity.right):
        return True
    row = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    return "申请事项" in fact.label or any(_LETTER.search(label) and "申请" not in label for label in row)


_OF_A_LINE = re.compile(r"12345|热线|信箱|工单|公开电话")
"""收到“12345”转办件64件."""
_AT_A_DESK = re.compile(r"办证|审批(?:系统|事项|业务)|受理(?:各类)?(?:业务|事项|许可|审批)|领取|自取")
"""窗口受理群众申请办证1300件; 网上审批系统受理业务5600件,窗口受理3200件; 邮寄答复书23份,现场领取4份."""
_LETTER = re.compile(r"来信|来访|信访")


def _in_the_matter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 申请主要集中在医疗事故处理(4件), 涉及房产证办理的4件: what was asked for, and no way of dealing with it."""
    listed = bool(level.facts) and level.facts[-1].indicator == "requests.by_topic" and _DONE_WITH.fullmatch(fact.label)
    return bool(listed or _MATTER.search(level.text[item.left[0].start : item.quantity.left].rstrip()))


_DONE_WITH = re.compile(r"(?!申请|依申请)[\u4e00-\u9fff]{2,8}(?:办理|处理)")
"""涉及征地补偿2件,低保办理1件."""
_MATTER = re.compile(r"(?:集中在|集中于|涉及|内容(?:为|是|有|包括)|信息包括)[^,;。\d]*$|(?:处理|办理|答复)类(?:申请)?$")


def _a_kind_of_letter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 办理留言68件,其中咨询类40件、投诉类20件、建议类8件."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    return fact.label.endswith("类") and sum(bool(_KINDS_OF_LETTERS.search(label)) for label in labels) > 1


_KINDS_OF_LETTERS = re.compile(r"(?:咨询|求助|求决|投诉|举报|建议|表扬|诉求|意见)类$")


def _of_one_body(level: Level, item: Item, fact: Fact) -> bool:
    """True for 国土局15件中同意公开11件: one body's among those of all."""
    begin = max(level.start, level.text.rfind(";", level.start, item.quantity.start) + 1)
    return bool(_ONE_BODYS.search(level.text, begin, item.quantity.start))


_ONE_BODYS = re.compile(r"(?:局|委|厅|办公室)(?:的)?\d+件(?:申请)?中")


def _put_to_others(level: Level, item: Item, fact: Fact) -> bool:
    """True for 局机关未收到申请,各区县局共收到13件, and for 其中向市规划局提出的申请35件."""
    none = _LOWER_BODIES.match(fact.label) and _OWN_NONE.search(level.text, level.start, item.quantity.start)
    told = _PUT_TO.search(fact.label) and ("其中" in level.prefix(item) or level.state.parts)
    return bool(none or told)


_LOWER_BODIES = re.compile(r"各(?:区|县|市|镇|乡|街|旗|直属|下属)|下属|所属|直属|基层")
_OWN_NONE = re.compile(r"(?:未|无|没有)[^,;。\d]{0,14}申请")
_PUT_TO = re.compile(r"向[^,;。]{2,12}(?<!本)(?<!我)[局委办厅](?:提出|提交)的?申请")


def _for_them(level: Level, item: Item, fact: Fact) -> bool:
    """True for 代区县转办31件, 涉及其他部门职责转办5件: handed on, not taken in."""
    return bool(re.match(r"代[^,;。]{1,8}转办|.*(?:其[他它](?:部门|单位|机关)|非本).*转办", fact.label))


def _it_decides(level: Level, item: Item, fact: Fact) -> bool:
    """True for what a body decides, or what other bodies' doings were brought to review and court for: 我局作为复议机关办理6件, 工伤认定行政诉讼7件."""
    before = level.text[level.start : item.quantity.start]
    clause = before[max(before.rfind(mark) for mark in ",;。") + 1 :]
    last = level.facts[-1] if level.facts and level.facts[-1].indicator is None else None
    same = last is not None and bool(_OTHER_CAUSE.search(last.label)) and not _ITS_OWN.search(fact.label)
    return bool(_DECIDED.search(before) or _OTHER_CAUSE.search(clause)) or same


_ITS_OWN = re.compile(r"公开|复议|诉讼")


_DECIDED = re.compile(r"作为(?:行政)?复议机关|不服下级|法院(?:共|全年)?(?:受理|审理|审结)|行政复议体制|复议体制改革")
_OTHER_CAUSE = re.compile(
    r"矛盾|纠纷|争议|调解成功|治安|征地补偿|援助案件|行政处罚|工伤|仲裁|行政许可|征收决定|土地权属|治安|交通事故|劳动|一审案件"
)


def _outside_its_section(level: Level, item: Item, fact: Fact) -> bool:
    """True for 办结行政复议案件36件,维持31件 in an overview where nothing before tells of disclosure."""
    state = level.state
    if state.setting.role in ("review_litigation", "requests", "consultation", "fees", "unknown") or not fact.value:
        return False
    if "公开" in level.text[max(0, level.start - _SENTENCE_BEFORE) : level.end] or "公开" in state.setting.heading:
        return False
    return bool(_OF_A_DOCKET.search(level.text, level.start, level.end))


_SENTENCE_BEFORE = 60
_OF_A_DOCKET = re.compile(
    r"(?:办结|受理|审结|立案|审理|代理|收到)[^,;。]{0,4}(?:各类)?行政(?:复议|诉讼)|出庭应诉|调解结案"
)


def _adopted(level: Level, item: Item, fact: Fact) -> bool:
    """True for 报送信息3860条,网站采用2910条: what was taken of what was sent."""
    return bool(_TAKEN_UP.search(fact.label))


_TAKEN_UP = re.compile(r"(?:采用|录用|采纳|刊用)(?:了)?$")


def _a_threshold(level: Level, item: Item, fact: Fact) -> bool:
    """True for 公开信息在500条以上的部门有8个, 公开信息超过千条的单位13家."""
    return bool(_THRESHOLD.match(level.text, item.quantity.right))


_THRESHOLD = re.compile(r"(?:以上|以下|以内)?的(?:[^,;。]{0,6}(?:单位|部门|乡镇|街道|科室)|得|给予|加|扣|为|予以)")


def _classed_anew(level: Level, item: Item, fact: Fact) -> bool:
    """True for 对36件历史文件转为主动公开, 拟主动公开46件,维持不予公开9件: papers whose class was looked at again."""
    begin = max(level.start, level.text.rfind(";", level.start, item.quantity.start) + 1)
    return bool(_ANEW.search(level.text, begin, max(item.stop, item.quantity.right)))


_ANEW = re.compile(r"(?:转为|调整为|变更为|改为|认定为|确定为|标注为|拟)(?:依申请|主动|不予)公开|维持不予公开|公开属性")


def _asked_for_views(level: Level, item: Item, fact: Fact) -> bool:
    """True for 涉及第三方权益征求意见2件: asked, and not refused."""
    return bool(re.search(r"征求|征询|告知第三方", fact.label))


def _of_stock(level: Level, item: Item, fact: Fact) -> bool:
    """True for 共有政府信息345条,其中主动公开280条,依申请公开40条,不予公开25条: kinds of what there is."""
    before = level.facts[-1] if level.facts else None
    kinds = before is not None and before.unit == fact.unit and bool(_A_KIND.search(before.label))
    return kinds and any((f.indicator or "") == "proactive.total" and f.unit == fact.unit for f in level.facts)


_A_KIND = re.compile(r"依申请公开(?:的)?(?:信息|文件|类)?$")


def _of_a_docket_with_own(level: Level, item: Item, fact: Fact) -> bool:
    """True for 办理行政复议案件45件,维持30件;因政府信息公开引起的复议1件: the last alone is of this work."""
    here = level.text[item.left[-1].start : item.quantity.start]
    kind = "复议" if "复议" in level.text[level.start : item.quantity.right] else "诉讼"
    own = re.compile(rf"(?:因|由|涉及|针对)(?:政府)?信息公开[^,;。\d]{{0,12}}{kind}[^,;。\d]{{0,8}}\d")
    told_later = own.search(level.text, item.quantity.right)
    return "公开" not in here and told_later is not None and bool(_A_DOCKET.search(level.text[: told_later.start()]))


_A_DOCKET = re.compile(r"(?:办理|受理|审理|办结|审结|收到)(?:各类)?行政(?:复议|诉讼|应诉)(?:案件|申请)?\d")


def _of_petitions(level: Level, item: Item, fact: Fact) -> bool:
    """True for 网上信访占信访总量68.3%,按期答复率99.1%: letters, visits and calls, no applications."""
    words = level.text[level.start : item.quantity.start]
    return bool(_PETITIONS.search(words)) and not _APPLICATIONS.search(words)


_PETITIONS = re.compile(r"信访|工单|热线|来信|网民留言")
_APPLICATIONS = re.compile(r"公开|申请")


def _of_most_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 镇街大多只有1名兼职人员: how many each of several others has."""
    return _MOST_HAVE.search(level.text, level.start, item.quantity.start) is not None


_MOST_HAVE = re.compile(r"(?:大多|多数|普遍|部分|有的|个别|一些|大都|往往)[^,;。]{0,10}(?:只|仅)有?$")


SENSES: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("requests.on_time_rate", "requests.answer_rate"), _of_petitions),
    (("resources.staff", "resources.staff."), _of_most_bodies),
    (("requests.received", "requests.concluded", "requests.answered"), _another_application),
    (("complaints.total",), _of_other_complaints),
    (("outcome.denied.third_party_rights",), _asked_for_views),
    (("outcome.denied",), _of_stock),
    (("consultation.",), _advice_of_the_trade),
    (("requests.by_channel.",), _by_letter),
    (("requests.by_channel.transferred",), _for_them),
    (("requests.received",), _put_to_others),
    (("requests.concluded", "requests.answered"), _in_the_matter),
    (("complaints.total",), _a_kind_of_letter),
    (("outcome.", "requests.answered", "requests.concluded"), _of_one_body),
    (("review.", "litigation."), _it_decides),
    (("review.", "litigation."), _outside_its_section),
    (("review.", "litigation."), _of_a_docket_with_own),
    (("proactive.by_channel.",), _adopted),
    (("proactive.total",), _a_threshold),
    (("proactive.total", "outcome.denied"), _classed_anew),
    (("fees.",), _of_another_charge),
    (("proactive.by_channel.", "proactive.total"), _handed_in),
)
"""For which indicators which other sense is looked for, as in ``senses``."""
