"""``report.schema.json`` says what we promise: it takes what the program prints and refuses what breaks the promise."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from report_parser import parse
from report_parser.rules.catalogue import catalogue
from report_parser.rules.check_meaning import known_roles
from report_parser.rules.load import read_table
from report_parser.serialize import schema_text

SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
PAGE = (
    "某县2012年政府信息公开年度报告\n一、概述\n2012年,全县主动公开政府信息512条,其中通过政府网站公开500条,占97.7%。\n"
)


@pytest.fixture
def printed() -> dict[str, Any]:
    return json.loads(json.dumps(parse(PAGE).to_dict()))  # type: ignore[no-any-return]


def test_the_schema_is_valid_and_the_one_of_the_repository() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    file = Path(__file__).parent.parent / "schemas" / "report.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize(
    "text",
    [PAGE, "县政府召开常务会议，研究春耕生产。" * 30, "某县2012年政府信息公开年度报告\n附件：报告.pdf\n"],
    ids=["report", "news", "attachment"],
)
def test_what_is_printed_is_valid(text: str) -> None:
    report = parse(text)
    for whole in (True, False):
        assert [e.message for e in VALIDATOR.iter_errors(json.loads(json.dumps(report.to_dict(text=whole))))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["template"], "2014"),
        (["schema"], "report-parser/2"),
        (["more"], 1),
        (["source", "sha256"], "abc"),
        (["document", "year"], "2012"),
        (["document", "published"], "2013年3月1日"),
        (["document", "issuer_kind"], "company"),
        (["figures", 0, "value"], "512"),
        (["figures", 0, "start"], -1),
        (["figures", 0, "confidence"], 1.5),
        (["figures", 0, "scope"], "some"),
        (["figures", 0, "dimensions"], {"applicant": "alien"}),
        (["figures", 0, "relation"], {"part": "f1"}),
        (["indicators", "proactive.total"], 512),
        (["indicators", "outcome.granted[colour=red]"], {"value": 1, "unit": "件", "figure": "f1"}),
        (["sections", 0, "role"], "introduction"),
        (["findings"], [{"code": "sum.mismatch"}]),
        (["checks"], {"no.such": {"passed": 0, "failed": 0, "not_assessable": 0}}),
    ],
)
def test_what_breaks_the_promise_is_refused(printed: dict[str, Any], path: list[str | int], value: object) -> None:
    changed: Any = deepcopy(printed)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(changed)


@pytest.mark.parametrize("key", [k for k in SCHEMA["properties"] if k != "text"])
def test_every_key_is_required(printed: dict[str, Any], key: str) -> None:
    del printed[key]
    assert not VALIDATOR.is_valid(printed)


def test_the_schema_knows_what_the_tables_know() -> None:
    definitions = SCHEMA["$defs"]
    assert set(definitions["role"]["enum"]) == known_roles()
    assert {t["name"] for t in read_table("templates")["template"]} | {None} == set(
        SCHEMA["properties"]["template"]["enum"]
    )
    indicator = Draft202012Validator({"$ref": "#/$defs/indicator", "$defs": definitions})
    assert all(indicator.is_valid(name) for name in catalogue())
