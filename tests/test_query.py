"""``export`` and ``query`` from the command line; the examples in ``docs/query.md`` run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import DOCUMENTS
from query_doc import DOC, EXAMPLE
from report_parser.cli import main
from report_parser.pipeline import parse_file
from report_parser.serialize import dumps
from report_parser.sinks import files as sink_files

EXAMPLES = [(example["sql"], example["shown"]) for example in EXAMPLE.finditer(DOC.read_text("utf-8"))]
COUNT = "SELECT count(*) AS n, count(published_on) AS dated, max(report_year) AS newest FROM reports"


@pytest.fixture(scope="session")
def jsonl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parsed") / "all.jsonl"
    path.write_text("".join(dumps(parse_file(document).to_dict()) + "\n" for document in DOCUMENTS), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def data(jsonl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    assert main(["export", str(jsonl), "--out", str(out)]) == 0
    return out


def query(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["query", *arguments]) == 0
    return capsys.readouterr().out


def test_the_doc_has_its_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize(("sql", "shown"), EXAMPLES, ids=lambda text: text.split("\n")[0][:40])
def test_an_example_of_the_doc_runs(sql: str, shown: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = query(capsys, sql, "--data", str(data)).splitlines()
    assert found[0].split() == shown.splitlines()[0].split()
    assert len(found) > 3


@pytest.mark.parametrize("name", ["jsonl", "parquet", "csv", "sqlite", "duckdb"])
def test_any_format_can_be_asked(name: str, jsonl: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    assert main(["export", str(jsonl), "--to", name, "--out", str(tmp_path)]) == 0
    expected = query(capsys, COUNT, "--data", str(data), "--format", "json")
    assert query(capsys, COUNT, "--data", str(tmp_path), "--format", "json") == expected
    assert json.loads(expected)[0]["n"] == len(DOCUMENTS)


def test_parts_are_asked_as_one(jsonl: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = jsonl.read_text("utf-8").splitlines(keepends=True)
    for i, some in enumerate((lines[:3], lines[3:8]), 1):
        source = tmp_path / f"{i}.jsonl"
        source.write_text("".join(some), encoding="utf-8")
        assert main(["export", str(source), "--out", str(tmp_path / f"part-0000{i}-of-00002")]) == 0
    assert json.loads(query(capsys, "SELECT count(*) AS n FROM reports", "--data", str(tmp_path), "--format", "json")) == [{"n": 8}]  # fmt: skip


def test_formats(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT 12.0 AS a, NULL AS b, true AS c, DATE '2020-01-31' AS d, '=1+1' AS e, '长沙' AS f, 0.25 AS g"
    at = ("--data", str(data), "--format")
    assert query(capsys, sql, *at, "csv") == "a,b,c,d,e,f,g\n12,,true,2020-01-31,'=1+1,长沙,0.25\n"
    assert json.loads(query(capsys, sql, *at, "json")) == [{"a": 12, "b": None, "c": True, "d": "2020-01-31", "e": "=1+1", "f": "长沙", "g": 0.25}]  # fmt: skip
    assert query(capsys, sql, *at, "table").splitlines() == [
        " a  b  c     d           e     f        g",
        "--  -  ----  ----------  ----  ----  ----",
        "12     true  2020-01-31  =1+1  长沙  0.25",
        "(1 row)",
    ]
    assert query(capsys, "SELECT issuer FROM reports WHERE false", *at, "json") == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["query", "SELECT issuer FROM report"], ["report", "reports", "figures"], 2),
        (["query", "SELECT isuer FROM reports"], ["isuer", "issuer"], 2),
        (["query", "SELEC 1"], ["SELEC", "syntax"], 2),
        (["query", "SELECT CAST(issuer AS INTEGER) FROM reports"], ["Could not convert"], 2),
    ],
)
def test_a_wrong_statement_is_explained(arguments: list[str], words: list[str], code: int, data: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    assert main([*arguments, "--data", str(data)]) == code
    error = capsys.readouterr().err
    assert all(word in error for word in words)
    assert "Traceback" not in error


def test_no_data_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT 1", "--data", str(tmp_path)]) == 1
    assert "report-parser export" in capsys.readouterr().err
    assert main(["query", "SELECT 1", "--data", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err
    (tmp_path / "reports.parquet").write_bytes(b"no parquet")
    assert main(["query", "SELECT 1", "--data", str(tmp_path)]) == 2
    assert "reports.parquet" in capsys.readouterr().err


def test_query_without_duckdb(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(wanted: str) -> None:
        raise ModuleNotFoundError(wanted)

    monkeypatch.setattr(sink_files, "import_module", missing)
    assert main(["query", "SELECT 1", "--data", str(data)]) == 2
    assert "report-parser[duckdb]" in capsys.readouterr().err


def test_export_names_what_is_wrong(jsonl: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"schema": "report-parser/1"\n', encoding="utf-8")
    assert main(["export", str(bad), "--to", "csv", "--out", str(tmp_path / "x")]) == 1
    assert "bad.jsonl:1" in capsys.readouterr().err
    assert list((tmp_path / "x").iterdir()) == []
    assert main(["export", str(jsonl), "--to", "csv,excel", "--out", str(tmp_path / "x")]) == 2
    assert "there are jsonl, parquet" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "x")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
