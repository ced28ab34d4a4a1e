"""What the name of an open class may be: 政策法规 of 公开政策法规类信息, no place, no act, no measure."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^(?:其次(?:是|为)?|以(?=[^上下内来].{2})|总共|一共|合计|总计|共计|累计(?!$)|在?[^,;。\d]{0,8}公开的(?:全部|所有|各类)?(?:政府|政务)?信息(?:当)?中|信息(?:主要)?(?:包括|包含|涵盖)|其余(?!$)|在重点领域(?:信息)?(?:板块|方面|栏目)?(?:公开)?|适时|及时|(?:更新|新增|补充|梳理|调整(?!.{0,3}$)|完善)(?:[、和及与](?=更新|新增|补充|调整|完善|发布|公开))?|主动|(?:公开|发布|公布|公示(?=行政|处罚|许可|结果|履职))(?!公告|公示|指南|目录|年报|$)|集中在|集中于|较集中的内容是|涉及|属于|属|有关|关于|要求|申请|获取|查询|了解|索取|具体(?:为|是|有)|(?:申请)?(?:信息)?内容有|(?:其中)?(?:二级目录|二级栏目|子目录|子栏目|下设子类|其下)(?:中|下)?(?:的)?|包[括含](?!费)|内容|涵盖|是|为(?![民农企老])|反映|主要|了|的)+"
)
_TAIL = re.compile(
    r"(?:(?<=信息)(?:最多|居多|次之|最少)|(?<=类)(?:最多|居多|次之|最少)|(?:栏目|[板版]块)(?:共)?(?:公开|发布)?(?=$)|栏目(?:共)?(?:公开|发布)|(?<=领域)公开信息|公开信息数|信息数|(?<=信息)(?:更新量?|主动公开)|(?<=[\u4e00-\u9fff]{2})(?<!目前)更新$|(?<=计划)数|(?<=[\u4e00-\u9fff]{2})(?<!基)(?<!统计)(?<![人次总])(?<!办件)数(?:量)?$|类(?:别)?|(?<=类)(?:政府|政务)信息|信息|方面|(?<!公开)的|共|栏目|申请)+$"
)
_OTHERS = re.compile(r"其[他它]各[类项种](?:政府|政务)?(?:信息)?")
_THEN = re.compile(r"^.*(?:并|,)(?:及时|主动|定期)?(?:发布|公开|公布)(?!栏|指南|目录|公告)(?=[\u4e00-\u9fff]{2})")
"""公布了联系方式并及时发布政务动态: what went before was not counted."""
_ORDINAL = re.compile(r"^(?:\d{1,2}[.、](?!\d)|\(?\d{1,2}\)|[一二三四五六七八九十]{1,2}、)")
NAMED = re.compile(
    r"(?<![各种分多两三四五六七八九十])类(?:的)?(?:政府|政务)?(?:信息)?(?:数|数量|条数|更新量?)?(?:共|共有|共计|为|有|占|达到?|计|约)?$|栏目(?:共)?(?:公开|发布)(?:政府|政务)?信息(?:共)?$|类(?:政府|政务)?信息主动公开$"
)
NO_CLASS = re.compile(
    r"(?:[省市县区镇乡州盟旗]\)?|管委会|村屯|社区|街道|本级|部门|单位|机关|直属机构|政府|[^政]府|局|委|办|办公室|办公厅|各地|新增|累计|更新|其中.*|^发布|^公布|网站?|频道)(?:主动)?(?:公开|发布|刊载|刊登|采用|转载){0,2}\s*\)?$|^公开$|公开政务$|主动$|级主动公开$|^(?:网上|网络|线上|现场)$|^其[他它](?:方式|渠道|途径|形式)$"
    r"|栏目$|^(?:各(?!类|领域)|全(?=[市县区省镇乡州年部国局委街院校])|比|较|更新)"
)
"""Places and bodies are no classes, nor is a total in other words."""
_NO_NAME = re.compile(
    r"^[省市县区州旗][\u4e00-\u9fff]{1,8}[局委办厅院行处]公开|^[有无]效|^(?:短?视频|音频|图片|图文|推文|稿件|文章|作品)$|^线[上下]$|^(?:截至|截止|通过)|^在(?!建|线|校|职|册)|等$|^(?:文字|图片|图文|视频|音频|动漫|图解|图表|漫画|简明问答|问答|新闻发布会|媒体|专家|负责人)解读(?:文件|材料|稿件|产品)?$|[、直]各(?!类)|^(?:依申请|主动|不予)公开$|^(?:.{1,10}在.{2,14}(?:发布|公开)|发布|刊发|转载|登载|因(?!公)|收集|征集|向|对(?!外)|由|制作|作出|做出|报送|及?时?(?:办理|办结|处理(?!决定)|回复|答复)|清理|接受|办结|受理|通过|回应(?!关切$)|开展|组织(?!机构)|编发|推送|举办|提供|告知|采用|被|另|产生|.{1,6}(?:发布|推送|刊登|举办|召开|开展|编发)(?!会)|增加|增至|.{0,8}(?:制定|制发|出台)|在?20\d\d年|录用|刊登|设立)|(?<!质)[量率]$|(?:收到|受理|(?<!提案)答复|办结)$|(?:渠道|方式|形式|途径)公开$|^(?:政府)?信息数?$|(?:人大|代表|政协|委员)(?:建议|提案|议案)$|级$|栏目公开|采用$|(?:站|网|频道|号|平台|栏目|系统)(?:共)?(?:发布|报送|推送|公开)(?:推文|视频|信息|稿件|文章)?$|信息(?:采纳|录用|刊发|刊登|刊载)$|全年|专栏.{0,4}发布|(?:部门|单位|乡镇|街道)公开$|公开发布$|、$|各$|为[主多]$|公开专栏$|(?:部门|单位|[区县市]\)?|医院|学校|企业|科室|街道|乡镇|系统)公开|^(?:原创|转载|转发|审核|审查|退回|退改|驳回)$|^不?属实$|^校[内外]|^(?:本市|外地|本地|本区|本县)(?:居民|市民)?$|阅读量|过万|”(?:发布|公开|推送)$|^政策解读(?:稿件|材料|产品)$|(?:信箱|热线|来信|来电)(?:提交|提出|转来)?$"
)
"""An act or a measure is no class's name."""
LONGEST, LONGEST_OF_ALL = 18, 30
"""How long a class's name may be; the second, in a list that comes to its whole or of four and more that call themselves classes."""
_QUOTES = re.compile(r"[《》]|“[^”]{9,}|“[^”]*$|^[^“]*”")


