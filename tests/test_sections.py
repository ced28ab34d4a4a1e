"""Headings in every dress, and the best sequence of them."""

from __future__ import annotations

import pytest

from report_parser.document.build import TextBuilder
from report_parser.models import Document, Section
from report_parser.rules.load import read_table
from report_parser.sections.headings import find_headings, heading_roles
from report_parser.sections.outline import find_outline

BODY = "本年度各项工作按照条例的要求有序推进,并接受公众监督。"


def document(*lines: str) -> Document:
    builder = TextBuilder()
    for line in lines:
        builder.add_line(line.removeprefix("**"), bold=line.startswith("**"))
    return builder.document(tags={}, around=(), container="")


def top(*lines: str) -> list[tuple[str, str]]:
    made = document(*lines)
    return [(s.role, s.heading) for s in find_outline(made, find_headings(made)).sections if s.role != "preamble"]


@pytest.mark.parametrize(
    "role, heading",
    [(entry["name"], example) for entry in read_table("sections")["role"] for example in entry["examples"]],
)
def test_role_by_wording(role: str, heading: str) -> None:
    assert role in heading_roles(heading)


@pytest.mark.parametrize(
    "role, heading",
    [(entry["name"], counter) for entry in read_table("sections")["role"] for counter in entry["counter"]],
)
def test_not_that_role(role: str, heading: str) -> None:
    assert role not in heading_roles(heading)


@pytest.mark.parametrize(
    "numbers",
    [
        ("一、", "二、", "三、"),
        ("第一部分 ", "第二部分 ", "第三部分 "),
        ("(一)", "(二)", "(三)"),
        ("1.", "2.", "3."),
        ("一. ", "二. ", "三. "),
    ],
)
def test_dresses(numbers: tuple[str, str, str]) -> None:
    headings = ("概述", "主动公开政府信息情况", "依申请公开政府信息情况")
    lines = [line for n, h in zip(numbers, headings, strict=True) for line in (n + h, BODY)]
    assert top(*lines) == list(zip(("overview", "proactive", "requests"), headings, strict=True))


def test_known_heading_before_any_text() -> None:
    lines = ("一、概述", BODY, "二、工作中存在的主要问题和改进措施信息公开的内容还不够丰富,下一步将改进。")
    assert top(*lines)[1] == ("problems", "工作中存在的主要问题和改进措施")


def test_own_body_in_a_heading_begins_no_text() -> None:
    lines = ("一、概述", BODY, "二、主动公开本局信息情况", BODY, "三、主动公开我局共公开信息97条。", BODY)
    assert top(*lines)[1:] == [("proactive", "主动公开本局信息情况"), ("proactive", "主动公开")]


def test_glued_to_the_text() -> None:
    assert top("一、概述。2012年我局" + BODY, "二、主动公开情况 我局" + BODY, "三、其他事项:无") == [
        ("overview", "概述"), ("proactive", "主动公开情况"), ("other", "其他事项"),
    ]  # fmt: skip


def test_contents_before_the_body() -> None:
    names = ("一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在问题")
    assert [h for _, h in top("目录", *names, *(line for n in names for line in (n, BODY)))] == [n[2:] for n in names]


def test_number_skipped_and_doubled() -> None:
    assert [h for _, h in top("一、概述", BODY, "三、主动公开情况", BODY, "三、依申请公开情况", BODY, "五、其他事项", BODY)] == [
        "概述", "主动公开情况", "依申请公开情况", "其他事项",
    ]  # fmt: skip


def test_first_second_third_points_are_no_headings() -> None:
    assert [h for _, h in top("一、概述", "一是加强领导。", "二是主动公开情况良好。", "二、其他事项", BODY)] == [
        "概述",
        "其他事项",
    ]


