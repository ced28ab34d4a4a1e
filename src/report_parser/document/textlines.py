"""Plain text as lines: pages, page numbers and running heads told apart from what the report says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\ufffc\x00-\x08\x0e-\x1f]+")
_ODD_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\x0b]")
_WIDE = re.compile(r"[\u2e80-\uffdc“”‘’—…·①-⓿]")
_CJK = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"\s+")
_VALUE = re.compile(r"(?<!\S)[\d.,/—-]+(?!\S)")
_PRINTED = re.compile(r"(?:20\d{2}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/(?:20)?\d{2}),?(?:上午|下午)?\d{1,2}:\d{2}")
"""The head a browser prints on each page: the moment of printing, then the page's title."""
_LONGEST = 160
_EDGE = 2
_LEAST_PAGES = 3
_LEAST_HEAD = 4
_LEAST_BROKEN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. Widths count columns of a fixed-width font, in which a Chinese character takes two."""

    text: str
    """Without trailing white space; leading white space is kept."""
    page: int
    gap: bool
    """A blank line stands before it on the same page."""
    tight: str
    """Folded, without white space."""

    @property
    def indent(self) -> int:
        return width(self.text[: len(self.text) - len(self.text.lstrip())])

    @property
    def width(self) -> int:
        return width(self.text)


def width(text: str) -> int:
    """Returns how many columns of a fixed-width font a text takes.

    >>> width("表 1")
    4
    """
    return len(text) + len(_WIDE.findall(text))


def chinese(text: str) -> int:
    """Returns how many Chinese characters a text holds."""
    return len(_CJK.findall(text))


@cache
def _page_number() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("plaintext")["page_number"]
    return re.compile("|".join(f"(?:{p})" for p in table["plain"])), re.compile(table["bare"])


def is_page_number(line: str) -> bool:
    """Returns True for a line that can be nothing but a page number.

    >>> is_page_number("- 3 -"), is_page_number("3"), is_page_number("https://www.example.gov.cn/a.htm      3/5")
    (True, False, True)
    """
    tight = _SPACES.sub("", fold(line))
    return len(tight) < _LONGEST and _page_number()[0].fullmatch(tight) is not None


def split_lines(text: str) -> list[Line]:
    """Returns the lines that say something: blank lines, page numbers and running heads are left out."""
    text = _ODD_SPACES.sub(" ", _INVISIBLE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    text = _LOST_SPACES.sub("", text)
    text = _DRAWN_RULES.sub("", text.translate(_DRAWN_BARS))
    if len(_BARRED.findall(text)) >= _LEAST_BARRED:
        text = "\n".join(_unbarred(line) for line in text.split("\n"))
    lines: list[Line] = []
    for number, page in enumerate(_pages(text)):
        gap = False
        for raw in page:
            line = raw.rstrip()
            if not line:
                gap = True
                continue
            lines.append(Line(line, number, gap, _SPACES.sub("", fold(line))))
            gap = False
    return _rejoined(_without_running_heads(_without_bare_numbers(lines)))


_ALONE = re.compile(r"[\d.,]{1,12}[%％]?")
_GOES_ON = re.compile(
    r"(?:年|月|日)$|(?:[年月日号件条次期人个项份篇万亿余多元宗起场名处家位类部%％]|分|[,，。、；;)）]).+|[。；;]$"
)
_OPEN_END = re.compile(r"[^。；;：:!?！？>】\]]$")


def _rejoined(lines: list[Line]) -> list[Line]:
    """Joins sentences that a page's markup broke around every number: 全年召开会议 / 3 / 次,举办培训班 / 1 / 期."""
    broken = [
        i for i in range(len(lines) - 1) if _ALONE.fullmatch(lines[i].tight) and _GOES_ON.match(lines[i + 1].tight)
    ]
    if len(broken) < _LEAST_BROKEN:
        return lines
    at = set(broken)
    joined: list[Line] = []
    for i, line in enumerate(lines):
        after_number = i - 1 in at
        before_number = i in at and i > 0 and _OPEN_END.search(lines[i - 1].tight) and ">" not in lines[i - 1].text
        if joined and (after_number or before_number):
            last = joined[-1]
            joined[-1] = Line(last.text + line.text.strip(), last.page, last.gap, last.tight + line.tight)
        else:
            joined.append(line)
    return joined


