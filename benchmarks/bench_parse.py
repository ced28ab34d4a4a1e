"""The whole of ``parse`` against other tools, on the same pages in one run.

The pages are generated (prose, tables), and those of ``fixtures/reports/`` that are HTML, which repeat no sentence.
The others do less: ``lxml.etree.HTML`` and ``BeautifulSoup(page, "lxml")`` only parse, ``trafilatura.extract(fast=True)`` finds the text.
Each page goes through all tools back to back, in changing order; the figure is thread CPU time, the ratio is the median of the pages' own
ratios. The stages are those of ``pipeline.py``, each page's least time of the rounds. Memory is the peak of a fresh process that reads
one page; start-up is the best of several runs against ``python -c pass``.

    pip install ".[bench]" && python benchmarks/bench_parse.py --pages 60
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from bs4 import BeautifulSoup
from lxml import etree
from pages import Kind, pages

import report_parser
from report_parser import pipeline
from report_parser.inputs.documents import source_of

Corpus = list[tuple[bytes, str]]
Tool = Callable[[bytes, str], object]
TOOLS: dict[str, Tool] = {
    "lxml.etree.HTML": lambda data, text: etree.HTML(text.encode(), etree.HTMLParser(encoding="utf-8")),
    "report_parser.parse": lambda data, text: report_parser.parse(data).to_dict(),
    "BeautifulSoup lxml": lambda data, text: BeautifulSoup(text, "lxml"),
    "trafilatura fast": lambda data, text: trafilatura.extract(text, fast=True),
}


KINDS: tuple[Kind, ...] = ("prose", "tables")
STAGES = (
    "source_of",
    "read_html",
    "read_metadata",
    "kind_of_page",
    "find_headings",
    "find_outline",
    "read_tables",
    "read_prose",
    "resolve",
    "run_checks",
)


def corpus_of(count: int, kind: Kind) -> Corpus:
    return [(p, p.decode("gb18030" if b"gb2312" in p[:200] else "utf-8")) for p in pages(count, kind=kind)]


def fixtures() -> Corpus:
    """The pages of the fixtures with their text as ``parse`` decodes it."""
    folder = Path(__file__).parent.parent / "fixtures" / "reports"
    return [(data, source_of(data).text) for data in (p.read_bytes() for p in sorted(folder.rglob("*.html")))]


def measure(corpus: Corpus, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each tool, by page: the median of the rounds."""
    for data, text in corpus[:3]:
        for tool in TOOLS.values():
            tool(data, text)
    spent: dict[str, list[list[float]]] = {name: [[] for _ in corpus] for name in TOOLS}
    for _ in range(rounds):
        for i, (data, text) in enumerate(corpus):
            for name in random.sample(list(TOOLS), len(TOOLS)):
                start = time.thread_time()
                TOOLS[name](data, text)
                spent[name][i].append((time.thread_time() - start) * 1000)
    return {name: [statistics.median(times) for times in by_page] for name, by_page in spent.items()}


def measure_stages(corpus: Corpus, rounds: int) -> dict[str, float]:
    """Mean milliseconds of each stage, and of the JSON object, over the pages: the least of the rounds for each page."""
    spent: dict[str, float] = {}

    def timed(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            start = time.thread_time()
            try:
                return stage(*arguments, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + (time.thread_time() - start) * 1000

        return run

    stages = {name: getattr(pipeline, name) for name in STAGES}
    least: list[dict[str, float]] = [{} for _ in corpus]
    try:
        for name, stage in stages.items():
            setattr(pipeline, name, timed(name, stage))
        for _ in range(rounds):
            for (data, _), best in zip(corpus, least, strict=True):
                spent.clear()
                timed("to_dict", report_parser.parse(data).to_dict)()
                best.update({name: min(best.get(name, ms), ms) for name, ms in spent.items()})
    finally:
        for name, stage in stages.items():
            setattr(pipeline, name, stage)
    return {name: statistics.fmean(best[name] for best in least) for name in (*STAGES, "to_dict")}


def peak_memory() -> float:
    """Peak of resident memory in MB of a fresh process that reads one page."""
    code = (
        "import sys; sys.path.insert(0, 'benchmarks'); from pages import pages; import report_parser; report_parser.parse(next(pages(1)));"
        "print([l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')][0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def start_up(*command: str) -> float:
    """The best wall time in ms of several runs."""
    best = float("inf")
    for _ in range(15):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        best = min(best, (time.perf_counter() - start) * 1000)
    return best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=60)
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    for kind in KINDS:
        print(f"== pages of {kind}")
        show(corpus_of(arguments.pages, kind), arguments.rounds)
    print("== pages of the fixtures")
    show(fixtures(), arguments.rounds)
    print(f"peak memory of one page {peak_memory():.0f} MB")
    version, bare = start_up(sys.executable, "-m", "report_parser", "--version"), start_up(sys.executable, "-c", "pass")
    print(f"--version {version:.0f} ms, python -c pass {bare:.0f} ms, ratio {version / bare:.1f}")


def show(corpus: Corpus, rounds: int) -> None:
    """Prints the tools' times and ratios, and the stages."""
    sizes = [len(data) / 1000 for data, _ in corpus]
    print(f"{len(corpus)} pages of {statistics.median(sizes):.0f} kB (median), load {os.getloadavg()[0]:.1f}")
    spent = measure(corpus, rounds)
    ours = spent["report_parser.parse"]
    for name, times in spent.items():
        ratio = statistics.median(a / b for a, b in zip(ours, times, strict=True))
        print(f"{name:22} median {statistics.median(times):7.2f} ms   parse / this {ratio:6.2f}")
    stages = measure_stages(corpus, rounds)
    whole = sum(stages.values())
    print("  ".join(f"{name} {ms / whole:.0%}" for name, ms in stages.items()))


if __name__ == "__main__":
    main()
