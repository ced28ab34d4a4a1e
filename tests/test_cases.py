"""Sentences with what they state, and nothing else: ``fixtures/cases/*.toml``."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from conftest import FIXTURES
from report_parser.figures.from_prose import find_figures_in_text
from report_parser.figures.resolve import resolve

CASES: list[dict[str, Any]] = [
    case
    for file in sorted((FIXTURES / "cases").glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:30])
def test_case(case: dict[str, Any]) -> None:
    year = case["year"]
    read = resolve(find_figures_in_text(case["text"], case["role"], year), year=year, roles={}).indicators
    optional = case.get("optional", [])
    assert {k: v.value for k, v in read.items() if k not in optional} == case["expect"]
    assert not set(case.get("absent", [])) & set(read)
