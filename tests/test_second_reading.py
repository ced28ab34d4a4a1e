"""The second reading of numbers in prose: what it knows, and that what it doubts stays a figure and fills nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_parser import parse
from report_parser.confidence import scale, settle
from report_parser.models import Figure, IndicatorValue
from report_parser.rules.catalogue import catalogue
from report_parser.second_reading import Surroundings, _weights, family_of, features, likeness, surroundings


def around(before: str, after: str, *, unit: str = "件", role: str = "requests", value: float = 5) -> Surroundings:
    return Surroundings(before, after, unit, role, value)


def figure(confidence: float, method: str = "prose") -> Figure:
    return Figure(
        "f1", "requests.received", {}, "收到申请", 5, "件", "5", "exact", 2020, "all", "s1", 0, 1, "收到申请5件", method, confidence
    )  # type: ignore[arg-type]  # fmt: skip


def test_every_name_in_the_table_is_an_indicator_or_a_family() -> None:
    assert _weights()
    assert set(_weights()) <= set(catalogue()) | {family_of(i) for i in catalogue()}


def test_surroundings_are_the_sentence() -> None:
    text = "一、概述。本年收到申请5件，均已答复；另有2件"
    at = text.index("5")
    assert surroundings(text, at, at + 1, unit="件", role="requests", value=5)[:2] == ("本年收到申请", "件，均已答复")


def test_digits_and_spaces_are_not_looked_at() -> None:
    assert features(around("2019年 收到申请", "件")) == features(around("2008年收到 申请", " 件"))


@pytest.mark.parametrize(
    ("indicator", "like", "unlike"),
    [
        ("requests.received", around("本年度共收到政府信息公开申请", "件"), around("本年度共收到群众来信表扬", "件")),
        (
            "resources.staff",
            around("配备工作人员", "名", unit="名", role="organization"),
            around("救助困难群众", "名", unit="名"),
        ),
        (
            "training.sessions",
            around("全年举办政府信息公开培训班", "期", unit="期"),
            around("全年举办招聘会", "期", unit="期"),
        ),
    ],
)
def test_what_is_like_known_numbers_is_told_from_what_is_not(
    indicator: str, like: Surroundings, unlike: Surroundings
) -> None:
    one, other = likeness(indicator, like), likeness(indicator, unlike)
    assert one is not None
    assert other is not None
    assert one > 0.5 > other


def test_an_indicator_of_which_few_numbers_are_known_is_not_read_twice() -> None:
    assert likeness("requests.by_body", around("区征收办", "件")) is None


@pytest.mark.parametrize("confidence", [0.2, 0.6, 0.95])
def test_likeness_raises_and_lowers(confidence: float) -> None:
    assert (
        scale().with_second(confidence, 0.01)
        < scale().with_second(confidence, 0.5)
        < scale().with_second(confidence, 0.99)
    )


def test_what_is_doubted_fills_nothing_and_is_said() -> None:
    value = {"requests.received": IndicatorValue(5, "件", "f1")}
    doubted, told = settle(value, [figure(scale().fills - 0.01)], year=2020, roles={})
    assert doubted == {}
    assert [(d.code, d.start, d.end) for d in told] == [("value.doubtful", 0, 1)]
    assert "requests.received" in told[0].message
    assert "收到申请5件" in told[0].message


def test_a_sure_number_and_every_cell_fill_their_indicators() -> None:
    value = {"requests.received": IndicatorValue(5, "件", "f1")}
    assert settle(value, [figure(scale().fills)], year=2020, roles={}) == (value, ())
    assert settle(value, [figure(scale().fills - 0.004)], year=2020, roles={}) == (value, ())
    assert settle(value, [figure(0.4, "table")], year=2020, roles={}) == (value, ())


def test_a_sure_number_takes_the_place_of_one_that_is_doubted() -> None:
    value = {"requests.received": IndicatorValue(5, "件", "f1")}
    doubted, sure = figure(scale().fills - 0.01), replace(figure(scale().fills), id="f2", value=7, scope="own")
    filled, told = settle(value, [doubted, sure], year=2020, roles={})
    assert filled == {"requests.received": IndicatorValue(7, "件", "f2")}
    assert [d.code for d in told] == ["value.doubtful"]


def test_a_number_in_a_clause_of_another_trade_stays_a_candidate() -> None:
    head = "某镇2012年政府信息公开年度报告\n一、概述\n本报告由某镇编制。\n二、主动公开情况\n"
    report = parse(
        head + "制作宣传展板，发放各类信息资料，公开信息76条，内容涉及疫情。\n三、存在问题\n有3名专职人员即将退休。\n"
    )
    told = [d for d in report.diagnostics if d.code == "value.doubtful"]
    chosen = {v.figure for v in report.indicators.values()}
    doubted = [f for f in report.figures if f.indicator and f.confidence < scale().fills and f.method == "prose"]
    assert doubted
    assert not chosen & {f.id for f in doubted}
    assert {(f.start, f.end) for f in doubted} == {(d.start, d.end) for d in told}
