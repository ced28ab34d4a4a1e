"""How much of a report's prose is last year's, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_parser.models import Report
from report_parser.text.compact import compact
from report_parser.text.fold import fold

_GRAM = 10
_LEAST = 20
_KEPT = re.compile(r"[\u4e00-\u9fff]")
_NUMERAL = re.compile(r"[\d.]")
_TAIL = re.compile(r"[\d.%％。；，！]")
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of this report that stands, numbers aside, in last year's: offsets in both texts."""

    start: int
    end: int
    last_start: int
    last_end: int
    characters: int
    """Chinese characters in it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The share of this report's prose (in Chinese characters, tables left out) that is last year's."""

    share: float
    characters: int
    passages: tuple[Passage, ...]


def find_copied(last: Report, this: Report) -> Copied:
    """Returns what of a report's prose is taken over from the report before; digits and punctuation are not looked at.

    A passage counts from 20 Chinese characters on (names of laws and usual turns do not), or where it is a whole paragraph.
    """
    old, new = list(_characters(last, "\r")), list(_characters(this, "\n"))
    before, after = "".join(c for _, c in old), "".join(c for _, c in new)
    grams: dict[str, list[int]] = {}
    for i in range(len(before) - _GRAM + 1):
        places = grams.setdefault(before[i : i + _GRAM], [])
        if len(places) < _DEPTH:
            places.append(i)
    passages: list[Passage] = []
    at = 0
    while at <= len(after) - _GRAM:
        length, where = _longest(before, after, at, grams.get(after[at : at + _GRAM], []))
        counts = length >= _LEAST or (length >= _GRAM and _whole_line(after, at, length))
        if counts:
            here = _whole(this.text, new[at][0], new[at + length - 1][0] + 1)
            there = _whole(last.text, old[where][0], old[where + length - 1][0] + 1)
            passages.append(Passage(*here, *there, length))
        at += length if counts else 1
    shared = sum(p.characters for p in passages)
    size = len(after.replace("\n", ""))
    return Copied(round(shared / size, 4) if size else 0.0, size, tuple(passages))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage with the numbers and marks at its ends: they are not compared, but belong to its sentence."""
    while start and _NUMERAL.match(text[start - 1]):
        start -= 1
    while end < len(text) and _TAIL.match(text[end]):
        end += 1
    return start, end


def _whole_line(text: str, at: int, length: int) -> bool:
    return text[at - 1 : at] in ("", "\n") and text[at + length : at + length + 1] in ("", "\n")


def _longest(before: str, after: str, at: int, places: list[int]) -> tuple[int, int]:
    best, where = 0, 0
    for place in places:
        length = _GRAM
        limit = min(len(before) - place, len(after) - at)
        while length < limit and before[place + length] == after[at + length]:
            length += 1
        if length > best:
            best, where = length, place
    return best, where


def _characters(report: Report, line_break: str) -> Iterator[tuple[int, str]]:
    """The Chinese characters of the prose with their offsets; title, tables and headings are left out, lines end in ``line_break``."""
    skipped = [(t.start, t.end) for t in report.tables]
    skipped += [(s.start, s.body) for s in report.sections if s.heading]
    skipped += [_title(report)]
    skipped.sort()
    text, at = fold(report.text), 0
    for start, end in [*skipped, (len(text), len(text))]:
        for i in range(at, max(at, start)):
            if _KEPT.match(text[i]):
                yield i, text[i]
            elif text[i] == "\n":
                yield i, line_break
        yield start, line_break
        at = max(at, end)


def _title(report: Report) -> tuple[int, int]:
    """Where the title stands at the head of the text; nothing where it does not."""
    words = compact(report.document.title or "").text
    at = 0
    for line in report.text.split("\n")[:6]:
        plain = compact(line).text
        if len(plain) > 4 and (plain in words or words in plain):
            return at, at + len(line)
        at += len(line) + 1
    return 0, 0
