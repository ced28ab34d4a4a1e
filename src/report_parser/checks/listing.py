"""The registry of checks for people: as text on a terminal, as plain data, and as the table of ``docs/checks.md``."""

from __future__ import annotations

from collections.abc import Iterator

from report_parser.checks.registry import Lang, Told, registry

_WORDS = {
    "zh": {"formula": "算式", "tolerance": "容差", "templates": "格式", "basis": "依据", "all": "全部"},
    "en": {"formula": "formula", "tolerance": "tolerance", "templates": "templates", "basis": "legal source", "all": "all"},
}  # fmt: skip


def list_checks(lang: Lang = "zh") -> str:
    """Returns the registry as text: each code with its severity, and below it the checks that raise it."""
    return "\n".join(_lines(lang))


def _lines(lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    for code in registry().codes.values():
        yield f"{code.name}  [{code.severity}]  {code.zh if lang == 'zh' else code.en}"
        for check in registry().told:
            if check.code == code.name:
                yield f"    {check.id}  {check.zh if lang == 'zh' else check.en}"
                yield f"        {words['formula']}: {check.formula}"
                yield f"        {words['tolerance']}: {tolerance(check, lang)}"
                yield f"        {words['templates']}: {'、'.join(check.templates) or words['all']}"
                yield f"        {words['basis']}: {check.basis}"


def tolerance(check: Told, lang: Lang) -> str:
    """Returns a check's tolerance in words."""
    return registry().tolerances[check.tolerance][lang]


def checks_as_data() -> list[dict[str, object]]:
    """Returns every check as plain data, in the order of the table."""
    codes = registry().codes
    return [
        {
            "id": c.id,
            "code": c.code,
            "severity": codes[c.code].severity,
            "formula": c.formula,
            "tolerance": {"name": c.tolerance, "zh": tolerance(c, "zh"), "en": tolerance(c, "en")},
            "templates": list(c.templates),
            "basis": c.basis,
            "zh": c.zh,
            "en": c.en,
        }
        for c in registry().told
    ]


def checks_page() -> str:
    """Returns ``docs/checks.md``, made from ``checks.toml``."""
    lines = [
        "# Checks",
        "",
        "Made from `src/report_parser/rules/data/checks.toml` by `report-parser rules list --checks --format markdown`; a test holds it current.",
        "",
        "A check whose operands are not all there is counted as not assessable, never as passed. Nothing read is altered.",
        "",
        "## Tolerances",
        "",
        *(f"* `{name}`: {words['en']} ({words['zh']})" for name, words in registry().tolerances.items()),
    ]
    for code in registry().codes.values():
        lines += ["", f"## `{code.name}` ({code.severity})", "", f"{code.en}. {code.zh}。", ""]
        lines += [
            "| check | what should hold | formula | tolerance | templates | source |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(c) for c in registry().told if c.code == code.name]
    return "\n".join(lines) + "\n"


def _row(check: Told) -> str:
    formula = check.formula.replace("|", "\\|")
    templates = ", ".join(check.templates) or "all"
    return (
        f"| `{check.id}` | {check.en}<br>{check.zh} | `{formula}` | {check.tolerance} | {templates} | {check.basis} |"
    )