_ROW = 3
"""Cells from which a line of bars is a table's row even where it holds one label and blanks."""
_BARRED = re.compile(r"\|[ \t]*(?:[\d,.—/+-]+[ \t]*)?$", re.MULTILINE)
_DRAWN_BARS = str.maketrans("│┃║｜", "||||")
_DRAWN_RULES = re.compile(r"^[ \t]*[|├┌└╔╚╠┏┗┣+][─━═┬┼┴┐┤┘╦╬╩╗╣╝┳╋┻┓┫┛|+ -]{3,}[ \t]*$", re.MULTILINE)
"""The rules of a table drawn with box characters, or with + and -."""
_LEAST_BARRED = 3
"""Lines that end in a bar, or in a bar and a value, from which bars part cells: heads and two rows."""
_LOST_SPACES = re.compile(r"^\?{2,}(?=[\u4e00-\u9fff（(《“\d])", re.MULTILINE)
"""Wide spaces at the head of a paragraph, saved in a charset that lacks them."""


def _unbarred(line: str) -> str:
    """A line of a table whose cells are parted by bars, with tabs instead; a bar alone is an empty cell and is left out."""
    cells = [cell.strip() for cell in line.split("|")] if "|" in line else [line]
    if len(cells) > 2 and line.lstrip().startswith("|") and not cells[-1]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return "\t".join(cells) if sum(map(bool, cells)) > 1 or len(cells) > _ROW else "".join(cells)


def _pages(text: str) -> list[list[str]]:
    """Pages as lists of lines: cut at form feeds, else after lines that are page numbers (which are dropped)."""
    if "\f" in text:
        return [_without_edge_number(page.split("\n")) for page in text.split("\f")]
    pages: list[list[str]] = [[]]
    for line in text.split("\n"):
        if is_page_number(line):
            pages.append([])
        else:
            pages[-1].append(line)
    return pages


def _without_edge_number(page: list[str]) -> list[str]:
    """A page without the lines that are its number; a bare number is one at its upper or lower edge only."""
    bare = _page_number()[1]
    kept = [line for line in page if not is_page_number(line)]
    filled = [i for i, line in enumerate(kept) if line.strip()]
    if len(filled) != len([line for line in page if line.strip()]):
        return kept
    for at in (filled[-1:], filled[:1]):
        if at and len(filled) > 1 and bare.fullmatch(_SPACES.sub("", fold(kept[at[0]]))) and _stands_off(kept, at[0]):
            return kept[: at[0]] + kept[at[0] + 1 :]
    return kept


def _stands_off(page: list[str], at: int) -> bool:
    """True where the line is parted from the text by a blank line, or the text beside it is prose."""
    beside = page[at - 1] if at and page[at - 1].strip() else page[at + 1] if at + 1 < len(page) else ""
    return not beside.strip() or chinese(beside) >= 12


def _without_bare_numbers(lines: list[Line]) -> list[Line]:
    """Drops bare page numbers of a text without form feeds: numbers between lines of prose that count upwards by one."""
    if not lines or lines[-1].page > 0:
        return lines
    bare = _page_number()[1]
    found = [
        i
        for i, line in enumerate(lines)
        if bare.fullmatch(line.tight)
        and (i == 0 or chinese(lines[i - 1].tight) >= 12)
        and (i + 1 == len(lines) or chinese(lines[i + 1].tight) >= 12)
    ]
    numbers = [int(lines[i].tight) for i in found]
    if len(numbers) < 2 or any(b - a != 1 for a, b in pairwise(numbers)):
        return lines
    drop = set(found)
    return [line for i, line in enumerate(lines) if i not in drop]


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Drops what stands at the edge of three or more pages in the same words, but for its first appearance."""
    edges: list[int] = []
    for i, line in enumerate(lines):
        near = lines[max(0, i - _EDGE)].page != line.page or lines[min(len(lines) - 1, i + _EDGE)].page != line.page
        words = chinese(line.tight) >= _LEAST_HEAD and (not _VALUE.search(line.text) or _PRINTED.match(line.tight))
        if words and (near or i < _EDGE):
            edges.append(i)
    pages: dict[str, set[int]] = {}
    for i in edges:
        pages.setdefault(lines[i].tight, set()).add(lines[i].page)
    repeated = {text for text, where in pages.items() if len(where) >= (2 if _PRINTED.match(text) else _LEAST_PAGES)}
    if not repeated:
        return lines
    seen: Counter[str] = Counter()
    drop: set[int] = set()
    for i in edges:
        seen[lines[i].tight] += 1
        if lines[i].tight in repeated and seen[lines[i].tight] > 1:
            drop.add(i)
    return [line for i, line in enumerate(lines) if i not in drop]
