"""Tables in every state of repair, small ones; each case names the cells that must be read, and all others must not be."""

from __future__ import annotations

import pytest

from report_parser.figures.from_tables import TableReading, read_tables, table_kind
from report_parser.figures.tables import article20 as article20_reader
from report_parser.figures.tables import requests as requests_reader
from report_parser.figures.tables import review_words
from report_parser.figures.tables import statistics as statistics_reader
from report_parser.figures.tables.cells import read_cell
from report_parser.models import Section
from report_parser.rules.catalogue import catalogue
from report_parser.rules.load import read_table
from table_forms import FORMS, Table, Td, document, requests, review, review_upright, statistics, truth


def table(text: str) -> Table:
    """Rows by line, cells by |; ``a*3`` spans three columns, ``a^2`` two rows, ``a^2*3`` both."""
    rows: Table = []
    for line in text.strip("\n").split("\n"):
        row = []
        for cell in line.split("|"):
            word, _, span = cell.partition("*")
            word, _, down = word.partition("^")
            row.append(Td(word.strip().replace("~", ""), int(down or 1), int(span or 1)))
        rows.append(row)
    return rows


def read(*texts: str | Table, year: int | None = 2020, lines: tuple[str, ...] = ()) -> TableReading:
    tables = [table(t) if isinstance(t, str) else t for t in texts]
    page = document(*tables, lines=lines)
    reading = read_tables(page, year=year, sections=())
    assert all(page.text[f.start : f.end] == f.raw for f in reading.figures)
    return reading


def values(reading: TableReading) -> dict[str, float]:
    """Indicators with their dimensions as in the report's JSON."""
    found: dict[str, float] = {}
    for f in reading.figures:
        if f.indicator is None:
            continue
        name = f.indicator + "".join(f"[{k}={v}]" for k, v in sorted(f.dimensions.items()))
        assert found.get(name, f.value) == f.value
        found[name] = f.value
    return found


def empties(reading: TableReading) -> set[str]:
    return {
        e.indicator + "".join(f"[{k}={v}]" for k, v in sorted(e.dimensions.items()))
        for t in reading.tables
        for e in t.empty
    }


# ---------------------------------------------------------------- the clean forms


@pytest.mark.parametrize("kind", FORMS)
def test_clean_form(kind: str) -> None:
    form = FORMS[kind]()
    reading = read(form)
    got = {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in reading.figures}
    assert got == truth(form)
    assert [t.kind for t in reading.tables] == [kind]
    assert not reading.diagnostics
    assert table_kind(document(form).grids[0]) == kind
    assert all(f.confidence > 0.95 and f.method == "table" and f.qualifier == "exact" for f in reading.figures)


def test_units_are_those_of_the_catalogue() -> None:
    for form in FORMS.values():
        assert all(f.unit == catalogue()[f.indicator or ""].unit for f in read(form()).figures)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("姓名|电话\n张|3", None),
        ("部门|收到申请|办结\n教育局|3|3\n民政局|4|4", None),
        ("年份|件数\n2019|3\n2020|5", None),
        ("办件类别|数量\n社保|12\n户籍|30\n公证|4", None),
    ],
)
def test_other_tables_fill_no_indicator(text: str, kind: str | None) -> None:
    assert table_kind(document(table(text)).grids[0]) is kind
    reading = read(text)
    assert (reading.tables, reading.diagnostics) == ((), ())
    assert all(f.indicator is None for f in reading.figures)


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234), ("１，２３４", 1234), ("１２", 12), (" 7 ", 7), ("12件", 12), ("12 件", 12), ("（25）", 25), ("+5", 5), ("--7", -7),
        ("﹣3", -3), ("－3", -3), ("96171.6", 96171.6), ("三", 3), ("3.7万", 37000), ("增加5项", 5), ("减少2", -2), ("0", 0), ("0.0", 0),
        ("12 345", 12345), ("1 18", 118),
    ],
)  # fmt: skip
def test_number(text: str, value: float) -> None:
    content = read_cell(text)
    assert content.kind == "number"
    assert float(content.value) == value


@pytest.mark.parametrize("text", ["", " ", "/", "／", "—", "——", "-", "--", "无", "不涉及", "－"])
def test_empty(text: str) -> None:
    assert read_cell(text).kind == "empty"


