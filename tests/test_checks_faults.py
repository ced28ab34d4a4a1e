"""Fault injection: a clean report, one number, heading or date changed; the finding fires with its operands, and no other.

A fault is applied to three reports at least, drawn over the reports that have the number. What arithmetic makes inevitable is listed with
it: a cell of a table stands in a row and in a column, a part larger than its whole spoils the sum too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from checks_samples import loud, operands
from clean_reports import DRAFTS, Draft, Values, render, spread
from report_parser.checks.registry import registry
from report_parser.models import Finding, Report
from report_parser.pipeline import parse

_AT_LEAST = 3
Change = Callable[[Values], Values]


def plus(slot: str, amount: int) -> Change:
    return lambda v: {slot: int(v[slot]) + amount}


def percent(slot: str, amount: float) -> Change:
    """A percentage that is off, printed with as many decimals."""

    def change(values: Values) -> Values:
        printed = str(values[slot])
        digits = len(printed.partition(".")[2])
        moved = float(printed) + amount
        return {slot: f"{moved if moved <= 100 else float(printed) - amount:.{digits}f}"}

    return change


def to(slot: str, value: Callable[[Values], int | str]) -> Change:
    return lambda v: {slot: value(v)}


@dataclass(frozen=True)
class Fault:
    """A change of one value, and what is to be found."""

    check: str
    slot: str
    change: Change
    codes: frozenset[str]
    with_: tuple[str, ...] = ()
    """Slots whose values the finding of the first code names."""
    without: tuple[str, ...] = ()
    """Slots that would be at odds too; reports that print them are passed over."""
    forms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def fault(
    check: str,
    slot: str,
    change: Change,
    codes: str,
    with_: str = "",
    without: str = "",
    forms: str = "",
    needs: str = "",
) -> Fault:
    return Fault(
        check, slot, change, frozenset(codes.split()), *(tuple(x.split()) for x in (with_, without, forms, needs))
    )


_TWICE = "row_total.mismatch sum.mismatch"
_CHANNELS = "total ch_website ch_weibo ch_wechat ch_other"
_ANSWERS = "granted partial denied nonexistent not_held"
FAULTS = [
    fault("list.channels", "total", plus("total", 60), "sum.mismatch", _CHANNELS, without="sh_website tp_a", needs="ch_other"),
    fault("list.topics", "total", plus("total", 60), "sum.mismatch", "total tp_a tp_b tp_c tp_d", without="st_a ch_other", needs="tp_a"),
    fault("list.application_channels", "mail", plus("mail", 1), "sum.mismatch", "received in_person online mail fax", without="sw_mail"),
    fault("list.applicants", "ap_person", plus("ap_person", 1), "sum.mismatch", "received ap_person ap_company ap_group"),
    fault("list.application_topics", "as_a", plus("as_a", 1), "sum.mismatch", "received as_a as_b as_c"),
    fault("list.answers", "granted", plus("granted", 2), "sum.mismatch", "answered " + _ANSWERS, forms="prose"),
    fault("list.answers", "nonexistent", plus("nonexistent", 2), "sum.mismatch", "answered " + _ANSWERS, forms="prose"),
    fault("list.refusals", "secret", to("secret", lambda v: v["denied"]), "sum.mismatch", "denied secret privacy"),
    fault("list.concluded", "extended", plus("extended", 1), "sum.mismatch", "concluded on_time extended"),
    fault("list.review", "r_upheld", plus("r_upheld", 1), "sum.mismatch", "r_total r_upheld r_corrected r_other r_pending"),
    fault("list.litigation", "l_other", plus("l_other", 1), "sum.mismatch", "l_total l_upheld l_corrected l_other l_pending"),
    fault("list.consultation", "called", plus("called", 1), "sum.mismatch", "asked came called wrote"),
    fault("list.staff", "full", plus("full", 1), "sum.mismatch", "staff full part_time"),
    fault("list.press_conferences", "press_principal", to("press_principal", lambda v: int(v["press"]) + 1), "part.exceeds_whole", "press press_principal"),
    fault("part.among", "on_time", to("on_time", lambda v: int(v["concluded"]) + 2), "part.exceeds_whole", "concluded on_time", without="extended on_time_rate"),
    fault("prose.on_time", "on_time", to("on_time", lambda v: int(v["concluded"]) + 1), "part.exceeds_whole", "concluded on_time", without="extended on_time_rate"),
    fault("share.of_base", "sw_online", percent("sw_online", 3), "percent.mismatch", "sw_online online received", without="sw_mail"),
    fault("share.of_base", "granted_share", percent("granted_share", 2), "percent.mismatch", "granted_share granted answered"),
    fault("rate.answered", "rate", to("rate", lambda _: "97"), "percent.mismatch", "rate answered received", needs="answered"),
    fault("rate.concluded", "rate", to("rate", lambda _: "96"), "percent.mismatch", "rate concluded", needs="concluded"),
    fault("rate.on_time", "on_time_rate", percent("on_time_rate", 4), "percent.mismatch", "on_time_rate on_time concluded"),
    fault("rate.other", "content_rate", percent("content_rate", 2), "percent.mismatch", "content_rate content orders"),
    fault("growth.percent", "growth", percent("growth", 5), "percent.mismatch", "growth received received_last"),
    fault("growth.difference", "diff", plus("diff", 2), "sum.mismatch", "diff received received_last"),
    fault("shares.sum", "sh_weibo", percent("sh_weibo", 7), "percent.sum", "sh_website sh_weibo sh_wechat sh_other", without="ch_weibo"),
    fault("prose.balance", "carried_out", plus("carried_out", 1), "balance.mismatch", "received carried_in dealt carried_out", forms="prose"),
    fault("prose.balance.concluded", "carried_in", plus("carried_in", 2), "balance.mismatch", "received carried_in dealt carried_out", forms="prose"),
    fault("prose.answered", "dealt", to("dealt", lambda v: int(v["received"]) + 30), "balance.mismatch", "received carried_in dealt"),
    fault("prose.concluded", "dealt", to("dealt", lambda v: int(v["received"]) + 40), "balance.mismatch", "received carried_in dealt"),
    fault("requests.results.2021", "outcome.granted/company", plus("outcome.granted/company", 1), _TWICE, forms="form-2021"),
    fault("requests.results.2019", "outcome.other/natural_person", plus("outcome.other/natural_person", 2), _TWICE, forms="form-2019"),
    fault("requests.balance", "requests.carried_out/other", plus("requests.carried_out/other", 1), "balance.mismatch row_total.mismatch"),
    fault("requests.balance", "requests.received/company", plus("requests.received/company", 4), "balance.mismatch row_total.mismatch"),
    fault("requests.rows", "outcome.unclear", plus("outcome.unclear", 1), _TWICE),
    fault("requests.rows", "outcome.denied.internal_affairs/research", plus("outcome.denied.internal_affairs/research", 3), _TWICE),
    fault("review.results", "review.upheld", plus("review.upheld", 1), "sum.mismatch", "review.total review.upheld review.pending", forms="form"),
    fault("litigation.results", "litigation.other/direct", plus("litigation.other/direct", 1), "sum.mismatch", "litigation.total/direct"),
    fault("litigation.results", "litigation.pending/after_review", plus("litigation.pending/after_review", 1), "sum.mismatch", "litigation.total/after_review"),
    fault("statistics.channels", "proactive.total", plus("proactive.total", 90), "sum.mismatch", "proactive.total proactive.by_channel.website"),
    fault("statistics.applications", "requests.by_channel.fax", plus("requests.by_channel.fax", 1), "sum.mismatch", "requests.received requests.by_channel.fax"),
    fault("statistics.concluded", "requests.concluded.extended", plus("requests.concluded.extended", 1), "sum.mismatch", "requests.concluded"),
    fault("statistics.answers", "outcome.referred", plus("outcome.referred", 1), "sum.mismatch", "requests.answered outcome.referred"),
    fault("statistics.denied", "outcome.denied.trade_secret", to("outcome.denied.trade_secret", lambda v: v["outcome.denied"]), "sum.mismatch", "outcome.denied", forms="statistics"),
    fault("statistics.staff", "resources.staff", plus("resources.staff", 2), "sum.mismatch", "resources.staff"),
    fault("statistics.normative", "proactive.normative_documents_disclosed", to("proactive.normative_documents_disclosed", lambda v: int(v["proactive.total"]) + 1), "part.exceeds_whole", "proactive.total"),
    fault("statistics.press_conferences", "response.press_conferences.by_principal", to("response.press_conferences.by_principal", lambda v: int(v["press"]) + 1), "part.exceeds_whole", "response.press_conferences"),
    fault("statistics.interviews", "response.online_interviews.by_principal", to("response.online_interviews.by_principal", lambda _: 9), "part.exceeds_whole", "response.online_interviews"),
    fault("review.results", "review.corrected", plus("review.corrected", 1), "sum.mismatch", "review.total", forms="statistics"),
    fault("conflict.stated", "received", plus("received", 1), "value.conflict", "received requests.received", without="carried_in", forms="form"),
    fault("conflict.stated", "r_total", plus("r_total", 1), "value.conflict", "r_total review.total", forms="form"),
    fault("conflict.total", "answered", plus("answered", 3), "value.conflict", "answered outcome.total", without="carried_in granted", forms="form"),
    fault("conflict.lawsuits", "l_total", plus("l_total", 2), "value.conflict", "l_total litigation.total/direct litigation.total/after_review", forms="form"),
    fault("conflict.all_done", "done", to("done", lambda _: "，均已按时办结"), "value.conflict", "received requests.carried_out"),
    fault("year.period", "start", lambda v: {"start": f"{v['last']}年1月1日", "end": f"{v['last']}年12月31日"}, "year.mismatch"),
    fault("year.text", "said", to("said", lambda v: v["last"]), "year.mismatch", "total"),
    fault("period.whole", "end", to("end", lambda v: f"{v['year']}年11月30日"), "period.incomplete"),
    fault("period.whole", "start", to("start", lambda v: f"{v['year']}年3月1日"), "period.incomplete"),
]  # fmt: skip


def reports_for(fault: Fault, drafts: tuple[Draft, ...] = DRAFTS) -> list[Draft]:
    """Reports that print the value and are not at odds elsewhere; of many, four spread over them."""
    found = [
        d
        for d in drafts
        if d.has(fault.slot)
        and d.name.startswith(fault.forms or "")
        and not any(d.has(s) for s in fault.without)
        and all(d.has(s) for s in fault.needs)
    ]
    return spread(found)


CASES = [pytest.param(f, d, id=f"{f.check}-{f.slot}-{d.name}") for f in FAULTS for d in reports_for(f)]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda d: d.name)
def test_clean_reports_raise_nothing(draft: Draft) -> None:
    assert parse(render(draft)).findings == ()


@pytest.mark.parametrize(("fault", "draft"), CASES)
def test_fault_is_found_with_its_operands_and_no_other(fault: Fault, draft: Draft) -> None:
    changed = draft.changed(**fault.change(draft.values))
    assert changed.values != draft.values
    report = parse(render(changed))
    found = loud(report.findings)
    assert {f.code for f in found} == fault.codes, [f.message for f in found]
    assert len(found) == len(fault.codes)
    values = {float(changed.values[s]) for s in fault.with_ if changed.has(s)}
    assert any(values <= operands(report, f) for f in found)
    for finding in found:
        assert_evidence(report, finding)


def assert_evidence(report: Report, finding: Finding) -> None:
    """Every operand has its place in the text, and the sentence names every number that is not nothing."""
    figures = {f.id: f for f in report.figures}
    for figure in (figures[i] for i in finding.figures):
        assert report.text[figure.start : figure.end].strip() == figure.raw.strip()
        assert not figure.value or figure.raw in finding.message
    if finding.figures:
        assert finding.start is not None
        assert finding.expected is not None or finding.code == "year.mismatch"


def test_every_check_has_three_reports() -> None:
    """Checks of sections, dates, documents and series have theirs in the other modules."""
    counts: dict[str, int] = defaultdict(int)
    for fault in FAULTS:
        counts[fault.check] += len(reports_for(fault))
    elsewhere = ("sections.", "published.", "statement.", "document.", "series.", "year.title")
    wanted = {c.id for c in registry().told if not c.id.startswith(elsewhere)}
    assert wanted - counts.keys() == set()
    assert {c: n for c, n in counts.items() if n < _AT_LEAST} == {}
