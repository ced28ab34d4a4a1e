"""The parts of a run in shares -> one run's outputs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import regex

from report_parser.batch.manifest import NAME, Manifest
from report_parser.batch.outputs import SUMMARY, check_formats, write_outputs
from report_parser.batch.run import Done
from report_parser.errors import UsageError

_PART = regex.compile(r"part-(\d{5,})-of-(\d{5,})")


def join_parts(out: Path, formats: Sequence[str]) -> Done:
    """Writes the outputs over all parts in ``out``, as a run without shares would have written them.

    Raises:
        UsageError: parts are missing or not finished (the message says which), or belong to runs with different numbers of shares.
    """
    parts = find_parts(out)
    check_formats(formats)
    with ExitStack() as stack:
        manifests = [stack.enter_context(closing(Manifest(part))) for part in parts]
        ignored: Counter[str] = Counter()
        for part in parts:
            ignored.update(json.loads((part / SUMMARY).read_text(encoding="utf-8"))["ignored"])
        summary, slowest, _ = write_outputs(manifests, out, formats, ignored)
    return Done(summary, slowest)


def find_parts(out: Path) -> list[Path]:
    """Returns the folders of all parts, in order.

    Raises:
        UsageError: some are missing or not finished.
    """
    found = {(int(m[1]), int(m[2])): p for p in out.glob("part-*") if (m := _PART.fullmatch(p.name))}
    counts = {count for _, count in found}
    if len(counts) != 1:
        what = "no parts" if not counts else f"parts of {len(counts)} different runs"
        raise UsageError(f"{out}: holds {what}; run every share with --shard i/N and the same --out first")
    count = counts.pop()
    wanted = [out / f"part-{i:05}-of-{count:05}" for i in range(1, count + 1)]
    missing = [p.name for p in wanted if not ((p / SUMMARY).is_file() and (p / NAME).is_file())]
    if missing:
        raise UsageError(
            f"{out}: {len(missing)} of {count} parts are not finished, the first is {missing[0]}; run them again"
        )
    return wanted