@pytest.mark.parametrize(
    "text", ["1 2 3", "0 5", "见附件", "2016年", "1.", "3/5", "12-15", "增5减2", "2024-01-05", "①"]
)
def test_no_number(text: str) -> None:
    assert read_cell(text).kind == "text"


def test_share_in_a_cell_of_counts_fills_no_indicator() -> None:
    assert read_cell("93%").unit == "%"
    reading = read("信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|5%|0|2\n行政规范性文件|3|1|4")
    assert "article20.regulations.issued" not in values(reading)
    assert len(values(reading)) == 5
    assert reading.diagnostics


# ---------------------------------------------------------------- the vocabulary's own examples


@pytest.mark.parametrize(
    ("words", "part", "name"),
    [
        (requests_reader.row_words(), "requests", "row"),
        (requests_reader.column_words(), "requests", "column"),
        (article20_reader.row_words(), "article20", "row"),
        (article20_reader.column_words(), "article20", "column"),
        (review_words.block_words(), "review", "block"),
        (review_words.result_words(), "review", "leaf"),
        (statistics_reader.row_words(), "statistics", "row"),
    ],
)
def test_examples(words, part: str, name: str) -> None:  # type: ignore[no-untyped-def]
    for number, entry in enumerate(read_table("tables")[part][name]):
        for example in (*entry["labels"], *entry.get("examples", [])):
            assert number in words.entries(example)[0], example
        for counter in entry.get("counter", []):
            assert number not in words.entries(counter)[0], counter


def test_every_indicator_is_in_the_catalogue() -> None:
    rules = read_table("tables")
    ids = [r["id"] for part in ("requests", "statistics") for r in rules[part]["row"] if r["id"]]
    ids += [f"{r['prefix']}.{c}" for r in rules["article20"]["row"] for c in r["columns"]]
    assert [i for i in ids if i not in catalogue()] == []


# ---------------------------------------------------------------- requests


HEAD = "项目^2|自然人^2|法人或其他组织*5|总计^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他\n"


def test_empty_cells_are_told_from_zero() -> None:
    reading = read(HEAD + "（一）予以公开|12|0|/|—|无|不涉及|12")
    assert values(reading) == {
        "outcome.granted[applicant=natural_person]": 12,
        "outcome.granted[applicant=company]": 0,
        "outcome.granted": 12,
    }
    assert empties(reading) == {
        f"outcome.granted[applicant={a}]" for a in ("research", "public_welfare", "legal_service", "other")
    }
    assert {e.raw for e in reading.tables[0].empty} == {"/", "—", "无", "不涉及"}


def test_specimen_is_a_table_without_figures() -> None:
    form = [[Td("" if c.key else c.text, c.rowspan, c.colspan) for c in row] for row in requests()]
    reading = read(form)
    assert reading.figures == ()
    assert len(reading.tables[0].empty) == 175


def test_eighth_column_is_left_out() -> None:
    head = "项目^2|自然人^2|法人或其他组织*6|总计^2\n商业企业|科研机构|社会公益组织|法律服务机构|其他|法人小计\n"
    reading = read(head + "一、本年新收政府信息公开申请数量|7|1|0|0|2|0|3|10")
    assert values(reading) == {
        "requests.received[applicant=natural_person]": 7,
        "requests.received[applicant=company]": 1,
        "requests.received[applicant=research]": 0,
        "requests.received[applicant=public_welfare]": 0,
        "requests.received[applicant=legal_service]": 2,
        "requests.received[applicant=other]": 0,
        "requests.received": 10,
    }
    assert len(reading.figures) == 7


def test_column_missing() -> None:
    reading = read(
        "|自然人|商业企业|其他|总计\n一、本年新收政府信息公开申请数量|7|1|2|10\n二、上年结转政府信息公开申请数量|1|0|0|1"
    )
    assert values(reading)["requests.received[applicant=other]"] == 2
    assert values(reading)["requests.carried_in"] == 1


def test_total_column_missing() -> None:
    reading = read("|自然人|商业企业|科研机构\n（一）予以公开|7|1|2\n（二）部分公开|1|0|0")
    assert "outcome.granted" not in values(reading)
    assert values(reading)["outcome.granted[applicant=research]"] == 2


