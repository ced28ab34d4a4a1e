"""What stands in a cell: a number, nothing, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from report_parser.numerals import parse_number
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_BLANK = re.compile(r"[\s/\\|_·.、\-—]*+")
_DIGITS = r"\d{1,3}(?:\s?+[,，]\s?+\d{3})++(?!\d)(?:\.\d++)?+|\d{1,3}(?:\s\d{3})++(?!\s?+\d)(?:\.\d++)?+|\d++(?:\s?+\.\s?+\d++)?+"
_PARTED = r"[1-9]\d{0,3}\s\d{1,4}(?!\s?+[\d.,])"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]++"
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Content:
    """A cell's content; ``start``/``end`` span the number in the cell's text, ``factor`` is that of a unit of money."""

    kind: Literal["number", "empty", "text"]
    value: Decimal = Decimal(0)
    start: int = 0
    end: int = 0
    signed: bool = False
    unit: str | None = None
    factor: int | None = None
    doubtful: bool = False
    """The digits were parted by spaces, or a remark in brackets follows them."""


_UNIT_NOTED = re.compile(r"单位:?((?:[百千]?[万亿]|千)?元)\)")
"""13000000(预算金额,单位:元)."""
EMPTY = Content("empty")
TEXT = Content("text")


@cache
def _pattern() -> re.Pattern[str]:
    cell, money = _cell(), money_units()
    words = "|".join(re.escape(w) for w in sorted({*cell["units"], *money}, key=len, reverse=True))
    turn = "|".join(sorted([*cell["more"], *cell["less"]], key=len, reverse=True))
    return re.compile(
        rf"\s*+[(\[]?+(?P<turn>{turn})?+\s*+(?P<sign>\+|-++|—++)?+\s*+(?P<number>(?:{_DIGITS}(?!\s?+\d)|{_PARTED})(?P<scale>\s?+[百千]?+[万亿](?!元))?+|{_CHINESE}(?!元))"
        rf"\s*+(?:[(\[]?\s*+(?P<unit>{words})\s*+[)\]]?)?+[)\]]?+\s*+(?P<note>\([^()\d]{{2,20}}\)\s*+)?+"
    )


@cache
def _cell() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["cell"]
    return found


@cache
def money_units() -> dict[str, int]:
    """Returns the units of money with their factors to 元."""
    found: dict[str, int] = read_table("tables")["units"]["money"]
    return found


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(fold(w) for w in _cell()["empty"])


@cache
def _units() -> frozenset[str]:
    other = read_table("tables")["units"]["other"]
    return frozenset({*money_units(), *other, *(f"万{u}" for u in other)})


@lru_cache(maxsize=4096)
def unit_word(text: str) -> str | None:
    """Returns the unit that a cell of a unit column prints (条, （万元）), None where it is none."""
    word = re.sub(r"[\s()\[\]]", "", fold(text)).removeprefix("单位:")
    return word if word in _units() and any(c not in "-—" for c in word) else None


@lru_cache(maxsize=4096)
def is_empty(text: str) -> bool:
    """True where a cell holds no number on purpose: blank, a slash, a dash, 无, 不涉及."""
    folded = fold(text).strip()
    return bool(_BLANK.fullmatch(folded)) or folded.replace(" ", "") in _empty_words()


@lru_cache(maxsize=8192)
def has_words(text: str) -> bool:
    """True where a cell holds Chinese words that are neither a number, nor a unit, nor a way of leaving it empty."""
    return bool(_HAN.search(text)) and unit_word(text) is None and read_cell(text).kind == "text"


@lru_cache(maxsize=8192)
def read_cell(text: str) -> Content:
    """Returns what a cell holds; a number only where the cell holds nothing else but a sign and a unit.

    >>> read_cell(" 1,234 件").value, read_cell("﹣3").value, read_cell("25.1万元").factor, read_cell("/").kind, read_cell("见附件").kind
    (Decimal('1234'), Decimal('-3'), 10000, 'empty', 'text')
    """
    if is_empty(text):
        return EMPTY
    folded = fold(text)
    match = _pattern().fullmatch(folded)
    if match is None:
        return TEXT
    try:
        value = _value(match["number"])
    except ValueError:
        return TEXT
    turn, sign = match["turn"], match["sign"] or ""
    negative = sign[:1] in {"-", "—"} or turn in _cell()["less"]
    start, end = match.span("number")
    if sign and turn is None:
        start = match.start("sign")
    noted = _UNIT_NOTED.search(match["note"] or "")
    unit = match["unit"] or (noted[1] if noted else None)
    spaced = bool(re.search(r"\s", match["number"]) or match["note"])
    return Content(
        "number",
        -value if negative else value,
        start,
        end,
        bool(sign or turn),
        unit,
        money_units().get(unit or ""),
        spaced,
    )


def _value(number: str) -> Decimal:
    plain = re.sub(r"\s", "", number)
    return parse_number(plain)
