"""The command as its users meet it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import DOCUMENTS, FIXTURES
from report_parser.cli import main

REPORT = str(FIXTURES / "reports" / "2008" / "lanzhou-2011.html")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_one_report_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "parse", REPORT)
    printed = json.loads(out)
    assert (code, err, printed["schema"], printed["template"]) == (0, "", "report-parser/1", "2008")
    assert list(printed) == ["schema", "source", "document", "template", "text", "sections", "tables", "figures",
                             "indicators", "findings", "checks", "diagnostics"]  # fmt: skip


def test_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "parse", "--jsonl", "--no-text", *map(str, DOCUMENTS[:3]))
    assert [Path(json.loads(line)["source"]["path"]).name for line in out.splitlines()] == [
        p.name for p in DOCUMENTS[:3]
    ]
    assert "text" not in json.loads(out.splitlines()[0])


def test_indent_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.json"
    assert run(capsys, "parse", "--indent", "2", "--out", str(target), REPORT) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith('{\n  "schema"')


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(REPORT).read_bytes())))
    code, out, _ = run(capsys, "parse", "-")
    assert code == 0
    assert json.loads(out)["source"]["encoding"] == "gb18030"


def test_a_failure_is_named_and_the_others_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.html"
    code, out, err = run(capsys, "parse", "--jsonl", str(missing), REPORT)
    assert code == 1
    assert str(missing) in err
    assert "Traceback" not in err
    assert len(out.splitlines()) == 1


def test_min_confidence_leaves_out_doubtful_figures(capsys: pytest.CaptureFixture[str]) -> None:
    figures = json.loads(run(capsys, "parse", "--min-confidence", "0.93", REPORT)[1])["figures"]
    assert figures
    assert all(f["confidence"] >= 0.93 for f in figures)


@pytest.mark.parametrize("arguments", [[], ["parse"], ["parse", "--indent", "x", REPORT], ["nonsense"]])
def test_bad_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_explain_shows_how_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "explain", REPORT)
    assert code == 0
    assert all(word in out for word in ("gb18030", "#zoom", "headings", "requests.received"))


def test_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(FIXTURES / "reports" / "2008")
    code, out, _ = run(capsys, "evaluate", folder)
    assert (code, "indicators" in out, "further figures" in out) == (0, True, True)
    assert json.loads(run(capsys, "evaluate", "--json", folder)[1])


def test_rules_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "rules", "check")[0] == 0
    assert json.loads(run(capsys, "schema")[1])["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_version_does_not_load_the_parser() -> None:
    probe = "import sys; sys.argv = ['x', '--version']\nfrom report_parser.cli import main\ntry: main()\nexcept SystemExit: pass\nprint('lxml' in sys.modules, 'jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-2:] == ["False", "False"]


def test_an_unexpected_exception_names_the_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(source: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("report_parser.cli_parse.read", broken)
    code, out, err = run(capsys, "parse", REPORT)
    assert (code, out) == (1, "")
    assert all(word in err for word in (REPORT, "could not be read", "ZeroDivisionError", "please report it"))
    assert "Traceback" not in err


@pytest.mark.parametrize("out", [REPORT, "/no/such/folder/out.json"])
def test_out_that_cannot_be_written_is_bad_usage(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(REPORT).read_bytes()
    code, _, err = run(capsys, "parse", "--out", out, REPORT)
    assert code == 2
    assert f"--out {out}" in err
    assert Path(REPORT).read_bytes() == before


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m report_parser parse {' '.join(map(str, DOCUMENTS[:12]))} | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"{", b"")
