"""The best sequence of heading candidates as a whole, and the sections that it makes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container
from dataclasses import dataclass, replace

from report_parser.models import Diagnostic, Document, Section
from report_parser.sections.headings import Heading
from report_parser.sections.inline import inline_headings
from report_parser.sections.template import required_roles

ORDER = (
    "overview",
    "organization",
    "proactive",
    "response",
    "requests",
    "consultation",
    "fees",
    "resources",
    "review_litigation",
    "problems",
    "other",
    "appendix",
)
_STYLE_WORTH = {
    "part": 2.0,
    "cn": 2.0,
    "cn_paren": 0.6,
    "arabic": 0.3,
    "arabic_paren": -0.5,
    "circled": -0.5,
    "bare": 0.0,
}
_ROLE_WORTH = 2.5
_MAX_DEPTH = 3
_PLAN = re.compile(r"^(?!.*(?:问题|不足|改进|差距|困难|薄弱)).*(?:计划|打算|安排|思路|设想|展望|重点)")
_LEAST_WORTH = 2.5
_LOOK_BACK = 120
_LEAST_CONTENTS = 3
_CONTENTS_WITHIN = 40
_LONGEST_LINE = 60
_LEADERS = " \n\t.…·。0123456789"
"""What stands between the lines of a table of contents."""
_RANKS = ("part", "cn", "cn_paren", "arabic", "arabic_paren", "circled")


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in reading order, with the scores that ``explain`` prints."""

    sections: tuple[Section, ...]
    scored: tuple[tuple[Heading, float, bool], ...]
    diagnostics: tuple[Diagnostic, ...]


def find_outline(document: Document, headings: list[Heading]) -> Outline:
    """Returns the sections of a document: the sequence of candidates whose wording, numbers, dress and order fit best together."""
    within = inline_headings(document, headings)
    headings, listed = _without_contents(document, sorted([*headings, *within], key=lambda h: h.line_start))
    top = _one_appendix(_best_sequence(document, _without_restarts(headings), listed))
    chosen = {id(h) for h in top}
    sections = _sections(document, headings, _settled(top))
    scored = tuple((h, _worth(h), id(h) in chosen) for h in headings)
    return Outline(sections, scored, tuple(_doubts(top)))


def _without_contents(document: Document, headings: list[Heading]) -> tuple[list[Heading], frozenset[str]]:
    """Leaves out a table of contents: a run of headings with nothing between, of which most come again below; and says what it lists."""
    last = {_key(heading): heading.line_start for heading in headings}
    kept: list[Heading] = []
    listed = _contents_lines(document, last)
    for run in _runs(document, headings):
        again = [h for h in run if last[_key(h)] > h.line_start]
        if len(again) < _LEAST_CONTENTS or len(again) * 2 < len(run):
            kept += run
            continue
        kept += [h for h in run if h not in again]
        listed.update(_key(h) for h in again)
    return kept, frozenset(listed)


def _contents_lines(document: Document, known: Container[str]) -> set[str]:
    """What the lines under 目录 list, of the headings that are known."""
    lines = [document.text[b.start : b.end] for b in document.blocks[:_CONTENTS_WITHIN] if b.grid is None]
    at = next((i for i, line in enumerate(lines) if "".join(line.split()) in ("目录", "目次")), None)
    if at is None:
        return set()
    short = itertools.takewhile(lambda line: len(line) <= _LONGEST_LINE and "。" not in line, lines[at + 1 :])
    return {key for key in map(_chinese, short) if key in known}


def _without_restarts(headings: list[Heading]) -> list[Heading]:
    """Leaves out a second row of 一、二、三 within a section n, where n+1 comes after it: sub-items numbered like the sections."""
    inner = {id(h) for style in ("cn", "cn_paren") for h in _restarted([h for h in headings if h.style == style])}
    inner |= {id(h) for h in _doubled([h for h in headings if h.style == "cn"])}
    return [h for h in headings if id(h) not in inner]


def _doubled(row: list[Heading]) -> list[Heading]:
    """The sub-items of a section that run into their text (二、建立健全工作制度。按季度…) where the part of that number comes after them."""
    named = {h.number: i for i, h in enumerate(row) if h.alone and h.roles}
    return [h for i, h in enumerate(row) if not h.alone and not h.roles and named.get(h.number, -1) > i]


