"""What the checks look at: a report's parts with the ways to find figures in it, and the words that name them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from report_parser.checks.naming import name, names, show
from report_parser.checks.registry import Lang, sentence, severity_of
from report_parser.models import Document, Figure, Finding, Metadata, Section, Table
from report_parser.text.flat import flat_piece

_MANY = 600
_LONGEST = 4000
"""Characters of a sentence or a paragraph that a check looks at; the longest met had 1,900."""
SURE = 0.8
"""A figure read with less confidence than this is no ground for blaming the report."""


@dataclass(frozen=True, slots=True)
class View:
    """A report as the checks see it."""

    document: Document
    metadata: Metadata
    template: str | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    lang: Lang = "zh"
    by_id: Mapping[str, Figure] = field(default_factory=dict)
    by_section: Mapping[str, Section] = field(default_factory=dict)
    running: tuple[Figure, ...] = ()
    """The figures of running text in reading order."""
    starts: tuple[int, ...] = ()
    """Where each of them begins."""
    cells: tuple[Figure, ...] = ()
    """The figures of tables, in the order of the text."""
    cell_starts: tuple[int, ...] = ()
    """Where each of them begins."""
    by_top: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    """The figures of running text by their section of the top level."""

    def prose(self, start: int = 0, stop: int | None = None) -> tuple[Figure, ...]:
        """Returns the figures of running text that begin in ``start:stop``, in reading order."""
        if not start and stop is None:
            return self.running
        first = bisect_left(self.starts, start)
        return self.running[first : None if stop is None else bisect_left(self.starts, stop, first)]

    def near(self, figure: Figure) -> tuple[Figure, ...]:
        """Returns the figures of running text around one, as many as a section may have."""
        at = bisect_left(self.starts, figure.start)
        return self.running[max(0, at - _MANY) : at + _MANY]

    def cells_of(self, table: Table) -> tuple[Figure, ...]:
        """Returns the figures of a table."""
        first = bisect_left(self.cell_starts, table.start)
        return self.cells[first : bisect_right(self.cell_starts, table.end, first)]

    def own_year(self, figure: Figure) -> bool:
        """Returns whether a figure's value is of the reporting year, and of the body (no other body's)."""
        year = self.metadata.year
        return figure.scope != "other" and (year is None or figure.year is None or figure.year == year)

    def text(self, start: int, end: int) -> str:
        """Returns a stretch of the text, folded and without white space."""
        return flat_piece(self.document.text, start, end) if start < end else ""

    def sentence_start(self, at: int, marks: str = "。\n") -> int:
        """Returns where the sentence begins that ``at`` lies in; no sentence is looked at further back than ``_LONGEST``."""
        text, first = self.document.text, max(0, at - _LONGEST)
        return max(first, *(text.rfind(mark, first, at) + 1 for mark in marks))

    def sentence_end(self, at: int, marks: str = "。\n") -> int:
        """Returns the first place from ``at`` on where a sentence ends, within ``_LONGEST`` characters."""
        text, last = self.document.text, min(len(self.document.text), at + _LONGEST)
        return min((stop for mark in marks if (stop := text.find(mark, at, last)) >= 0), default=last)

    def heading(self, section: str | None) -> str:
        """Returns a section's heading with its number as printed; empty for none."""
        found = self.by_section.get(section or "")
        if found is None or not found.heading:
            return ""
        return f"{found.number}、{found.heading}" if found.number and found.level == 1 else found.heading

    def place(self, figure: Figure) -> str:
        """Returns where a figure stands, as the opening of a sentence."""
        heading = self.heading(figure.section)
        if not heading:
            return ""
        table = figure.method == "table"
        if self.lang == "zh":
            return f"“{heading}”{'的表格' if table else ''}："
        return f'In {"the table of " if table else ""}"{heading}": '

    def name(self, figure: Figure) -> str:
        """Returns a figure as a clerk would point at it."""
        return name(figure, self.lang)

    def names(self, figures: Sequence[Figure]) -> str:
        """Returns figures as they are printed, joined."""
        return names(figures, self.lang)

    def finding(
        self,
        code: str,
        message: str,
        figures: Sequence[Figure] = (),
        *,
        expected: Decimal | float | None = None,
        actual: Decimal | float | None = None,
        at: tuple[int, int] | None = None,
        **values: object,
    ) -> Finding:
        """Returns a finding with its sentence; its place is that of its figures unless ``at`` is given."""
        where = figures[0] if figures else None
        values.setdefault("place", self.place(where) if where else "")
        for key, number in (("expected", expected), ("actual", actual)):
            values.setdefault(key, "" if number is None else show(Decimal(str(number))))
        span = at or _span(figures)
        return Finding(
            code=code,
            severity=severity_of(code),
            message=sentence(message, self.lang, **values),
            section=where.section if where else None,
            figures=tuple(dict.fromkeys(f.id for f in figures)),
            expected=None if expected is None else plain_number(expected),
            actual=None if actual is None else plain_number(actual),
            start=span[0] if span else None,
            end=span[1] if span else None,
        )


def make_view(
    document: Document,
    metadata: Metadata,
    template: str | None,
    sections: tuple[Section, ...],
    tables: tuple[Table, ...],
    figures: tuple[Figure, ...],
    lang: Lang = "zh",
) -> View:
    """Returns the view of a report's parts; a finished report's figures are looked at with the confidence of the reading itself."""
    figures = tuple(f.as_read() for f in figures)
    running = tuple(sorted((f for f in figures if f.method != "table"), key=lambda f: f.start))
    cells = tuple(sorted((f for f in figures if f.method == "table"), key=lambda f: f.start))
    tops = {inner.id: top.id for top in sections for inner in all_sections((top,))}
    by_top: dict[str, list[Figure]] = {}
    for figure in running:
        by_top.setdefault(tops.get(figure.section or "", ""), []).append(figure)
    return View(
        document,
        metadata,
        template,
        sections,
        tables,
        figures,
        lang,
        by_id={f.id: f for f in figures},
        by_section={s.id: s for s in all_sections(sections)},
        running=running,
        starts=tuple(f.start for f in running),
        cells=cells,
        cell_starts=tuple(f.start for f in cells),
        by_top={top: tuple(found) for top, found in by_top.items()},
    )


def all_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """Yields sections of every level in reading order."""
    for section in sections:
        yield section
        yield from all_sections(section.sections)


def plain_number(value: Decimal | float) -> float:
    """Returns a number as the output's float, integral ones as int."""
    number = float(value)
    return int(number) if number == int(number) else number


def _span(figures: Sequence[Figure]) -> tuple[int, int] | None:
    """The stretch that the figures lie in, where they stand together; else the first one's own."""
    if not figures:
        return None
    start, end = min(f.start for f in figures), max(f.end for f in figures)
    return (start, end) if end - start <= 600 else (figures[0].start, figures[0].end)
