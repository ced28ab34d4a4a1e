"""The JSON of a report: keys in the contract's order, numbers as they are, nothing that differs between two runs."""

from __future__ import annotations

import json
import sys
from dataclasses import FrozenInstanceError, replace

import pytest

import report_parser
from report_parser import parse
from report_parser.models import Figure, Finding, IndicatorValue, Report, Section
from report_parser.serialize import dumps, report_to_dict, without_doubtful

PAGE = (
    "某县2012年政府信息公开年度报告\n一、概述\n2012年,全县主动公开政府信息512条,其中通过政府网站公开500条,占97.7%。\n"
    "二、依申请公开情况\n全年未收到政府信息公开申请。\n"
)


@pytest.fixture
def report() -> Report:
    return parse(PAGE)


def figure(name: str, confidence: float, **more: object) -> Figure:
    plain = Figure(
        name, "review.total", {}, "复议", 1, "件", "1", "exact", 2012, "all", None, 0, 1, "", "prose", confidence
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_keys_stand_in_the_contracts_order(report: Report) -> None:
    printed = report.to_dict()
    assert list(printed["source"]) == ["path", "sha256", "media_type", "encoding", "bytes"]
    assert list(printed["document"]) == ["title", "issuer", "issuer_kind", "region", "year", "period", "published",
                                         "publisher", "index_number", "url"]  # fmt: skip
    assert list(printed["sections"][-1]) == ["id", "role", "roles", "number", "heading", "level", "start", "end",
                                             "sections"]  # fmt: skip
    assert list(printed["figures"][0]) == ["id", "indicator", "dimensions", "label", "value", "unit", "raw", "qualifier",
                                           "year", "scope", "section", "start", "end", "quote", "method", "confidence",
                                           "relation"]  # fmt: skip
    assert printed["indicators"]["proactive.total"] == {"value": 512, "unit": "条", "figure": "f1"}


def test_text_can_be_left_out(report: Report) -> None:
    whole, short = report.to_dict(), report.to_dict(text=False)
    assert whole.pop("text") == report.text
    assert list(whole) == list(short)


def test_integral_floats_are_printed_as_integers(report: Report) -> None:
    changed = replace(
        report,
        figures=(figure("f1", 0.9, value=16.0), figure("f2", 0.9, value=96.2)),
        findings=(Finding("percent.mismatch", "warning", "…", expected=96.0, actual=96.25),),
    )
    printed = report_to_dict(changed)
    assert [repr(f["value"]) for f in printed["figures"]] == ["16", "96.2"]
    assert [repr(printed["findings"][0][k]) for k in ("expected", "actual")] == ["96", "96.25"]


def test_sections_nest(report: Report) -> None:
    inner = Section("s1.1", "unknown", ("unknown",), "一", "网站", 2, 3, 5, 4)
    outer = Section("s1", "overview", ("overview", "other"), None, "概述", 1, 0, 9, 2, (inner,))
    (printed,) = report_to_dict(replace(report, sections=(outer,)))["sections"]
    assert printed["roles"] == ["overview", "other"]
    assert printed["sections"][0]["id"] == "s1.1"
    assert "body" not in printed


def test_chinese_is_not_escaped_and_a_line_is_one_line(report: Report) -> None:
    line = dumps(report.to_dict())
    assert "政府信息" in line
    assert "\n" not in line
    assert json.loads(line) == json.loads(dumps(report.to_dict(), indent=2))


def test_two_runs_print_the_same(report: Report) -> None:
    assert dumps(report.to_dict()) == dumps(parse(PAGE).to_dict())


def test_without_doubtful_figures(report: Report) -> None:
    sure = figure("f1", 0.95)
    share = figure("f2", 0.95, indicator=None, relation={"kind": "share", "part": "f1", "whole": "f3"})
    doubtful = figure("f3", 0.5, indicator="review.upheld")
    changed = replace(
        report,
        figures=(sure, share, doubtful),
        indicators={"review.total": IndicatorValue(1, "件", "f1"), "review.upheld": IndicatorValue(1, "件", "f3")},
        findings=(Finding("sum.mismatch", "warning", "…", figures=("f1", "f3")),),
    )
    kept = without_doubtful(changed, 0.9)
    assert [f.id for f in kept.figures] == ["f1", "f2"]
    assert kept.figures[1].relation is None
    assert list(kept.indicators) == ["review.total"]
    assert kept.findings[0].figures == ("f1",)


def test_a_report_is_frozen(report: Report) -> None:
    with pytest.raises(FrozenInstanceError):
        report.text = ""  # type: ignore[misc]


def test_the_public_names() -> None:
    assert set(report_parser.__all__) <= set(dir(report_parser))
    assert callable(report_parser.evaluate)
    assert report_parser.evaluate is sys.modules["report_parser.evaluation"].evaluate
    with pytest.raises(AttributeError, match="nonsense"):
        _ = report_parser.nonsense
