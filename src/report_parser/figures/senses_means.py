"""Words for people, meetings, courses, money and visits where they serve something else: firemen, floods, farmers, a library's readers."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item
from report_parser.figures.context import Fact
from report_parser.figures.level import Level
from report_parser.figures.senses_disclosed import DISCLOSURE, Sense


def _of_the_public(level: Level, item: Item, fact: Fact) -> bool:
    """True for 培训农民1200人次, 举办电商培训班3期,培训贫困户500人次: no training in this work."""
    if DISCLOSURE.search(fact.label):
        return False
    following = _TRAINED_NEXT.match(level.text, item.quantity.right)
    subject = (item.quantity.unit not in _PEOPLE and _OTHER_SUBJECTS.search(fact.label)) or (
        following and _PUBLIC.search(following[0])
    )
    before = level.facts[-1] if level.facts and level.facts[-1].indicator is None else None
    same = (
        before is not None and re.search("培训|讲座", before.label) is not None and not DISCLOSURE.search(before.label)
    )
    told = same and before is not None and (_PUBLIC.search(before.label) or _OTHER_SUBJECTS.search(before.label))
    return bool(subject or told or _PUBLIC.search(fact.label))


_PEOPLE = frozenset({"人", "名", "人次"})
_TRAINED_NEXT = re.compile(r",[^,;。\d]{0,16}(?=\d)")
_PUBLIC = re.compile(
    r"民警|纳税人|安全员|农民|农户|村民|居民|群众|市民|贫困|学生|学员|(?:培训|面向)企业|企业员工|党员|经营主体|劳动力|从业人员|妇女|儿童|志愿者|网格员|医务|教师"
)
_OTHER_SUBJECTS = re.compile(
    r"法律(?:知识)?讲座|练兵|执法|(?:食品|药品|安全生产|消防|环保|应急|反诈|禁毒|卫生|健康|养老|旅游|水利|林业)[^,;。、\d]{0,6}方面|电商|电子商务|普法|农[业技]|技能|技术|就业|创业|党[务建章风]|计生|急救|防汛|防火|招商|扶贫|宣传活动"
)


def _counts_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 参训人员覆盖12个乡镇: how many bodies they were of."""
    return item.quantity.unit in ("个", "家") and bool(_BODIES.match(level.text, item.quantity.right))


_BODIES = re.compile(r"(?:县直|市直|区直|镇直)?(?:部门|单位|乡镇|镇|街道|村|社区|科室|处室|机关|成员单位|责任单位)")


def _sent_to_courses(level: Level, item: Item, fact: Fact) -> bool:
    """True for 选派3人参加市级培训, 参加省里举办的培训2次6人次."""
    near = level.text[item.left[0].start : item.quantity.start]
    before = level.facts[-1] if level.facts and level.facts[-1].indicator is None else None
    went = bool(_GOES_TO.match(level.text, item.quantity.right)) and bool(re.search(r"派(?!出所)", near))
    same = before is not None and item.left[-1].start == item.left[0].start and not near.strip(" ,、共计")
    last = level.facts[-1] if level.facts else None
    elsewhere = bool(last is not None and _ELSEWHERE_HELD.search(last.label)) and not re.search(r"举办|组织", near)
    return went or elsewhere or (same and bool(_HELD_BY.search(before.label if before else "")))


_HELD_BY = re.compile(r"参加[^,;。]{1,16}(?:举办|组织|召开)的")
_ELSEWHERE_HELD = re.compile(r"参加(?:了)?(?:全?[国省市县区州]|上级)[^,;。]{0,14}培训")
"""参加全市政务公开培训3次,培训干部12人次."""
_GOES_TO = re.compile(r"(?:次)?参加")


def _on_another_matter(level: Level, item: Item, fact: Fact) -> bool:
    """True for 召开安全生产专题会议10次, 召开5次会议研究防汛工作: what meetings were about stands in their name or after them."""
    begin = level.text.rfind(";", level.start, item.quantity.left) + 1 or level.start
    if _LISTENED.search(fact.label) or _MADE_OPEN.search(level.text, begin, item.quantity.left):
        return True
    if item.label is None or DISCLOSURE.search(fact.label):
        return False
    after = _PURPOSE_AFTER.match(level.text, item.quantity.right)
    purpose = _PURPOSE.search(level.text, item.label.start, item.label.end) or after
    if purpose is not None and "公开" in purpose[0]:
        return False
    named = len(_OF_ANY_MEETING.sub("", fact.label)) > 1 and "公开" not in level.text[item.quantity.right : item.stop]
    return named or (purpose is not None and (purpose is not after or not _VAGUE.fullmatch(purpose[0])))


