"""Fault injection against the report of the year before: pairs of clean reports drawn by chance, one number changed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from checks_samples import operands
from clean_reports import FORM_2021, PROSE, Draft, Values, modern, render, year_before
from report_parser.checks.registry import registry
from report_parser.checks.series import compare
from report_parser.pipeline import parse

_YEARS = "{year}年，{scope}共收到政府信息公开申请{received}件，"
_TABLES = tuple(
    d
    for seed in range(400, 410)
    if (d := modern(seed, 2021)).year > 2021
    and d.values["requests.received"] != year_before(d).values["requests.received"]
)


@dataclass(frozen=True)
class Fault:
    """A sentence put into the overview, and a value changed in this year's report."""

    check: str
    slot: str
    amount: int
    code: str
    with_: tuple[str, ...]
    sentence: str = ""


FAULTS = [
    Fault("series.carry", "requests.carried_in", 3, "carry.mismatch", ("requests.carried_in",)),
    Fault("series.in_force", "article20.normative_documents.in_force", 5, "trend.mismatch", ("article20.normative_documents.in_force", "article20.normative_documents.issued", "article20.normative_documents.repealed")),
    Fault("series.in_force", "article20.regulations.in_force", -1, "trend.mismatch", ("article20.regulations.in_force", "article20.regulations.issued", "article20.regulations.repealed")),
    Fault("series.growth", "diff", 4, "trend.mismatch", ("diff", "requests.received"), _YEARS + "比上年{more}{diff}件。"),
    Fault("series.growth", "growth", 9, "trend.mismatch", ("growth", "requests.received"), _YEARS + "同比{grew}{growth}%。"),
    Fault("series.direction", "more", 0, "trend.mismatch", ("requests.received",), _YEARS + "比上年有所{more}。"),
]  # fmt: skip


def pair(draft: Draft, sentence: str) -> tuple[Draft, Draft]:
    """Last year's report and this year's, which says how applications grew."""
    last = year_before(draft)
    now, before = int(draft.values["requests.received"]), int(last.values["requests.received"])
    told: Values = {
        "diff": abs(now - before), "growth": round(100 * abs(now - before) / before), "grew": "增长" if now > before else "下降",
        "more": "增加" if now > before else "减少",
    }  # fmt: skip
    if not sentence:
        return last, draft
    parts = tuple(p if p.role != "overview" else type(p)(p.role, p.heading, sentence) for p in draft.parts)
    this = draft.changed(**told)
    return last, type(this)(**{n: getattr(this, n) for n in this.__dataclass_fields__} | {"parts": parts})


def broken(draft: Draft, fault: Fault) -> Draft:
    if fault.slot == "more":
        return draft.changed(more="减少" if draft.values["more"] == "增加" else "增加")
    return draft.changed(**{fault.slot: int(draft.values[fault.slot]) + fault.amount})


@pytest.mark.parametrize("draft", _TABLES, ids=lambda d: d.name)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.check}-{f.slot}")
def test_fault_is_found_with_its_operands_and_no_other(fault: Fault, draft: Draft) -> None:
    last, this = pair(draft, fault.sentence)
    before = parse(render(last))
    assert before.findings == ()
    assert compare(before, parse(render(this))).findings == ()
    changed = broken(this, fault)
    report = parse(render(changed))
    findings = compare(before, report).findings
    assert [f.code for f in findings] == [fault.code], [f.message for f in findings]
    assert operands(report, findings[0]) == {float(changed.values[s]) for s in fault.with_}
    for slot in fault.with_:
        assert str(changed.values[slot]) in findings[0].message


@pytest.mark.parametrize("draft", (*FORM_2021[::4], *PROSE[::9]), ids=lambda d: d.name)
def test_a_report_against_itself_is_not_assessed(draft: Draft) -> None:
    report = parse(render(draft))
    comparison = compare(report, report)
    assert comparison.findings == ()
    assert all(c.not_assessable and not c.passed for c in comparison.checks.values())


def test_every_check_has_three_pairs() -> None:
    assert len(_TABLES) >= 3
    assert {f.check for f in FAULTS} == {c.id for c in registry().told if c.id.startswith("series.")}
