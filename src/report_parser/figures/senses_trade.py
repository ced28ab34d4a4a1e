"""Words that name an indicator where a body's other business is counted: applications for permits, farmers trained, meetings on floods."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item
from report_parser.figures.context import Fact
from report_parser.figures.level import Level
from report_parser.figures.senses_disclosed import Sense


def _another_application(level: Level, item: Item, fact: Fact) -> bool:
    """True for 受理城建档案查询申请1234件, 公租房申请受理450户: what was applied for is no information."""
    if _DISCLOSURE.search(fact.label):
        return False
    found = _APPLICATION.search(fact.label)
    before = fact.label[: found.start()] if found else ""
    taken = _TAKEN.split(before)
    named = _ALSO_HANDLED.sub("", taken[-1]) if len(taken) > 1 else _HANDLED.split(before)[-1]
    return len(named) > 1 and not _HOW_OR_BY_WHOM.search(named)


_DISCLOSURE = re.compile(r"公开|(?:政府|政务)信息|条例")
_APPLICATION = re.compile(r"申请(?!人|表)")
_TAKEN = re.compile(r"收到|受理|接到|接收|接受|新收|收取")
_HANDLED = re.compile(r"办理|处理|答复|办结|回复")
_ALSO_HANDLED = re.compile(r"^[并和及、]?(?:办理|处理|答复|办结|回复)(?:了)?")
_HOW_OR_BY_WHOM = re.compile(
    r"(?:的|书面|网上|网络|网站|线上|线下|在线|电子|邮件|邮箱|信函|邮寄|来函|当面|现场|口头|传真|平台|系统|渠道|各类|此类|该类|这类|上述|以上|相关|有关|有效|合法|正式|"
    r"新增?|全年|本年度?|今年|年度?|公民|法人|组织|群众|市民|居民|村民|企业|个人|自然人|公众|单位|机关|部门|政府|信息|[局委办厅院站所处队省市县区镇乡街旗州校]|办公[室厅]|街道|中心|"
    r"共|计|了|过|到|人|提出|提交|递交|转来|转办|依|有|无|\d)$"
)
"""What stands before 申请 where it tells the way, the applicant or the body, and not what was applied for."""


def _of_the_public(level: Level, item: Item, fact: Fact) -> bool:
    """True for 培训农民1200人次, 举办电商培训班3期,培训贫困户500人次: no training in this work."""
    if _DISCLOSURE.search(fact.label):
        return False
    following = _TRAINED_NEXT.match(level.text, item.quantity.right)
    subject = (item.quantity.unit not in _PEOPLE and _OTHER_SUBJECTS.search(fact.label)) or (
        following and _PUBLIC.search(following[0])
    )
    return bool(subject or _PUBLIC.search(fact.label))


_PEOPLE = frozenset({"人", "名", "人次"})
_TRAINED_NEXT = re.compile(r",[^,;。\d]{0,16}(?=\d)")
_PUBLIC = re.compile(
    r"农民|农户|村民|居民|群众|市民|贫困|学生|学员|(?:培训|面向)企业|企业员工|党员|经营主体|劳动力|从业人员|妇女|儿童|志愿者|网格员|医务|教师"
)
_OTHER_SUBJECTS = re.compile(
    r"电商|电子商务|普法|农[业技]|技能|技术|就业|创业|党[务建章风]|计生|急救|防汛|防火|招商|扶贫|宣传活动"
)


def _counts_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 参训人员覆盖12个乡镇: how many bodies they were of."""
    return item.quantity.unit in ("个", "家") and bool(_BODIES.match(level.text, item.quantity.right))


_BODIES = re.compile(r"(?:县直|市直|区直|镇直)?(?:部门|单位|乡镇|镇|街道|村|社区|科室|处室|机关|成员单位|责任单位)")


