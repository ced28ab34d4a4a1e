"""Plain text -> Document: as saved or copied from a page, or as ``pdftotext`` and ``pdftotext -layout`` give it."""

from __future__ import annotations

from collections.abc import Sequence

from report_parser.document.boilerplate import is_boilerplate
from report_parser.document.build import TextBuilder
from report_parser.document.textflow import Setting, find_setting, paragraphs
from report_parser.document.textlines import Line, split_lines
from report_parser.document.texttable import find_tables
from report_parser.models import Document


def read_text(text: str) -> Document:
    """Returns the Document of a plain text: wrapped lines joined, page numbers and running heads dropped, tables as grids."""
    lines = split_lines(text)
    around = tuple(line.text.strip() for line in lines if is_boilerplate(line.text))
    kept = [line for line in lines if not is_boilerplate(line.text)]
    tables = find_tables(kept)
    inside = {i for t in tables for i in range(t.first, t.last)}
    setting = find_setting([line for i, line in enumerate(kept) if i not in inside])
    builder = TextBuilder()
    at = 0
    for table in tables:
        _prose(builder, kept[at : table.first], setting)
        builder.add_grid(table.rows, origin="text")
        at = table.last
    _prose(builder, kept[at:], setting)
    return builder.document(tags={}, around=around, container="pdftotext" if setting.edge else "plain")


def _prose(builder: TextBuilder, lines: Sequence[Line], setting: Setting) -> None:
    for paragraph in paragraphs(lines, setting):
        builder.add_line(paragraph.text, centered=paragraph.centered)
