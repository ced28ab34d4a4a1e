"""The command ``batch``: options, exit codes, shares, copies, what makes a run read again."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from report_parser.batch import program, run
from report_parser.batch.copies import find_copies
from report_parser.batch.manifest import Document, Manifest
from report_parser.batch.model import Limits, Outcome
from report_parser.batch.outputs import named
from report_parser.batch.progress import Progress
from report_parser.cli import main
from small_reports import ENDLESS, encoded, folder, report, warc, zipped

OUTPUTS = ["reports.jsonl", "failures.jsonl", "documents.jsonl", "copies.jsonl", "summary.json",
           "codebook.md", "datapackage.json"]  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def batch(*arguments: str) -> int:
    return main(["batch", *arguments, "--format", "jsonl", "--workers", "1"])


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def count(capsys: pytest.CaptureFixture[str]) -> tuple[int, int]:
    """(documents read now, documents taken over), by the last line of progress."""
    line = capsys.readouterr().err.splitlines()[-1]
    words = line.split("] ")[1].replace(",", "").split()
    return int(words[0]), int(words[words.index("unchanged") - 1]) if "unchanged" in words else 0


def test_a_run_and_its_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(3))
    assert batch("in", "--out", "out") == 0
    shown = capsys.readouterr()
    assert "3 documents: 3 read, 0 failed" in shown.out
    assert "3 documents" in shown.err.splitlines()[-1]
    assert [r["source"]["path"] for r in lines("out/reports.jsonl")] == ["in/0/0.html", "in/1/1.html", "in/2/2.html"]
    assert lines("out/reports.jsonl")[1]["document"]["title"] in report(1)
    assert json.loads(Path("out/summary.json").read_text(encoding="utf-8"))["by_template"] == {"2008": 3}
    assert sorted(p.name for p in Path("out").iterdir()) == sorted([*OUTPUTS, "manifest.sqlite"])


def test_failures_are_named_and_the_exit_code_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    Path("in/empty.html").touch()
    Path("in/good.html").write_bytes(encoded(1))
    assert batch("in", "nowhere.html", "--out", "out", "--quiet") == 1
    assert {f["path"]: (f["code"], f["place"]) for f in lines("out/failures.jsonl")} == {
        "in/empty.html": ("refused", "in/empty.html"),
        "nowhere.html": ("missing", None),
    }
    assert len(lines("out/reports.jsonl")) == 1
    assert capsys.readouterr() == ("", "")
    assert batch("in", "--out", "out") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["in", "--shard", "0/4"], ["in", "--shard", "3"], ["in", "--memory-limit", "10"], ["in", "--time-limit", "x"],
     ["--join"], ["in", "--join", "--shard", "1/2"], ["in", "--format", "papyrus"], ["empty"]],
)  # fmt: skip
def test_bad_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(1))
    Path("empty").mkdir()
    try:
        code: object = main(["batch", *arguments, "--out", "out"])
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2
    assert capsys.readouterr().err


def test_a_list_of_paths_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    folder(Path("in"), range(3))
    monkeypatch.setattr(sys, "stdin", io.StringIO("in/0/0.html\nin/2/2.html\n"))
    assert batch("-", "--out", "out") == 0
    assert [r["source"]["path"] for r in lines("out/reports.jsonl")] == ["in/0/0.html", "in/2/2.html"]


def test_only_what_is_new_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(4))
    batch("in", "--out", "out")
    assert count(capsys) == (4, 0)
    Path("in/new.html").write_bytes(encoded(9))
    Path("in/1/1.html").rename("in/1/moved.html")
    batch("in", "--out", "out")
    assert count(capsys) == (1, 4)
    paths = [r["source"]["path"] for r in lines("out/reports.jsonl")]
    assert paths == ["in/0/0.html", "in/1/moved.html", "in/2/2.html", "in/3/3.html", "in/new.html"]


def test_a_changed_rule_reads_all_again(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder(Path("in"), range(3))
    batch("in", "--out", "out")
    before = {name: Path("out", name).read_bytes() for name in OUTPUTS}
    for module in (program, run):
        monkeypatch.setattr(module, "program_digest", lambda: "another")
    batch("in", "--out", "out")
    assert count(capsys) == (3, 0)
    assert before == {name: Path("out", name).read_bytes() for name in OUTPUTS}


def test_the_digest_of_the_program_changes_with_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_ROOT", Path("package"))
    Path("package/rules").mkdir(parents=True)
    Path("package/batch").mkdir()
    digests = []
    for text in ("a", "b"):
        Path("package/rules/units.toml").write_text(text)
        program.program_digest.cache_clear()
        digests.append(program.program_digest())
    Path("package/batch/run.py").write_text("no matter")
    program.program_digest.cache_clear()
    digests.append(program.program_digest())
    program.program_digest.cache_clear()
    assert digests[0] != digests[1] == digests[2]


def test_lost_outputs_are_written_again_without_reading(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(3))
    batch("in", "--out", "out")
    before = Path("out/reports.jsonl").read_bytes()
    Path("out/reports.jsonl").unlink()
    batch("in", "--out", "out")
    assert count(capsys) == (0, 3)
    assert Path("out/reports.jsonl").read_bytes() == before


def test_failures_stay_until_they_are_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    Path("in/empty.html").touch()
    Path("in/good.html").write_bytes(encoded(1))
    batch("in", "--out", "out")
    assert batch("in", "--out", "out") == 1
    capsys.readouterr()
    batch("in", "--out", "out", "--retry-failed")
    assert count(capsys) == (1, 1)


def mixed() -> list[str]:
    folder(Path("in"), range(12))
    zipped(Path("a.zip"), {f"{i}.html": encoded(i) for i in range(12, 24)} | {"x.css": b""})
    warc(Path("b.warc.gz"), {f"http://a.gov.cn/{i}": encoded(i) for i in range(24, 30)})
    Path("in/style.css").touch()
    Path("in/empty.html").touch()
    return ["in", "a.zip", "b.warc.gz", "gone.html"]


@pytest.mark.parametrize("shares", [2, 5])
def test_shares_joined_are_the_whole(shares: int) -> None:
    """Of two archives, with two shares each falls to one; with five they are dealt out page by page."""
    sources = mixed()
    assert batch(*sources, "--out", "whole") == 1
    for i in range(1, shares + 1):
        assert batch(*sources, "--out", "out", "--shard", f"{i}/{shares}") in (0, 1)
    assert batch("--join", "--out", "out") == 1
    for name in OUTPUTS:
        assert Path("out", name).read_bytes() == Path("whole", name).read_bytes(), name


def test_joining_says_which_parts_are_missing(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(3))
    batch("in", "--out", "out", "--shard", "2/3")
    assert batch("--join", "--out", "out") == 2
    assert "2 of 3 parts are not finished, the first is part-00001-of-00003" in capsys.readouterr().err


def test_two_runs_do_not_write_to_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(1))
    Path("in/slow.html").write_bytes(ENDLESS + encoded(1))
    command = [
        sys.executable,
        str(Path(__file__).parent / "hostile_batch.py"),
        "in",
        "--out",
        "out",
        "--format",
        "jsonl",
    ]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not Path("out/manifest.sqlite-wal").exists():
        time.sleep(0.02)
    time.sleep(0.3)
    assert batch("in", "--out", "out") == 2
    assert "another run is writing there" in capsys.readouterr().err
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"stopped; what was read is kept" in err
    assert b"Traceback" not in err
    assert not Path("out/summary.json").exists()


def test_parts_of_different_archives_are_not_joined(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(4))
    batch("in", "--out", "out", "--shard", "1/2")
    Path("in/new.html").write_bytes(encoded(9))
    batch("in", "--out", "out", "--shard", "2/2")
    assert batch("--join", "--out", "out") == 2
    assert "the sources changed between its parts" in capsys.readouterr().err


def test_a_share_notices_that_archives_are_dealt_out_otherwise() -> None:
    """With one archive and two shares its pages are dealt out; with two archives each share takes one whole."""
    pages = {f"{i}.html": encoded(i) for i in range(10)}
    zipped(Path("a.zip"), pages)
    for sources in (["a.zip"], ["a.zip", "b.zip"]):
        zipped(Path("b.zip"), {"x.html": encoded(20)})
        for i in (1, 2):
            batch(*sources, "--out", "out", "--shard", f"{i}/2")
        assert batch("--join", "--out", "out") == 0
    assert len(lines("out/reports.jsonl")) == 11


def test_higher_limits_try_again_lower_ones_do_not(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    for code, key in (("time_limit", b"t"), ("memory_limit", b"m"), (None, b"good")):
        manifest.add_result(Outcome(key, code, "", None, 1.0, {}, b""), Limits(10, 500))
    for limits, left in ((Limits(5, 400), "tmg"), (Limits(20, 500), "mg"), (Limits(20, 0), "g")):
        manifest.prepare("program", limits, retry=False)
        assert [k for k in (b"t", b"m", b"good") if manifest.has_result(k)] == [
            k for k in (b"t", b"m", b"good") if k.decode()[0] in left
        ]
    manifest.close()


def test_a_folder_that_cannot_be_written_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    folder(Path("in"), range(1))
    assert batch("in", "--out", "/proc/none/out") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_pages_of_one_url_keep_names_of_their_own() -> None:
    page = Document("http://a/1", "2024", "a.warc", 0, None, 0.0, None, None, None, None)
    other = Document("http://a/2", "", "a.warc", 0, None, 0.0, None, None, None, None)
    names = [d.name for d in named([page, page, page, other, other, other])]
    assert names == [
        "http://a/1",
        "http://a/1 [2024]",
        "http://a/1 [2024 2]",
        "http://a/2",
        "http://a/2 [2]",
        "http://a/2 [3]",
    ]


def document(name: str, text: str, roles: list[str], issuer: str | None = "甲县") -> Document:
    facts = {"issuer": issuer, "region": "340121", "year": 2020, "text": text, "roles": roles}
    return Document(name, "", "", 0, None, 0.0, None, None, None, facts)


def test_copies_parts_and_versions() -> None:
    whole = ["overview", "proactive", "requests"]
    found = list(
        find_copies(
            [
                document("a", "1", whole, "甲县"),
                document("b", "1", whole, "甲县"),
                document("c", "2", ["preamble", "overview"], "乙县"),
                document("d", "3", ["proactive", "requests"], "乙县"),
                document("e", "4", whole, "丙县"),
                document("f", "5", whole, "丙县"),
                document("g", "6", whole, "丁县"),
                document("h", "7", whole, None),
                document("i", "8", whole, None),
            ]
        )
    )
    assert [(g["kind"], g["documents"]) for g in found] == [
        ("same_text", ["a", "b"]),
        ("parts", ["c", "d"]),
        ("same_body_and_year", ["e", "f"]),
    ]


def test_copies_are_said_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").mkdir()
    for name, page in (
        ("a", report(1)),
        ("b", report(1)),
        ("c", report(1).replace("<h1>", "<h1 class='x'>")),
        ("d", report(2)),
    ):
        Path(f"in/{name}.html").write_text(page, encoding="utf-8")
    assert batch("in", "--out", "out") == 0
    assert count(capsys)[0] == 3
    assert [g["documents"] for g in lines("out/copies.jsonl")] == [["in/a.html", "in/b.html", "in/c.html"]]
    assert len(lines("out/reports.jsonl")) == 4


def test_the_url_of_a_record_stands_in_its_report() -> None:
    warc(Path("b.warc.gz"), {"http://a.gov.cn/1": encoded(1)})
    batch("b.warc.gz", "--out", "out")
    assert lines("out/reports.jsonl")[0]["document"]["url"] == "http://a.gov.cn/1"
    assert lines("out/documents.jsonl")[0]["date"] == "2024-03-01T08:00:00Z"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line_drawn_anew() -> None:
    stream = Terminal()
    progress = Progress(stream, 100)
    for i in range(3):
        progress.done, progress.bytes, progress.drawn = i, i * 40, 0.0
        progress.show()
    progress.show(last=True)
    assert stream.getvalue().count("\r") == 4
    assert stream.getvalue().count("\n") == 1
    assert "left" in stream.getvalue()
