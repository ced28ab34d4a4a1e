"""Is every indicator explained, do the notes speak of indicators that exist, and are the columns' names fit for SQL and Stata?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase

from report_parser.errors import RulesError
from report_parser.rules.catalogue import catalogue
from report_parser.rules.check import nearest
from report_parser.rules.codebook import Explained, blocks, data_tables, explained

_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


def codebook_problems() -> list[str]:
    """Returns what is wrong with ``codebook.tsv``, ``codebook.toml`` and ``columns.tsv``."""
    try:
        return [*_explanations(), *_notes(), *_columns()]
    except RulesError as error:
        return [str(error)]


def _explanations() -> Iterator[str]:
    for one in explained().values():
        where = f"rules/data/codebook.tsv: indicator “{one.entry.id}”"
        for key, text in (("label_en", one.en), ("definition_zh", one.definition_zh), ("definition_en", one.definition_en)):  # fmt: skip
            if not text:
                yield f"{where}: column “{key}” is empty"
        for reference in one.law:
            act = reference.partition("-")[0]
            if act not in blocks("law"):
                yield f"{where}: column “law”: “{act}” is unknown{nearest(act, blocks('law'))}"
        yield from _placed(one, where)


def _placed(one: Explained, where: str) -> Iterator[str]:
    if (one.column is None) != (one.entry.dimensions == "category"):
        yield f"{where}: column “column” must be {'filled' if one.column is None else 'empty: its classes are open'}"
    if one.group not in blocks("group"):
        yield f"{where}: codebook.toml has no [group] “{one.group}”"


def _notes() -> Iterator[str]:
    for key, note in blocks("note").items():
        for pattern in note["applies"]:
            if not any(fnmatchcase(indicator, pattern) for indicator in catalogue()):
                yield f"rules/data/codebook.toml: [note] “{key}”: “{pattern}” fits no indicator{nearest(pattern, catalogue())}"


def _columns() -> Iterator[str]:
    for table in data_tables().values():
        counts = Counter(column.name for column in table.columns)
        for name, count in counts.items():
            if count > 1:
                yield f"table {table.name}: column “{name}” stands {count} times"
            if not _NAME.fullmatch(name):
                yield f"table {table.name}: column “{name}” must be lower case letters, digits and _, at most 32"
