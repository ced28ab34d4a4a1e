"""Fault injection in headings, dates and statements."""

from __future__ import annotations

import pytest

from checks_samples import BUREAU, COUNTY, MODERN, TOWN, count, loud, read
from report_parser.checks.declared import declared_parts
from report_parser.checks.years import legal_date


def section(text: str, number: str) -> str:
    """The section that begins with a number, its heading included."""
    start = text.index(f"\n{number}、") + 1
    following = [i for n in "一二三四五六七" if (i := text.find(f"\n{n}、", start)) > start]
    return text[start : min(following, default=text.rindex("\n\n20")) + 1]


def without(text: str, number: str) -> str:
    """The text without a section, the later ones renumbered."""
    cut = text.replace(section(text, number), "")
    numbers = "一二三四五六七"
    for n in numbers[numbers.index(number) + 1 :]:
        cut = cut.replace(f"\n{n}、", f"\n{numbers[numbers.index(n) - 1]}、")
    return cut.replace("七个部分", "六个部分")


FAULTS = [
    # section.missing, and declared_missing where the preamble promises it
    (TOWN, lambda t: without(t, "四"), {"section.missing"}, {"fees"}),
    (COUNTY, lambda t: without(t, "四").replace("六个部分", "七个部分"), {"section.missing", "section.declared_missing"}, {"fees"}),
    (BUREAU, lambda t: without(t, "五"), {"section.missing", "section.declared_missing"}, {"review_litigation"}),
    (TOWN, lambda t: without(t, "六"), {"section.missing"}, {"problems"}),
    (MODERN, lambda t: without(t, "四"), {"section.missing"}, {"review_litigation"}),
    (TOWN, lambda t: without(t, "一"), {"section.missing"}, {"overview"}),
    # section.order
    (TOWN, lambda t: _swap(t, "三", "四"), {"section.order"}, {"requests"}),
    (COUNTY, lambda t: _swap(t, "四", "五"), {"section.order"}, {"fees"}),
    (MODERN, lambda t: _swap(t, "三", "四"), {"section.order"}, {"requests"}),
    # section.numbering
    (TOWN, lambda t: t.replace("\n五、", "\n六、", 1), {"section.numbering"}, {None}),
    (COUNTY, lambda t: t.replace("\n七、", "\n八、", 1), {"section.numbering"}, {None}),
    (BUREAU, lambda t: t.replace("\n四、", "\n三、", 1), {"section.numbering"}, {None}),
    (TOWN, lambda t: t.replace("\n五、", "\n1. 基本情况\n办理有序。\n5. 有关情况\n办理有序。\n六、", 1), {"section.numbering"}, {None}),
    (MODERN, lambda t: t.replace("\n六、", "\n七、", 1), {"section.numbering"}, {None}),
    # section.empty
    (COUNTY, lambda t: t.replace("　　2015年，全县未收取任何费用。\n", ""), {"section.empty"}, {"fees"}),
    (BUREAU, lambda t: t.replace("　　人员业务水平有待提高，下一步将加强学习。\n", ""), {"section.empty"}, {"problems"}),
    (TOWN, lambda t: t.replace("　　2017年，我镇高度重视政府信息公开工作，明确专人负责。\n", ""), {"section.empty"}, {"overview"}),
    # year.mismatch
    (COUNTY, lambda t: t.replace("自2015年1月1日起至2015年12月31日", "自2014年1月1日起至2015年12月31日"), {"year.mismatch"}, {None}),
    (COUNTY, lambda t: t.replace("自2015年1月1日起至2015年12月31日", "自2008年1月1日起至2015年12月31日"), set(), set()),
    (COUNTY, lambda t: t.replace("自2015年1月1日起至2015年12月31日", "自2014年1月1日起至2014年12月31日"), {"year.mismatch"}, {None}),
    (BUREAU, lambda t: t.replace("为2013年1月1日至2013年12月31日", "为2012年1月1日至2012年12月31日"), {"year.mismatch"}, {None}),
    (TOWN, lambda t: t.replace("自2017年1月1日起至2017年12月31日", "自2016年1月1日起至2016年12月31日"), {"year.mismatch"}, {None}),
    (TOWN, lambda t: t.replace("2017年，全镇主动公开", "2016年，全镇主动公开"), {"year.mismatch"}, {None}),
    (TOWN, lambda t: t.replace("自2017年1月1日起", "特向社会公开我镇2016年政府信息公开年度报告，自2017年1月1日起"), {"year.mismatch"}, {None}),
    (TOWN, lambda t: t.replace("自2017年1月1日起", "现公布我镇2016年度政府信息公开工作情况，自2017年1月1日起"), {"year.mismatch"}, {None}),
    (TOWN, lambda t: t.replace("自2017年1月1日起", "参照《关于做好2016年政府信息公开年度报告的通知》编制，自2017年1月1日起"), set(), set()),
    # period.incomplete
    (COUNTY, lambda t: t.replace("至2015年12月31日", "至2015年11月30日"), {"period.incomplete"}, {None}),
    (BUREAU, lambda t: t.replace("为2013年1月1日", "为2013年3月1日"), {"period.incomplete"}, {None}),
    (TOWN, lambda t: t.replace("至2017年12月31日", "至2017年10月31日"), {"period.incomplete"}, {None}),
]  # fmt: skip


