"""Tables that plain text holds as columns, tabs or one cell a line -> rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_parser.document.grid import RawCell
from report_parser.document.textcells import split_line
from report_parser.document.textclasses import class_rows
from report_parser.document.textforms import BUILDERS, Row, build_review
from report_parser.document.textlabels import KINDS, Vocabulary, reduce_label, split_ordinal, tighten, vocabulary
from report_parser.document.textlines import Line, chinese

_LEAST_ROWS = 2
_MAX_MISFITS = 2
_LEAST_WIDTH = 5
_TABBED = 0.7
_MAX_STRAY = 30
_ENDS_TABLE = re.compile(r"[,。]|^[一二三四五六七八九十]{1,3}、")
"""A sentence or a section's heading, where it is none of the table's own words."""
_SENTENCE = re.compile(r"[。;]|,.*,")
_MAX_CLIMB = 90


@dataclass(frozen=True, slots=True)
class TextTable:
    """Lines ``first`` to ``last`` (excluded) of a text, as rows of cells."""

    first: int
    last: int
    rows: list[list[RawCell]]


def find_tables(lines: Sequence[Line]) -> list[TextTable]:
    """Returns the tables of a text, in reading order; a stretch that only looks like one is left to the prose."""
    found: list[TextTable] = []
    at = 0
    while at < len(lines):
        table = _table_at(lines, at) or _classes_at(lines, at)
        if table is None:
            at += 1
        else:
            found.append(table)
            at = table.last
    return found


def _classes_at(lines: Sequence[Line], at: int) -> TextTable | None:
    found = class_rows(lines, at)
    return TextTable(at, *found) if found is not None else None


def _table_at(lines: Sequence[Line], at: int) -> TextTable | None:
    for kind in KINDS:
        words = vocabulary(kind)
        if not _opens(lines[at], words) and not _opens_by_heads(lines, at, words):
            continue
        first, last = _first_line(lines, at, words), _extent(lines, at, words)
        rows = [_split(line, i, words) for i, line in enumerate(lines[first:last], start=first)]
        rows = _joined_cells(rows)
        if sum(bool(r.values) for r in rows) < (1 if kind in ("review", "article20") else _LEAST_ROWS):
            continue
        tabbed = [] if kind == "statistics" else _tabbed(lines[first:last], words)
        whole = build_review(rows, words) if kind == "review" else []
        cells = whole or tabbed or BUILDERS[kind](rows, words)
        if cells:
            return TextTable(first, last, cells)
    return None


def _tabbed(lines: Sequence[Line], words: Vocabulary) -> list[list[RawCell]]:
    """Tabs part the cells as the page had them, empty ones too. An upper head gets back its width."""
    if sum("\t" in line.text for line in lines) < _TABBED * len(lines):
        return []
    rows = [
        _spread(texts, words) for texts in _whole_heads([[c.strip() for c in x.text.split("\t")] for x in lines], words)
    ]
    if words.kind == "review":  # blank cells at a line's end are lost with its white space
        width = max(len(r) for r in rows)
        rows = [r + [RawCell("")] * (width - len(r)) if r[:1] and r[0].text[:1].isdigit() else r for r in rows]
    return _padded(rows) if words.kind == "requests" else rows


def _padded(rows: list[list[RawCell]]) -> list[list[RawCell]]:
    """Gives rows whose last cell is blank, and lost with its tab, the width of the rows whose values begin in the same column."""
    begins = [max((i for i, c in enumerate(r, start=1) if chinese(c.text)), default=0) for r in rows]
    widths: dict[int, int] = {}
    for begin, row in zip(begins, rows, strict=True):
        widths[begin] = max(widths.get(begin, 0), len(row))
    return [
        r + [RawCell("")] * (widths[b] - len(r)) if b and widths[b] - len(r) == 1 else r
        for b, r in zip(begins, rows, strict=True)
    ]


def _whole_heads(lines: list[list[str]], words: Vocabulary) -> list[list[str]]:
    """Joins the lines into which line breaks within cells cut heads: 信息内容 | 本年新 / 制作数量 | 对外公开总数量; 商业 | 科研 / 企业 | 机构."""
    whole: list[list[str]] = []
    for texts in lines:
        before = whole[-1] if whole else [""]
        if ended := _with_ends(before, texts, words):
            whole[-1] = ended
        elif chinese(before[-1]) and chinese(texts[0]) and reduce_label(before[-1] + texts[0]) in words.heads:
            whole[-1] = [*before[:-1], before[-1] + texts[0], *texts[1:]]
        else:
            whole.append(texts)
    return whole


def _with_ends(heads: list[str], ends: list[str], words: Vocabulary) -> list[str]:
    """The heads with the second halves that a line below gives to some of them; empty where one finds no first half."""
    filled, at = list(heads), 0
    for end in filter(None, ends):
        cut = (i for i in range(at, len(heads)) if chinese(heads[i]) and reduce_label(heads[i]) not in words.heads)
        place = next((i for i in cut if chinese(end) and reduce_label(heads[i] + end) in words.heads), None)
        if place is None:
            return []
        filled[place], at = heads[place] + end, place + 1
    return filled if at else []


def _spread(texts: list[str], words: Vocabulary) -> list[RawCell]:
    """The cells of a line; an upper head takes the empty cells after it."""
    cells: list[RawCell] = []
    for text in texts:
        if not text and cells and reduce_label(cells[-1].text) in words.groups:
            cells[-1] = RawCell(cells[-1].text, 1, cells[-1].colspan + 1)
        else:
            cells.append(RawCell(text))
    return cells


def _heads_above(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    """The first of the lines right above that hold nothing but the table's upper heads."""
    while at and (row := _split(lines[at - 1], at - 1, words)).labels and not row.values:
        whole = words.groups | words.heads | words.titles
        cut = words.kind == "review" and all(len(p.han) >= 2 and p.han in words.everything for p in row.labels)
        if not cut and not all(p.han in whole for p in row.labels):
            break
        at -= 1
    return at


