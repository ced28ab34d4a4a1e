"""Tables that are none of the four kinds: their numbers are figures with the labels of row and column."""

from __future__ import annotations

from report_parser import parse

PAGE = """<html><body><h1>清河县文化局2018年政府信息公开年度报告</h1><p>一、概述</p><p>全年工作平稳。</p><p>二、其他需要报告的事项</p>
<p>有关情况如下：</p>{table}</body></html>"""


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{c.strip()}</td>" for c in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def figures(*rows: str) -> list[tuple[str, float, str | None]]:
    found = parse(PAGE.format(table=table(*rows))).figures
    assert all(f.indicator is None and f.method == "table" for f in found)
    return [(f.label, f.value, f.unit) for f in found]


def test_unit_in_a_column_of_its_own() -> None:
    rows = ("事项|单位|数量", "下乡演出|场|86", "电影放映|场|5,964", "开放接待|万人次|12.3", "安排资金|万元|1.5")
    assert figures(*rows) == [
        ("下乡演出", 86, "场"),
        ("电影放映", 5964, "场"),
        ("开放接待", 123000, "人次"),
        ("安排资金", 15000, "元"),
    ]


def test_unit_in_the_head_and_share() -> None:
    rows = ("信息类别|数量（条）|占总体比例", "工作动态|248|47.30%", "通知公告|96|18.3%")
    assert figures(*rows) == [
        ("工作动态", 248, "条"), ("工作动态 占总体比例", 47.3, "%"), ("通知公告", 96, "条"), ("通知公告 占总体比例", 18.3, "%"),
    ]  # fmt: skip


def test_ordinals_numbers_of_papers_and_telephones_are_left_out() -> None:
    rows = ("序号|文件|文号|页数|份数", "1|甲办法|12|8|300", "2|乙办法|15|9|200", "3|丙办法|16|/|")
    assert figures(*rows) == [("甲办法 份数", 300, None), ("乙办法 份数", 200, None)]
    assert figures("科室|电话", "办公室|5501234", "业务科|5501235") == []


def test_year_of_a_column() -> None:
    found = parse(PAGE.format(table=table("项目|2017年|2018年", "下乡演出|80|86", "电影放映|70|75"))).figures
    assert [(f.year, f.value) for f in found] == [(2017, 80), (2018, 86), (2017, 70), (2018, 75)]


def test_without_heads_or_with_one_row_nothing_is_read() -> None:
    assert figures("下乡演出|86", "电影放映|75") == []
    assert figures("项目|数量", "下乡演出|86") == []
    assert figures("项目|", "下乡演出|86", "电影放映|75") == []
