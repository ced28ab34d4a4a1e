"""Title, issuer, year, period, dates and kind of page, in the shapes that government pages print them."""

import pytest

from report_parser.document.build import TextBuilder
from report_parser.document.dates import find_period, main_year, parse_date
from report_parser.document.grid import RawCell
from report_parser.document.headlines import bare_headline, headline_date
from report_parser.document.html import read_html
from report_parser.document.issuer import preamble_names, site_body
from report_parser.document.labels import read_labels
from report_parser.document.metadata import kind_of_page, read_metadata
from report_parser.document.names import body_kind
from report_parser.document.titles import parse_title, squeeze
from report_parser.models import Document, Metadata, Period
from report_parser.rules.load import read_table

BODY = (
    "一、概述",
    "2014年，我单位按照要求做好政府信息公开工作。",
    "二、主动公开情况",
    "全年主动公开政府信息12条。",
    "三、依申请公开情况",
    "未收到公开申请。",
    "四、收费及减免情况",
    "未收取费用。",
    "五、行政复议和诉讼情况",
    "未发生行政复议、行政诉讼。",
)


def document(
    *lines: str, tags: dict[str, str] | None = None, around: tuple[str, ...] = (), body: bool = True
) -> Document:
    builder = TextBuilder()
    for line in (*lines, *(BODY if body else ())):
        builder.add_line(line)
    return builder.document(tags=tags or {}, around=around, container="test")


def read(*lines: str, **keys: object) -> Metadata:
    return read_metadata(document(*lines, **keys))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("example", read_table("metadata")["title"]["examples"], ids=lambda e: e["text"])
def test_title_examples_of_the_table(example: dict[str, object]) -> None:
    title = parse_title(str(example["text"]))
    assert title is not None
    assert (title.issuer or "", title.year) == (example["issuer"], example["year"])


@pytest.mark.parametrize("text", read_table("metadata")["title"]["counter"])
def test_title_counter_examples_of_the_table(text: str) -> None:
    assert parse_title(text) is None


TITLES = [
    ("东林县环保局2012年度政府信息公开工作年度报告", "东林县环保局", 2012),
    ("二0一五年度青石镇政府政府信息公开年度报告", "青石镇政府", 2015),
    ("清河县人民政府办公室2018年政府信息公开工作报告", "清河县人民政府办公室", 2018),
    ("《清河县2009年度政府信息公开工作年度报告》", "清河县", 2009),
    ("云江经济技术开发区管委会2019年政府信息公开工作年度报告", "云江经济技术开发区管委会", 2019),
    ("白沙区天台街道2010年度政府信息公开工作年度报告", "白沙区天台街道", 2010),
    ("白沙区水务局（海洋局）2016年政府信息公开年报", "白沙区水务局（海洋局）", 2016),
    ("省体育局政府信息公开2014年度报告", "省体育局", 2014),
    ("我局2013年政府信息公开工作总结", None, 2013),
    ("政府信息公开年度报告（2011年度）", None, 2011),
    ("2010年信息公开年度报告.doc", None, 2010),
    ("二○○九年度清河县审计局政府信息公开年度报告", "清河县审计局", 2009),
    ("清河县审计局2OO9年政府信息公开年度报告", "清河县审计局", 2009),
    ("清河县水利局2017年政府信息公开工作情况报告", "清河县水利局", 2017),
    ("关于清河县林业局2011年度政府信息公开工作的报告", "清河县林业局", 2011),
    ("清河县财政局环境信息公开年度报告(2010年)", "清河县财政局", 2010),
    ("2008清河县青石镇政府信息公开工作年度报告", "清河县青石镇", 2008),
    ("清河县审计局政府信息公开工作年度报告 2013年3月14日 来源：清河县政府", "清河县审计局", None),
    ("110清河县公安局2012年政府信息公开工作年度报告", "110清河县公安局", 2012),
]


@pytest.mark.parametrize(("text", "issuer", "year"), TITLES)
def test_parts_of_a_title(text: str, issuer: str | None, year: int | None) -> None:
    title = parse_title(text)
    assert title is not None
    assert (title.issuer, title.year) == (issuer, year)


