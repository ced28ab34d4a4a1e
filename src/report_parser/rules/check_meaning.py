"""Do the names in the tables exist (indicators, concepts, domains, units, roles), and are there examples?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from report_parser.figures.rules import UNIT_CLASSES
from report_parser.rules.catalogue import catalogue
from report_parser.rules.check import entry_name, nearest
from report_parser.rules.load import read_table, table_names

_OPEN_DOMAINS = frozenset({"any", "never"})


def meaning_problems() -> list[str]:
    """Returns what is wrong with the names that the tables use; the tables have the right shape already."""
    return [*_indicators(), *_negations(), *_roles(), *_units(), *_concepts()]


@cache
def _known_concepts() -> frozenset[str]:
    return frozenset(c["name"] for c in read_table("words")["concept"])


@cache
def _known_domains() -> frozenset[str]:
    return frozenset(c["domain"] for c in read_table("words")["concept"] if "domain" in c)


@cache
def known_roles() -> frozenset[str]:
    """Returns the section roles: those of ``sections.toml`` and the two that no heading names."""
    return frozenset(r["name"] for r in read_table("sections")["role"]) | {"preamble", "unknown"}


@cache
def _known_units() -> frozenset[str]:
    return frozenset(n for u in read_table("units")["unit"] for n in u["names"]) | {"%"}


def _unknown(where: str, key: str, names: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{where}: key “{key}”: “{name}” is unknown{nearest(name, known)}"


def _twice(where: str, key: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{where}: key “{key}”: “{name}” stands {count} times"


def _indicators() -> Iterator[str]:
    ids: list[str] = []
    for name in table_names("indicators"):
        table = read_table(name)
        for i, entry in enumerate(table.get("indicator", [])):
            where = f"rules/data/{name}.toml: [indicator] {entry_name(entry, i)}"
            ids.append(entry["id"])
            yield from _unknown(where, "id", [entry["id"]], catalogue())
            yield from _unknown(
                where, "cumulative_of", [entry["cumulative_of"]] if "cumulative_of" in entry else [], catalogue()
            )
            for j, rule in enumerate(entry["rule"]):
                yield from _rule(f"{where} rule {j + 1}", rule)
                yield from _both_kinds(f"{where} rule {j + 1}", rule)
        for i, entry in enumerate(table.get("both", [])):
            where = f"rules/data/{name}.toml: [both] {entry_name(entry, i)}"
            yield from _unknown(where, "indicators", entry["indicators"], catalogue())
            yield from _rule(where, entry)
            if not entry.get("examples"):
                yield f"{where}: key “examples” needs at least one example"
    yield from _twice("rules/data/indicators", "id", ids)


def _rule(where: str, rule: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(where, "need", (n for group in rule["need"] for n in group.split("|")), _known_concepts())
    yield from _unknown(where, "allow", rule.get("allow", []), _known_concepts())
    yield from _unknown(where, "domain", [rule.get("domain", "any")], _known_domains() | _OPEN_DOMAINS)
    yield from _unknown(where, "units", [rule["units"]], UNIT_CLASSES)
    for key in ("not_units", "only_units"):
        yield from _unknown(where, key, rule.get(key, []), _known_units())
    yield from _unknown(where, "roles", rule.get("roles", []), known_roles())
    for example in rule.get("examples", []):
        if not (isinstance(example, dict) and set(example) == {"text", "value"}):
            yield f'{where}: key “examples”: {example!r} must be {{ text = "…", value = 1 }}'


def _both_kinds(where: str, rule: Mapping[str, Any]) -> Iterator[str]:
    for key, kind in (("examples", "example"), ("counter", "counter-example")):
        if not rule.get(key):
            yield f"{where}: key “{key}” needs at least one {kind}"


def _negations() -> Iterator[str]:
    for i, entry in enumerate(read_table("negations")["zero"]):
        where = f"rules/data/negations.toml: [zero] {entry_name(entry, i)}"
        yield from _unknown(where, "indicator", [entry["indicator"]], catalogue())
        yield from _unknown(where, "need", entry["need"], _known_concepts())
        yield from _unknown(where, "none", entry["none"], _known_concepts())
        yield from _unknown(where, "domains", entry["domains"], known_roles())
        yield from _both_kinds(where, entry)


def _roles() -> Iterator[str]:
    yield from _twice("rules/data/sections.toml", "name", (r["name"] for r in read_table("sections")["role"]))
    for template in read_table("templates")["template"]:
        where = f"rules/data/templates.toml: [template] “{template['name']}”"
        yield from _unknown(where, "required", template["required"], known_roles())
        yield from _unknown(where, "lenient", template["lenient"], template["required"])
    image = read_table("images")["image"]
    yield from _unknown("rules/data/images.toml: [image]", "roles", image["roles"], known_roles())


def _units() -> Iterator[str]:
    units = read_table("units")["unit"]
    names = {name for unit in units for name in unit["names"]}
    for unit in units:
        where = f"rules/data/units.toml: [unit] “{unit['family']}”"
        yield from _unknown(where, "strong", unit["strong"], unit["names"])
        yield from _unknown(where, "base", [unit["base"]] if "base" in unit else [], names)


def _concepts() -> Iterator[str]:
    concepts = read_table("words")["concept"]
    yield from _twice("rules/data/words.toml", "name", (c["name"] for c in concepts))
    for concept in concepts:
        where = f"rules/data/words.toml: [concept] “{concept['name']}”"
        yield from _twice(where, "words", concept["words"])
        if not concept["words"] and not concept.get("patterns"):
            yield f"{where}: key “words” needs at least one word"
