"""``report-parser batch`` by the numbers: throughput, memory, the second run, cost against length.

    pip install ".[dev,bench]" && python benchmarks/bench_batch.py --all

Throughput and trafilatura take the same pages in one run, on as many processes: documents a second by the clock, and processor time a
document of all processes together, which other work on the machine disturbs less. Each page of ``--length`` is read by a fresh process. All
figures depend on what else the machine does: the load average is printed with them.
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
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pages import COUNTED, PLAIN, ROWS, Kind, pages

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


def _trafilatura(files: list[str], workers: int) -> None:
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_extract, files, chunksize=8))


def _spin(_: int) -> int:
    return sum(i * i for i in range(400_000))


def machine(tasks: int = 200) -> float:
    """How many times faster two processes are than one at work that shares nothing: what the machine itself allows."""
    seconds = []
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(_spin, range(workers)))
            seconds.append(timed(lambda pool=pool: list(pool.map(_spin, range(tasks)))))
    return seconds[0] / seconds[1]


def _batch(folder: Path, out: Path, workers: int, formats: tuple[str, ...] = ("parquet",)) -> None:
    run_batch(Options((str(folder),), out, formats, workers=workers))


def costs(work: Callable[[], object], count: int) -> tuple[float, float]:
    """Documents a second by the clock; milliseconds a document of processor time, of this process and of those it has waited for."""
    before = os.times()
    rate = count / timed(work)
    after = os.times()
    return rate, sum(b - a for a, b in zip(before[:4], after[:4], strict=True)) / count * 1000


def _lay(folder: Path, count: int, kind: Kind = "prose") -> list[str]:
    folder.mkdir()
    for i, page in enumerate(pages(count, kind=kind)):
        (folder / f"{i:05}.html").write_bytes(page)
    return sorted(map(str, folder.iterdir()))


def throughput(count: int, rounds: int) -> None:
    """Documents a second of a whole run (start of the workers, tables and codebook included) on one and two workers."""
    for kind in ("prose", "tables"):
        with tempfile.TemporaryDirectory() as base:
            folder = Path(base, "in")
            files = _lay(folder, count, kind)
            rates: dict[int, list[float]] = {1: [], 2: []}
            spun = []
            for i in range(rounds):
                spun.append(machine())
                for workers in (1, 2):
                    out = Path(base, f"out{i}-{workers}")
                    ours = costs(partial(_batch, folder, out, workers), count)
                    other = costs(partial(_trafilatura, files, workers), count)
                    rates[workers].append(ours[0])
                    print(
                        f"{kind}, {workers} workers: batch {ours[0]:.1f} documents a second, {ours[1]:.1f} ms of processor each; "
                        f"trafilatura {other[0]:.1f}, {other[1]:.1f} ms; batch against it {ours[0] / other[0]:.2f} by the clock, "
                        f"{other[1] / ours[1]:.2f} by processor time (load {os.getloadavg()[0]:.1f})",
                        flush=True,
                    )
            gained = statistics.median(rates[2]) / statistics.median(rates[1])
            print(f"{kind}: two workers against one {gained:.2f}; two bare processes {statistics.median(spun):.2f}")


def outputs(small: list[int], prose: list[int]) -> None:
    """What the supervisor costs, what writing the tables costs once all is read, and how large manifest and tables are."""
    for name, count in [("small", n) for n in small] + [("prose", n) for n in prose]:
        with tempfile.TemporaryDirectory() as base:
            folder, out = Path(base, "in"), Path(base, "out")
            folder.mkdir()
            for i, page in enumerate(pages(count) if name == "prose" else map(encoded, range(count))):
                (folder / f"{i:07}.html").write_bytes(page)
            start = time.process_time()
            _batch(folder, out, 2, ("jsonl",))
            own = time.process_time() - start
            print(f"{count} {name} documents: supervisor and JSON Lines {own / count * 1000:.2f} ms of processor each")
            for form in ("jsonl", "parquet", "csv", "duckdb", "xlsx"):
                with get_context("spawn").Pool(1) as pool:
                    spent, peak = pool.apply(_write_again, (str(folder), str(out), form))
                size = sum(f.stat().st_size for f in out.iterdir() if f.suffix == f".{form}")
                print(
                    f"{form}: {spent:.1f} s of processor, {spent / count * 1000:.2f} ms each, "
                    f"peak {peak} MB, {size / count / 1000:.2f} kB each",
                    flush=True,
                )
            print(f"manifest {(out / 'manifest.sqlite').stat().st_size / count / 1000:.2f} kB each")


def _write_again(folder: str, out: str, form: str) -> tuple[float, int]:
    """Another format of a run that is done: nothing is read, all tables are written."""
    (Path(out) / "summary.json").unlink()
    start = time.process_time()
    _batch(Path(folder), Path(out), 1, (form,))
    return time.process_time() - start, _peak(os.getpid())


def second_run(count: int) -> None:
    """The same command twice, by two processes."""
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "in")
        _lay(folder, count)
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
    """CPU of ``parse`` against the bytes of a page: one of prose, one of a table; the exponent is that of the least squares from 80 kB."""
    for name, body in (("prose", _prose), ("table", _cells)):
        points = []
        for size in (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000):
            if size > largest:
                break
            head = "<html><head><title>某县人民政府2020年政府信息公开工作年度报告</title></head><body><h1>某县人民政府2020年政府信息公开工作年度报告</h1>"
            page = f'{head}<div id="zoom"><p>一、总体情况</p>{body(size)}</div></body></html>'.encode()
            with get_context("spawn").Pool(1) as pool:
                spent, peak = pool.apply(_read_once, (page,))
            points.append((len(page), spent))
            print(
                f"{name} {len(page) / 1000:.0f} kB: {spent * 1000:.0f} ms, {spent / len(page) * 1e9:.0f} ms/MB, peak {peak} MB",
                flush=True,
            )
        if len(large := [p for p in points if p[0] >= 80_000]) > 1:
            print(f"{name}: exponent {_exponent(large):.2f}")


def _read_once(page: bytes) -> tuple[float, int]:
    """Processor seconds of a page in a process that has read two others, and the peak of its memory in MB."""
    for kind in ("prose", "tables"):
        report_parser.parse(next(pages(1, kind=kind)))
    start = time.process_time()
    with contextlib.suppress(MemoryError):
        report_parser.parse(page)
    return time.process_time() - start, _peak(os.getpid())


def _exponent(points: list[tuple[int, float]]) -> float:
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("throughput", "second", "memory", "outputs", "length", "all"):
        options.add_argument(f"--{name}", action="store_true")
    options.add_argument("--pages", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3, help="of --throughput")
    options.add_argument("--documents", type=int, default=20_000, help="small documents for --memory")
    options.add_argument("--largest", type=int, default=10_000_000, help="bytes of the largest page for --length")
    arguments = options.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if arguments.throughput or arguments.all:
        throughput(arguments.pages, arguments.rounds)
    if arguments.second or arguments.all:
        second_run(arguments.pages)
    if arguments.memory or arguments.all:
        memory([1000, arguments.documents])
    if arguments.outputs or arguments.all:
        outputs([arguments.documents // 4, arguments.documents], [arguments.pages // 3, arguments.pages])
    if arguments.length or arguments.all:
        length(arguments.largest)
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
