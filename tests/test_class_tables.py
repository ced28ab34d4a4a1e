"""Tables of what was disclosed by class: 公开类别 over 信息数, in a page and in text."""

from __future__ import annotations

import pytest

from report_parser import parse

HEAD = (
    "清河县文化局2015年政府信息公开年度报告",
    "一、概述",
    "全年工作平稳。",
    "二、主动公开政府信息情况",
    "分类如下：",
)
TAIL = ("三、依申请公开情况", "本年度未收到申请。")


def classes(body: str) -> dict[str, float]:
    found = parse(body).figures
    return {f.dimensions["category"]: f.value for f in found if f.indicator == "proactive.by_topic"}


def page(*rows: str) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{c.strip()}</td>" for c in row.split("|")) + "</tr>" for row in rows)
    lines = [f"<h1>{HEAD[0]}</h1>", *(f"<p>{line}</p>" for line in HEAD[1:]), f"<table>{cells}</table>"]
    return f"<html><body>{''.join(lines)}{''.join(f'<p>{line}</p>' for line in TAIL)}</body></html>"


@pytest.mark.parametrize(
    "heads", ["公开类别|信息数（条）", "信息类别|数量", "类别|公开数量（条）", "栏目名称|信息条数", "信息内容|公开条数"]
)
def test_heads_that_say_so(heads: str) -> None:
    rows = ("机构职能|12", "政策法规类|30", "工作动态信息|1,058", "合计|1,100")
    assert classes(page(heads, *rows)) == {"机构职能": 12, "政策法规": 30, "工作动态": 1058}


@pytest.mark.parametrize("heads", ["类别|数量", "服务事项|办件数", "公开类别|联系电话", "项目|公开数"])
def test_heads_of_something_else(heads: str) -> None:
    assert classes(page(heads, "机构职能|12", "政策法规|30", "工作动态|58")) == {}


def test_numbers_of_the_list_and_shares_are_no_counts() -> None:
    rows = ("序号|公开类别|信息数（条）|占比", "01|机构职能|12|12%", "17|政策法规|30|30%", "18|工作动态|58|58%")
    assert classes(page(*rows)) == {"机构职能": 12, "政策法规": 30, "工作动态": 58}


def test_two_columns_of_counts_are_left_open() -> None:
    assert classes(page("公开类别|信息数|累计信息数", "机构职能|12|40", "政策法规|30|60", "工作动态|58|99")) == {}


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\t"])
def test_in_text(gap: str) -> None:
    rows = [
        ("序号", "公开类别", "信息数（条）"),
        ("01", "机构职能", "0"),
        ("17", "政策法规", "5"),
        ("18", "工作动态", "31"),
    ]
    list_ = "\n".join(gap.join(row) for row in rows)
    assert classes("\n".join((*HEAD, list_, *TAIL))) == {"机构职能": 0, "政策法规": 5, "工作动态": 31}


def test_a_sentence_ends_the_list() -> None:
    text = "\n".join(
        (*HEAD, "公开类别", "信息数", "机构职能", "3", "以上为全部。", "政策法规", "5", "工作动态", "31", *TAIL)
    )
    assert classes(text) == {}
