"""A run on a Ray cluster: one task a share, each writing a part of its own. Needs ``report-parser[ray]``.

Ray repeats a task whose node dies, at most three times; what a document does to its worker stays within the task, whose supervisor
notes it. A part appears whole, by the renaming of its folder, so that a task that runs twice, or goes on where the cluster thinks it dead,
neither loses nor doubles a document. All nodes must see the sources and the output folder under the same names.
"""

from __future__ import annotations

import logging
import os
import shutil
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from report_parser.batch.join import find_parts, sum_parts
from report_parser.batch.options import Options, Shard
from report_parser.batch.outputs import SUMMARY, check_formats
from report_parser.batch.program import program_digest
from report_parser.batch.run import Done, run_batch, take_inventory
from report_parser.errors import UsageError

_RETRIES = 3
_SCRATCH = ".unfinished"
_STATE = "part.txt"
"""In a finished part: what it was made of, so that a part of other sources or rules is not taken for this run's."""


def run_on_ray(options: Options, shards: int, address: str | None, stream: TextIO | None) -> Done:
    """Reads all documents in ``shards`` parts on a cluster; parts that exist are skipped.

    Args:
        options: the run; ``workers`` is the number of processes, and of Ray's processors, that a task takes (default 1).
        shards: number of parts.
        address: the cluster's, None for one that is started on this machine and ends with the run.
        stream: where progress is shown.

    Raises:
        UsageError: Ray is not installed, there is no document, or a format is unknown.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs Ray; run `pip install 'report-parser[ray]'`") from error
    check_formats(options.formats)
    state = part_state(options)
    options.out.mkdir(parents=True, exist_ok=True)
    here = replace(options, out=options.out.resolve())
    todo = [i for i in range(1, shards + 1) if not _is_finished(here, Shard(i, shards), state)]
    if todo:
        ray.init(address=address or "local", log_to_driver=False, logging_level=logging.WARNING)
        try:
            _run_tasks(ray, here, shards, todo, state, stream)
        finally:
            ray.shutdown()
    shutil.rmtree(here.out / _SCRATCH, ignore_errors=True)
    return Done(sum_parts(find_parts(here.out, shards)), [], unchanged=not todo)


def part_state(options: Options) -> str:
    """Returns what the parts of a run depend on: program, sources, formats, limits.

    Raises:
        UsageError: the sources hold no document.
    """
    return repr((program_digest(), take_inventory(options).digest, options.formats, options.limits))


def run_part(options: Options, shard: Shard, state: str, folder: str) -> int:
    """Reads one share into a folder of its own and gives it the part's name at the end; returns its number of documents.

    Where the part has come into being in the meantime, that one stays. Sources are named from ``folder``, as in a run without Ray.
    """
    os.chdir(folder)
    target = options.out / shard.folder
    scratch = options.out / _SCRATCH / f"{shard.folder}-{uuid.uuid4().hex}"
    try:
        done = run_batch(replace(options, out=scratch, shard=shard, workers=options.workers or 1))
        (scratch / shard.folder / _STATE).write_text(state, encoding="utf-8")
        if not _is_finished(options, shard, state):
            shutil.rmtree(target, ignore_errors=True)
            try:
                (scratch / shard.folder).rename(target)
            except OSError:
                if not _is_finished(options, shard, state):
                    raise
        return int(done.summary["documents"])
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run_tasks(ray: Any, options: Options, shards: int, todo: list[int], state: str, stream: TextIO | None) -> None:
    task = ray.remote(max_retries=_RETRIES, num_cpus=options.workers or 1)(run_part)
    waiting = [task.remote(options, Shard(i, shards), state, str(Path.cwd())) for i in todo]
    documents = 0
    while waiting:
        ready, waiting = ray.wait(waiting, num_returns=1)
        documents += sum(ray.get(ready))
        if stream is not None:
            stream.write(f"{shards - len(waiting)} of {shards} parts, {documents} documents\n")
            stream.flush()


def _is_finished(options: Options, shard: Shard, state: str) -> bool:
    part = options.out / shard.folder
    try:
        return (part / SUMMARY).is_file() and (part / _STATE).read_text(encoding="utf-8") == state
    except OSError:
        return False