JOINED = [
    # (lines before the preamble, title, issuer)
    (("清河县人民政府", "2024 年政府信息公开工作年度报告"), "清河县人民政府2024年政府信息公开工作年度报告", "清河县人民政府"),
    (("2010 年白沙区城市管理局", "政府信息公开年度报告", "白沙区城市管理局", "2010 年 12 月"), "2010年白沙区城市管理局政府信息公开年度报告", "白沙区城市管理局"),
    (("清河县审计局", "2013年政府信息公开", "工作年度报告"), "清河县审计局2013年政府信息公开工作年度报告", "清河县审计局"),
    (("清河县青石镇2014年度", "政府信息公开工作年度报告"), "清河县青石镇2014年度政府信息公开工作年度报告", "清河县青石镇"),
    (("2014年度", "清河县青石镇", "政府信息公开工作年度报告"), "2014年度清河县青石镇政府信息公开工作年度报告", "清河县青石镇"),
    (("清河县青石镇政府信息公开工作年度报告", "（2014年度）"), "清河县青石镇政府信息公开工作年度报告（2014年度）", "清河县青石镇"),
    (("政府信息公开年报", "清河县民政局2014年政府信息公开年报", "发布时间：2015-02-03"), "清河县民政局2014年政府信息公开年报", "清河县民政局"),
    (("2014年清河县卫生局政府信息公开工作年度报告", "清河县卫生局", "(2015年1月30日)"), "2014年清河县卫生局政府信息公开工作年度报告", "清河县卫生局"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "title", "issuer"), JOINED)
def test_title_broken_over_lines(lines: tuple[str, ...], title: str, issuer: str) -> None:
    found = read(*lines)
    assert (found.title, found.issuer) == (title, issuer)


def test_title_of_a_report_wrapped_in_a_notice() -> None:
    found = read(
        "清河县人民政府办公室关于公布",
        "清河县2009年度政府信息公开工作年度报告的通知",
        "各乡镇人民政府，县直各单位：",
        "按照条例要求，我办编制了《清河县2009年度政府信息公开工作年度报告》，现予公布。",
        "二〇一〇年一月十九日",
        "清河县2009年度政府信息公开工作年度报告",
        "根据条例的规定，特编制本年度报告。",
    )
    assert (found.title, found.issuer, found.year) == ("清河县2009年度政府信息公开工作年度报告", "清河县", 2009)
    assert found.published == "2010-01-19"


def test_fuller_title_of_the_tags_wins_and_side_lists_do_not() -> None:
    tags = {
        "articletitle": "清河县司法局2014年政府信息公开年度报告",
        "title": "清河县司法局2014年政府信息公开年度报告_清河县人民政府",
    }
    side = ("清河县司法局2013年政府信息公开年度报告", "清河县司法局2012年政府信息公开年度报告")
    assert read("2014年政府信息公开年度报告", tags=tags, around=side).title == tags["articletitle"]
    assert read("本报告依照条例编制。", tags=tags, around=side).year == 2014
    assert read("本报告依照条例编制。", around=side).title is None


def test_site_name_is_cut_from_the_title_element() -> None:
    found = read(
        "本报告依照条例编制。", tags={"title": "清河县司法局2014年政府信息公开年度报告-清河县人民政府门户网站"}
    )
    assert found.title == "清河县司法局2014年政府信息公开年度报告"


