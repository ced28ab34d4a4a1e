"""Stata .dta, release 118 (Stata 14 and later), written by the published layout; needs no library.

Two passes over the reports: the first measures how wide each text is, the second writes. A text column is str# where that is
smaller, else strL. Texts have no missing value in Stata: None is the empty text; a number that is None is the missing value ``.``.
"""

from __future__ import annotations

import struct
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from report_parser.rules.codebook import Column, DataTable, data_tables
from report_parser.sinks.files import staged
from report_parser.sinks.rows import Reports, Row, Value, rows_of

_STRL, _DOUBLE, _LONG, _BYTE = 32768, 65526, 65528, 65530
_STR_MAX = 2045
_LONG_MAX = 2_147_483_620
_MISSING_LONG, _MISSING_BYTE = 2_147_483_621, 101
_MISSING_DOUBLE: float = struct.unpack("<d", bytes.fromhex("000000000000e07f"))[0]
_MISSING: dict[int, float] = {_DOUBLE: _MISSING_DOUBLE, _LONG: _MISSING_LONG, _BYTE: _MISSING_BYTE}
_EPOCH = date(1960, 1, 1).toordinal()
_WIDTHS = {_STRL: 8, _DOUBLE: 8, _LONG: 4, _BYTE: 1}
_CODES = {_STRL: "Q", _DOUBLE: "d", _LONG: "i", _BYTE: "b"}
_LABEL = 80
_STRL_HEAD = 20
"""Bytes of a long text beside its characters: GSO, variable, observation, type, length, closing zero, less the zero."""


