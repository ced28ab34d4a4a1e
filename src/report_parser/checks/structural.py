"""Sections: missing, merged, out of order, misnumbered, empty, declared and absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import regex

from report_parser.checks.registry import Verdict, sentence, severity_of
from report_parser.checks.view import View, all_sections
from report_parser.models import Finding, Section
from report_parser.numerals import parse_number
from report_parser.rules.catalogue import role_of
from report_parser.rules.load import read_table
from report_parser.sections.headings import heading_roles
from report_parser.text.compact import compact
from report_parser.text.fold import fold

ROLE_NAMES: Mapping[str, tuple[str, str]] = {
    "overview": ("概述（总体情况）", "overview"), "proactive": ("主动公开政府信息情况", "proactive disclosure"),
    "requests": ("依申请公开情况", "requests"), "fees": ("收费及减免情况", "fees"),
    "review_litigation": ("行政复议、行政诉讼情况", "review and litigation"), "problems": ("存在的问题及改进措施", "problems and improvements"),
    "other": ("其他需要报告的事项", "other matters"), "consultation": ("咨询处理情况", "consultation"),
    "organization": ("组织领导和制度建设情况", "organization"), "response": ("回应解读情况", "response"),
    "resources": ("机构、人员和经费情况", "resources"), "appendix": ("附表", "appendix"),
}  # fmt: skip
_DECLARES = regex.compile(
    r"(?:全文|报告|年报|内容|文本)[^。]{0,30}?(?:包括|包含|由|分为|共分|分成|分)(?P<list>[^。]{4,400}?)(?P<tail>[一二三四五六七八九十\d]+个?(?:部分|方面|章节|大项|项)|等|组成|构成|。|$)"
)
_NUMBERED_LINE = regex.compile(
    r"(?:^|\n)\s*(?:第?[一二三四五六七八九十]+(?:[、.．]|部分)|[(（][一二三四五六七八九十]+[)）])"
)
_TOP_LINE = regex.compile(
    r"(?:^|\n)\s*第?[一二三四五六七八九十]{1,2}(?:部分)?[、.．\s]?(?P<words>(?:[\u4e00-\u9fff]){2,24}?)(?=情况|措施|问题|事项|[\d,，。：:\n]|$)"
)
_SENTENCE_LIKE = regex.compile(
    r"[,，;；。]|^(?:加强|推进|完善|严|运用|做好|强化|健全|抓好|加大|坚持|落实|回应|提高|提升|拓展|拓宽|深化|规范|创新|优化|丰富|扩大|围绕|突出|注重|建立|积极|认真|进一步|全面|不断|切实)"
)
_SAYS_NONE = regex.compile(r"无|未|没有|零|0|见附|附后|略")


@dataclass(frozen=True, slots=True)
class Template:
    """What a template asks for."""

    required: tuple[str, ...]
    lenient: frozenset[str]
    basis: str


@cache
def templates() -> Mapping[str, Template]:
    """Returns the templates by name."""
    return {
        t["name"]: Template(tuple(t["required"]), frozenset(t["lenient"]), t["basis"])
        for t in read_table("templates")["template"]
    }


def check_structure(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of every check on sections."""
    template = templates().get(view.template or "")
    top = [s for s in view.sections if s.role != "preamble"]
    if template is None or (len(top) < 2 and _has_numbered_lines(view)):
        yield from (
            Verdict(c, None) for c in ("section.missing", "section.order", "section.numbering", "section.empty")
        )
        return
    yield from _missing(view, template, top)
    yield from _merged(view, template, top)
    yield _order(view, template, top)
    yield from _numbering(view, top)
    yield from _empty(view, top)
    yield from _declared(view)


def _has_numbered_lines(view: View) -> bool:
    """Whether lines begin like headings although no outline was found: then the doubt is ours."""
    return len(_NUMBERED_LINE.findall(view.document.text)) > 1


def role_name(role: str, view: View) -> str:
    """Returns what a role's section is usually called."""
    return ROLE_NAMES.get(role, (role, role))[0 if view.lang == "zh" else 1]


