"""Every fixture: evidence, schema, determinism; and the accuracy that no change may lower."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import DOCUMENTS, FIXTURES
from report_parser import evaluate, parse_file
from report_parser.serialize import dumps, schema_text

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_document(path: Path) -> None:
    report = parse_file(path)
    for figure in report.figures:
        assert report.text[figure.start : figure.end] == figure.raw
    printed = report.to_dict()
    assert [e.message for e in validator().iter_errors(json.loads(dumps(printed)))] == []
    assert dumps(parse_file(path).to_dict()) == dumps(printed)


def test_gold_stands_beside_every_document() -> None:
    assert [p.name for p in DOCUMENTS if not p.with_name(p.stem + ".gold.json").exists()] == []


@pytest.mark.parametrize("template", sorted(FLOORS))
def test_accuracy_does_not_fall(template: str) -> None:
    result = evaluate([FIXTURES / "reports" / template])
    floor = FLOORS[template]
    assert not result.failures
    assert (result.indicators.precision or 0) >= floor["precision"]
    assert (result.indicators.f1 or 0) >= floor["f1"]
    assert (result.sum_of("sections").f1 or 0) >= floor["sections"]
    assert (result.sum_of("figures").recall or 0) >= floor["figures"]
