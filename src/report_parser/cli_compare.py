"""``report-parser compare``: this year's report against last year's, or all years of one body in a folder."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path

from report_parser.checks.page import findings_html, page, table_html
from report_parser.checks.registry import Lang
from report_parser.checks.series import Change, Comparison, compare, comparison_to_dict
from report_parser.checks.show import code_title, quote_of, severity_word
from report_parser.cli_parse import guarded, read_input
from report_parser.cli_validate import exit_code
from report_parser.errors import InputError, UsageError
from report_parser.models import Report
from report_parser.pipeline import read
from report_parser.serialize import dumps

_ENDINGS = (".html", ".htm", ".shtml", ".txt")
_WORDS = {
    "zh": {"title": "{issuer}：{this}年与{last}年", "value": "数据", "last": "上年", "this": "本年", "difference": "增减", "growth": "增幅",
           "gained": "本年新增的部分", "lost": "本年没有的部分", "copied": "正文与上年相同的占{share}%（{characters}字中，连续20字以上或整段相同的）",
           "much": "（超过一半，考评一般扣分）", "none": "没有发现问题", "page": "年度报告对比", "passages": "与上年相同的段落"},
    "en": {"title": "{issuer}: {this} against {last}", "value": "value", "last": "last year", "this": "this year", "difference": "change",
           "growth": "growth", "gained": "sections gained", "lost": "sections lost",
           "copied": "{share}% of the prose is last year's (of {characters} characters, in runs of 20 and more, or whole paragraphs)",
           "much": " (above half, which graders deduct for)", "none": "nothing found", "page": "Annual reports compared",
           "passages": "passages taken over"},
}  # fmt: skip


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    parser = verbs.add_parser(
        "compare",
        help="compare a report with the one of the year before",
        description="Compares two reports of one body, or each report of a folder with the one before it.",
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help="LAST and THIS, or one folder with all years of one body"
    )
    parser.add_argument(
        "--format", choices=["text", "json", "html"], default="text", help="how to print the comparison"
    )
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the messages")
    parser.add_argument("--strict", action="store_true", help="exit with 3 on warnings too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the comparisons and returns the exit code (3 where a finding is an error; with ``--strict`` a warning).

    Raises:
        UsageError: neither two files nor one folder with two reports was given.
    """
    lang: Lang = arguments.lang
    reports, failed = _reports(arguments.paths)
    pairs = [(last, this, compare(last, this, lang)) for last, this in itertools.pairwise(reports)]
    if arguments.format == "json":
        print(dumps({"comparisons": [_paths(a, b) | comparison_to_dict(c) for a, b, c in pairs]}, indent=2))
    elif arguments.format == "html":
        print(page(_WORDS[lang]["page"], [_html(a, b, c, lang) for a, b, c in pairs], lang), end="")
    else:
        print("\n\n".join("\n".join(_text(a, b, c, lang)) for a, b, c in pairs))
    return exit_code([f for *_, c in pairs for f in c.findings], failed=failed, strict=arguments.strict)


def _reports(paths: Sequence[str]) -> tuple[list[Report], bool]:
    """The reports in the order of their years, and whether some file could not be read."""
    if len(paths) == 1:
        folder = Path(paths[0])
        if not folder.is_dir():
            raise UsageError(f"compare: give two files, or one folder; {paths[0]} is no folder")
        names = sorted(str(p) for p in folder.iterdir() if p.suffix.lower() in _ENDINGS)
    elif len(paths) == 2:
        names = list(paths)
    else:
        raise UsageError("compare: give two files, or one folder with all years of one body")
    reports: list[Report] = []
    failed = False
    for name in names:
        try:
            reports.append(guarded(name, partial(_read_report, name)))
        except InputError as error:
            failed = True
            print(f"report-parser: {error}", file=sys.stderr)
    reports = [r for r in reports if not any(f.code.startswith("document.") for f in r.findings)]
    if len(reports) < 2 and not failed:
        raise UsageError("compare: two reports are needed; nothing to compare")
    return (sorted(reports, key=lambda r: r.document.year or 0) if len(paths) == 1 else reports), failed


def _read_report(name: str) -> Report:
    return read(read_input(name)).report


def _paths(last: Report, this: Report) -> dict[str, object]:
    return {"last": last.source.path, "this": this.source.path}


def _title(this: Report, comparison: Comparison, lang: Lang) -> str:
    issuer = this.document.issuer or this.source.path or ""
    return _WORDS[lang]["title"].format(issuer=issuer, this=comparison.this_year, last=comparison.last_year)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if abs(value) < 1e6 else str(value)


def _row(change: Change) -> tuple[str, ...]:
    growth = "–" if change.growth is None else f"{change.growth:+.1f}%"
    difference = "–" if change.difference is None else f"{change.difference:+g}"
    dimension = change.indicator.partition("[")[2].rstrip("]")
    label = f"{change.label} {dimension}".rstrip()
    return label, _number(change.last), _number(change.this), difference, growth


def _copied(comparison: Comparison, lang: Lang) -> str:
    words, copied = _WORDS[lang], comparison.copied
    text = words["copied"].format(share=f"{100 * copied.share:.1f}", characters=copied.characters)
    return text + (words["much"] if copied.share > 0.5 else "")


def _text(last: Report, this: Report, comparison: Comparison, lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    yield _title(this, comparison, lang)
    for finding in comparison.findings:
        yield f"  {severity_word(finding, lang)}  {code_title(finding.code, lang)}  {finding.code}"
        yield f"      {finding.message}"
        quote = quote_of(this.text, finding)
        if quote is not None:
            yield f"      │ {quote.before}{quote.passage}{quote.after}"
    if not comparison.findings:
        yield f"  {words['none']}"
    for name, headings in (("gained", comparison.gained), ("lost", comparison.lost)):
        if headings:
            yield f"  {words[name]}: {'、'.join(headings)}"
    yield f"  {_copied(comparison, lang)}"
    yield "  " + "\t".join(words[k] for k in ("value", "last", "this", "difference", "growth"))
    for change in comparison.changes:
        if "[" not in change.indicator:
            yield "  " + "\t".join(_row(change))


def _html(last: Report, this: Report, comparison: Comparison, lang: Lang) -> str:
    words = _WORDS[lang]
    parts = [f"<section>\n<h2>{escape(_title(this, comparison, lang))}</h2>"]
    parts += [f'<p class="source">{escape(r.source.path or "-")}</p>' for r in (last, this)]
    parts += findings_html(this, comparison.findings, lang)
    for name, headings in (("gained", comparison.gained), ("lost", comparison.lost)):
        if headings:
            parts.append(f"<p>{words[name]}: {escape('、'.join(headings))}</p>")
    parts.append(
        table_html([words[k] for k in ("value", "last", "this", "difference", "growth")], map(_row, comparison.changes))
    )
    parts.append(f"<p>{escape(_copied(comparison, lang))}</p>")
    if comparison.copied.passages:
        parts.append(f"<h3>{words['passages']}</h3>")
        parts += [f"<blockquote>{escape(this.text[p.start : p.end])}</blockquote>" for p in comparison.copied.passages]
    return "\n".join([*parts, "</section>"])
