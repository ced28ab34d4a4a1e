"""``section.declared_missing``: the preamble lists a section that the body lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from report_parser.checks.headed import line_roles, section_finding
from report_parser.checks.registry import Verdict
from report_parser.checks.view import View, all_sections
from report_parser.models import Section
from report_parser.numerals import parse_number
from report_parser.sections.headings import heading_roles
from report_parser.text.compact import compact

_DECLARES = re.compile(
    r"(?:全文|报告|年报|内容|文本)[^。]{0,30}?(?:包括|包含|由|分为|共分|分成|分)(?P<list>[^。]{4,400}?)(?P<tail>[一二三四五六七八九十\d]+个?(?:部分|方面|章节|大项|项)|等|组成|构成|。|$)"
)


def declared_parts(text: str) -> tuple[list[str], int | None]:
    """Returns the sections that a preamble declares, and how many it says there are.

    >>> declared_parts("本报告由概述、收费及减免情况、其他情况三个部分组成。")
    (['概述', '收费及减免情况', '其他情况'], 3)
    """
    match = _DECLARES.search(compact(text).text)
    if match is None:
        return [], None
    pieces = [p.strip("“”：:()") for p in re.split(r"[、,;]|和(?=[^、,;]{2,}$)|以及|及(?=其[他它])", match["list"])]
    count = re.match(r"[一二三四五六七八九十\d]+", match["tail"])
    try:
        number = int(parse_number(count[0])) if count else None
    except ValueError:
        number = None
    return [p for p in pieces if len(p) >= 2], number


def check_declared(view: View) -> Iterator[Verdict]:
    """Yields a verdict for each section that the preamble declares."""
    code = "section.declared_missing"
    first = view.sections[0]
    if first.role != "preamble":
        return
    parts, number = declared_parts(view.document.text[first.start : first.end])
    if len(parts) < 3:
        return
    top = [s for s in view.sections if s.role != "preamble"]
    present = {r for s in all_sections(top) for r in s.roles} | line_roles(view)
    if number is not None and len([s for s in top if s.role != "appendix"]) == number:
        yield Verdict(code, True)
        return
    for part in parts:
        roles = [r for r in heading_roles(part) if r != "unknown"]
        missing = [r for r in roles if r not in present]
        if not roles or len(missing) < len(roles) or _alike(part, top):
            yield Verdict(code, True if roles else None)
            continue
        finding = section_finding(view, code, "declared_missing", first, missing[0], name=part)
        yield Verdict(code, False, finding)


def _alike(part: str, sections: Sequence[Section]) -> bool:
    """Whether some heading holds most of the characters of a declared part."""
    for section in all_sections(sections):
        shared = (Counter(part) & Counter(compact(section.heading).text)).total()
        if shared >= 0.7 * len(part):
            return True
    return False