def _restarted(row: list[Heading]) -> list[Heading]:
    inner: list[Heading] = []
    for at, outer in enumerate(row):
        if outer in inner or outer.number is None:
            continue
        run = list(itertools.takewhile(lambda p: p[1].number == p[0], enumerate(row[at + 1 :], start=1)))
        after = row[at + 1 + len(run) :]
        goes_on = len(after) > 1 and after[0].number == outer.number + 1 and after[1].number == outer.number + 2
        if len(run) > 1 and goes_on and (after[0].roles or _stands_out(after, run)):
            inner += [h for _, h in run]
    return inner


def _stands_out(after: list[Heading], run: list[tuple[int, Heading]]) -> bool:
    """Whether 二、 and 三、 stand on lines of their own, and the 一、二、三、 between run into their text."""
    return after[0].alone and bool(after[1].roles) and not any(h.alone for _, h in run)


def _one_appendix(top: list[Heading]) -> list[Heading]:
    """The tables that follow a numbered part with 附表 in its name lie in that part."""
    top = _without_rows(top)
    at = next((i for i, h in enumerate(top) if h.number is not None and _APPENDED.search(h.text)), len(top))
    return [h for i, h in enumerate(top) if i <= at or h.style != "bare" or "appendix" not in h.roles]


def _settled(top: list[Heading]) -> list[Heading]:
    """The top level with 说明与附表 as one thing: the seventh part of a form of seven that has the six others, or what is appended."""
    form = required_roles("2008")
    named = {role for h in top if h.roles != _NOTES_AND_TABLES for role in h.roles}
    seventh = set(form) - named == {"other"}

    def settle(heading: Heading) -> Heading:
        if heading.roles != _NOTES_AND_TABLES:
            return heading
        closes = seventh and heading.number is not None and heading.number <= len(form)
        return replace(heading, roles=_NOTES_AND_TABLES[::-1] if closes else _NOTES_AND_TABLES[:1])

    return [settle(h) for h in top]


_NOTES_AND_TABLES = ("appendix", "other")


def _without_rows(top: list[Heading]) -> list[Heading]:
    """The top level without the rows of the table that closes a report (一、主动公开情况 below 七、统计表): their numbers begin anew."""
    at = next((i for i, h in enumerate(top) if h.roles[:1] == ("appendix",)), len(top))
    last = max((h.number or 0 for h in top[: at + 1]), default=0)
    seen = {role for h in top[:at] for role in h.roles}
    rows = [h for i, h in enumerate(top) if i > at and h.style == "bare" and seen & set(h.roles)]
    return [
        h
        for i, h in enumerate(top)
        if h not in rows and (i <= at or last < _LATE or h.number is None or h.number > last)
    ]


_LATE = 4
_APPENDED = re.compile(r"[和与及、]附[表件]")


def _runs(document: Document, headings: list[Heading]) -> list[list[Heading]]:
    """Headings that follow each other with nothing between but dots and page numbers."""
    runs: list[list[Heading]] = []
    for heading in headings:
        last = runs[-1][-1] if runs else None
        if last and last.alone and not document.text[last.body : heading.line_start].strip(_LEADERS):
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return runs


def _key(heading: Heading) -> str:
    return _chinese(heading.text)


def _chinese(text: str) -> str:
    return "".join(c for c in text if "\u4e00" <= c <= "\u9fff")


def _worth(heading: Heading) -> float:
    worth = _STYLE_WORTH[heading.style] + (0.8 if heading.alone else 0.0) + (0.5 if heading.marked else 0.0)
    if heading.roles and heading.roles[0] != "unknown":
        worth += _ROLE_WORTH
    elif heading.style == "bare":
        worth -= 3.0
    return worth - max(0, len(heading.text) - 20) * 0.05


