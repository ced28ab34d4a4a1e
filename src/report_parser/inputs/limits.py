"""What is too large to be a report."""

from __future__ import annotations

from report_parser.source import MAX_BYTES


def too_large(size: int | None) -> str:
    """Returns the sentence for a document of ``size`` bytes, None where only that it is too large is known.

    >>> too_large(200_000_000)
    "200 MB is more than a report can have (limit 33 MB); pass the report's own page"
    """
    what = f"{size / 1e6:.0f} MB" if size is not None else "this"
    return f"{what} is more than a report can have (limit {MAX_BYTES // 10**6} MB); pass the report's own page"
