"""Damages of tables that ``test_from_tables.py`` shows once or not at all: each labelled by hand, as a page or as a text."""

from __future__ import annotations

import pytest

from report_parser.document.html import read_html
from report_parser.document.plaintext import read_text
from report_parser.figures.from_tables import TableReading, read_tables

APPLICANTS = ("natural_person", "company", "research", "public_welfare", "legal_service", "other", None)
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
FILL = "政府信息公开工作按照要求开展，全年各项任务如期完成，没有遗留事项。" * 6


def values(reading: TableReading) -> dict[str, float]:
    return {
        f.indicator + "".join(f"[{v}]" for v in f.dimensions.values()): f.value for f in reading.figures if f.indicator
    }


def page(body: str) -> TableReading:
    """A page with a table, under enough prose to be a body."""
    document = read_html(f"<html><body><div id='zoom'><p>{FILL}</p>{body}<p>{FILL}</p></div></body></html>")
    reading = read_tables(document, year=2021, sections=())
    assert all(document.text[f.start : f.end] == f.raw for f in reading.figures)
    return reading


def text(*lines: str) -> TableReading:
    document = read_text("\n".join(["三、收到和处理政府信息公开申请情况", *lines, "四、其他需要报告的事项", "无。"]))
    reading = read_tables(document, year=2021, sections=())
    assert all(document.text[f.start : f.end] == f.raw for f in reading.figures)
    return reading


def cells(*texts: object, tag: str = "td") -> str:
    return "".join(f"<{tag}>{t}</{tag}>" for t in texts)


def rows(*lines: str) -> str:
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def row(indicator: str, *numbers: float) -> dict[str, float]:
    return {indicator + (f"[{a}]" if a else ""): n for a, n in zip(APPLICANTS, numbers, strict=True)}


RECEIVED = row("requests.received", 7, 1, 0, 0, 2, 0, 10)
GRANTED = row("outcome.granted", 4, 1, 0, 0, 2, 0, 7)
HEAD = cells("项目", *HEADS)
R = cells("一、本年新收政府信息公开申请数量", 7, 1, 0, 0, 2, 0, 10)
G = cells("（一）予以公开", 4, 1, 0, 0, 2, 0, 7)


def test_labels_cut_by_line_breaks() -> None:
    first = R.replace("本年新收政府", "本年新收<br>政府").replace("申请数量", "申请<br/>数量")
    reading = page(rows(HEAD.replace("社会公益组织", "社会<br>公益<br>组织"), first, G.replace("予以", "予<br>以")))
    assert values(reading) == RECEIVED | GRANTED


def test_labels_one_character_a_line() -> None:
    upright = "<br>".join("本年处理决定数量")
    reading = page(rows(cells("信息内容", upright), cells("<br>".join("行政许可"), 31), cells("行政<br><br>处罚", 32)))
    assert values(reading) == {"article20.licensing.decisions": 31, "article20.penalties.decisions": 32}


@pytest.mark.parametrize("before", ["", "<tr><td>三、收到和处理政府信息公开申请情况</td></tr>"])
def test_table_inside_a_table(before: str) -> None:
    inner = rows(HEAD, R, G)
    reading = page(f"<table width='100%'>{before}<tr><td>{FILL}{inner}</td></tr></table>")
    assert values(reading) == RECEIVED | GRANTED


def test_rowspan_that_reaches_too_far() -> None:
    """The last row is pushed one column to the right by it: found by its label all the same, or left out."""
    head = "<td colspan='2'>项目</td>" + cells(*HEADS)
    lines = (
        "<td rowspan='3'>（三）不予公开</td>" + cells("1.属于国家秘密", 1, 0, 0, 0, 0, 0, 1),
        cells("2.其他法律行政法规禁止公开", 2, 0, 0, 0, 0, 0, 2),
        "<td colspan='2'>（七）总计</td>" + cells(3, 0, 0, 0, 0, 0, 3),
    )
    right = (
        row("outcome.denied.state_secret", 1, 0, 0, 0, 0, 0, 1)
        | row("outcome.denied.prohibited_by_law", 2, 0, 0, 0, 0, 0, 2)
        | row("outcome.total", 3, 0, 0, 0, 0, 0, 3)
    )
    found = values(page(rows(head, *lines)))
    assert found.items() <= right.items()
    assert {k for k in right if k.startswith("outcome.denied")} <= found.keys()