def test_page_number_and_running_head_inside() -> None:
    reading = read(HEAD + "（一）予以公开|7|1|0|0|2|0|10\n- 4 -\n某市2020年报告*8\n5\n2.重复申请|3|0|0|0|0|0|3")
    assert len(values(reading)) == 14
    assert not reading.diagnostics


def test_labels_one_character_a_line() -> None:
    reading = read(HEAD.replace("自然人", "自 然 人").replace("总计", "总 计") + "（ 一 ） 予 以 公 开|7|1|0|0|2|0|10")
    assert values(reading)["outcome.granted"] == 10


def test_head_in_the_middle() -> None:
    row = "一、本年新收政府信息公开申请数量|7|1|0|0|2|0|10\n"
    reading = read(row + HEAD + "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1")
    assert values(reading)["requests.received"] == 10
    assert values(reading)["requests.carried_in"] == 1


def test_table_cut_in_two() -> None:
    first = HEAD + "一、本年新收政府信息公开申请数量|7|1|0|0|2|0|10\n3.要求提供公开出版物|0|0|0|0|0|0|4"
    rest = "4.无正当理由大量反复申请|3|0|0|0|0|0|3\n（七）总计|9|1|0|0|2|0|12\n四、结转下年度继续办理|1|0|0|0|0|0|1"
    for cut in (rest, HEAD + rest):
        reading = read(first, cut)
        assert len(reading.tables) == 1
        assert values(reading)["outcome.not_processed.excessive"] == 3
        assert values(reading)["requests.carried_out[applicant=natural_person]"] == 1
        assert len(values(reading)) == 35


def test_cut_part_of_another_width_is_left_out() -> None:
    reading = read(HEAD + "（一）予以公开|7|1|0|0|2|0|10", "（七）总计|9|1|0|0|12")
    assert not [k for k in values(reading) if k.startswith("outcome.total")]
    assert reading.diagnostics


def test_heads_parted_from_their_rows() -> None:
    reading = read(HEAD, "（一）予以公开|7|1|0|0|2|0|10")
    assert values(reading)["outcome.granted"] == 10


def test_row_with_a_cell_too_few_is_left_out() -> None:
    reading = read(HEAD + "（一）予以公开|7|1|0|0|2|10\n（二）部分公开|1|0|0|0|0|0|1")
    assert not [k for k in values(reading) if k.startswith("outcome.granted")]
    assert values(reading)["outcome.partially_granted"] == 1
    assert [d.code for d in reading.diagnostics] == ["table.partial"]
    assert "予以公开" in reading.diagnostics[0].message


def test_number_cut_over_two_cells() -> None:
    """The sum of the row tells which two cells are one; where it does not, the row is left out."""
    reading = read(HEAD + "（一）予以公开|1|7|3|0|0|2|0|22\n（二）部分公开|1|0|0|0|0|0|1")
    assert values(reading)["outcome.granted"] == 22
    assert values(reading)["outcome.granted[applicant=natural_person]"] == 17
    assert values(reading)["outcome.granted[applicant=company]"] == 3
    assert [f.raw for f in reading.figures if f.value == 17] == ["1\t7"]
    unsure = read(HEAD + "（一）予以公开|1|7|1|0|0|2|0|20\n（二）部分公开|1|0|0|0|0|0|1")
    assert not [k for k in values(unsure) if k.startswith("outcome.granted")]
    assert unsure.diagnostics


def test_number_cut_over_the_two_columns_of_its_head() -> None:
    form = "信息内容|上一年项目数量*2|本年增/减|处理决定数量*2\n行政许可*1|8*2|5|93*2\n行政处罚|90*2|0|1|65\n行政强制|4*2|1|7|"
    found = values(read(form))
    assert (found["article20.penalties.items_last_year"], found["article20.penalties.decisions"]) == (90, 165)
    assert found["article20.coercion.decisions"] == 7


def test_digits_that_stand_apart() -> None:
    """One number where the row's sum says so or nothing speaks against it; none where the sum does."""
    reading = read(HEAD + "（一）予以公开|7 1|1|0|0|2|0|10\n（二）部分公开|1 1|0|0|0|0|0|11")
    assert "outcome.granted[applicant=natural_person]" not in values(reading)
    assert values(reading)["outcome.granted"] == 10
    assert values(reading)["outcome.partially_granted[applicant=natural_person]"] == 11
    assert reading.diagnostics


