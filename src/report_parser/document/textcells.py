"""A line of a table in text -> its pieces: labels and heads, numbers, units, what stands for no number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from report_parser.document.textlabels import Vocabulary, reduce_label, split_ordinal, tighten, value_words
from report_parser.document.textlines import width
from report_parser.text.fold import fold

PieceKind = Literal["label", "number", "unit", "blank"]
_NUMBER = re.compile(
    r"(?:增加|减少|增|减)?[+-]{0,2}\d[\d,]*+(?:\.\d+)?%?(?: ?(?:万元|亿元|元)|条|件|次|个|人|项)?(?:\([^()\d]{2,20}\))?"
)
_GAP = re.compile(r"\t| {2,}|\u3000+ *")
_WORDS = re.compile(r"(?<![^\s\u3000])\d[\d,]*(?:\.\d+)? (?:万|亿)?元(?![^\s\u3000])|[^\s\u3000]+")
"""Words; a sum of money and its unit (62.8 万元) are one."""
_BEFORE_ORDINAL = re.compile(
    r"(?<=[\u3400-\u9fff)）]) (?=\d{1,2}[.、．)）]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one place of a line. ``left``/``right`` count characters, ``near``/``far`` columns of the line."""

    line: int
    text: str
    kind: PieceKind
    left: int
    right: int
    near: int
    far: int

    @property
    def han(self) -> str:
        return reduce_label(self.text)

    def centre(self, by_columns: bool) -> float:
        """Middle of the piece, in columns or in characters, doubled units avoided."""
        return (self.near + self.far) / 2 if by_columns else (self.left + self.right) / 2

    @property
    def is_value(self) -> bool:
        return self.kind != "label"


def value_kind(text: str) -> PieceKind | None:
    """Returns what a token of a table is: number, unit, blank, or None for a word.

    >>> value_kind("１,２３４"), value_kind("——"), value_kind("万元"), value_kind("规章"), value_kind("1.")
    ('number', 'blank', 'unit', None, None)
    """
    folded = fold(text)
    if _NUMBER.fullmatch(folded):
        return "number"
    units, blanks = value_words()
    if folded in units:
        return "unit"
    if folded in blanks or not folded.strip("—-–/"):
        return "blank"
    return None


def split_line(text: str, line: int, words: Vocabulary) -> list[Piece]:
    """Returns the pieces of a line, left to right; empty pieces stand for empty cells between tabs."""
    cells = list(_cells(text))
    tabbed = "\t" in text
    cut = len(cells)
    values: list[Piece] = []
    while cut:
        start, end = cells[cut - 1]
        peeled, rest = _peel(text, start, end, line, words, whole=tabbed, behind=len(values))
        values[:0] = peeled
        if rest > start:
            cells[cut - 1] = (start, rest)
            break
        cut -= 1
    labels = [p for start, end in cells[:cut] for p in _labels(text, start, end, line, words)]
    if not labels:
        while values and not values[0].text:
            values.pop(0)
    return labels + values


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what tabs or wide gaps part; between tabs also the empty ones."""
    if "\t" in text:
        at = 0
        for cell in text.split("\t"):
            body = cell.strip()
            start = at + cell.find(body) if body else at
            yield start, start + len(body)
            at += len(cell) + 1
        return
    at = len(text) - len(text.lstrip())
    for gap in _GAP.finditer(text, at):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _piece(text: str, start: int, end: int, line: int, kind: PieceKind) -> Piece:
    near = width(text[:start])
    return Piece(line, text[start:end], kind, start, end, near, near + width(text[start:end]))


_MANY = 5


def _peel(
    text: str, start: int, end: int, line: int, words: Vocabulary, *, whole: bool, behind: int
) -> tuple[list[Piece], int]:
    """Takes the values off the right end of a cell; returns them, and where the words before them end.

    A number within brackets is none (共分3类), unless it stands in a row of many: then the label's bracket closes on the next line.
    """
    if start == end:
        return [_piece(text, start, end, line, "blank")], start
    if whole:
        kind = _kind(text[start:end].replace(" ", ""), words)
        return ([_piece(text, start, end, line, kind)], start) if kind else ([], end)
    values: list[Piece] = []
    rest = end
    last = list(_last_values(text, start, end, words))
    many = behind + len(last) >= _MANY
    for word, kind in last:
        before = fold(text[start : word.start()])
        if before.count("(") > before.count(")") and not many:
            break
        values.append(_piece(text, word.start(), word.end(), line, kind))
        rest = word.start()
    while rest > start and text[rest - 1].isspace():
        rest -= 1
    if rest > start and not _is_label(text[start:rest]):
        return values[::-1], start
    return values[::-1], rest


def _last_values(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[re.Match[str], PieceKind]]:
    """The values that a cell ends in, from its end."""
    for word in reversed(list(_WORDS.finditer(text, start, end))):
        kind = _kind(word[0], words)
        if kind is None:
            return
        yield word, kind


def _kind(word: str, words: Vocabulary) -> PieceKind | None:
    """Kind of a token; units are values only in a table that has a column of units."""
    kind = value_kind(word)
    return None if kind == "unit" and not words.units else kind


def _is_label(text: str) -> bool:
    return any(c.isalnum() for c in text) or bool(split_ordinal(tighten(text))[0])


def _labels(text: str, start: int, end: int, line: int, words: Vocabulary) -> Iterator[Piece]:
    """The pieces of a cell of words: cut before an ordinal, and between heads that stand one space apart."""
    if start == end:
        return
    at = start
    for cut in _BEFORE_ORDINAL.finditer(text, start, end):
        yield _piece(text, at, cut.start(), line, "label")
        at = cut.end()
    spans = [m.span() for m in _WORDS.finditer(text, at, end)]
    parts = _heads(text, spans, words) if len(spans) > 1 else []
    for first, last in parts or [(at, end)]:
        yield _piece(text, first, last, line, "label")


def _heads(text: str, spans: Sequence[tuple[int, int]], words: Vocabulary) -> list[tuple[int, int]]:
    """Parts a run of words into pieces of heads; empty where they are no such run but one wording with spaces in it."""
    whole = reduce_label(text[spans[0][0] : spans[-1][1]])
    if not whole or whole in words.everything:
        return []
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged:
            before = text[merged[-1][0] : last]
            single = last - first == 1 or merged[-1][1] - merged[-1][0] == 1 or " " in text[slice(*merged[-1])]
            if single and reduce_label(before) in words.everything:
                merged[-1] = (merged[-1][0], last)
                continue
        merged.append((first, last))
    known = all((han := reduce_label(text[a:b])) and han in words.everything for a, b in merged)
    return merged if known else []
