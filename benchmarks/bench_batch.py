"""``report-parser batch`` by the numbers: throughput, memory, the second run, cost against length.

    pip install ".[dev,bench]" && python benchmarks/bench_batch.py --all

Throughput and trafilatura take the same pages in one run, on as many processes. All figures depend on what else the machine does: the load
average is printed with them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pages import COUNTED, PLAIN, ROWS, pages

import report_parser
from report_parser.batch.model import Limits, Task
from report_parser.batch.options import Options
from report_parser.batch.run import run_batch
from report_parser.batch.supervisor import Supervisor

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from small_reports import encoded


def timed(work: Callable[[], object]) -> float:
    """Wall seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _extract(path: str) -> int:
    import trafilatura

    data = Path(path).read_bytes()
    text = data.decode("gb18030" if b"gb2312" in data[:200] else "utf-8")
    return len(trafilatura.extract(text, fast=True) or "")


def _trafilatura(files: list[str], workers: int) -> float:
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_extract, files[: workers * 4]))
        return timed(lambda: list(pool.map(_extract, files, chunksize=8)))


def throughput(count: int) -> None:
    """Documents a second of a whole run, outputs written, on one and two workers."""
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "in")
        folder.mkdir()
        for i, page in enumerate(pages(count)):
            (folder / f"{i:05}.html").write_bytes(page)
        files = sorted(map(str, folder.iterdir()))
        rates = {}
        for workers in (1, 2):
            options = Options((str(folder),), Path(base, f"out{workers}"), ("jsonl",), workers=workers)
            rates[workers] = count / timed(lambda options=options: run_batch(options))
            other = count / _trafilatura(files, workers)
            print(
                f"{workers} workers: batch {rates[workers]:.1f} documents a second, trafilatura {other:.1f}, ratio {rates[workers] / other:.2f}"
            )
        print(f"two workers against one: {rates[2] / rates[1]:.2f}")


def second_run(count: int) -> None:
    """The same command twice, by two processes."""
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "in")
        folder.mkdir()
        for i, page in enumerate(pages(count)):
            (folder / f"{i:05}.html").write_bytes(page)
        command = f"{sys.executable} -m report_parser batch {folder} --out {base}/out --format jsonl --quiet"
        first, second = (timed(lambda: os.system(command)) for _ in range(2))
        print(f"{count} pages: first run {first:.2f} s, second {second:.3f} s, ratio {first / second:.0f}")


def memory(counts: list[int]) -> None:
    """Peak resident memory of a worker after so many small documents, and of this supervisor's own process."""
    last = max(counts)

    def tasks() -> Iterator[Task]:
        for i in range(last):
            yield Task(i.to_bytes(4, "big"), encoded(i))

    with Supervisor(2, Limits(60, 1024)) as supervisor:
        for done, _ in enumerate(supervisor.run(tasks()), 1):
            if done in counts:
                peaks = sorted(_peak(w.process.pid) for w in supervisor.alive)
                print(f"after {done} documents: workers {peaks} MB, supervisor {_peak(os.getpid())} MB")


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _prose(size: int) -> str:
    out, i = io.StringIO(), 0
    while out.tell() < size // 3:
        out.write(f"<p>{PLAIN[i % len(PLAIN)]}{PLAIN[(i * 3 + 1) % len(PLAIN)]}</p>")
        if i % 3 == 0:
            out.write(
                "<p>"
                + COUNTED[i // 3 % len(COUNTED)].format(
                    a=i + 9000, b=i + 40, c=i + 7, d=i % 90, e=i % 9, f=i % 5, p=i % 100
                )
                + "</p>"
            )
        i += 1
    return out.getvalue()


def _cells(size: int) -> str:
    rows, i = io.StringIO(), 0
    while rows.tell() < size // 1.4:
        rows.write(
            f"<tr><td>{ROWS[i % len(ROWS)]}</td>" + "".join(f"<td>{(i * j) % 97}</td>" for j in range(7)) + "</tr>"
        )
        i += 1
    return f"<table>{rows.getvalue()}</table>"


def length(largest: int) -> None:
    """CPU of ``parse`` against the bytes of a page: one of prose, one of a table; the exponent is that of the least squares from 100 kB."""
    report_parser.parse(next(pages(1)))
    for name, body in (("prose", _prose), ("table", _cells)):
        points = []
        for size in (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000):
            if size > largest:
                break
            head = "<html><head><title>某县人民政府2020年政府信息公开工作年度报告</title></head><body><h1>某县人民政府2020年政府信息公开工作年度报告</h1>"
            page = f'{head}<div id="zoom"><p>一、总体情况</p>{body(size)}</div></body></html>'.encode()
            start = time.process_time()
            with contextlib.suppress(MemoryError):
                report_parser.parse(page)
            spent = time.process_time() - start
            points.append((len(page), spent))
            print(
                f"{name} {len(page) / 1000:.0f} kB: {spent * 1000:.0f} ms, {spent / len(page) * 1e9:.0f} ms/MB",
                flush=True,
            )
        print(f"{name}: exponent {_exponent([p for p in points if p[0] >= 90_000]):.2f}")


def _exponent(points: list[tuple[int, float]]) -> float:
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("throughput", "second", "memory", "length", "all"):
        options.add_argument(f"--{name}", action="store_true")
    options.add_argument("--pages", type=int, default=300)
    options.add_argument("--documents", type=int, default=20_000, help="small documents for --memory")
    options.add_argument("--largest", type=int, default=10_000_000, help="bytes of the largest page for --length")
    arguments = options.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if arguments.throughput or arguments.all:
        throughput(arguments.pages)
    if arguments.second or arguments.all:
        second_run(arguments.pages)
    if arguments.memory or arguments.all:
        memory([1000, arguments.documents])
    if arguments.length or arguments.all:
        length(arguments.largest)
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
