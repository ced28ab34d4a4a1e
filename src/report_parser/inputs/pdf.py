"""PDF -> HTML in reading order: paragraphs made of lines, tables by their rules; without rules, laid-out text. Needs ``report-parser[pdf]`` (pdfplumber)."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import regex

from report_parser.document.textflow import join_lines
from report_parser.errors import InputError
from report_parser.inputs.extras import need
from report_parser.inputs.pdf_tables import PdfCell, PdfTable, continues, join_tables, table_html
from report_parser.text.radicals import without_radicals

MAX_PAGES = 300
_PAGE_NUMBER = regex.compile(
    r"(?:[-—–－·\s第]*\d{1,3}[-—–－·\s页]*(?:[/／共]\s*\d{1,3}\s*页?)?|(?:https?|file)://.*\d/\d{1,3})$"
)
_ITEM = regex.compile(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}[）)、.．](?!\d))")
_BLANK = regex.compile(r"(?<=[\p{Han}，。；：、（）《》“”]) +(?=\S)|(?<=\S) +(?=[\p{Han}，。；：、（）《》“”])")
_COLUMN = 4.0
"""Points that a column of laid-out text stands for."""
_RULE = 3.0
"""Points up to which a filled rectangle is drawn as a rule."""
_RAISED = 0.35
"""Share of the size of letters up to which those of another font stand higher or lower on the same line."""
_MARGIN = 0.12
"""Share of a page's height at its head and foot where page numbers and running titles stand."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of prose outside of tables."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int
    edge: bool
    """It stands in the margin at the head or the foot of its page."""
    gaps: int
    """Blanks within it that are wider than a character."""


Part = PdfLine | PdfTable


def read_pdf(data: bytes) -> tuple[str, bool]:
    """Returns (text of a PDF, whether it is HTML). A scanned PDF, which holds no text, gives a page of pictures.

    Raises:
        InputError: pdfplumber is not installed; the file is encrypted, damaged, or has more than ``MAX_PAGES`` pages.
    """
    pdfplumber = need("pdfplumber", "pdf")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise InputError(f"{len(pdf.pages)} pages are more than a report can have (limit {MAX_PAGES})")
            parts = list(_parts(pdf.pages))
            if not any(isinstance(p, PdfTable) for p in parts) and _has_columns(parts):
                return "\f".join(page.extract_text(layout=True, x_density=_COLUMN) for page in pdf.pages), False
            title = _title(pdf.metadata)
    except InputError:
        raise
    except (Exception, RecursionError) as error:
        detail = str(error) or type(error).__name__
        raise InputError(f"the PDF file is damaged or encrypted ({detail}); save it anew, or pass its text") from error
    body = "".join(_html(parts)) or "<img>"
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>", True


def _has_columns(parts: Sequence[Part]) -> bool:
    """True where several lines have wide gaps: a table that no rules draw, which the reader of text tables takes."""
    return sum(isinstance(p, PdfLine) and p.gaps >= 2 for p in parts) >= 4


def _title(metadata: Any) -> str:
    """The title in the file's own data, of use only where it is Chinese: writers fill it with file names and mojibake."""
    title = (metadata or {}).get("Title")
    return title if isinstance(title, str) and regex.search(r"\p{Han}{4}", title) else ""


def _parts(pages: Sequence[Any]) -> Iterator[Part]:
    """Lines and tables in reading order, without page numbers and running titles; tables cut by a page break are whole."""
    found = [list(_page_parts(page, number)) for number, page in enumerate(pages)]
    edges = Counter(part.text for parts in found for part in parts if isinstance(part, PdfLine) and part.edge)
    held: PdfTable | None = None
    for parts in found:
        kept = [p for p in parts if not (isinstance(p, PdfLine) and _is_furniture(p, edges))]
        for i, part in enumerate(kept):
            if isinstance(part, PdfLine):
                if held is not None:
                    yield held
                    held = None
                yield part
            elif held is not None and i == 0 and continues(held, part):
                held = join_tables(held, part)
            else:
                if held is not None:
                    yield held
                held = part
    if held is not None:
        yield held


def _is_furniture(line: PdfLine, edges: Counter[str]) -> bool:
    return line.edge and (_PAGE_NUMBER.match(line.text) is not None or edges[line.text] >= 3)


def _page_parts(page: Any, number: int) -> Iterator[Part]:
    tables = list(_tables(page))
    cells = [cell for table in tables for cell in table.cells]
    outside = page.filter(lambda o: o.get("object_type") != "char" or not any(_holds(cell, o) for cell in cells))
    size = Counter(round(c["size"]) for c in outside.chars).most_common(1)
    raised = _RAISED * size[0][0] if size else 0.0
    found = outside.extract_text_lines(return_chars=True, y_tolerance=max(_RULE, raised))
    lines = [_line(raw, page, number) for raw in found]
    parts: list[Part] = [*(line for line in lines if line.text), *tables]
    yield from sorted(parts, key=lambda part: part.top)
    page.close()


