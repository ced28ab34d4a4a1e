"""``report-parser rules check``: what is wrong with the tables, naming file, entry, key and nearest spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import regex

from report_parser.errors import RulesError
from report_parser.rules.check_shapes import SHAPES, WORDING_RULE, Block, Key
from report_parser.rules.load import read_table, table_names

_NAMES = ("name", "id", "family", "indicator", "code")
_LOOKS_LIKE_PATTERN = regex.compile(r"\(\?|\[\^|\\[dswp]|\.[*+]")
_OPTIONAL = frozenset({"both"})
"""Blocks that a table may lack."""
_FREE_TEXT = frozenset({"examples", "counter", "basis", "message", "source"})


def check_rules() -> list[str]:
    """Returns one line a problem, in the order of the tables; an empty list where all is well.

    A table that is no valid TOML gives one problem; the others are still checked.
    """
    from report_parser.checks.lint import check_problems
    from report_parser.rules.check_codebook import codebook_problems
    from report_parser.rules.check_examples import example_problems
    from report_parser.rules.check_meaning import meaning_problems
    from report_parser.rules.check_rows import all_row_problems

    problems = list(all_row_problems())
    for name in (*table_names(), *table_names("indicators")):
        try:
            problems += table_problems(name, read_table(name))
        except RulesError as error:
            problems.append(str(error))
    try:
        if not problems:
            problems += [*meaning_problems(), *check_problems(), *codebook_problems()]
        if not problems:
            problems += example_problems()
    except KeyError as error:
        problems.append(f"rules/data: no table has the block or key “{error.args[0]}” where it is needed")
    return problems


def table_problems(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Yields what is wrong with a table's shape: unknown and missing keys, wrong types, invalid patterns.

    Args:
        name: ``sections``, ``indicators/requests`` ...
        table: the table as TOML gives it.
    """
    if not table:
        yield f"rules/data/{name}.toml: is empty"
        return
    shapes = SHAPES.get(name.partition("/")[0])
    if shapes is None:
        yield from _loose_patterns(f"rules/data/{name}.toml", table)
        return
    yield from (f"rules/data/{name}.toml: [{b}] is missing" for b in shapes if b not in table and b not in _OPTIONAL)
    for block, content in table.items():
        place = f"rules/data/{name}.toml: [{block}]"
        if block not in shapes:
            yield f"{place} is unknown{nearest(block, shapes)}"
            continue
        for i, entry in enumerate(content if isinstance(content, list) else [content]):
            where = f"{place} {entry_name(entry, i)}"
            yield from entry_problems(where, entry, shapes[block])
            for j, rule in enumerate(entry.get("rule", []) if block == "indicator" else []):
                yield from entry_problems(f"{where} rule {j + 1}", rule, WORDING_RULE)


def entry_name(entry: Mapping[str, Any], index: int) -> str:
    """Returns the name by which a reader finds an entry: its own, else its place in the table (from 1)."""
    name = next((str(entry[k]) for k in _NAMES if k in entry), None)
    return f"entry {index + 1}" if name is None else f"“{name}”"


def entry_problems(where: str, entry: Mapping[str, Any], block: Block) -> Iterator[str]:
    """Yields what is wrong with one entry's keys."""
    for key in entry:
        if key not in block:
            yield f"{where}: key “{key}” is unknown{nearest(key, block)}"
    for key, shape in block.items():
        if key in entry:
            yield from _value_problems(f"{where}: key “{key}”", entry[key], shape)
        elif shape.required:
            yield f"{where}: key “{key}” is missing"


def nearest(word: str, known: Iterable[str]) -> str:
    """Returns the hint at the nearest valid spelling, empty where none is near.

    >>> nearest("exampels", ["examples", "counter"])
    '; did you mean “examples”?'
    """
    close = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def _value_problems(where: str, value: Any, shape: Key) -> Iterator[str]:
    wanted = _WANTED.get(shape.kind)
    if wanted is not None and not wanted[1](value):
        yield f"{where} must be {wanted[0]}, not {value!r}"
    elif shape.kind in ("pattern", "patterns"):
        for pattern in [value] if isinstance(value, str) else value:
            yield from _pattern_problems(where, pattern)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _are_numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_number(v) and v > 0 for v in value.values())


_WANTED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a text in quotes", lambda v: isinstance(v, str) and bool(v)),
    "texts": ("a list of texts", _are_texts),
    "pattern": ("a pattern in quotes", lambda v: isinstance(v, str)),
    "patterns": ("a list of patterns", _are_texts),
    "number": ("a number", _is_number),
    "flag": ("true or false", lambda v: isinstance(v, bool)),
    "numbers": ("a table of names with positive numbers", _are_numbers),
}


def _pattern_problems(where: str, pattern: str) -> Iterator[str]:
    try:
        regex.compile(pattern)
    except regex.error as error:
        yield f"{where} is no valid pattern: {error} in {pattern!r}"


def _loose_patterns(where: str, value: Any, key: str = "") -> Iterator[str]:
    """Texts that look like patterns must compile, wherever they stand."""
    if isinstance(value, str):
        if _LOOKS_LIKE_PATTERN.search(value):
            yield from _pattern_problems(f"{where}: key “{key}”", value)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            inner = f"{where} {entry_name(item, i)}" if isinstance(item, dict) else where
            yield from _loose_patterns(inner, item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _FREE_TEXT:
                yield from _loose_patterns(where, item, name)
