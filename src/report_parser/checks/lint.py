"""What is wrong with ``checks.toml``: names that nothing bears, with the nearest that something does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from string import Formatter

from report_parser.checks.consistency import formula_operands
from report_parser.checks.registry import registry
from report_parser.errors import RulesError
from report_parser.rules.catalogue import catalogue
from report_parser.rules.load import read_table

_FILE = "rules/data/checks.toml"


def check_problems() -> Iterator[str]:
    """Yields one line a problem: unknown indicators, codes, tolerances and templates, ids used twice, sentences whose slots differ."""
    try:
        told = registry().told
    except (RulesError, ValueError) as error:
        yield str(error)
        return
    templates = [t["name"] for t in read_table("templates")["template"]]
    for check in told:
        yield from _unknown(check.id, "code", [check.code], registry().codes)
        yield from _unknown(check.id, "tolerance", [check.tolerance], registry().tolerances)
        yield from _unknown(check.id, "templates", check.templates, templates)
    for name, count in Counter(c.id for c in told).items():
        if count > 1:
            yield f"{_FILE}: the id “{name}” is used {count} times"
    yield from _indicators()
    yield from _sentences()


def _indicators() -> Iterator[str]:
    entries, known = registry(), catalogue()
    for formula in entries.formulas:
        yield from _unknown(formula.id, "formula", formula_operands(formula), known)
    for spec in entries.lists:
        yield from _unknown(f"list.{spec.id}", "wholes", spec.wholes, known)
        yield from _unknown(f"list.{spec.id}", "other", spec.other, known)
        prefixes = [p for p in spec.parts if not any(i.startswith(p) for i in known)]
        yield from _unknown(f"list.{spec.id}", "parts", prefixes, known)
    for rate in entries.rates:
        yield from _unknown(rate.indicator or "rate", "parts and wholes", (*rate.parts, *rate.wholes), known)


def _unknown(name: str, key: str, given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    names = list(known)
    for word in given:
        if word not in names:
            near = get_close_matches(word, names, n=1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            yield f"{_FILE}: “{name}”: key “{key}”: “{word}” is unknown{hint}"


def _sentences() -> Iterator[str]:
    for key, sentences in registry().messages.items():
        slots = {lang: {s for _, s, _, _ in Formatter().parse(text) if s} for lang, text in sentences.items()}
        if slots["zh"] != slots["en"]:
            differing = ", ".join(sorted(slots["zh"] ^ slots["en"]))
            yield f"{_FILE}: [message] “{key}”: only one language has {differing}"
