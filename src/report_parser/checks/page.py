"""Findings and comparisons as one self-contained HTML page: no script, nothing loaded, everything from a report escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from report_parser.checks.registry import Lang
from report_parser.checks.show import code_title, counted, quote_of, severity_word, summary
from report_parser.models import Finding, Report

_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;color:#222;background:#fbfaf7;max-width:60em;margin:2em auto;padding:0 1em}
h1{font-size:1.4em}h2{font-size:1.15em;margin:2em 0 .2em;border-bottom:2px solid #333}p.source{color:#666;font-size:.85em;margin:0}
article{border-left:5px solid #888;background:#fff;margin:.8em 0;padding:.5em 1em}article.error{border-color:#b3261e}
article.warning{border-color:#c77700}article.info{border-color:#3d6e9e}article p{margin:.2em 0}.code{color:#777;font:.8em monospace}
blockquote{margin:.4em 0 .2em;padding-left:.8em;border-left:2px solid #ddd;color:#444;font-size:.92em}mark{background:#ffe9a8}
table{border-collapse:collapse;font-size:.9em;margin:.6em 0}td,th{border:1px solid #ccc;padding:.15em .6em;text-align:right}
td:first-child,th:first-child{text-align:left}p.good{color:#2e6b34}details{margin:.6em 0}summary{cursor:pointer;color:#3d6e9e}.quiet{color:#777;font-size:.85em}@media(max-width:40em){table{font-size:.75em}td,th{padding:.1em .3em}}@media print{body{background:#fff}}
"""


def page(title: str, parts: Iterable[str], lang: Lang) -> str:
    """Returns a whole page around parts that are HTML already."""
    language = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{escape(title)}</h1>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def findings_page(reports: Sequence[Report], failures: Sequence[str], lang: Lang) -> str:
    """Returns the findings of reports as one page; inputs that failed stand at its end."""
    title = "政府信息公开年度报告核对结果" if lang == "zh" else "Annual reports: findings"
    parts = [_report_part(r, lang) for r in reports]
    parts += [f'<article class="error"><p>{escape(f)}</p></article>' for f in failures]
    return page(title, parts, lang)


def _report_part(report: Report, lang: Lang) -> str:
    lines = [f"<section>\n<h2>{escape(report.document.title or report.source.path or '-')}</h2>"]
    lines.append(f'<p class="source">{escape(report.source.path or "-")}</p>')
    lines.append(f"<p>{escape(summary(report.findings, lang))}</p>")
    lines.extend(findings_html(report, report.findings, lang))
    if report.checks:
        lines.append(f'<p class="quiet">{escape(counted(report, lang))}</p>')
    lines.append("</section>")
    return "\n".join(lines)


def findings_html(report: Report, findings: Iterable[Finding], lang: Lang) -> Iterator[str]:
    """Yields each finding as an article with its passage."""
    for finding in findings:
        role = f":{finding.role}" if finding.role else ""
        quote = quote_of(report.text, finding)
        passage = ""
        if quote is not None:
            passage = f"<blockquote>{escape(quote.before)}<mark>{escape(quote.passage)}</mark>{escape(quote.after)}</blockquote>"
        yield (
            f'<article class="{finding.severity}"><p><b>{escape(severity_word(finding, lang))}</b> '
            f'{escape(code_title(finding.code, lang))} <span class="code">{escape(finding.code + role)}</span></p>'
            f"<p>{escape(finding.message)}</p>{passage}</article>"
        )


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a table."""
    top = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table>\n<tr>{top}</tr>\n{body}\n</table>"
