"""Records the looks at rounds of blind fixtures and draws them: ``docs/rounds.json`` -> the tables and the plot of ``docs/accuracy.md``.

python benchmarks/accuracy.py record 2 FOLDER --look first     # once, before any rule is changed for the round
python benchmarks/accuracy.py record 2 FOLDER --look after     # after mending
python benchmarks/accuracy.py render
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from report_parser import evaluate

DOCS = Path(__file__).parent.parent / "docs"
LOOKS = DOCS / "rounds.json"
PAGE = DOCS / "accuracy.md"
PLOT = DOCS / "accuracy-rounds.svg"
AIMS = {"indicators F1": 0.98, "precision": 0.985, "sections": 0.97, "metadata": 0.97, "further figures": 0.93}


def look(folders: list[Path]) -> dict[str, Any]:
    """What ``evaluate`` says of a round, in the measures that the rounds are held against."""
    result = evaluate(folders)
    whole = result.to_dict()
    fields = sum(t["right"] for t in whole["fields"].values())
    asked = fields + sum(t["missing"] for t in whole["fields"].values())
    count = whole["documents"]
    reports_right = sum(not d.sections.wrong and not d.sections.missing for d in result.documents)
    return {
        "documents": count,
        "precision": whole["indicators"]["precision"],
        "recall": whole["indicators"]["recall"],
        "f1": whole["indicators"]["f1"],
        "right": whole["indicators"]["right"],
        "wrong": whole["indicators"]["wrong"],
        "missing": whole["indicators"]["missing"],
        "sections": whole["sections"]["f1"],
        "reports_with_all_sections": reports_right,
        "metadata": round(fields / asked, 4) if asked else None,
        "fields": {k: [t["right"], t["right"] + t["missing"]] for k, t in whole["fields"].items()},
        "figures": whole["figures"]["recall"],
        "findings": [whole["findings"]["right"], whole["findings"]["missing"], whole["findings"]["wrong"]],
        "traps": whole["trap_violations"],
        "flawless": whole["flawless"],
        "by_template": {k: [t["right"], t["wrong"], t["missing"]] for k, t in whole["by_template"].items()},
        "by_group": {k: [t["right"], t["wrong"], t["missing"]] for k, t in whole["by_group"].items()},
        "confidence": _bands(result.documents),
        "errors": dict(Counter(_kind(d) for d in whole["differences"]).most_common()),
    }


def _bands(documents: Any) -> dict[str, list[int]]:
    bands: dict[str, list[int]] = {}
    for confidence, right in (pair for d in documents for pair in d.confidences):
        band = bands.setdefault(f"{confidence:.2f}", [0, 0])
        band[not right] += 1
    return dict(sorted(bands.items()))


def _kind(difference: dict[str, Any]) -> str:
    group = difference["key"].partition("[")[0].partition(".")[0] if difference["kind"] == "indicator" else ""
    side = "missing" if difference["got"] is None else "invented" if difference["expected"] is None else "other value"
    return " ".join(x for x in (difference["kind"], group, side) if x)


def record(name: str, folders: list[Path], which: str) -> None:
    """Adds a look to the file; a first look is written once and never again."""
    looks = json.loads(LOOKS.read_text(encoding="utf-8")) if LOOKS.exists() else {}
    entry = looks.setdefault(name, {})
    if which == "first" and "first" in entry:
        raise SystemExit(f"round {name} has its first look already")
    entry[which] = look(folders)
    LOOKS.write_text(json.dumps(looks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def render() -> None:
    """Writes the plot, and the tables between the marks of the page."""
    looks = json.loads(LOOKS.read_text(encoding="utf-8"))
    PLOT.write_text(plot(looks), encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    for name, rows in tables(looks).items():
        start, end = f"<!-- {name} -->", f"<!-- end {name} -->"
        before, _, rest = page.partition(start)
        page = f"{before}{start}\n{rows}\n{end}{rest.partition(end)[2]}"
    PAGE.write_text(page, encoding="utf-8")


def tables(looks: dict[str, Any]) -> dict[str, str]:
    """The tables of the page by the name of their marks."""
    return {
        "rounds": _rounds(looks),
        "breakdown": _breakdown(looks),
        "errors": _errors(looks),
        "reliability": _reliability(looks),
    }


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}"


def _rounds(looks: dict[str, Any]) -> str:
    head = "| round | look | documents | precision | recall | F1 | sections F1 | metadata | further figures | findings raised / missed / false | traps filled |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|---|---|"]
    for name, entry in looks.items():
        for which in ("first", "after"):
            if one := entry.get(which):
                cells = [
                    name,
                    which,
                    one["documents"],
                    *(_share(one[k]) for k in ("precision", "recall", "f1", "sections", "metadata", "figures")),
                ]
                lines.append(
                    f"| {' | '.join(map(str, cells))} | {' / '.join(map(str, one['findings']))} | {one['traps']} |"
                )
    return "\n".join(lines)


def _breakdown(looks: dict[str, Any]) -> str:
    """First looks of all rounds by template and group of indicators."""
    lines = ["| | right | wrong | missing | precision | recall |", "|---|---|---|---|---|---|"]
    for part in ("by_template", "by_group"):
        added: dict[str, list[int]] = {}
        for entry in looks.values():
            for key, counts in entry.get("first", {}).get(part, {}).items():
                added[key] = [a + b for a, b in zip(added.get(key, [0, 0, 0]), counts, strict=True)]
        for key, (right, wrong, missing) in sorted(added.items()):
            precision = right / (right + wrong) if right + wrong else None
            recall = right / (right + missing) if right + missing else None
            label = f"template {key}" if part == "by_template" else key
            lines.append(f"| {label} | {right} | {wrong} | {missing} | {_share(precision)} | {_share(recall)} |")
    return "\n".join(lines)


def _errors(looks: dict[str, Any]) -> str:
    names = list(looks)
    kinds: Counter[str] = Counter()
    for entry in looks.values():
        kinds.update(entry.get("first", {}).get("errors", {}))
    lines = [f"| kind | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    for kind, _ in kinds.most_common():
        counts = [str(looks[n].get("first", {}).get("errors", {}).get(kind, 0)) for n in names]
        lines.append(f"| {kind} | {' | '.join(counts)} |")
    return "\n".join(lines)


def _reliability(looks: dict[str, Any]) -> str:
    """How often a figure of a stated confidence was right: first looks of all rounds, and after mending."""
    lines = ["| confidence | first looks: figures | right | after: figures | right |", "|---|---|---|---|---|"]
    for low, high in ((0.97, 1.01), (0.95, 0.97), (0.9, 0.95), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6)):
        cells = []
        for which in ("first", "after"):
            pairs = [
                c
                for e in looks.values()
                for k, c in e.get(which, {}).get("confidence", {}).items()
                if low <= float(k) < high
            ]
            right, wrong = sum(p[0] for p in pairs), sum(p[1] for p in pairs)
            cells += [str(right + wrong), _share(right / (right + wrong) if right + wrong else None)]
        lines.append(f"| {low:.2f}-{min(high, 1.0):.2f} | {' | '.join(cells)} |")
    return "\n".join(lines)


_WIDTH, _HEIGHT, _LEFT, _FLOOR = 720, 320, 48, 0.6
_COLOURS = {"f1": "#1f5fa8", "precision": "#b04a1e", "figures": "#5b7f3b"}


def plot(looks: dict[str, Any]) -> str:
    """An SVG: a point per round for F1, precision and recall of further figures at first look (filled) and after mending (hollow)."""
    names = list(looks)
    step = (_WIDTH - _LEFT - 30) / max(1, len(names) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT + 50}" font-family="sans-serif" font-size="12">'
    ]
    for value in (0.6, 0.7, 0.8, 0.9, 0.98, 1.0):
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - 20}" y1="{_y(value):.1f}" y2="{_y(value):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="6" y="{_y(value) + 4:.1f}">{value:.2f}</text>')
    for i, name in enumerate(names):
        parts.append(f'<text x="{_LEFT + i * step - 4:.1f}" y="{_HEIGHT + 18}">{name}</text>')
    for row, (key, colour) in enumerate(_COLOURS.items()):
        for which, fill in (("first", colour), ("after", "none")):
            points = [
                (_LEFT + i * step, _y(v))
                for i, n in enumerate(names)
                if (v := looks[n].get(which, {}).get(key)) is not None
            ]
            if which == "first":
                parts.append(
                    f'<polyline fill="none" stroke="{colour}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
                )
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" stroke="{colour}" fill="{fill}"/>' for x, y in points]
        parts.append(
            f'<text x="{_LEFT + row * 200}" y="{_HEIGHT + 40}" fill="{colour}">{key} (filled: first look; hollow: after)</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _y(value: float) -> float:
    return _HEIGHT - (max(value, _FLOOR) - _FLOOR) / (1 - _FLOOR) * (_HEIGHT - 20)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    verbs = options.add_subparsers(dest="verb", required=True)
    recorder = verbs.add_parser("record")
    recorder.add_argument("round")
    recorder.add_argument("folders", nargs="+", type=Path)
    recorder.add_argument("--look", choices=("first", "after"), required=True)
    verbs.add_parser("render")
    arguments = options.parse_args()
    if arguments.verb == "record":
        record(arguments.round, arguments.folders, arguments.look)
    else:
        render()


if __name__ == "__main__":
    main()
