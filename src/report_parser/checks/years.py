"""Years and dates: the reporting year in title, period and text; the legal date of publication; the statement on fees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from report_parser.checks.naming import date_in_words
from report_parser.checks.registry import Verdict
from report_parser.checks.view import View, all_sections
from report_parser.models import Figure, Period

_TITLE_YEAR = re.compile(r"(20\d\d)年?")
_FEE = re.compile(r"信息处理费|处理费|(?:收取|收费|收取费用|费用)")
_FEE_EXACT = re.compile(r"信息处理费|处理费")
_COMPARED = re.compile(r"[比较与][上去20]|同比|以来|累计|起")
_REPORT_OF = re.compile(
    r"(?:编制|公布|编写|撰写|发布|形成|制作|现将|现就|[特现]向社会公开)[^。;《》]{0,30}?(20\d\d)年度?(?!以来|至|起)[^,。;《》\d]{0,24}公开[^,。;《》\d]{0,8}(?:报告|工作情况)(?![》”])"
)
"""What a preamble says that it announces: 现向社会公布2016年度政府信息公开工作年度报告."""
_MAIN = frozenset(
    {
        "proactive.total",
        "requests.received",
        "requests.answered",
        "requests.concluded",
        "review.total",
        "litigation.total",
    }
)
_PLANNED = re.compile(r"将(?!近)|计划|打算|力争|争取|[确要]保|拟")
_OTHER_WORDS = re.compile(r"比|较|同期|上年|去年|累计|截[至止]|以来|自20|从20|至20|[-—~]20|与20|相比|历年|近\w年")


def check_years(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of the checks on years, dates and the statement on fees."""
    yield from _year(view)
    yield _period(view)
    yield _late(view)
    if view.template == "2021":
        yield _fee_statement(view)


def _year(view: View) -> Iterator[Verdict]:
    code = "year.mismatch"
    year, period = view.metadata.year, view.metadata.period
    if year is None:
        yield Verdict(code, None)
        return
    title = _title_year(view.metadata.title or "")
    if period is not None:
        start, end = int(period.start[:4]), int(period.end[:4])
        stated = title or year
        if start == end != stated or _two_years(period):
            yield Verdict(code, False, view.finding(code, "year_period", year=stated, **_span(view, period)))
            return
        yield Verdict(code, True)
    if title is not None and title != year:
        yield Verdict(code, False, view.finding(code, "year_title", title=title, year=year))
        return
    words = _announced(view, year) or _opening_of_last_year(view, year)
    if words is not None:
        at, other, quote = words
        yield Verdict(code, False, view.finding(code, "year_text", at=at, year=year, other=other, quote=quote))
        return
    left = _left_standing(view, year)
    if left is not None:
        quote = _quote(view, left)
        finding = view.finding(
            code, "year_text", (left,), expected=year, actual=left.year, year=year, other=left.year, quote=quote
        )
        yield Verdict(code, False, finding)
    elif period is None:
        yield Verdict(code, True if title is not None else None)


def _span(view: View, period: Period) -> dict[str, Any]:
    return {"start": date_in_words(period.start, view.lang), "end": date_in_words(period.end, view.lang)}


def _two_years(period: Period) -> bool:
    """Whether a period runs from the first day of one year to the last of the next: a year is misprinted, no month is missing."""
    whole = period.start[5:] == "01-01" and period.end[5:] == "12-31"
    return whole and abs(int(period.end[:4]) - int(period.start[:4])) == 1