_OF_ANY_MEETING = re.compile(
    r"召开|举行|举办|组织|先后|主持|全[省市县区州旗局厅]性?|[省市县区州旗镇乡](?:人民)?(?:政府|委|里|上|级)?|街道|办公室|[我本该]?[局厅委办院]|领导小组|各类?|各级|部门|单位|"
    r"专题|专门|工作|信息|推进|协调|调度|动员|部署|联席|会商|会议|会|和|或|及|与|的|了|共|累计|全年|本年度?|今年|数|次"
)
"""What is in the name of any meeting; what is left of a name says what it was about."""
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


def _of_another_budget(level: Level, item: Item, fact: Fact) -> bool:
    """True for 维护经费3万元, “三公”经费支出28万元: no money set apart for this work."""
    return not _SET_APART.search(fact.label) or bool(_SPENT_ON.match(level.text, item.quantity.right))


_SPENT_ON = re.compile(
    r"(?:,?用于|,?对)?(?:改造|建设|装修|修建|购置|升级)[^,;。公]{0,12}(?:大厅|服务中心|道路|公路|广场|校舍|设施)"
)
"""投入经费30余万元改造政务服务大厅."""
_SET_APART = re.compile(r"公开|专项|政[府务]信息|(?:安排|落实|投入)(?:工作)?经费$|经费预算$")


def _of_the_whole_body(level: Level, item: Item, fact: Fact) -> bool:
    """True for 机关现有工作人员68名 in an overview: all who work there."""
    if level.state.setting.role == "resources":
        return False
    return not _AT_THIS_WORK.search(level.text, item.left[0].start, max(item.quantity.right, item.stop) + _REACH)


_REACH = 12


_AT_THIS_WORK = re.compile(r"公开|从事|信息|专|兼|负责|承担|承办|具体|主抓|分管|此项|这项|该项|抓")


def _of_another_kind_of_staff(level: Level, item: Item, fact: Fact) -> bool:
    """True for 专职调解员15人,兼职调解员190人; 组建宣传队伍,其中专职4人."""
    if "公开" in level.text[level.start : max(item.stop, item.quantity.right)]:
        return False
    named = _KIND_OF_STAFF.search(fact.label)
    other = named is not None and bool(named["who"]) and not _AT_A_DESK.match(named["who"])
    return other or bool(_TEAM.search(level.text, level.start, item.quantity.start))


_KIND_OF_STAFF = re.compile(r"[专兼]职(?!从事|负责|于)(?:的)?(?P<who>[\u4e00-\u9fff]*)")
_AT_A_DESK = re.compile(
    r"人[员数]|工作|信息|干部|联络|同志|管理|公务员|和|及|与|或|具体|统一|负责|承担|报送员|编制|共|为|有|各|分别|均|政务|从事|网站|档案|文秘|秘书|办事员|档案员|上传|录入|操作|维护"
)
_TEAM = re.compile(r"组建[^,;。]{2,8}(?:队伍|队|团队)")


def _helped_with(level: Level, item: Item, fact: Fact) -> bool:
    """True for 配合完成新闻发布会23期, 指导各部门召开新闻发布会22场, 报道市政府新闻发布会30场: another body's."""
    goes = _OURS_GO.match(level.text, item.quantity.right)
    return bool(goes or _HELPED.search(level.text, item.left[-1].start, item.quantity.start))


_OURS_GO = re.compile(
    r"[,;](?:其中)?[我本][局镇乡委办院校站厅所街](?![^,;。\d]{0,6}(?:领导|负责|同志))[^,;。\d]{0,6}(?:派|参与|参加|出席)"
)
"""市政府召开新闻发布会28场,我局参与3场."""
_HELPED = re.compile(
    r"协助|指导|督促|推动各|报道|转播|(?:组织|邀请)(?:媒体)?记者|为[^,;。]{1,12}保障|保障(?:直播|各|新闻)|技术(?:支持|保障)|配合(?:完成|[市县区省]里|各|有关|部门)|收看|收听"
)


def _readers(level: Level, item: Item, fact: Fact) -> bool:
    """True for 图书馆接待读者18万人次, 档案馆接待查档群众1730人次."""
    begin = max(level.text.rfind(mark, level.start, item.quantity.start) for mark in ";。") + 1
    if _ON_THE_STREET.search(level.text, max(begin, level.start), item.quantity.start):
        return True
    return bool(_OF_A_LIBRARY.search(fact.label)) and not DISCLOSURE.search(fact.label)


