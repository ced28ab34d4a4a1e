"""Frozen data that crosses a stage boundary. Constructors do no work.

Words used for one thing each: span, block, cell, grid, heading, section, role, template, quantity, indicator, dimension,
candidate, figure, finding, diagnostic. Offsets count characters (code points) of ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from report_parser.quick import quick

Qualifier = Literal["exact", "about", "at_least", "at_most"]
Scope = Literal["all", "own", "other"]
Method = Literal["prose", "negation", "table"]
Severity = Literal["error", "warning", "info"]
IssuerKind = Literal["government", "department", "township"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A doubt of the program about its own reading; never a fault of the report."""

    stage: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as text, with what is known of where they came from."""

    path: str | None
    sha256: str
    media_type: str
    encoding: str
    bytes: int
    text: str
    lossy: bool = False
    """True where bytes had to become U+FFFD."""
    declared: str | None = None
    """The charset that the document itself declares, as printed."""
    markup: bool | None = None
    """Whether ``text`` is HTML; None: as ``media_type`` says. A PDF's text may be either."""


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a line or a table's row: ``text[start:end]`` without line break."""

    start: int
    end: int
    bold: bool = False
    centered: bool = False
    level: int = 0
    """1-6 for h1-h6, else 0."""
    grid: int | None = None
    """Index of the grid that the block is a row of, None for running text."""
    lead: int = 0
    """How many characters at its beginning are bold, where the rest is not."""


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. ``text`` is its whole text; start/end span its (first) piece in the document's text."""

    row: int
    col: int
    rowspan: int
    colspan: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as cells in reading order, spans already resolved to row and column numbers (from 0)."""

    start: int
    end: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    origin: Literal["html", "text"] = "html"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the body (no icon): where it stands, and what its alt, title or caption says."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """The body in reading order, with what the page says about itself."""

    text: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    images: tuple[Image, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    """The page's meta tags, names in lower case (sitename, articletitle, pubdate ...), and ``title``."""
    around: tuple[str, ...] = ()
    """Short lines outside of the body that may hold a date, a publisher or an index number, in reading order."""
    links: tuple[str, ...] = ()
    """File names or captions of attachments that the body links to."""
    container: str = ""
    """Which container the body was taken from, for ``explain``."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The stated reporting period, both days inclusive (ISO 8601)."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class RegionInfo:
    """Region of the issuer with its GB/T 2260 code; code is None where the name is not unique."""

    name: str
    code: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report prints about itself; None where it is silent."""

    title: str | None = None
    issuer: str | None = None
    issuer_kind: IssuerKind | None = None
    region: RegionInfo | None = None
    year: int | None = None
    period: Period | None = None
    published: str | None = None
    publisher: str | None = None
    index_number: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading; start/end span heading and body."""

    id: str
    role: str
    roles: tuple[str, ...]
    number: str | None
    heading: str
    level: int
    start: int
    end: int
    body: int
    """Where the text under the heading begins."""
    sections: tuple[Section, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts something. start/end span the numeral as printed (``raw``), without its unit."""

    start: int
    end: int
    raw: str
    value: Decimal
    unit: str | None
    qualifier: Qualifier
    left: int
    """Where the whole expression begins (qualifier, opening bracket)."""
    right: int
    """Where the whole expression ends (unit, closing bracket, 左右)."""
    high: Decimal | None = None
    """Upper end of a range (3-5件), None elsewhere."""


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell of a known row and column that holds no number."""

    indicator: str
    dimensions: Mapping[str, str]
    raw: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was recognised, with the cells that hold no number."""

    id: str
    kind: str
    section: str | None
    start: int
    end: int
    rows: int
    columns: int
    empty: tuple[EmptyCell, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity of the report with its evidence."""

    id: str
    indicator: str | None
    dimensions: Mapping[str, str]
    label: str
    value: int | float
    unit: str | None
    raw: str
    qualifier: Qualifier
    year: int | None
    scope: Scope
    section: str | None
    start: int
    end: int
    quote: str
    method: Method
    confidence: float
    relation: Mapping[str, Any] | None = None
    rule: str = ""
    """Which rule read it, for ``explain``; not part of the JSON."""
    own_confidence: float | None = None
    """What the reading itself gave, where ``confidence`` has been calibrated: the checks go by it. Not part of the JSON."""

    def as_read(self) -> Figure:
        """Returns the figure with the confidence that the reading itself gave."""
        if self.own_confidence is None:
            return self
        return replace(self, confidence=self.own_confidence, own_confidence=None)

    def calibrated(self, confidence: float) -> Figure:
        """Returns the figure with a confidence that first looks have shown to be right; the reading's own is kept."""
        return Figure(
            self.id, self.indicator, self.dimensions, self.label, self.value, self.unit, self.raw, self.qualifier, self.year, self.scope,
            self.section, self.start, self.end, self.quote, self.method, confidence, self.relation, self.rule, self.confidence,
        )  # fmt: skip

    def numbered(self, name: str, relation: Mapping[str, Any] | None) -> Figure:
        """Returns the figure with its id and its relation; ``dataclasses.replace`` takes twice as long, and every figure comes by here."""
        return Figure(
            name, self.indicator, self.dimensions, self.label, self.value, self.unit, self.raw, self.qualifier, self.year,
            self.scope, self.section, self.start, self.end, self.quote, self.method, self.confidence, relation, self.rule,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """The one value of an indicator, and the figure it was taken from."""

    value: int | float
    unit: str | None
    figure: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the report, with its evidence."""

    code: str
    severity: Severity
    message: str
    section: str | None = None
    figures: tuple[str, ...] = ()
    role: str | None = None
    expected: float | None = None
    actual: float | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How often a check passed, failed, and could not be made."""

    passed: int = 0
    failed: int = 0
    not_assessable: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was read from one document."""

    source: Source
    document: Metadata
    template: str | None
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    indicators: Mapping[str, IndicatorValue]
    findings: tuple[Finding, ...]
    checks: Mapping[str, CheckCount]
    diagnostics: tuple[Diagnostic, ...]

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The contract's JSON object as plain dicts and lists; ``text=False`` leaves the body's text out."""
        from report_parser.serialize import report_to_dict

        return report_to_dict(self, text=text)
