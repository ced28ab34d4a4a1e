"""The checks as data: ``checks.toml`` as typed entries, and the sentences that findings speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from report_parser.checks.expressions import Comparison, FormulaError, operands, parse_formula
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
class Told:
    """What the registry says of a check, besides how it is made."""

    id: str
    code: str
    formula: str
    tolerance: str
    """A name of ``[[tolerance]]``."""
    templates: tuple[str, ...]
    """The templates that it is about; empty for all."""
    basis: str
    zh: str
    en: str


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
    slack: Decimal
    """How far the two sides may be apart beyond what is printed allows."""
    message: str
    """The key of its sentence; empty for the usual one."""
    zh: str
    en: str
    named: tuple[str, ...] = ()
    """The indicators that the formula and what is accepted besides name."""


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


@lru_cache(maxsize=1024)
def holders(indicator: str | None) -> frozenset[str]:
    """Returns the ids of the lists that an indicator is a part of."""
    return frozenset(s.id for s in registry().lists if s.holds(indicator))


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
    told: tuple[Told, ...] = ()
    """Every check, in the order of the table."""
    tolerances: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Verdict(NamedTuple):
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
            Rate(r.get("indicator", ""), re.compile(r["label"]), tuple(r["parts"]), tuple(r["wholes"]))
            for r in table["rate"]
        ),
        bases=tuple(Base(re.compile(b["pattern"]), tuple(b["wholes"])) for b in table["base"]),
        conflict=Conflict(tuple(conflict["prose"]), tuple(conflict["table"]), tuple(conflict["except"]), same),
        messages={m["key"]: {"zh": m["zh"], "en": m["en"]} for m in table["message"]},
        told=tuple(_told(table)),
        tolerances={t["name"]: {"zh": t["zh"], "en": t["en"]} for t in table["tolerance"]},
    )


def _told(table: Mapping[str, Any]) -> Iterator[Told]:
    """The checks of every kind, each with a formula that can be read."""
    bases = {c["name"]: c.get("basis", "") for c in table["code"]}
    shown = {"formula": _plain, "list": _list_formula, "rate": _rate_formula, "same": _same_formula, "check": _plain}
    codes = {"list": "sum.mismatch", "rate": "percent.mismatch", "same": "value.conflict"}
    for kind, formula in shown.items():
        for entry in table[kind]:
            code = entry.get("code", codes.get(kind, ""))
            name = f"list.{entry['id']}" if kind == "list" else entry["id"]
            yield Told(
                name,
                code,
                formula(entry),
                entry["tolerance"],
                tuple(entry.get("templates", [])),
                entry.get("basis", bases.get(code, "")),
                entry["zh"],
                entry["en"],
            )


def _plain(entry: Mapping[str, Any]) -> str:
    return " ".join(entry["formula"].split())


def _list_formula(entry: Mapping[str, Any]) -> str:
    parts = " + ".join(f"{p}*" if p.endswith(".") else p for p in entry["parts"])
    sign = "<=" if entry.get("overlap") else ">=" if not entry.get("exhaustive") else "=="
    return f"{' | '.join(entry['wholes'])} {sign} {parts}"


def _rate_formula(entry: Mapping[str, Any]) -> str:
    return (
        f"100 * ({' | '.join(entry['parts'])}) / ({' | '.join(entry['wholes'])}) == {entry.get('indicator', 'percent')}"
    )


def _same_formula(entry: Mapping[str, Any]) -> str:
    return f"{' | '.join(entry['prose'])} == {' | '.join(entry['table'])}"


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
        slack=Decimal(str(entry.get("slack", 0))),
        message=entry.get("message", ""),
        zh=entry["zh"],
        en=entry["en"],
        named=tuple(o.indicator for c in (comparison, *accept) for o in operands(c) if o.indicator != "it"),
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

    >>> sentence("late", "zh", published="2017年5月2日", limit="2017年3月31日")
    '公布日期2017年5月2日，晚于法定期限2017年3月31日。'
    """
    return registry().messages[key][lang].format(**values)


def severity_of(code: str) -> Severity:
    """Returns the severity of a code."""
    return registry().codes[code].severity
