"""What the tables of annual reports print as labels and heads, for finding tables in text and mending wrapped labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from report_parser.rules.load import read_table
from report_parser.text.fold import fold

KINDS = ("requests", "article20", "review", "statistics")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十]{1,3}\)[、.]?|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳㈠-㈩⑴-⒇⒈-⒛][、.]?)"
)
_AMONG = re.compile(r"其中[::]?")
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of one kind of table, all of them reduced to their Chinese characters."""

    kind: str
    titles: frozenset[str]
    heads: frozenset[str]
    """Heads of one column each."""
    groups: frozenset[str]
    rows: frozenset[str]
    spines: frozenset[str]
    strong: frozenset[str]
    """Rows and heads each of which shows that a table of this kind stands here."""
    units: frozenset[str]
    """Heads of a column of units."""
    head_starts: frozenset[str]
    """Every beginning of a head, a group or a title."""
    row_starts: frozenset[str]
    """Every beginning of a row's label, a spine or a note."""
    everything: str
    """All wordings, parted by line breaks: a piece of a label is a substring."""
    caption: re.Pattern[str] | None
    order: tuple[str, ...]
    optional: str
    """Characters that a head may lack and still be known: 公益组织 for 社会公益组织."""
    children: Mapping[str, frozenset[str]]
    head_children: Mapping[str, frozenset[str]]


def split_ordinal(text: str) -> tuple[str, str]:
    """Returns the ordinal (一、 (一) 1. 其中:) of a folded text without white space, and what follows it.

    >>> split_ordinal("(三)不予公开"), split_ordinal("其中:1.涉密")
    (('(三)', '不予公开'), ('其中:1.', '涉密'))
    """
    rest = text
    for pattern in (_ORDINAL, _AMONG, _ORDINAL):
        match = pattern.match(rest)
        rest = rest[match.end() :] if match else rest
    return text[: len(text) - len(rest)], rest


def tighten(text: str) -> str:
    """Returns a text folded and without white space."""
    return _SPACES.sub("", fold(text))


def reduce_label(text: str) -> str:
    """Returns a label's Chinese characters without its ordinal.

    >>> reduce_label("3. 危及“三安全一稳定”")
    '危及三安全一稳定'
    """
    return _NOT_HAN.sub("", split_ordinal(tighten(text))[1])


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:i] for word in words for i in range(1, len(word) + 1))


@cache
def vocabulary(kind: str) -> Vocabulary:
    """Returns the labels of a kind of table: requests, article20, review, statistics."""
    table = read_table("texttables")[kind]

    def words(*names: str) -> frozenset[str]:
        return frozenset(reduce_label(w) for name in names for w in table.get(name, []))

    rows, heads = words("rows", "strong"), words("heads")
    tops, lows = words("groups", "titles"), words("spines", "notes")
    return Vocabulary(
        kind=kind,
        titles=words("titles"),
        heads=heads,
        groups=words("groups"),
        rows=rows,
        spines=words("spines"),
        strong=words("strong", "strong_heads"),
        units=words("unit_heads"),
        head_starts=_starts(heads | tops),
        row_starts=_starts(rows | lows),
        everything="\n".join(sorted(rows | heads | tops | lows)),
        caption=re.compile(table["caption"]) if "caption" in table else None,
        order=tuple(reduce_label(w) for w in table["order"]),
        optional="".join(table.get("optional", [])),
        children={reduce_label(k): frozenset(map(reduce_label, v)) for k, v in table["children"].items()},
        head_children={reduce_label(k): frozenset(map(reduce_label, v)) for k, v in table["group_children"].items()},
    )


@cache
def value_words() -> tuple[frozenset[str], frozenset[str]]:
    """Returns the units that a table's column of units prints, and what it prints where there is no number."""
    table = read_table("texttables")["values"]
    return frozenset(table["units"]), frozenset(fold(w) for w in table["blanks"])
