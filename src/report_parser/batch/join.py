"""The parts of a run in shares -> one run's outputs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import regex

from report_parser.batch.manifest import NAME, Manifest
from report_parser.batch.options import Shard
from report_parser.batch.outputs import SUMMARY, check_formats, write_outputs
from report_parser.batch.run import Done
from report_parser.errors import UsageError

_PART = regex.compile(r"part-\d{5,}-of-(\d{5,})")


def join_parts(out: Path, formats: Sequence[str], count: int | None = None) -> Done:
    """Writes the outputs over all parts in ``out``, as a run without shares would have written them.

    Args:
        out: the folder that holds the parts.
        formats: names of formats.
        count: the number of parts; None for as many as their names say.

    Raises:
        UsageError: parts are missing or not finished (the message says which), or belong to different runs.
    """
    parts = find_parts(out, count)
    check_formats(formats)
    with ExitStack() as stack:
        manifests = [stack.enter_context(closing(Manifest(part))) for part in parts]
        if len({manifest.meta("inventory") for manifest in manifests}) > 1:
            raise UsageError(f"{out}: the sources changed between its parts; run every share again")
        ignored = Counter[str]()
        for part in parts:
            ignored.update(_summary(part)["ignored"])
        summary, slowest, _ = write_outputs(manifests, out, formats, ignored)
    return Done(summary, slowest)


def find_parts(out: Path, count: int | None = None) -> list[Path]:
    """Returns the folders of all parts, in order.

    Raises:
        UsageError: some are missing or not finished, or it is not clear of which run.
    """
    counts = {int(m[1]) for p in out.glob("part-*") if (m := _PART.fullmatch(p.name))}
    if count is None:
        if len(counts) != 1:
            what = "no parts" if not counts else f"parts of {len(counts)} different runs"
            raise UsageError(f"{out}: holds {what}; run every share with --shard i/N and the same --out first")
        count = counts.pop()
    wanted = [out / Shard(i, count).folder for i in range(1, count + 1)]
    missing = [p.name for p in wanted if not ((p / SUMMARY).is_file() and (p / NAME).is_file())]
    if missing:
        raise UsageError(
            f"{out}: {len(missing)} of {count} parts are not finished, the first is {missing[0]}; run them again"
        )
    return wanted


def sum_parts(parts: Sequence[Path]) -> dict[str, Any]:
    """Returns the parts' summaries as one; copies are those within a part."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in _summary(part).items():
            if isinstance(value, int):
                whole[key] = whole.get(key, 0) + value
            elif isinstance(value, dict):
                whole[key] = dict(sorted((Counter(whole.get(key, {})) + Counter(value)).items()))
            else:
                whole[key] = value
    return whole


def _summary(part: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((part / SUMMARY).read_text(encoding="utf-8"))
    return found
