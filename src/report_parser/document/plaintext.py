"""Plain text -> Document."""

from __future__ import annotations

from report_parser.document.boilerplate import is_boilerplate
from report_parser.document.build import TextBuilder
from report_parser.document.textflow import find_setting, paragraphs
from report_parser.document.textlines import Line, split_lines
from report_parser.models import Document


def read_text(text: str) -> Document:
    """Returns the Document of a plain text: as saved or copied from a page, or as ``pdftotext`` gives it."""
    lines = split_lines(text)
    kept: list[Line] = []
    around: list[str] = []
    for line in lines:
        if is_boilerplate(line.text):
            around.append(line.text.strip())
        else:
            kept.append(line)
    setting = find_setting(kept)
    builder = TextBuilder()
    for paragraph in paragraphs(kept, setting):
        builder.add_line(paragraph.text, centered=paragraph.centered)
    return builder.document(tags={}, around=tuple(around), container="pdftotext" if setting.edge else "plain")
