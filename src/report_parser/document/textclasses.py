"""Lists of classes that plain text holds as a table, one cell a line or side by side: 序号, 公开类别, 信息数, then 01, 机构职能, 12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_parser.document.grid import RawCell
from report_parser.document.textlines import Line
from report_parser.text.classheads import LEAST_ROWS, are_heads
from report_parser.text.fold import fold

_ORDINALS = ("序号", "编号", "行次")
_CELL = re.compile(r"\t| {2,}|\u3000+")
_NUMBER = re.compile(r"\d[\d,]*")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 44
_SENTENCE = re.compile(r"[。;；!?！？]")


def class_rows(lines: Sequence[Line], at: int) -> tuple[int, list[list[RawCell]]] | None:
    """Returns the line behind such a list that begins at ``at``, and its rows; None where none begins there."""
    cells = list(_cells(lines, at))
    texts = [text for _, text in cells]
    counted = int(bool(texts) and texts[0] in _ORDINALS)
    if len(texts) < counted + 2 or not are_heads(texts[counted], texts[counted + 1]):
        return None
    width = counted + 2
    rows = [texts[:width]]
    while _is_row(texts[len(rows) * width : (len(rows) + 1) * width], counted):
        rows.append(texts[len(rows) * width : (len(rows) + 1) * width])
    if len(rows) <= LEAST_ROWS:
        return None
    return cells[len(rows) * width - 1][0] + 1, [[RawCell(text) for text in row] for row in rows]


def _cells(lines: Sequence[Line], at: int) -> Iterator[tuple[int, str]]:
    """The cells from a line on, each with its line, up to a sentence."""
    for i in range(at, len(lines)):
        if _SENTENCE.search(lines[i].text):
            return
        for text in _CELL.split(lines[i].text.strip()):
            if text.strip():
                yield i, text.strip()


def _is_row(cells: Sequence[str], counted: int) -> bool:
    if len(cells) < counted + 2:
        return False
    ordinal, label, number = fold(cells[0]), cells[counted], fold(cells[counted + 1])
    if counted and not ordinal.strip(".、").isdecimal():
        return False
    return bool(_WORDS.search(label)) and len(label) <= _LONGEST and _NUMBER.fullmatch(number) is not None
