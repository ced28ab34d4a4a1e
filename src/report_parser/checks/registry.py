"""The checks as data: ``checks.toml`` as typed entries, and the sentences that findings speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from report_parser.checks.expressions import Comparison, FormulaError, parse_formula
from report_parser.errors import RulesError
from report_parser.models import Finding, Severity
from report_parser.rules.load import read_table

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    name: str
    severity: Severity
    zh: str
    en: str
    basis: str


@dataclass(frozen=True, slots=True)
class Formula:
    """An arithmetic check: what should hold, and where it is looked at."""

    id: str
    code: str
    source: Literal["table", "prose"]
    whole: str
    formula: str
    comparison: Comparison
    accept: tuple[Comparison, ...]
    tables: tuple[str, ...]
    each: str | None
    need: tuple[str, ...]
    exceeds: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class PartsList:
    """A list of parts in prose, and the wholes that they may be of."""

    id: str
    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    not_parts: tuple[str, ...]
    other: tuple[str, ...]
    overlap: bool
    """One item may stand in several parts (channels)."""
    open: bool
    """The classes are the text's own: they make the whole only where 其他 is one of them."""
    exhaustive: bool
    """There is nothing beside the parts that the catalogue knows: a plain list (without 其中) makes the whole."""
    nested: Mapping[str, tuple[str, ...]]
    zh: str
    en: str
    families: tuple[str, ...]
    """Those of ``parts`` that end in a point: all indicators below."""

    def holds(self, indicator: str | None) -> bool:
        """Returns whether an indicator is one of the parts."""
        if indicator is None or indicator in self.not_parts:
            return False
        return indicator in self.parts or indicator.startswith(self.families)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: which counts it is worked out from."""

    indicator: str
    label: re.Pattern[str]
    parts: tuple[str, ...]
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """The words after 占 that name a whole."""

    pattern: re.Pattern[str]
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Which indicators are compared wherever they are stated twice."""

    prose: tuple[str, ...]
    table: tuple[str, ...]
    exceptions: tuple[str, ...]
    same: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All entries of ``checks.toml``."""

    codes: Mapping[str, Code]
    formulas: tuple[Formula, ...]
    lists: tuple[PartsList, ...]
    rates: tuple[Rate, ...]
    bases: tuple[Base, ...]
    conflict: Conflict
    messages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check as it came out: passed, failed (with its finding), or not assessable (None)."""

    code: str
    passed: bool | None
    finding: Finding | None = None


@cache
def registry() -> Registry:
    """Returns the registry of checks.

    Raises:
        RulesError: an entry of ``checks.toml`` is wrong; the message names it.
    """
    table = read_table("checks")
    try:
        return _registry(table)
    except KeyError as error:
        raise RulesError(f"rules/data/checks.toml: the key {error} is missing in an entry") from error


def _registry(table: Mapping[str, Any]) -> Registry:
    conflict = table["conflict"]
    same = tuple((tuple(s["prose"]), tuple(s["table"])) for s in table.get("same", []))
    return Registry(
        codes={c["name"]: Code(c["name"], c["severity"], c["zh"], c["en"], c.get("basis", "")) for c in table["code"]},
        formulas=tuple(_formula(f) for f in table["formula"]),
        lists=tuple(_list(entry) for entry in table["list"]),
        rates=tuple(
            Rate(r["indicator"], re.compile(r["label"]), tuple(r["parts"]), tuple(r["wholes"])) for r in table["rate"]
        ),
        bases=tuple(Base(re.compile(b["pattern"]), tuple(b["wholes"])) for b in table["base"]),
        conflict=Conflict(tuple(conflict["prose"]), tuple(conflict["table"]), tuple(conflict["except"]), same),
        messages={m["key"]: {"zh": m["zh"], "en": m["en"]} for m in table["message"]},
    )


def _formula(entry: Mapping[str, Any]) -> Formula:
    try:
        comparison = parse_formula(entry["formula"])
        accept = tuple(parse_formula(f) for f in entry.get("accept", []))
    except FormulaError as error:
        raise RulesError(f"rules/data/checks.toml: formula {entry['id']}: {error}") from error
    return Formula(
        id=entry["id"],
        code=entry["code"],
        source=entry["source"],
        whole=entry["whole"],
        formula=" ".join(entry["formula"].split()),
        comparison=comparison,
        accept=accept,
        tables=tuple(entry.get("tables", [])),
        each=entry.get("each"),
        need=tuple(entry.get("need", [])),
        exceeds=entry.get("exceeds", False),
        zh=entry["zh"],
        en=entry["en"],
    )


def _list(entry: Mapping[str, Any]) -> PartsList:
    return PartsList(
        id=entry["id"],
        wholes=tuple(entry["wholes"]),
        parts=tuple(entry["parts"]),
        not_parts=tuple(entry.get("not_parts", [])),
        other=tuple(entry["other"]),
        overlap=entry.get("overlap", False),
        open=entry.get("open", False),
        exhaustive=entry.get("exhaustive", False),
        nested={whole: tuple(parts) for whole, parts in entry.get("nested", {}).items()},
        zh=entry["zh"],
        en=entry["en"],
        families=tuple(p for p in entry["parts"] if p.endswith(".")),
    )


def sentence(key: str, lang: Lang, **values: object) -> str:
    """Returns the sentence of ``checks.toml`` with its values put in.

    >>> sentence("late", "zh", published="2017-05-02", limit="2017-03-31")
    '公布日期2017-05-02晚于法定期限2017-03-31。'
    """
    return registry().messages[key][lang].format(**values)


def severity_of(code: str) -> Severity:
    """Returns the severity of a code."""
    return registry().codes[code].severity


def list_checks(lang: Lang = "zh") -> str:
    """Returns the registry as text: each code with its severity, and below it the formulas and lists that raise it."""
    entries = registry()
    lines: list[str] = []
    for code in entries.codes.values():
        lines.append(f"{code.name}  [{code.severity}]  {code.zh if lang == 'zh' else code.en}")
        if code.basis:
            lines.append(f"    {'依据' if lang == 'zh' else 'basis'}: {code.basis}")
        lines.extend(
            f"    {f.id}: {f.zh if lang == 'zh' else f.en}\n        {f.formula}"
            for f in entries.formulas
            if f.code == code.name
        )
        if code.name == "sum.mismatch":
            lines.extend(
                f"    {p.id}: {' | '.join(p.wholes)} = {' + '.join(x + '*' for x in p.parts)}"
                f" ({p.zh if lang == 'zh' else p.en})"
                for p in entries.lists
            )
    return "\n".join(lines)