def test_digits_apart_in_most_cells_are_two_columns() -> None:
    head = (
        "统计指标|单位|统计数\n主动公开政府信息数|条|{}\n兼职人员数|人|{}\n举报投诉数量|件|{}\n接受培训人员数|人次|{}"
    )
    assert values(read(head.format("2 31", "4 12", "1 6", "5 7"))) == {}
    assert values(read(head.format("2 31", "4", "1", "5")))["proactive.total"] == 231


def test_ordinals_in_a_column_of_their_own() -> None:
    rows = (
        "（三）不予公开^3|1|属于国家秘密|4|0|0|0|0|0|4\n2|其他法律行政法规禁止公开|5|0|0|0|0|0|5\n"
        "3|危及“三安全一稳定”|6|0|0|0|0|0|6\n（四）无法提供|1|本机关不掌握相关政府信息|7|0|0|0|0|0|7"
    )
    found = values(read(HEAD.replace("项目^2", "项目^2*3") + rows))
    assert len(found) == 28
    assert found["outcome.not_held[applicant=natural_person]"] == 7


def test_group_without_rows_is_the_groups_sum() -> None:
    reading = read(HEAD + "（三）不予公开|7|0|0|0|0|0|7\n（四）无法提供|3|0|0|0|0|0|3\n（六）其他处理|1|0|0|0|0|0|1")
    found = values(reading)
    assert (found["outcome.denied"], found["outcome.unavailable"], found["outcome.other"]) == (7, 3, 1)
    assert reading.tables[0].kind == "requests_2019"


def test_first_row_of_a_group_without_its_label_is_not_the_groups_sum() -> None:
    rows = "（六）其他处理^3||4|0|0|0|0|0|4\n2.申请人逾期未按收费通知要求缴纳费用|1|0|0|0|0|0|1\n3.其他|2|0|0|0|0|0|2"
    found = values(read(HEAD.replace("项目^2", "项目^2*2") + rows))
    assert "outcome.other" not in found
    assert (found["outcome.other.unpaid_fee"], found["outcome.other.other"]) == (1, 2)


def test_other_in_a_foreign_group() -> None:
    rows = "（五）不予处理^2|1.信访举报投诉类申请|4|0|0|0|0|0|4\n6.其他|1|0|0|0|0|0|1"
    reading = read(HEAD.replace("项目^2", "项目^2*2") + rows)
    assert "outcome.other.other" not in values(reading)
    assert [f.value for f in reading.figures if f.indicator is None] == [1, 0, 0, 0, 0, 0, 1]


def test_one_thing_with_two_values_is_neither() -> None:
    reading = read(HEAD + "（七）总计|7|0|0|0|0|0|7\n（七）总计|8|0|0|0|0|0|8")
    assert "outcome.total" not in values(reading)
    assert reading.diagnostics


def test_opposites_are_never_taken_for_each_other() -> None:
    reading = read(
        HEAD
        + "（一）以予公开|7|0|0|0|0|0|7\n（三）不以公开|5|0|0|0|0|0|5\n（三）予公开|5|0|0|0|0|0|5\n2.重复申请|1|0|0|0|0|0|1"
    )
    assert [k for k in values(reading) if "granted" in k or k.startswith("outcome.denied")] == []


# ---------------------------------------------------------------- article 20


def test_amounts_in_every_unit() -> None:
    form = "信息内容|采购项目数量|采购总金额{}\n政府集中采购|6|{}"
    for head, cell, value in (
        ("（单位：万元）", "25.1", 251000), ("", "25.1万元", 251000), ("（亿元）", "0.5", 50000000), ("（万元）", "251000元", 251000),
        ("（元）", "251,000", 251000), ("(单位:元)", "251000", 251000),
    ):  # fmt: skip
        assert values(read(form.format(head, cell)))["article20.procurement.amount"] == value


def test_unit_in_the_line_before() -> None:
    reading = read("信息内容|采购项目数量|采购总金额\n政府集中采购|6|25.1", lines=("单位：万元",))
    assert values(reading)["article20.procurement.amount"] == 251000


