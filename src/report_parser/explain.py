"""How one report was read, as text: the tool with which a rule is mended."""

from __future__ import annotations

from collections.abc import Iterator

from report_parser.figures.resolve import indicator_key
from report_parser.models import Figure, Report, Section
from report_parser.pipeline import Reading


def explain(reading: Reading) -> str:
    """Returns source, container, metadata, template, headings, figures, losers, findings and doubts, part by part."""
    report = reading.report
    parts = {
        "source": _source(reading),
        "document": _document(report),
        "template": _template(reading),
        "headings (* chosen for the top level)": _headings(reading),
        "sections": _sections(report.sections),
        "tables": _tables(report),
        "figures": _figures(report),
        "candidates that lost": _losers(report),
        "findings": _findings(report),
        "diagnostics": _diagnostics(report),
    }
    shown = ((title, list(lines)) for title, lines in parts.items())
    return "\n\n".join("\n".join([title, *("  " + line for line in lines)]) for title, lines in shown if lines)


def _source(reading: Reading) -> Iterator[str]:
    source, document = reading.report.source, reading.document
    yield f"path       {source.path or '(none)'}, {source.bytes} bytes, {source.media_type}"
    lossy = ", some bytes could not be read" if source.lossy else ""
    yield f"charset    declared {source.declared or 'nothing'}, used {source.encoding}{lossy}"
    grids, images = len(document.grids), len(document.images)
    yield f"container  {document.container or '(none)'}"
    yield f"body       {len(document.text)} characters, {len(document.blocks)} blocks, {grids} grids, {images} images"
    for name, value in sorted(document.tags.items()):
        yield f"tag        {name} = {_line(value, 80)}"


def _document(report: Report) -> Iterator[str]:
    for name, value in report.to_dict(text=False)["document"].items():
        if isinstance(value, dict):
            value = ", ".join(f"{k} {v}" for k, v in value.items())
        yield f"{name:<13} {'-' if value is None else value}"


def _template(reading: Reading) -> Iterator[str]:
    yield reading.template.name or "none"
    for witness, name in reading.template.votes:
        yield f"{witness} speaks for {name}"


def _headings(reading: Reading) -> Iterator[str]:
    for heading, worth, chosen in reading.outline.scored:
        roles = ",".join(heading.roles) or "-"
        printed = heading.printed or "-"
        mark, text = "*" if chosen else " ", _line(heading.text, 42)
        yield f"{mark} {worth:5.1f}  {heading.style:<12} {printed:<4} {text}  [{roles}] at {heading.start}"


def _sections(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        indent = "  " * (section.level - 1)
        roles = "+".join(section.roles)
        yield f"{indent}{section.id} {roles}: {section.number or ''} {section.heading} ({section.start}-{section.end})"
        yield from _sections(section.sections)


def _tables(report: Report) -> Iterator[str]:
    for table in report.tables:
        place = f"{table.start}-{table.end} in {table.section or '-'}"
        size = f"{table.rows} rows, {table.columns} columns, {len(table.empty)} empty"
        yield f"{table.id} {table.kind}: {size} ({place})"


def _figures(report: Report) -> Iterator[str]:
    chosen = {v.figure for v in report.indicators.values()}
    for figure in report.figures:
        yield ("* " if figure.id in chosen else "  ") + _figure(figure)


def _losers(report: Report) -> Iterator[str]:
    """Figures that speak of an indicator and were not taken for its value, with the winner."""
    chosen = {v.figure for v in report.indicators.values()}
    doubted = {(d.start, d.end) for d in report.diagnostics if d.code == "value.doubtful"}
    for figure in report.figures:
        if figure.indicator is None or figure.id in chosen:
            continue
        winner = report.indicators.get(indicator_key(figure))
        unsure = " (its confidence is too low)" if (figure.start, figure.end) in doubted else ""
        against = f"lost to {winner.figure} = {winner.value}" if winner else f"fills nothing{unsure}"
        yield f"{figure.id} {indicator_key(figure)} = {figure.value} (year {figure.year}, {figure.scope}): {against}"


def _figure(figure: Figure) -> str:
    name = "-" if figure.indicator is None else indicator_key(figure)
    value = f"{figure.value}{figure.unit or ''}"
    qualifier = "" if figure.qualifier == "exact" else f" {figure.qualifier}"
    relation = f" {dict(figure.relation)}" if figure.relation else ""
    read_as = f"{name} = {value}{qualifier} «{_line(figure.label, 40)}» year {figure.year} {figure.scope}{relation}"
    how = f"{figure.confidence:.2f} by {figure.rule or figure.method}"
    return f"{figure.id} {read_as}  {how}  at {figure.start}: {_line(figure.quote, 60)}"


def _findings(report: Report) -> Iterator[str]:
    for finding in report.findings:
        role = f":{finding.role}" if finding.role else ""
        yield f"{finding.severity} {finding.code}{role}: {finding.message}"


def _diagnostics(report: Report) -> Iterator[str]:
    for doubt in report.diagnostics:
        place = "" if doubt.start is None else f" at {doubt.start}"
        yield f"{doubt.stage} {doubt.code}{place}: {doubt.message}"


def _line(text: str, size: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= size else flat[: size - 1] + "…"
