"""What a report prints about itself: title, issuer, year, period, date, publisher, index number, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from report_parser.document.dates import find_period, is_date_line, main_year, parse_date, strip_date
from report_parser.document.headlines import headline_date
from report_parser.document.issuer import (
    Signature,
    contact_names,
    find_issuer,
    find_signature,
    host_names,
    issuer_kind,
    issuer_region,
    page_names,
    preamble_end,
    preamble_names,
    site_body,
)
from report_parser.document.labels import is_label_row, page_lines, read_labels, source_name, unknown_dates
from report_parser.document.names import body_kind
from report_parser.document.page_kind import PageKind, kind_of_page
from report_parser.document.titlechoice import choose_title
from report_parser.document.titles import (
    Title,
    may_be_title,
    parse_title,
    squeeze,
    year_in_words,
)
from report_parser.models import Diagnostic, Document, Metadata, Period
from report_parser.rules.load import read_table
from report_parser.text.flat import flat

__all__ = ["PageKind", "kind_of_page", "read_metadata"]

_STAGE = "metadata"
_HINT = 400
_HEADLINES = 12
_INDEX = re.compile(r"[A-Za-z0-9\u3005\u3007\u3400-\u9fff][\w/\-.()\[\]—_:]{2,60}")
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff]")
_NO_TITLE = re.compile(
    r"[。；;:：>|]|^[•●◆■▪·]|^(?:政府|政务|信息|依法|主动|法定|党务|年度)*公开(?:目录|指南|制度|专栏|年报|内容)?$|(?:人民政府|部门|网) ?(?:政府|政务)?(?:信息|政务)公开$"
)
"""Sentences, paths, rows of cells, the entries of a menu and the names of a site's columns."""
_DATE_FIRST = re.compile(
    r"^[\[(]?\s?20\d\d ?[-./年]\d{1,2}[-./月]\d{1,2}日?(?:[\sT]*\d{1,2}:\d{2}(?::\d{2})?)?\s?[\])]?"
    r"\s*(?:来源|信息来源|文章来源|发布机构|发布:|作者|编辑|浏览|点击|阅读|访问|字体|字号|\[|\||\(|$"
    r"|(?<=:\d{2})\s*[\u4e00-\u9fff]{2,24}\s*(?:点击|浏览|阅读|访问|字体|字号)(?:[次人]?数|量)?[:])"
)

_DATE_AND_SOURCE = re.compile(
    r"20\d\d ?[-./年]\d{1,2}[-./月]\d{1,2}日?\s*(?:\d{1,2}(?::\d{2}(?::\d{2})?|时\d{1,2}分?))?\s*(?:信息|文章|稿件)?来源:"
    r"|20\d\d ?[-./年]\d{1,2}[-./月]\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:字体|字号)?:?\s*[\[(]?\s*大\s*中\s*小"
)
"""Somewhere in a line that names the site first: 某网站 2015年03月31日 09时58分 来源:…"""


def read_metadata(document: Document, *, path: str | None = None) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Returns what a document prints about itself, and where its statements disagree or cannot be read.

    Order of trust: the title printed in the body (or a fuller one in the page's tags) for title, issuer and year; the printed line
    of publication, then the tag, then the dates of making and of signature for ``published``.
    """
    labels = read_labels(page_lines(document))
    title = choose_title(document, labels.get("title", []))
    period, broken = find_period(document.text, preamble_end(document.text))
    signature = find_signature(document)
    published = find_published(document, labels, signature, title)
    printed = _plain_title(document, title, labels)
    year, doubts = _year(document, title, printed, period, published)
    issuer = find_issuer(document, title, labels, signature, year)
    names = (
        *preamble_names(document.text),
        signature.name or "",
        *contact_names(document.text),
        *page_names(document, labels),
    )
    hints = tuple(h for h in (*names, printed or "", document.tags.get("sitename", ""), document.text[:_HINT]) if h)
    metadata = Metadata(
        title=printed,
        issuer=issuer,
        issuer_kind=issuer_kind(issuer),
        region=issuer_region(issuer, year, (*(n for n in names if n), *host_names(labels)), hints, document.text),
        year=year,
        period=period,
        published=published,
        publisher=_publisher(document, labels),
        index_number=_index_number(labels),
        url=_url(document),
    )
    return metadata, (*doubts, *_missing(metadata, broken))


def _plain_title(document: Document, title: Title | None, labels: Mapping[str, list[str]]) -> str | None:
    """The title's text; for a page that has no title of a report, what its tags or its first line call it."""
    if title is not None:
        return title.text
    tags = document.tags
    for value in (tags.get("articletitle"), *labels.get("title", [])[:1], tags.get("og:title")):
        if value and 4 <= len(value) <= 120:
            return squeeze(value)
    for block in document.blocks[:4]:
        line = document.text[block.start : block.end]
        if _NUMBERED.match(flat(line)):
            break
        marked = block.bold or block.centered or block.level > 0 or re.search(r"公开|年报|报告", line)
        if (
            block.grid is None
            and 6 <= len(line) <= 80
            and marked
            and not _NO_TITLE.search(line)
            and not is_label_row(line)
            and not is_date_line(line)
        ):
            return squeeze(line)
    head = re.split(r"[_|]|\s[-–—]\s", tags.get("title", ""))[0].strip()
    named = len(head) >= 4 and not _COLUMN.fullmatch(head) and not body_kind(site_body(head))
    return squeeze(head) if named else None


_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,2}[、.]|1[、.](?!\d)|第[一二三]部分|\([一二]\))")
_COLUMN = re.compile(r"(?:政府|政务|信息|公开|工作|年度)*(?:报告|年报)?|.{2,12}(?:网站?|平台|专栏)")
"""What a page's head calls a column of its site names no report: neither a body nor a year."""