def _step(last: Heading, this: Heading) -> float:
    """How well ``this`` follows ``last`` as the next heading of the same level."""
    worth = 0.0
    appendix = "appendix" in this.roles
    if this.style == last.style:
        worth += 1.0
    elif not appendix:
        worth -= 1.2
    if this.number is not None and last.number is not None:
        gap = this.number - last.number
        worth += 2.0 if gap == 1 else -0.3 if gap == 0 else -0.4 * min(gap, 4) if gap > 1 else -4.0
        if gap != 1 and not this.roles:
            worth -= 2.0
    shared = set(last.roles) & set(this.roles)
    if shared:
        worth -= 6.0 if this.style == "bare" else 1.5
    if last.roles and this.roles and this.roles[0] in ORDER and last.roles[0] in ORDER and not shared:
        worth += 0.6 if ORDER.index(this.roles[0]) > ORDER.index(last.roles[0]) else -0.6
    return worth


def _best_sequence(document: Document, headings: list[Heading], listed: frozenset[str]) -> list[Heading]:
    """The best top level: one style of numbering throughout (headings that lost their number may join in).

    Of the numbered styles the highest in rank that makes a sequence wins (（一） lies under 一、 however many roles it names); headings
    without numbers win only where they name clearly more of the roles, or where the table of contents lists them.
    """
    paths = {style: _style_path(document, headings, style) for style in dict.fromkeys(h.style for h in headings)}
    numbered = _before_the_annex([paths[s][1] for s in _RANKS if s in paths and _holds(paths[s])])
    bare = paths.get("bare", (0.0, []))
    if listed and _listed(bare[1], listed) >= max(_LEAST_CONTENTS, _listed(numbered, listed)):
        return [h for h in bare[1] if _key(h) in listed]
    if bare[0] >= _LEAST_WORTH and len(_core(bare[1])) >= len(_core(numbered)) + 2:
        return bare[1]
    if numbered:
        return _one_above(headings, numbered) or numbered
    best = max(paths.values(), default=(0.0, []), key=lambda p: p[0])
    return best[1] if best[0] >= _LEAST_WORTH else []


def _before_the_annex(paths: list[list[Heading]]) -> list[Heading]:
    """The highest in rank, but not 第一部分、第二部分 of an annex, which begin where a row of sections has ended."""
    if len(paths) > 1 and paths[0][0].line_start > paths[1][-1].line_start and _core(paths[1]) >= _core(paths[0]):
        return paths[1]
    return paths[0] if paths else []


def _one_above(headings: list[Heading], numbered: list[Heading]) -> list[Heading]:
    """一、基本概况 with （一）、（二） (or 1. 2.) below it, as the only heading of its kind or with a 二、 of no role: they are the top level."""
    above = [h for h in headings if h.style == "cn"]
    if not 1 <= len(above) <= _FEW_ABOVE or numbered[0].style not in ("cn_paren", "arabic") or numbered[0].number != 1:
        return []
    first = above[0]
    in_order = [h.number for h in above] == list(range(1, len(above) + 1)) and all(h.alone for h in above)
    return above if in_order and first.line_start < numbered[0].line_start and first.roles[:1] == ("overview",) else []


_FEW_ABOVE = 2


def _listed(headings: list[Heading], listed: frozenset[str]) -> int:
    return sum(_key(h) in listed for h in headings)


def _style_path(document: Document, headings: list[Heading], style: str) -> tuple[float, list[Heading]]:
    """The best path of one style; 第二部分 and 三、 may make one sequence where no number comes twice."""
    cn, part = ([h.number for h in headings if h.style == s] for s in ("cn", "part"))
    mixed = {"cn", "part"} if not set(cn) & set(part) else {style}
    lost = style == "cn" and 1 not in cn  # 1、总体情况 before 二、
    allowed = [
        h
        for h in headings
        if (lost and h.style == "arabic" and h.number == 1 and "overview" in h.roles)
        or h.style == style
        or (h.style == "bare" and h.roles)
        or {h.style, style} == mixed
    ]
    worth, path = _best_path(document, allowed)
    return worth, path if style == "bare" else _without_bare_between(path)


def _without_bare_between(path: list[Heading]) -> list[Heading]:
    """A numbered top level without the headings between 一、 and 二、 that have no number: none was lost there."""
    numbers = [(i, h.number) for i, h in enumerate(path) if h.number is not None]
    inner = {
        k for (i, a), (j, b) in itertools.pairwise(numbers) if a is not None and b == a + 1 for k in range(i + 1, j)
    }
    return [h for i, h in enumerate(path) if i not in inner]