def _finding(
    view: View,
    code: str,
    message: str,
    section: Section | None,
    role: str | None = None,
    severity: str | None = None,
    **values: object,
) -> Finding:
    return Finding(
        code=code,
        severity=severity or severity_of(code),  # type: ignore[arg-type]
        message=sentence(message, view.lang, **values),
        section=section.id if section else None,
        role=role,
        start=section.start if section else None,
        end=min(section.body, section.end) if section else None,
    )


def _missing(view: View, template: Template, top: Sequence[Section]) -> Iterator[Verdict]:
    named = {r for s in top for r in s.roles}
    below = {r for s in all_sections(top) if _is_plain(s) for r in s.roles}
    for role in template.required:
        if role in named or role in below:
            yield Verdict("section.missing", True)
        elif _may_be_unknown(view, role, top) or role in _line_roles(view):
            yield Verdict("section.missing", None)
        else:
            severity = "warning" if role in template.lenient else "error"
            finding = _finding(
                view, "section.missing", "section_missing", None, role, severity, name=role_name(role, view), basis=template.basis
            )  # fmt: skip
            yield Verdict("section.missing", False, finding)


def _is_plain(section: Section) -> bool:
    """Whether a heading names a subject (依申请公开情况), as a required section's does, and tells no doing (丰富公开形式)."""
    return section.level == 1 or not _SENTENCE_LIKE.search(section.heading)


def _may_be_unknown(view: View, role: str, top: Sequence[Section]) -> bool:
    """True where a heading that we could not place has the role's figures under it: that is our doubt, no fault."""
    unknown = {s.id for s in top if s.roles == ("unknown",)}
    return any(
        f.indicator and role_of(f.indicator) == role and (f.section or "").partition(".")[0] in unknown
        for f in view.figures
    )


def _line_roles(view: View) -> set[str]:
    """The roles of lines that begin with a number and a section's usual words, taken as headings or not."""
    lines = (m["words"] for m in _TOP_LINE.finditer(view.document.text))
    return {r for line in lines for r in heading_roles(compact(line).text)}


def _merged(view: View, template: Template, top: Sequence[Section]) -> Iterator[Verdict]:
    code = "section.merged"
    named = {r for s in top for r in s.roles}
    found = False
    for section in top:
        both = [r for r in section.roles if r in template.required]
        if len(both) > 1:
            found = True
            names = "、".join(f"“{role_name(r, view)}”" for r in both)
            yield Verdict(
                code,
                False,
                _finding(view, code, "section_merged", section, both[1], heading=section.heading, names=names),
            )
        for inner in filter(_is_plain, all_sections(section.sections)):
            for role in inner.roles:
                if role in template.required and role not in named:
                    found = True
                    named.add(role)
                    words = {"name": role_name(role, view), "heading": section.heading}
                    yield Verdict(code, False, _finding(view, code, "section_below", inner, role, **words))
    if not found:
        yield Verdict(code, True)


def _order(view: View, template: Template, top: Sequence[Section]) -> Verdict:
    """Sections that carry one required role each stand in the template's order, and so do those below one heading."""
    code = "section.order"
    named = {r for s in top for r in s.roles}
    below = [[s for s in t.sections if _is_plain(s) and named.isdisjoint(s.roles)] for t in top]
    for level in (top, *below):
        found = _out_of_order(level, template)
        if found is not None:
            section, before, role = found
            words: dict[str, Any] = {"heading": section.heading, "before": before.heading}
            return Verdict(code, False, _finding(view, code, "section_order", section, role, **words))
    return Verdict(code, True)


def _out_of_order(sections: Sequence[Section], template: Template) -> tuple[Section, Section, str] | None:
    """The first section that stands too late, with the one that it should stand before, and its role."""
    rank = {role: i for i, role in enumerate(template.required)}
    first: dict[str, Section] = {}
    for section in sections:
        own = [r for r in section.roles if r in rank]
        if len(own) == 1:
            first.setdefault(own[0], section)
    for (role, _), (following, section) in pairwise(first.items()):
        if rank[following] < rank[role]:
            return section, next(s for r, s in first.items() if rank[r] > rank[following]), following
    return None


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


