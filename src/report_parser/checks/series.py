"""This year's report against last year's: what was carried over, what is said to have grown, what was taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from report_parser.checks import counts_of
from report_parser.checks.copied import Copied, find_copied
from report_parser.checks.registry import Lang
from report_parser.checks.trends import check_trends
from report_parser.checks.view import View, make_view, plain_number
from report_parser.models import CheckCount, Document, Finding, Report
from report_parser.rules.catalogue import catalogue
from report_parser.text.compact import compact


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator's value in the two reports; None where a report does not state it."""

    indicator: str
    label: str
    unit: str | None
    last: float | None
    this: float | None
    difference: float | None
    growth: float | None
    """In percent, one decimal; None where last year's value is none or nothing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a report says against the one of the year before."""

    last_year: int | None
    this_year: int | None
    findings: tuple[Finding, ...]
    checks: Mapping[str, CheckCount]
    changes: tuple[Change, ...]
    gained: tuple[str, ...]
    """Headings of top-level sections whose role last year's report lacks."""
    lost: tuple[str, ...]
    copied: Copied


def compare(last: Report, this: Report, lang: Lang = "zh") -> Comparison:
    """Returns the comparison of two reports of one body; findings are about the later one, their offsets are in its text.

    Carry-over and trends are looked at where the reports are of consecutive years, else they count as not assessable.
    """
    view = _view(this, lang)
    verdicts = list(check_trends(last, view, this))
    return Comparison(
        last_year=last.document.year,
        this_year=this.document.year,
        findings=tuple(v.finding for v in verdicts if v.finding is not None),
        checks=counts_of(verdicts),
        changes=tuple(_changes(last, this)),
        gained=tuple(_only(this, last)),
        lost=tuple(_only(last, this)),
        copied=find_copied(last, this),
    )


def _view(report: Report, lang: Lang) -> View:
    document = Document(report.text, (), ())
    return make_view(document, report.document, report.template, report.sections, report.tables, report.figures, lang)


def _fields(finding: Finding) -> dict[str, object]:
    return {n: getattr(finding, n) for n in Finding.__dataclass_fields__}


def _changes(last: Report, this: Report) -> Iterator[Change]:
    keys = [k for k in catalogue() if k in last.indicators or k in this.indicators]
    keys += [k for k in dict.fromkeys((*this.indicators, *last.indicators)) if "[" in k]
    for key in keys:
        before, now = last.indicators.get(key), this.indicators.get(key)
        entry = catalogue().get(key.partition("[")[0])
        old, new = (v.value if v is not None else None for v in (before, now))
        difference = (
            plain_number(Decimal(str(new)) - Decimal(str(old))) if old is not None and new is not None else None
        )
        growth = round(100 * difference / old, 1) if difference is not None and old else None
        unit = (now or before).unit if (now or before) is not None else None  # type: ignore[union-attr]
        yield Change(key, (entry.label_zh if entry else key), unit, old, new, difference, growth)


def _only(one: Report, other: Report) -> Iterator[str]:
    """Headings of one report's sections that the other has not, by role, and by wording where no role is known."""
    roles = {r for s in other.sections for r in s.roles}
    headings = {compact(s.heading).text for s in other.sections}
    for section in one.sections:
        if section.role == "preamble" or not section.heading:
            continue
        known = section.roles != ("unknown",)
        if (known and not any(r in roles for r in section.roles)) or (
            not known and compact(section.heading).text not in headings
        ):
            yield section.heading


def comparison_to_dict(comparison: Comparison, this: Report) -> dict[str, object]:
    """Returns a comparison as plain dicts and lists, in stable order; ``this`` is the later report, whose words are quoted."""
    return {
        "schema": "report-parser/compare/1",
        "years": {"last": comparison.last_year, "this": comparison.this_year},
        "findings": [_fields(f) | {"figures": list(f.figures)} for f in comparison.findings],
        "checks": {
            c: {"passed": n.passed, "failed": n.failed, "not_assessable": n.not_assessable}
            for c, n in comparison.checks.items()
        },
        "changes": {
            c.indicator: {
                "unit": c.unit,
                "last": c.last,
                "this": c.this,
                "difference": c.difference,
                "growth": c.growth,
            }
            for c in comparison.changes
        },
        "sections": {"gained": list(comparison.gained), "lost": list(comparison.lost)},
        "copied": {
            "share": comparison.copied.share,
            "characters": comparison.copied.characters,
            "passages": [
                {
                    "start": p.start,
                    "end": p.end,
                    "last_start": p.last_start,
                    "last_end": p.last_end,
                    "characters": p.characters,
                    "text": this.text[p.start : p.end],
                }
                for p in comparison.copied.passages
            ],
        },
    }