def _holds(path: tuple[float, list[Heading]]) -> bool:
    """True for a sequence that is a top level: two headings or more, of which two name a role (or one of three)."""
    named = sum(bool(h.roles) for h in path[1])
    return path[0] >= _LEAST_WORTH and len(path[1]) >= 2 and (named >= 2 or (named == 1 and len(path[1]) >= 3))


def _core(path: list[Heading]) -> set[str]:
    return {r for h in path for r in h.roles if r in ORDER and r not in ("organization", "response", "appendix")}


def _best_path(document: Document, headings: list[Heading]) -> tuple[float, list[Heading]]:
    """Dynamic programming over the candidates: the path of the highest total worth, with that worth."""
    best: list[float] = []
    back: list[int] = []
    for i, this in enumerate(headings):
        worth = _worth(this)
        best.append(
            worth + (1.5 if this.number == 1 else 0.0 if this.number is None else -0.5 * min(this.number - 1, 4))
        )
        back.append(-1)
        for j in range(max(0, i - _LOOK_BACK), i):
            last = headings[j]
            score = best[j] + worth + _step(last, this)
            if not document.text[last.body : this.line_start].strip():
                score -= 0.5 if this.style == last.style and this.roles else 1.5
            if score > best[i]:
                best[i], back[i] = score, j
    at = max(range(len(best)), key=best.__getitem__)
    total, path = best[at], []
    while at >= 0:
        path.append(headings[at])
        at = back[at]
    return total, path[::-1]


def _sections(document: Document, headings: list[Heading], top: list[Heading]) -> tuple[Section, ...]:
    size = len(document.text)
    sections: list[Section] = []
    plans = _mere_plans(top)
    first = top[0].line_start if top else size
    if document.text[:first].strip():
        sections.append(Section("s0", "preamble", ("preamble",), None, "", 1, 0, first, 0))
    for i, heading in enumerate(top):
        end = top[i + 1].line_start if i + 1 < len(top) else size
        inner = [h for h in headings if heading.line_start < h.line_start < end]
        name = f"s{i + 1}"
        below = _nest(inner, name, 2, end)
        section = _section(heading, name, 1, end, below)
        sections.append(replace(section, role="unknown", roles=("unknown",)) if id(heading) in plans else section)
    return tuple(sections)


def _mere_plans(top: list[Heading]) -> set[int]:
    """Headings of next year's plan that come before the section on problems: they are not that section."""
    faults = [i for i, h in enumerate(top) if "problems" in h.roles and not _PLAN.search(h.text)]
    return {id(h) for h in top[: faults[-1] if faults else 0] if h.roles == ("problems",) and _PLAN.search(h.text)}


def _section(heading: Heading, name: str, level: int, end: int, below: tuple[Section, ...]) -> Section:
    roles = heading.roles or ("unknown",)
    return Section(
        name, roles[0], roles, heading.printed, heading.text, level, heading.line_start, end, heading.body, below
    )


def _nest(inner: list[Heading], parent: str, level: int, end: int) -> tuple[Section, ...]:
    """Sections below a section: the first style met is the next level, other styles lie deeper."""
    numbered = [h for h in inner if h.style != "bare"] or [h for h in inner if h.marked]
    if not numbered or level > _MAX_DEPTH:
        return ()
    style = numbered[0].style
    same = [h for h in numbered if h.style == style]
    sections = []
    for i, heading in enumerate(same):
        stop = same[i + 1].line_start if i + 1 < len(same) else end
        name = f"{parent}.{i + 1}"
        deeper = [h for h in numbered if heading.line_start < h.line_start < stop and h.style != style]
        sections.append(_section(heading, name, level, stop, _nest(deeper, name, level + 1, stop)))
    return tuple(sections)


def _doubts(top: list[Heading]) -> list[Diagnostic]:
    if not top:
        message = "no sequence of headings was found; the whole text is read as one part"
        return [Diagnostic("sections", "heading.none", message)]
    return [
        Diagnostic("sections", "heading.ambiguous", f"heading «{h.text}» fits no known role", h.start, h.end)
        for h in top
        if not h.roles
    ]


def section_roles(sections: tuple[Section, ...]) -> dict[str, str]:
    """Returns the role of every section, at any depth, by its id."""
    roles: dict[str, str] = {}
    for section in sections:
        roles[section.id] = section.role
        roles |= section_roles(section.sections)
    return roles