def _tables(page: Any) -> Iterator[PdfTable]:
    """The tables that rules draw, closed where a page break leaves them open: at the ends of their upright rules."""
    ruled = page.filter(lambda o: not _is_shade(o))
    ends: list[float] = []
    for found in ruled.find_tables():
        left, top, right, bottom = found.bbox
        for edge in ruled.edges:
            touches = edge["top"] <= bottom + _RULE and edge["bottom"] >= top - _RULE
            if edge["orientation"] == "v" and left - _RULE <= edge["x0"] <= right + _RULE and touches:
                ends += [e for e in (edge["top"], edge["bottom"]) if e < top - _RULE or e > bottom + _RULE]
    for found in ruled.find_tables({"explicit_horizontal_lines": sorted({round(e) for e in ends})}):
        table = _table(page, found)
        if table.is_data():
            yield table


def _is_shade(item: Any) -> bool:
    """True for a coloured area without a border (a marked line, a shaded head): it is no rule of a table."""
    is_area: bool = item.get("object_type") == "rect" and not item.get("stroke")
    return is_area and min(item["width"], item["height"]) > _RULE


def _within(item: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _holds(cell: PdfCell, char: Any) -> bool:
    return _within(char, (cell.x0, cell.top, cell.x1, cell.bottom))


def _line(raw: Any, page: Any, number: int) -> PdfLine:
    sizes = Counter(round(c["size"], 1) for c in raw["chars"])
    edge = raw["bottom"] < _MARGIN * page.height or raw["top"] > (1 - _MARGIN) * page.height
    size = sizes.most_common(1)[0][0]
    inked = [c for c in raw["chars"] if c["text"].strip()]
    gaps = sum(b["x0"] - a["x1"] > 1.5 * size for a, b in pairwise(inked))
    return PdfLine(_tidy(raw["text"]), raw["x0"], raw["x1"], raw["top"], size, number, edge, gaps)


def _tidy(text: str) -> str:
    """The text without the blanks that typesetting leaves between Chinese and digits, and without radicals for characters."""
    return _BLANK.sub("", without_radicals(text.strip()))


def _table(page: Any, found: Any) -> PdfTable:
    cells = []
    for box in found.cells:
        chars = page.filter(lambda o, box=box: o.get("object_type") == "char" and _within(o, box))
        lines = chars.extract_text_lines(return_chars=False)
        texts = tuple(t for line in lines if (t := _tidy(line["text"])))
        x0, top, x1, bottom = box
        cells.append(PdfCell(x0, top, x1, bottom, texts, max((line["x1"] - line["x0"] for line in lines), default=0.0)))
    return PdfTable(tuple(cells))


def _html(parts: Sequence[Part]) -> Iterator[str]:
    lines = [p for p in parts if isinstance(p, PdfLine)]
    left = min(_common(line.x0 for line in lines), default=0.0)
    right = max(_common(line.x1 for line in lines), default=0.0)
    held: list[PdfLine] = []
    for part in parts:
        if held and not (isinstance(part, PdfLine) and _joins(held[-1], part, left, right)):
            yield _paragraph(held, left, right)
            held = []
        if isinstance(part, PdfLine):
            held.append(part)
        else:
            yield table_html(part)
    if held:
        yield _paragraph(held, left, right)


def _common(positions: Iterator[float]) -> Iterator[float]:
    """The positions that several lines share, all where none is shared."""
    counts = Counter(round(x / 4) * 4.0 for x in positions)
    most = max(counts.values(), default=0)
    return iter([x for x, n in counts.items() if n >= max(2, most // 4)] or list(counts))


def _joins(last: PdfLine, line: PdfLine, left: float, right: float) -> bool:
    """True where ``line`` goes on with the paragraph of ``last``: that one is full, this one is not indented."""
    if abs(last.size - line.size) > 0.15 * last.size or line.x0 > left + 1.2 * line.size:
        return False
    if last.x1 < right - 2.5 * last.size or _is_centered(last, left, right):
        return False
    return not (_ITEM.match(line.text) and last.text[-1:] in "。；！：;:")


def _is_centered(line: PdfLine, left: float, right: float) -> bool:
    before, after = line.x0 - left, right - line.x1
    return before > 2.5 * line.size and abs(before - after) < 1.5 * line.size


def _paragraph(lines: Sequence[PdfLine], left: float, right: float) -> str:
    text = ""
    for line in lines:
        text = join_lines(text, line.text)
    style = ' style="text-align:center"' if len(lines) == 1 and _is_centered(lines[0], left, right) else ""
    return f"<p{style}>{escape(text)}</p>"