def test_second_level_under_the_first() -> None:
    made = document(
        "一、总体情况",
        "(一)主动公开情况。" + BODY,
        "(二)依申请公开情况。" + BODY,
        "二、主动公开政府信息情况",
        BODY,
        "三、存在的问题",
        BODY,
    )
    sections = find_outline(made, find_headings(made)).sections
    assert [s.role for s in sections] == ["overview", "proactive", "problems"]
    assert [s.role for s in sections[0].sections] == ["proactive", "requests"]
    assert _nested(sections)


@pytest.mark.parametrize(
    ("one", "two", "after"),
    [
        ("(一)", "(二)", ()),
        ("1.", "2.", ()),
        ("(一)", "(二)", ("二、公开工作要点落实情况", BODY)),
        ("(一)", "(二)", ("二、存在的问题", BODY)),
    ],
)
def test_roles_below_an_overview_stay_below_it(one: str, two: str, after: tuple[str, ...]) -> None:
    below = (f"{one}主动公开政府信息的情况", BODY, f"{two}依申请公开政府信息情况", BODY)
    assert top("一、概述", *below, *after) == [
        ("overview", "概述"),
        *(("problems" if "问题" in h else "unknown", h[2:]) for h in after[:1]),
    ]


@pytest.mark.parametrize(("two", "three"), [("(二)", "(三)"), ("2.", "3.")])
def test_one_wrong_number_lifts_no_overview_above_the_others(two: str, three: str) -> None:
    lines = ("一、概述", BODY, f"{two}主动公开政府信息的情况", BODY, f"{three}依申请公开情况", BODY)
    assert [r for r, _ in top(*lines)][-2:] == ["proactive", "requests"]


def test_brackets_do_not_lengthen_a_heading() -> None:
    long = "贯彻落实省市县2018年政务公开工作要点的情况(川办发〔2018〕41号、清府办函〔2018〕81号)"
    assert top("一、概述", BODY, f"二、{long}", BODY, "三、主动公开政府信息情况", BODY)[1] == ("unknown", long)


def test_rows_of_a_pasted_table_are_no_headings() -> None:
    assert [h for _, h in top("一、总体情况", BODY, "二、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量 5", "三、存在的问题", BODY)] == [
        "总体情况", "收到和处理政府信息公开申请情况", "存在的问题",
    ]  # fmt: skip


def test_two_roles_in_one_heading() -> None:
    assert set(heading_roles("收费及减免和行政复议诉讼情况")) == {"fees", "review_litigation"}


def _nested(sections: tuple[Section, ...]) -> bool:
    return all(s.start <= b.start and b.end <= s.end and _nested(s.sections) for s in sections for b in s.sections)


WHOLE = (
    "根据条例要求,现将我镇2012年政府信息公开工作报告如下: 一、概述 2012年,我镇丰富公开内容。 二、主动公开政府信息情况 2012年公开107件。 "
    "三、依申请公开政府信息情况 2012年未收到申请。 四、收费及减免情况 没有收费。 五、存在的主要问题 公开不够及时,将改进。"
)
WHOLE_ROLES = [
    ("overview", "概述"), ("proactive", "主动公开政府信息情况"), ("requests", "依申请公开政府信息情况"), ("fees", "收费及减免情况"),
    ("problems", "存在的主要问题"),
]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        (WHOLE,),
        (WHOLE.replace(" ", "\u3000\u3000"),),
        ("现将工作报告如下:", WHOLE.partition("报告如下: ")[2]),
        (WHOLE.replace("。 ", "。").replace("情况 2012", "情况2012"),),
        (WHOLE.replace("如下:", "如下。本报告由一、概述,二、主动公开情况,三、依申请公开情况等五部分组成。"),),
    ],
)
def test_report_in_one_paragraph(lines: tuple[str, ...]) -> None:
    assert top(*lines) == WHOLE_ROLES


def test_report_in_one_paragraph_with_a_number_left_out() -> None:
    assert top(WHOLE.replace("四、收费及减免情况 没有收费。 ", "")) == [r for r in WHOLE_ROLES if r[0] != "fees"]