ISSUERS = [
    # (lines, tags, issuer)
    (("2014年政府信息公开年度报告", "本报告由清河县统计局根据《条例》编制。"), {}, "清河县统计局"),
    (
        ("2014年政府信息公开年度报告", "根据《条例》规定，现公布清河县人民政府2014年政府信息公开工作年度报告。"),
        {},
        "清河县人民政府",
    ),
    (("2014年政府信息公开年度报告", "特向社会公布2014年度清河县人民政府信息公开年度报告。"), {}, "清河县人民政府"),
    (("2014年政府信息公开年度报告", "青石镇根据《条例》规定编制本报告。"), {}, "青石镇"),
    (("2014年政府信息公开年度报告",), {"contentsource": "清河县药监局"}, "清河县药监局"),
    (("2014年政府信息公开年度报告",), {"sitename": "清河县人民政府门户网站"}, "清河县人民政府"),
    (("卫生局2014年政府信息公开年度报告", "本报告由清河县卫生局编制。"), {}, "清河县卫生局"),
    (
        ("县环保局2014年政府信息公开年度报告", "如有疑问，请与清河县环境保护局办公室联系（电话：略）。"),
        {},
        "清河县环境保护局",
    ),
    (("卫生局2014年政府信息公开年度报告", "本报告由清河县教育局编制。"), {}, "卫生局"),
    (("清河县卫生局2014年政府信息公开年度报告", "本报告由清河县人民政府办公室编制。"), {}, "清河县卫生局"),
    (("国家林业局2014年政府信息公开年度报告", "本报告由国家林业局办公室编制。"), {}, "国家林业局"),
    (("青石镇2014年政府信息公开年度报告",), {"sitename": "清河县人民政府"}, "青石镇"),
    (("现就清河县人民政府2014年度政府信息公开情况报告如下：",), {}, "清河县人民政府"),
    (
        (
            "特向社会公布2014年度本级政府(机关)信息公开工作年度报告。请与清河县政府办公室政府信息公开领导小组办公室联系。",
        ),
        {},
        "清河县政府办公室",
    ),
    (
        ("特向社会公布本年度民政局(机关)信息公开工作年度报告。请与清河县民政局办公室联系。",),
        {"contentsource": "民政局"},
        "清河县民政局",
    ),
    (
        ("索引号 | 公开方式 | 发布机构 |", "1162/2010-00023 | 主动公开 | 清河县青石镇人民政府 |"),
        {},
        "清河县青石镇人民政府",
    ),
    (("按照条例编制本单位年度报告。如有疑问，请联系：清河县工业园区管委会，电话：略。",), {}, "清河县工业园区管委会"),
    (("按照条例编制本单位年度报告。清河县气象局联系电话：略。",), {}, "清河县气象局"),
    (("如有疑问，请与清河县人民政府办公室政务办公室联系，电话：略。",), {}, "清河县人民政府办公室"),
    (("如有疑问，请联系清河县质量监督局信息中心，联系电话：略。",), {}, "清河县质量监督局"),
    (("本年度报告由清河县公安局办公室编制。",), {}, "清河县公安局"),
    (
        ("本报告由清河县宗教事务局政务公开政府信息公开工作领导小组办公室编制。",),
        {},
        "清河县宗教事务局",
    ),
    (
        ("特向社会公布清河县税务局（以下简称“县税务局”，下文类同）2021年政府信息公开工作年度报告。",),
        {},
        "清河县税务局",
    ),
    (("1、报告依据：《条例》。", "2、报告主要内容：清河县水务局2020年政府信息公开工作情况。"), {}, "清河县水务局"),
    (("如有疑问，请与县政务公开办联系。",), {}, None),
]


@pytest.mark.parametrize(("lines", "tags", "issuer"), ISSUERS)
def test_issuer(lines: tuple[str, ...], tags: dict[str, str], issuer: str | None) -> None:
    assert read(*lines, tags=tags).issuer == issuer


def test_bracket_of_a_signature_stays_whole() -> None:
    assert read("本报告依照条例编制。", *BODY, "清河县财政局（国资委）", body=False).issuer == "清河县财政局（国资委）"


def test_issuer_from_the_signature() -> None:
    found = read("2014年政府信息公开年度报告", *BODY, "清河县青石镇人民政府", "二〇一五年三月十日", body=False)
    assert (found.issuer, found.issuer_kind, found.published) == ("清河县青石镇人民政府", "township", "2015-03-10")
    assert found.region is not None
    assert found.region.code == "130534"


