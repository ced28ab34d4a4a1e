"""Lines that may be headings: their number, their text, the roles that their wording speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from report_parser.document.titles import SECTION_NUMBER, parse_title
from report_parser.models import Block, Document
from report_parser.numerals import parse_number
from report_parser.rules.load import read_table
from report_parser.sections.annex import names_table, opens_nothing
from report_parser.text.compact import Compact, compact

_CN = "[一二三四五六七八九十]"
_STYLES = (
    ("part", re.compile(rf"第({_CN}{{1,3}}|\d{{1,2}})(?:部分|章|节|大部分)[、.:,]?")),
    ("cn", re.compile(rf"({_CN}{{1,3}})(?:[、.,:;·]+|(?=\())")),
    ("cn_paren", re.compile(rf"[(\[]({_CN}{{1,3}})[)\]][、.,:]?")),
    ("arabic", re.compile(r"(\d{1,2})(?:[、.](?!\d)|\)、?)")),
    ("arabic_paren", re.compile(r"\((\d{1,2})\)[、.]?")),
    ("circled", re.compile(r"([①-⑳㈠-㈩⑴-⒇⒈-⒛])[、.]?")),
)
_GAP_NUMBER = re.compile(rf"({_CN}{{1,2}})(?=[^{_CN[1:-1]}是要])")
"""A number that only a gap parts from its heading: 二 主动公开情况."""
_SURE_HEADING = re.compile(
    r"(?:概述|概况|总体情况|主动公开(?:政府信息)?情况|依申请公开(?:政府信息)?情况|存在的?(?:主要)?问题)"
)
"""What is a heading's even with nothing between it and its number: 一概述2016年."""
_LEADER = re.compile(r"(?:[.．…·]\s?){4,}\s*\d{0,3}\s*\Z")
"""A line of a table of contents ends in dots and a page number."""
_LONGEST_LINE = 140
_TAIL = 40
_ONE_IS = re.compile(rf"{_CN}{{1,3}}(?:是|要|方面)|第{_CN}(?![部章节])")
_SENTENCE = re.compile(r"[,。;!?]")
_HEADING_END = re.compile(r"[。:;]")
_ASIDE = re.compile(r"《[^《》]*》|\([^()]*\)")
"""What does not count for a heading's length: names of papers, and brackets."""
_LEAD = re.compile(r"^(?:关于|关於)")
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"\d+[件条次人]")
_LAST_WORD = re.compile(
    r"(?:情况|概述|问题|措施|事项|方面|打算|工作|公开|费用|减免|概况|建设|说明|计划|安排|申诉|诉讼|解读|附则|其[他它])$"
)
_BARE_LAST_WORD = re.compile(r"(?:情况|概述|问题|措施|事项|方面|打算|附[表件].*|统计表|计划|安排)(?:\(\d{4}年度?\))?$")
_NO_HEADING = re.compile(r"\d{4}年.*报告|年报$|^\d|^[(\[]?(?:发布|来源|作者|日期|时间|信息来源|索引)")
_MAX_HEADING = 42
_MAX_GLUED = 30
_LEAST_GLUED = 6
_MAX_BARE = 34
_MAX_WORDED = 22
_GLUED_TEXT = re.compile(
    r"(?:\d{4}年|今年|本年|(?:我[市县区局镇乡委办州省厅院校]|本[市县区局镇乡委办机行年])(?![^,。;:]{0,12}情况$)|一年来|按照|根据|截至|截止|为|全[市县区镇乡年省州]|在|\(一\)|1、|(?:共)?收到\d|没有(?:发生|收)|未(?:发生|收[到取])|无(?:[。;]|$))"
)


_KNOWN = re.compile(
    r"(?:工作中)?存在的?(?:主要)?(?:困难和)?问题[、和及与](?:下一步)?改进(?:措施|情况|意见)(?![、,。;:和及与的等]|如下|主要)"
)
"""Headings so usual that a text may follow them at once, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate: ``start``/``end`` span the heading without its number, ``body`` is where its text begins."""

    line_start: int
    start: int
    end: int
    body: int
    style: str
    """part, cn, cn_paren, arabic, arabic_paren, circled, or bare for no number."""
    number: int | None
    printed: str | None
    text: str
    roles: tuple[str, ...]
    alone: bool
    """The line holds nothing else."""
    marked: bool
    """Bold, centred or an h element."""


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (r["name"], re.compile(r["pattern"]), re.compile(r["exclude"]) if r["exclude"] else None)
        for r in read_table("sections")["role"]
    )


@cache
def _not_heading() -> re.Pattern[str]:
    return re.compile("|".join(read_table("sections")["not_heading"]["patterns"]))


