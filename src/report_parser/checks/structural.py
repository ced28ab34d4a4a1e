"""Sections: missing, merged, out of order, misnumbered, empty, declared and absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from report_parser.checks.declared import check_declared, outline_is_lost
from report_parser.checks.headed import line_roles, named_roles, role_name, section_finding
from report_parser.checks.naming import listed, quoted
from report_parser.checks.numbering import check_numbering, number_of, style_of
from report_parser.checks.registry import Lang, Verdict
from report_parser.checks.view import View, all_sections
from report_parser.models import Section
from report_parser.rules.catalogue import role_of
from report_parser.rules.load import read_table
from report_parser.text.compact import compact

_NUMBERED_LINE = re.compile(
    r"(?:^|\n)[\s?？]*(?:第?[一二三四五六七八九十]+(?:[、.．]|部分)|[(（][一二三四五六七八九十]+[)）])"
)
_SENTENCE_LIKE = re.compile(
    r"[,，;；。]|^(?:加强|推进|完善|严|运用|做好|强化|健全|抓好|加大|坚持|落实|回应|提高|提升|拓展|拓宽|深化|规范|创新|优化|丰富|扩大|围绕|突出|注重|建立|积极|认真|进一步|全面|不断|切实)"
)
_ONLY_OTHER = re.compile(r"其[他它](?:方面|形式|方式|渠道)?[:。]?(?!.*(?:事项|说明|报告)).*|说明[:。]?")
_SAYS_NONE = re.compile(r"无|未|没有|零|0|见附|附后|略")


@dataclass(frozen=True, slots=True)
class Template:
    """What a template asks for."""

    required: tuple[str, ...]
    lenient: frozenset[str]
    basis: tuple[str, str]
    """The document that requires the sections, in Chinese and in English."""
    custom: frozenset[str]
    """Sections that custom asks for, and no article."""

    def source(self, role: str, lang: Lang) -> str:
        """Returns what requires a section."""
        if role in self.custom:
            return "惯例" if lang == "zh" else "custom"
        return self.basis[lang == "en"]


_WORDS = re.compile(r"\w")


@cache
def templates() -> Mapping[str, Template]:
    """Returns the templates by name."""
    return {
        t["name"]: Template(
            tuple(t["required"]), frozenset(t["lenient"]), (t["basis"], t["basis_en"]), frozenset(t.get("custom", []))
        )
        for t in read_table("templates")["template"]
    }


def check_structure(view: View) -> Iterator[Verdict]:
    """Yields the verdicts of every check on sections."""
    template = templates().get(view.template or "")
    top = [s for s in view.sections if s.role != "preamble"]
    lone = len(top) < 2 and not any(len(s.sections) > 1 for s in top)
    if template is None or (lone and _has_numbered_lines(view)) or outline_is_lost(view):
        yield from (
            Verdict(c, None) for c in ("section.missing", "section.order", "section.numbering", "section.empty")
        )
        return
    yield from _missing(view, template, top)
    yield from _merged(view, template, top)
    yield _order(view, template, top)
    yield from check_numbering(view, top)
    yield from _empty(view, top)
    yield from check_declared(view)


def _has_numbered_lines(view: View) -> bool:
    """Whether lines begin like headings although no outline was found: then the doubt is ours."""
    return len(_NUMBERED_LINE.findall(view.document.text)) > 1


def _missing(view: View, template: Template, top: Sequence[Section]) -> Iterator[Verdict]:
    named = {r for s in top for r in named_roles(s, template.required)}
    below = {r for s in all_sections(top) for r in _plain_roles(s)}
    for role in template.required:
        if role in named or role in below:
            yield Verdict("section.missing", True)
        elif _may_be_unknown(view, role, top) or role in line_roles(view):
            yield Verdict("section.missing", None)
        else:
            severity = "warning" if role in template.lenient else "error"
            finding = section_finding(
                view, "section.missing", "section_missing", None, role, severity, name=role_name(role, view), basis=template.source(role, view.lang)
            )  # fmt: skip
            yield Verdict("section.missing", False, finding)


def _plain_roles(section: Section) -> tuple[str, ...]:
    """The roles that a heading below another stands for; 3、其他 at the end of a list is no section of other matters, nor is （一）说明 before a table."""
    if not _is_plain(section):
        return ()
    last = section.level > 1 and _ONLY_OTHER.fullmatch(compact(section.heading).text)
    return tuple(r for r in section.roles if not (last and r == "other"))


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


def _merged(view: View, template: Template, top: Sequence[Section]) -> Iterator[Verdict]:
    code = "section.merged"
    named = {r for s in top for r in named_roles(s, template.required)}
    found = False
    for section in top:
        both = [r for r in named_roles(section, template.required) if r in template.required]
        if len(both) > 1:
            found = True
            names = listed([quoted(role_name(r, view), view.lang) for r in both], view.lang)
            yield Verdict(
                code,
                False,
                section_finding(view, code, "section_merged", section, both[1], heading=section.heading, names=names),
            )
        for inner in all_sections(section.sections):
            for role in _plain_roles(inner):
                if role in template.required and role not in named:
                    found = True
                    named.add(role)
                    words = {"name": role_name(role, view), "heading": section.heading}
                    yield Verdict(code, False, section_finding(view, code, "section_below", inner, role, **words))
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
            return Verdict(code, False, section_finding(view, code, "section_order", section, role, **words))
    return Verdict(code, True)


def _out_of_order(sections: Sequence[Section], template: Template) -> tuple[Section, Section, str] | None:
    """The first section that stands too late, with the one that it should stand before, and its role."""
    rank = {role: i for i, role in enumerate(template.required)}
    first: dict[str, Section] = {}
    for section in sections:
        own = [r for r in named_roles(section, template.required) if r in rank]
        if len(own) == 1:
            first.setdefault(own[0], section)
    for (role, _), (following, section) in pairwise(first.items()):
        if rank[following] < rank[role]:
            return section, next(s for r, s in first.items() if rank[r] > rank[following]), following
    return None


def _empty(view: View, top: Sequence[Section]) -> Iterator[Verdict]:
    code = "section.empty"
    for i, section in enumerate(top):
        following = top[i + 1] if i + 1 < len(top) else None
        restarts = following is not None and number_of(following) == 1
        deeper = following is not None and (restarts or style_of(following) != style_of(section))
        if deeper or section.role == "appendix" or _SAYS_NONE.search(section.heading):
            continue
        body = _WORDS.search(view.document.text, section.body, section.end)
        image = any(section.start <= i.at <= section.end for i in view.document.images)
        if body or section.sections or image:
            yield Verdict(code, True)
        else:
            yield Verdict(
                code,
                False,
                section_finding(view, code, "section_empty", section, section.role, heading=section.heading),
            )