KINDS = [
    ("清河县", "government"), ("清河县人民政府", "government"), ("高新技术产业开发区管理委员会", "government"), ("长岛景区管委会", "government"),
    ("清河县人民政府办公室", "department"), ("城市管理委员会", "department"), ("国有资产监督管理委员会", "department"), ("教育局", "department"),
    ("商务部", "department"), ("住房公积金管理中心", "department"), ("水务局（海洋局）", "department"), ("青石镇", "township"),
    ("青石镇人民政府", "township"), ("天台街道办事处", "township"), ("越秀区人民政府北京街道办事处", "township"), ("达来苏木", "township"),
    ("我局", None), ("本机关", None), ("工作情况", None), ("本溪市", "government"), ("从化区", "government"), ("将乐县教育局", "department"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind_of_body(name: str, kind: str | None) -> None:
    assert body_kind(name) == kind


PERIODS = [
    ("本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。", "2016-01-01", "2016-12-31"),
    ("数据统计期限从2019年1月1日到12月31日止。", "2019-01-01", "2019-12-31"),
    ("本报告信息数据统计期限为：２０１６年１月１日——２０１６年１２月３１日。", "2016-01-01", "2016-12-31"),
    ("统计期限为二〇一六年一月一日至二〇一六年十二月三十一日。", "2016-01-01", "2016-12-31"),
    ("所列数据的统计期限自2008年5月1日《条例》实施之日起，至2008年12月31日止。", "2008-05-01", "2008-12-31"),
    ("统计期限自2009年1月1日起,至2009年12月31日止。", "2009-01-01", "2009-12-31"),
    ("本报告内容涵盖我镇2012年1月1日至12月31日期间的政府信息公开情况。", "2012-01-01", "2012-12-31"),
    ("统计时限：2012.1.1-2012.12.31。", "2012-01-01", "2012-12-31"),
    ("统计期限自20201月1日起至202012月31日止。", "2020-01-01", "2020-12-31"),
    ("统计时间为2013年1月至12月。", "2013-01-01", "2013-12-31"),
    ("数据统计期限为2013年度。", "2013-01-01", "2013-12-31"),
    ("统计期限自2013年1月1日零时起至2013年12月31日24时止。", "2013-01-01", "2013-12-31"),
    ("统计期限自2013年1月1日起至2013年11月30日止。", "2013-01-01", "2013-11-30"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_period(text: str, start: str, end: str) -> None:
    period = find_period(text, len(text))[0]
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "2016年，我局主动公开信息12条。",
        "自2008年5月1日至2016年10月31日，累计公开信息1200条。",
        "本报告于2017年1月1日至3月31日公布。",
        "统计期限自2017年1月日起至2017年12月31日止。",
        "统计期限自2016年2月30日起至2016年12月31日止。",
    ],
)
def test_no_period(text: str) -> None:
    assert find_period(text, len(text))[0] is None


def test_whole_year_in_a_section_is_a_period_where_none_is_stated_before() -> None:
    text = "一、概述\n我镇自2016年1月1日到12月31日主动公开信息915条。"
    assert find_period(text, 0)[0] == Period("2016-01-01", "2016-12-31")
    assert find_period(text.replace("12月31日", "10月31日"), 0)[0] is None


def test_broken_period_is_told() -> None:
    codes = {
        d.code
        for d in read_metadata(
            document("清河县2017年政府信息公开年度报告", "统计期限自2017年1月日起至2017年12月31日止。")
        )[1]
    }
    assert "period.unreadable" in codes


DATES = [
    ("2017-03-10 17:15", "2017-03-10"), ("2012年03月23日", "2012-03-23"), ("2017/3/1", "2017-03-01"), ("二〇一七年三月十日", "2017-03-10"),
    ("二○一○年十二月三十一日", "2010-12-31"), ("20170310", "2017-03-10"), ("2017年3月", None), ("二0一七年", None), ("2017-13-40", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), DATES)
def test_date(text: str, found: str | None) -> None:
    assert parse_date(text) == found


PUBLISHED = [
    # (lines around, first lines of the body, tags, date)
    (("发布时间：2015-02-03 来源：县政府办 字体：大 中 小",), (), {}, "2015-02-03"),
    (("发布日期:", "2015-02-03", "浏览次数:"), (), {}, "2015-02-03"),
    (("2015-02-03 08:30 来源：县政府办",), (), {}, "2015-02-03"),
    (
        ("索 引 号：K1/2015-1 | 发布机构：县政府办 | 成文日期：2015-01-31 | 发布日期：2015-02-03 |",),
        (),
        {},
        "2015-02-03",
    ),
    ((), ("【发布日期】2015年2月3日",), {}, "2015-02-03"),
    ((), ("2015-02-03",), {}, "2015-02-03"),
    ((), (), {"pubdate": "2015-02-03 10:00:00"}, "2015-02-03"),
    (("生成日期：2015-01-31",), (), {"pubdate": "2015-02-03 10:00"}, "2015-02-03"),
    (("生成日期：2015-01-31",), (), {}, "2015-01-31"),
    (("2013-01-25", "2012-01-25"), (), {}, None),
    (("发布时间：",), (), {}, None),
    (("上载日期: 2015-02-03 来源: 县政府办",), (), {}, "2015-02-03"),
    (("网上公开日期：2015-02-03",), (), {}, "2015-02-03"),
    (("生效日期：2015-02-03", "废止日期：2016-02-03"), (), {}, None),
    (("2015年02月03日 15:22 来源：县政府办 点击：[]",), (), {}, "2015-02-03"),
    (("文 号：无", "2015.02.03"), (), {}, "2015-02-03"),
    (("公文生成日期：2015-01-10",), ("2014年12月31日",), {}, "2015-01-10"),
    (("公开日期2015-02-03",), (), {}, "2015-02-03"),
    (("来源：清河县人民政府网 2015-02-03",), (), {}, "2015-02-03"),
    ((), (), {"maketime": "2015-02-03 16:02"}, "2015-02-03"),
    (("清河县人民政府办公室2015-02-03", "责任编辑：×××"), (), {}, "2015-02-03"),
    (("清河县人民政府办公室2015-02-03", "清河县卫生局2015-01-20"), (), {}, None),
    (("清河县召开会议2015-02-03",), (), {}, None),
    ((), ("2015-02-03 09:37",), {}, "2015-02-03"),
    ((), ("2015年02月03日 09时58分",), {}, "2015-02-03"),
    (("清河县政府网站 2015年02月03日 09时58分 来源：县政府办",), (), {}, "2015-02-03"),
    (("今天是2015年2月3日 星期二",), (), {}, None),
]


@pytest.mark.parametrize(("around", "lines", "tags", "date"), PUBLISHED)
def test_published(around: tuple[str, ...], lines: tuple[str, ...], tags: dict[str, str], date: str | None) -> None:
    assert read("清河县2014年政府信息公开年度报告", *lines, around=around, tags=tags).published == date


def test_labels_in_a_table_of_page_metadata() -> None:
    builder = TextBuilder()
    rows = [
        ["索 引 号", "A00/2018-00012", "分  类", "政府信息公开年报"],
        ["发布机构", "县政府办", "发文日期", "2018-02-28"],
        ["名称", "清河县2017年政府信息公开工作年度报告"],
    ]
    builder.add_grid([[RawCell(text) for text in row] for row in rows])
    for line in BODY:
        builder.add_line(line)
    found = read_metadata(builder.document(tags={}, around=(), container="test"))[0]
    assert (found.index_number, found.publisher, found.published) == ("A00/2018-00012", "县政府办", "2018-02-28")
    assert (found.title, found.year) == ("清河县2017年政府信息公开工作年度报告", 2017)


def test_sources_that_name_nobody_are_no_publisher() -> None:
    assert (
        read(
            "清河县2014年政府信息公开年度报告", around=("作者：本站原创 | 来源：本站原创 | 时间：2015-01-18",)
        ).publisher
        is None
    )


def test_labels_glued_to_each_other() -> None:
    found = read_labels(["来源：清河县政府办公室发布时间：2015-01-18浏览次数：12"])
    assert (found["source"], found["published"]) == (["清河县政府办公室"], ["2015-01-18"])


YEARS = [
    (("清河县2016年政府信息公开年度报告", "统计期限自2016年1月1日起至2016年12月31日止。"), "2017-03-10", 2016, False),
    (("清河县政府信息公开年度报告", "统计期限自2016年1月1日起至2016年12月31日止。"), None, 2016, False),
    (
        ("清河县政府信息公开年度报告", "2016年，全县主动公开信息12条。", "2016年未收到申请，比2015年减少2件。"),
        None,
        2016,
        False,
    ),
    (("清河县政府信息公开年度报告",), "2017-02-01", 2016, False),
    (("清河县政府信息公开年度报告",), "2017-09-01", None, False),
    # the title is a year ahead of the day on which the page was published: a slip
    (("清河县2017年政府信息公开年度报告", "统计期限自2016年1月1日起至2016年12月31日止。"), "2017-03-10", 2016, True),
    # a title a year behind wins, with a diagnostic
    (("清河县2015年政府信息公开年度报告", "统计期限自2016年1月1日起至2016年12月31日止。"), "2017-03-10", 2015, True),
]


@pytest.mark.parametrize(("lines", "published", "year", "doubt"), YEARS)
def test_year(lines: tuple[str, ...], published: str | None, year: int | None, doubt: bool) -> None:
    tags = {"pubdate": published} if published else {}
    plain = ("一、概述", "按照要求做好政府信息公开工作。")
    found, doubts = read_metadata(document(*lines, *plain, tags=tags, body=False))
    assert found.year == year
    assert ("year.disagreement" in {d.code for d in doubts}) == doubt


def test_main_year_leaves_out_comparisons_and_dates() -> None:
    assert main_year("2016年公开12条，比2015年增加1条，较2015年多；截至2017年3月1日。2016年度未收费。") == 2016
    assert main_year("2016年、2015年") is None
    assert main_year("全乡公开65条。2011年，我们将继续努力。") is None


def test_site_names() -> None:
    assert [site_body(n) for n in ("清河县政府信息公开网", "中国·清河县", "清河县教育局网站")] == [
        "清河县",
        "清河县",
        "清河县教育局",
    ]


def test_squeeze_keeps_latin_words_apart() -> None:
    assert squeeze("清河县 2024 年 Annual Report 年度报告") == "清河县2024年Annual Report年度报告"


def test_title_broken_over_lines_around_the_body() -> None:
    for lines in (
        ("清河县人民政府2014年", "政府信息公开工作年度报告"),
        ("清河县人民政府2014年政府信息公开工作", "年度报告"),
    ):
        found = read(
            "本报告依照条例编制。", around=("您的位置：首页 > 年度报告", *lines), tags={"title": "信息公开年度报告"}
        )
        assert found.title == "清河县人民政府2014年政府信息公开工作年度报告"


def test_heading_of_the_page_names_the_larger_region_too() -> None:
    around = (
        "镇海区人民政府",
        "宁波市镇海区卫生局2014年政府信息公开年度报告",
        "下一条：宁波市镇海区审计局2014年政府信息公开年度报告",
    )
    found = read(
        "本报告依照条例编制。", around=around, tags={"title": "镇海区卫生局2014年政府信息公开年度报告-年度报告-网站"}
    )
    assert found.title == around[1]


def test_path_of_the_site_before_a_title_is_no_part_of_it() -> None:
    title = "2014年青石镇人民政府信息公开工作年度报告"
    found = read("本报告依照条例编制。", tags={"articletitle": title, "title": f"清河县人民政府 青石镇 {title}"})
    assert (found.title, found.issuer) == (title, "青石镇人民政府")


def test_report_of_another_body_in_a_side_list_is_not_the_title() -> None:
    around = (
        "清河县民政局2014年政府信息公开年度报告",
        "2013年度",
        "清河县审批服务办公室",
        "2014年政府信息公开年度报告",
    )
    found = read("本报告由清河县审批服务办公室编制。", around=around, tags={"title": "清河县人民政府 信息公开年报"})
    assert found.issuer == "清河县审批服务办公室"


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("来源：清河县卫生局字号：[ 大 中 小 ]", "清河县卫生局"),
        ("来源：办公厅2016-03-30 16:20文章类型：原创", "办公厅"),
        ("来源：青石镇访问量：573", "青石镇"),
    ],
)
def test_publisher_without_what_is_glued_to_it(source: str, publisher: str) -> None:
    assert read("清河县2014年政府信息公开年度报告", around=(source,)).publisher == publisher


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("现将本溪市2016年政府信息公开工作年度报告公布如下。", "本溪市"),
        ("本报告由将乐县卫生局编制。", "将乐县卫生局"),
        ("本报告由清河县人民政府信息公开工作领导小组办公室编制。", "清河县人民政府"),
        ("根据《条例》，清河县青石镇人民政府编制2012年年度报告。", "清河县青石镇人民政府"),
        ("特编制清河县人社局《2011年度政府信息公开年度报告》。", "清河县人社局"),
        ("现公布我局2012年政府信息公开年度报告。", None),
    ],
)
def test_names_in_a_preamble(text: str, name: str | None) -> None:
    assert next(preamble_names(text), None) == name