def _first_line(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    """Where the table begins: at its heads. A form's own rows above the first known one are climbed where a head stands over them."""
    first = _heads_above(lines, at, words)
    if not words.units:
        return _scattered_heads(lines, first, words) if first == at else first
    up = first
    while (
        up
        and first - up < _MAX_CLIMB
        and not _SENTENCE.search(lines[up - 1].tight)
        and chinese(lines[up - 1].tight) <= _MAX_STRAY
    ):
        up -= 1
        row = _split(lines[up], up, words)
        titled = any(p.han in words.titles and len(p.han) > 2 for p in row.labels)
        if titled or (not row.values and any(p.han in words.units for p in row.labels)):
            return up
    return first


def _scattered_heads(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    """Where heads begin whose characters are scattered over the lines above a table: 自然 商科 总 / 业 研 社会公 / 人 企 机 益组织 计."""
    top = at
    for up in range(at - 1, max(-1, at - 1 - _MAX_SCATTER), -1):
        row = _split(lines[up], up, words)
        if row.values or _SENTENCE.search(lines[up].tight) or chinese(lines[up].tight) > _MAX_HEADS:
            break
        if any(p.han in words.groups for p in row.labels):
            top = up
    return top


def _split(line: Line, index: int, words: Vocabulary) -> Row:
    pieces = split_line(line.text, index, words)
    labels, values = [p for p in pieces if p.kind == "label" and p.text], [p for p in pieces if p.kind != "label"]
    return Row(labels, values, "\t" in line.text)


def _opens(line: Line, words: Vocabulary) -> bool:
    """True for a line that shows by itself that a table of this kind stands here."""
    if chinese(line.tight) > 60:
        return False
    if words.caption is not None and words.caption.fullmatch(line.tight):
        return True
    row = _split(line, 0, words)
    named = [p.han for p in row.labels]
    if any(h in words.strong and (row.values or len(h) >= 5) for h in named if len(h) >= 2):
        return bool(row.values) or reduce_label(line.text) in words.strong or len(named) > 1
    return False


def _opens_by_heads(lines: Sequence[Line], at: int, words: Vocabulary) -> bool:
    """True for 指标名称, 计量单位 and 2012年度, side by side or one a line, over rows of the table none of which shows by itself."""
    heads = _han(lines[at], words)
    if not words.units or not heads or heads[0] not in words.titles:
        return False
    below = at + 1
    while len(heads) < _HEADS and below < min(len(lines), at + _HEADS) and (more := _han(lines[below], words)):
        heads, below = [*heads, *more], below + 1
    if len(heads) < _HEADS or heads[1] not in words.units or heads[2] not in words.heads:
        return False
    rows = [name for line in lines[below : below + _ROWS_BELOW] for name in _han(line, words)]
    return sum(r in words.everything and r not in words.heads and len(r) >= 4 for r in rows) >= _LEAST_ROWS


def _han(line: Line, words: Vocabulary) -> list[str]:
    return [p.han for p in _split(line, 0, words).labels]


_HEADS = 3
_MAX_SCATTER = 9
_MAX_HEADS = 40
"""Lines above the first row over which its heads may be scattered, and how many characters such a line may hold."""
_ROWS_BELOW = 16


def _fits(line: Line, words: Vocabulary) -> bool:
    """True for a line that can belong to a table of this kind: nothing but its words and values."""
    if words.caption is not None and words.caption.fullmatch(line.tight):
        return True
    row = _split(line, 0, words)
    return all(len(p.han) <= 1 or p.han in words.everything or _near(p.han, words) for p in row.labels)


def _near(han: str, words: Vocabulary) -> bool:
    """True for a label that starts or ends as one of the table's does, with something of its own."""
    return len(han) >= 4 and (han[:4] in words.row_starts or han[:4] in words.head_starts)


def _extent(lines: Sequence[Line], at: int, words: Vocabulary) -> int:
    last, misfits, i = at + 1, 0, at + 1
    while i < len(lines) and misfits <= _MAX_MISFITS:
        if _fits(lines[i], words) or (words.kind == "statistics" and _goes_on(lines, i)):
            last, misfits = i + 1, 0
        elif (
            _ENDS_TABLE.search(lines[i].tight) or chinese(lines[i].tight) > _MAX_STRAY or _other_opens(lines[i], words)
        ):
            break
        else:
            misfits += 1
        i += 1
    return last


_COUNTED = re.compile(
    r"\S.{2,40}?(?:\t| {2,})\s*(?:条|件|次|个|人|篇|万元|元|项|人次|场|期|处|宗|起|例|份|户|批)\s*(?:\t| {2,})\s*(?:[\d,.]+|[/—-]+)(?:\s|$)"
)
_HEAD_WITHIN = 14


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """True for a row of a label that is not known, a unit and a number, and for the short head of a group above one: 三、咨询情况."""
    if _COUNTED.match(lines[at].text.strip()):
        return True
    following = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    short = len(lines[at].tight) <= _HEAD_WITHIN and not _SENTENCE.search(lines[at].tight)
    return short and "\t" in following and _COUNTED.match(following) is not None


def _other_opens(line: Line, words: Vocabulary) -> bool:
    return any(kind != words.kind and _opens(line, vocabulary(kind)) for kind in KINDS)


def _joined_cells(rows: list[Row]) -> list[Row]:
    """One cell a line: a label with the values on the lines below it is one row."""
    single = sum(len(r.labels) + len(r.values) == 1 for r in rows)
    if single < 0.8 * len(rows) or not any(r.values for r in rows):
        return rows
    joined: list[Row] = []
    for row in rows:
        if row.values and not row.labels and joined:
            joined[-1].values.extend(row.values)
        else:
            if joined and not split_ordinal(tighten(row.labels[-1].text if row.labels else ""))[0]:
                _drop_next_ordinal(joined)
            joined.append(Row(list(row.labels), list(row.values)))
    return joined


def _drop_next_ordinal(rows: list[Row]) -> None:
    """5.属于三类内部事务信息, seven values, then 6 on a line of its own: the ordinal of the row below, whose point was lost."""
    full = max((len(r.values) for r in rows[:-1]), default=0)
    if not rows[-1].labels or full < _LEAST_WIDTH or len(rows[-1].values) != full + 1:
        return
    ordinal = split_ordinal(tighten(rows[-1].labels[-1].text))[0].rstrip(".、")
    if ordinal.isdigit() and rows[-1].values[-1].text.strip() == str(int(ordinal) + 1):
        rows[-1].values.pop()
