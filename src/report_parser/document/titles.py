"""A report's title: its shape, its parts, and where in the body it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from report_parser.document.dates import YEAR, year_of, years_in
from report_parser.document.headlines import bare_headline
from report_parser.document.names import body_kind, clean_name
from report_parser.models import Block, Document
from report_parser.rules.load import read_table
from report_parser.text.flat import flat
from report_parser.text.fold import fold

MAX_TITLE = 80
_MAX_LINE = 40
_SCAN = 60
_RUNNING = 120
_GAP = re.compile(r"(?<![A-Za-z,.])\s+|\s+(?![A-Za-z])")
_STOP = re.compile(r"[。;:!?,]")
SECTION_NUMBER = re.compile(r"(?:[一1][、.](?!\d)|第一部分|[(]一[)])")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|\d、")
"""一、2025年政府信息公开总体情况 is a heading."""
_MENU = re.compile(r"\s*[•●◆■▪·]")
"""A menu's entry: • 政府信息公开年报 names no body and no year."""
_PATH = re.compile(r"位置(?:是)?:|>")
_WRAPPER = re.compile(r"印发|现予|予以公布|公布如下|公告如下|现将|各(?:县|区|市|镇|乡|街道|部门|单位|有关)")
_YEAR_LINE = re.compile(rf"[(\[]?{YEAR.pattern}[)\]]?")
_SENTENCE = re.compile(r"[。;!?:]")
_EMPTY_BRACKETS = re.compile(r"[(\[][)\]]")
_AND_OPENNESS = re.compile(r"(?:政务|信息|党务|村务)公开(?:工作)?[、和及与暨]$")
_AROUND_NAME = re.compile(
    r"^(?:中文名|Page\d+-|关于|\d+[.、])|(?:关于|推进|年度|年|全年|的|本级|全面|关于发布|发布|公布)$"
)
_YEAR_FIRST = re.compile(r"(?:199\d|20[0-3]\d)(?=[\u4e00-\u9fff](?<!年))")
"""A year straight before a body's name: 2008清河县政府信息公开工作年度报告."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a report: ``text`` as printed, lines joined; ``issuer`` and ``year`` as it names them."""

    text: str
    issuer: str | None
    year: int | None
    origin: str
    """body, page (a line around the body), tag (ArticleTitle), head (title element), label, quote."""
    line: int = -1
    """Index of the title's last block in the body, -1 where it stands elsewhere."""

    @property
    def fullness(self) -> int:
        """How much it names: year and issuer."""
        return (self.year is not None) + (self.issuer is not None)

    def agrees(self, other: Title) -> bool:
        """Returns whether both may be titles of one report."""
        return self.year is None or other.year is None or self.year == other.year


@cache
def _rules() -> dict[str, Any]:
    table = read_table("metadata")["title"]
    names = {k: re.compile(table[k]) for k in ("start", "not_between", "not_head")}
    ends = rf"(?:(?P<end>{table['end']})|(?P<weak>{table['weak_end']}))"
    return {**names, "rest": re.compile(rf"(?P<middle>{table['middle']}){ends}(?P<tail>{table['tail']})")}


_AFTER_TITLE = re.compile(r"\s+(?:报告)?(?:内容|全文|正文)\s*$")


def begins_title(line: str) -> bool:
    """Returns whether a line holds the words with which a report's name begins (政府信息公开)."""
    return _rules()["start"].search(flat(line)) is not None


def squeeze(text: str) -> str:
    """Returns a title without the white space that its layout put between Chinese characters and digits.

    >>> squeeze("清河市人民政府 2024 年政府信息公开 工作年度报告")
    '清河市人民政府2024年政府信息公开工作年度报告'
    """
    return _GAP.sub("", text.strip())


def may_be_title(text: str) -> bool:
    """Returns False for a line that no title can be: one that does not speak of 公开."""
    return "公" in text and ("开" in text or "開" in text)


def parse_title(text: str, origin: str = "") -> Title | None:
    """Returns the parts of a report's title, or None where the line is no such title.

    >>> parse_title("2019年清河市人民政府办公厅政府信息公开工作年度报告").issuer
    '清河市人民政府办公厅'
    """
    if not may_be_title(text):
        return None
    return _parse_short(text, origin) if len(text) <= _SHORT else _parse(text, origin)


_SHORT = 200


@lru_cache(maxsize=1024)
def _parse_short(text: str, origin: str) -> Title | None:
    """The lines of a site's own lists, asked for several times and printed on all of its pages."""
    return _parse(text, origin)


