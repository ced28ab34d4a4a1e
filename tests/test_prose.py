"""How clauses are read: chains, lists, growth, years, scopes, zeros. Wordings are tested by the examples of the tables."""

from __future__ import annotations

import pytest

from report_parser.figures.from_prose import find_figures_in_text
from report_parser.models import Figure

Key = tuple[str | None, float]


def read(text: str, role: str = "requests", year: int = 2012) -> list[Figure]:
    figures = find_figures_in_text(text, role, year)
    assert all(text[f.start : f.end] == f.raw for f in figures)
    return figures


def keys(text: str, role: str = "requests", year: int = 2012) -> set[Key]:
    return {(f.indicator, f.value) for f in read(text, role, year) if f.indicator}


CASES: list[tuple[str, str, set[Key]]] = [
    ("requests", "收到申请10件。其中,现场申请3件;信函申请5件,网络申请2件。",
     {("requests.received", 10), ("requests.by_channel.in_person", 3), ("requests.by_channel.mail", 5), ("requests.by_channel.online", 2)}),
    ("requests", "收到申请10件,现场、网络、信函申请分别为3件、5件和2件。",
     {("requests.received", 10), ("requests.by_channel.in_person", 3), ("requests.by_channel.online", 5), ("requests.by_channel.mail", 2)}),
    ("requests", "收到申请10件,其中3件为当面申请,7件为网络申请。",
     {("requests.received", 10), ("requests.by_channel.in_person", 3), ("requests.by_channel.online", 7)}),
    ("requests", "答复申请805件(含上年度结转申请18件,另有72件结转下年度继续办理)。",
     {("requests.answered", 805), ("requests.carried_in", 18), ("requests.carried_out", 72)}),
    ("requests", "予以公开及部分公开258件,不予公开35件。", {("outcome.denied", 35)}),
    ("requests", "收到申请5件,均已答复。", {("requests.received", 5)}),
    ("requests", "没有收到传真申请和网络申请。", {("requests.by_channel.fax", 0), ("requests.by_channel.online", 0)}),
    ("review_litigation", "行政复议、行政诉讼各1件。", {("review.total", 1), ("litigation.total", 1)}),
    ("review_litigation", "行政复议、行政诉讼和申诉案件均为0件。", {("review.total", 0), ("litigation.total", 0), ("appeals.total", 0)}),
    ("review_litigation", "行政诉讼1件,目前正在审理当中。", {("litigation.total", 1), ("litigation.pending", 1)}),
    ("review_litigation", "行政诉讼2件,均由原告撤诉。", {("litigation.total", 2)}),
    ("review_litigation", "无。", set()),
    ("proactive", "2012年主动公开信息800条,比上年增加12%,2011年为714条。", {("proactive.total", 800)}),
    ("proactive", "截至2012年底,累计主动公开信息8000条,其中2012年主动公开800条。", {("proactive.cumulative", 8000), ("proactive.total", 800)}),
    ("proactive", "2011年主动公开信息714条。", set()),
    ("proactive", "制定并公布规范性文件8件。", {("proactive.normative_documents_issued", 8), ("proactive.normative_documents_disclosed", 8)}),
    ("proactive", "主动公开规章13件,规范性文件60件。", {("proactive.normative_documents_disclosed", 60)}),
    ("proactive", "微信阅读量达180万次,微博粉丝770万。", set()),
    ("fees", "减免费用3人次,共计62元。", {("fees.waived", 62)}),
    ("resources", "安排1名全职工作人员、2名兼职工作人员。", {("resources.staff.full_time", 1), ("resources.staff.part_time", 2)}),
    ("other", "按时办结率100%,满意率99%。", set()),
]  # fmt: skip


@pytest.mark.parametrize(("role", "text", "expected"), CASES)
def test_clause(role: str, text: str, expected: set[Key]) -> None:
    found = {(f.indicator, f.value) for f in read(text, role) if f.indicator and f.year == 2012 and f.scope != "other"}
    assert found == expected


def test_classes_keep_their_own_names() -> None:
    figures = read("主动公开信息300条,其中机构职能类信息192条、规范性文件30条、工作动态78条。", "proactive")
    named = {f.dimensions["category"]: f.value for f in figures if f.indicator == "proactive.by_topic"}
    assert named == {"机构职能": 192, "规范性文件": 30, "工作动态": 78}


def test_places_are_no_classes() -> None:
    assert not any(
        f.indicator == "proactive.by_topic"
        for f in read("主动公开信息300条,其中县本级200条、各乡镇100条。", "proactive")
    )


def test_share_is_tied_to_part_and_whole() -> None:
    total, part, share = read("主动公开信息400条,其中网站公开100条,占25%。", "proactive")
    assert share.indicator is None and share.unit == "%"
    assert share.relation == {"kind": "share", "part": part.start, "whole": total.start}


def test_growth_is_of_the_number_before() -> None:
    total, growth = read("收到申请10件,同比增长25%。")
    assert growth.indicator is None
    assert growth.relation == {"kind": "growth", "of": total.start, "base_year": 2011}


def test_other_bodies_have_their_own_scope() -> None:
    figures = read("受理申请67件。收到申请较多的单位有:区城乡建设局31件、区征收办16件。")[1:]
    assert [(f.indicator, f.scope) for f in figures] == [("requests.by_body", "other")] * 2


def test_own_scope() -> None:
    (figure,) = read("区本级共受理政府信息公开申请67件。")
    assert (figure.indicator, figure.scope) == ("requests.received", "own")


def test_zero_quotes_the_denial() -> None:
    (figure,) = read("全年未发生行政复议。", "review_litigation")
    assert (figure.raw, figure.value, figure.method) == ("未发生行政复议", 0, "negation")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("街道和8个社区设公开栏31块，名单按季张贴。", ["街道和社区", "社区设公开栏"]),
        ("10个村设政务公开栏11个。", ["村", "村设政务公开栏"]),
    ],
)
def test_what_is_set_up_belongs_to_the_next_number(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text)] == labels