def _numbering(view: View, top: Sequence[Section]) -> Iterator[Verdict]:
    """A number used twice, skipped, or out of order at the top level; after a fault either way of counting on is right."""
    last: Section | None = None
    expected, gap = {1}, False
    styles = Counter(_style(s) for s in top if number_of(s) is not None)
    usual = styles.most_common(1)[0][0] if styles else ""
    for section in top:
        number = number_of(section) if _style(section) == usual else None
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


def _style(section: Section) -> str:
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
        return Verdict(code, False, _finding(view, code, "number_twice", section, **words))
    if number == 1 or _stands(view, last.body if last is not None else 0, section.start, expected):
        return Verdict(code, None)
    if last is not None and before is not None and number < before:
        return Verdict(code, False, _finding(view, code, "number_back", section, last=last.number, **words))
    shown = last.number if last is not None else "〇"
    return Verdict(
        code, False, _finding(view, code, "number_skipped", section, last=shown, missing=_chinese(expected), **words)
    )


def _chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"


def _stands(view: View, start: int, end: int, number: int) -> bool:
    """Whether a number stands as a heading's somewhere in a stretch: we may have missed the heading, the report has not."""
    cn = _chinese(number)
    pattern = rf"(?:^|\n|[。;；])\s*(?:第?{cn}(?:[、,，.．:：]|部分|[\u4e00-\u9fff]{{2}})|[(（]{cn}[)）]?[、.]|{number}[、.．])"
    return bool(regex.search(pattern, view.document.text[start:end]))


def _empty(view: View, top: Sequence[Section]) -> Iterator[Verdict]:
    code = "section.empty"
    for i, section in enumerate(top):
        following = top[i + 1] if i + 1 < len(top) else None
        restarts = following is not None and number_of(following) == 1
        deeper = following is not None and (restarts or _style(following) != _style(section))
        if deeper or section.role == "appendix" or _SAYS_NONE.search(section.heading):
            continue
        body = regex.sub(r"[\s\W]", "", view.document.text[section.body : section.end])
        image = any(section.start <= i.at <= section.end for i in view.document.images)
        if body or section.sections or image:
            yield Verdict(code, True)
        else:
            yield Verdict(
                code, False, _finding(view, code, "section_empty", section, section.role, heading=section.heading)
            )


def declared_parts(text: str) -> tuple[list[str], int | None]:
    """Returns the sections that a preamble declares, and how many it says there are.

    >>> declared_parts("本报告由概述、收费及减免情况、其他情况三个部分组成。")
    (['概述', '收费及减免情况', '其他情况'], 3)
    """
    match = _DECLARES.search(compact(text).text)
    if match is None:
        return [], None
    pieces = [p.strip("“”：:()") for p in regex.split(r"[、,;]|和(?=[^、,;]{2,}$)|以及|及(?=其[他它])", match["list"])]
    count = regex.match(r"[一二三四五六七八九十\d]+", match["tail"])
    try:
        number = int(parse_number(count[0])) if count else None
    except ValueError:
        number = None
    return [p for p in pieces if len(p) >= 2], number


def _declared(view: View) -> Iterator[Verdict]:
    code = "section.declared_missing"
    first = view.sections[0]
    if first.role != "preamble":
        return
    parts, number = declared_parts(view.document.text[first.start : first.end])
    if len(parts) < 3:
        return
    top = [s for s in view.sections if s.role != "preamble"]
    present = {r for s in all_sections(top) for r in s.roles} | _line_roles(view)
    if number is not None and len([s for s in top if s.role != "appendix"]) == number:
        yield Verdict(code, True)
        return
    for part in parts:
        roles = [r for r in heading_roles(part) if r != "unknown"]
        missing = [r for r in roles if r not in present]
        if not roles or len(missing) < len(roles) or _alike(part, top):
            yield Verdict(code, True if roles else None)
            continue
        finding = _finding(view, code, "declared_missing", first, missing[0], name=part)
        yield Verdict(code, False, finding)


def _alike(part: str, sections: Sequence[Section]) -> bool:
    """Whether some heading holds most of the characters of a declared part."""
    for section in all_sections(sections):
        shared = (Counter(part) & Counter(compact(section.heading).text)).total()
        if shared >= 0.7 * len(part):
            return True
    return False
