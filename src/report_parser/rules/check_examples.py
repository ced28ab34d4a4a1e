"""Runs the examples and counter-examples that stand in the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_parser.rules.load import read_table, table_names

_ROLES = {
    "proactive": "proactive",
    "requests": "requests",
    "outcome": "requests",
    "review": "review_litigation",
    "litigation": "review_litigation",
    "complaints": "review_litigation",
    "appeals": "review_litigation",
    "consultation": "consultation",
    "fees": "fees",
    "response": "response",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A text that must (``value`` is a number) or must not (None) give an indicator."""

    where: str
    indicator: str
    text: str
    value: float | None


def role_for(indicator: str) -> str:
    """Returns the role of the section in which an indicator's examples are read.

    >>> role_for("outcome.granted"), role_for("fees.processing"), role_for("training.sessions")
    ('requests', 'other', 'resources')
    """
    return "other" if indicator == "fees.processing" else _ROLES.get(indicator.partition(".")[0], "resources")


def wording_examples() -> Iterator[Example]:
    """Yields every example and counter-example of the indicators' wordings and of the ways of saying none."""
    for name in table_names("indicators"):
        table = read_table(name)
        file = f"rules/data/{name}.toml"
        for entry in table.get("indicator", []):
            for i, rule in enumerate(entry["rule"]):
                where = f"{file}: [indicator] “{entry['id']}” rule {i + 1}"
                yield from (Example(where, entry["id"], e["text"], e["value"]) for e in rule.get("examples", []))
                yield from (Example(where, entry["id"], text, None) for text in rule.get("counter", []))
        for entry in table.get("both", []):
            for indicator in entry["indicators"]:
                where = f"{file}: [both] “{indicator}”"
                yield from (Example(where, indicator, e["text"], e["value"]) for e in entry.get("examples", []))
                yield from (Example(where, indicator, text, None) for text in entry.get("counter", []))
    for entry in read_table("negations")["zero"]:
        where = f"rules/data/negations.toml: [zero] “{entry['indicator']}”"
        yield from (Example(where, entry["indicator"], text, 0) for text in entry["examples"])
        yield from (Example(where, entry["indicator"], text, None) for text in entry["counter"])


def example_fault(example: Example) -> str | None:
    """Returns what is wrong with an example when it is read, None where it holds."""
    from report_parser.figures.from_prose import find_figures_in_text

    figures = find_figures_in_text(example.text, role_for(example.indicator))
    values = [f.value for f in figures if f.indicator == example.indicator]
    if example.value is None:
        return f"counter-example “{example.text}” gives {values}" if values else None
    if example.value in values:
        return None
    read = {f.indicator: f.value for f in figures}
    return f"example “{example.text}” does not give {example.value}; read: {read}"


def example_problems() -> list[str]:
    """Returns the examples of all tables that do not hold, with file and entry."""
    wording = (f"{e.where}: {fault}" for e in wording_examples() if (fault := example_fault(e)))
    return [*_section_examples(), *_mask_examples(), *_image_examples(), *wording]


def _section_examples() -> Iterator[str]:
    from report_parser.sections.headings import heading_roles

    for role in read_table("sections")["role"]:
        where = f"rules/data/sections.toml: [role] “{role['name']}”"
        for text in role["examples"]:
            if role["name"] not in heading_roles(text):
                yield f"{where}: example “{text}” gives {heading_roles(text)}"
        for text in role["counter"]:
            if role["name"] in heading_roles(text):
                yield f"{where}: counter-example “{text}” gives {heading_roles(text)}"


def _mask_examples() -> Iterator[str]:
    from report_parser.quantities import find_quantities

    for mask in read_table("not_quantities")["mask"]:
        where = f"rules/data/not_quantities.toml: [mask] “{mask['name']}”"
        for text in mask["examples"]:
            if found := [q.raw for q in find_quantities(text)]:
                yield f"{where}: example “{text}” still gives {found}"
        for counter in mask.get("counter", []):
            found = [q.raw for q in find_quantities(counter["text"])]
            if found != counter["keep"]:
                yield f"{where}: counter-example “{counter['text']}” gives {found}, not {counter['keep']}"


def _image_examples() -> Iterator[str]:
    from report_parser.checks.document import label_names_table, text_announces_table

    image = read_table("images")["image"]
    for key, test in (("label", label_names_table), ("before", text_announces_table)):
        for kind, wanted in (("examples", True), ("counter", False)):
            for text in image[f"{key}_{kind}"]:
                if test(text) is not wanted:
                    yield f"rules/data/images.toml: [image]: “{text}” of {key}_{kind} does not hold"