def write_stata(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.dta``, ``figures.dta`` and so on. Dates are ``%td``, booleans bytes 0 and 1."""
    sizes = {name: _Size([_Text() for _ in table.columns]) for name, table in data_tables().items()}
    for report in reports():
        for name, rows in rows_of(report).items():
            sizes[name].add(rows)
    names = [f"{table}.dta" for table in data_tables()]
    with staged(out, names) as paths, ExitStack() as stack:
        files = {
            name: _File(
                data_tables()[name],
                sizes[name],
                stack.enter_context(path.open("wb")),
                stack.enter_context(TemporaryFile(dir=out)),
            )
            for name, path in zip(data_tables(), paths, strict=True)
        }
        for report in reports():
            for name, rows in rows_of(report).items():
                files[name].add(rows)
        for file in files.values():
            file.finish()
    return tuple(out / name for name in names)


@dataclass(slots=True)
class _Text:
    """What the values of one column need: bytes of the widest text, of all texts; the largest whole number."""

    widest: int = 0
    total: int = 0
    filled: int = 0
    largest: int = 0

    def add(self, value: Value) -> None:
        if isinstance(value, str):
            size = len(_bytes(value))
            self.widest = max(self.widest, size)
            self.total += size
            self.filled += 1
        elif isinstance(value, int):
            self.largest = max(self.largest, abs(value))


@dataclass(slots=True)
class _Size:
    columns: list[_Text]
    rows: int = field(default=0)

    def add(self, rows: list[Row]) -> None:
        self.rows += len(rows)
        for row in rows:
            for column, value in zip(self.columns, row, strict=True):
                column.add(value)


def _bytes(text: str) -> bytes:
    return text.encode().replace(b"\0", b"")


def _type(column: Column, seen: _Text, rows: int) -> int:
    """Returns Stata's code of a column's type: 1 to 2045 is the width of a str#."""
    if column.type == "text":
        long = 8 * rows + seen.total + _STRL_HEAD * seen.filled
        return _STRL if seen.widest > _STR_MAX or max(seen.widest, 1) * rows > 2 * long else max(seen.widest, 1)
    if column.type == "boolean":
        return _BYTE
    if column.type == "date" or (column.type == "integer" and seen.largest <= _LONG_MAX):
        return _LONG
    return _DOUBLE


class _File:
    """One .dta file: head, then the rows as they come, then the long texts from a file of their own."""

    def __init__(self, table: DataTable, size: _Size, file: IO[bytes], long: IO[bytes]) -> None:
        self._types = [_type(c, seen, size.rows) for c, seen in zip(table.columns, size.columns, strict=True)]
        self._pack = struct.Struct("<" + "".join(_CODES.get(code, f"{code}s") for code in self._types)).pack
        self._file, self._long, self._row = file, long, 0
        seen = zip(self._types, size.columns, strict=True)
        long_bytes = sum(s.total + (_STRL_HEAD + 1) * s.filled for code, s in seen if code == _STRL)
        row_bytes = sum(_WIDTHS.get(code, code) for code in self._types)
        file.write(_head(table, self._types, size.rows, size.rows * row_bytes, long_bytes))

    def add(self, rows: list[Row]) -> None:
        for row in rows:
            self._row += 1
            cells = (
                self._cell(i, code, value) for i, (code, value) in enumerate(zip(self._types, row, strict=True), 1)
            )
            self._file.write(self._pack(*cells))

    def _cell(self, variable: int, code: int, value: Value) -> bytes | float:
        if code == _STRL:
            return self._reference(variable, _bytes(str(value))) if value is not None else 0
        if code <= _STR_MAX:
            return b"" if value is None else _bytes(str(value))
        if value is None:
            return _MISSING[code]
        if isinstance(value, date):
            return value.toordinal() - _EPOCH
        return float(value) if code == _DOUBLE else int(value)

    def _reference(self, variable: int, text: bytes) -> int:
        """Puts a long text aside; what stands in the row is the variable's number (2 bytes) and the row's (6)."""
        self._long.write(b"GSO" + struct.pack("<IQBI", variable, self._row, 130, len(text) + 1) + text + b"\0")
        return variable | self._row << 16

    def finish(self) -> None:
        self._file.write(b"</data><strls>")
        self._long.seek(0)
        copyfileobj(self._long, self._file)
        self._file.write(b"</strls><value_labels></value_labels></stata_dta>")


def _head(table: DataTable, types: list[int], rows: int, data_bytes: int, long_bytes: int) -> bytes:
    """Everything before the first row; the map holds where each part begins, so that all sizes must be known."""
    label = f"{table.zh} / {table.en}"[:_LABEL].encode()
    opening = (
        b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>"
        + _tagged("K", struct.pack("<H", len(types)))
        + _tagged("N", struct.pack("<Q", rows))
        + _tagged("label", struct.pack("<H", len(label)) + label)
        + _tagged("timestamp", b"\0")
        + b"</header>"
    )
    parts = [
        _tagged("variable_types", struct.pack(f"<{len(types)}H", *types)),
        _tagged("varnames", b"".join(_padded(c.name, 129) for c in table.columns)),
        _tagged("sortlist", bytes(2 * (len(types) + 1))),
        _tagged("formats", b"".join(_padded(_format(c, t), 57) for c, t in zip(table.columns, types, strict=True))),
        _tagged("value_label_names", bytes(129 * len(types))),
        _tagged("variable_labels", b"".join(_padded(_label(c), 321) for c in table.columns)),
        _tagged("characteristics", b""),
    ]
    places = [0, len(opening), len(opening) + len(_tagged("map", bytes(14 * 8)))]
    for part in parts:
        places.append(places[-1] + len(part))
    for size in (
        len("<data></data>") + data_bytes,
        len("<strls></strls>") + long_bytes,
        len("<value_labels></value_labels>"),
    ):
        places.append(places[-1] + size)
    places.append(places[-1] + len("</stata_dta>"))
    return opening + _tagged("map", struct.pack("<14Q", *places)) + b"".join(parts) + b"<data>"


def _tagged(tag: str, content: bytes) -> bytes:
    return b"<" + tag.encode() + b">" + content + b"</" + tag.encode() + b">"


def _padded(text: str, size: int) -> bytes:
    return text.encode().ljust(size, b"\0")


def _label(column: Column) -> str:
    """The Chinese label, with the English one where both fit into 80 characters."""
    both = f"{column.zh} / {column.en}"
    return both if len(both) <= _LABEL else column.zh[:_LABEL]


def _format(column: Column, code: int) -> str:
    if column.type == "date":
        return "%tdCCYY-NN-DD"
    if column.type == "text":
        return "%-12s" if code == _STRL else f"%-{min(code, 40)}s"
    return "%12.0g"
