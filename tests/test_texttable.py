"""Tables in plain text: aligned columns, wrapped labels, tabs, one cell a line."""

from __future__ import annotations

from report_parser.document.plaintext import read_text

HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = {
    "一、本年新收政府信息公开申请数量": [8, 1, 0, 0, 0, 0, 9],
    "二、上年结转政府信息公开申请数量": [1, 0, 0, 0, 0, 0, 1],
    "（一）予以公开": [5, 1, 0, 0, 0, 0, 6],
    "（七）总计": [9, 1, 0, 0, 0, 0, 10],
}


def cells(text: str) -> list[list[str]]:
    document = read_text(text)
    assert len(document.grids) == 1
    grid = document.grids[0]
    assert all(document.text[c.start : c.end] == c.text for c in grid.cells)
    return [[c.text for c in grid.cells if c.row == r] for r in range(grid.rows)]


def body(rows: list[list[str]]) -> dict[str, list[int]]:
    return {r[0]: [int(v) for v in r[1:]] for r in rows if r[0] in ROWS}


def test_tabs() -> None:
    lines = ["\t".join(["", *HEADS]), *("\t".join([k, *map(str, v)]) for k, v in ROWS.items())]
    assert body(cells("\n".join(lines))) == ROWS


def test_blank_cells_between_tabs_stay_blank() -> None:
    """A row that is all blank takes nothing from the row above; blanks before a value do not widen its row."""
    names = list(ROWS)
    lines = ["\t".join(["", *HEADS]), *("\t".join([k, *map(str, v)]) for k, v in ROWS.items())]
    blank = "\t".join(["3.其他", *[""] * len(HEADS)])
    late = "\t".join(["4.保护第三方合法权益", "", "1", *[""] * (len(HEADS) - 3), "1"])
    found = cells("\n".join([*lines, blank, late]))
    assert {row[0]: row[1:] for row in found}[names[-1]] == [str(x) for x in ROWS[names[-1]]]
    assert ["".join(row) for row in found if row[0] == "3.其他"] == ["3.其他"]
    assert [row for row in found if "第三方" in row[0]] == [
        ["4.保护第三方合法权益", "", "1", *[""] * (len(HEADS) - 3), "1"]
    ]


def test_aligned_columns() -> None:
    lines = [" " * 40 + "  ".join(HEADS), *(f"{k:　<22}" + "".join(f"{n:10d}" for n in v) for k, v in ROWS.items())]
    assert body(cells("\n".join(lines))) == ROWS


def test_one_cell_a_line() -> None:
    lines = [*HEADS, *(str(x) for k, v in ROWS.items() for x in (k, *v))]
    assert body(cells("\n".join(lines))) == ROWS


def test_bars_of_a_small_table() -> None:
    """Heads and two rows of article 20, at the end of a page, between lines of navigation that end in a bar too."""
    lines = [
        "第二十条第(一)项 | |||",
        "信息内容 | 本年新制作数量 | 公开数量 | 对外公开总数 |",
        "规章 | 0 | 0 | 0 |",
        "规范性文件 | 3 | 2 | 7 |",
    ]
    assert cells("\n".join(lines))[-2:] == [["规章", "0", "0", "0"], ["规范性文件", "3", "2", "7"]]


def test_bars_between_cells_only() -> None:
    lines = [
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数",
        "规章 | 0 | 0 | 0",
        "行政规范性文件 | 3 | 2 | 7",
        "第二十条第（五）项",
        "信息内容 | 本年处理决定数量",
        "行政许可 | 12",
    ]
    assert ["行政规范性文件", "3", "2", "7"] in cells("\n".join(lines))


def test_label_wrapped_around_its_values() -> None:
    lines = [
        " " * 40 + "  ".join(HEADS),
        "一、本年新收政府信息公开申请数量        8    1    0    0    0    0    9",
        "    5.要求行政机关确认或重新出",
        "                                        1    0    0    0    0    0    1",
        "    具已获取信息",
        "    （七）总计                          9    1    0    0    0    0    10",
    ]
    rows = cells("\n".join(lines))
    assert ["5.要求行政机关确认或重新出具已获取信息", "1", "0", "0", "0", "0", "0", "1"] in rows


