"""A worker process: reads one document a message on standard input, answers on standard output, ends when its supervisor does.

Started as ``python -m report_parser.batch.worker SECONDS MEGABYTES``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report_parser.batch.facts import facts_of
from report_parser.batch.messages import read_bytes, write_answer
from report_parser.errors import InputError
from report_parser.inputs.extras import MissingReaderError
from report_parser.pipeline import parse
from report_parser.serialize import dumps

Reader = Callable[[bytes], dict[str, Any]]
_LARGE = 1 << 20
_NEAR_LIMIT = 32 << 20
_GRACE = 5


def main(arguments: list[str], reader: Reader | None = None) -> int:
    """Answers until standard input ends; returns 0, or 3 where memory ran out and the process is not to be used further."""
    seconds, megabytes = float(arguments[0]), int(arguments[1])
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(megabytes << 20)
    write_answer(outgoing, {"ready": os.getpid()})
    first = True
    while (data := read_bytes(incoming)) is not None:
        _alarm(seconds + _GRACE)
        start = time.perf_counter()
        head, body = answer(data, reader or read_document, megabytes << 20)
        head["seconds"] = time.perf_counter() - start
        head["resident"] = resident()
        write_answer(outgoing, head, body)
        _alarm(0)
        if first:
            first = False
            _leave_rules_alone()
        if head.get("code") == "memory_limit":
            return 3
    return 0


def read_document(data: bytes) -> dict[str, Any]:
    """Returns the JSON object of a document's report, its path still open."""
    return parse(data).to_dict()


def answer(data: bytes, reader: Reader, memory: int) -> tuple[dict[str, Any], bytes]:
    """Returns the head and the body of the answer to a document: its report compressed, or why there is none."""
    try:
        report = reader(data)
        body = zlib.compress(dumps(report).encode("utf-8", "replace"), 3)
        if len(data) > _LARGE and memory and _address_space() > memory - _NEAR_LIMIT:
            raise MemoryError
        return {"facts": facts_of(report)}, body
    except MissingReaderError as error:
        return _failed("missing_extra", error), b""
    except InputError as error:
        return _failed("refused", error), b""
    except MemoryError:
        return {"code": "memory_limit", "message": f"needs more than {memory >> 20} MB of memory"}, b""
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        message = f"internal error {type(error).__name__}: {error}; please report it"
        return {"code": "internal_error", "message": message[:500], "where": place}, b""


def _failed(code: str, error: InputError) -> dict[str, Any]:
    return {"code": code, "message": str(error).removeprefix("input: ")}


def _leave_rules_alone() -> None:
    """Takes the loaded rules out of the collector's sight: looking among them for garbage took 1.5 to 3 % of a worker's time."""
    gc.collect()
    gc.freeze()


def _limit_memory(size: int) -> None:
    """Where the system has such a limit (not on Windows), what asks for more memory gets a MemoryError."""
    if size and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """The supervisor kills a worker that takes too long; the alarm kills one whose supervisor was killed itself."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def resident() -> int:
    """Returns the bytes of memory that this process holds now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - once a document
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _address_space() -> int:
    """The most address space in bytes that this process has had: lxml cuts a page short, silently, where memory ends."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmPeak"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
