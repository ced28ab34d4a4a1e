"""Headings that stand in the middle of a line: reports that a page holds in one paragraph.

…报告如下: 一、概述 2012年,… 。二、主动公开政府信息情况 2012年公开107件。三、…
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_parser.models import Block, Document
from report_parser.sections.headings import Heading, candidates, heading_roles
from report_parser.text.fold import fold

_NUMBER = re.compile(
    r"(?:(?<=[。!?)”\]])|(?<=:)|(?<=\s))(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)[、.]?)\s*(?=[\u4e00-\u9fff])"
)
"""A number after a sentence's end or a gap; after a comma or a semicolon it is an item of a list."""
_LONG = 60
"""Characters of a paragraph that may hold a report, or several of its sections."""
_LEAST = 3
_SECOND = "cn_paren"


def inline_headings(document: Document, found: Sequence[Heading]) -> list[Heading]:
    """Returns the headings within paragraphs, where the lines begin none but perhaps the first.

    They must name known roles, count upwards from 一 with no more than one left out and be three or more; a list in a preamble
    (由一、概述,二、主动公开…七部分组成) is none.

    Args:
        document: The document.
        found: The headings at the beginnings of lines.
    """
    lines = [h for h in found if h.style == "cn" and h.roles]
    if lines and (lines[0].number or 0) > 1:
        return _before_lines(document, lines[0])
    if any(h.number != 1 for h in lines) or len(lines) > 1:
        return []
    inner = [h for block in document.blocks if block.grid is None for h in _within(document.text, block)]
    run = _counted(inner, lines[0].line_start if lines else -1)
    return [*run, *_below(inner, run)] if len(run) + len(lines) >= _LEAST else []


def _before_lines(document: Document, first: Heading) -> list[Heading]:
    """The headings within the paragraphs above the first that begins a line, where they lead up to its number."""
    above = [b for b in document.blocks if b.grid is None and b.end <= first.line_start]
    inner = [h for block in above for h in _within(document.text, block)]
    run = _counted(inner, -1)
    leads = bool(run) and run[-1].number == (first.number or 0) - 1
    return [*run, *_below(inner, run)] if leads and (len(run) >= _LEAST - 1 or "overview" in run[0].roles) else []


def _below(headings: Sequence[Heading], run: Sequence[Heading]) -> list[Heading]:
    """（一）受理情况 behind the first heading of a run: the parts of its sections."""
    return [h for h in headings if h.style == _SECOND and run and h.line_start > run[0].line_start]


def _within(text: str, block: Block) -> Iterator[Heading]:
    """The numbered headings of a long paragraph, each with text between it and the next."""
    if block.end - block.start < _LONG:
        return
    line = fold(text[block.start : block.end])
    for match in _NUMBER.finditer(line):
        if match.start() == 0:
            continue
        at = replace(block, start=block.start + match.start(), bold=False, centered=False, level=0)
        yield from (_to_its_gap(h) for h in candidates(text, at) if h.style in ("cn", _SECOND) and h.roles)


def _to_its_gap(heading: Heading) -> Heading:
    """A heading without the words behind a gap, where those before it name a role: 存在的主要问题 公开不够及时."""
    words = heading.text.split(maxsplit=1)
    if len(words) < 2 or not (roles := heading_roles(words[0])):
        return heading
    end = heading.start + len(words[0])
    return replace(heading, end=end, body=end, text=words[0], roles=roles, alone=False)


def _counted(headings: Sequence[Heading], first: int) -> list[Heading]:
    """The headings that follow each other by number, from 一 or from the 一 that begins a line at ``first``."""
    run: list[Heading] = []
    last = 0 if first < 0 else 1
    for heading in (h for h in headings if h.style == "cn"):
        number = heading.number or 0
        if heading.line_start > first and (number == last + 1 or (last and number == last + 2)):
            run.append(heading)
            last = number
    return run
