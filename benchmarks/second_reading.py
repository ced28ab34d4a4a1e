"""Fits and tests the second reading of numbers in prose (``rules/data/second_reading.tsv``); needs scikit-learn.

python benchmarks/second_reading.py test    # each round by weights fitted on the rounds before it: what a floor leaves out
python benchmarks/second_reading.py fit     # writes the table, from all fixtures; prints the odds for confidence.toml

``docs/first-looks-prose.tsv`` holds every number in prose that filled an indicator at the first look of a round, with the confidence that
the rules gave it and whether it was right.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from report_parser import parse_file
from report_parser.confidence import Reading, log_odds, read, scale, wrong_of_both
from report_parser.evaluation.compare import same_number
from report_parser.figures.from_prose import find_figures_in_text
from report_parser.figures.resolve import choose, indicator_key
from report_parser.models import IndicatorValue, Report
from report_parser.second_reading import (
    START,
    Surroundings,
    family_of,
    features,
    likeness_by,
    surroundings,
    surroundings_of,
)
from report_parser.sections.outline import section_roles

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "docs" / "first-looks-prose.tsv"
TABLE = ROOT / "src" / "report_parser" / "rules" / "data" / "second_reading.tsv"
FIXTURES = ROOT / "fixtures"
HELD = 20
"""The first round that ``test`` judges; those before it are there to fit on."""
STEP = 4
"""Rounds that share one fit in ``test``."""
_LEAST = 15
"""How many numbers of an indicator must be known for it to be read a second time."""
_STRENGTH = 10.0
_FLOORS = (0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.95)
Weights = Mapping[str, Mapping[str, float]]


class Look(NamedTuple):
    """A number in prose that filled an indicator at first look; ``verdict`` is right, wrong or trap."""

    round: int
    document: str
    indicator: str
    around: Surroundings
    confidence: float
    verdict: str


class Labelled(NamedTuple):
    """A number in prose of a labelled report: what it is, if anything."""

    round: int
    indicator: str | None
    found: frozenset[str]


def looks_of(number: int, folders: Iterable[Path]) -> Iterator[Look]:
    """The numbers in prose that fill an indicator in the reports of some folders, judged by their gold."""
    for gold_file, page in golds(folders):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        report = parse_file(page)
        by_id = {f.id: f for f in report.figures}
        roles = section_roles(report.sections)
        stated = confidences(report)
        for key, value in chosen(report).items():
            figure = by_id[value.figure]
            if figure.method == "prose" and key not in gold.get("optional", ()):
                right = key in gold["indicators"] and same_number(gold["indicators"][key], value.value)
                verdict = "right" if right else "trap" if key in gold.get("absent", ()) else "wrong"
                around = surroundings_of(figure, report.text, roles)
                yield Look(number, page.stem, str(figure.indicator), around, stated[figure.id], verdict)


def chosen(report: Report) -> dict[str, IndicatorValue]:
    """Returns the values that would fill the indicators if none were doubted."""
    return choose(
        [f.as_read() for f in report.figures], year=report.document.year, roles=section_roles(report.sections)
    )


def confidences(report: Report) -> dict[str, float]:
    """Returns the confidence by the rules alone, without the second reading, of each figure that the table judges, by its id."""
    return {i: scale().of(reading) for i, reading in readings(report).items()}


def readings(report: Report) -> dict[str, Reading]:
    """Returns how each figure of a report was read, by its id."""
    roles = section_roles(report.sections)
    return read(report.figures, report.text, year=report.document.year, roles=roles, findings=report.findings)


def golds(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yields the gold files of some folders, each with its page."""
    for gold in sorted(g for folder in folders for g in folder.rglob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        yield gold, next(p for p in sorted(gold.parent.glob(f"{stem}.*")) if p != gold and p.name.count(".") == 1)


def labelled(folders: Iterable[Path] = (FIXTURES,)) -> Iterator[Labelled]:
    """Every number in prose of the labelled reports of some folders, with the indicator that gold says it fills."""
    rounds = rounds_of_documents()
    for gold_file, page in golds(folders):
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        report = parse_file(page)
        roles = section_roles(report.sections)
        for figure in report.figures:
            key = indicator_key(figure)
            if figure.method != "prose" or key in gold.get("optional", ()):
                continue
            stated = gold.get("indicators", {}).get(key)
            fills = stated is not None and same_number(stated, figure.value)
            yield Labelled(
                rounds.get(page.stem, 0),
                figure.indicator if fills else None,
                features(surroundings_of(figure, report.text, roles)),
            )


LAST = 999
"""Stands for the round of a case: nothing is tested on it, and no test is fitted on it."""


def cases() -> Iterator[Labelled]:
    """Every number in prose of the cases (``fixtures/cases``), with the indicator that the case says it fills."""
    for file in sorted((FIXTURES / "cases").glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            text, role = case["text"], case["role"]
            for figure in find_figures_in_text(text, role, case["year"]):
                key = indicator_key(figure)
                if figure.method != "prose" or key in case.get("optional", ()):
                    continue
                fills = key in case["expect"] and same_number(case["expect"][key], figure.value)
                around = surroundings(text, figure.start, figure.end, unit=figure.unit, role=role, value=figure.value)
                yield Labelled(LAST, figure.indicator if fills else None, features(around))


def rounds_of_documents() -> dict[str, int]:
    """Returns the round of each fixture that its origin names, by the fixture's name."""
    return {
        stem: int(origin["round"])
        for file in (FIXTURES / "reports").glob("origin-r*.toml")
        for stem, origin in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def fitted(numbers: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Returns the weights of each indicator and family: a logistic regression with L1 penalty, its numbers against all others."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = defaultdict(int)
    for number in numbers:
        for name in number.found:
            counts[name] += 1
    names = [n for n, count in sorted(counts.items()) if count > 1]
    place = {n: i for i, n in enumerate(names)}
    columns = [[place[n] for n in sorted(number.found) if n in place] for number in numbers]
    data = [1 / math.sqrt(len(number.found)) for number, own in zip(numbers, columns, strict=True) for _ in own]
    starts = [0]
    for own in columns:
        starts.append(starts[-1] + len(own))
    matrix = csr_matrix((data, [i for own in columns for i in own], starts), shape=(len(numbers), len(names)))
    labels = [{n.indicator, family_of(n.indicator)} if n.indicator else set() for n in numbers]
    result = {}
    for indicator in sorted(set().union(*labels) - {""}):
        own = [indicator in those for those in labels]
        if sum(own) < _LEAST:
            continue
        model = LogisticRegression(C=_STRENGTH, l1_ratio=1, solver="liblinear", max_iter=100, tol=1e-2, random_state=0)
        model.fit(matrix, own)
        kept = {names[i]: round(w, 2) for i, w in enumerate(model.coef_[0]) if round(w, 2)}
        result[indicator] = {START: round(float(model.intercept_[0]), 2), **kept}
    return result


def odds(looks: Sequence[Look], likes: Sequence[float | None]) -> tuple[float, float, float]:
    """Returns start, own and second: log odds of wrong = start - own * log_odds(confidence) - second * log_odds(likeness)."""
    from sklearn.linear_model import LogisticRegression

    read_twice = [(look, like) for look, like in zip(looks, likes, strict=True) if like is not None]
    model = LogisticRegression(C=1.0)
    model.fit(
        [[log_odds(look.confidence), log_odds(like)] for look, like in read_twice],
        [look.verdict != "right" for look, _ in read_twice],
    )
    own, second = model.coef_[0]
    return float(model.intercept_[0]), -float(own), -float(second)


def show_test(looks: Sequence[Look], numbers: Sequence[Labelled]) -> str:
    """What the second reading is worth on rounds that it was not fitted on."""
    likes = _forward(looks, numbers)
    wrong: dict[int, float] = {}
    for number in sorted({look.round for look in looks if look.round >= HELD}):
        known = [i for i, look in enumerate(looks) if look.round < number]
        start, own, second = odds([looks[i] for i in known], [likes[i] for i in known])
        for i, look in enumerate(looks):
            if look.round == number:
                like = likes[i]
                wrong[i] = (
                    1 - look.confidence if like is None else wrong_of_both(start, own, second, look.confidence, like)
                )
    whole = _counts(looks, wrong)
    lines = [f"rounds from {HELD}: right {whole['right']}, wrong {whole['wrong']}, traps {whole['trap']}"]
    for floor in _FLOORS:
        out = _counts(looks, [i for i, w in wrong.items() if 1 - w < floor])
        by_rule = _counts(looks, [i for i in wrong if looks[i].confidence < floor])
        lines.append(f"below {floor}: {dict(out)}; by the rules' confidence alone: {dict(by_rule)}")
    return "\n".join(lines)


def _forward(looks: Sequence[Look], numbers: Sequence[Labelled]) -> list[float | None]:
    """The likeness of each number by weights that were fitted on earlier rounds only."""
    likes: list[float | None] = [None] * len(looks)
    for first in range(min(look.round for look in looks), max(look.round for look in looks) + 1, STEP):
        weights = fitted([n for n in numbers if n.round < first])
        for i, look in enumerate(looks):
            if first <= look.round < first + STEP:
                likes[i] = _like(weights, look)
    return likes


def _like(weights: Weights, look: Look) -> float | None:
    return likeness_by(weights, look.indicator, features(look.around))


def _counts(looks: Sequence[Look], chosen: Iterable[int]) -> dict[str, int]:
    counts = {"right": 0, "wrong": 0, "trap": 0}
    for i in chosen:
        counts[looks[i].verdict] += 1
    return counts


def write_table(weights: Weights) -> None:
    """Writes the table, by indicator and feature."""
    lines = ["indicator\tfeature\tweight"]
    lines += [f"{i}\t{f}\t{w:g}" for i, own in sorted(weights.items()) for f, w in sorted(own.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load() -> list[Look]:
    """Returns the record of first looks."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        return [_look(row) for row in csv.DictReader(file, delimiter="\t")]


def _look(row: Mapping[str, Any]) -> Look:
    around = Surroundings(row["before"], row["after"], row["unit"] or None, row["role"], float(row["value"]))
    return Look(int(row["round"]), row["document"], row["indicator"], around, float(row["confidence"]), row["verdict"])


def save(looks: Iterable[Look]) -> None:
    """Adds looks to the record."""
    new = not RECORD.exists()
    with RECORD.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        if new:
            writer.writerow(["round", "document", "indicator", *Surroundings._fields, "confidence", "verdict"])
        for look in looks:
            before, after, unit, role, value = look.around
            writer.writerow(
                [
                    look.round,
                    look.document,
                    look.indicator,
                    before,
                    after,
                    unit or "",
                    role,
                    value,
                    look.confidence,
                    look.verdict,
                ]
            )


def main() -> None:
    """Runs a verb."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("verb", choices=("fit", "test"))
    options.add_argument(
        "folders", nargs="*", type=Path, help="further labelled reports to fit on, beside the fixtures"
    )
    arguments = options.parse_args()
    looks, numbers = load(), [*labelled([FIXTURES, *arguments.folders]), *cases()]
    if arguments.verb == "test":
        print(show_test(looks, numbers))
        return
    weights = fitted(numbers)
    write_table(weights)
    start, own, second = odds(looks, _forward(looks, numbers))
    print(f"{sum(map(len, weights.values()))} weights; start = {start:.2f}, own = {own:.2f}, second = {second:.2f}")


if __name__ == "__main__":
    main()
