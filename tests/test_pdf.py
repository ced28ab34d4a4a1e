"""PDF: paragraphs from lines, tables from rules, tables cut by page breaks, scans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_parser import InputError, parse, parse_file
from report_parser.evaluation.compare import score
from report_parser.inputs.pdf import read_pdf
from small_pdf import Page, pdf

REAL = next((p for up in Path(__file__).parents if (p := up / "shared" / "real").is_dir()), Path("none"))
XS = [60.0, 90, 250, 290, 330, 370, 410, 450, 490, 530]
HEADS = ["自然人", "商业\n企业", "科研\n机构", "社会公\n益组织", "法律服\n务机构", "其他"]


def prose(page: Page, y: float, lines: list[str], indent: float = 32) -> None:
    for i, line in enumerate(lines):
        page.text(74 + (indent if i == 0 else 0), y + 28 * i, line)


def opening(page: Page) -> None:
    page.text(170, 100, "庐江县人民政府", 22)
    page.text(120, 130, "2023年政府信息公开工作年度报告", 22)
    prose(page, 180, ["一、总体情况"])
    prose(
        page,
        208,
        ["2023年，全县坚持以公开为常态、不公开为例外，主动公", "开政府信息1234条，其中通过政府网站公开1200条。"],
    )
    prose(page, 264, ["二、主动公开政府信息情况"])
    prose(page, 292, ["全年制发规范性文件3件。"])
    prose(page, 320, ["三、收到和处理政府信息公开申请情况"])


def counts(label: dict[int, str | int], values: list[int]) -> dict[int, str | int]:
    return label | dict(enumerate(values, 2))


def requests_on_two_pages() -> bytes:
    """The request table: its last row of the first page is open below, its label （三） goes on overleaf."""
    first, second = Page(), Page()
    opening(first)
    first.text(490, 800, "- 1 -", 12)
    ys = [360.0, 400, 430, 460, 490, 520]
    first.grid(XS, ys, wide=4, open_below=True)
    rows = [
        dict(enumerate([*HEADS, "总计"], 2)),
        counts({0: "一、本年新收政府信息公开申请数量"}, [9, 1, 0, 0, 0, 0, 10]),
        counts({0: "二、上年结转政府信息公开申请数量"}, [2, 0, 0, 0, 0, 0, 2]),
        counts({0: "（一）予以公开"}, [5, 1, 0, 0, 0, 0, 6]),
        counts({0: "（三）", 1: "1.属于国家秘密"}, [1, 0, 0, 0, 0, 0, 1]),
    ]
    for y, cells in zip(ys, rows, strict=False):
        first.row(XS, y, cells)
    second.grid(XS, [80.0, 110, 140], tall=True)
    second.row(XS, 80, counts({0: "不予", 1: "2.其他法律行政法规禁止公开"}, [3, 0, 0, 0, 0, 0, 3]))
    second.row(XS, 100, {0: "公开"})
    second.row(XS, 110, counts({1: "8.属于行政查询事项"}, [2, 0, 0, 0, 0, 0, 2]))
    prose(second, 200, ["四、政府信息公开行政复议、行政诉讼情况"])
    prose(second, 228, ["未发生行政复议、行政诉讼案件。"])
    second.text(90, 800, "- 2 -", 12)
    return pdf([first, second])


def test_a_table_over_a_page_break_is_one() -> None:
    report = parse(requests_on_two_pages())
    assert (report.source.media_type, report.template) == ("application/pdf", "2021")
    assert [t.kind for t in report.tables] == ["requests_2021"]
    values = {key: v.value for key, v in report.indicators.items()}
    assert "（三）不予公开\t1.属于国家秘密" in report.text
    assert values["requests.received"] == 10
    assert values["requests.received[applicant=company]"] == 1
    assert values["outcome.granted"] == 6
    assert values["outcome.denied.state_secret"] == 1
    assert values["outcome.denied.prohibited_by_law"] == 3
    assert values["outcome.denied.administrative_query"] == 2


def test_lines_become_paragraphs_and_page_numbers_go() -> None:
    report = parse(requests_on_two_pages())
    assert "主动公开政府信息1234条，其中" in report.text
    assert report.indicators["proactive.by_channel.website"].value == 1200
    assert "- 1 -" not in report.text
    assert report.document.title == "庐江县人民政府2023年政府信息公开工作年度报告"
    assert [s.role for s in report.sections] == [
        "preamble",
        "overview",
        "proactive",
        "requests",
        "review_litigation",
    ]


def test_marked_lines_are_no_table() -> None:
    page = Page()
    for i in range(9):
        page.shade(74, 200 + 28 * i, 446, 28)
    opening(page)
    text, markup = read_pdf(pdf([page]))
    assert markup
    assert "<table" not in text
    assert "主动公开政府信息1234条" in text


def test_columns_without_rules_are_read_as_laid_out_text() -> None:
    page = Page()
    opening(page)
    for i, (label, value) in enumerate(
        [("信息内容", "本年制发件数"), ("规章", "4"), ("行政规范性文件", "12"), ("行政许可", "371")]
    ):
        page.text(100, 400 + 24 * i, label, 12)
        page.text(300, 400 + 24 * i, value, 12)
        page.text(450, 400 + 24 * i, "现行有效件数" if i == 0 else str(i), 12)
    text, markup = read_pdf(pdf([page]))
    assert not markup
    assert parse(pdf([page])).indicators["proactive.total"].value == 1234
    assert "行政规范性文件" in text


def test_a_scan_says_that_it_holds_no_text() -> None:
    page = Page()
    page.picture()
    report = parse(pdf([page, page]))
    assert [f.code for f in report.findings] == ["document.no_body"]
    assert report.figures == ()


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", requests_on_two_pages()[:2000]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged or encrypted"):
        parse(data, path="a.pdf")


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents lie beside the checkout")
@pytest.mark.parametrize("name", ["hongze-2023", "hongze-2024", "huaian-2024"])
def test_real_documents_give_their_gold_values(name: str) -> None:
    gold = json.loads((REAL / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = score(name, gold, parse_file(REAL / f"{name}.pdf").to_dict())
    assert (result.failure, result.differences) == (None, ())


def test_letters_of_two_fonts_on_one_line() -> None:
    """A browser sets digits in another font, whose letters begin lower; it takes radicals for characters."""
    page = Page()
    page.text(60, 60, "某局2025年政府信息公开工作年度报告", 20)
    page.text(60, 120, "\u2f00、总体情况", 16)
    page.text(60, 160, "全年主动公开政府信息", 16)
    page.text(225, 164, "386", 16)
    page.text(260, 160, "条，其中\u2f79站", 16)
    page.text(345, 164, "112", 16)
    page.text(380, 160, "条。", 16)
    report = parse(pdf([page]))
    assert "公开政府信息386条，其中网站112条。" in report.text
    assert report.indicators["proactive.total"].value == 386