def category(label: str) -> str:
    """Returns a class's own name: without 类, 信息,栏目 and the words that lead up to it.

    >>> category("公开政策法规类信息"), category("1.机构职能类")
    ('政策法规', '机构职能')
    """
    name = _LEAD.sub("", _THEN.sub("", _ORDINAL.sub("", label)))
    if _OTHERS.fullmatch(name):
        return name[:2]
    if name in ("其余", "余下", "其他内容"):
        return "其他"
    short = _TAIL.sub("", name)
    return _unquoted((short if len(short) >= 2 else name.removesuffix("信息")).strip("\"' :"))


def _unquoted(name: str) -> str:
    """A name without the quotation marks around the whole of it, or those that lack their other half."""
    if name.count("“") == name.count("”") == 1 and not (name.startswith("“") and name.endswith("”")):
        return name
    return name.strip("“”")


def is_name(name: str, *, titled: bool = False, longest: int = LONGEST) -> bool:
    """True for what can be a class's name; one that calls itself a class in a list may sound like a place (部门乡镇信息)."""
    barred = (_NO_NAME, _QUOTES) if titled and not _LEVEL.search(name) else (NO_CLASS, _NO_NAME, _QUOTES)
    return 2 <= len(name) <= longest and not any(p.search(name) for p in barred)


_LEVEL = re.compile(r"级|政府|累计|新增|更新|^各|^全[市县区省镇乡]")
