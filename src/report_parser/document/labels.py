"""What a page prints about itself as label and value: 发布时间：2017-03-10 来源：东林区政务服务中心, or the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from report_parser.models import Document
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_HEAD_BLOCKS = 16
_TAIL_BLOCKS = 8
_CRUMB, _MOST_CRUMBS = 4, 24
"""Lines as short as this (首页, >, 市政府: where the page lies) do not count as its head; no more of them than so many."""
_MAX_LINE = 240
_SPACE = re.compile(r"\s")
_DATED = re.compile(r"[期间]\s?20\d\d[-./年]")
_CELLS = re.compile(r"[\t|]")
_WIDE = re.compile(r" {2,}")


@cache
def _labels() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = read_table("metadata")["labels"]
    kinds = {
        label: kind
        for kind, labels in table.items()
        if isinstance(labels, list) and not kind.endswith("_tags")
        for label in labels
    }
    words = sorted(kinds, key=len, reverse=True)
    spaced = ["".join(re.escape(fold(c)) + r"\s{0,3}" for c in w[:-1]) + re.escape(fold(w[-1])) for w in words]
    long = "|".join(s for w, s in zip(words, spaced, strict=True) if len(w) >= 4)
    short = "|".join(s for w, s in zip(words, spaced, strict=True) if len(w) < 4)
    pattern = rf"(?P<label>{long}|(?<![\u3400-\u9fff])(?:{short}))\s?(?:\]\s?:?|:|(?=20\d\d[-./年])|$)"
    return re.compile(pattern), {fold(label): kind for label, kind in kinds.items()}


@cache
def _after_source() -> re.Pattern[str]:
    return re.compile(read_table("metadata")["labels"]["after_source"])


@cache
def _unknown_date() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("metadata")["labels"]
    return re.compile(rf"({table['unknown_date']})\]?\s?:"), re.compile(table["not_published"])


@cache
def _empty_value() -> re.Pattern[str]:
    return re.compile(read_table("metadata")["labels"]["empty_values"])


def page_lines(document: Document) -> Iterator[str]:
    """Yields the lines that may hold labels: those around the body, its head with all tables there, its foot."""
    yield from document.around
    blocks = document.blocks
    counted = 0
    for i, block in enumerate(blocks):
        if counted < _HEAD_BLOCKS or i >= len(blocks) - _TAIL_BLOCKS:
            yield document.text[block.start : block.end]
        counted += block.end - block.start > _CRUMB or i >= _MOST_CRUMBS


def read_labels(lines: Iterable[str]) -> dict[str, list[str]]:
    """Returns the printed values by kind of label (published, made, publisher, source, index ...), each in reading order.

    A label that closes its cell or line takes its value from the next one, unless that begins with a label itself.

    >>> read_labels(["发布时间：2017-03-10 来源：政务中心 字体：", "索 引 号", "K1/2017-1"])["source"]
    ['政务中心']
    """
    found: dict[str, list[str]] = {}
    waiting: str | None = None
    paired, others = _by_columns(lines)
    for column, value in paired:
        found.setdefault(column, []).append(value)
    for cell in _cells(others):
        pieces = list(_pieces(cell))
        if waiting and pieces[0][0] is None and pieces[0][1]:
            found.setdefault(waiting, []).append(pieces[0][1])
        waiting = None
        for kind, value in pieces:
            if kind and value and not _empty_value().search(value):
                found.setdefault(kind, []).append(value)
        last = pieces[-1]
        waiting = last[0] if last[0] and not last[1] else None
    return found


def is_label_row(line: str) -> bool:
    """Returns whether a row holds labels and nothing else: 索引号 | 公开方式 | 发布机构."""
    return len(_row_of_labels(line)) > 1


def _row_of_labels(line: str) -> list[str]:
    """The kinds of a row of two labels or more without values; empty for any other line."""
    kinds = _labels()[1]
    cells = [_SPACE.sub("", cell).strip("[]") for cell in _row(line)]
    return [kinds[c] for c in cells] if len(cells) > 1 and all(c in kinds for c in cells) else []


def _row(line: str) -> list[str]:
    """The cells of a row, empty ones kept but at its end."""
    return [cell.strip() for cell in _CELLS.split(fold(line).rstrip("\t| "))] if len(line) <= _MAX_LINE else []


def _by_columns(lines: Iterable[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The values that stand below a row of labels, by kind, and the lines that are no such pair of rows."""
    paired: list[tuple[str, str]] = []
    others: list[str] = []
    above: list[str] = []
    for line in lines:
        kinds, values = _row_of_labels(line), _row(line)
        if above and not kinds and 1 < len(values) <= len(above):
            paired += [(k, v) for k, v in zip(above, values, strict=False) if v and not _empty_value().search(v)]
        elif not kinds:
            others.append(line)
        above = kinds
    return paired, others


def source_name(value: str) -> str:
    """Returns a printed publisher or source without what the page glued to it (a date, buttons, counters).

    >>> source_name("清河县卫生局字号：[大 中 小]")
    '清河县卫生局'
    """
    return _after_source().split(value.strip(), maxsplit=1)[0]


def unknown_dates(lines: Iterable[str]) -> Iterator[str]:
    """Yields what follows labels that the table lacks but that end in 日期 or 时间 (上网公开时间：…), none of validity or opening hours."""
    label, excluded = _unknown_date()
    for cell in _cells(lines):
        for match in label.finditer(cell) if ":" in cell else ():
            if not excluded.search(match[1]):
                yield cell[match.end() : match.end() + 24]


def _cells(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) <= _MAX_LINE:
            cells = _CELLS.split(fold(line))
            if len(cells) == 1 and _SPACE.sub("", (wide := _WIDE.split(cells[0].strip()))[0]) in _labels()[1]:
                cells = wide  # 发布日期  2019年02月19日      有 效 性    有效
            yield from (c for c in (cell.strip() for cell in cells) if c)


def _pieces(cell: str) -> Iterator[tuple[str | None, str]]:
    """(kind, value) in a folded cell; kind is None for what stands before the first label."""
    pattern, kinds = _labels()
    if ":" not in cell and "]" not in cell and not _DATED.search(cell):
        kind = kinds.get(_SPACE.sub("", cell))
        yield (kind, "") if kind else (None, cell)
        return
    matches = [m for m in pattern.finditer(cell) if m.end() < len(cell) or m.end("label") < m.end() or m.start() == 0]
    first = matches[0].start() if matches else len(cell)
    lead = cell[:first].strip(" [*")
    if lead or not matches:
        yield None, lead
    for i, match in enumerate(matches):
        value = cell[match.end() : matches[i + 1].start() if i + 1 < len(matches) else len(cell)]
        yield kinds[_SPACE.sub("", match["label"])], value.strip(" []:*")
