"""Records the looks at rounds of blind fixtures and draws them: ``docs/rounds.json`` -> the tables and the plots of ``docs/accuracy.md``.

python benchmarks/accuracy.py record 2 FOLDER --look first     # once, before any rule is changed for the round
python benchmarks/accuracy.py after                            # all rounds again, as they are read and labelled now
python benchmarks/accuracy.py render
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import confidence
import second_reading
from plots import plot_reliability, plot_rounds

from report_parser import evaluate
from report_parser.confidence import scale

DOCS = Path(__file__).parent.parent / "docs"
FIXTURES = DOCS.parent / "fixtures" / "reports"
LOOKS = DOCS / "rounds.json"
PAGE = DOCS / "accuracy.md"
PLOT = DOCS / "accuracy-rounds.svg"
RELIABILITY = DOCS / "accuracy-reliability.svg"
BY_RULE = range(3, 14)
"""The rounds whose first look printed confidences that were set by rule, not yet calibrated."""
BANDS = ((0.97, 1.0), (0.95, 0.97), (0.9, 0.95), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6))


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
    for stated, right in (pair for d in documents for pair in d.confidences):
        band = bands.setdefault(f"{stated:.2f}", [0, 0])
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
    if which == "first":
        confidence.save(name, confidence.readings_of(folders))
        second_reading.save(second_reading.looks_of(int(name), folders))
    _write(looks)


def record_after() -> None:
    """Looks again at the fixtures of every round that has a first look."""
    looks = json.loads(LOOKS.read_text(encoding="utf-8"))
    for name, entry in looks.items():
        if golds := golds_of(name):
            entry["after"] = look(golds)
    _write(looks)


def golds_of(name: str) -> list[Path]:
    """Returns the gold files of a round: of the documents whose origin names it."""
    stems = [stem for stem, number in second_reading.rounds_of_documents().items() if str(number) == name]
    return sorted(g for s in stems for g in FIXTURES.glob(f"*/{s}.gold.json"))


def _write(looks: dict[str, Any]) -> None:
    looks = {name: looks[name] for name in sorted(looks, key=int)}
    LOOKS.write_text(json.dumps(looks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def render() -> None:
    """Writes the plot, and the tables between the marks of the page."""
    looks = json.loads(LOOKS.read_text(encoding="utf-8"))
    PLOT.write_text(plot_rounds(looks), encoding="utf-8")
    RELIABILITY.write_text(plot_reliability(*reliabilities(looks)), encoding="utf-8")
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
    lines = [
        "| round | look | documents | precision % | recall % | F1 % | sections F1 % | metadata % | further figures % | findings right / missed / false | traps filled |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, entry in looks.items():
        for which in ("first", "after"):
            if one := entry.get(which):
                measures = (_share(one[k]) for k in ("precision", "recall", "f1", "sections", "metadata", "figures"))
                findings = " / ".join(map(str, one["findings"]))
                lines.append(
                    f"| {name} | {which} | {one['documents']} | {' | '.join(measures)} | {findings} | {one['traps']} |"
                )
    return "\n".join(lines)


def _breakdown(looks: dict[str, Any]) -> str:
    """First looks of all rounds by template and group of indicators."""
    lines = ["| | right | wrong | missing | precision % | recall % |", "|---|---|---|---|---|---|"]
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
    """Kinds of error at first look: all rounds together, and the last five one by one."""
    kinds = {n: Counter(e.get("first", {}).get("errors", {})) for n, e in looks.items()}
    last = list(looks)[-5:]
    lines = [f"| kind | all rounds | {' | '.join(f'round {n}' for n in last)} |", "|---|---|" + "---|" * len(last)]
    for kind, count in sum(kinds.values(), Counter()).most_common():
        lines.append(f"| {kind} | {count} | {' | '.join(str(kinds[n][kind]) for n in last)} |")
    return "\n".join(lines)


Pairs = dict[float, list[int]]


def reliabilities(looks: dict[str, Any]) -> tuple[Pairs, Pairs, Pairs]:
    """Right and wrong figures at first look by confidence: as once set by rule, calibrated on the rounds fitted, and on those held out."""
    record = confidence.load()
    held = [n for n in record if int(n) not in confidence.FITTED]
    printed = (entry.get("first", {}).get("confidence", {}) for n, entry in looks.items() if int(n) in BY_RULE)
    by_rule: Pairs = {}
    for key, (right, wrong) in (pair for c in printed for pair in c.items()):
        at = by_rule.setdefault(float(key), [0, 0])
        at[0], at[1] = at[0] + right, at[1] + wrong
    fitted = confidence.pairs(record, [n for n in record if int(n) in confidence.FITTED], scale())
    return by_rule, fitted, confidence.pairs(record, held, scale())


def _reliability(looks: dict[str, Any]) -> str:
    """How often a figure of a stated confidence was right at first look."""
    kinds = reliabilities(looks)
    lines = [
        "| confidence | by rule, rounds 3 to 13: figures | right % | calibrated, rounds fitted: figures | right % | calibrated, rounds held out: figures | right % |",
        "|---|---|---|---|---|---|---|",
    ]
    for low, high in BANDS:
        cells = [c for found in kinds for c in _band(found, low, high + (high == 1.0))]
        lines.append(f"| {low:.2f}-{high:.2f} | {' | '.join(cells)} |")
    edges = tuple(sorted(low for low, _ in BANDS))
    errors = [f"{100 * confidence.calibration_error(found, edges):.2f}" for found in kinds]
    lines.append(f"| calibration error, % | | {' | | '.join(errors)} |")
    lines += [
        f"| {floor} and more: right kept, wrong left out % | | {' | | '.join(_kept(f, floor) for f in kinds)} |"
        for floor in (0.9, 0.95)
    ]
    return "\n".join(lines)


def _band(found: Pairs, low: float, high: float) -> tuple[str, str]:
    right, wrong = _added(c for p, c in found.items() if low <= p < high)
    return str(right + wrong), _share(right / (right + wrong) if right + wrong else None)


def _kept(found: Pairs, floor: float) -> str:
    right, wrong = _added(found.values())
    kept, passed = _added(c for p, c in found.items() if p >= floor)
    return f"{_share(kept / right)}, {_share(1 - passed / wrong)}"


def _added(counts: Iterable[list[int]]) -> tuple[int, int]:
    both = list(counts)
    return sum(c[0] for c in both), sum(c[1] for c in both)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    verbs = options.add_subparsers(dest="verb", required=True)
    recorder = verbs.add_parser("record")
    recorder.add_argument("round")
    recorder.add_argument("folders", nargs="+", type=Path)
    recorder.add_argument("--look", choices=("first", "after"), required=True)
    verbs.add_parser("after")
    verbs.add_parser("render")
    arguments = options.parse_args()
    if arguments.verb == "record":
        record(arguments.round, arguments.folders, arguments.look)
    elif arguments.verb == "after":
        record_after()
    else:
        render()


if __name__ == "__main__":
    main()