@lru_cache(maxsize=4096)
def heading_roles(text: str) -> tuple[str, ...]:
    """Returns the section roles that a heading's wording speaks for, most specific first; empty where none.

    >>> heading_roles("收费及减免和行政复议诉讼情况")
    ('fees', 'review_litigation')
    """
    plain = _LEAD.sub("", compact(text).text)
    found = [(m.start(), name) for name, pattern, exclude in _role_patterns()
             if (m := pattern.search(plain)) and not (exclude and exclude.search(plain))]  # fmt: skip
    names = [name for _, name in found]
    both = bool(_REQUESTS_AND_MORE.match(plain))
    for name, weaker in _YIELDS:
        if name in names:
            found = [f for f in found if f[1] not in weaker or (both and f[1] == "requests")]
            names = [f[1] for f in found]
    return tuple(name for _, name in sorted(found, key=lambda f: f[0]))


_REQUESTS_AND_MORE = re.compile(
    r"(?!因|由|就)(?:.{0,4}依申请(?:公开)?(?:政府)?信息(?:公开)?(?:及|和|与|以及|、)(?!其)|.{0,8}依申请公开.{0,10}(?:情况|办理|受理)(?:及|和|与|以及|、)|.{0,8}依申请公开(?:及|和|与|以及|、)).{0,8}(?:复议|诉讼)|依?申请公开(?:情况)?(?:、|和|及)收费"
)
"""依申请公开情况及相关行政复议、诉讼情况 names two parts; 因依申请公开引起的行政复议情况 one."""
_YIELDS = (
    (
        "appendix",
        {
            "overview",
            "proactive",
            "requests",
            "review_litigation",
            "fees",
            "resources",
            "consultation",
            "response",
            "organization",
        },
    ),
    (
        "problems",
        {"overview", "proactive", "organization", "response", "review_litigation", "requests", "other", "consultation"},
    ),
    ("other", {"overview", "proactive"}),
    ("review_litigation", {"overview", "proactive", "requests"}),
    ("fees", {"overview", "requests", "proactive"}),
    ("resources", {"overview", "organization"}),
    ("consultation", {"overview", "proactive"}),
    ("requests", {"overview"}),
    ("response", {"overview"}),
    ("proactive", {"overview"}),
    ("organization", {"overview"}),
)
"""A role that yields to another: 收费 beside 申请 is the fees' section, whatever else its heading names."""


def find_headings(document: Document) -> list[Heading]:
    """Returns every line that may be a heading, in reading order; rows of tables are none."""
    found: list[Heading] = []
    for i, block in enumerate(document.blocks):
        if block.grid is None and not (i < _TITLE_BLOCKS and _begins_title(document, i)):
            table = names_table(document, i)
            found.extend(h for h in candidates(document.text, block, table=table) if not opens_nothing(document, i))
    return found


def _begins_title(document: Document, at: int) -> bool:
    """True for the upper line of a title that is broken in two: 某局2013年度信息公开工作 / 年度报告."""
    if at + 1 >= len(document.blocks):
        return False
    line, below = (document.text[b.start : b.end] for b in document.blocks[at : at + 2])
    plain = compact(line).text
    if len(line) > _MAX_TITLE_LINE or len(below) > _MAX_TITLE_LINE or SECTION_NUMBER.match(plain):
        return False
    if any(pattern.match(plain) for _, pattern in _STYLES[:2]):
        return False
    return parse_title(line + below) is not None and parse_title(below) is None


_TITLE_BLOCKS = 12
_MAX_TITLE_LINE = 40


def candidates(text: str, block: Block, *, table: bool = False) -> Iterator[Heading]:
    """Yields the heading with which a line may begin: one at most; ``table`` for a line known to be a table's name."""
    head = min(block.end, block.start + _LONGEST_LINE)
    line = compact(text, block.start, head)
    if (
        not line.text
        or _ONE_IS.match(line.text)
        or _LEADER.search(text[max(block.start, block.end - _TAIL) : block.end])
    ):
        return
    whole = head == block.end
    for style, pattern in _STYLES:
        match = pattern.match(line.text)
        if match:
            heading = _numbered(text, block, line, style, match, whole=whole)
            if heading is not None:
                yield heading
            return
    gap = _GAP_NUMBER.match(line.text)
    if gap and (_SURE_HEADING.match(line.text, gap.end()) or line.at[gap.end()] - line.at[gap.end() - 1] > 1):
        heading = _numbered(text, block, line, "cn", gap, whole=whole)
        if heading is not None and (heading.roles or (heading.alone and _LAST_WORD.search(heading.text))):
            yield heading
            return
    bare = _heading(text, block, line, 0, len(line.text), "bare", None, alone=True) if table else None
    bare = bare or _bare(text, block, line, whole=whole)
    if bare is not None:
        yield bare


def _numbered(
    text: str, block: Block, line: Compact, style: str, match: re.Match[str], *, whole: bool
) -> Heading | None:
    rest = line.text[match.end() :]
    if not rest or _not_heading().match(rest):
        return None
    end, alone = _heading_end(rest, text, block, line, match.end(), whole=whole)
    if end is None:
        return None
    return _heading(text, block, line, match.end(), match.end() + end, style, match[1], alone=alone)


