"""Wrapped lines -> paragraphs. Headings stay blocks of their own."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from report_parser.document.textlines import Line, chinese
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_LONG = 12
"""Chinese characters from which a line can tell how wide the text is set."""
_MAX_WRAP = 130
_SLACK = 6
_INDENT = 2
_OUTLIERS = 0.03
_DIGIT_CUT = re.compile(r"(?<!\d)(?:19|20)\n\d{2}\s*年|\d\.\n\d+\s*[%万亿个元]")
_NO_SPACE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading as one line."""

    text: str
    centered: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: ``edge`` is the column where full lines end, 0 for a text that is not wrapped."""

    edge: int
    characters: int
    """Length of a full line in characters: what ``pdftotext -layout`` centres by."""
    spaced: bool
    """Blank lines stand between all lines and mean nothing."""
    bases: dict[int, int]
    """By page, the indent of lines that continue a paragraph."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = read_table("plaintext")["paragraph"]
    return re.compile(table["start"]), re.compile(table["sentence_end"]), re.compile(table["open_end"])


def find_setting(lines: Sequence[Line]) -> Setting:
    """Returns how a text is set, by the right edge that most of its long lines share."""
    long = [line for line in lines if chinese(line.tight) >= _LONG]
    counts = Counter(line.width for line in long)
    if len(long) < 3:
        return Setting(0, 0, False, {})
    near = {w: sum(counts[v] for v in range(w - 2, w + 3)) for w in counts}
    edge = max(near, key=lambda w: (near[w], w))
    full = [line for line in long if edge - _SLACK <= line.width <= edge + _SLACK]
    cut = [line for line in full if not _patterns()[1].search(line.tight) and not _is_headline(line)]
    wider = sum(line.width > edge + 2 * _SLACK for line in long)
    if edge > _MAX_WRAP or wider > _OUTLIERS * len(long) + 1 or len(cut) < max(2, 0.2 * len(long)):
        edge = _edge_by_indent(lines)
        full = [line for line in long if edge - _SLACK <= line.width]
    if not edge:
        return Setting(0, 0, False, {})
    gaps = [line.gap for line in full]
    sizes = sorted(len(line.text) for line in full)
    return Setting(edge, sizes[len(sizes) // 2], sum(gaps) > 0.7 * len(gaps), _bases(full))


def _edge_by_indent(lines: Sequence[Line]) -> int:
    """The width of a text of few lines: its widest ends in mid-sentence, and the line below begins further left; 0 for others."""
    widest = max(line.width for line in lines)
    for line, below in itertools.pairwise(lines):
        ends = _patterns()[1].search(line.tight) or _is_headline(line) or chinese(line.tight) < _LONG
        if line.width == widest <= _MAX_WRAP and not ends and line.indent >= below.indent + _INDENT:
            return widest
    return 0


def _is_headline(line: Line) -> bool:
    """True for a line that ends without a full stop by its nature: a numbered heading, a title."""
    return bool(_patterns()[0].match(line.tight)) or line.tight.endswith(("报告", "年报"))


def _bases(full: list[Line]) -> dict[int, int]:
    """By page, the smallest indent of its full lines; one line alone among many (a path of the site) does not count."""
    indents: dict[int, Counter[int]] = {}
    for line in full:
        indents.setdefault(line.page, Counter())[line.indent] += 1
    return {
        page: min(i for i in found if found[i] > 1 or found.total() < _MANY or len(found) == found.total())
        for page, found in indents.items()
    }


_MANY = 6


def paragraphs(lines: Sequence[Line], setting: Setting) -> Iterator[Paragraph]:
    """Yields the paragraphs of consecutive lines of prose."""
    held: list[Line] = []
    for line in lines:
        if held and not _joins(held[-1], line, setting):
            yield _paragraph(held, setting)
            held = []
        held.append(line)
    if held:
        yield _paragraph(held, setting)


def _joins(last: Line, line: Line, setting: Setting) -> bool:
    """True where ``line`` goes on with the sentence or the paragraph of ``last``."""
    if not setting.edge or last.indent > setting.edge / 2:
        return False  # a signature, a date at the right
    start, sentence_end, open_end = _patterns()
    base = setting.bases.get(line.page, min(setting.bases.values(), default=0))
    if line.gap and not setting.spaced and line.page == last.page:
        return False
    if line.indent >= base + _INDENT:
        return False
    if start.match(line.tight) and (sentence_end.search(last.tight) or not _is_full(last, setting)):
        return False
    if open_end.search(last.tight) and chinese(last.tight) >= 2:
        return True
    return _is_full(last, setting) and not _is_centered(last, setting)


def _is_full(line: Line, setting: Setting) -> bool:
    return line.width >= setting.edge - _SLACK


def _is_centered(line: Line, setting: Setting) -> bool:
    """True for a short line with as much room before as after it, measured in characters or in columns."""
    indent = len(line.text) - len(line.text.lstrip())
    base = setting.bases.get(line.page, 0)
    if indent < base + 3 or _is_full(line, setting) or len(line.tight) > 40:
        return False
    by_characters = abs(indent - (setting.characters - len(line.text)))
    by_columns = abs(line.indent - (setting.edge - line.width))
    return min(by_characters, by_columns) <= 3


def _paragraph(lines: list[Line], setting: Setting) -> Paragraph:
    text = lines[0].text.strip()
    for line in lines[1:]:
        text = join_lines(text, line.text.strip())
    return Paragraph(text, len(lines) == 1 and setting.edge > 0 and _is_centered(lines[0], setting))


def join_lines(first: str, second: str) -> str:
    """Returns two lines of one paragraph as one: no space beside Chinese, one between words, and between two numbers.

    Digits at the cut are one number only where nothing else is possible (a year, a decimal point).

    >>> join_lines("共公开", "24条"), join_lines("截至20", "16年底"), join_lines("共24", "28条")
    ('共公开24条', '截至2016年底', '共24 28条')
    """
    if not first or not second:
        return first + second
    if _NO_SPACE.match(first[-1]) or _NO_SPACE.match(second[0]):
        return first + second
    if _DIGIT_CUT.search(fold(f"{first[-6:]}\n{second[:8]}")):
        return first + second
    return f"{first} {second}"
