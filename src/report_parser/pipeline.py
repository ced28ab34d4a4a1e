"""The stages in order, and nothing else: source, document, metadata, sections, figures, checks, confidence, report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from report_parser.checks import run_checks
from report_parser.checks.document import all_findings, lossy_finding, page_findings
from report_parser.confidence import calibrate, settle
from report_parser.document.html import read_html
from report_parser.document.metadata import kind_of_page, read_metadata
from report_parser.document.plaintext import read_text
from report_parser.figures.from_prose import read_prose
from report_parser.figures.from_tables import read_tables
from report_parser.figures.resolve import resolve
from report_parser.inputs.documents import DOCX, PDF, source_of
from report_parser.models import Diagnostic, Document, Metadata, Report, Source
from report_parser.sections.headings import find_headings
from report_parser.sections.outline import Outline, find_outline, section_roles
from report_parser.sections.template import TemplateChoice, choose_template
from report_parser.source import read_bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with what it was read from, for ``explain``."""

    report: Report
    document: Document
    outline: Outline
    template: TemplateChoice


def parse(data: bytes | str, *, path: str | None = None) -> Report:
    """Returns the Report of a document's bytes, or of its text.

    Args:
        data: HTML or plain text, bytes in any charset that Chinese government pages use; a saved page (.mht); with the extras, PDF, Word.
        path: where the document came from; it stands in the JSON and in messages, nothing is read from it.

    Raises:
        InputError: empty, too large, or binary; the message says what to do.
    """
    return read(source_of(data, path=path)).report


def parse_file(path: Path | str) -> Report:
    """Returns the Report of a file.

    Raises:
        InputError: there is no such file, or it is no document that can be read; the message says what to do.
    """
    return read(source_of(read_bytes(path), path=str(path))).report


def read(source: Source) -> Reading:
    """Returns the report of a source with the stages' own results."""
    markup = source.media_type == "text/html" if source.markup is None else source.markup
    document = read_html(source.text) if markup else read_text(source.text)
    metadata, doubts = read_metadata(document, path=source.path)
    doubts = (*document.diagnostics, *doubts)
    kind = kind_of_page(document, metadata, scanned=source.media_type in (PDF, DOCX))
    if kind != "report":
        return _without_body(source, document, metadata, kind, doubts)
    outline = find_outline(document, find_headings(document))
    sections = outline.sections
    tables = read_tables(document, year=metadata.year, sections=sections)
    prose = read_prose(document, sections=sections, metadata=metadata)
    roles = section_roles(sections)
    resolved = resolve((*tables.figures, *prose.figures), year=metadata.year, roles=roles)
    template = choose_template(metadata.year, tables.tables)
    found, checks = run_checks(
        document=document,
        metadata=metadata,
        template=template.name,
        sections=sections,
        tables=tables.tables,
        figures=resolved.figures,
        indicators=resolved.indicators,
    )
    figures = calibrate(resolved.figures, document.text, year=metadata.year, roles=roles, findings=found)
    indicators, unsure = settle(resolved.indicators, figures, year=metadata.year, roles=roles)
    report = Report(
        source=source,
        document=metadata,
        template=template.name,
        text=document.text,
        sections=sections,
        tables=tuple(tables.tables),
        figures=figures,
        indicators=indicators,
        findings=(*all_findings(source, document, sections), *found),
        checks=checks,
        diagnostics=(*doubts, *outline.diagnostics, *tables.diagnostics, *prose.diagnostics, *unsure),
    )
    return Reading(report, document, outline, template)


def _without_body(
    source: Source, document: Document, metadata: Metadata, kind: str, doubts: tuple[Diagnostic, ...]
) -> Reading:
    """A page that is no report, or only links to it: the finding that says so; no figures and no sections."""
    known = metadata if kind == "no_body" else Metadata()
    template = choose_template(known.year)
    findings = (*page_findings(kind), *lossy_finding(source))
    report = Report(source, known, template.name, document.text, (), (), (), {}, findings, {}, doubts)
    return Reading(report, document, Outline((), (), ()), template)
