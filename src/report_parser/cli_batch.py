"""``report-parser batch``: archives in, tables out; resumable, on one machine or on a cluster."""

from __future__ import annotations

import argparse
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report_parser.batch.model import Limits
from report_parser.batch.options import Options, Shard, shard_of
from report_parser.batch.run import Done, run_batch
from report_parser.batch.summary import as_text
from report_parser.errors import UsageError

_EPILOG = """\
sources: folders, files, globs, zip, tar, WARC, URLs (with fsspec), - for paths on standard input, one a line

examples:
  report-parser batch archive/ --out tables
  report-parser batch crawl-*.warc.gz reports.zip --out tables --format parquet,xlsx
  find . -name '*.html' | report-parser batch - --out tables
  report-parser batch archive/ --out tables --shard $SLURM_ARRAY_TASK_ID/16    then: report-parser batch --join --out tables

A run that was stopped goes on where it was: give the same command again.
exit codes: 0 all read; 1 some documents failed (failures.jsonl names them); 2 bad usage; 130 stopped"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    batch = verbs.add_parser(
        "batch",
        help="read whole archives into tables",
        description="Reads all documents of archives into tables.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    batch.add_argument(
        "sources", metavar="SOURCE", nargs="*", help="folder, file, glob, archive, URL; - for a list of paths"
    )
    batch.add_argument("--out", metavar="DIR", required=True, type=Path, help="folder to write to")
    batch.add_argument(
        "--format", action="append", metavar="NAMES", help="formats, parted by commas (default: parquet)"
    )
    batch.add_argument(
        "--workers", type=_positive, default=0, metavar="N", help="worker processes (default: one a processor)"
    )
    batch.add_argument(
        "--time-limit", type=_seconds, default=60.0, metavar="S", help="seconds for one document (default: 60)"
    )
    batch.add_argument(
        "--memory-limit",
        type=_megabytes,
        default=1024,
        metavar="MB",
        help="address space of a worker; 0 for none (default: 1024)",
    )
    batch.add_argument("--shard", metavar="i/N", help="read only the i-th of N shares, into a part of its own")
    batch.add_argument("--join", action="store_true", help="write one output from the parts of all shares")
    batch.add_argument("--retry-failed", action="store_true", help="read again what failed in an earlier run")
    batch.add_argument("--quiet", action="store_true", help="no progress, no summary")
    _add_cluster(batch)
    batch.set_defaults(run=run)


def _add_cluster(batch: argparse.ArgumentParser) -> None:
    batch.add_argument(
        "--engine", choices=["local", "ray"], default="local", help="where to run (ray: --shards parts on a cluster)"
    )
    batch.add_argument(
        "--address", metavar="A", help="the cluster's address for --engine ray (default: a cluster of this machine)"
    )
    batch.add_argument(
        "--shards", type=_positive, default=16, metavar="N", help="number of parts for --engine ray (default: 16)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the batch and returns the exit code.

    Raises:
        UsageError: options that do not go together, an unknown format, nothing to read.
        KeyboardInterrupt: stopped; it is said how to go on.
    """
    _check(arguments)
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        done = _run(arguments)
    except BrokenPipeError:
        raise
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(
            f"--out {arguments.out}: cannot be written ({why}); choose another place, what was read is kept"
        ) from error
    except KeyboardInterrupt:
        print("report-parser: stopped; what was read is kept, the same command goes on from there", file=sys.stderr)
        raise
    finally:
        signal.signal(signal.SIGTERM, previous)
    if not arguments.quiet:
        head = "nothing has changed since the last run\n" if done.unchanged else ""
        print(head + as_text(done.summary, done.slowest, str(arguments.out)))
    return done.exit_code


def _run(arguments: argparse.Namespace) -> Done:
    formats = _formats(arguments.format)
    if not arguments.sources:
        return _join(arguments.out, formats, None)
    options = Options(
        sources=tuple(_sources(arguments.sources)),
        out=arguments.out,
        formats=formats,
        workers=arguments.workers,
        limits=Limits(arguments.time_limit, arguments.memory_limit),
        shard=shard_of(arguments.shard) if arguments.shard else Shard(),
        retry_failed=arguments.retry_failed,
    )
    stream = None if arguments.quiet else sys.stderr
    if arguments.engine == "ray":
        from report_parser.engine import run_on_ray

        done = run_on_ray(options, arguments.shards, arguments.address, stream)
    else:
        done = run_batch(options, stream)
    return _join(arguments.out, formats, arguments.shards) if arguments.join else done


def _join(out: Path, formats: tuple[str, ...], count: int | None) -> Done:
    from report_parser.batch.join import join_parts

    return join_parts(out, formats, count)


def _check(arguments: argparse.Namespace) -> None:
    if not arguments.sources and not arguments.join:
        raise UsageError("batch: give a SOURCE (or --join, for the parts in --out)")
    if arguments.shard and (arguments.join or arguments.engine == "ray"):
        raise UsageError("--shard reads one part: join the parts when all are read, and let --engine ray make its own")
    if arguments.out.exists() and not arguments.out.is_dir():
        raise UsageError(f"--out {arguments.out}: is no folder; choose another name")


def _sources(given: list[str]) -> Iterator[str]:
    for source in given:
        if source == "-":
            yield from (line for text in sys.stdin if (line := text.rstrip("\r\n")))
        else:
            yield source


def _formats(given: list[str] | None) -> tuple[str, ...]:
    names = [name.strip() for option in given or ["parquet"] for name in option.split(",")]
    return tuple(dict.fromkeys(name for name in names if name))


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 100_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _megabytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and (int(text) == 0 or int(text) >= 128)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of megabytes from 128 on, nor 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0.1 to 86400")
    return value
