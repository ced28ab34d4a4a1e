"""A worker whose reader does what marked documents ask for, and notes in the file COUNT each document that it is given."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from report_parser.batch import worker
from small_reports import ENDLESS, HOG, KILL


def read(data: bytes) -> dict[str, Any]:
    if "COUNT" in os.environ:
        file = os.open(os.environ["COUNT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, b".")
        os.close(file)
    if KILL in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if HOG in data:
        bytearray(4 << 30)
    while ENDLESS in data:
        pass
    return worker.read_document(data)


if __name__ == "__main__":
    sys.exit(worker.main(sys.argv[1:], read))
