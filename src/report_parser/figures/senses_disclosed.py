"""Words that name a way of publishing, or all that was disclosed, in another sense: one kind among several, another body's, what boards show."""

from __future__ import annotations

import re
from collections.abc import Callable

from report_parser.figures.clauses import Item, residue
from report_parser.figures.context import Fact, groups_of
from report_parser.figures.intake import OF_A_LEVEL
from report_parser.figures.level import Level

Sense = Callable[[Level, Item, Fact], bool]
DISCLOSURE = re.compile(r"公开|(?:政府|政务)信息|条例")
"""Words that tie what was counted to this work, whatever else its name sounds like."""


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


def _among_requests(level: Level, item: Item, fact: Fact) -> bool:
    """True for 收到申请53件,其中主动公开的18件."""
    return level.state.setting.role == "requests" and level.state.parts and "requests" in level.state.total


def _after_works(level: Level, item: Item, fact: Fact) -> bool:
    """True for 制作短视频6部、快板2部、推送信息37条: one kind of what was made."""
    before = level.facts[-1] if level.facts else None
    return before is not None and not before.indicator and before.unit in _WORKS and "制作" in level.facts[0].label


_WORKS = frozenset({"部", "张", "幅", "集", "期", "个"})


def _of_papers_made(level: Level, item: Item, fact: Fact) -> bool:
    """True for 全年共发文186件,其中主动公开7件: what became of the papers that a body made."""
    made = [f for f in level.facts if f.indicator is None and f.unit == fact.unit and _PAPERS.search(f.label)]
    return bool(made) and made[0].value >= fact.value


_PAPERS = re.compile(r"发文$|(?:制发|印发|制作|产生|形成|生成|办理|发)(?:各类)?(?:公文|文件)$")


def _of_lower_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 各县(市、区)公开信息15170条: not the body's own."""
    return bool(_OF_LOWER.match(fact.label))


def _of_conferences(level: Level, item: Item, fact: Fact) -> bool:
    """True for 图文解读15篇,新闻发布会5篇: not how something was published, by its own words or its neighbours."""
    if "发布会" not in level.text[level.start : item.quantity.right]:
        return True  # 组织新闻发布工作,全年发布信息2900篇
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
    r"各[^,;。]{1,14}在(?:各自|本单位|本部门|本学院|所属|其)[^,;。]{0,6}网|被[^,;。]{0,14}(?:转载|转发|采用|刊发)|(?:新华网|人民网|新浪|腾讯|搜狐|网易|央视网|光明网|各大?网站)(?![^,;。]{0,12}(?:本|我)?[局委办]网)|^(?:[我本][局委办县区市]{1,2})?(?:在|通过|利用)?[^及和、与]{0,8}(?:采购|招投?标|公共资源交易|人才|信用)网"
)


def _by_press_and_broadcast(level: Level, item: Item, fact: Fact) -> bool:
    """True for 在《某报》和区电视台刊播63篇: by both together."""
    return bool(_BOTH.search(fact.label))


_BOTH = re.compile(
    r"报(?:刊|纸)?》?[^,;。]{0,6}(?:和|与|及|、)[^,;。]{0,8}(?:电视|广播|电台)|(?:电视|广播|电台)[^,;。]{0,6}(?:和|与|及|、)[^,;。]{0,8}报"
)


def _in_a_column(level: Level, item: Item, fact: Fact) -> bool:
    """True for 设置三公经费专栏,公开信息76条: what stands in the column."""
    before = item.left[-2] if len(item.left) > 1 and "政府信息" not in fact.label else None
    return before is not None and bool(_COLUMN_SET_UP.search(level.text, before.start, before.end))


_COLUMN_SET_UP = re.compile(r"(?:设置|设立|开设|建立|开辟|推出|新增)[^,;。]{1,24}(?:专栏|专题|专区)[”\"]?$")


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
    r"各(?:乡镇|县区|区县|市县|县市区?|县|区)(?=共|主动|公开)|全[国省市](?:[^,;。\d]{0,6}系统)(?=共|主动|公开|发布)|[省市县区州](?:[级直](?:各)?(?:机关|部门|单位)?|(?:人民)?政府(?:各)?(?:部门|组成部门|工作部门))"
)
_LOWER = re.compile(
    r"(?:各)?(?:[县区市旗乡镇]{1,3}|街道|镇街|[县市区]直部门|部门)(?:\([^()]*\))?(?:、?街道)?(?:主动)?(?:公开|发布)"
)
_NEXT_LEVEL = re.compile(r"[,;、](?:各)?(?:[县区市旗乡镇]|街道|[我本][局委办厅院])")
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


