"""What a number is called that no rule reads, in sentences of every build."""

from __future__ import annotations

import pytest

from report_parser.figures.from_prose import find_figures_in_text

LABELS = [
    ("全市政府网站由年初的97家整合为93家。", {97: "全市政府网站", 93: "全市政府网站整合为"}),
    ("将政务新媒体由126个减少到94个。", {126: "政务新媒体", 94: "政务新媒体减少到"}),
    ("考核权重由3%提高到4%。", {3: "考核权重", 4: "考核权重提高到"}),
    ("编印《清河县人民政府公报》12期2.4万册，刊登文件76件。", {24000: "编印《清河县人民政府公报》", 76: "刊登文件"}),
    ("发放补贴1.36万户、1087.2万元，情况在各村公示。", {13600: "发放补贴", 10872000: "发放补贴"}),
    ("承办代表建议338件、委员提案497件，合计835件。", {497: "委员提案", 835: "合计"}),
    ("制定了门卫、收发、考勤等17项工作制度。", {17: "工作制度"}),
    ("新设“停车便民”“垃圾分类”2个专题。", {2: "专题"}),
    ("对4名经济困难的申请人减免费用120元。", {4: "经济困难的申请人减免费用"}),
    ("组织160余名在校大学生，到机关见习。", {160: "在校大学生"}),
    ("将政务公开纳入绩效考核，分值占4%。", {4: "将政务公开纳入绩效考核分值"}),
    ("全县共收到申请412件，比上年增加57件，增长16.1%。", {57: "全县共收到申请比上年增加", 16.1: "全县共收到申请增长"}),
    ("主动公开政府信息500条，与2012年的438条相比有所增加。", {438: "2012年主动公开政府信息"}),
    ("全年编印简报5期，更换专栏12次。", {5: "编印简报", 12: "更换专栏"}),
    ("推进3个老旧小区改造项目。", {3: "推进老旧小区改造项目"}),
    ("编发《清河政报》6期刊登文件58件。", {6: "编发《清河政报》刊登文件", 58: "刊登文件"}),
    ("利用外资16.98亿美元，接种疫苗31.2万剂次，抽查网站132个次。", {1698000000: "利用外资", 312000: "接种疫苗", 132: "抽查网站"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), LABELS)
def test_labels(text: str, labels: dict[float, str]) -> None:
    found = {f.value: f.label for f in find_figures_in_text(text, "overview", 2013)}
    assert {value: found.get(value) for value in labels} == labels


def test_units_counted_by_the_time() -> None:
    figures = find_figures_in_text("开展检查4轮次，推文127篇次，外资2亿美元。", "overview", 2020)
    assert [(f.value, f.unit) for f in figures] == [(4, "轮次"), (127, "篇次"), (200000000, "美元")]


@pytest.mark.parametrize(
    ("text", "value", "of", "base"),
    [
        ("收到来信642件，较2017年下降3.2%。", 3.2, 642, 2017),
        ("受理投诉99件，比2018年的117件减少18件，下降15.4%。", 15.4, 99, 2018),
        ("公开信息1300条，同比增长8.3%。", 8.3, 1300, 2018),
        ("11月访问量7.3万次，环比增长6.2%。", 6.2, 73000, None),
        ("利用外资和出口总额分别增长7.2%和11.5%。", 11.5, None, 2018),
    ],
)
def test_growth_is_of_what_has_grown_since_the_year_that_is_printed(
    text: str, value: float, of: float | None, base: int | None
) -> None:
    figures = find_figures_in_text(text, "overview", 2019)
    relation = next(f.relation for f in figures if f.value == value)
    grown = next((f.value for f in figures if f.start == relation["of"]), None)
    assert (relation["kind"], grown, relation["base_year"]) == ("growth", of, base)
