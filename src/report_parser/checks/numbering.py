"""``section.numbering``: a number skipped, used twice, or out of order at the top level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from report_parser.checks.headed import in_table, section_finding
from report_parser.checks.naming import listed
from report_parser.checks.registry import Verdict
from report_parser.checks.view import View, all_sections
from report_parser.models import Section
from report_parser.numerals import parse_number
from report_parser.text.fold import fold


def number_of(section: Section) -> int | None:
    """Returns a section's number as printed, None where it has none that can be read."""
    printed = fold(section.number or "").strip("()第部分章.、 ")
    if not printed:
        return None
    code = ord(printed[0])
    for first in (0x2460, 0x3220, 0x2474, 0x2488):
        if first <= code < first + 20:
            return code - first + 1
    try:
        return int(parse_number(printed))
    except ValueError:
        return None


def check_numbering(view: View, top: Sequence[Section]) -> Iterator[Verdict]:
    """A number used twice, skipped, or out of order at the top level; after a fault either way of counting on is right."""
    last: Section | None = None
    expected, gap = {1}, False
    styles = Counter(style_of(s) for s in top if number_of(s) is not None)
    usual = styles.most_common(1)[0][0] if styles else ""
    for section in top:
        number = number_of(section) if style_of(section) == usual else None
        if number is None:
            gap = gap or section.role != "appendix"
            continue
        if number in expected or (gap and number > min(expected)):
            yield Verdict("section.numbering", True)
            expected = {number + 1}
        else:
            yield _misnumbered(view, last, section, number, min(expected))
            expected = {number + 1, *((e + 1) if number != 1 else e for e in expected)}
        last, gap = section, False


def style_of(section: Section) -> str:
    """How a number is written: 一, 1 or ①; one outline has one style, others are of deeper levels."""
    printed = fold(section.number or "").strip("()第部分章.、 ")
    return (
        ""
        if not printed
        else "digit"
        if printed[0] in "0123456789"
        else "cn"
        if printed[0] in "一二三四五六七八九十"
        else "mark"
    )


def _misnumbered(view: View, last: Section | None, section: Section, number: int, expected: int) -> Verdict:
    code = "section.numbering"
    words: dict[str, Any] = {"number": section.number, "heading": section.heading}
    before = number_of(last) if last is not None else 0
    if last is not None and number == before:
        words = {"number": section.number, "first": last.heading, "second": section.heading}
        return Verdict(code, False, section_finding(view, code, "number_twice", section, **words))
    if number == 1 or _stands(view, last, section, expected):
        return Verdict(code, None)
    if last is not None and before is not None and number < before:
        return Verdict(code, False, section_finding(view, code, "number_back", section, last=last.number, **words))
    words["missing"] = _missing(view, expected, number)
    if last is None:
        return Verdict(code, False, section_finding(view, code, "number_first", section, **words))
    return Verdict(code, False, section_finding(view, code, "number_skipped", section, last=last.number, **words))


def _missing(view: View, first: int, number: int) -> str:
    """The numbers that were left out, three at most."""
    return listed([_chinese(n) for n in range(first, number)][:3], view.lang)


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"


def _stands(view: View, last: Section | None, section: Section, number: int) -> bool:
    """Whether a number stands as a heading's between two sections: we may have missed the heading, the report has not.

    1. 2. 3. below 二、 are headings of their own.
    """
    start, inner = (last.body, last.sections) if last is not None else (0, ())
    below = {s.start for s in all_sections(inner) if style_of(s) != style_of(section)}
    cn = _chinese(number)
    pattern = rf"(?:^|\n|[。;；])\s*(?:第?{cn}(?:[、,，.．:：]|部分|[ \u3000]*[\u4e00-\u9fff]{{2}})|[(（]{cn}[)）]?[、.]|{number}[、.．])"
    found = re.finditer(pattern, view.document.text[start : section.start])
    return any(
        not in_table(view, start + m.end() - 1) and not below.intersection(range(start + m.start(), start + m.end()))
        for m in found
    )