def _on_another_matter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 召开5次会议研究防汛工作: what the meetings were about follows them."""
    begin = level.text.rfind(";", level.start, item.quantity.left) + 1 or level.start
    if _LISTENED.search(fact.label) or _MADE_OPEN.search(level.text, begin, item.quantity.left):
        return True
    if item.label is None or "公开" in fact.label:
        return False
    after = _PURPOSE_AFTER.match(level.text, item.quantity.right)
    purpose = _PURPOSE.search(level.text, item.label.start, item.label.end) or after
    if purpose is None or "公开" in purpose[0]:
        return False
    return purpose is not after or not _VAGUE.fullmatch(purpose[0])


_TO = r"(?:专题|专门|集中|认真|及时|共同)?(?:研究|部署|讨论|安排|推进|布置|解决|审议|听取|通报|征求|征集)[^,;。]*"
_PURPOSE = re.compile(rf"会(?:议)?{_TO}")
_PURPOSE_AFTER = re.compile(rf",?{_TO}")
_VAGUE = re.compile(
    r"(?:,|各项|相关|有关|此项|这项|工作|问题|情况|事项|意见|建议|具体|进一步|研究|部署|讨论|安排|推进|布置|解决|审议|听取|通报|征求|征集|专题|专门|集中|认真|及时|共同)+"
)
_MADE_OPEN = re.compile(r"会议公开|公开[^,;。工]{0,8}常务会议")
"""推进会议公开,公开常务会议4次,专题会议28次: what was told of them."""
_LISTENED = re.compile(r"旁听|列席|邀请")
"""市政府常务会议邀请市民代表旁听2次: how often they sat in."""


def _of_other_complaints(level: Level, item: Item, fact: Fact) -> bool:
    """True for 12312热线…受理举报投诉318件, 纪检监察机关受理群众举报15件: complaints on anything."""
    if "公开" in fact.label:
        return False
    if _OTHER_COMPLAINTS.search(fact.label):
        return True
    elsewhere = level.state.setting.role != "review_litigation"
    return elsewhere and bool(_A_LINE.search(level.text, level.start, item.quantity.start))


_A_LINE = re.compile(r"热线|12\d{3}|信箱")
_OTHER_COMPLAINTS = re.compile(r"纪检|纪委|群众举报|信访|消费|违法|违纪|违规|环境|污染|食品|药品|价格|案件线索|市场")


def _of_another_budget(level: Level, item: Item, fact: Fact) -> bool:
    """True for 维护经费3万元, 信息化建设经费50万元: no money set apart for this work."""
    return "公开" not in fact.label and "专项" not in fact.label and bool(_OTHER_BUDGETS.search(fact.label))


_OTHER_BUDGETS = re.compile(r"维护|信息化|建设|网站|设备|改版|购置|电教|印刷|宣传")


def _of_the_whole_body(level: Level, item: Item, fact: Fact) -> bool:
    """True for 机关现有工作人员68名 in an overview: all who work there."""
    if level.state.setting.role == "resources":
        return False
    return not _AT_THIS_WORK.search(level.text, item.left[0].start, max(item.quantity.right, item.stop) + _REACH)


_REACH = 12


_AT_THIS_WORK = re.compile(r"公开|从事|信息|专|兼|负责|承担|承办|具体|主抓|分管|此项|这项|该项|抓")


def _handed_in(level: Level, item: Item, fact: Fact) -> bool:
    """True for 向县政府网站提供信息67条,被采用34条: what was offered to a site."""
    return bool(_OFFERED.search(fact.label)) and bool(_ADOPTED.match(level.text, item.quantity.right))


_OFFERED = re.compile(r"提供|报送|上报|投稿|推荐|供稿")
_ADOPTED = re.compile(r"[^。;\d]{0,10}(?:采用|录用|采纳|刊用)")


def _of_another_charge(level: Level, item: Item, fact: Fact) -> bool:
    """True for 公路通行费减免金额1.2亿元: charges for something else."""
    return bool(_OTHER_CHARGES.search(fact.label)) and not _CHARGED_FOR.search(fact.label)


_OTHER_CHARGES = re.compile(
    r"通行费|税|企业|事业性|规费|学费|物业|租金|房租|水费|电费|气费|社保|保险费|治理费|诉讼费|补偿费|污水|学生|商户"
)
_CHARGED_FOR = re.compile(r"公开|信息|复[印制]|检索|邮寄|申请人|查阅")


def _helped_with(level: Level, item: Item, fact: Fact) -> bool:
    """True for 配合完成新闻发布会23期: another body's."""
    return bool(_HELPED.search(fact.label))


_HELPED = re.compile(r"(?:配合|协助)完成")


def _not_of_a_year(level: Level, item: Item, fact: Fact) -> bool:
    """True for 日均点击量560次, 最高日点击3000次: of a day, a week or a month; and for what was counted 从开通至今."""
    return bool(_A_DAYS.search(fact.label) or _EVER.search(level.text[level.start : item.quantity.start]))


_EVER = re.compile(r"(?:开通|上线|建成|运行|开办|建站)(?:至今|以来)(?!.*(?:20\d\d年|今年|本年|全年|当年))")


_A_DAYS = re.compile(r"日均|最高|单日|月均|周均|每[日天周月]|平均|单篇|单条")


def _asked_for_views(level: Level, item: Item, fact: Fact) -> bool:
    """True for 涉及第三方权益征求意见2件: asked, and not refused."""
    return bool(re.search(r"征求|征询|告知第三方", fact.label))


def _of_stock(level: Level, item: Item, fact: Fact) -> bool:
    """True for 共有政府信息345条,其中主动公开280条,依申请公开40条,不予公开25条: kinds of what there is."""
    before = level.facts[-1] if level.facts else None
    kinds = before is not None and before.unit == fact.unit and bool(_A_KIND.search(before.label))
    return kinds and any((f.indicator or "") == "proactive.total" and f.unit == fact.unit for f in level.facts)


_A_KIND = re.compile(r"依申请公开(?:的)?(?:信息|文件|类)?$")

SENSES: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("requests.received", "requests.concluded", "requests.answered"), _another_application),
    (("training.",), _of_the_public),
    (("training.attendees",), _counts_bodies),
    (("meetings.held",), _on_another_matter),
    (("complaints.total",), _of_other_complaints),
    (("resources.special_budget",), _of_another_budget),
    (("platform.website_visits", "platform.column_visits"), _not_of_a_year),
    (("outcome.denied.third_party_rights",), _asked_for_views),
    (("outcome.denied",), _of_stock),
    (("response.", "meetings.", "training."), _helped_with),
    (("fees.",), _of_another_charge),
    (("resources.staff",), _of_the_whole_body),
    (("proactive.by_channel.", "proactive.total"), _handed_in),
)
"""For which indicators which other sense is looked for, as in ``senses``."""
