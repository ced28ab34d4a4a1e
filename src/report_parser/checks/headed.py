"""What the checks on sections share: names of roles, the finding about a section, lines that look like headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from report_parser.checks.registry import sentence, severity_of
from report_parser.checks.view import View
from report_parser.models import Finding, Section
from report_parser.sections.headings import heading_roles
from report_parser.text.compact import compact

ROLE_NAMES: Mapping[str, tuple[str, str]] = {
    "overview": ("概述（总体情况）", "overview"), "proactive": ("主动公开政府信息情况", "proactive disclosure"),
    "requests": ("依申请公开情况", "requests"), "fees": ("收费及减免情况", "fees"),
    "review_litigation": ("行政复议、行政诉讼情况", "review and litigation"), "problems": ("存在的问题及改进措施", "problems and improvements"),
    "other": ("其他需要报告的事项", "other matters"), "consultation": ("咨询处理情况", "consultation"),
    "organization": ("组织领导和制度建设情况", "organization"), "response": ("回应解读情况", "response"),
    "resources": ("机构、人员和经费情况", "resources"), "appendix": ("附表", "appendix"),
}  # fmt: skip
_JOINTS = re.compile(r"[、,;]|以及|及其?|[和与暨]")
_TOP_LINE = re.compile(
    r"(?:^|\n)\s*第?[一二三四五六七八九十]{1,2}(?![年是方季个步些批直])(?:部分)?[、.．\s]?(?P<words>(?:[\u4e00-\u9fff]){2,24}?)(?=情况|措施|问题|事项|[\d,，。：:\n]|$)"
)


def role_name(role: str, view: View) -> str:
    """Returns what a role's section is usually called."""
    return ROLE_NAMES.get(role, (role, role))[0 if view.lang == "zh" else 1]


def section_finding(
    view: View,
    code: str,
    message: str,
    section: Section | None,
    role: str | None = None,
    severity: str | None = None,
    **values: object,
) -> Finding:
    """Returns a finding about a section, with its place and role."""
    return Finding(
        code=code,
        severity=severity or severity_of(code),  # type: ignore[arg-type]
        message=sentence(message, view.lang, **values),
        section=section.id if section else None,
        role=role,
        start=section.start if section else None,
        end=min(section.body, section.end) if section else None,
    )


def line_roles(view: View) -> set[str]:
    """The roles of lines that begin with a number and a section's usual words, taken as headings or not; a table's rows are none."""
    lines = (m["words"] for m in _TOP_LINE.finditer(view.document.text) if not in_table(view, m.start("words")))
    return {r for line in lines for r in heading_roles(compact(line).text)}


def named_roles(section: Section, required: Sequence[str]) -> tuple[str, ...]:
    """Returns a heading's roles, with those that a part of it names (存在的问题、改进措施和其他需要报告的事项).

    Only a heading that has a required role already is looked at part by part; 不予公开 is no disclosure.
    """
    if not any(r in required for r in section.roles):
        return section.roles
    more = [r for r in _piece_roles(section.heading) if r in required]
    return tuple(dict.fromkeys((*section.roles, *more)))


@lru_cache(maxsize=1024)
def _piece_roles(heading: str) -> tuple[str, ...]:
    pieces = [p for p in _JOINTS.split(compact(heading).text) if len(p) > 1 and "不予公开" not in p]
    return tuple(r for piece in pieces for r in heading_roles(piece)) if len(pieces) > 1 else ()


def in_table(view: View, at: int) -> bool:
    """Returns whether a place of the text lies in a table that was recognised."""
    return any(t.start <= at < t.end for t in view.tables)