def test_region_of_a_township_from_the_text_or_the_host_of_the_site() -> None:
    title = "青石镇2014年政府信息公开年度报告"
    for lines, around in (
        ((title, "清河县青石镇的信息按时公开。"), ()),
        ((title,), ("主办单位：清河县人民政府 承办：信息中心",)),
    ):
        region = read(*lines, around=around).region
        assert region is not None
        assert region.code == "130534"


def test_an_empty_document_says_nothing() -> None:
    found, doubts = read_metadata(document(body=False))
    assert found == Metadata()
    assert [d.code for d in doubts] == ["title.missing", "issuer.missing", "year.missing"]
    assert kind_of_page(document(body=False), found) == "not_a_report"


def test_url() -> None:
    assert (
        read("a", tags={"url": "/art/1.html", "sitedomain": "www.example.gov.cn"}).url
        == "http://www.example.gov.cn/art/1.html"
    )
    assert read("a", tags={"url": "javascript:void(0)"}).url is None


def kind(found: Document) -> str:
    return kind_of_page(found, read_metadata(found)[0])


def test_kind_report() -> None:
    assert kind(document("清河县2014年政府信息公开年度报告")) == "report"
    short = document(
        "青石镇2014年政府信息公开工作总结",
        "我镇全年主动公开信息7条，未收到公开申请，未收取费用，无复议诉讼。",
        body=False,
    )
    assert kind(short) == "report"
    assert kind(document("政务公开情况", "我局按照条例要求编制政府信息公开年度报告。")) == "report"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "清河县政府信息公开指南",
            "一、主动公开",
            "公开机构职能等信息。",
            "二、依申请公开",
            "受理申请的程序如下。收费按规定执行，可申请行政复议。",
        ),
        ("关于做好2014年政府信息公开年度报告编制工作的通知", "各单位：", "请于1月20日前报送本单位年度报告。" * 20),
        ("我县召开政府信息公开工作会议", "3月2日上午，我县召开会议，对主动公开、依申请公开等工作作出部署。" * 9),
        (
            "我县发布2014年政府信息公开年度报告",
            "近日，我县发布年度报告，全年主动公开信息1200条，收到申请7件，未收费，没有行政复议。" * 8,
        ),
        tuple(f"清河县{year}年政府信息公开年度报告" for year in range(2008, 2016)),
        ("××县20××年政府信息公开年度报告", "××县人民政府", "××局填写", "本报告由某某单位编制。" * 20),
    ],
)
def test_kind_not_a_report(lines: tuple[str, ...]) -> None:
    assert kind(document(*lines, body=False)) == "not_a_report"


