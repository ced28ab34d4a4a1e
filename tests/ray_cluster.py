"""A run on a local Ray cluster of two nodes, one of which is killed in mid-run, against a run without Ray.

    pip install ".[ray]" && python tests/ray_cluster.py --documents 1000 --shards 8

Prints what happened as JSON and ends with 0 if the outputs are the same, byte for byte, and no document is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from report_parser.batch.join import join_parts
from report_parser.batch.options import Options
from report_parser.batch.run import run_batch
from report_parser.engine import run_on_ray
from small_reports import ENDLESS, folder

OUTPUTS = ["reports.jsonl", "failures.jsonl", "documents.jsonl", "copies.jsonl", "summary.json"]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--shards", type=int, default=8)
    arguments = options.parse_args()
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_AUTH_MODE", "disabled")
    with tempfile.TemporaryDirectory() as base:
        os.chdir(base)
        folder(Path("in"), range(arguments.documents))
        Path("in/binary.html").write_bytes(ENDLESS + bytes(range(32)) * 50)
        found = _compare(arguments.shards)
    print(json.dumps(found, indent=2))
    return 0 if found["same_bytes"] and found["documents"] == found["distinct"] == arguments.documents else 1


def _compare(shards: int) -> dict[str, Any]:
    run_batch(Options(("in",), Path("local"), ("jsonl",)))
    start = time.monotonic()
    killed, attempts = _run_and_kill(shards)
    seconds = time.monotonic() - start
    again = run_on_ray(Options(("in",), Path("cluster"), ("jsonl",)), shards, None, None)
    join_parts(Path("cluster"), ("jsonl",), shards)
    lines = Path("cluster/reports.jsonl").read_text(encoding="utf-8").splitlines()
    names = [json.loads(line)["source"]["path"] for line in lines]
    return {
        "shards": shards,
        "node_killed_after_parts": killed,
        "attempts": attempts,
        "seconds": round(seconds, 1),
        "documents": len(names),
        "distinct": len(set(names)),
        "same_bytes": all(Path("cluster", n).read_bytes() == Path("local", n).read_bytes() for n in OUTPUTS),
        "second_run_unchanged": again.unchanged,
    }


def _run_and_kill(shards: int) -> tuple[int, int]:
    """Parts that stood when the node was killed, and attempts at parts that were seen in all."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    victim = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    seen: set[str] = set()
    parts_then = [-1]
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            seen.update(p.name for p in Path("cluster").glob(".unfinished/*"))
            parts = len(list(Path("cluster").glob("part-*")))
            if (
                parts_then[0] < 0
                and parts >= 2
                and len(list(Path("cluster").glob(".unfinished/*/part-*/manifest.sqlite"))) >= 2
            ):
                parts_then[0] = parts
                cluster.remove_node(victim, allow_graceful=False)
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        run_on_ray(Options(("in",), Path("cluster"), ("jsonl",)), shards, cluster.address, sys.stderr)
    finally:
        over.set()
        watcher.join()
        cluster.shutdown()
    return parts_then[0], len(seen)


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    sys.exit(main())
