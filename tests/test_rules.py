"""The tables are in order, their examples hold, and a fault in a table is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_parser.errors import RulesError
from report_parser.rules.catalogue import catalogue
from report_parser.rules.check import check_rules, table_problems
from report_parser.rules.check_examples import Example, example_fault, wording_examples
from report_parser.rules.check_rows import row_problems
from report_parser.rules.load import read_table


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


def test_what_a_table_lacks_is_named() -> None:
    assert list(table_problems("words", {})) == ["rules/data/words.toml: is empty"]
    assert "rules/data/words.toml: [concept] is missing" in list(table_problems("words", {"konzept": []}))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("code\tname\n110000\t北京市\n110101\n".encode(), "line 3 has 1 cells parted by tabs, its head has 2"),
        ("code\tname\n110000\t北京市\n".encode("gb18030"), "is not in UTF-8 (byte 18); save it as UTF-8"),
        (b"", "is empty"),
        (b"# only a comment\n", "is empty"),
    ],
)
def test_rows_that_are_damaged_are_named(raw: bytes, words: str) -> None:
    (problem,) = row_problems("x.tsv", raw)
    assert words in problem


def test_rows_may_have_comments() -> None:
    assert list(row_problems("x.tsv", b"# a comment\nid\tname\n1\tone\n")) == []


def test_a_table_in_another_charset_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "rules" / "data").mkdir(parents=True)
    (tmp_path / "rules" / "data" / "gbk.toml").write_bytes('word = "公开"'.encode("gb18030"))
    monkeypatch.setattr("report_parser.rules.load.files", lambda _: tmp_path)
    with pytest.raises(RulesError, match=r"gbk\.toml: is not in UTF-8 \(byte 9\); save it as UTF-8"):
        read_table.__wrapped__("gbk")