def _swap(text: str, one: str, other: str) -> str:
    first, second = section(text, one), section(text, other)
    swapped = text.replace(
        first + second, second.replace(f"{other}、", f"{one}、", 1) + first.replace(f"{one}、", f"{other}、", 1)
    )
    assert swapped != text
    return swapped


@pytest.mark.parametrize(("base", "change", "codes", "roles"), FAULTS)
def test_fault_is_found_and_no_other(base: str, change, codes: set[str], roles: set[str | None]) -> None:  # type: ignore[no-untyped-def]
    changed = change(base)
    assert changed != base
    found = loud(read(changed).findings)
    assert {f.code for f in found} == codes
    assert {f.role for f in found} == roles
    assert len(found) == len(codes)


def test_lenient_sections_are_warnings() -> None:
    assert [f.severity for f in loud(read(without(TOWN, "一")).findings)] == ["warning"]
    assert [f.severity for f in loud(read(without(TOWN, "四")).findings)] == ["error"]


@pytest.mark.parametrize(
    ("base", "old", "new", "code"),
    [
        (COUNTY, "2016年3月15日", "2016年4月15日", "published.late"),
        (BUREAU, "2014年2月20日", "2014年5月20日", "published.late"),
        (TOWN, "2018年1月30日", "2018年4月1日", "published.late"),
        (MODERN, "2023年1月20日", "2023年4月20日", "published.late"),
        (MODERN, "本县未收取信息处理费", "本县没有其他事项", "statement.missing"),
        (MODERN, "2022年，本县未收取信息处理费。", "无。", "statement.missing"),
        (MODERN, "未收取信息处理费", "无补充内容", "statement.missing"),
    ],
)
def test_notes(base: str, old: str, new: str, code: str) -> None:
    findings = read(base.replace(old, new)).findings
    assert [f.code for f in findings] == [code]
    assert findings[0].severity == "info"


def test_merged_sections_are_a_note_not_missing() -> None:
    fees, review = section(TOWN, "四"), section(TOWN, "五")
    both = TOWN.replace(
        fees + review, "四、收费减免及行政复议、行政诉讼情况\n　　全年没有收取费用，未发生行政复议和行政诉讼。\n\n"
    )
    both = both.replace("\n六、", "\n五、").replace("\n七、", "\n六、")
    assert [(f.code, f.severity) for f in read(both).findings] == [("section.merged", "info")]


def test_role_on_the_second_level_is_not_missing() -> None:
    moved = without(TOWN, "四").replace("全年共办结8件", "（一）办理情况\n　　全年共办结8件")
    moved = moved.replace("\n四、行政复议", "（二）收费及减免情况\n　　全年没有收取费用。\n\n四、行政复议")
    findings = read(moved).findings
    assert [(f.code, f.role) for f in findings] == [("section.merged", "fees")]


def test_what_cannot_be_checked_is_counted_as_such() -> None:
    report = read("青山局年报\n没有标题的一段话，公开信息3条。")
    assert loud(report.findings) == []
    assert count(report, "section.missing").not_assessable == 1
    assert count(report, "period.incomplete").not_assessable == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("全文包括概述、主动公开情况、收费及减免情况、其他事项四个部分。", 4),
        ("本报告由概述，依申请公开情况，行政复议、行政诉讼情况和其他情况组成。", None),
        ("条例自2008年5月1日起施行。", None),
    ],
)
def test_declared_parts(text: str, number: int | None) -> None:
    parts, said = declared_parts(text)
    assert said == number
    assert bool(parts) == ("条例自" not in text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "全文包括概述、重点工作情况、不足及改进措施，以及主动公开、依申请公开（含不予公开、收费及减免）、行政复议、举报等政府信息公开相关数据。",
            ["概述", "重点工作情况", "不足及改进措施"],
        ),
        (
            "本报告包括概述、主动公开情况、2018年工作思路，以及政府信息公开相关数据统计图表等。",
            ["概述", "主动公开情况", "2018年工作思路"],
        ),
        (
            "全文包括总体情况（工作概述、组织领导）、主动公开情况以及其他事项等。",
            ["总体情况", "主动公开情况", "其他事项"],
        ),
    ],
)
def test_declared_parts_are_sections_and_no_data(text: str, parts: list[str]) -> None:
    assert declared_parts(text)[0] == parts


