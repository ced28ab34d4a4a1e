"""Finds tables in the lines of a plain text, and writes them as grids.

A table is known by its labels: a line that only such a table prints, and around it every line made of labels, of pieces of labels, and
of numbers. Prose is never taken in: it holds words that no table of these kinds prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from report_parser.document.build import TextBuilder
from report_parser.document.textcells import Piece, split_line
from report_parser.document.textchains import read_blocks
from report_parser.document.textgrids import write_blocks
from report_parser.document.textlabels import KINDS, Vocabulary, split_ordinal, vocabulary
from report_parser.document.textlines import Line, chinese
from report_parser.document.textreview import write_review
from report_parser.text.trie import trie_pattern

_BACK = 12
_BRIDGE = 2
_SHORT = 24
_TAIL = 4
_MAX_TABLE_LINE = 400
_SENTENCE = regex.compile(r"[。；;!！?？]")
_HEADING = regex.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}部分)")
_NOT_HAN = regex.compile(r"[^\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``first`` to ``last`` (inclusive) are a table of a kind."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like in a table of a kind: ``known`` labels, loose ``pieces`` of labels, ``numbers``."""

    known: int
    pieces: int
    numbers: int
    values: int

    @property
    def accepted(self) -> bool:
        return bool(self.known or self.pieces or self.values)


_NOTHING = Look(0, 0, 0, 0)


@cache
def _seed_pattern() -> tuple[object, dict[str, str]]:
    kinds = {word: kind for kind in KINDS for word in vocabulary(kind).strong}
    return trie_pattern(kinds), kinds


def find_regions(lines: Sequence[Line]) -> list[Region]:
    """Returns the tables among lines, in reading order; they do not overlap."""
    regions: list[Region] = []
    at = 0
    for i, line in enumerate(lines):
        if i < at:
            continue
        for kind in _seeds(line):
            words = vocabulary(kind)
            if not look_at(line, words).known:
                continue
            region = _grow(lines, i, at, words)
            if region is not None:
                regions.append(region)
                at = region.last + 1
                break
    return regions


def _seeds(line: Line) -> Iterator[str]:
    """Kinds of table that a line may be the mark of."""
    if len(line.text) > _MAX_TABLE_LINE:
        return
    pattern, kinds = _seed_pattern()
    han = _NOT_HAN.sub("", line.tight)
    seen = dict.fromkeys(kinds[m[0]] for m in pattern.finditer(han))  # type: ignore[attr-defined]
    yield from seen
    caption = vocabulary("article20").caption
    if caption is not None and "article20" not in seen and caption.fullmatch(line.tight):
        yield "article20"
    if "statistics" not in seen and chinese(line.tight) <= 30 and any(w in han for w in ("单位", "统计数", "数量", "数值")):
        words = vocabulary("statistics")
        hans = {p.han for p in split_line(line.text, 0, words) if not p.is_value}
        if hans & words.titles and hans & words.units:
            yield "statistics"


def look_at(line: Line, words: Vocabulary) -> Look:
    """Returns what a line looks like in a table of a kind; nothing where it holds words that such a table does not print."""
    if len(line.text) > _MAX_TABLE_LINE:
        return _NOTHING
    if words.caption is not None and words.caption.fullmatch(line.tight):
        return Look(1, 0, 0, 0)
    pieces = split_line(line.text, 0, words)
    values = [p for p in pieces if p.is_value and p.text]
    numbers = sum(p.kind == "number" for p in values)
    known = loose = 0
    for piece in pieces:
        if piece.is_value:
            continue
        state = _state(piece, words)
        if state == 2:
            known += 1
        elif state == 1:
            loose += 1
        elif not _has_row(piece, values, line):
            return _NOTHING
        else:
            loose += 1
    return Look(known, loose, numbers, len(values))


def _state(piece: Piece, words: Vocabulary) -> int:
    """2 for a known label or head, 1 for a piece of one, 0 for other words."""
    han = piece.han
    if han in words.rows or han in words.heads or han in words.groups or han in words.titles or han in words.spines:
        return 2
    if (not han and len(piece.text) <= 6) or (han and han in words.everything):
        return 1
    return 0


def _has_row(piece: Piece, values: Sequence[Piece], line: Line) -> bool:
    """True for unknown words that stand as a label beside values: two of them, or one a wide gap away."""
    if chinese(piece.text) > 40 or _SENTENCE.search(piece.text):
        return False
    if len(values) >= 2:
        return True
    return len(values) == 1 and ("\t" in line.text or values[0].left - piece.right >= 2)


def _grow(lines: Sequence[Line], seed: int, floor: int, words: Vocabulary) -> Region | None:
    """The table around a seed; None where it is no table after all."""
    looks = {seed: look_at(lines[seed], words)}
    first = _grow_back(lines, seed, floor, words)
    last = at = seed
    while at + 1 < len(lines):
        reach = _next_accepted(lines, at, words, looks)
        if reach is None:
            break
        at = last = reach
    last = _trim(lines, seed, last, words)
    inside = [looks.get(i) or look_at(lines[i], words) for i in range(first, last + 1)]
    known, numbers = sum(x.known for x in inside), sum(x.numbers for x in inside)
    return Region(words.kind, first, last) if (known >= 2 and numbers) or known >= 4 else None


def _next_accepted(lines: Sequence[Line], at: int, words: Vocabulary, looks: dict[int, Look]) -> int | None:
    """The next line that belongs to the table; a line or two of unknown short words may stand between."""
    for ahead in range(at + 1, min(at + 2 + _BRIDGE, len(lines))):
        line = lines[ahead]
        look = looks[ahead] = look_at(line, words)
        if look.accepted and (ahead == at + 1 or look.known or look.numbers >= 2):
            return ahead
        if chinese(line.tight) > _SHORT or _SENTENCE.search(line.text) or _HEADING.match(line.tight):
            return None
    return None


def _grow_back(lines: Sequence[Line], seed: int, floor: int, words: Vocabulary) -> int:
    """Where the table begins: heads, notes and captions above the seed, no numbers and no numbered lines among them."""
    first = seed
    for i in range(seed - 1, max(floor, seed - _BACK) - 1, -1):
        look = look_at(lines[i], words)
        if not look.accepted or look.values or split_ordinal(lines[i].tight)[0]:
            break
        first = i
    return first


def _trim(lines: Sequence[Line], seed: int, last: int, words: Vocabulary) -> int:
    """The last line of a table without what follows its last value but the rest of a wrapped label."""
    ends = [i for i in range(seed, last + 1) if look_at(lines[i], words).values]
    if not ends:
        return last
    at = ends[-1]
    while at < last and at < ends[-1] + _TAIL and not split_ordinal(lines[at + 1].tight)[0]:
        look = look_at(lines[at + 1], words)
        if look.known or not look.pieces:
            break
        at += 1
    return at


def write_region(lines: Sequence[Line], kind: str, out: TextBuilder) -> None:
    """Writes a table's lines into the text, one block a line, and its grid."""
    words = vocabulary(kind)
    rows = [split_line(line.text, i, words) for i, line in enumerate(lines)]
    gaps = [line.gap or (i > 0 and line.page != lines[i - 1].page) for i, line in enumerate(lines)]
    if kind == "review":
        write_review(rows, gaps, words, out)
    else:
        write_blocks(rows, gaps, read_blocks(rows, words), words, out)