def _parse(text: str, origin: str) -> Title | None:
    printed = squeeze(bare_headline(_AFTER_TITLE.sub("", text)))
    plain = fold(printed)
    rules = _rules()
    if len(plain) > MAX_TITLE or rules["not_head"].search(plain.strip("《“")):
        return None
    for start in reversed(list(rules["start"].finditer(plain))):
        rest = rules["rest"].fullmatch(plain, start.end())
        head = plain[: start.start()].lstrip("《“")
        loose = rest is not None and rest["end"] is None
        weak = loose and (not years_in(head + "政府") or _CHAPTER.match(flat(text)) is not None)
        if rest and not weak and not rules["not_between"].search(rest["middle"]) and not _SENTENCE.search(head):
            title = _parts(printed, head, start[0], rest, origin)
            return title if title.fullness or not _MENU.match(text) else None
    return None


def _parts(printed: str, head: str, start: str, rest: re.Match[str], origin: str) -> Title:
    begun = _YEAR_FIRST.match(head)
    elsewhere = years_in(rest["middle"]) or years_in(rest["tail"]) or years_in(head + start)
    years = [int(begun[0])] if begun else years_in(head) or elsewhere
    issuer = YEAR.sub("", (head[begun.end() :] if begun else head) + start)[: -len(start)]
    issuer = _EMPTY_BRACKETS.sub("", issuer).strip("-_、—· ")
    if issuer.endswith("人民") and start.startswith("政府"):
        issuer += "政府"
    issuer = _AND_OPENNESS.sub("", issuer)
    issuer = _AROUND_NAME.sub("", issuer.strip('《》“”"•●◆')).strip('-_、—·•●◆《》“”" ')
    name = clean_name(issuer)
    if name is None and (tail := clean_name(rest["tail"].strip('()[]》”"'))) and body_kind(tail):
        name = tail
    if name is not None and (at := fold(printed).find(name)) >= 0:
        name = printed[at : at + len(name)]
    return Title(printed.strip("《》"), name, years[0] if years else None, origin)


def body_titles(document: Document) -> list[Title]:
    """Returns the titles printed in the body before its first section, each with its broken lines joined."""
    found: list[Title] = []
    lines = list(_title_lines(document))
    for at in range(len(lines)):
        for size in (1, 2, 3):
            first = at - size + 1
            if first < 0 or (size > 1 and not all(_is_part(line) for _, line in lines[first : at + 1])):
                break
            title = parse_title("".join(line for _, line in lines[first : at + 1]), "body")
            if title is not None:
                found.append(_extended(title, lines, first, at))
                break
    return found


def _title_lines(document: Document) -> Iterator[tuple[int, str]]:
    """Short lines at the head of the body; behind running text only where that text announces the report (a notice)."""
    wrapped = running = False
    for index, block in enumerate(document.blocks[:_SCAN]):
        line = document.text[block.start : block.end]
        plain = flat(line[:_RUNNING])
        if SECTION_NUMBER.match(plain) and not parse_title(line) and not _PATH.search(plain):
            return
        if len(line) > _RUNNING or plain.endswith("。"):
            running = True
            wrapped = wrapped or _WRAPPER.search(flat(line)) is not None
        elif block.grid is None and (not running or (wrapped and _stands_out(block, plain))):
            yield index, line


def _stands_out(block: Block, plain: str) -> bool:
    return block.bold or block.centered or block.level > 0 or len(plain) <= _MAX_LINE


def is_short(line: str) -> bool:
    """Returns whether a line is short enough, and without a sentence's marks, to be a part of a title."""
    return len(line) <= _MAX_LINE and not _STOP.search(flat(line))


def _is_part(line: str) -> bool:
    return is_short(line) and not _MENU.match(line)


def _extended(title: Title, lines: list[tuple[int, str]], first: int, last: int) -> Title:
    """Adds the lines above (and one below) that give what the title lacks: its issuer, its year."""
    best, top, bottom = title, first, last
    while top > 0 and last - top < 4 and best.fullness < 2 and is_short(lines[top - 1][1]):
        above = lines[top - 1][1]
        longer = parse_title("".join(line for _, line in lines[top - 1 : bottom + 1]), "body")
        if parse_title(above) or longer is None or longer.fullness <= best.fullness or not gives(above):
            break
        best, top = longer, top - 1
    if best.year is None and last + 1 < len(lines):
        below = flat(lines[last + 1][1])
        if _YEAR_LINE.fullmatch(below):
            longer = parse_title(
                "".join(line for _, line in lines[top : bottom + 1]) + f"({below.strip('()[]')})", "body"
            )
            if longer is not None and longer.year is not None:
                text = squeeze("".join(line for _, line in lines[top : last + 2]))
                best, bottom = Title(text, longer.issuer, longer.year, "body"), last + 1
    return Title(best.text, best.issuer, best.year, "body", lines[bottom][0])


def gives(line: str) -> bool:
    """Returns whether a line above a title is a part of it: a year, a body's name, or both."""
    plain = flat(line)
    rest = YEAR.sub("", plain).strip("()[] ").removesuffix("关于")
    return not rest or body_kind(rest) is not None


def year_in_words(text: str) -> int | None:
    """Returns the first year named in any wording of a title, None where there is none."""
    found = YEAR.search(flat(text))
    return year_of(found["y"]) if found else None