@pytest.mark.parametrize(
    "listed",
    [
        "本报告由以下部分组成。 一、概述。 二、主动公开情况。 三、依申请公开情况。 四、存在的主要问题。",
        "我镇召开会议,部署如下。 一、加强学习。 二、完善制度。 三、强化监督。各项工作按照条例的要求有序推进,并接受公众的监督和评议。",
    ],
)
def test_list_in_a_paragraph_beside_headings_of_their_own(listed: str) -> None:
    lines = ("一、概述", BODY, "二、主动公开情况", BODY, "三、存在的主要问题", BODY)
    assert [h for _, h in top(listed * 2, *lines)] == ["概述", "主动公开情况", "存在的主要问题"]


def test_items_of_a_paragraph_are_no_headings_of_a_report() -> None:
    items = "我镇2012年的工作如下。 一、加强学习 组织培训。 二、完善制度 修订制度。 三、强化监督 开展检查。" * 3
    assert top(items) == []


def test_heading_glued_to_a_statement_of_nothing() -> None:
    assert top("一、依申请公开情况收到20件,均已办结。", "二、行政复议和诉讼情况没有发生行政复议。", "三、其他需要报告的事项无。") == [
        ("requests", "依申请公开情况"), ("review_litigation", "行政复议和诉讼情况"), ("other", "其他需要报告的事项"),
    ]  # fmt: skip


def test_heading_that_reads_like_a_title_above_a_heading_of_its_own() -> None:
    lines = (
        "一、总体情况",
        BODY,
        "二、2017年度政府信息公开情况",
        "(一)主动公开政府信息情况",
        BODY,
        "三、存在的主要问题",
        BODY,
    )
    assert top(*lines) == [
        ("overview", "总体情况"), ("proactive", "2017年度政府信息公开情况"), ("problems", "存在的主要问题"),
    ]  # fmt: skip


def test_title_broken_in_two_is_no_heading() -> None:
    assert top("清河县审计局2013年度信息公开工作", "年度报告", "一、概述", BODY, "二、主动公开情况", BODY) == [
        ("overview", "概述"), ("proactive", "主动公开情况"),
    ]  # fmt: skip


def test_heading_that_quotes_a_long_name() -> None:
    long = "《清河市人民政府办公室关于印发清河市2017年政务公开工作要点分工方案的通知》落实情况"
    lines = ("一、主动公开情况", BODY, "二、依申请公开情况", BODY, "三、" + long, BODY, "四、存在的主要问题", BODY)
    assert top(*lines)[2] == ("unknown", long)


def test_rows_of_a_table_in_text_under_a_numbered_part() -> None:
    names = ("一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在的主要问题")
    rows = (
        "五、政府信息公开情况统计表(2016年度)",
        "统计指标",
        "一、主动公开情况",
        "条",
        "200",
        "二、依申请公开情况",
        "件",
        "3",
    )
    assert [r for r, _ in top(*(x for n in names for x in (n, BODY)), *rows)] == [
        "overview", "proactive", "requests", "problems", "appendix",
    ]  # fmt: skip


def test_table_without_number_after_the_last_part() -> None:
    names = ("一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在的主要问题")
    rows = (
        "附:指标统计表(2009年度)",
        "一、主动公开情况",
        "公开数\t条\t81",
        "四、政府支出与收费情况",
        "收取费用\t元\t6",
    )
    assert [r for r, _ in top(*(x for n in names for x in (n, BODY)), *rows)] == [
        "overview", "proactive", "requests", "problems", "appendix",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "heading"),
    [("附:", "清河县审计局2009年度政府信息公开相关信息统计表"), ("附件:", "附件"), ("附表", "附表")],
)
def test_annex_is_headed_by_its_mark_or_below_a_mere_attached_by_the_name_of_its_table(mark: str, heading: str) -> None:
    lines = ("一、概述", BODY, "二、主动公开情况", BODY, "三、存在的主要问题", BODY)
    table = "清河县审计局2009年度政府信息公开相关信息统计表"
    assert top(*lines, mark, table, "公开数\t条\t81")[3:] == [("appendix", heading)]
    assert top(*lines, mark, "见本局网站。")[3:] == []


