"""A comparison of two years for people: as text, and as a part of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from report_parser.checks.copied import Passage
from report_parser.checks.naming import column_name, short_label
from report_parser.checks.page import findings_html, table_html
from report_parser.checks.registry import Lang
from report_parser.checks.series import Change, Comparison
from report_parser.checks.show import finding_lines, painter
from report_parser.models import Report
from report_parser.rules.codebook import explained

_WORDS = {
    "zh": {"title": "{issuer}：{this}年与{last}年", "value": "数据", "last": "上年", "this": "本年", "difference": "增减", "growth": "增幅",
           "gained": "本年新增的部分", "lost": "本年没有的部分",
           "copied": "正文与上年相同的占{share}%（共{characters}字，数字不计；连续20字以上或整段相同的算相同）",
           "much": "，超过一半，考评一般要扣分", "none": "没有发现问题", "passages": "与上年相同的段落", "more": "……另有{count}段，用 --format html 全部列出",
           "columns": "分申请人、分类别的数据"},
    "en": {"title": "{issuer}: {this} against {last}", "value": "value", "last": "last year", "this": "this year", "difference": "change",
           "growth": "growth", "gained": "sections gained", "lost": "sections lost",
           "copied": "{share}% of the prose is last year's (of {characters} characters, numbers aside; runs of 20 and more, or whole paragraphs)",
           "much": ": above half, which graders deduct for", "none": "nothing found", "passages": "passages taken over",
           "more": "… {count} more; --format html lists all of them", "columns": "values by applicant and class"},
}  # fmt: skip
_SHOWN = 12
_LONGEST = 56
_COLUMNS = ("value", "last", "this", "difference", "growth")


def comparison_as_text(last: Report, this: Report, comparison: Comparison, lang: Lang, *, colour: bool) -> str:
    """Returns a comparison for a terminal: findings, sections, figures with growth, what was taken over, passage by passage."""
    return "\n".join(_text(last, this, comparison, lang, colour))


def _text(last: Report, this: Report, comparison: Comparison, lang: Lang, colour: bool) -> Iterator[str]:
    words, paint = _WORDS[lang], painter(colour)
    yield _title(this, comparison, lang)
    for finding in comparison.findings:
        yield from finding_lines(this, finding, lang, paint)
    if not comparison.findings:
        yield "  " + paint(words["none"], "good")
    yield from (f"  {line}" for line in _sections(comparison, lang))
    yield ""
    plain = [c for c in comparison.changes if "[" not in c.indicator]
    yield from (f"  {line}" for line in _aligned([[words[k] for k in _COLUMNS], *(_row(c, lang) for c in plain)]))
    yield ""
    yield f"  {_copied(comparison, lang)}"
    passages = sorted(comparison.copied.passages, key=lambda p: -p.characters)
    for passage in passages[:_SHOWN]:
        yield paint("      │ ", "quiet") + _cut(this.text[passage.start : passage.end])
    if len(passages) > _SHOWN:
        yield "      " + words["more"].format(count=len(passages) - _SHOWN)
    del last


def comparison_as_html(last: Report, this: Report, comparison: Comparison, lang: Lang) -> str:
    """Returns a comparison as a part of a page; everything from the reports is escaped."""
    words = _WORDS[lang]
    head = [words[k] for k in _COLUMNS]
    plain = [_row(c, lang) for c in comparison.changes if "[" not in c.indicator]
    inner = [_row(c, lang) for c in comparison.changes if "[" in c.indicator]
    parts = [f"<section>\n<h2>{escape(_title(this, comparison, lang))}</h2>"]
    parts += [f'<p class="source">{escape(r.source.path or "-")}</p>' for r in (last, this)]
    parts += list(findings_html(this, comparison.findings, lang)) or [f'<p class="good">{words["none"]}</p>']
    parts += [f"<p>{escape(line)}</p>" for line in _sections(comparison, lang)]
    parts.append(table_html(head, plain))
    if inner:
        parts.append(f"<details><summary>{words['columns']}</summary>{table_html(head, inner)}</details>")
    parts.append(f"<p>{escape(_copied(comparison, lang))}</p>")
    if comparison.copied.passages:
        parts.append(f"<h3>{words['passages']}</h3>")
        parts += [_passage(this, p) for p in comparison.copied.passages]
    return "\n".join([*parts, "</section>"])


def _passage(this: Report, passage: Passage) -> str:
    return f"<blockquote>{escape(this.text[passage.start : passage.end])}</blockquote>"


def _title(this: Report, comparison: Comparison, lang: Lang) -> str:
    issuer = this.document.issuer or this.source.path or ""
    return _WORDS[lang]["title"].format(issuer=issuer, this=comparison.this_year, last=comparison.last_year)


def _sections(comparison: Comparison, lang: Lang) -> Iterator[str]:
    mark, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    for key, headings in (("gained", comparison.gained), ("lost", comparison.lost)):
        if headings:
            yield f"{_WORDS[lang][key]}{mark}{comma.join(headings)}"


def _copied(comparison: Comparison, lang: Lang) -> str:
    words, copied = _WORDS[lang], comparison.copied
    text = words["copied"].format(share=f"{100 * copied.share:.1f}", characters=copied.characters)
    return text + (words["much"] if copied.share > 0.5 else "")


def _row(change: Change, lang: Lang) -> list[str]:
    growth = "–" if change.growth is None else f"{change.growth:+.1f}%" if change.growth else "0"
    difference = "–" if change.difference is None else f"{change.difference:+.12g}" if change.difference else "0"
    return [_label(change, lang), _number(change.last), _number(change.this), difference, growth]


def _label(change: Change, lang: Lang) -> str:
    dimension = change.indicator.partition("[")[2].rstrip("]").partition("=")[2]
    column = column_name(dimension, lang)
    if lang == "en":
        label = explained()[change.indicator.partition("[")[0]].en
        return label + (f": {column}" if column else "") + (f" ({change.unit})" if change.unit else "")
    unit = f"（{change.unit}）" if change.unit else ""
    return short_label(change.label) + (f"：{column}" if column else "") + unit


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.12g}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns under each other, the first to the left; a Chinese character is two wide."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        yield "  ".join([first, *(" " * (w - _width(c)) + c for w, c in zip(widths[1:], row[1:], strict=True))])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST // 2]}……{flat[-_LONGEST // 2 :]}"
