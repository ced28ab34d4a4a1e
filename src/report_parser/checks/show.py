"""Findings as text for people: on a terminal in colour, with the passage quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from report_parser.checks.registry import Lang, registry
from report_parser.models import Finding, Report

Paint = Callable[[str, str], str]
_AROUND = 28
_LONGEST = 160
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "quiet": "2", "mark": "4", "good": "32"}
_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示", "clean": "没有发现问题",
           "counts": "检查{passed}项通过，{failed}项不符，{unknown}项无法核对（数据不全，不算通过）", "total": "{errors}处错误，{warnings}处警告，{notes}处提示",
           "expected": "应为", "printed": "写作"},
    "en": {"error": "error", "warning": "warning", "info": "note", "clean": "nothing found",
           "counts": "{passed} checks passed, {failed} failed, {unknown} could not be made (values missing; not counted as passed)",
           "total": "{errors} errors, {warnings} warnings, {notes} notes", "expected": "expected", "printed": "printed"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """A finding's passage with a little text on either side; line breaks are spaces."""

    before: str
    passage: str
    after: str


def quote_of(text: str, finding: Finding) -> Quote | None:
    """Returns the passage that a finding is about, cut to a readable length; None where it has no place."""
    if finding.start is None or finding.end is None or finding.end <= finding.start:
        return None
    start, end = finding.start, finding.end
    end += text[end : end + 1] in ("%", "％")
    passage = _flat(text[start:end])
    if len(passage) > _LONGEST:
        passage = f"{passage[: _LONGEST // 2]}……{passage[-_LONGEST // 2 :]}"
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    return Quote(
        ("…" if start - _AROUND > first else "") + _flat(text[max(first, start - _AROUND) : start]).lstrip(),
        passage,
        _flat(text[end : min(last, end + _AROUND)]).rstrip() + ("…" if end + _AROUND < last else ""),
    )


def _flat(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ")


def summary(findings: Sequence[Finding], lang: Lang) -> str:
    """Returns how many findings of each severity there are, as a sentence."""
    words = _WORDS[lang]
    found = Counter(f.severity for f in findings)
    if not findings:
        return words["clean"]
    text = words["total"].format(errors=found["error"], warnings=found["warning"], notes=found["info"])
    return re.sub(r"\b(1 \w+)s\b", r"\1", text)


def counted(report: Report, lang: Lang) -> str:
    """Returns how many checks passed, failed, and could not be made, as a sentence."""
    counts = list(report.checks.values())
    return _WORDS[lang]["counts"].format(
        passed=sum(c.passed for c in counts),
        failed=sum(c.failed for c in counts),
        unknown=sum(c.not_assessable for c in counts),
    )


def severity_word(finding: Finding, lang: Lang) -> str:
    """Returns a severity in words."""
    return _WORDS[lang][finding.severity]


def code_title(code: str, lang: Lang) -> str:
    """Returns what a code is called."""
    entry = registry().codes.get(code)
    return code if entry is None else entry.zh if lang == "zh" else entry.en


def findings_as_text(report: Report, lang: Lang, *, colour: bool) -> str:
    """Returns a report's findings for a terminal, the gravest first."""
    paint = painter(colour)
    lines = [f"{report.source.path or '-'}  {report.document.title or ''}".rstrip()]
    for finding in sorted(report.findings, key=_gravity):
        lines.extend(finding_lines(report, finding, lang, paint))
    outcome = summary(report.findings, lang)
    lines.append("  " + (paint(outcome, "good") if not report.findings else outcome))
    if report.checks:
        lines.append("  " + paint(counted(report, lang), "quiet"))
    return "\n".join(lines)


def painter(colour: bool) -> Paint:
    """Returns what puts a text in the colour of a kind, or leaves it as it is."""
    return lambda text, kind: f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text


def finding_lines(report: Report, finding: Finding, lang: Lang, paint: Paint) -> Iterator[str]:
    """Yields the lines of one finding: what it is called, the sentence, the passage."""
    role = f":{finding.role}" if finding.role else ""
    head = paint(severity_word(finding, lang), finding.severity)
    yield f"  {head}  {code_title(finding.code, lang)}  {paint(finding.code + role, 'quiet')}"
    yield f"      {finding.message}"
    quote = quote_of(report.text, finding)
    if quote is not None:
        yield paint("      │ ", "quiet") + f"{quote.before}{paint(quote.passage, 'mark')}{quote.after}"


def _gravity(finding: Finding) -> tuple[int, int]:
    return ("error", "warning", "info").index(finding.severity), finding.start if finding.start is not None else -1
