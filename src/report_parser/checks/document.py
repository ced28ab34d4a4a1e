"""Findings about the document as a whole: no report, no body, damaged bytes, tables that stand as pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from report_parser.models import Document, Finding, Image, Section, Source
from report_parser.rules.load import read_table
from report_parser.text.compact import compact

_NEAR = 60
_END = r"[,。:;(\s)]*$"


def page_findings(kind: str) -> tuple[Finding, ...]:
    """Returns the finding for a page that is no report or (``no_body``) does not hold it; none for a report."""
    if kind == "not_a_report":
        message = "这份文件不是政府信息公开年度报告，没有读取任何数据。"
        return (Finding("document.not_a_report", "error", message),)
    if kind == "no_body":
        message = "页面只有报告的链接、附件或图片，没有报告正文；请读取附件中的正文。"
        return (Finding("document.no_body", "error", message),)
    return ()


def lossy_finding(source: Source) -> tuple[Finding, ...]:
    """Returns ``encoding.lossy`` where bytes of the source could not be read in any candidate encoding."""
    if not source.lossy:
        return ()
    count = source.text.count("\ufffd")
    message = f"文件中有{count}处字节用任何编码都无法识别，读作“\ufffd”，附近的文字可能不全。"
    return (Finding("encoding.lossy", "warning", message),)


def image_findings(document: Document, sections: Sequence[Section]) -> tuple[Finding, ...]:
    """Returns ``table.image`` for every picture that stands where figures were to be expected, one a place."""
    found: list[Finding] = []
    for image in document.images:
        section = next((s for s in sections if s.start <= image.at < s.end), sections[-1] if sections else None)
        if _is_table(document.text, image, section) and (not found or found[-1].start != image.at):
            where = f"“{section.heading}”一节" if section is not None and section.heading else "正文"
            label = f"（{image.label}）" if image.label else ""
            message = f"{where}中有一张图片{label}，应以文字或表格公开的数据无法从图片中读取。"
            name = section.id if section is not None else None
            found.append(Finding("table.image", "warning", message, section=name, start=image.at, end=image.at))
    return tuple(found)


@cache
def _words() -> dict[str, Any]:
    return dict(read_table("images")["image"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = _words()
    return (
        re.compile(words["label"]),
        re.compile(words["not_label"]),
        re.compile(f"(?:{words['before']}){_END}"),
    )


def label_names_table(label: str) -> bool:
    """Returns whether a picture's caption says that it shows a table or a chart.

    >>> label_names_table("图1 各渠道公开情况"), label_names_table("图片1.png")
    (True, False)
    """
    positive, negative, _ = _patterns()
    plain = compact(label).text
    return bool(positive.search(plain)) and not negative.search(plain)


def text_announces_table(before: str) -> bool:
    """Returns whether the text right before a picture announces a table or a chart (如下图, 见下表)."""
    return bool(_patterns()[2].search(compact(before).text))


def _is_table(text: str, image: Image, section: Section | None) -> bool:
    _, negative, _ = _patterns()
    if image.label and negative.search(image.label):
        return False
    expected = section is not None and not set(section.roles).isdisjoint(_words()["roles"])
    return expected or label_names_table(image.label) or text_announces_table(text[max(0, image.at - _NEAR) : image.at])


def all_findings(source: Source, document: Document, sections: Sequence[Section]) -> Iterator[Finding]:
    """Yields the findings of this module about a page that is a report."""
    yield from lossy_finding(source)
    yield from image_findings(document, sections)