def test_colspan_that_is_too_wide() -> None:
    """A label that claims three columns of a form whose labels have one."""
    reading = page(rows(HEAD, R, G.replace("<td>", "<td colspan='3'>", 1)))
    found = values(reading)
    assert found.items() <= (RECEIVED | GRANTED).items()
    assert RECEIVED.items() <= found.items()


def test_spans_missing_altogether() -> None:
    """The second line of heads has lost the cells that the first reaches down to."""
    reading = page(rows(cells("项目", "自然人", "法人或其他组织", "总计"), cells(*HEADS[1:6]), R, G))
    assert values(reading).items() <= (RECEIVED | GRANTED).items()


def test_head_row_in_the_middle_of_the_statistics() -> None:
    head = cells("统计指标", "单位", "统计数")
    lines = [
        cells("主动公开政府信息数", "条", 41),
        cells("制发规范性文件总数", "件", 42),
        head,
        cells("举报投诉数量", "件", 43),
    ]
    assert values(page(rows(*lines, cells("兼职人员数", "人", 44)))) == {
        "proactive.total": 41, "proactive.normative_documents_issued": 42, "complaints.total": 43, "resources.staff.part_time": 44,
    }  # fmt: skip


def test_page_number_and_running_head_inside_the_statistics() -> None:
    head = cells("统计指标", "单位", "统计数")
    between = ("<td colspan='3'>— 7 —</td>", "<td colspan='3'>某县2016年政府信息公开年度报告</td>", "<td>8</td>")
    lines = [
        cells("主动公开政府信息数", "条", 41),
        *between,
        cells("举报投诉数量", "件", 43),
        cells("兼职人员数", "人", 44),
    ]
    assert values(page(rows(head, *lines))) == {
        "proactive.total": 41, "complaints.total": 43, "resources.staff.part_time": 44,
    }  # fmt: skip


def test_review_without_its_totals() -> None:
    leaves = ("结果维持", "结果纠正", "其他结果", "尚未审结")
    blocks = "".join(f"<td colspan='4'>{b}</td>" for b in ("行政复议", "未经复议直接起诉", "复议后起诉"))
    found = values(page(rows(blocks, cells(*leaves * 3), cells(*range(21, 33)))))
    names = ("upheld", "corrected", "other", "pending")
    assert found == {
        **{f"review.{n}": 21 + i for i, n in enumerate(names)},
        **{f"litigation.{n}[direct]": 25 + i for i, n in enumerate(names)},
        **{f"litigation.{n}[after_review]": 29 + i for i, n in enumerate(names)},
    }


def test_subtotal_of_organisations_as_eighth_column() -> None:
    head = cells("项目", *HEADS[:6], "法人小计", "总计")
    reading = page(
        rows(
            head,
            cells("一、本年新收政府信息公开申请数量", 7, 1, 0, 0, 2, 0, 3, 10),
            cells("（一）予以公开", 4, 1, 0, 0, 2, 0, 3, 7),
        )
    )
    assert values(reading) == RECEIVED | GRANTED


def test_a_kind_of_applicant_missing() -> None:
    head = cells("项目", *(h for h in HEADS if h != "社会公益组织"))
    reading = page(
        rows(
            head,
            cells("一、本年新收政府信息公开申请数量", 7, 1, 0, 2, 0, 10),
            cells("（一）予以公开", 4, 1, 0, 2, 0, 7),
        )
    )
    assert values(reading) == {k: v for k, v in (RECEIVED | GRANTED).items() if "public_welfare" not in k}


def test_ordinals_in_cells_of_their_own() -> None:
    head = cells("序号", "统计指标", "单位", "统计数")
    lines = [
        cells(1, "主动公开政府信息数", "条", 41),
        cells(2, "制发规范性文件总数", "件", 42),
        cells(3, "举报投诉数量", "件", 43),
        cells(4, "兼职人员数", "人", 44),
    ]
    assert values(page(rows(head, *lines))) == {
        "proactive.total": 41, "proactive.normative_documents_issued": 42, "complaints.total": 43, "resources.staff.part_time": 44,
    }  # fmt: skip