_ON_THE_STREET = re.compile(
    r"宣传(?:台|日|周|月|活动)|设(?:立)?(?:宣传|咨询)?台|摆摊|发放(?:各类)?(?:宣传)?(?:材料|资料|手册)"
)
"""设宣传台,发放材料3000份,接待群众400余人."""


_OF_A_LIBRARY = re.compile(r"读者|借阅|借书|查档|到馆|参观")


def _not_of_a_year(level: Level, item: Item, fact: Fact) -> bool:
    """True for 日均点击量560次, 最高日点击3000次: of a day, a week or a month; and for what was counted 从开通至今."""
    return bool(
        _A_DAYS.search(fact.label)
        or _OF_ITEMS.search(fact.label)
        or _EVER.search(level.text[level.start : item.quantity.start])
    )


def _of_the_column(level: Level, item: Item, fact: Fact) -> bool:
    """True for 网站的信息公开专栏于5月开通,至年底页面访问量…, 网站开设的专栏,全年页面访问量…: the subject is the column, not the website."""
    return _COLUMN_OPENED.search(level.text, level.start, item.quantity.start) is not None


_COLUMN_OPENED = re.compile(
    r"(?:专栏|专题|栏目)(?:[^,;。、]{0,10}(?:开通|上线|建成|开设)[^;。]*|,[^,;。、站网]{0,12})$"
)


_OF_ITEMS = re.compile(r"上的信息(?:总)?(?:阅读|浏览|点击)量")
"""门户网站上的信息阅读量: how often its items were read."""
_EVER = re.compile(r"(?:开通|上线|建成|运行|开办|建站)(?:至今|以来)(?!.*(?:20\d\d年|今年|本年|全年|当年))")


_A_DAYS = re.compile(r"日均|最高|历史|单日|月均|周均|每[日天周月]|平均|单篇|单条")


def _told_of_elsewhere(level: Level, item: Item, fact: Fact) -> bool:
    """True for 邻县网站访问量达62万次, 6名工作人员未参加培训, 有5家单位网站访问量不足1000次."""
    begin = item.left[-1].start
    before, after = level.text[begin : item.quantity.start], level.text[item.quantity.right : item.stop]
    return bool(_ELSEWHERE.search(before) or _WANTING.search(before) or _WANTING.search(after))


_ELSEWHERE = re.compile(r"邻县|邻市|邻区|先进[县市地]|外地|外省|兄弟[县市区]|^某[市县区]")
_WANTING = re.compile(r"未(?:参加|接受)(?:过)?培训|(?:家|个)(?:单位|部门)[^,;。]{0,12}不足$|不足$")


def _among_what_was_disclosed(level: Level, item: Item, fact: Fact) -> bool:
    """True for 77条信息中政策解读类内容偏少: what the number counts is all that was disclosed."""
    return item.from_right and bool(_AMONG.match(level.text, item.quantity.right))


_AMONG = re.compile(r"(?:政府|政务)?信息(?:当)?中")


def _how_many_principals(level: Level, item: Item, fact: Fact) -> bool:
    """True for 9个部门主要负责人参加新闻发布会14次: how many of them, not how often."""
    return item.quantity.unit in _BODIES_OR_PEOPLE


_BODIES_OR_PEOPLE = frozenset({"个", "家", "位", "名", "人"})

SENSES: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("response.", "training.", "meetings."), _among_what_was_disclosed),
    (("training.", "response.", "platform.website_visits", "meetings."), _told_of_elsewhere),
    (("response.press_conferences.by_principal", "response.online_interviews.by_principal"), _how_many_principals),
    (("training.",), _of_the_public),
    (("training.attendees",), _counts_bodies),
    (("meetings.held",), _on_another_matter),
    (("resources.special_budget",), _of_another_budget),
    (("platform.website_visits", "platform.column_visits"), _not_of_a_year),
    (("platform.website_visits",), _of_the_column),
    (("resources.staff.",), _of_another_kind_of_staff),
    (("platform.reading_visitors",), _readers),
    (("training.attendees",), _sent_to_courses),
    (("response.", "meetings.", "training."), _helped_with),
    (("resources.staff",), _of_the_whole_body),
)
"""For which indicators which other sense is looked for, as in ``senses``."""