def test_kind_no_body() -> None:
    link = '<h1>清河县2014年政府信息公开年度报告</h1><div id="zoom"><p><a href="/P020150203.pdf">清河县2014年政府信息公开年度报告.pdf</a></p></div>'
    picture = '<h1>清河县2014年政府信息公开年度报告</h1><div id="zoom"><img src="/W020150203.png" width="800" height="1100"></div>'
    preamble = "本报告由概述、主动公开、依申请公开、收费及减免、行政复议、存在的问题等部分组成。" * 5
    only_preamble = link.replace("<p>", f"<p>{preamble}</p><p>")
    assert [kind(read_html(page)) for page in (link, picture, only_preamble)] == ["no_body"] * 3


HEADLINES = read_table("metadata")["headline"]


@pytest.mark.parametrize("example", HEADLINES["examples"], ids=lambda e: e["text"])
def test_headline_examples_of_the_table(example: dict[str, str]) -> None:
    assert bare_headline(example["text"]) == example["title"]
    assert headline_date(example["text"]) == example.get("date")


@pytest.mark.parametrize("text", HEADLINES["counter"])
def test_headline_counter_examples_of_the_table(text: str) -> None:
    assert bare_headline(text) == text
    assert headline_date(text) is None


DRESSED = "2012年清河县青石镇政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "line",
    [
        DRESSED + " ( 2013年03月14日 )      来源: 清河县",
        DRESSED + " 2013-03-14",
        DRESSED + "2013-03-14",
        DRESSED + "  发布时间:2013-03-14",
        "2013-03-14 " + DRESSED,
    ],
)
def test_date_on_the_line_of_the_title(line: str) -> None:
    cover = ("2012年清河县青石镇政府信息公开工作年度报告", "清河县青石镇人民政府", "2012年12月31日")
    for lines in ((line,), (line, *cover)):
        found = read(*lines, "本报告依照条例编制。")
        assert (found.title, found.issuer, found.year) == (DRESSED, "清河县青石镇", 2012)
        assert found.published == "2013-03-14"


