"""What a run is asked to do."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from report_parser.batch.model import Limits
from report_parser.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``index``-th (from 1) of ``count`` shares of the documents."""

    index: int = 1
    count: int = 1

    def holds(self, name: str) -> bool:
        """Returns whether a name falls to this share; each falls to exactly one."""
        return (
            self.count == 1
            or int(hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12], 16) % self.count == self.index - 1
        )

    @property
    def folder(self) -> str:
        """Returns the folder of its outputs within the run's."""
        return f"part-{self.index:05}-of-{self.count:05}"


@dataclass(frozen=True, slots=True)
class Options:
    """A run: its sources, where its outputs go, and how."""

    sources: tuple[str, ...]
    out: Path
    formats: tuple[str, ...] = ("parquet",)
    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    shard: Shard = Shard()
    retry_failed: bool = False

    @property
    def folder(self) -> Path:
        """Returns the folder that this run writes to: a share has its own."""
        return self.out / self.shard.folder if self.shard.count > 1 else self.out

    def processes(self) -> int:
        """Returns the number of workers: as asked, else the processors that this process may use."""
        if self.workers:
            return self.workers
        try:
            return len(os.sched_getaffinity(0))
        except AttributeError:
            return os.cpu_count() or 1


def shard_of(text: str) -> Shard:
    """Returns the share that ``i/N`` names, i from 1 to N.

    Raises:
        UsageError: it names none.

    >>> shard_of("3/16").folder
    'part-00003-of-00016'
    """
    index, slash, count = text.partition("/")
    if (
        slash
        and index.isascii()
        and index.isdigit()
        and count.isascii()
        and count.isdigit()
        and 1 <= int(index) <= int(count)
    ):
        return Shard(int(index), int(count))
    raise UsageError(f"--shard {text}: give i/N, i from 1 to N, e.g. 3/16")
