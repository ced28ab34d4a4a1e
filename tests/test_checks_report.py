"""Fault injection in whole pages with tables: prose against table, and the sums of tables as they are read."""

from __future__ import annotations

import pytest

from checks_samples import loud, operands
from report_parser.models import Report
from report_parser.pipeline import parse

_HEAD = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_ROWS = (
    ("一、本年新收政府信息公开申请数量", "received"),
    ("二、上年结转政府信息公开申请数量", "carried_in"),
    ("三、本年度办理结果|（一）予以公开", "granted"),
    ("|（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"),
    ("|（三）不予公开|1.属于国家秘密", "secret"),
    ("||2.其他法律行政法规禁止公开", ""),
    ("||3.危及“三安全一稳定”", ""),
    ("||4.保护第三方合法权益", ""),
    ("||5.属于三类内部事务信息", ""),
    ("||6.属于四类过程性信息", ""),
    ("||7.属于行政执法案卷", ""),
    ("||8.属于行政查询事项", ""),
    ("|（四）无法提供|1.本机关不掌握相关政府信息", "not_held"),
    ("||2.没有现成信息需要另行制作", ""),
    ("||3.补正后申请内容仍不明确", ""),
    ("|（五）不予处理|1.信访举报投诉类申请", ""),
    ("||2.重复申请", ""),
    ("||3.要求提供公开出版物", ""),
    ("||4.无正当理由大量反复申请", ""),
    ("||5.要求行政机关确认或重新出具已获取信息", ""),
    ("|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", ""),
    ("||2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", ""),
    ("||3.其他", ""),
    ("|（七）总计", "total"),
    ("四、结转下年度继续办理", "carried_out"),
)
_NOTHING = (0, 0, 0, 0, 0, 0)
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def page(name: str, year: int, values: dict[str, tuple[int, ...]], review: tuple[int, ...], overview: str) -> str:
    """A report of the 2021 form: six sections, three tables."""
    return f"""<html><head><meta charset="utf-8"><title>{name}</title></head><body><div class="content">
<h1>{name}{year}年政府信息公开工作年度报告</h1>
<p>本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。</p>
<p>一、总体情况</p><p>{overview}</p>
<p>二、主动公开政府信息情况</p>
<table><tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>6</td><td>2</td><td>31</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p>{_requests(values)}
<p>四、政府信息公开行政复议、行政诉讼情况</p>{_review(review)}
<p>五、存在的主要问题及改进情况</p><p>政策解读的形式还不够丰富，今后将多用图解。</p>
<p>六、其他需要报告的事项</p><p>{year}年没有收取信息处理费。</p></div></body></html>"""


def _requests(values: dict[str, tuple[int, ...]]) -> str:
    rows = "".join(f"<tr>{_labels(label)}{_cells(_with_total(values.get(key, _NOTHING)))}</tr>" for label, key in _ROWS)
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    return (
        f'<table><tr><td colspan="3" rowspan="3">{note}</td><td colspan="7">申请人情况</td></tr>'
        f'<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>'
        f"<tr>{_cells(_HEAD[1:])}</tr>{rows}</table>"
    )


def _review(values: tuple[int, ...]) -> str:
    tall = "".join(f'<td rowspan="2">{r}</td>' for r in _RESULTS)
    return (
        '<table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f'<tr>{tall}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{_cells(_RESULTS * 2)}</tr><tr>{_cells(values)}</tr></table>"
    )


def _labels(label: str) -> str:
    return _cells(tuple([*label.split("|"), "", ""][:3]))


def _cells(values: tuple[object, ...]) -> str:
    return "".join(f"<td>{v}</td>" for v in values)


def _with_total(values: tuple[int, ...]) -> tuple[int, ...]:
    return values if len(values) == 7 else (*values, sum(values))


COUNTY = {
    "received": (18, 3, 0, 0, 1, 0),
    "carried_in": (2, 0, 0, 0, 0, 0),
    "granted": (9, 2, 0, 0, 0, 0),
    "partial": (3, 0, 0, 0, 1, 0),
    "secret": (1, 0, 0, 0, 0, 0),
    "not_held": (4, 1, 0, 0, 0, 0),
    "total": (17, 3, 0, 0, 1, 0),
    "carried_out": (3, 0, 0, 0, 0, 0),
}
BUREAU = {
    "received": (5, 0, 0, 0, 0, 1),
    "granted": (3, 0, 0, 0, 0, 0),
    "not_held": (2, 0, 0, 0, 0, 1),
    "total": (5, 0, 0, 0, 0, 1),
}
TOWN = {"received": (2, 1, 0, 0, 0, 0), "granted": (2, 1, 0, 0, 0, 0), "total": (2, 1, 0, 0, 0, 0)}

REVIEW = (2, 1, 0, 1, 4, 1, 0, 0, 1, 2, 1, 0, 0, 0, 1)
NO_REVIEW = (0,) * 15
TEXTS = {
    "county": "2022年，全县共收到政府信息公开申请22件，上年结转2件，答复21件，结转下年度3件。全年发生行政复议4件，行政诉讼3件。",
    "bureau": "2023年，我局共收到政府信息公开申请6件，均已办结。未发生行政复议和行政诉讼。",
    "town": "2021年，全镇共收到政府信息公开申请3件，全部办结。没有发生行政复议、行政诉讼。",
}