def test_dates_of_other_reports_are_not_the_date_of_this_one() -> None:
    side = (
        "2011年清河县青石镇政府信息公开工作年度报告 2012-03-14",
        "2010年清河县青石镇政府信息公开工作年度报告 2011-03-14",
    )
    assert read(DRESSED, "本报告依照条例编制。", around=side).published is None


def test_index_table_with_a_row_of_labels() -> None:
    builder = TextBuilder()
    rows = [
        ["索引号", "公开方式", "发布机构", "发布日期"],
        ["1162/2010-00023", "主动公开", "清河县青石镇人民政府", "2015-03-14"],
    ]
    builder.add_grid([[RawCell(text) for text in row] for row in rows])
    for line in BODY:
        builder.add_line(line)
    found = read_metadata(builder.document(tags={"title": "清河县人民政府"}, around=(), container="test"))[0]
    assert (found.title, found.issuer, found.published) == (None, "清河县青石镇人民政府", "2015-03-14")
    assert found.index_number == "1162/2010-00023"


def test_row_of_labels_without_values_below() -> None:
    assert read_labels(["发布机构\t发布日期", "清河县政府\t2015-03-14"]) == {
        "publisher": ["清河县政府"],
        "published": ["2015-03-14"],
    }
    assert read_labels(["索引号\t文号", "一、概述"]) == {}
    assert read_labels(["发布日期\t", "2015-03-14"])["published"] == ["2015-03-14"]