def find_published(
    document: Document, labels: Mapping[str, list[str]], signature: Signature, title: Title | None = None
) -> str | None:
    """Returns the day of publication, else of making, else of signature (YYYY-MM-DD), None where no whole date is printed."""
    tags = document.tags
    tagged, made_tags = (
        [tags[k] for k in read_table("metadata")["labels"][f"{kind}_tags"] if k in tags]
        for kind in ("published", "made")
    )
    printed = [*labels.get("published", []), *_publish_lines(document)]
    made = [*labels.get("made", []), *made_tags]
    sources = [v for v in labels.get("source", []) if len(v) <= 60]
    first = (*printed, *tagged, *_headline_dates(document, title), *labels.get("dated", []), *sources, *made)
    unknown = unknown_dates(page_lines(document))
    for value in chain(first, _bare_dates(document), (signature.date,), unknown, labels.get("updated", ())):
        if value and (found := parse_date(value)):
            return found
    return None


def _publish_lines(document: Document) -> Iterator[str]:
    """Lines that begin with a date and go on as a publish line does: 2017-03-10 08:30 来源…."""
    heads = (document.text[b.start : b.end] for b in document.blocks[:8])
    for line in (*document.around, *heads):
        plain = flat(line)
        if len(plain) < 160 and (match := _DATE_FIRST.match(plain)) and match.end() < len(plain):
            yield plain
        elif len(plain) < 160 and (match := _DATE_AND_SOURCE.search(plain)):
            yield match[0]


def _headline_dates(document: Document, title: Title | None) -> Iterator[str]:
    """Dates on the line of the report's own title: 清河县2012年政府信息公开年度报告 2013-03-14."""
    heads = (document.text[b.start : b.end] for b in document.blocks[:_HEADLINES])
    for line in (*document.around, *heads):
        if title is None or not may_be_title(line) or not (date := headline_date(line)):
            continue
        found = parse_title(line)
        if found is not None and (found.issuer, found.year) == (title.issuer, title.year):
            yield date


def _bare_dates(document: Document) -> Iterator[str]:
    """A line that is a date and nothing else (or a body's name and a date), under the title: the only such line around the body, or in its head."""
    alone = [line for line in document.around if is_date_line(line)]
    alone = alone or [line for line in document.around if parse_date(line) and body_kind(strip_date(line))]
    if len(alone) == 1:
        yield alone[0]
    for block in document.blocks[:6]:
        line = document.text[block.start : block.end]
        if is_date_line(line):
            yield line


def _period_year(period: Period | None) -> int | None:
    """The year that a period is of; None for one of two whole years (2010年1月1日至2011年12月31日), a slip in one of them."""
    if period is None:
        return None
    slip = period.start[5:] == "01-01" and period.end[5:] == "12-31" and period.start[:4] != period.end[:4]
    return None if slip else int(period.end[:4])


def _year(
    document: Document, title: Title | None, printed: str | None, period: Period | None, published: str | None
) -> tuple[int | None, tuple[Diagnostic, ...]]:
    """The reporting year: the title's, unless it was over only after publication and period or text name an earlier one."""
    own = title.year if title else year_in_words(printed) if printed else None
    stated, text = _period_year(period), main_year(document.text)
    year = own or stated or text or _year_before(published)
    if own and published and published < f"{own}-12-01":
        year = next((y for y in (stated, text) if y and y < own), own)
    named = {"标题": own, "统计期限": stated, "正文": text if own is None or stated is None else None}
    if len({y for y in named.values() if y}) < 2:
        return year, ()
    told = "、".join(f"{key}为{y}年" for key, y in named.items() if y)
    return year, (Diagnostic(_STAGE, "year.disagreement", f"报告年度说法不一：{told}；取{year}年"),)


def _year_before(published: str | None) -> int | None:
    """The year before publication for the first half of a year, when reports are due; none else."""
    return int(published[:4]) - 1 if published and published[5:7] <= "06" else None


def _publisher(document: Document, labels: Mapping[str, list[str]]) -> str | None:
    for value in (*labels.get("publisher", []), *labels.get("source", []), document.tags.get("contentsource")):
        name = squeeze(source_name(value)) if value else ""
        if 2 <= len(name) <= 40 and _HAN.search(name):
            return name
    return None


def _index_number(labels: Mapping[str, list[str]]) -> str | None:
    for value in labels.get("index", []):
        match = _INDEX.match(value.strip())
        if match and re.search(r"\d", match[0]):
            return match[0]
    return None


def _url(document: Document) -> str | None:
    tags = document.tags
    for key in ("url", "og:url", "canonical"):
        value = tags.get(key, "").strip()
        if value.startswith(("http://", "https://")):
            return value
        domain = tags.get("sitedomain", "").strip().rstrip("/")
        if value.startswith("/") and domain:
            return (domain if "://" in domain else f"http://{domain}") + value
    return None


def _missing(metadata: Metadata, broken: tuple[int, int] | None) -> Iterator[Diagnostic]:
    if broken is not None and metadata.period is None:
        yield Diagnostic(_STAGE, "period.unreadable", "统计期限的日期残缺，未能读出", *broken)
    for key, name in (("title", "标题"), ("issuer", "编制机关"), ("year", "报告年度")):
        if getattr(metadata, key) is None:
            yield Diagnostic(_STAGE, f"{key}.missing", f"未找到{name}")
    if metadata.period and metadata.period.start > metadata.period.end:
        yield Diagnostic(_STAGE, "period.reversed", f"统计期限起于{metadata.period.start}而止于{metadata.period.end}")