def test_amount_without_unit() -> None:
    reading = read("信息内容|采购项目数量|采购总金额\n政府集中采购|6|25.1")
    assert "article20.procurement.amount" not in values(reading)
    assert reading.diagnostics
    assert values(read("信息内容|采购项目数量|采购总金额\n政府集中采购|0|0"))["article20.procurement.amount"] == 0
    charges = read("信息内容|本年收费金额\n行政事业性收费|7545")
    assert values(charges)["article20.charges.amount"] == 75450000
    assert charges.figures[0].confidence < 0.8


def test_change_may_be_negative_and_counts_may_not() -> None:
    head = "信息内容|上一年项目数量|本年增/减|处理决定数量\n"
    found = values(read(head + "行政许可|120|--7|33\n行政处罚|5|+2|-3\n行政强制|5|—2|0"))
    assert (found["article20.licensing.items_change"], found["article20.penalties.items_change"]) == (-7, 2)
    assert found["article20.coercion.items_change"] == -2
    assert "article20.penalties.decisions" not in found


def test_article20_side_by_side() -> None:
    reading = read(
        "信息内容|本年制发件数|本年废止件数|现行有效件数|信息内容|本年处理决定数量\n"
        "规章|0|1|2|行政许可|9487\n"
        "行政规范性文件|3|4|8|行政处罚|2776\n"
        "||||行政强制|84"
    )
    assert values(reading) == {
        "article20.regulations.issued": 0,
        "article20.regulations.repealed": 1,
        "article20.regulations.in_force": 2,
        "article20.normative_documents.issued": 3,
        "article20.normative_documents.repealed": 4,
        "article20.normative_documents.in_force": 8,
        "article20.licensing.decisions": 9487,
        "article20.penalties.decisions": 2776,
        "article20.coercion.decisions": 84,
    }


def test_article20_in_several_grids_is_one_table() -> None:
    reading = read(
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|1|2",
        "信息内容|本年处理决定数量\n行政许可|9487",
        "信息内容|本年收费金额（单位：万元）\n行政事业性收费|7545",
        lines=("第二十条第（一）项", "第二十条第（五）项", "第二十条第（八）项"),
    )
    assert [t.kind for t in reading.tables] == ["article20_2021"]
    assert values(reading)["article20.charges.amount"] == 75450000


def test_lost_head_row_gives_no_value_of_another_column() -> None:
    reading = read(
        "信息内容|本年新制作数量|本年新公开数量|对外公开总数量\n规章|0|1|2\n行政许可|3|4|5\n政府集中采购|9|8"
    )
    assert set(values(reading)) == {f"article20.regulations.{k}" for k in ("issued", "published", "in_force")}
    assert reading.diagnostics
    newer = read(
        "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|1|2\n行政许可|34\n行政强制|/\n行政事业性收费|9"
    )
    assert values(newer)["article20.licensing.decisions"] == 34
    assert "article20.charges.amount" not in values(newer)
    assert newer.diagnostics


def test_other_rows_are_figures_without_indicator() -> None:
    reading = read("信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|1|2\n其他主动公开文件|31|32|33")
    assert [(f.label, f.value) for f in reading.figures if f.indicator is None] == [
        ("其他主动公开文件 本年制发件数", 31), ("其他主动公开文件 本年废止件数", 32), ("其他主动公开文件 现行有效件数", 33),
    ]  # fmt: skip


# ---------------------------------------------------------------- review and litigation


def test_review_upright() -> None:
    form = review_upright()
    got = {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in read(form).figures}
    assert got == truth(form)


def test_review_without_spans() -> None:
    form = [[Td(c.text, key=c.key) for c in row] for row in review()]
    got = {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in read(form).figures}
    assert got == truth(form)


LEAVES = "结果维持|结果纠正|其他结果|尚未审结|总计"


def test_review_blocks_as_rows() -> None:
    found = values(read(f"类别|{LEAVES}\n行政复议|1|2|3|4|10\n未经复议直接起诉|0|0|0|5|5\n复议后起诉|0|1|0|0|1"))
    assert (found["review.total"], found["litigation.pending[route=direct]"]) == (10, 5)
    assert found["litigation.corrected[route=after_review]"] == 1


