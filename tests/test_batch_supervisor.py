"""Workers that are killed, hang, run out of memory or do not start."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from report_parser.batch.model import Limits, Task
from report_parser.batch.supervisor import Supervisor, WorkerStartError
from small_reports import ENDLESS, HOG, KILL, report

COMMAND = (sys.executable, str(Path(__file__).parent / "hostile_worker.py"))
GOOD = report(1).encode()


def codes(pages: list[bytes], workers: int = 2, limits: Limits | None = None) -> dict[int, str | None]:
    tasks = [Task(bytes([i]), page) for i, page in enumerate(pages)]
    with Supervisor(workers, limits or Limits(4, 700), COMMAND) as supervisor:
        outcomes = list(supervisor.run(tasks))
    assert len(outcomes) == len(tasks)
    return {o.key[0]: o.code for o in outcomes}


def test_each_hostile_document_costs_itself_alone() -> None:
    pages = [GOOD, KILL + GOOD, GOOD, ENDLESS + GOOD, GOOD, HOG + GOOD, GOOD, b"\x00\x01\x02" * 99, GOOD]
    found = codes(pages)
    assert found == {
        0: None,
        1: "crashed",
        2: None,
        3: "time_limit",
        4: None,
        5: "memory_limit",
        6: None,
        7: "refused",
        8: None,
    }


def test_a_worker_killed_from_outside_costs_nothing() -> None:
    """Where memory runs out the system kills any process: the document at hand gets a second worker."""
    with Supervisor(1, Limits(60, 700), COMMAND) as supervisor:

        def shoot() -> None:
            while not supervisor.alive:
                time.sleep(0.01)
            os.kill(next(iter(supervisor.alive)).process.pid, signal.SIGKILL)

        run = supervisor.run([Task(bytes([i]), GOOD) for i in range(20)])
        assert next(run).code is None
        threading.Thread(target=shoot).start()
        assert [o.code for o in run] == [None] * 19


def test_a_worker_that_does_not_start_ends_the_run() -> None:
    with pytest.raises(WorkerStartError, match="does not start"), Supervisor(1, Limits(), ("false",)) as supervisor:
        list(supervisor.run([Task(b"", GOOD)]))


def test_leaving_ends_all_workers() -> None:
    with Supervisor(2, Limits(60, 700), COMMAND) as supervisor:
        next(supervisor.run([Task(b"0", GOOD), Task(b"1", ENDLESS), Task(b"2", ENDLESS)]))
        workers = [w.process for w in supervisor.alive]
    assert workers
    assert all(w.poll() is not None for w in workers)


def test_a_worker_ends_with_its_supervisor() -> None:
    code = (
        "import sys; from report_parser.batch.supervisor import *; from report_parser.batch.model import *\n"
        f"s = Supervisor(1, Limits(60, 700), {COMMAND!r}).__enter__()\n"
        f"next(s.run([Task(b'', {GOOD!r}), Task(b'', {GOOD!r})]))\n"
        "print(*(w.process.pid for w in s.alive), flush=True); import os; os.kill(os.getpid(), 9)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent)
    pid = int(done.stdout)
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its supervisor")


def test_facts_and_report_come_back() -> None:
    with Supervisor(1, Limits(), COMMAND) as supervisor:
        (outcome,) = supervisor.run([Task(b"k", GOOD)])
    assert outcome.facts is not None
    assert (outcome.facts["template"], outcome.facts["year"], outcome.facts["region"]) == ("2008", 2009, "340121")
    assert outcome.body
