"""Fault injection in tables: each formula, one cell changed; blanks count as nothing, a blank total is not checked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from report_parser.checks import run_checks
from report_parser.checks.consistency import formula_operands
from report_parser.checks.expressions import FormulaError, parse_formula
from report_parser.checks.listing import list_checks
from report_parser.checks.registry import registry
from report_parser.models import CheckCount, Document, EmptyCell, Figure, Finding, Metadata, Table
from report_parser.rules.catalogue import catalogue

APPLICANTS = ("natural_person", "company", "research", "public_welfare", "legal_service", "other", "total")
ROWS = {
    "requests.received": (20, 6, 0, 1, 0, 2),
    "requests.carried_in": (3, 0, 0, 0, 0, 1),
    "outcome.granted": (8, 3, 0, 0, 0, 1),
    "outcome.partially_granted": (2, 0, 0, 1, 0, 0),
    "outcome.denied.state_secret": (1, 0, 0, 0, 0, 0),
    "outcome.denied.prohibited_by_law": (0, 0, 0, 0, 0, 0),
    "outcome.denied.security_stability": (0, 0, 0, 0, 0, 0),
    "outcome.denied.third_party_rights": (1, 1, 0, 0, 0, 0),
    "outcome.denied.internal_affairs": (0, 0, 0, 0, 0, 0),
    "outcome.denied.process_information": (0, 0, 0, 0, 0, 1),
    "outcome.denied.enforcement_file": (0, 0, 0, 0, 0, 0),
    "outcome.denied.administrative_query": (2, 0, 0, 0, 0, 0),
    "outcome.not_held": (4, 1, 0, 0, 0, 0),
    "outcome.no_existing_record": (0, 0, 0, 0, 0, 0),
    "outcome.unclear": (0, 0, 0, 0, 0, 1),
    "outcome.not_processed.petition": (1, 0, 0, 0, 0, 0),
    "outcome.not_processed.duplicate": (0, 0, 0, 0, 0, 0),
    "outcome.not_processed.publication": (0, 0, 0, 0, 0, 0),
    "outcome.not_processed.excessive": (0, 0, 0, 0, 0, 0),
    "outcome.not_processed.reconfirmation": (0, 0, 0, 0, 0, 0),
    "outcome.other.overdue_correction": (1, 0, 0, 0, 0, 0),
    "outcome.other.unpaid_fee": (0, 0, 0, 0, 0, 0),
    "outcome.other.other": (1, 0, 0, 0, 0, 0),
    "outcome.total": (21, 5, 0, 1, 0, 3),
    "requests.carried_out": (2, 1, 0, 0, 0, 0),
}
STATISTICS = {
    "proactive.total": 900, "proactive.normative_documents_disclosed": 20, "proactive.normative_documents_issued": 20,
    "proactive.by_channel.gazette": 40, "proactive.by_channel.website": 700, "proactive.by_channel.weibo": 100,
    "proactive.by_channel.wechat": 80, "proactive.by_channel.other": 60,
    "response.press_conferences": 5, "response.press_conferences.by_principal": 2, "response.online_interviews": 3,
    "response.online_interviews.by_principal": 1,
    "requests.received": 30, "requests.by_channel.in_person": 10, "requests.by_channel.fax": 0, "requests.by_channel.online": 15,
    "requests.by_channel.mail": 5, "requests.concluded": 29, "requests.concluded.on_time": 27, "requests.concluded.extended": 2,
    "requests.answered": 29, "outcome.already_public": 4, "outcome.granted": 12, "outcome.partially_granted": 2, "outcome.denied": 5,
    "outcome.denied.state_secret": 1, "outcome.denied.trade_secret": 1, "outcome.denied.privacy": 1, "outcome.denied.security_stability": 0,
    "outcome.denied.not_government_information": 2, "outcome.denied.other_law": 0, "outcome.not_held": 3, "outcome.nonexistent": 2,
    "outcome.correction_requested": 1, "outcome.referred": 0, "review.total": 4, "review.upheld": 3, "review.corrected": 1, "review.other": 0,
    "litigation.total": 2, "litigation.upheld": 1, "litigation.corrected": 0, "litigation.other": 1,
    "resources.staff": 40, "resources.staff.full_time": 8, "resources.staff.part_time": 32,
}  # fmt: skip
REVIEW = {
    "review.upheld": 3, "review.corrected": 1, "review.other": 0, "review.pending": 2, "review.total": 6,
    "litigation.upheld/direct": 2, "litigation.corrected/direct": 0, "litigation.other/direct": 1, "litigation.pending/direct": 1,
    "litigation.total/direct": 4,
    "litigation.upheld/after_review": 1, "litigation.corrected/after_review": 0, "litigation.other/after_review": 0,
    "litigation.pending/after_review": 0, "litigation.total/after_review": 1,
}  # fmt: skip

Cells = dict[str, int | str]


def requests() -> Cells:
    """The table of requests, totals worked out: a clean one."""
    cells: Cells = {}
    for row, values in ROWS.items():
        for applicant, value in zip(APPLICANTS, (*values, sum(values)), strict=True):
            cells[f"{row}/{applicant}"] = value
    return cells


def dimensions(key: str) -> Mapping[str, str]:
    value = key.partition("/")[2]
    if not value:
        return {}
    return {"applicant" if value in APPLICANTS else "route": value}


def check(kind: str, cells: Cells) -> tuple[tuple[Finding, ...], Mapping[str, CheckCount], dict[str, Figure]]:
    """Runs the checks over one table; a cell of "" is blank, one that is left out was not read."""
    text, figures, empty = "", [], []
    for key, value in cells.items():
        indicator = key.partition("/")[0]
        if value == "":
            empty.append(EmptyCell(indicator, dimensions(key), ""))
            continue
        raw, start = str(value), len(text)
        text += raw + "\t"
        figures.append(
            Figure(
                f"f{len(figures) + 1}",
                indicator,
                dimensions(key),
                indicator,
                int(value),
                "件",
                raw,
                "exact",
                2022,
                "all",
                None,
                start,
                start + len(raw),
                raw,
                "table",
                0.98,
            )
        )
    table = Table("t1", kind, None, 0, len(text), 1, 1, tuple(empty))
    findings, checks = run_checks(
        document=Document(text, (), ()),
        metadata=Metadata(year=2022),
        template=None,
        sections=(),
        tables=(table,),
        figures=tuple(figures),
        indicators={},
    )
    return findings, checks, {f.id: f for f in figures}


FAULTS = [
    ("requests_2021", requests(), "outcome.granted/natural_person", 9, {"sum.mismatch", "row_total.mismatch"}),
    ("requests_2021", requests(), "outcome.granted/total", 13, {"sum.mismatch", "row_total.mismatch"}),
    (
        "requests_2021",
        requests(),
        "outcome.unclear/other",
        4,
        {"sum.mismatch", "row_total.mismatch", "part.exceeds_whole"},
    ),
    ("requests_2021", requests(), "requests.received/natural_person", 21, {"balance.mismatch", "row_total.mismatch"}),
    ("requests_2021", requests(), "requests.carried_out/total", 4, {"balance.mismatch", "row_total.mismatch"}),
    ("requests_2021", requests(), "requests.carried_in/other", 0, {"balance.mismatch", "row_total.mismatch"}),
    (
        "requests_2021",
        requests(),
        "outcome.total/company",
        6,
        {"balance.mismatch", "row_total.mismatch", "sum.mismatch"},
    ),
    ("review_litigation", REVIEW, "review.upheld", 4, {"sum.mismatch"}),
    ("review_litigation", REVIEW, "review.total", 2, {"sum.mismatch", "part.exceeds_whole"}),
    ("review_litigation", REVIEW, "litigation.pending/direct", 3, {"sum.mismatch"}),
    ("review_litigation", REVIEW, "litigation.total/after_review", 2, {"sum.mismatch"}),
    ("review_litigation", REVIEW, "litigation.total/after_review", 0, {"sum.mismatch", "part.exceeds_whole"}),
    ("statistics_2014", STATISTICS, "requests.by_channel.mail", 6, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "requests.received", 31, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "requests.concluded.on_time", 30, {"sum.mismatch", "part.exceeds_whole"}),
    ("statistics_2014", STATISTICS, "requests.answered", 28, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "outcome.denied.privacy", 2, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "resources.staff", 41, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "proactive.total", 981, {"sum.mismatch"}),
    ("statistics_2014", STATISTICS, "proactive.normative_documents_disclosed", 901, {"part.exceeds_whole"}),
    ("statistics_2014", STATISTICS, "response.press_conferences.by_principal", 6, {"part.exceeds_whole"}),
    ("statistics_2014", STATISTICS, "response.online_interviews.by_principal", 4, {"part.exceeds_whole"}),
    ("statistics_2014", STATISTICS, "litigation.total", 3, {"sum.mismatch"}),
]


@pytest.mark.parametrize(
    ("kind", "cells"), [("requests_2021", requests()), ("review_litigation", REVIEW), ("statistics_2014", STATISTICS)]
)
def test_clean_tables_are_silent(kind: str, cells: Cells) -> None:
    findings, checks, _ = check(kind, cells)
    assert findings == ()
    assert all(c.failed == 0 for c in checks.values())


def test_the_39_of_the_table_of_requests_are_made() -> None:
    _, checks, _ = check("requests_2021", requests())
    assert checks["sum.mismatch"].passed == 7
    assert checks["balance.mismatch"].passed == 7
    assert checks["row_total.mismatch"].passed == 25


@pytest.mark.parametrize(("kind", "cells", "key", "value", "codes"), FAULTS)
def test_fault_is_found_with_its_operands_and_no_other(
    kind: str, cells: Cells, key: str, value: int, codes: set[str]
) -> None:
    findings, _, figures = check(kind, {**cells, key: value})
    assert {f.code for f in findings} == codes
    assert len(findings) == len(codes)
    changed = [
        f.id for f in figures.values() if f.indicator == key.partition("/")[0] and f.dimensions == dimensions(key)
    ]
    assert all(changed[0] in f.figures for f in findings if f.code != "part.exceeds_whole")
    assert all(str(value) in f.message for f in findings if f.code != "part.exceeds_whole")


def test_ways_that_only_some_forms_have_count_too() -> None:
    more = {**STATISTICS, "requests.by_channel.email": 2, "requests.by_channel.other": 0, "requests.received": 32}
    assert check("statistics_2014", more)[0] == ()
    findings, _, _ = check("statistics_2014", {**more, "requests.by_channel.email": 3})
    assert [f.code for f in findings] == ["sum.mismatch"]


def test_parts_that_are_all_blank_do_not_make_a_total() -> None:
    cells = {**STATISTICS, **{f"requests.by_channel.{k}": "" for k in ("in_person", "fax", "online", "mail")}}
    findings, _, _ = check("statistics_2014", cells)
    assert [(f.code, f.expected, f.actual) for f in findings] == [("sum.mismatch", 0, 30)]
    assert "空" in findings[0].message


@pytest.mark.parametrize("blank", ["outcome.total/total", "outcome.total/natural_person"])
def test_a_blank_total_is_not_checked(blank: str) -> None:
    wrong = {**requests(), blank: "", blank.replace("outcome.total", "outcome.granted"): 99}
    findings, checks, _ = check("requests_2021", wrong)
    assert {f.code for f in findings} == {"row_total.mismatch"}
    assert checks["sum.mismatch"].not_assessable == 1
    assert checks["balance.mismatch"].not_assessable == 1


def test_blank_cells_count_as_nothing_and_unread_ones_are_not_assessed() -> None:
    cells = {k: ("" if v == 0 else v) for k, v in requests().items()}
    assert check("requests_2021", cells)[0] == ()
    del cells["outcome.other.other/natural_person"]
    findings, checks, _ = check("requests_2021", cells)
    assert findings == ()
    assert checks["sum.mismatch"].not_assessable >= 1


def test_totals_that_were_not_filled_in_are_no_zeros() -> None:
    cells = {k: ("" if k.endswith("/total") and k.startswith("outcome") else v) for k, v in requests().items()}
    findings, checks, _ = check("requests_2021", {**cells, "outcome.total/total": 30})
    assert findings == ()
    assert checks["sum.mismatch"].not_assessable == 1


def test_formulas_name_only_what_the_catalogue_knows() -> None:
    for formula in registry().formulas:
        assert set(formula_operands(formula)) <= catalogue().keys(), formula.id
        assert formula.code in registry().codes


def test_lists_name_only_what_the_catalogue_knows() -> None:
    for spec in registry().lists:
        assert {*spec.wholes, *spec.other, *spec.not_parts} <= catalogue().keys(), spec.id
        assert all(any(i.startswith(p) for i in catalogue()) for p in spec.parts), spec.id


@pytest.mark.parametrize(
    "text", ["a.b", "a == ", "a == b +", "a == __import__('os')", "a == b[c=]", "(a == b", "a == b c"]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_registry_is_printed(lang: str) -> None:
    text = list_checks(lang)  # type: ignore[arg-type]
    assert all(code in text for code in registry().codes)
    assert "requests.balance" in text