def _heading_end(
    rest: str, text: str, block: Block, line: Compact, shift: int, *, whole: bool
) -> tuple[int | None, bool]:
    """Where the heading ends within ``rest``, and whether the line ends there too."""
    if (lead := _bold_lead(rest, block, line, shift)) is not None:
        return lead, False
    stripped = rest.rstrip("。:;,.")
    if whole and len(_ASIDE.sub("", stripped)) <= _MAX_HEADING and not _HEADING_END.search(stripped):
        sentence = _SENTENCE.search(stripped)
        if (
            not sentence
            or (len(stripped) <= 30 and not _COUNT.search(stripped))
            or heading_roles(stripped[: sentence.start()]) == ()
            or (stripped == rest and not _DIGIT.search(stripped))
        ):
            glued = _glued(stripped, line, shift)
            if glued is None and rest.endswith("。"):
                glued = _before_statement(stripped, line, shift)
            return (glued, False) if glued is not None else (len(stripped), True)
    stop = _HEADING_END.search(rest)
    glued = _glued(rest, line, shift)
    if glued is not None and (stop is None or glued < stop.start()):
        return glued, False
    if stop is not None and 2 <= stop.start() <= _MAX_GLUED and not _COUNT.search(rest[: stop.start()]):
        return stop.start(), False
    return None, False


def _bold_lead(rest: str, block: Block, line: Compact, shift: int) -> int | None:
    """The end of a heading in bold whose text goes on in the same line without a mark: **一、加强组织领导,完善工作机制**园区重视…."""
    end = bisect_left(line.at, block.start + block.lead, shift, shift + len(rest)) - shift if block.lead else 0
    if not _LEAST_LEAD <= end < len(rest):
        return None
    words = rest[:end].rstrip("。:;,.")
    wrong = len(words) > _MAX_HEADING or _COUNT.search(words) or _SENTENCE_END.search(words)
    return None if wrong or rest[end - 1] in "。:;" else len(words)


_LEAST_LEAD = 4
_SENTENCE_END = re.compile(r"[。;!?]")


def _glued(rest: str, line: Compact, shift: int) -> int | None:
    """The end of a heading that runs into its text: at a gap in the line, or where a sentence plainly begins."""
    known = _KNOWN.match(rest)
    if known is not None and len(rest) - known.end() > _LEAST_GLUED:
        return known.end()
    for i in range(2, min(len(rest), _MAX_GLUED)):
        at = shift + i
        gap = line.at[at] - line.at[at - 1] > 1 and len(rest) - i > 8
        begins = bool(_GLUED_TEXT.match(rest, i))
        if gap and begins and i >= _LEAST_GLUED and not _SENTENCE.search(rest[:i]):
            return i
        if (gap or begins) and _LAST_WORD.search(rest[:i]) and heading_roles(rest[:i]):
            return i
    return None


def _before_statement(rest: str, line: Compact, shift: int) -> int | None:
    """The end of a heading before a gap and a short statement (五、存在的问题 有不足), which a full stop ends."""
    for i in range(2, len(rest)):
        gap = line.at[shift + i] - line.at[shift + i - 1] > 1
        if gap and _LAST_WORD.search(rest[:i]) and heading_roles(rest[:i]) and not _LAST_WORD.search(rest):
            return i
    return None


def _bare(text: str, block: Block, line: Compact, *, whole: bool) -> Heading | None:
    """A short line without number: bold, centred, an h element, or worded as a section's heading."""
    plain = line.text.rstrip(":")
    marked = block.bold or block.centered or block.level > 0
    if (
        not whole
        or not 2 <= len(plain) <= _MAX_BARE
        or _SENTENCE.search(plain)
        or _NO_HEADING.search(plain)
        or _not_heading().match(plain)
    ):
        return None
    short = len(plain) <= _MAX_WORDED or plain.startswith(("附表:", "附件:", "附:"))
    worded = short and _BARE_LAST_WORD.search(plain) and heading_roles(plain)
    return _heading(text, block, line, 0, len(plain), "bare", None, alone=True) if marked or worded else None


def _heading(
    text: str, block: Block, line: Compact, start: int, end: int, style: str, printed: str | None, *, alone: bool
) -> Heading:
    first, last = line.span(start, end)
    heading = text[first:last].strip()
    body = block.end if alone else last
    return Heading(block.start, first, last, body, style, _value(printed), printed, heading, heading_roles(heading), alone,
                   block.bold or block.centered or block.level > 0)  # fmt: skip


def _value(printed: str | None) -> int | None:
    if printed is None:
        return None
    code = ord(printed[0])
    for first in (0x2460, 0x3220, 0x2474, 0x2488):
        if first <= code < first + 20:
            return code - first + 1
    try:
        return int(parse_number(printed))
    except ValueError:
        return None
