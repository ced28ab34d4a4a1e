"""Whether a page is an annual report, holds one only as an attachment, or is something else."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from report_parser.document.titles import may_be_title, parse_title
from report_parser.models import Document, Metadata
from report_parser.rules.load import read_table
from report_parser.text.flat import flat, flat_whole

PageKind = Literal["report", "not_a_report", "no_body"]
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff]")
_NUMBERED = re.compile(
    r"(?m)^\s*(?:[一二三四五六七八九十]{1,2} ?[、.,]|第[一二三四五六七八]部分|[(][一二三四五六七八九][)])"
)
_INLINE = re.compile(
    r"[。:;\s][一二三四五六七八]、[^,。;、]{0,24}?(?:情况|概述|概况|事项|措施|问题|打算)(?=[\s:(一二三四五六七八九十\d]|[\u4e00-\u9fff])"
)
"""一、概述 within a line: a page of one paragraph."""
_FIRST_PAGES = 20_000
_LIST_LINES = 4
_MAX_INTRODUCTION = 600
"""No limit of this module is higher: characters are counted no further."""


@cache
def _word(key: str) -> re.Pattern[str]:
    return re.compile(read_table("metadata")["page"][key])


@cache
def _cue_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue) for cue in read_table("metadata")["page"]["cues"])


@cache
def _report_words() -> re.Pattern[str]:
    return re.compile("|".join(read_table("boilerplate")["report"]["title_words"]))


def report_cues(text: str) -> int:
    """Returns how many of the five matters of a report a text speaks of (0-5)."""
    return _cues(flat(text))


def _cues(plain: str) -> int:
    return sum(cue.search(plain) is not None for cue in _cue_patterns())


def kind_of_page(document: Document, metadata: Metadata, *, scanned: bool = False) -> PageKind:
    """Returns what a page is, with a leaning towards ``report``: a short report of a township is one.

    ``no_body``: titled as a report, but hardly any text; the report is an attachment or a picture.
    ``not_a_report``: a notice, a guide, an item of news, a list of reports, an empty specimen.
    A document without any text has no body, whatever it is about, if it is of a kind that is ``scanned``.
    """
    text = document.text
    if scanned and not text.strip():
        return "no_body"
    titled = metadata.title is not None and parse_title(metadata.title) is not None
    plain = flat_whole(text)
    cues = _cues(plain)
    if _is_list(document) or _is_specimen(document, metadata, plain, cues):
        return "not_a_report"
    size = _han_characters(text)
    sections = _NUMBERED.search(text) is not None
    least = read_table("metadata")["page"]["min_chars"]
    told = titled and cues >= 1 and size >= least // 2 and _word("substance").search(plain) is not None
    if size < least and cues < 3 and not sections and not told:
        return "no_body" if titled and _points_elsewhere(document) else "not_a_report"
    if titled and size < _MAX_INTRODUCTION and not sections and _is_introduction(document, plain):
        return "no_body"
    if titled and not _is_news(metadata.title or "", text):
        return "report" if cues >= 1 or sections else "not_a_report"
    return _untitled(metadata, text, cues)


def _han_characters(text: str) -> int:
    """How many Chinese characters a text holds, ``_MAX_INTRODUCTION`` for more."""
    size = 0
    for at in range(0, len(text), _MAX_INTRODUCTION):
        size += len(_HAN.findall(text, at, at + _MAX_INTRODUCTION))
        if size >= _MAX_INTRODUCTION:
            return _MAX_INTRODUCTION
    return size


def _untitled(metadata: Metadata, text: str, cues: int) -> PageKind:
    """A page whose title says nothing, or something else: its text decides."""
    plain = flat(text[:3000])
    sections = len(_NUMBERED.findall(text)) or len(_INLINE.findall(flat(text[:_FIRST_PAGES])))
    if metadata.title and _word("not_report").search(metadata.title) and not (cues >= 4 and metadata.period):
        return "not_a_report"
    if metadata.title and _is_news(metadata.title, text):
        return "not_a_report"
    speaks = _report_words().search(plain) is not None or "信息公开" in plain
    announced = metadata.year is not None and _ANNOUNCES.search(plain[:_PREAMBLE]) is not None
    return "report" if (cues >= 3 or announced) and sections >= 2 and speaks else "not_a_report"


_PREAMBLE = 400
_ANNOUNCES = re.compile(
    r"(?:现|特|兹)(?:将)?(?:向社会(?:公众)?)?(?:公布|公开|发布)[^。《]{0,30}(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)(?!的通知|有关)"
)
"""现向社会公布某局2015年度政府信息公开年度报告: what a preamble says of its own page."""


def _is_news(title: str, text: str) -> bool:
    """An item of news about a report: a verb in the title, no sections in the text."""
    return _word("news").search(flat(title)) is not None and len(_NUMBERED.findall(text)) < 3


def _is_list(document: Document) -> bool:
    """A list of reports: several titles, and hardly anything else."""
    lines = [line for block in document.blocks if (line := document.text[block.start : block.end]).strip()]
    titles = {
        line
        for line in lines
        if len(line) <= 80 and may_be_title(line) and parse_title(flat(line).lstrip("·•-0123456789. "))
    }
    other = sum(len(line) for line in lines) - sum(map(len, titles))
    return len(titles) >= _LIST_LINES and other < 2 * sum(map(len, titles)) and not _NUMBERED.search(document.text)


def _is_specimen(document: Document, metadata: Metadata, plain: str, cues: int) -> bool:
    """An empty form: placeholders for the body's name, and tables without a single number."""
    cells = [cell.text for grid in document.grids for cell in grid.cells]
    numbers = sum(cell.strip().isdigit() for cell in cells)
    empty = numbers * 20 < len(cells) if cells else cues < 3
    if not empty:
        return False
    return bool(_word("specimen").search(flat(metadata.title or ""))) or len(_word("specimen").findall(plain)) >= 3


def _is_introduction(document: Document, plain: str) -> bool:
    """Nothing but a preamble, which lists the sections, above an attachment or pictures."""
    return bool(document.links or document.images) and _word("substance").search(plain) is None


def _points_elsewhere(document: Document) -> bool:
    """A link to a file, a picture, words like 附件, or nothing at all (the file is shown by a script)."""
    return (
        bool(document.links or document.images)
        or _word("elsewhere").search(document.text) is not None
        or len(document.text) < 120
    )