def test_second_row_of_numbers_of_the_same_dress_within_the_first_section() -> None:
    inner = [
        line
        for n, role in zip("一二三四", ("主动公开方面", "依申请公开方面", "信息管理方面", "平台建设方面"), strict=True)
        for line in (f"({n}){role}。" + BODY,)
    ]
    lines = [
        "(一)总体情况",
        BODY,
        *inner,
        "(二)主动公开政府信息的情况",
        BODY,
        "(三)收到和处理政府信息公开申请情况",
        BODY,
        "(四)存在的主要问题",
        BODY,
    ]
    assert [r for r, _ in top(*lines)] == ["overview", "proactive", "requests", "problems"]


def test_parts_of_an_annex_are_no_sections() -> None:
    """An annex in 第一部分、第二部分 after 一、 to 四、 does not take the place of the sections."""
    names = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、存在的主要问题")
    annex = ("附件:统计表", "第一部分 主动公开政府信息情况", BODY, "第二部分 收到和处理政府信息公开申请情况", BODY)
    found = [role for role, _ in top(*(x for n in names for x in (n, BODY)), *annex)]
    assert found[:4] == ["overview", "proactive", "requests", "problems"]


def test_numbered_paragraphs_within_the_first_section_go_on_in_their_text() -> None:
    lines = (
        "一、概述", "本年工作概述如下:", "一、加强领导,明确职责。" + BODY, "二、加强培训,提升能力。" + BODY, "三、加强督查,落实责任。" + BODY,
        "二、公文类信息基本情况", BODY, "三、主动公开政府信息情况", BODY, "四、依申请公开政府信息情况", BODY,
    )  # fmt: skip
    assert [heading for _, heading in top(*lines)] == [
        "概述", "公文类信息基本情况", "主动公开政府信息情况", "依申请公开政府信息情况",
    ]  # fmt: skip


def test_headings_without_number_between_two_that_follow_each_other() -> None:
    lines = [
        "一、总体情况", "主动公开情况", "全年主动公开政府信息222条。", "依申请公开情况", "收到申请72件。",
        "二、主动公开政府信息情况", "见表。", "三、收到和处理政府信息公开申请情况", "见表。",
    ]  # fmt: skip
    assert [role for role, _ in top(*lines)] == ["overview", "proactive", "requests"]


SIX = (
    "一、概述",
    "二、主动公开政府信息的情况",
    "三、依申请公开政府信息的情况",
    "四、收费及减免情况",
    "五、行政复议、行政诉讼情况",
    "六、存在的主要问题及改进措施",
)


@pytest.mark.parametrize(
    ("before", "number", "role"),
    [
        (SIX, "七", "other"),
        (SIX[:5], "六", "appendix"),
        ((*SIX, "七、其他需要报告的事项"), "八", "appendix"),
        (("一、概述", "二、组织领导情况", *("三四五六七"[i] + h[1:] for i, h in enumerate(SIX[1:]))), "八", "appendix"),
    ],
)
def test_notes_and_tables_are_the_seventh_part_or_appended(before: tuple[str, ...], number: str, role: str) -> None:
    headings = (*before, f"{number}、说明与附表")
    assert top(*(line for h in headings for line in (h, BODY)))[-1] == (role, "说明与附表")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("说明", "other"),
        ("信息公开机构设置和人员配备情况", "organization"),
        ("政府信息公开机构人员及相关费用情况", "resources"),
        ("工作人员、政府支出和收费情况", "fees"),
        ("总体情况及《要点》落实情况", "overview"),
        ("相关的说明和指标统计表", "appendix"),
    ],
)
def test_first_role_of_a_heading(heading: str, role: str) -> None:
    assert heading_roles(heading)[0] == role