def test_prose_is_no_table() -> None:
    assert not read_text(
        "一、概述\n全年收到申请3件，其中现场申请1件、网络申请2件，均已答复。\n二、其他事项\n无。"
    ).grids


def test_statistics_go_on_over_a_label_that_is_not_known() -> None:
    lines = [
        "指标名称\t计量单位\t本年度\t历年累计",
        "主动公开政府信息数\t条\t18\t47",
        "收到申请总数\t件\t7\t13",
        "信息不存在数\t件\t2\t8",
        "非本机关掌握数\t件\t2\t6",
        "三、咨询情况",
        "接受咨询人次\t人次\t46\t108",
        "五、人员情况",
        "专职人员数\t人\t1\t/",
        "二、下一步打算",
        "加强培训，计划办班2期。",
    ]
    rows = cells("\n".join(lines))
    assert [r[0] for r in rows[-3:]] == ["非本机关掌握数", "接受咨询人次", "专职人员数"]


def test_a_table_drawn_with_box_characters() -> None:
    lines = [
        "  ┌──────────────────┬────┬────┬────┐",
        "  │信息内容          │本年制发件数│本年废止件数│现行有效件数│",
        "  ├──────────────────┼────┼────┼────┤",
        "  │规章              │ 0  │ 0  │ 0  │",
        "  │行政规范性文件    │ 3  │ 2  │ 7  │",
        "  └──────────────────┴────┴────┴────┘",
    ]
    assert cells("\n".join(lines))[-2:] == [["规章", "0", "0", "0"], ["行政规范性文件", "3", "2", "7"]]


def test_bars_on_both_sides() -> None:
    lines = [
        "| 第二十条第（一）项 |  |  |  |",
        "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
        "| 规章 | 0 | 0 | 0 |",
        "| 规范性文件 | 5 | 5 | 24 |",
    ]
    assert cells("\n".join(lines))[-2:] == [["规章", "0", "0", "0"], ["规范性文件", "5", "5", "24"]]


def test_a_printed_page_breaks_no_table() -> None:
    head = "2026/3/9 10:42              某市人民政府外事办公室2025年政府信息公开工作年度报告_年度报告_某市人民政府外事办公室"
    foot = "https://www.example.gov.cn/zfxxgk/t20260115_1.htm                 {}/3"
    rows = [f"{k:　<22}" + "".join(f"{n:10d}" for n in v) for k, v in ROWS.items()]
    pages = [
        [head, " " * 40 + "  ".join(HEADS), *rows[:2], "", foot.format(1)],
        [head, "", rows[2], foot.format(2)],
        [head, rows[3], foot.format(3)],
    ]
    assert body(cells("\n\f".join("\n".join(page) for page in pages))) == ROWS


def test_heads_scattered_over_the_lines_above() -> None:
    """As a narrow column of a printed page gives them: each head on two lines or three."""
    lines = [
        f"{'': <44}申请人情况",
        f"{'': <50}法人或其他组织",
        f"{'（本列数据的勾稽关系为：第一项加第二项之和，': <24}自然 商科            总",
        f"{'等于第三项加第四项之和）': <28}业 研 社会公 法律服 其",
        f"{'': <36}人 企 机 益组织 务机构 他 计",
        f"{'': <38}业构",
        *(f"{k:　<22}" + "".join(f"{n:4d}" for n in v) for k, v in ROWS.items()),
    ]
    assert body(cells("\n".join(lines))) == ROWS


def test_values_one_line_off_are_left_out() -> None:
    """Two labels, then a line of values beside the second and one beside none: each may be the other's."""
    rows = [f"{k:　<22}" + "".join(f"{n:10d}" for n in v) for k, v in ROWS.items()]
    off = [
        "1.本机关不掌握相关政府信息",
        f"{'2.没有现成信息需要另行制作':　<22}" + "".join(f"{n:10d}" for n in (2, 0, 0, 0, 1, 0, 3)),
        " " * 44 + "".join(f"{n:10d}" for n in (1, 0, 0, 0, 0, 0, 1)),
    ]
    read = cells("\n".join([" " * 40 + "  ".join(HEADS), *rows[:3], *off, rows[3]]))
    assert body(read) == ROWS
    assert not any("没有现成" in row[0] or "不掌握" in row[0] for row in read)