def test_review_blocks_as_columns() -> None:
    rows = "\n".join(f"{name}|{i}|{i + 10}|{i + 20}" for i, name in enumerate(LEAVES.split("|")))
    found = values(read("结果|行政复议|未经复议直接起诉|复议后起诉\n" + rows))
    assert (found["review.upheld"], found["litigation.total[route=direct]"]) == (0, 14)
    assert found["litigation.total[route=after_review]"] == 24


def test_review_in_small_tables() -> None:
    one = f"行政复议*5\n{LEAVES}\n1|2|3|4|10"
    two = f"行政诉讼*10\n未经复议直接起诉*5|复议后起诉*5\n{LEAVES}|{LEAVES}\n0|0|0|5|5|0|1|0|0|1"
    found = values(read(one, two))
    assert len(found) == 15
    assert found["litigation.corrected[route=after_review]"] == 1
    assert values(read(one + "\n" + two.replace("*10", "*5"))) == found


def test_review_block_in_the_line_before() -> None:
    one = f"{LEAVES}\n1|2|3|4|10"
    found = values(read(one, one, lines=("（一）行政复议情况", "（二）未经复议直接起诉")))
    assert found["review.total"] == 10
    assert found["litigation.total[route=direct]"] == 10
    assert values(read(one)) == {}
    found = values(read(one, one, lines=("表2 行政诉讼（未经复议直接起诉）", "行政诉讼——复议后起诉")))
    assert sorted(found) == sorted(
        f"litigation.{r}[route={k}]" for r in review_words.RESULTS for k in ("direct", "after_review")
    )


def test_fifteen_values_under_three_blocks() -> None:
    head = "行政复议*5|行政诉讼*10\n|未经复议直接起诉*5|复议后起诉*5\n"
    assert len(values(read(head + "|".join(str(i) for i in range(15))))) == 15
    assert values(read(head + "|".join(str(i) for i in range(14)))) == {}


def test_litigation_without_kinds() -> None:
    found = values(read(f"行政复议*5|行政诉讼*5\n{LEAVES}|{LEAVES}\n1|2|3|4|10|5|0|0|0|5"))
    assert (found["review.total"], found["litigation.total"]) == (10, 5)


def test_review_values_in_the_next_grid() -> None:
    form = review()
    assert len(values(read(form[:3], form[3:]))) == 15


# ---------------------------------------------------------------- the statistics table


def test_year_and_cumulative_columns() -> None:
    reading = read(
        "指标名称|计量单位|代码|2012年度|历年累计\n主动公开信息数|条|01|120|900\n其中：1.政府网站|条|02|100|700\n"
        "受理依申请公开信息总数|件|03|5|40\n1.当面申请数|件|04|2|9\n行政复议数|件|05|0|1",
        year=2012,
    )
    assert values(reading) == {
        "proactive.total": 120,
        "proactive.cumulative": 900,
        "proactive.by_channel.website": 100,
        "requests.received": 5,
        "requests.cumulative": 40,
        "requests.by_channel.in_person": 2,
        "review.total": 0,
    }
    assert sorted(f.value for f in reading.figures if f.indicator is None) == [1, 9, 700]


def test_column_of_another_year() -> None:
    reading = read(
        "统计指标|单位|2015年|2016年\n主动公开政府信息数|条|10|20\n制发规范性文件总数|件|1|2\n举报投诉数量|件|3|4",
        year=2016,
    )
    assert {(f.value, f.year) for f in reading.figures if f.indicator == "proactive.total"} == {(10, 2015), (20, 2016)}


def test_same_names_in_two_blocks() -> None:
    rows = "四、行政复议数量|件|9\n（一）维持具体行政行为数|件|1\n（二）被依法纠错数|件|2\n（三）其他情形数|件|3\n"
    more = "五、行政诉讼数量|件|8\n（一）维持具体行政行为数|件|4\n（二）被依法纠错数|件|5\n（三）其他情形数|件|6\n六、举报投诉数量|件|7"
    head = "统计指标|单位|统计数\n"
    found = values(read(head + rows + more))
    assert (found["review.upheld"], found["litigation.upheld"], found["litigation.other"]) == (1, 4, 6)
    lost = values(read(head + rows + more.split("\n", 1)[1]))
    assert not [k for k in lost if k.startswith("litigation")]
    assert lost["review.other"] == 3


