"""Calibrated confidence: between 0 and 1, moved only one way by evidence, and of use to ``--min-confidence``."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from report_parser import parse
from report_parser.confidence import Reading, calibrate, make_scale, read, scale
from report_parser.models import Figure, Finding, Report
from report_parser.rules.load import read_table
from report_parser.sections.outline import section_roles
from report_parser.serialize import without_doubtful

HEAD = "某县2012年政府信息公开年度报告\n一、概述\n本报告由某县编制。\n二、主动公开情况\n2012年,全县主动公开政府信息512条。\n三、依申请公开情况\n"
RAISES = {e["id"]: e["raises"] for e in read_table("confidence")["evidence"]}
KINDS = list(scale().kinds)


def report(sentence: str) -> Report:
    return parse(HEAD + sentence + "\n")


def figure_of(read_report: Report, key: str) -> Figure:
    name = read_report.indicators[key].figure
    return next(f for f in read_report.figures if f.id == name)


def cell(name: str, place: int) -> Figure:
    return Figure(
        name, "outcome.granted", {}, "予以公开", 1, "件", "1", "exact", 2023, "all", None, place, place + 1, "", "table", 0.97
    )  # fmt: skip


def evidence_of(read_report: Report, key: str) -> frozenset[str]:
    roles = section_roles(read_report.sections)
    readings = read(
        read_report.figures,
        read_report.text,
        year=read_report.document.year,
        roles=roles,
        findings=read_report.findings,
    )
    return readings[read_report.indicators[key].figure].evidence


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_moves_confidence_one_way_and_within_bounds(kind: str) -> None:
    names = sorted(RAISES)
    for size in range(3):
        for held in combinations(names, size):
            before = scale().of(Reading(kind, frozenset(held)))
            assert 0 < before < 1
            for name in set(names) - set(held):
                after = scale().of(Reading(kind, frozenset({*held, name})))
                assert after >= before if RAISES[name] else after <= before


def test_evidence_counts_for_something() -> None:
    plain = scale().of(Reading("requests"))
    assert all((scale().of(Reading("requests", frozenset({n}))) > plain) == up for n, up in RAISES.items())


def test_a_kind_with_more_wrong_is_trusted_less() -> None:
    table = read_table("confidence")
    worse = {**table, "kind": [{**k, "wrong": k["wrong"] * 1.5} for k in table["kind"]]}
    for kind in KINDS:
        trust = scale().of(Reading(kind))
        assert make_scale(worse).of(Reading(kind)) < trust or trust == table["bounds"]["most"]


def test_parts_that_make_the_whole_raise_it() -> None:
    closes = report("全年收到政府信息公开申请38件,其中当面申请18件,网络申请20件。")
    falls_short = report("全年收到政府信息公开申请39件,其中当面申请18件,网络申请20件。")
    key = "requests.by_channel.in_person"
    assert "adds_up" in evidence_of(closes, key)
    assert "adds_up" not in evidence_of(falls_short, key)
    assert figure_of(closes, key).confidence > figure_of(falls_short, key).confidence


def disclosed(text: str) -> Report:
    return parse(
        f"某县2012年政府信息公开年度报告\n一、概述\n本报告由某县编制。\n二、主动公开情况\n{text}\n三、依申请公开情况\n没有收到申请。\n"
    )


def test_a_loose_total_is_trusted_more_where_it_names_government_information() -> None:
    named, bare = disclosed("全县累计发布政府信息615条。"), disclosed("全县累计发布信息615条。")
    told = [next(f for f in r.figures if f.value == 615) for r in (named, bare)]
    assert all(f.indicator == "proactive.total" for f in told)
    assert told[0].confidence > told[1].confidence


def test_classes_in_items_of_one_part_are_one_list() -> None:
    items = "（一）从内容上看\n1、机构职能类15条；\n2、工作动态类41条；\n3、领导分工类12条；\n4、规划计划类3条。"
    read_report = disclosed(f"全年主动公开政府信息71条。\n{items}")
    assert len({f.section for f in read_report.figures if f.indicator == "proactive.by_topic"}) > 1
    assert sum(k.startswith("proactive.by_topic") for k in read_report.indicators) == 4


def test_cells_of_a_table_whose_rows_miss_their_totals_are_not_trusted() -> None:
    cells = [cell(f"f{i}", i) for i in range(6)]
    broken = [Finding("row_total.mismatch", "error", "…", figures=(f"f{2 * i}", f"f{2 * i + 1}")) for i in range(3)]
    sure = calibrate(cells, "", year=2023, roles={}, findings=broken[:2])
    doubted = calibrate(cells, "", year=2023, roles={}, findings=broken)
    assert min(f.confidence for f in sure) > 0.95
    assert max(f.confidence for f in doubted) < 0.9


def test_ways_of_applying_are_trusted_more_among_their_whole() -> None:
    among, beside = (
        report("全年收到政府信息公开申请38件,其中网络申请20件。"),
        report("全年收到政府信息公开申请38件。网络申请20件。"),
    )
    key = "requests.by_channel.online"
    assert "among_applications" in evidence_of(among, key)
    assert "among_applications" not in evidence_of(beside, key)
    assert figure_of(among, key).confidence >= figure_of(beside, key).confidence


def test_another_value_lowers_it_and_the_value_chosen_stays() -> None:
    plain = report("全年收到政府信息公开申请38件。")
    twice = report("全年收到政府信息公开申请38件。全年共收到政府信息公开申请36件。")
    assert twice.indicators["requests.received"].value == plain.indicators["requests.received"].value == 38
    assert "another_value" in evidence_of(twice, "requests.received")
    assert figure_of(twice, "requests.received").confidence < figure_of(plain, "requests.received").confidence


def test_figures_without_an_indicator_keep_the_confidence_of_the_reading() -> None:
    further = [f for f in report("全年发放宣传单300份。").figures if f.indicator is None]
    assert further
    assert all(f.own_confidence is None for f in further)


def test_the_confidence_of_the_reading_is_still_there_for_checks() -> None:
    figure = figure_of(report("全年收到政府信息公开申请38件。"), "requests.received")
    assert figure.own_confidence is not None
    assert figure.as_read() == replace(figure, confidence=figure.own_confidence, own_confidence=None)
    assert figure.as_read().as_read() == figure.as_read()


def test_min_confidence_leaves_out_the_doubted_and_keeps_the_sure() -> None:
    twice = disclosed("全县累计发布信息615条。")
    kept = without_doubtful(twice, 0.9)
    assert "requests.received" in kept.indicators
    lost = {f.id for f in twice.figures if f.confidence < 0.9}
    assert lost
    assert not lost & {f.id for f in kept.figures}
    assert not lost & {v.figure for v in kept.indicators.values()}
