"""Ray, where it is installed: two nodes, one killed in mid-run; nothing lost, nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from report_parser.cli import main
from small_reports import folder


@pytest.mark.skipif(find_spec("ray") is None, reason="needs report-parser[ray]")
def test_a_node_killed_in_mid_run_loses_and_doubles_nothing() -> None:
    command = [sys.executable, str(Path(__file__).parent / "ray_cluster.py"), "--documents", "600", "--shards", "6"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout[done.stdout.index("{") :])
    assert found["node_killed_after_parts"] >= 2
    assert found["attempts"] > 6
    assert found["second_run_unchanged"]


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_it_says_which_extra(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(tmp_path / "in", range(1))
    assert (
        main(["batch", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--engine", "ray", "--format", "jsonl"])
        == 2
    )
    assert "report-parser[ray]" in capsys.readouterr().err
