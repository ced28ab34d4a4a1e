"""Are the tables of rows (``.tsv``) in UTF-8, and has every row as many cells as its head?"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def all_row_problems() -> Iterator[str]:
    """Yields what is wrong with the rows of every ``.tsv`` under ``rules/data``."""
    tables = files("report_parser").joinpath("rules", "data").iterdir()
    for table in sorted((t for t in tables if t.name.endswith(".tsv")), key=lambda t: t.name):
        yield from row_problems(f"rules/data/{table.name}", table.read_bytes())


def row_problems(place: str, raw: bytes) -> Iterator[str]:
    """Yields what is wrong with the rows of one table; lines that begin with # are comments."""
    try:
        lines = raw.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        yield f"{place}: is not in UTF-8 (byte {error.start + 1}); save it as UTF-8"
        return
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    if not rows:
        yield f"{place}: is empty; its first row names the columns"
        return
    width = len(rows[0][1])
    for number, cells in rows[1:]:
        if len(cells) != width:
            yield f"{place}: line {number} has {len(cells)} cells parted by tabs, its head has {width}"
