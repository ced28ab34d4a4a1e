"""Tables -> figures."""

from __future__ import annotations

from dataclasses import dataclass

from report_parser.models import Diagnostic, Document, Figure, Section, Table


@dataclass(frozen=True, slots=True)
class TableReading:
    """Tables that were recognised, with the figures of their cells."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_tables(document: Document, *, year: int | None, sections: tuple[Section, ...]) -> TableReading:
    """Returns the figures of a document's tables."""
    return TableReading((), (), ())
