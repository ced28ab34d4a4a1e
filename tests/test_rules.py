"""The tables are in order, their examples hold, and a fault in a table is named."""

from __future__ import annotations

import pytest

from report_parser.rules.catalogue import catalogue
from report_parser.rules.check import check_rules, table_problems
from report_parser.rules.check_examples import Example, example_fault, wording_examples


@pytest.mark.parametrize("example", list(wording_examples()), ids=lambda e: e.text)
def test_wording(example: Example) -> None:
    assert example_fault(example) is None


def test_tables_are_in_order() -> None:
    assert check_rules() == []


def test_every_prose_indicator_has_a_rule() -> None:
    read = {e.indicator for e in wording_examples()}
    tables_only = {i for i, e in catalogue().items() if "N" not in e.eras.split()} | {"outcome.total"}
    open_classes = {"proactive.by_topic", "requests.by_topic", "requests.by_body"}
    assert set(catalogue()) - read - tables_only - open_classes == set()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"indikator": []}, ["indicators/x.toml", "indikator", "indicator"]),
        ({"indicator": [{"id": "fees.waived", "rule": [{"need": ["waive"], "domain": "fees", "units": "money"}]}]}, ["fees.waived", "examples"]),
        ({"indicator": [{"id": "fees.waived", "rule": [{"neeed": ["waive"], "domain": "fees", "units": "money"}]}]}, ["fees.waived", "neeed"]),
    ],
)  # fmt: skip
def test_fault_names_file_entry_and_key(table: dict[str, object], words: list[str]) -> None:
    problems = "\n".join(table_problems("indicators/x", table))
    assert all(word in problems for word in words)
