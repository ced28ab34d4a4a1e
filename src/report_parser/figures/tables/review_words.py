"""The words of the table of reviews and lawsuits: blocks, results, and what a cell of both means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from report_parser.figures.tables.labels import Vocabulary, vocabulary, with_remarks
from report_parser.figures.tables.reading import CLEAN, FUZZY, Reading
from report_parser.models import Cell
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_LONGEST = 40
_CAPTION = re.compile(r"^\s*+(?:附?表\s*+[一二三四五六七八九十\d]{0,3}+\s*+[:、.]?+)?+")
_HARMLESS = re.compile(r"[(\[](?:单位:?)?\s*+(?:件|数量|件数)\s*+[)\]]")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
BLOCKS = ("review", "litigation", "direct", "after_review", "row")


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["review"]
    return found


@cache
def block_words() -> Vocabulary:
    """The vocabulary of the blocks."""
    return vocabulary(b["labels"] for b in _rules()["block"])


@cache
def result_words() -> Vocabulary:
    """The vocabulary of the results."""
    return vocabulary(r["labels"] for r in _rules()["leaf"])


@lru_cache(maxsize=1024)
def block_of(text: str) -> str | None:
    """Returns the block that a head, a label or a line of text names; None where it names none or two.

    >>> block_of("表2 行政诉讼（未经复议直接起诉）"), block_of("行政诉讼（件）"), block_of("行政复议、行政诉讼情况")
    ('direct', 'litigation', None)
    """
    if len(text) > _LONGEST:
        return None
    bare = _HARMLESS.sub("", _CAPTION.sub("", fold(text)))
    entries, _ = block_words().entries(with_remarks(bare))
    return str(_rules()["block"][entries[0]]["key"]) if len(entries) == 1 else None


@lru_cache(maxsize=4096)
def result_of(text: str) -> tuple[str | None, bool]:
    """Returns the result that a head or label names, and whether letter by letter."""
    entries, exact = result_words().entries(text)
    return (str(_rules()["leaf"][entries[0]]["key"]), exact) if len(entries) == 1 else (None, True)


def key_of(block: str | None, result: str) -> int | None:
    """Returns one number for a block and a result; None where the block is not known."""
    return None if block is None else BLOCKS.index(block) * 10 + RESULTS.index(result)


def parts_of_key(key: int | None) -> tuple[str | None, str | None]:
    """Returns the block and the result of such a number."""
    return (None, None) if key is None else (BLOCKS[key // 10], RESULTS[key % 10])


def expand(cells: Sequence[Cell]) -> list[Cell]:
    """Returns the heads of blocks in reading order, 行政诉讼 left out where its two kinds stand beneath it."""
    routes = any(block_of(c.text) in ("direct", "after_review") for c in cells)
    return [c for c in cells if not (routes and block_of(c.text) == "litigation")]


def specific(cells: Sequence[Cell], *, routes: bool) -> str | None:
    """Returns the block that labels name, the narrowest one; 行政诉讼 alone only where no kind of it stands in the table."""
    named = [b for c in cells if (b := block_of(c.text)) is not None]
    narrow = [b for b in named if b != "litigation"]
    if narrow:
        return narrow[-1]
    return "litigation" if named and not routes else None


def reading_of(cell: Cell, block: str | None, result: str | None, label: str, *, exact: bool) -> Reading:
    """Returns the reading of a cell under a block and a result."""
    entry = next((b for b in _rules()["block"] if b["key"] == block), None)
    known = entry is not None and result is not None
    indicator = f"{entry['prefix']}.{result}" if entry is not None and result is not None else None
    route = entry.get("route") if entry is not None else None
    name = entry["labels"][0] if entry is not None else ""
    return Reading(
        cell,
        indicator,
        f"{name} {label}".strip(),
        {"route": str(route)} if route and known else {},
        CLEAN if exact else FUZZY,
        f"review: block {block or 'unknown'}, result {result or 'unknown'}",
        unit="件",
    )
