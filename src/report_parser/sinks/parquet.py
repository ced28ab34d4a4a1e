"""Parquet (zstd) through pyarrow: the format to keep and to query."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from report_parser.rules.codebook import DataTable, data_tables
from report_parser.sinks.files import extra, staged
from report_parser.sinks.rows import Reports, Row, rows_of

_CELLS = 200_000
"""Cells of a table that wait as Python objects (about 60 bytes each) before they become Arrow arrays."""
_GROUP = 16_000_000
"""Bytes of Arrow arrays in a row group."""


def write_parquet(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.parquet``, ``figures.parquet`` and so on, with explicit types and the labels as metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow = extra("pyarrow", "parquet", "the format parquet")
    extra("pyarrow.parquet", "parquet", "the format parquet")
    names = [f"{table}.parquet" for table in data_tables()]
    with staged(out, names) as paths, ExitStack() as stack:
        writers = {
            table.name: stack.enter_context(_Writer(arrow, table, path))
            for table, path in zip(data_tables().values(), paths, strict=True)
        }
        for report in reports():
            for name, rows in rows_of(report).items():
                writers[name].add(rows)
    return tuple(out / name for name in names)


def arrow_schema(arrow: Any, table: DataTable) -> Any:
    """Returns the Arrow schema of a table; labels in Chinese and English stand in the metadata of each field."""
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
        "boolean": arrow.bool_(),
    }
    fields = [arrow.field(c.name, types[c.type], metadata={"label_zh": c.zh, "label_en": c.en}) for c in table.columns]
    return arrow.schema(fields, metadata={"label_zh": table.zh, "label_en": table.en})


class _Writer:
    """One file; rows become arrays, arrays row groups, so that memory stays flat."""

    def __init__(self, arrow: Any, table: DataTable, path: Path) -> None:
        self._arrow = arrow
        self._schema = arrow_schema(arrow, table)
        self._limit = max(1, _CELLS // len(table.columns))
        self._rows: list[Row] = []
        self._batches: list[Any] = []
        self._bytes = 0
        self._file = arrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._pack()
            self._flush()
        self._file.close()

    def add(self, rows: list[Row]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= self._limit:
            self._pack()
        if self._bytes >= _GROUP:
            self._flush()

    def _pack(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [self._arrow.array(c, type=f.type) for c, f in zip(columns, self._schema, strict=True)]
            self._batches.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
            self._bytes += self._batches[-1].nbytes
            self._rows = []

    def _flush(self) -> None:
        if self._batches:
            table = self._arrow.Table.from_batches(self._batches)
            self._file.write_table(table, row_group_size=max(1, table.num_rows))
            self._batches, self._bytes = [], 0
