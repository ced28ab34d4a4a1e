"""What counts something, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_parser.quantities import find_quantities
from report_parser.rules.load import read_table

COUNTS = [
    ("共37,311条", [("37311", "条")]),
    ("（25）条", [("25", "条")]),
    ("13 件", [("13", "件")]),
    ("１，２３４条", [("1234", "条")]),
    ("一百三十六件", [("136", "件")]),
    ("3.7万条", [("37000", "条")]),
    ("1亿2千万元", [("120000000", "元")]),
    ("2.5万元", [("25000", "元")]),
    ("约占93％", [("93", "%")]),
    ("百分之九十三点五", [("93.5", "%")]),
    ("提高2.4个百分点", [("2.4", "个百分点")]),
    ("九成以上", [("90", "%")]),
    ("分别为3、5、2件", [("3", "件"), ("5", "件"), ("2", "件")]),
    ("2012年公开2012条", [("2012", "条")]),
    ("答复率100%", [("100", "%")]),
]
NOTHING = [
    "2016年3月10日", "二〇一六年度", "〔2014〕9号", "国令第711号", "电话：0000-00000000", "邮编：000000", "“十三五”规划",
    "12345市民服务热线", "第三十二条", "三公经费", "九区县", "一是加强领导", "（一）概述", "1、机构介绍", "15个工作日内", "《2016年第3号公告》",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counted(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_quantities(text)
    assert [(f"{q.value.normalize():f}", q.unit) for q in found] == expected
    assert all(text[q.start : q.end] == q.raw for q in found)


@pytest.mark.parametrize("text", NOTHING)
def test_not_counted(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("近3万条", "about"),
        ("300余件", "at_least"),
        ("25件左右", "about"),
        ("99%以上", "at_least"),
        ("不足5件", "at_most"),
        ("5件", "exact"),
    ],
)
def test_qualifier(text: str, qualifier: str) -> None:
    assert [q.qualifier for q in find_quantities(text)] == [qualifier]


@pytest.mark.parametrize("example", [e for mask in read_table("not_quantities")["mask"] for e in mask["examples"]])
def test_masks_hold_their_examples(example: str) -> None:
    assert find_quantities(example) == []


@given(st.text("0123456789零一二三十百千万亿点,.% 余约年月日第件条元（）", max_size=80))
def test_places_are_true(text: str) -> None:
    assert all(text[q.start : q.end] == q.raw for q in find_quantities(text))