def test_blank_slash_none_and_zero_in_review() -> None:
    leaves = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    reading = page(rows("<td colspan='5'>行政复议</td>", cells(*leaves), cells(0, "", "/", "无", 0)))
    assert values(reading) == {"review.upheld": 0, "review.total": 0}
    assert {e.indicator: e.raw for e in reading.tables[0].empty} == {
        "review.corrected": "", "review.other": "/", "review.pending": "无",
    }  # fmt: skip


def test_empty_specimen_of_article_20() -> None:
    head = cells("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    reading = page(rows(head, cells("规章", "", "", ""), cells("行政规范性文件", "", "", "")))
    assert reading.figures == ()
    assert len(reading.tables[0].empty) == 6


# ---------------------------------------------------------------- pasted as text

WIDE = "                                          " + "   ".join(HEADS)


def line(label: str, *numbers: int, indent: int = 8) -> str:
    shown = " " * indent + label
    width = sum(2 if c > "\u2e7f" else 1 for c in shown)
    return shown + " " * max(2, 42 - width) + "".join(f"{n:<9d}" for n in numbers)


def test_vertical_label_scattered_over_the_lines() -> None:
    reading = text(
        WIDE,
        line("一、本年新收政府信息公开申请数量", 7, 1, 0, 0, 2, 0, 10, indent=0),
        line("（一）予以公开", 4, 1, 0, 0, 2, 0, 7),
        " 三、",
        " 本年",
        line("（二）部分公开", 3, 0, 0, 0, 0, 0, 3).replace("    ", " 度办", 1),
        " 理结",
        " 果",
        line("（七）总计", 7, 1, 0, 0, 2, 0, 10),
    )
    right = (
        RECEIVED
        | GRANTED
        | row("outcome.partially_granted", 3, 0, 0, 0, 0, 0, 3)
        | row("outcome.total", 7, 1, 0, 0, 2, 0, 10)
    )
    assert values(reading).items() <= right.items()
    assert (RECEIVED | GRANTED).items() <= values(reading).items()


def test_vertical_label_one_character_a_line() -> None:
    reading = text(
        WIDE,
        line("一、本年新收政府信息公开申请数量", 7, 1, 0, 0, 2, 0, 10, indent=0),
        "三",
        "、",
        line("（一）予以公开", 4, 1, 0, 0, 2, 0, 7),
        "本",
        "年",
        line("（七）总计", 7, 1, 0, 0, 2, 0, 10),
    )
    right = RECEIVED | GRANTED | row("outcome.total", 7, 1, 0, 0, 2, 0, 10)
    assert values(reading).items() <= right.items()
    assert (RECEIVED | GRANTED).items() <= values(reading).items()


@pytest.mark.parametrize("between", [("", "- 4 -", "\f"), ("", "4", "\f某县2021年政府信息公开工作年度报告", "")])
def test_label_cut_by_a_page_break(between: tuple[str, ...]) -> None:
    reading = text(
        WIDE,
        line("一、本年新收政府信息公开申请数量", 7, 1, 0, 0, 2, 0, 10, indent=0),
        line("5.要求行政机关确认或重新出", 1, 0, 0, 0, 0, 0, 1),
        *between,
        "        具已获取信息",
        line("（一）予以公开", 4, 1, 0, 0, 2, 0, 7),
    )
    right = RECEIVED | GRANTED | row("outcome.not_processed.reconfirmation", 1, 0, 0, 0, 0, 0, 1)
    assert values(reading).items() <= right.items()
    assert (RECEIVED | GRANTED).items() <= values(reading).items()


def alone(label: str, number: int, *, at: int) -> str:
    """A line of laid-out text with one number only; a character of Chinese takes two columns."""
    return label + " " * (at - 2 * len(label)) + str(number)


@pytest.mark.parametrize(("at", "right"), [(116, {"requests.received": 10, "outcome.granted": 7}), (96, {})])
def test_only_the_totals_are_filled(at: int, right: dict[str, float]) -> None:
    """The number of a row stands under 总计, right of all other heads; under another head it is left alone."""
    reading = text(
        " " * 60 + "自然人    商业企业  科研机构  社会公益组织  法律服务机构  其他",
        " " * 112 + "总计",
        alone("一、本年新收政府信息公开申请数量", 10, at=at),
        alone("三、本年度办理结果（一）予以公开", 7, at=at),
    )
    assert values(reading) == right
