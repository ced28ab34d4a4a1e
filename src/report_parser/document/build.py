"""Builds a body's text and records blocks, cells and pictures as it grows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from report_parser.document.grid import RawCell, place_cells
from report_parser.models import Block, Diagnostic, Document, Grid, Image

_SPACE = re.compile(r"[\s\u00a0\u3000\u2000-\u200a\u202f\u205f\ufffc]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\ue000-\uf8ff\x00-\x08\x0e-\x1f]+")
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
"""White space for ``str.split``, but invisible all the same."""
_TIGHT = re.compile(
    r"(?<=[\u3400-\u9fff\u3001-\u301f\uff01-\uff65])\s*\n\s*(?=[\u3400-\u9fff\u3001-\u301f\uff01-\uff65])"
)
_MAX_SPAN = 60
_DIGITS = re.compile(r"\d+")
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|zip|rar|ofd|et)(?:$|[?#])", re.IGNORECASE)
_ICON = re.compile(
    r"icon|logo|ewm|qrcode|erweima|weixin|weibo|share|btn|button|arrow|close|print|dot|blank|spacer|line",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Returns ``text`` without invisible characters, runs of white space as one space, none where a line break cut Chinese text."""
    text = text.strip()
    if "\ufffc" not in text:
        if text.isprintable() and "  " not in text:
            return text  # neither white space but single spaces, nor anything invisible
        if "\n" not in text and not _SEPARATORS & set(text):
            line = " ".join(text.split())
            if line.isprintable():
                return line
    text = _INVISIBLE.sub("", text)
    return _SPACE.sub(" ", _TIGHT.sub("", text)).strip()


@dataclass(slots=True)
class _OpenGrid:
    start: int
    rows: list[list[RawCell]] = field(default_factory=list)
    pieces: list[str] | None = None
    rowspan: int = 1
    colspan: int = 1
    first_block: int = 0


@dataclass(slots=True)
class TextBuilder:
    """Collects text; every block and every cell knows its place from the moment it is written."""

    out: list[str] = field(default_factory=list)
    size: int = 0
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    bold: int = 0
    centered: int = 0
    level: int = 0
    fed: int = 0
    """How many elements around show the line feeds of their text: pre."""
    in_grid: bool = False
    _line: list[str] = field(default_factory=list)
    _lead: int = 0
    """How many pieces of the line, from the first, are bold."""
    _plain: int = 0
    _centered: int = 0
    _level: int = 0
    _grid: _OpenGrid | None = None
    _href: str = ""

    def text(self, text: str) -> None:
        if self._grid is not None:
            if self._grid.pieces is not None:
                self._grid.pieces.append(text)
            return
        if self.fed > 0 and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._add(line)
                self.line_break()
        self._add(text)

    def _add(self, text: str) -> None:
        self._line.append(text)
        if self.bold <= 0:
            self._plain += len(text.strip())
        elif not self._plain:
            self._lead = len(self._line)
        if self.centered > self._centered:
            self._centered = self.centered
        self._level = self._level or self.level
        if self._href and text.strip():
            self.links.append(text.strip())
            self._href = ""

    def line_break(self) -> None:
        if self._grid is not None:
            if self._grid.pieces is not None:
                self._grid.pieces.append("\n")
            return
        if not self._line:
            return
        line = clean("".join(self._line))
        if line:
            lead = len(clean("".join(self._line[: self._lead]))) if self._plain else 0
            self.add_line(line, bold=self._plain == 0, centered=self._centered > 0, level=self._level, lead=lead)
        self._line.clear()
        self._plain = self._centered = self._level = self._lead = 0

    def add_line(
        self,
        line: str,
        *,
        bold: bool = False,
        centered: bool = False,
        level: int = 0,
        grid: int | None = None,
        lead: int = 0,
    ) -> int:
        """Writes a finished line as one block; returns where it starts."""
        start = self.size
        self.blocks.append(Block(start, start + len(line), bold, centered, level, grid, lead))
        self.out.append(line + "\n")
        self.size += len(line) + 1
        return start

    def image(self, attrs: Mapping[str, str]) -> None:
        source, label = attrs.get("src", ""), attrs.get("alt") or attrs.get("title") or ""
        if not source or _ICON.search(source.rpartition("/")[2]):
            return
        sizes = [int(d) for k in ("width", "height") if (d := _leading_digits(attrs.get(k, "")))]
        if sizes and max(sizes) < 100:
            return
        self.images.append(Image(self.size + sum(map(len, self._line)), clean(label)))

    def link(self, href: str) -> None:
        if _FILE.search(href):
            self._href = href

    def open_grid(self) -> None:
        self.line_break()
        self._grid = _OpenGrid(self.size, first_block=len(self.blocks))
        self.in_grid = True

    def open_row(self) -> None:
        if self._grid is not None:
            self.close_cell()
            self._grid.rows.append([])

    def open_cell(self, rowspan: str | None, colspan: str | None) -> None:
        grid = self._grid
        if grid is None:
            return
        self.close_cell()
        if not grid.rows:
            grid.rows.append([])
        grid.pieces = []
        grid.rowspan, grid.colspan = _span(rowspan), _span(colspan)

    def close_cell(self) -> None:
        grid = self._grid
        if grid is None or grid.pieces is None:
            return
        grid.rows[-1].append(RawCell(clean("".join(grid.pieces)), grid.rowspan, grid.colspan))
        grid.pieces = None

    def close_grid(self) -> None:
        self.close_cell()
        grid, self._grid, self.in_grid = self._grid, None, False
        if grid is not None and any(c.text for row in grid.rows for c in row):
            self.add_grid(grid.rows)

    def add_grid(self, rows: list[list[RawCell]], *, origin: Literal["html", "text"] = "html") -> None:
        """Writes a table: one line a row, its cells parted by tabs."""
        start, starts = self.size, []
        index = len(self.grids)
        for row in rows:
            line = "\t".join(c.text for c in row)
            at = self.add_line(line, grid=index)
            offsets = []
            for cell in row:
                offsets.append(at)
                at += len(cell.text) + 1
            starts.append(offsets)
        cells, height, width = place_cells(rows, starts)
        self.grids.append(Grid(start, max(start, self.size - 1), height, width, cells, origin))

    def lines(self) -> Iterator[str]:
        self.line_break()
        for line in self.out:
            yield line.rstrip("\n")

    def document(
        self, *, tags: dict[str, str], around: tuple[str, ...], container: str, diagnostics: tuple[Diagnostic, ...] = ()
    ) -> Document:
        """The finished Document."""
        self.line_break()
        if self._grid is not None:
            self.close_grid()
        text = "".join(self.out).rstrip("\n")
        return Document(
            text,
            tuple(self.blocks),
            tuple(self.grids),
            tuple(self.images),
            tags,
            around,
            tuple(self.links),
            container,
            diagnostics,
        )


def _span(value: str | None) -> int:
    if not value:
        return 1
    digits = _leading_digits(value.strip())[:4]
    return min(max(int(digits or 1), 1), _MAX_SPAN)


def _leading_digits(value: str) -> str:
    found = _DIGITS.match(value)
    return found[0] if found else ""
