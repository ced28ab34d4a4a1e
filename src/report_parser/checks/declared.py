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

_CODE = "section.declared_missing"
_COMMON = re.compile(r"政府|信息|公开|工作|年度|本年|情况|[的及和与其]")
_HEADING_LIKE = re.compile(r"[^《》()“”]{4,30}(?:情况|事项|措施|概述|进展)")
_ANNEXED = re.compile(r"[,，、]?(?:(?:并|另|同时)?附(?:有|上|相关|20\d\d|录有)|(?:并|另|同时)附)")
_OPENINGS = frozenset({"引言", "前言", "编制说明", "序言"})
"""The preamble itself."""
_BRACKETS = re.compile(r"\([^()]*\)")
_DATA = re.compile(r"[^。,;]{0,14}数据")
_TABLES = re.compile(r",?(?:以及|及|和)[^、,;]{0,16}(?:数据[^、,;]{0,4}表|图表)$")
_OPENING = 900
"""Characters of the first section that may say what the report consists of."""
_TELLING = 6
"""Characters of its own that a declared part without a known role must have to be missed."""
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
    pieces = [
        p.strip("“”：:()") for p in re.split(r"[、,;]|和(?=[^、,;]{2,}$)|以及|及(?=其[他它])", _sections_only(match))
    ]
    count = re.match(r"[一二三四五六七八九十\d]+", match["tail"])
    try:
        number = int(parse_number(count[0])) if count else None
    except ValueError:
        number = None
    return [p for p in pieces if len(p) >= 2 and p not in _OPENINGS], number


def _sections_only(match: re.Match[str]) -> str:
    """The list without its brackets, without what is annexed, and without the data it ends in (以及主动公开、行政复议等…相关数据)."""
    listed = _BRACKETS.sub("", _ANNEXED.split(match["list"])[0])
    if match["tail"] == "等" and _DATA.match(match.string, match.end()):
        return listed.rpartition("以及")[0]
    return _TABLES.sub("", listed)


def check_declared(view: View) -> Iterator[Verdict]:
    """Yields a verdict for each section that the preamble declares; an annex is no section."""
    first = view.sections[0]
    parts, number = _declared(view)
    if not parts:
        return
    top = [s for s in view.sections if s.role != "preamble"]
    if number is not None and len([s for s in top if s.role != "appendix"]) == number:
        yield Verdict(_CODE, True)
        return
    present = _present(view, top)
    told: set[tuple[str, ...]] = set()
    for part in parts:
        roles = _roles(part)
        if roles and tuple(roles) in told:  # 复议、诉讼情况: one part, cut in two
            continue
        told.add(tuple(roles))
        stands = _stands(view, part, roles, top, present)
        if stands is False:
            finding = section_finding(view, _CODE, "declared_missing", first, roles[0] if roles else None, name=part)
            yield Verdict(_CODE, False, finding)
        else:
            yield Verdict(_CODE, stands)


def outline_is_lost(view: View) -> bool:
    """Returns whether most of what the preamble declares was found nowhere: then we lost the headings, the report has them."""
    parts, _ = _declared(view)
    top = [s for s in view.sections if s.role != "preamble"]
    if len(parts) < 4 or 2 * len(top) > len(parts):
        return False
    present = _present(view, top)
    return 2 * len([p for p in parts if _stands(view, p, _roles(p), top, present) is False]) > len(parts)


def _present(view: View, top: Sequence[Section]) -> set[str]:
    return {r for s in all_sections(top) for r in s.roles} | line_roles(view)


def _declared(view: View) -> tuple[list[str], int | None]:
    first = view.sections[0] if view.sections else None
    if first is None or first.role not in ("preamble", "overview"):
        return [], None
    parts, number = declared_parts(view.document.text[first.start : min(first.end, first.body + _OPENING)])
    known = [p for p in parts if _roles(p)]
    return (parts, number) if len(parts) > 2 and 2 * len(known) >= len(parts) else ([], None)


def _roles(part: str) -> list[str]:
    return [r for r in heading_roles(part) if r != "unknown"]


def _stands(view: View, part: str, roles: Sequence[str], top: Sequence[Section], present: set[str]) -> bool | None:
    """Whether a declared part is there: by its role, or where it has none by its own words; None where that cannot be told."""
    if roles:
        return not present.isdisjoint(roles) or _alike(part, top)
    own = _own_words(part)
    if len(own) < _TELLING or not _HEADING_LIKE.fullmatch(part):
        return None
    body = view.text(top[0].start, len(view.document.text)) if top else ""
    return True if _alike(part, top) else False if own not in body else None


def _own_words(heading: str) -> str:
    """A heading without the words that most headings have."""
    return _COMMON.sub("", compact(heading).text)


def _alike(part: str, sections: Sequence[Section]) -> bool:
    """Whether some heading holds most of the characters that a declared part has for itself."""
    own = _own_words(part)
    for section in all_sections(sections):
        shared = (Counter(own) & Counter(_own_words(section.heading))).total()
        if own and shared >= 0.7 * len(own):
            return True
    return False
