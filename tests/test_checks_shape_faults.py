"""Fault injection in headings, dates, statements and the document itself: one of them changed in clean reports drawn by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from checks_samples import loud
from clean_reports import DRAFTS, Draft, render, spread
from report_parser.checks.registry import registry
from report_parser.checks.structural import templates
from report_parser.models import Finding
from report_parser.pipeline import parse

Change = Callable[[Draft], Draft | None]
_NUMBERS = "一二三四五六七八九"


def drop(role: str) -> Change:
    def change(draft: Draft) -> Draft | None:
        kept = tuple(p for p in draft.parts if p.role != role)
        whole = draft.part(role) and role in templates()[draft.template].required and "{declared}" not in draft.preamble
        return replace(draft, parts=kept) if whole else None

    return change


def drop_declared(role: str) -> Change:
    """The preamble still promises it."""

    def change(draft: Draft) -> Draft | None:
        kept = tuple(p for p in draft.parts if p.role != role)
        return replace(draft, parts=kept) if draft.part(role) and "{declared}" in draft.preamble else None

    return change


def swap(draft: Draft) -> Draft | None:
    """The last two required sections change places."""
    *first, one, other = (p for p in draft.parts if p.role != "appendix")
    rest = tuple(p for p in draft.parts if p.role == "appendix")
    return replace(draft, parts=(*first, other, one, *rest))


def number(at: int, printed: int) -> Change:
    """A heading's number is another."""

    def change(draft: Draft) -> Draft | None:
        parts = list(draft.parts)
        parts[at] = replace(parts[at], number=_NUMBERS[printed])
        return replace(draft, parts=tuple(parts))

    return change


def empty(role: str) -> Change:
    def change(draft: Draft) -> Draft | None:
        if draft.part(role) is None:
            return None
        return replace(draft, parts=tuple(replace(p, text="") if p.role == role else p for p in draft.parts))

    return change


def merge(draft: Draft) -> Draft | None:
    """收费 and 复议诉讼 under one heading."""
    fees, review = draft.part("fees"), draft.part("review_litigation")
    if fees is None or review is None or "{declared}" in draft.preamble:
        return None
    both = replace(review, heading="收费及减免情况和行政复议、行政诉讼情况", text=fees.text + review.text)
    return replace(draft, parts=tuple(both if p is review else p for p in draft.parts if p is not fees))


def late(draft: Draft) -> Draft | None:
    return replace(draft, date=f"{draft.year + 1}年4月{draft.year % 20 + 1}日")


def silent(draft: Draft) -> Draft | None:
    """Section six says nothing of the fee."""
    if draft.template != "2021":
        return None
    return replace(
        draft, parts=tuple(replace(p, text="无其他需要报告的事项。") if p.role == "other" else p for p in draft.parts)
    )


def title(draft: Draft) -> Draft | None:
    """The title names the year of publication; no period is stated."""
    if "{start}" in draft.preamble or draft.name.startswith("statistics"):
        return None
    return replace(draft, title=draft.title.replace(str(draft.year), str(draft.year + 1)))


@dataclass(frozen=True)
class Fault:
    check: str
    change: Change
    codes: tuple[str, ...]
    """Every finding, notes included."""
    role: str | None = None


FAULTS = [
    *(Fault("sections.required", drop(r), ("section.missing",), r) for r in ("proactive", "requests", "review_litigation", "problems", "other", "fees", "overview")),
    *(Fault("sections.declared", drop_declared(r), ("section.declared_missing", "section.missing"), r) for r in ("fees", "review_litigation")),
    Fault("sections.declared", drop_declared("consultation"), ("section.declared_missing",), "consultation"),
    Fault("sections.order", swap, ("section.order",), "problems"),
    Fault("sections.numbering", number(2, 3), ("section.numbering",)),
    Fault("sections.numbering", number(4, 3), ("section.numbering",)),
    Fault("sections.numbering", number(5, 7), ("section.numbering",)),
    *(Fault("sections.empty", empty(r), ("section.empty",), r) for r in ("fees", "problems", "overview")),
    Fault("sections.merged", merge, ("section.merged",), "review_litigation"),
    Fault("published.date", late, ("published.late",)),
    Fault("statement.fee", silent, ("statement.missing",)),
    Fault("year.title", title, ("year.mismatch",)),
]  # fmt: skip


def changed(fault: Fault) -> list[tuple[Draft, Draft]]:
    found = [(d, c) for d in DRAFTS if (c := fault.change(d)) is not None and c != d]
    return spread(found)


CASES = [pytest.param(f, after, id=f"{f.check}-{i}-{d.name}") for i, f in enumerate(FAULTS) for d, after in changed(f)]


@pytest.mark.parametrize(("fault", "draft"), CASES)
def test_fault_is_found_and_no_other(fault: Fault, draft: Draft) -> None:
    findings = parse(render(draft)).findings
    assert sorted(f.code for f in findings) == list(fault.codes), [f.message for f in findings]
    if fault.role is not None:
        assert {f.role for f in findings} == {fault.role}
    for finding in findings:
        assert severity(finding, draft) == finding.severity


def severity(finding: Finding, draft: Draft) -> str:
    if finding.code == "section.missing":
        return "warning" if draft.template == "2008" and finding.role in ("overview", "other") else "error"
    return registry().codes[finding.code].severity


def picture(page: str) -> str:
    """The last table stands as a picture."""
    start, end = page.rindex("<table"), page.rindex("</table>") + 8
    return f'{page[:start]}<p><img src="t1.png" alt="申请情况统计表"></p>{page[end:]}'


def damaged(page: str) -> bytes:
    """Bytes in the middle of a sentence that no charset has."""
    data = page.encode()
    at = data.index("公开".encode()) + 6
    return data[:at] + b"\xff\xfe\xff" + data[at:]


def linked(page: str) -> str:
    """The body is an attachment."""
    start, end = page.index("</h1>") + 5, page.rindex("</div>")
    return f'{page[:start]}<p>附件：<a href="/files/1.pdf">年度报告.pdf</a></p>{page[end:]}'


def notice(page: str) -> str:
    """Another kind of document."""
    start, end = page.index("<h1>"), page.rindex("</div>")
    words = "<h1>关于开展春季义务植树活动的通知</h1><p>各有关单位：</p><p>定于三月十二日在东山公园开展植树活动，请准时参加。</p>"
    head = page[: page.index("<title>")] + "<title>通知</title></head><body><div>"
    return head + words + page[end:] if start < end else page


_PAGES = [d for d in DRAFTS if d.form == "html" and d.template != "2008"][::9]


@pytest.mark.parametrize("draft", _PAGES, ids=lambda d: d.name)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (picture, "table.image"),
        (damaged, "encoding.lossy"),
        (linked, "document.no_body"),
        (notice, "document.not_a_report"),
    ],
)
def test_faults_of_the_document(draft: Draft, change: Callable[[str], str | bytes], code: str) -> None:
    page = change(render(draft).decode())
    found = loud(parse(page if isinstance(page, bytes) else page.encode()).findings)
    assert [f.code for f in found] == [code], [f.message for f in found]
    assert found[0].severity == registry().codes[code].severity


def test_every_check_has_three_reports() -> None:
    counts = Counter(f.check for f in FAULTS for _ in changed(f))
    assert all(n >= 3 for n in counts.values())
    assert {
        c.id for c in registry().told if c.id.startswith(("sections.", "published.", "statement.", "year.title"))
    } <= counts.keys()
    assert len(_PAGES) >= 3
