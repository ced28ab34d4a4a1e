"""Worker processes under watch: a document that kills, hangs or exhausts its worker costs that document and no other.

Each worker has a thread that hands it one document after another and waits; one more thread kills workers whose time is up. Pools of
the standard library lose the whole run to one killed worker, or wait for it without end.
"""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from report_parser.batch.messages import read_answer, write_bytes
from report_parser.batch.model import Limits, Outcome, Task
from report_parser.errors import ReportParserError

COMMAND: Sequence[str] = (sys.executable, "-m", "report_parser.batch.worker")
"""Starts a worker; the limits in seconds and megabytes are added."""
_START = 120.0
_TICK = 0.05
_PATIENCE = 0.3
"""Seconds in which a worker ends by itself once its pipes are closed."""


class WorkerStartError(ReportParserError):
    """A worker process does not even start."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and until when it may work on what it has."""

    process: subprocess.Popen[bytes]
    deadline: float = field(default=float("inf"))
    late: bool = False

    def ask(self, data: bytes | None, seconds: float) -> tuple[dict[str, Any], bytes] | None:
        """The answer to a document (None: to the start), None where the process ended instead."""
        pipes = cast("tuple[BinaryIO, BinaryIO]", (self.process.stdin, self.process.stdout))
        self.late = False
        self.deadline = time.monotonic() + seconds
        try:
            if data is not None:
                write_bytes(pipes[0], data)
            return read_answer(pipes[1])
        except OSError:
            return None
        finally:
            self.deadline = float("inf")

    def end(self) -> int:
        """Ends the process and returns its exit code; below 0 it is the signal that killed it."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            return self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


class Supervisor:
    """Keeps ``workers`` processes busy. Use as a context manager: leaving it ends them all, whatever happened."""

    def __init__(self, workers: int, limits: Limits, command: Sequence[str] | None = None) -> None:
        self.limits = limits
        self.command = [*(command or COMMAND), str(limits.seconds), str(limits.megabytes)]
        self.tasks: queue.Queue[Task | None] = queue.Queue(workers)
        self.outcomes: queue.Queue[Outcome | BaseException] = queue.Queue()
        self.alive: set[_Worker] = set()
        self.lock = threading.Lock()
        self.closed = False
        self.threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(workers)]

    def __enter__(self) -> Supervisor:
        for thread in self.threads:
            thread.start()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.closed = True
        with self.lock:
            workers = list(self.alive)
        for worker in workers:
            worker.process.kill()
        for _ in self.threads:
            try:
                self.tasks.put_nowait(None)
            except queue.Full:
                break
        for thread in self.threads:
            thread.join(timeout=5)

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yields the outcome of each task, in the order in which they are ready; takes no more tasks than workers can hold.

        Raises:
            WorkerStartError: a worker does not start.
        """
        pending = 0
        for task in tasks:
            while not self._offer(task):
                yield self._next()
                pending -= 1
            pending += 1
            while not self.outcomes.empty():
                yield self._next()
                pending -= 1
        while pending:
            yield self._next()
            pending -= 1

    def _offer(self, task: Task) -> bool:
        try:
            self.tasks.put_nowait(task)
        except queue.Full:
            return False
        return True

    def _next(self) -> Outcome:
        outcome = self.outcomes.get()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def _attend(self) -> None:
        worker: _Worker | None = None
        try:
            while not self.closed and (task := self.tasks.get()) is not None:
                outcome, worker = self._read(task, worker)
                self.outcomes.put(outcome)
        except BaseException as error:
            self.outcomes.put(error)
        finally:
            if worker is not None:
                self._discard(worker)

    def _read(self, task: Task, worker: _Worker | None) -> tuple[Outcome, _Worker | None]:
        """The outcome of a task, and the worker where it is fit for more.

        A document whose worker is killed gets a second one: where memory runs out, the system kills whom it likes.
        """
        for attempt in (1, 2):
            worker = worker or self._start()
            answer = worker.ask(task.data, self.limits.seconds)
            if answer is not None:
                if self._is_spent(answer[0]):
                    self._discard(worker)
                    return _answered(task, *answer), None
                return _answered(task, *answer), worker
            late = worker.late
            code = self._discard(worker)
            worker = None
            if late or attempt == 2 or self.closed:
                break
        if late:
            message = f"not read within {self.limits.seconds:g} seconds; raise --time-limit, or pass a smaller page"
            return Outcome(task.key, "time_limit", message, None, self.limits.seconds, None, b""), None
        return Outcome(task.key, "crashed", _reason(code), None, 0.0, None, b""), None

    def _start(self) -> _Worker:
        process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        worker = _Worker(process)
        with self.lock:
            self.alive.add(worker)
            if self.closed:  # stopped while it was started: nobody would end it
                process.kill()
        if worker.ask(None, _START) is None and not self.closed:
            code = worker.end()
            raise WorkerStartError(
                f"a worker process does not start (exit code {code}); is the memory limit of {self.limits.megabytes} MB too low?"
            )
        return worker

    def _discard(self, worker: _Worker) -> int:
        with self.lock:
            self.alive.discard(worker)
        return worker.end()

    def _is_spent(self, head: dict[str, Any]) -> bool:
        held = int(head.get("resident", 0))
        return head.get("code") == "memory_limit" or 0 < self.limits.megabytes << 19 < held

    def _watch(self) -> None:
        while not self.closed:
            time.sleep(_TICK)
            now = time.monotonic()
            with self.lock:
                workers = list(self.alive)
            for worker in workers:
                if worker.deadline < now:
                    worker.late = True
                    worker.process.kill()


def _answered(task: Task, head: dict[str, Any], body: bytes) -> Outcome:
    code, message, where = head.get("code"), head.get("message"), head.get("where")
    return Outcome(task.key, code, message, where, head["seconds"], head.get("facts"), body)


def _reason(code: int) -> str:
    """What ended a worker, in words."""
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"its worker was killed ({name}); please report it if the machine was not out of memory"
    return f"its worker ended with exit code {code}; please report it"
