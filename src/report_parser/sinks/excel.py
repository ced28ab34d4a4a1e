"""XLSX through XlsxWriter: a workbook for people, with frozen heads, typed cells and a codebook sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from report_parser.rules.codebook import DataTable, data_tables
from report_parser.sinks.codebook import CODEBOOK_COLUMNS, codebook_rows
from report_parser.sinks.files import extra, staged
from report_parser.sinks.rows import Reports, Row, Value, report_id, rows_of

NAME = "reports.xlsx"
MAX_ROWS = 1_048_576
"""Rows of a sheet, the heads included (Excel's limit); what goes beyond goes on in another sheet."""
MAX_CELL = 32_767
"""Characters of a cell (Excel's limit); a longer text is cut and ends in an ellipsis."""
MAX_LINKS = 65_530
"""Links of a sheet (Excel's limit)."""
_HEADS = 2
_WIDTHS = {"text": 16, "integer": 11, "number": 13, "date": 12, "boolean": 9}
_WIDE = {
    "title": 44,
    "issuer": 24,
    "source_path": 40,
    "quoted_text": 60,
    "message": 60,
    "heading": 30,
    "indicator_id": 32,
    "indicator_zh": 28,
    "printed_label": 28,
}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(reports: Reports, out: Path) -> tuple[Path, ...]:
    """Writes ``reports.xlsx``: a sheet a table, with the Chinese label above each column's name, and the codebook.

    A report's title links to its review page where ``review/REPORT_ID.html`` stands beside the workbook. A table with more rows
    than a sheet takes goes on in ``NAME_2`` and so on; the codebook sheet says so.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    xlsxwriter = extra("xlsxwriter", "excel", "the format xlsx")
    with staged(out, [NAME]) as (path,), xlsxwriter.Workbook(path, _OPTIONS) as book:
        book.set_properties({"title": "政府信息公开年度报告数据", "created": datetime(2000, 1, 1)})
        formats = {
            "label": book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"}),
            "name": book.add_format({"italic": True, "font_color": "#595959", "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "center"}),
            "integer": book.add_format({"num_format": "0", "align": "center"}),
            "link": book.get_default_url_format(),
        }
        sheets = {table.name: _Sheets(book, table, formats) for table in data_tables().values()}
        for report in reports():
            page = f"review/{report_id(report)}.html"
            for name, rows in rows_of(report).items():
                sheets[name].add(rows, page if name == "reports" and (out / page).is_file() else None)
        for sheet in sheets.values():
            sheet.finish()
        _codebook(book, formats, sheets.values())
    return (out / NAME,)


class _Sheets:
    """The sheet or sheets of one table; rows are written in order, so that none need be kept."""

    def __init__(self, book: Any, table: DataTable, formats: Mapping[str, Any]) -> None:
        self.table = table
        self.rows = 0
        self.cut = 0
        self.names: list[str] = []
        self._book, self._formats = book, formats
        self._title = next((i for i, c in enumerate(table.columns) if c.name == "title"), None)
        self._cell_formats = [formats.get(column.type) for column in table.columns]
        self._open()

    def _open(self) -> None:
        name = self.table.name if not self.names else f"{self.table.name}_{len(self.names) + 1}"
        self.names.append(name)
        self._sheet = sheet = self._book.add_worksheet(name)
        self._next, self._links = _HEADS, 0
        for i, column in enumerate(self.table.columns):
            width = _WIDE.get(column.name, _WIDTHS[column.type])
            sheet.set_column(i, i, max(width, len(column.name) + 2))
        sheet.set_row(0, 48)
        sheet.freeze_panes(_HEADS, 2)
        sheet.set_landscape()
        sheet.repeat_rows(0, _HEADS - 1)
        sheet.repeat_columns(0, 1)
        for i, column in enumerate(self.table.columns):
            sheet.write_string(0, i, column.zh, self._formats["label"])
        for i, column in enumerate(self.table.columns):
            sheet.write_string(1, i, column.name, self._formats["name"])

    def add(self, rows: list[Row], link: str | None) -> None:
        for row in rows:
            if self._next >= MAX_ROWS:
                self.finish()
                self._open()
            for i, value in enumerate(row):
                self._write(i, value, link if i == self._title else None)
            self._next += 1
            self.rows += 1

    def _write(self, i: int, value: Value, link: str | None) -> None:
        """Blank for None: a cell with 0 and an empty cell are two facts."""
        sheet, row, style = self._sheet, self._next, self._cell_formats[i]
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, i, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, i, value, style)
        elif isinstance(value, str):
            self._write_text(i, value, link)
        else:
            sheet.write_number(row, i, value, style)

    def _write_text(self, i: int, text: str, link: str | None) -> None:
        if len(text) > MAX_CELL:
            text = text[: MAX_CELL - 1] + "…"
            self.cut += 1
        if link is not None and self._links < MAX_LINKS:
            self._links += 1
            self._sheet.write_url(self._next, i, f"external:{link}", self._formats["link"], text)
        else:
            self._sheet.write_string(self._next, i, text)

    def finish(self) -> None:
        last = len(self.table.columns) - 1
        self._sheet.autofilter(_HEADS - 1, 0, max(self._next - 1, _HEADS), last)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})


def _codebook(book: Any, formats: Mapping[str, Any], tables: Any) -> None:
    sheet = book.add_worksheet("codebook")
    for i, width in enumerate((14, 30, 11, 34, 44, 34, 7, 60, 60, 40, 60, 80, 80)):
        sheet.set_column(i, i, width)
    lines = [_said(table) for table in tables]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    top = len(lines) + 1
    for i, name in enumerate(CODEBOOK_COLUMNS):
        sheet.write_string(top, i, name, formats["label"])
    rows = codebook_rows()
    for row, cells in enumerate(rows, top + 1):
        for i, text in enumerate(cells):
            sheet.write_string(row, i, text)
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + len(rows), len(CODEBOOK_COLUMNS) - 1)


def _said(table: _Sheets) -> str:
    """How many rows a table has, on which sheets, and what was cut."""
    line = f"{table.table.name}: {table.rows} 行 rows"
    if len(table.names) > 1:
        line += f"，超过每张工作表 {MAX_ROWS} 行的上限，分在 on several sheets: {', '.join(table.names)}"
    if table.cut:
        line += f"；{table.cut} 个单元格超过 {MAX_CELL} 字，已截断 cells cut to {MAX_CELL} characters"
    return line
