"""The compass must not flatter: every kind of mistake costs what it should."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from report_parser import evaluate
from report_parser.errors import UsageError
from report_parser.evaluation.compare import likeness, score
from report_parser.evaluation.scores import Evaluation, Tally
from report_parser.evaluation.show import as_text

PAGE = "某县2012年政府信息公开年度报告\n一、概述\n2012年,全县主动公开政府信息512条。\n"
GOLD: dict[str, Any] = {
    "template": "2008",
    "document": {"year": 2012, "published": None},
    "sections": [{"role": "overview", "heading": "概述"}],
    "indicators": {"proactive.total": 512},
    "figures": [],
    "absent": ["requests.received"],
    "findings": [],
}


def output(values: Mapping[str, float], **more: Any) -> dict[str, Any]:
    """What the program might print: the indicators given, each with its figure."""
    figures = [
        {"id": f"f{i}", "label": key, "value": value, "unit": "件", "quote": f"共{value}件", "confidence": 0.95}
        for i, (key, value) in enumerate(values.items())
    ]
    indicators = {k: {"value": v, "unit": "件", "figure": f"f{i}"} for i, (k, v) in enumerate(values.items())}
    empty = {"template": None, "document": {}, "sections": [], "findings": []}
    return {**empty, "figures": figures, "indicators": indicators, **more}


def indicators(gold: Mapping[str, Any], values: Mapping[str, float]) -> Tally:
    return score("x", gold, output(values)).indicators


def test_a_wrong_value_is_both_wrong_and_missing() -> None:
    assert indicators({"indicators": {"review.total": 1}}, {"review.total": 2}) == Tally(0, 1, 1)


def test_an_invented_value_is_wrong_and_a_silent_one_missing() -> None:
    assert indicators({"indicators": {"review.total": 0}}, {"litigation.total": 0}) == Tally(0, 1, 1)


def test_numbers_have_no_tolerance_but_for_floats() -> None:
    gold = {"indicators": {"fees.collected": 2.5, "review.total": 100000}}
    assert indicators(gold, {"fees.collected": 2.5 + 1e-12, "review.total": 100001}) == Tally(1, 1, 1)


def test_dimensions_are_part_of_the_key() -> None:
    gold = {"indicators": {"outcome.granted[applicant=company]": 3}}
    assert indicators(gold, {"outcome.granted": 3}) == Tally(0, 1, 1)


def test_optional_keys_count_neither_way() -> None:
    gold = {"indicators": {}, "optional": ["review.total", "litigation.total"]}
    assert indicators(gold, {"review.total": 9}) == Tally()


def test_groups_and_calibration() -> None:
    gold = {"indicators": {"outcome.denied.privacy": 1, "requests.received": 4}}
    result = Evaluation((score("x", gold, output({"outcome.denied.privacy": 1, "requests.received": 5})),))
    assert result.by_group == {"outcome": Tally(1), "requests": Tally(0, 1, 1)}
    assert result.calibration == {"0.95-1": Tally(1, 1)}
    assert (result.indicators.precision, result.indicators.recall, result.indicators.f1) == (0.5, 0.5, 0.5)


def test_traps_are_counted_besides() -> None:
    document = score("x", {"indicators": {}, "absent": ["fees.waived"]}, output({"fees.waived": 0}))
    assert (document.traps, document.indicators) == (1, Tally(0, 1, 0))


SECTIONS = [("overview", "概述"), ("proactive", "主动公开情况"), ("fees", "收费及减免情况")]


@pytest.mark.parametrize(
    ("printed", "roles", "headings"),
    [
        (SECTIONS, Tally(3), Tally(3)),
        (SECTIONS[1:], Tally(2, 0, 1), Tally(2, 0, 1)),
        ([*SECTIONS, ("other", "附则")], Tally(3, 1, 0), Tally(3, 1, 0)),
        ([SECTIONS[0], ("unknown", "主动公开情况"), SECTIONS[2]], Tally(2, 1, 1), Tally(3)),
        ([SECTIONS[0], ("proactive", "主动公开情况及其他"), SECTIONS[2]], Tally(2, 1, 1), Tally(2, 1, 1)),
        ([("preamble", ""), *SECTIONS], Tally(3), Tally(3)),
        ([("overview", "概 述："), *SECTIONS[1:]], Tally(3), Tally(3)),
        ([], Tally(0, 0, 3), Tally(0, 0, 3)),
    ],
)
def test_sections_are_aligned(printed: list[tuple[str, str]], roles: Tally, headings: Tally) -> None:
    gold = {"sections": [{"role": r, "heading": h} for r, h in SECTIONS]}
    document = score("x", gold, output({}, sections=[{"role": r, "heading": h} for r, h in printed]))
    assert (document.sections, document.headings) == (roles, headings)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"label": "满意工单", "value": 7, "unit": "件"}, True),
        ({"label": "工单中群众满意的", "value": 7, "unit": None}, True),
        ({"label": "满意工单", "value": 7, "unit": "次"}, False),
        ({"label": "满意工单", "value": 8, "unit": "件"}, False),
        ({"label": "接待来访", "value": 7, "unit": "件"}, False),
    ],
)
def test_further_figures(wanted: dict[str, Any], found: bool) -> None:
    printed = output({"满意的工单": 7})
    assert score("x", {"figures": [wanted]}, printed).figures == Tally(int(found), 0, int(not found))


def test_one_figure_serves_one_gold_figure() -> None:
    wanted = {"label": "满意工单", "value": 7, "unit": "件"}
    assert score("x", {"figures": [wanted, wanted]}, output({"满意工单": 7})).figures == Tally(1, 0, 1)


def test_an_empty_label_is_like_none() -> None:
    assert likeness("", "工单") == 0.0


def finding(code: str, severity: str = "warning", role: str | None = None) -> dict[str, Any]:
    return {"code": code, "severity": severity, "role": role, "message": "…"}


@pytest.mark.parametrize(
    ("codes", "raised", "tally"),
    [
        (["section.missing:fees"], [finding("section.missing", "error", "fees")], Tally(1)),
        (["section.missing:fees"], [finding("section.missing", "error", "other")], Tally(0, 1, 1)),
        (["section.order"], [finding("section.order", role="fees")], Tally(1)),
        ([], [finding("section.merged", "info", "fees")], Tally()),
        ([], [finding("sum.mismatch"), finding("sum.mismatch")], Tally(0, 2)),
        (["sum.mismatch"], [], Tally(0, 0, 1)),
        (["published.late"], [finding("published.late", "info")], Tally(1)),
    ],
)
def test_findings(codes: list[str], raised: list[dict[str, Any]], tally: Tally) -> None:
    assert score("x", {"findings": codes}, output({}, findings=raised)).findings == tally


def test_fields_compare_what_gold_states() -> None:
    gold = {"document": {"title": "某县 2012年报告", "region": {"code": "430105"}, "published": None}}
    got = {"title": "某县2012年报告", "region": {"name": "某县", "code": "430105"}, "published": "2013-01-01"}
    fields = score("x", gold, output({}, document=got)).fields
    assert fields == {"title": Tally(1), "region": Tally(1), "published": Tally(0, 1, 1)}


def write(folder: Path, gold: object, page: bytes | None = PAGE.encode()) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "a.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    if page is not None:
        (folder / "a.txt").write_bytes(page)
    return folder


def test_a_right_document(tmp_path: Path) -> None:
    result = evaluate([write(tmp_path, GOLD)])
    assert (result.flawless, result.macro_f1, result.indicators, result.failures) == (1, 1.0, Tally(1), ())


@pytest.mark.parametrize("page", [None, b"", b"PK\x03\x04" + b"\x00" * 99])
def test_a_document_that_fails_counts_as_all_wrong(tmp_path: Path, page: bytes | None) -> None:
    result = evaluate([write(tmp_path, GOLD, page)])
    assert len(result.failures) == 1
    assert result.flawless == 0
    assert result.macro_f1 == 0.0
    assert result.indicators == Tally(0, 0, 1)
    assert result.sum_of("sections") == Tally(0, 0, 1)
    assert all(tally == Tally(0, 0, 1) for tally in result.fields.values()), "a null that nobody read is not right"


def test_a_document_without_values_counts_only_where_something_is_invented() -> None:
    nothing = score("a", {"indicators": {}}, output({}))
    right = score("b", {"indicators": {"review.total": 1}}, output({"review.total": 1}))
    invented = score("c", {"indicators": {}}, output({"review.total": 1}))
    assert Evaluation((nothing, right)).macro_f1 == 1.0
    assert Evaluation((invented, right)).macro_f1 == 0.5


def test_verbose_names_document_key_values_and_quote() -> None:
    gold = {"indicators": {"review.total": 1}, "figures": [{"label": "工单", "value": 3}], "findings": ["sum.mismatch"]}
    text = as_text(Evaluation((score("a.html", gold, output({"review.total": 2})),)), verbose=True)
    line = next(row for row in text.splitlines() if "review.total" in row)
    assert all(word in line for word in ("expected 1", "got 2", "共2件"))
    assert "a.html" in text
    assert "工单" in text
    assert "sum.mismatch" in text


def test_json_holds_every_difference(tmp_path: Path) -> None:
    wrong = {**GOLD, "indicators": {"proactive.total": 511}}
    printed = evaluate([write(tmp_path, wrong)]).to_dict()
    (difference,) = [d for d in printed["differences"] if d["kind"] == "indicator"]
    assert (difference["document"], difference["expected"], difference["got"]) == ("a.txt", 511, 512)
    assert "512" in difference["quote"]
    json.dumps(printed)


def test_a_folder_without_gold_is_bad_usage(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UsageError, match=str(folder)):
            evaluate([folder])


def test_gold_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.gold\.json"):
        evaluate([tmp_path])


def test_a_gold_file_given_twice_counts_once(tmp_path: Path) -> None:
    folder = write(tmp_path, GOLD)
    assert len(evaluate([folder, folder / "a.gold.json"]).documents) == 1
