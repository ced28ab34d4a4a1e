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


def test_rows_of_a_pasted_table_are_no_headings() -> None:
    assert [h for _, h in top("一、总体情况", BODY, "二、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量 5", "三、存在的问题", BODY)] == [
        "总体情况", "收到和处理政府信息公开申请情况", "存在的问题",
    ]  # fmt: skip


def test_two_roles_in_one_heading() -> None:
    assert set(heading_roles("收费及减免和行政复议诉讼情况")) == {"fees", "review_litigation"}


def _nested(sections: tuple[Section, ...]) -> bool:
    return all(s.start <= b.start and b.end <= s.end and _nested(s.sections) for s in sections for b in s.sections)
