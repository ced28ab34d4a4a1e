"""Findings: is the report complete, and does it add up?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from report_parser.checks.conflicts import check_conflicts
from report_parser.checks.consistency import check_formulas
from report_parser.checks.prose import check_prose
from report_parser.checks.registry import Lang, Verdict
from report_parser.checks.structural import check_structure
from report_parser.checks.view import make_view
from report_parser.checks.years import check_years
from report_parser.models import CheckCount, Document, Figure, Finding, IndicatorValue, Metadata, Section, Table

__all__ = ["counts_of", "run_checks"]


def run_checks(
    *,
    document: Document,
    metadata: Metadata,
    template: str | None,
    sections: tuple[Section, ...],
    tables: tuple[Table, ...],
    figures: tuple[Figure, ...],
    indicators: Mapping[str, IndicatorValue],
    lang: Lang = "zh",
) -> tuple[tuple[Finding, ...], Mapping[str, CheckCount]]:
    """Returns the findings of a report, in the order of the text, and how often each check passed, failed, or could not be made.

    Args:
        document: the body, for the words around figures.
        metadata: title, year, period, date of publication.
        template: which of the three templates; None where the year is unknown.
        sections: the outline.
        tables: the tables, with their blank cells.
        figures: all figures with their ids; nothing of them is altered.
        indicators: the values that were chosen (figures tell all that is checked; kept for the caller's convenience).
        lang: the language of the messages.
    """
    del indicators
    view = make_view(document, metadata, template, sections, tables, figures, lang)
    verdicts = [
        *check_structure(view),
        *check_years(view),
        *check_formulas(view),
        *check_prose(view),
        *check_conflicts(view),
    ]
    findings = _unique(v.finding for v in verdicts if v.finding is not None)
    return tuple(sorted(findings, key=lambda f: (f.start if f.start is not None else -1, f.code))), counts_of(verdicts)


def counts_of(verdicts: Iterable[Verdict]) -> dict[str, CheckCount]:
    """Returns the verdicts counted by code, codes in order of the alphabet."""
    counts = Counter((v.code, v.passed) for v in verdicts)
    codes = sorted({code for code, _ in counts})
    return {c: CheckCount(counts[c, True], counts[c, False], counts[c, None]) for c in codes}


def _unique(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for one fault: what another of the same code tells with more figures, or the same again, is left out.

    Only findings that share a figure (or that have none) can tell the same.
    """
    kept: dict[int, Finding] = {}
    alike: dict[object, list[int]] = defaultdict(list)
    for i, finding in enumerate(findings):
        keys = [(finding.code, finding.role, finding.section, f) for f in finding.figures or (None,)]
        near = {n for key in keys for n in alike[key] if n in kept}
        if any(_tells(kept[n], finding) for n in near):
            continue
        for n in near:
            if _tells(finding, kept[n]):
                del kept[n]
        kept[i] = finding
        for key in keys:
            alike[key].append(i)
    return list(kept.values())


def _tells(one: Finding, other: Finding) -> bool:
    """Whether a finding says all that another one does."""
    if (one.code, one.role, one.section) != (other.code, other.role, other.section):
        return False
    if not other.figures:
        return (one.start, one.end, one.message) == (other.start, other.end, other.message)
    return set(other.figures) <= set(one.figures)