def test_legal_dates() -> None:
    assert legal_date(2018, "department").isoformat() == "2019-03-31"
    assert legal_date(2019, "department").isoformat() == "2020-01-31"
    assert legal_date(2019, "government").isoformat() == "2020-03-31"


def test_parts_of_a_heading_count() -> None:
    """A heading that has one required role and names another: merged, not missing, and no fault of order."""
    text = TOWN.replace(section(TOWN, "七"), "").replace(
        "六、存在的问题及改进措施", "六、存在的主要问题、改进措施和其他需要报告的事项"
    )
    assert [(f.code, f.severity) for f in read(text).findings] == [("section.merged", "info")]


def test_other_at_the_end_of_a_list_is_no_section() -> None:
    text = without(TOWN, "七").replace("　　2017年，全镇主动公开", "（一）公开数量\n　　2017年，全镇主动公开")
    text = text.replace("三、依申请", "（二）其他：公开栏更新6期\n　　各村更新。\n\n三、依申请", 1)
    assert [(f.code, f.role) for f in loud(read(text).findings)] == [("section.missing", "other")]


def test_an_outline_that_was_lost_is_our_doubt() -> None:
    """The preamble declares seven sections and hardly any is found: the headings were misread, nothing is claimed of them."""
    title, _, body = COUNTY.partition("\n")
    for number in "一二三四五六七":
        body = body.replace(f"\n{number}、", "，")
    text = f"{title}\n{body.replace(chr(10), '')}"
    report = read(text)
    assert [f for f in loud(report.findings) if f.code.startswith("section.")] == []
    assert count(report, "section.missing").not_assessable == 1


@pytest.mark.parametrize(
    ("declared", "missing"),
    [
        ("其他需要说明的事项、代表建议委员提案办理情况七个部分", ["代表建议委员提案办理情况"]),
        ("其他需要说明的事项，并附相关说明和指标统计附表", []),
        ("其他需要说明的事项和附表八个部分", ["附表"]),
    ],
)
def test_declared_and_absent(declared: str, missing: list[str]) -> None:
    text = COUNTY.replace("其他需要说明的事项七个部分", declared).replace(section(COUNTY, "四"), section(COUNTY, "四"))
    if "七个部分" in declared:
        text = text.replace("七个部分", "八个部分")
    found = [f for f in read(text).findings if f.code == "section.declared_missing"]
    assert len(found) == len(missing)
    assert all(name in f.message for name, f in zip(missing, found, strict=True))


def test_a_section_that_opens_with_last_year() -> None:
    old = "　　人员业务水平有待提高，下一步将加强学习。"
    new = "　　2012年，我局的政府信息公开工作总的来看运行较好，但还有问题。下一步将加强学习。"
    assert [f.code for f in loud(read(BUREAU.replace(old, new)).findings)] == ["year.mismatch"]
    plan = new.replace("2012年", "2014年")
    assert loud(read(BUREAU.replace(old, plan)).findings) == []


def test_a_period_over_two_years_is_a_misprinted_year() -> None:
    text = TOWN.replace("至2017年12月31日", "至2018年12月31日")
    assert [f.code for f in loud(read(text).findings)] == ["year.mismatch"]


@pytest.mark.parametrize(
    ("preamble", "found"),
    [
        ("特向社会公布梅州市水务局2012年度政府信息公开工作年度报告。", True),
        ("现将我局2014年度政府信息公开工作情况报告如下。", True),
        ("由局办公室编制的2012年政府信息公开年度报告已在门户网站发布。", True),
        (
            "根据《关于公布2012年度政府信息公开工作年度报告的通知》，现将我局2013年度政府信息公开工作情况报告如下。",
            False,
        ),
        ("继公布2012年政府信息公开年度报告后，现公布2013年政府信息公开年度报告。", False),
        ("现将我局2012年以来的政府信息公开工作情况报告如下。", False),
    ],
)
def test_a_preamble_that_announces_another_year(preamble: str, found: bool) -> None:
    title, _, rest = BUREAU.partition("\n一、")
    text = f"{title.splitlines()[0]}\n\n　　{preamble}\n\n一、{rest}"
    assert [f.code for f in read(text).findings if f.code == "year.mismatch"] == ["year.mismatch"] * found