@pytest.mark.parametrize(
    "lines",
    [
        ("清河县政务网", "• 政府信息公开年报"),
        ("依法主动公开目录", "• 政府信息公开年报"),
        ("索引号 | 公开方式 |",),
        ("2019年3月28日",),
        ("一、2014年政府信息公开总体情况",),
        ("三、收到和处理政府信息公开申请情况",),
    ],
)
def test_menus_and_rows_of_labels_are_no_titles(lines: tuple[str, ...]) -> None:
    assert read(*lines, "本报告依照条例编制。").title is None


def test_name_of_a_column_in_the_head_is_no_title() -> None:
    for name in ("政府信息公开年度报告", "信息公开年报-清河县人民政府", "年度报告"):
        assert read("本报告依照条例编制。", tags={"title": name}).title is None


def test_path_of_the_page_saved_as_a_numbered_list() -> None:
    path = ("1. 当前位置:", "2. 首页 > 政务公开 > 2012年", "3. > 正文")
    assert read(*path, DRESSED).title == DRESSED


SUBJECTS = [
    # (title, first sentence of the first section, issuer)
    ("2011年度政府信息公开年度报告", "2011年，清河县在省、市主管部门的正确指导下，认真贯彻《条例》。", "清河县"),
    ("本报告依照条例编制。", "2025年，清河县城市管理委员会深入贯彻落实条例。", "清河县城市管理委员会"),
    ("公安局2010年政府信息公开工作年度报告", "清河县公安局高度重视政府信息公开工作。", "清河县公安局"),
    ("外事商务局2016年度政府信息公开年度报告", "成立了清河县外事商务局政府信息公开工作领导小组。", "清河县外事商务局"),
    ("翠山湖管委会2018年政府信息公开工作年度报告", "可在“清河县翠山湖管委会”栏目查阅。", "清河县翠山湖管委会"),
    # none, or the title's own name, where the sentence speaks of another body or of none
    ("2011年度政府信息公开年度报告", "2011年，全县认真贯彻《条例》。", None),
    ("2011年度政府信息公开年度报告", "2011年，我局高度重视政府信息公开工作。", None),
    ("2011年度政府信息公开年度报告", "2010年，在县委、县政府的领导下，认真贯彻《条例》。", None),
    ("2011年度政府信息公开年度报告", "市政府要求各单位做好公开工作，清河县公安局参加。", None),
    ("公安局2010年政府信息公开工作年度报告", "清河县教育局高度重视政府信息公开工作。", "公安局"),
    ("民政局2010年政府信息公开工作年度报告", "清河县民政局、威县民政局和临西县民政局开展交流。", "民政局"),
]


@pytest.mark.parametrize(("title", "sentence", "issuer"), SUBJECTS)
def test_issuer_named_in_full_by_the_first_sentence(title: str, sentence: str, issuer: str | None) -> None:
    assert read(title, "一、概述", sentence, *BODY[2:], body=False).issuer == issuer


def test_headline_of_the_page_with_the_region_in_full() -> None:
    head = {"title": "每日一报 | 辽宁2015年政府信息公开工作年度报告_客户端"}
    lines = ("2015年，辽宁省各级政府认真执行条例。",)
    assert read(*lines, around=("辽宁省2015年度政府信息公开工作报告",), tags=head).issuer == "辽宁省"
    assert read(*lines, around=("辽宁省2014年度政府信息公开工作报告",), tags=head).issuer == "辽宁"