def _title_year(title: str) -> int | None:
    years = {int(y) for y in _TITLE_YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


_Words = tuple[tuple[int, int], int, str]
"""Where another year is spoken of, that year, and how."""


def _announced(view: View, year: int) -> _Words | None:
    """A preamble that announces the report on another year, and nowhere the one on this: what the title says is in doubt."""
    start = view.sections[0].start if view.sections and view.sections[0].roles[0] == "preamble" else 0
    end = next((s.start for s in view.sections if s.roles[0] != "preamble"), start)
    told = {int(m[1]): m[0] for m in _REPORT_OF.finditer(view.text(start, end))}
    if not told or year in told:
        return None
    other, quote = next(iter(told.items()))
    return (start, end), other, quote


def _opening_of_last_year(view: View, year: int) -> _Words | None:
    """A section that opens with last year's work and tells of none of this year's: 2012年，我局的信息公开工作总的来看…."""
    for section in view.sections:
        if section.roles[0] not in ("overview", "problems"):
            continue
        text = view.document.text[section.body : section.end]
        start = len(text) - len(text.lstrip())
        stop = text.find("。", start)
        stop = stop if stop >= 0 else len(text)
        words = view.text(section.body + start, section.body + stop)
        opens = re.match(rf"{year - 1}年度?[,、]", words) and "公开工作" in words
        if opens and f"{year}年" not in view.text(section.body, section.end) and not _COMPARED.search(words):
            at = section.body + start, section.body + stop
            return at, year - 1, view.document.text[slice(*at)].strip()
    return None


def _left_standing(view: View, year: int) -> Figure | None:
    """A main figure that the text gives for the year before or after, while it gives none for the reporting year."""
    main = [f for f in view.figures if f.indicator in _MAIN and f.scope != "other"]
    for figure in main:
        if figure.year not in (year - 1, year + 1) or figure.method == "table" or figure.confidence < 0.85:
            continue
        own = any(f.indicator == figure.indicator and f.year == year for f in main)
        words = _sentence(view, figure)
        opens = re.match(rf"(?:截至|至)?{figure.year}年(?:度)?[,、]?(?!\d*月)", words)
        if (
            not own
            and opens
            and not _PLANNED.search(words)
            and not _OTHER_WORDS.search(words)
            and str(year) not in words
        ):
            return figure
    return None


def _sentence(view: View, figure: Figure) -> str:
    return view.text(*_place(view, figure))


def _quote(view: View, figure: Figure) -> str:
    start, end = _place(view, figure)
    return view.document.text[start:end].strip()


def _place(view: View, figure: Figure) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    start = view.sentence_start(figure.start)
    return start, min(view.sentence_end(figure.end), start + 120)


def _period(view: View) -> Verdict:
    code = "period.incomplete"
    period = view.metadata.period
    if period is None:
        return Verdict(code, None)
    if _two_years(period):
        return Verdict(code, None)
    if period.start[5:] == "01-01" and period.end[5:] == "12-31":
        return Verdict(code, True)  # of the year, or of all since the first report
    finding = view.finding(code, "period", year=view.metadata.year or period.end[:4], **_span(view, period))
    return Verdict(code, False, finding)


def legal_date(year: int, kind: str | None) -> date:
    """Returns the last legal day of publication of the report for a year.

    31 March of the next year (2007 Regulations art. 31; governments since 2019); 31 January for departments since 2019
    (2019 Regulations art. 49).

    >>> legal_date(2020, "department"), legal_date(2016, "department")
    (datetime.date(2021, 1, 31), datetime.date(2017, 3, 31))
    """
    return date(year + 1, 1, 31) if year >= 2019 and kind == "department" else date(year + 1, 3, 31)


def _late(view: View) -> Verdict:
    code = "published.late"
    year, published = view.metadata.year, view.metadata.published
    kind = view.metadata.issuer_kind
    if year is None or published is None or (kind is None and year >= 2019):
        return Verdict(code, None)
    limit = legal_date(year, kind)
    if date.fromisoformat(published) <= limit:
        return Verdict(code, True)
    words: dict[str, Any] = {
        "published": date_in_words(published, view.lang),
        "limit": date_in_words(limit.isoformat(), view.lang),
    }
    return Verdict(code, False, view.finding(code, "late", **words))


def _fee_statement(view: View) -> Verdict:
    code = "statement.missing"
    sections = [s for s in all_sections(view.sections) if "other" in s.roles]
    if not sections:
        return Verdict(code, None)
    if any(_FEE_EXACT.search(view.text(s.start, s.end)) for s in sections):
        return Verdict(code, True)
    last = sections[-1]
    finding = view.finding(code, "fee_statement", at=(last.start, last.end), heading=last.heading)
    return Verdict(code, False, finding)