def test_statistics_side_by_side() -> None:
    rows = [r for r in statistics()[1:] if r[2].key]
    half = len(rows) // 2
    head = [Td("统计指标"), Td("单位"), Td("统计数")]
    form = [[*head, *head], *([*a, *b] for a, b in zip(rows[:half], rows[half:], strict=True))]
    reading = read(form)
    assert {(f.indicator, ()): f.value for f in reading.figures} == truth(form)


def test_statistics_without_head() -> None:
    form = statistics()[1:]
    assert len(values(read(form))) == 58
    coded = [[row[0], row[1], Td(f"{i:02}"), Td("")] for i, row in enumerate(form)]
    assert values(read(coded)) == {}


def test_amounts_of_the_statistics_table() -> None:
    head = "统计指标|单位|统计数\n主动公开政府信息数|条|5\n兼职人员数|人|2\n举报投诉数量|件|0\n"
    found = values(read(head + "七、依申请公开信息收取的费用|万元|0.35\n（四）政府信息公开专项经费|万元|12"))
    assert (found["fees.collected"], found["resources.special_budget"]) == (3500, 120000)
    bare = read(head + "政府信息公开专项经费||12")
    assert "resources.special_budget" not in values(bare)
    boxed = values(read(head + "政府信息公开专项经费（万元）||12"))
    assert boxed["resources.special_budget"] == 120000


def test_rows_that_the_form_lacks_are_figures_without_indicator() -> None:
    reading = read(
        "统计指标|单位|统计数\n主动公开政府信息数|条|5\n重点领域公开政府信息数|条|3\n兼职人员数|人|2\n举报投诉数量|件|0"
    )
    assert [(f.label, f.value, f.unit) for f in reading.figures if f.indicator is None] == [
        ("重点领域公开政府信息数", 3, "条")
    ]


def test_typing_errors_in_the_statistics_table() -> None:
    rows = "（二）申请办洁数|件|7\n1.按时办结书|件|4\n2.延期办结数|件|3\n4.不同意公开答覆数|件|2\n3.邮件申请数|件|9\n五、行政诉汾数量|件|6"
    found = values(read("统计指标|单位|统计数\n主动公开政府信息数|条|5\n举报投诉数量|件|0\n" + rows))
    assert found == {
        "proactive.total": 5, "complaints.total": 0, "requests.concluded": 7, "requests.concluded.on_time": 4,
        "requests.concluded.extended": 3, "outcome.denied": 2, "litigation.total": 6,
    }  # fmt: skip


def test_statistics_with_groups_in_a_column_of_their_own() -> None:
    reading = read(
        "一级指标|二级指标|单位|统计数\n行政复议^3|维持具体行政行为数|件|1\n被依法纠错数|件|2\n其他情形数|件|3\n"
        "行政诉讼^3|维持具体行政行为数|件|4\n被依法纠错数|件|5\n其他情形数|件|6\n主动公开^1|主动公开政府信息数|条|7"
    )
    found = values(reading)
    assert (found["review.upheld"], found["review.other"], found["litigation.upheld"], found["litigation.other"]) == (
        1,
        3,
        4,
        6,
    )


# ---------------------------------------------------------------- several tables, places


def test_all_tables_in_one_grid() -> None:
    forms = [FORMS["article20_2021"](), requests(), review()]
    reading = read([row for form in forms for row in form])
    assert [t.kind for t in reading.tables] == ["article20_2021", "requests_2021", "review_litigation"]
    got = {(f.indicator, tuple(sorted(f.dimensions.items()))): f.value for f in reading.figures}
    assert got == {k: v for form in forms for k, v in truth(form).items()}


def test_two_tables_of_one_kind_stay_two() -> None:
    reading = read(requests(), requests())
    assert len(reading.tables) == 2


def test_section_and_span() -> None:
    page = document(review(), lines=("四、政府信息公开行政复议、行政诉讼情况",))
    section = Section("s4", "review_litigation", ("review_litigation",), "四", "", 1, 0, len(page.text), 20)
    reading = read_tables(page, year=2020, sections=(section,))
    assert {f.section for f in reading.figures} == {"s4"}
    assert reading.tables[0].section == "s4"
    assert page.text[reading.tables[0].start :].startswith("行政复议")
    assert (reading.tables[0].rows, reading.tables[0].columns) == (4, 15)
    assert reading.figures[0].quote == "行政复议 结果维持 101"