def build(name: str, text: str = "", review: tuple[int, ...] = (), **rows: tuple[int, ...]) -> Report:
    """The report of a body, with another overview, another row of reviews, or other rows of the table of requests."""
    base, body, year, cases = {
        "county": (COUNTY, "云泉县人民政府", 2022, REVIEW),
        "bureau": (BUREAU, "云泉县财政局", 2023, NO_REVIEW),
        "town": (TOWN, "平桥镇人民政府", 2021, NO_REVIEW),
    }[name]
    return parse(page(body, year, {**base, **rows}, review or cases, text or TEXTS[name]).encode())


@pytest.mark.parametrize("name", TEXTS)
def test_clean_pages_are_silent(name: str) -> None:
    report = build(name)
    assert loud(report.findings) == []
    assert report.checks["row_total.mismatch"].passed == 25
    assert report.checks["balance.mismatch"].passed >= 7
    assert report.checks["sum.mismatch"].passed >= 7


CONFLICTS = [
    ("county", "申请22件", "申请23件", {22, 23}),
    ("county", "答复21件，", "", set()),
    ("county", "行政复议4件", "行政复议5件", {4, 5}),
    ("county", "行政诉讼3件", "行政诉讼4件", {2, 1, 4}),
    ("bureau", "申请6件", "申请8件", {6, 8}),
    ("bureau", "未发生行政复议和行政诉讼", "发生行政复议2件", {0, 2}),
    ("town", "申请3件", "申请4件", {3, 4}),
    ("town", "没有发生行政复议、行政诉讼", "发生行政诉讼1件", {0, 1}),
]


@pytest.mark.parametrize(("name", "printed", "changed", "values"), CONFLICTS)
def test_prose_against_table(name: str, printed: str, changed: str, values: set[float]) -> None:
    assert printed in TEXTS[name]
    report = build(name, TEXTS[name].replace(printed, changed))
    found = [f for f in loud(report.findings) if f.code == "value.conflict"]
    assert len(found) == bool(values)
    assert {f.code for f in loud(report.findings)} <= {"value.conflict", "balance.mismatch"}
    for finding in found:
        assert operands(report, finding) == values


@pytest.mark.parametrize("name", ["bureau", "town"])
def test_all_done_beside_a_carry_over(name: str) -> None:
    base = {"bureau": BUREAU, "town": TOWN}[name]
    carried, received = (1, 0, 0, 0, 0, 0), base["received"]
    more = (received[0] + 1, *received[1:])
    text = TEXTS[name].replace(f"{sum(received)}件", f"{sum(more)}件")
    report = build(name, text, received=more, carried_out=carried)
    (finding,) = loud(report.findings)
    assert (finding.code, finding.actual) == ("value.conflict", 1)
    assert "办结" in finding.message


@pytest.mark.parametrize(
    ("name", "rows", "codes"),
    [
        ("county", {"granted": (9, 2, 0, 0, 0, 0, 12)}, {"row_total.mismatch", "sum.mismatch"}),
        ("bureau", {"not_held": (2, 0, 0, 0, 0, 2)}, {"sum.mismatch", "part.exceeds_whole"}),
        ("town", {"granted": (2, 0, 0, 0, 0, 0)}, {"sum.mismatch"}),
        ("county", {"carried_out": (4, 0, 0, 0, 0, 0)}, {"balance.mismatch", "value.conflict"}),
        ("bureau", {"carried_in": (1, 0, 0, 0, 0, 0)}, {"balance.mismatch"}),
        ("town", {"carried_in": (0, 2, 0, 0, 0, 0)}, {"balance.mismatch"}),
        ("bureau", {"received": (5, 0, 0, 0, 0, 2, 6)}, {"row_total.mismatch", "balance.mismatch"}),
        ("town", {"total": (2, 1, 0, 0, 0, 0, 4)}, {"row_total.mismatch", "balance.mismatch", "sum.mismatch"}),
    ],
)
def test_sums_of_the_table_of_requests(name: str, rows: dict[str, tuple[int, ...]], codes: set[str]) -> None:
    assert {f.code for f in loud(build(name, **rows).findings)} == codes


@pytest.mark.parametrize(
    ("review", "codes"),
    [
        ((3, 1, 0, 1, 4, 1, 0, 0, 1, 2, 1, 0, 0, 0, 1), {"sum.mismatch"}),
        ((2, 1, 0, 1, 4, 1, 0, 2, 1, 2, 1, 0, 0, 0, 1), {"sum.mismatch"}),
        ((2, 1, 0, 1, 4, 1, 0, 0, 1, 2, 3, 0, 0, 0, 1), {"sum.mismatch", "part.exceeds_whole"}),
    ],
)
def test_sums_of_review_and_litigation(review: tuple[int, ...], codes: set[str]) -> None:
    assert {f.code for f in loud(build("county", review=review).findings)} == codes


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("受理政府信息公开申请24件，其中上年结转2件。", set()),
        ("受理政府信息公开申请24件。", set()),
        ("共收到政府信息公开申请24件。", {"value.conflict"}),
        ("县司法局办理行政复议案件86件，其中维持50件。", set()),
        ("“十三五”期间，全县共收到政府信息公开申请96件。", set()),
        ("县政府办公室共收到政府信息公开申请22件，其中网上申请收到8件。", set()),
        ("全年共收到政府信息公开申请22件。2021年共收到申请30件。", set()),
    ],
)
def test_only_plain_statements_are_held_against_a_table(sentence: str, codes: set[str]) -> None:
    assert {f.code for f in loud(build("county", f"2022年，全县{sentence}").findings)} == codes
