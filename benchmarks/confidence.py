"""Fits ``rules/data/confidence.toml`` on recorded first looks (``docs/first-looks.json``) and tests it on the rounds after.

python benchmarks/confidence.py fit     # prints the shares and factors for the table, from rounds 3 to 8
python benchmarks/confidence.py test    # calibration and what --min-confidence keeps, on the rounds after
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from second_reading import chosen, golds, readings

from report_parser import parse_file
from report_parser.confidence import Reading, Scale, scale
from report_parser.evaluation.compare import same_number
from report_parser.rules.load import read_table

RECORD = Path(__file__).parent.parent / "docs" / "first-looks.json"
FITTED = range(3, 20)
OWN = "own"
"""Stands for a reading that keeps its own confidence: ``own 0.88``."""
Counts = Mapping[str, tuple[int, int]]
Looks = Mapping[str, Counts]


def readings_of(folders: Iterable[Path]) -> dict[str, list[int]]:
    """How often the judged indicators of a round were right and wrong, by how they were read: ``requests+adds_up``."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for gold, page in golds(folders):
        for name, right in _judged(json.loads(gold.read_text(encoding="utf-8")), page):
            counts[name][not right] += 1
    return dict(sorted(counts.items()))


def _judged(gold: Mapping[str, Any], page: Path) -> Iterator[tuple[str, bool]]:
    report = parse_file(page)
    how = readings(report)
    confidence = {f.id: f.confidence for f in report.figures}
    for key, value in chosen(report).items():
        if key not in gold.get("optional", ()):
            right = key in gold["indicators"] and same_number(gold["indicators"][key], value.value)
            yield name_of(how.get(value.figure), confidence[value.figure]), right


def name_of(reading: Reading | None, confidence: float) -> str:
    """Returns how a reading is named in the record."""
    return f"{OWN} {confidence:.2f}" if reading is None else "+".join([reading.kind, *sorted(reading.evidence)])


def confidence_of(name: str, table: Scale) -> float:
    """Returns the confidence that a table gives to a reading of the record."""
    if name.startswith(OWN + " "):
        return float(name.split()[1])
    kind, *evidence = name.split("+")
    return table.of(Reading(kind, frozenset(evidence)))


def pairs(looks: Looks, rounds: Iterable[str], table: Scale) -> dict[float, list[int]]:
    """Right and wrong figures of some rounds by the confidence that the table gives them."""
    found: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for name in rounds:
        for reading, (right, wrong) in looks[name].items():
            at = found[confidence_of(reading, table)]
            at[0], at[1] = at[0] + right, at[1] + wrong
    return dict(found)


def calibration_error(found: Mapping[float, Iterable[int]], edges: tuple[float, ...]) -> float:
    """Returns the expected calibration error: over bands, the difference between mean confidence and share right, weighted by figures."""
    whole = sum(sum(c) for c in found.values())
    error = 0.0
    for low, high in zip(edges, (*edges[1:], 1.01), strict=True):
        band = {p: list(c) for p, c in found.items() if low <= p < high}
        error += abs(sum(p * sum(c) - c[0] for p, c in band.items())) / whole
    return error


def fit(looks: Looks) -> tuple[dict[str, float], dict[str, float]]:
    """Returns the kinds' shares of wrong figures and the factors of evidence, alternately refined.

    A share is wrong over figures, each figure weighing what its evidence multiplies, with one right and one wrong added; a factor is
    wrong over what the rest of the table expects, with one added to both.
    """
    table = read_table("confidence")
    rows = _rows(looks)
    shares = {k["id"]: 0.05 for k in table["kind"]}
    factors = {e["id"]: 1.0 for e in table["evidence"]}
    raises = {e["id"]: e["raises"] for e in table["evidence"]}
    for _ in range(100):
        for kind in shares:
            own = [(_product(factors, evidence), good + bad, bad) for (k, *evidence), good, bad in rows if k == kind]
            weight = sum(f * count for f, count, _ in own)
            shares[kind] = (sum(bad for *_, bad in own) + 1) / (weight + 2)
        for name in factors:
            with_it = [r for r in rows if name in r[0]]
            expected = sum(
                min(shares[k] * _product(factors, [e for e in evidence if e != name]), 0.95) * (good + bad)
                for (k, *evidence), good, bad in with_it
            )
            ratio = (sum(bad for *_, bad in with_it) + 1) / (expected + 1)
            factors[name] = min(ratio, 1.0) if raises[name] else max(ratio, 1.0)
    return {k: float(f"{v:.2g}") for k, v in shares.items()}, {k: float(f"{v:.2g}") for k, v in factors.items()}


def _rows(looks: Looks) -> list[tuple[list[str], int, int]]:
    """Kind and evidence, right, wrong, over the rounds that the table is fitted on."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name in looks:
        if int(name) in FITTED:
            for reading, counts in looks[name].items():
                total[reading] = [a + b for a, b in zip(total[reading], counts, strict=True)]
    return [(r.split("+"), *c) for r, c in sorted(total.items()) if not r.startswith(OWN)]  # type: ignore[misc]


def _product(factors: Mapping[str, float], evidence: Iterable[str]) -> float:
    return math.prod(factors[e] for e in evidence)


def show_test(looks: Looks) -> str:
    """What the table is worth on the rounds that it was not fitted on."""
    held = [n for n in looks if int(n) not in FITTED]
    found = pairs(looks, held, scale())
    good, bad = sum(c[0] for c in found.values()), sum(c[1] for c in found.values())
    edges = (0.0, 0.6, 0.8, 0.9, 0.95, 0.97)
    lines = [f"rounds {', '.join(held)}: {good} right, {bad} wrong; error {calibration_error(found, edges):.4f}"]
    for low, high in zip(edges, (*edges[1:], 1.01), strict=True):
        band = [(p, c) for p, c in found.items() if low <= p < high]
        count = sum(sum(c) for _, c in band)
        if count:
            mean = sum(p * sum(c) for p, c in band) / count
            lines.append(
                f"{low:.2f}-{min(high, 1):.2f}: {count} figures, said {mean:.3f}, right {sum(c[0] for _, c in band) / count:.3f}"
            )
    for floor in (0.9, 0.95):
        kept = [c for p, c in found.items() if p >= floor]
        right, wrong = sum(c[0] for c in kept), sum(c[1] for c in kept)
        lines.append(f">= {floor}: {right} of {good} right kept, {bad - wrong} of {bad} wrong left out")
    return "\n".join(lines)


def load() -> dict[str, dict[str, tuple[int, int]]]:
    """Returns the record of first looks."""
    kept = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    return {n: {r: (c[0], c[1]) for r, c in counts.items()} for n, counts in kept.items()}


def save(name: str, counts: Mapping[str, Iterable[int]]) -> None:
    """Adds a round to the record; a round that is there already stays as it is."""
    looks: dict[str, Any] = dict(load())
    looks.setdefault(name, counts)
    lines = [
        f" {json.dumps(n)}: {{\n"
        + ",\n".join(f"  {json.dumps(r)}: {json.dumps(list(c))}" for r, c in looks[n].items())
        + "\n }"
        for n in sorted(looks, key=int)
    ]
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Runs a verb."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("verb", choices=("fit", "test"))
    if options.parse_args().verb == "test":
        print(show_test(load()))
        return
    shares, factors = fit(load())
    for name, share in shares.items():
        print(f"{name}: wrong = {share}")
    for name, factor in factors.items():
        print(f"{name}: factor = {factor}")


if __name__ == "__main__":
    main()
