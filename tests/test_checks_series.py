"""A report against the one of the year before: carry-over, trends, sections, prose taken over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks_samples import BUREAU, COUNTY, MODERN, TOWN, operands, read
from report_parser.checks.series import compare, comparison_to_dict
from report_parser.models import Report


def earlier(text: str, year: int, changes: dict[str, str]) -> Report:
    """The report of the year before: the same text, years one less, some numbers changed."""
    for printed, changed in changes.items():
        assert printed in text
        text = text.replace(printed, changed)
    for y in (year - 1, year, year + 1):
        text = text.replace(f"{y}年", f"{y - 1}年")
    return read(text)


COUNTY_LAST = {"共收到政府信息公开申请40件，比2014年的32件增长25%。": "共收到政府信息公开申请32件。"}
BUREAU_LAST = {"申请16件，较2012年的20件下降20%，": "申请20件，"}
TOWN_LAST = {"申请8件，比2016年的5件增加60%，": "申请5件，"}
MODERN_LAST = {"结转下年度4件": "结转下年度2件", "答复28件": "答复30件"}


@pytest.mark.parametrize(
    ("base", "year", "last"),
    [(COUNTY, 2015, COUNTY_LAST), (BUREAU, 2013, BUREAU_LAST), (TOWN, 2017, TOWN_LAST), (MODERN, 2022, MODERN_LAST)],
)
def test_clean_pairs_are_silent(base: str, year: int, last: dict[str, str]) -> None:
    assert compare(earlier(base, year, last), read(base)).findings == ()


@pytest.mark.parametrize(
    ("changes", "this", "expected", "actual"),
    [
        ({"结转下年度4件": "结转下年度1件", "答复28件": "答复31件"}, {}, 1, 2),
        ({"结转下年度4件": "结转下年度5件", "答复28件": "答复27件"}, {}, 5, 2),
        (MODERN_LAST, {"上年结转2件": "上年结转3件", "答复28件": "答复29件"}, 2, 3),
    ],
)
def test_carry_mismatch(changes: dict[str, str], this: dict[str, str], expected: int, actual: int) -> None:
    text = MODERN
    for printed, changed in this.items():
        text = text.replace(printed, changed)
    findings = compare(earlier(MODERN, 2022, changes), read(text)).findings
    assert [f.code for f in findings] == ["carry.mismatch"]
    assert (findings[0].expected, findings[0].actual) == (expected, actual)
    assert findings[0].severity == "error"
    assert str(expected) in findings[0].message
    assert str(actual) in findings[0].message


@pytest.mark.parametrize(
    ("base", "year", "last", "this", "values"),
    [
        (COUNTY, 2015, {k: v.replace("32", "30") for k, v in COUNTY_LAST.items()}, {}, {40, 25}),
        (BUREAU, 2013, {k: v.replace("20件", "18件") for k, v in BUREAU_LAST.items()}, {}, {16, 20}),
        (TOWN, 2017, {k: v.replace("5件", "6件") for k, v in TOWN_LAST.items()}, {}, {8, 60}),
        (TOWN, 2017, {k: v.replace("5件", "9件") for k, v in TOWN_LAST.items()}, {"比2016年的5件增加60%": "与2016年相比有所增加"}, {8}),
        (COUNTY, 2015, COUNTY_LAST, {"比2014年的32件增长25%": "比上年增加9件"}, {40, 9}),
    ],
)  # fmt: skip
def test_trend_mismatch(base: str, year: int, last: dict[str, str], this: dict[str, str], values: set[float]) -> None:
    text = base
    for printed, changed in this.items():
        assert printed in text
        text = text.replace(printed, changed)
    report = read(text)
    findings = compare(earlier(base, year, last), report).findings
    assert [f.code for f in findings] == ["trend.mismatch"]
    assert operands(report, findings[0]) == values


def test_years_that_do_not_follow_are_not_assessed() -> None:
    comparison = compare(read(TOWN), read(COUNTY))
    assert comparison.findings == ()
    assert comparison.checks["carry.mismatch"].not_assessable == 1


def test_changes_sections_and_prose_taken_over() -> None:
    last, this = earlier(COUNTY, 2015, COUNTY_LAST), read(COUNTY.replace("四、收费及减免情况", "四、咨询处理情况"))
    comparison = compare(last, this)
    received = next(c for c in comparison.changes if c.indicator == "requests.received")
    assert (received.last, received.this, received.difference, received.growth) == (32, 40, 8, 25.0)
    assert comparison.gained == ("咨询处理情况",)
    assert comparison.lost == ("收费及减免情况",)
    assert comparison.copied.share > 0.7
    for passage in comparison.copied.passages:
        new, old = (
            "".join(c for c in t if "\u4e00" <= c <= "\u9fff")
            for t in (this.text[passage.start : passage.end], last.text[passage.last_start : passage.last_end])
        )
        assert new == old
        assert passage.characters == len(new)
    assert compare(read(TOWN), this).copied.share < 0.5
    assert comparison_to_dict(comparison, this)["copied"]["share"] == comparison.copied.share  # type: ignore[index]


def test_documents_in_force() -> None:
    def with_article20(report: Report, issued: int, repealed: int, in_force: int) -> Report:
        base = report.figures[0]
        values = {"issued": issued, "repealed": repealed, "in_force": in_force}
        new = tuple(
            replace(
                base, id=f"a{k}", indicator=f"article20.normative_documents.{k}", value=v, method="table", raw=str(v)
            )
            for k, v in values.items()
        )
        indicators = dict(report.indicators)
        value = next(iter(indicators.values()))
        for figure in new:
            indicators[figure.indicator or ""] = replace(value, value=figure.value, figure=figure.id)
        return replace(report, figures=(*report.figures, *new), indicators=indicators)

    last = with_article20(earlier(MODERN, 2022, MODERN_LAST), 3, 0, 10)
    assert compare(last, with_article20(read(MODERN), 4, 1, 13)).findings == ()
    (finding,) = compare(last, with_article20(read(MODERN), 4, 1, 12)).findings
    assert (finding.code, finding.expected, finding.actual) == ("trend.mismatch", 13, 12)
