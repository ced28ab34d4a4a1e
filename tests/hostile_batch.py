"""``report-parser batch`` with the workers of hostile_worker.py."""

from __future__ import annotations

import sys
from pathlib import Path

from report_parser.batch import supervisor
from report_parser.cli import main

supervisor.COMMAND = (sys.executable, str(Path(__file__).parent / "hostile_worker.py"))

if __name__ == "__main__":
    sys.exit(main(["batch", *sys.argv[1:]]))
