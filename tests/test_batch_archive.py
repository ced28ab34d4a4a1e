"""The whole of a run on an archive of 2,000 documents, one in a hundred of them hostile.

One test, for the runs build on one another, and a module's fixtures would be made again in every process of pytest-xdist.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from sinks_reading import READERS
from small_reports import ENDLESS, HOG, KILL, encoded, folder, large, report, sparse, warc, zipped

FOLDER, ZIP, WARC = range(700), range(700, 1350), range(1350, 1980)
BINARY = bytes(range(256)) * 8
OUTPUTS = ["reports.jsonl", "failures.jsonl", "documents.jsonl", "copies.jsonl", "summary.json"]
HOSTILE = {
    "endless": (ENDLESS + report(0).encode(), "time_limit"),
    "killer": (KILL + report(0).encode(), "crashed"),
    "hog": (HOG + report(0).encode(), "memory_limit"),
    "binary": (BINARY, "refused"),
}


@dataclass(frozen=True)
class Archive:
    base: Path
    failures: dict[str, str]
    """Code of failure by path."""

    def run(self, out: str, *options: str, count: Path | None = None) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            str(Path(__file__).parent / "hostile_batch.py"),
            "archive",
            "reports.zip",
            "crawl.warc.gz",
        ]
        command += [
            "--out",
            out,
            "--format",
            "jsonl",
            "--time-limit",
            "4",
            "--memory-limit",
            "700",
            "--quiet",
            *options,
        ]
        environment = os.environ | ({"COUNT": str(count)} if count else {})
        return subprocess.Popen(command, cwd=self.base, env=environment)


def make(base: Path) -> Archive:
    folder(base / "archive", FOLDER)
    members = {f"年报/第{i}号.html": encoded(i) for i in ZIP}
    pages = {f"http://www.example.gov.cn/{i}.html": encoded(i) for i in WARC}
    failures = {"archive/large-1.html": "refused", "archive/large-2.html": "refused"}
    sparse(base / "archive" / "large-1.html")
    sparse(base / "archive" / "large-2.html")
    for name, (data, code) in HOSTILE.items():
        for i in range(4):
            page = data + f"<!-- {i} -->".encode()
            if i < 2:
                (base / "archive" / f"{name}-{i}.html").write_bytes(page)
                failures[f"archive/{name}-{i}.html"] = code
            elif i == 2:
                members[f"恶意/{name}.html"] = page
                failures[f"reports.zip!/恶意/{name}.html"] = code
            else:
                pages[f"http://www.example.gov.cn/{name}.html"] = page
                failures[f"http://www.example.gov.cn/{name}.html"] = code
    members["恶意/large.html"] = pages["http://www.example.gov.cn/large.html"] = large()
    failures |= {"reports.zip!/恶意/large.html": "refused", "http://www.example.gov.cn/large.html": "refused"}
    zipped(base / "reports.zip", members)
    warc(base / "crawl.warc.gz", pages)
    return Archive(base, failures)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def only_the_hostile_documents_failed(archive: Archive, straight: Path) -> None:
    assert len(archive.failures) == 20
    assert {line["path"]: line["code"] for line in lines(straight / "failures.jsonl")} == archive.failures
    assert all(line["message"] for line in lines(straight / "failures.jsonl"))


def all_others_are_in_the_output(archive: Archive, straight: Path) -> None:
    reports = lines(straight / "reports.jsonl")
    paths = [r["source"]["path"] for r in reports]  # type: ignore[index]
    assert len(paths) == len(set(paths)) == 1980
    assert paths == sorted(paths)
    assert not set(paths) & set(archive.failures)
    titles = {r["document"]["title"] for r in reports}  # type: ignore[index]
    assert titles == {report(i).split("<h1>")[1].split("</h1>")[0] for i in range(1980)}


def the_summary_counts_them(straight: Path) -> None:
    summary = json.loads((straight / "summary.json").read_text(encoding="utf-8"))
    assert (summary["documents"], summary["read"], summary["failed"]) == (2000, 1980, 20)
    assert summary["failures"] == {"crashed": 4, "memory_limit": 4, "refused": 8, "time_limit": 4}
    assert summary["by_province"] == {"安徽省": 1980}
    assert sum(summary["by_year"].values()) == 1980


def killed_half_way_and_resumed_gives_the_same_bytes(archive: Archive, straight: Path) -> None:
    count = archive.base / "count-killed"
    running = archive.run("resumed", "--workers", "2", count=count)
    while not (count.exists() and count.stat().st_size >= 1000):
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (archive.base / "resumed" / "summary.json").exists()
    before = count.stat().st_size
    assert archive.run("resumed", "--workers", "3", count=count).wait() == 1
    assert count.stat().st_size - before < 1400
    for name in OUTPUTS:
        assert (archive.base / "resumed" / name).read_bytes() == (straight / name).read_bytes(), name


def a_second_run_reads_nothing(archive: Archive, straight: Path) -> None:
    stamps = {name: (straight / name).stat().st_mtime_ns for name in OUTPUTS}
    start = time.monotonic()
    assert archive.run("straight", count=archive.base / "count").wait() == 1
    assert time.monotonic() - start < 5
    assert not (archive.base / "count").exists()
    assert stamps == {name: (straight / name).stat().st_mtime_ns for name in OUTPUTS}


def a_new_document_costs_one_document(archive: Archive, straight: Path) -> None:
    new = archive.base / "archive" / "new.html"
    new.write_bytes(encoded(5000))
    assert archive.run("straight", count=archive.base / "count").wait() == 1
    assert (archive.base / "count").read_bytes() == b"."
    assert len(lines(straight / "reports.jsonl")) == 1981
    new.unlink()
    assert archive.run("straight", count=archive.base / "count").wait() == 1
    assert (archive.base / "count").read_bytes() == b"."
    assert len(lines(straight / "reports.jsonl")) == 1980


def all_others_are_in_every_format_with_the_same_rows(archive: Archive, straight: Path) -> None:
    assert (
        archive.run("straight", "--format", "parquet,csv,xlsx,sqlite,duckdb,stata", count=archive.base / "last").wait()
        == 1
    )
    assert not (archive.base / "last").exists(), "no document is read again for another format"
    expected = READERS["jsonl"](straight)
    assert len(expected["reports"]) == 1980
    for name in ("parquet", "csv", "sqlite", "duckdb", "stata"):
        assert READERS[name](straight) == expected, name
    with ZipFile(straight / "reports.xlsx") as book:  # read cell by cell in test_sinks; that takes too long here
        sheets = [book.read(f"xl/worksheets/sheet{i}.xml").count(b"<row ") - 2 for i in range(1, 6)]
    assert sheets == [len(rows) for rows in expected.values()]


def test_two_thousand_documents(tmp_path: Path) -> None:
    archive, straight = make(tmp_path), tmp_path / "straight"
    assert archive.run("straight", "--workers", "2").wait() == 1
    only_the_hostile_documents_failed(archive, straight)
    all_others_are_in_the_output(archive, straight)
    the_summary_counts_them(straight)
    killed_half_way_and_resumed_gives_the_same_bytes(archive, straight)
    a_second_run_reads_nothing(archive, straight)
    a_new_document_costs_one_document(archive, straight)
    all_others_are_in_every_format_with_the_same_rows(archive, straight)