def _of_several_bodies(level: Level, item: Item, fact: Fact) -> bool:
    """True for 乡镇公开信息2100条,县直部门公开信息3600条: each body's or kind of bodies' own."""
    labels = [level.text[r.label.start : r.label.end] for r in level.row if r.label is not None]
    several = bool(_A_BODYS.search(fact.label)) and sum(bool(_A_BODYS.search(label)) for label in labels) > 1
    if several:
        fact.rule = OF_A_LEVEL
    return several


_A_BODYS = re.compile(
    r"^(?:其中)?(?!全|我|本|政府)[^,;。\d]{0,8}(?:系统|部门|单位|科室|街道|乡镇|医院|学校|企业|县区|[县区]局?|县直|市直)(?:共|累计|主动)*公开(?:各类)?(?:政府|政务)?信息$"
)


def _kept_there(level: Level, item: Item, fact: Fact) -> bool:
    """True for 查阅点共汇集电子信息201条: what there is to read."""
    return bool(_KEPT.search(fact.label))


_KEPT = re.compile(r"汇集|收集|收录|存放|陈列|藏有|备有|共有")


def _in_no_items(level: Level, item: Item, fact: Fact) -> bool:
    """True for 公布21批368个产品目录, 播出专题片4部: neither counts items of information."""
    return item.quantity.unit in _NO_ITEMS


_NO_ITEMS = frozenset({"批", "部", "版", "块", "台", "处", "组", "种"})


def _of_villages(level: Level, item: Item, fact: Fact) -> bool:
    """True for 各村(社区)通过村务公开栏公开村级事务324条: the villages' own affairs."""
    return bool(_VILLAGES.search(fact.label))


_VILLAGES = re.compile(r"^(?:其中)?各(?:行政)?(?:村|社区)(?!.*(?:政府|政务)信息)|村级事务|公开村务|张贴村务|村务信息$")


def _on_an_account(level: Level, item: Item, fact: Fact) -> bool:
    """True for 抖音短视频账号(1个)发布信息46条: what one account put out."""
    return item.label is not None and bool(_ACCOUNT.search(level.full or level.text, 0, item.label.start))


_ACCOUNT = re.compile(r"(?:账号|公众号|视频号|平台|客户端)\(\d+个\)?$")


def _a_report_in_a_list(level: Level, item: Item, fact: Fact) -> bool:
    """True for 更新信息573条,其中机构概况6条,年度信息公开1条: a class of them."""
    whole = level.state.whole
    listed = level.state.parts and whole is not None and whole.indicator == "proactive.total"
    return listed and whole is not None and whole.value > fact.value and fact.label.startswith("年度")


SENSES: tuple[tuple[tuple[str, ...], Sense], ...] = (
    (("requests.received",), _of_a_group),
    (("proactive.by_channel.press", "proactive.by_channel.broadcast"), _by_press_and_broadcast),
    (("proactive.total",), _in_a_column),
    (("proactive.total",), _on_an_account),
    (("proactive.total",), _a_report_in_a_list),
    (("proactive.total",), _after_works),
    (("proactive.total",), _of_papers_made),
    (("proactive.by_channel.press", "proactive.by_channel.broadcast"), _of_the_media),
    (("proactive.by_channel.website",), _on_sites_of_others),
    (("proactive.by_channel.notice_board",), _in_columns),
    (("proactive.by_channel.", "proactive.total"), _of_villages),
    (("proactive.total",), _of_several_bodies),
    (("proactive.by_channel.",), _in_no_items),
    (("proactive.by_channel.reading_point",), _kept_there),
    (("proactive.by_channel.press_conference",), _of_conferences),
    (("proactive.by_channel.",), _of_one_kind),
    (("proactive.total",), _on_boards),
    (("proactive.total",), _of_one_level),
    (("proactive.total",), _of_lower_bodies),
    (("proactive.total",), _among_sent),
    (("proactive.total",), _among_requests),
)
"""For which indicators which other sense is looked for, as in ``senses``."""
