"""Which of a body's cases and complaints are about disclosure: 行政诉讼12件,其中政府信息公开类3件."""

from __future__ import annotations

import re
from dataclasses import replace

from report_parser.figures.context import Fact

_OURS = r"(?:政府|政务)?信息公开"
_KINDS = {
    "review.total": "复议",
    "litigation.total": "诉讼|应诉",
    "complaints.total": "投诉|举报",
    "appeals.total": "申诉",
}
_THE_PART = re.compile(
    rf"(?:属于?|因|涉及|与|关于|有关|针对)?{_OURS}(?:工作|申请)?(?:类|方面|引发|引起|有关|相关|而)*(?:的)?(?:行政)?(?:案件|复议|诉讼|应诉|投诉|举报|案)*"
)
_UNRELATED = re.compile(
    rf"(?:不涉及|未涉及|不属于?|并?非){_OURS}|与{_OURS}(?:工作)?(?:均|都|并)*(?:无关|没有关系)"
    rf"|其中[^,;。\d]{{0,4}}{_OURS}(?:类|方面|有关|相关|的)*(?:行政)?(?:案件|复议|诉讼|投诉|举报)*(?:没有|无|为零)(?:[,;。]|$)"
)
_DIFFERENT = re.compile(r"^\([^()]{2,16}(?:类|案件|引起|引发)\)|^[,(]?(?:其中)?(?:均|都|全部|全)?(?:为|是|系|属于?)")
_OF_A_KIND = re.compile(
    r"[,(]?(?:其中)?(?:(?:均|都|全部|全)(?:为|是|系|属于?)|主要(?:是|为))(?![^,;。]{0,14}(?:公开|维持|驳回|撤销|撤回|撤诉|胜诉|败诉|确认|调解|新收|结转))"
    r"[^,;。]{2,14}(?:类|案件|纠纷|处罚|认定|案|引起|引发)"
)
"""9件,均为行政处罚类: of a matter that is not disclosure."""
_STOP = re.compile(r"[;。]")


def of_disclosure(text: str, start: int, end: int, facts: list[Fact]) -> None:
    """Takes the count of all cases for no count of those about disclosure, where the sentence tells the two apart."""
    while start < end:
        stop = text.find(";", start, end) + 1 or end
        _tell_apart(text, start, stop, facts)
        start = stop


def _tell_apart(text: str, start: int, end: int, told: list[Fact]) -> None:
    """Does so within a stretch up to a semicolon."""
    facts = [f for f in told if start <= f.start < end]
    of_all = [f for f in facts if f.indicator in _KINDS and f.value and "公开" not in text[start : f.end]]
    if not of_all:
        return
    parts = [f for f in facts if f.start > of_all[-1].end and f.unit != "%"]
    part = next((f for f in parts if _is_the_part(f)), None)
    if part is not None and part.value <= max(f.value for f in of_all):
        _take_parts(of_all, part, parts[parts.index(part) :], told)
        return
    for fact in of_all:
        if "作为复议机关" in text[start : fact.start]:
            fact.indicator = None  # the cases that it decides, not its own
            continue
        again = any(f.indicator == fact.indicator and "公开" in text[fact.end : f.start] for f in parts)
        if again or _of_other_matters(text[fact.end : end], _KINDS[fact.indicator or ""]):
            fact.indicator = None


def _take_parts(of_all: list[Fact], part: Fact, parts: list[Fact], facts: list[Fact]) -> None:
    """Gives the counts of those about disclosure the kinds of the counts before them: one for one, or none of any kind."""
    kinds = [f.indicator for f in of_all]
    one_each = [part, *(f for f in parts[1:] if f.label in ("", part.label))]
    if len(kinds) == len(one_each):
        named = list(zip(one_each, kinds, strict=True))
    elif not part.value:
        copies = [replace(part) for _ in kinds[1:]]
        facts.extend(copies)
        named = list(zip((part, *copies), kinds, strict=True))
    else:
        named = []
    for fact in of_all:
        fact.indicator = None
    for found, kind in named:
        found.indicator, found.rule, found.confidence, found.whole = kind, "of disclosure", 0.85, None


def _is_the_part(fact: Fact) -> bool:
    return fact.indicator is None and bool(_THE_PART.fullmatch(fact.label))


def _of_other_matters(rest: str, kind: str) -> bool:
    """True for 均不涉及信息公开, 与政府信息公开无关, 均为工伤认定类,无信息公开类复议."""
    clause = _STOP.split(rest, maxsplit=1)[0]
    if _UNRELATED.search(clause) or _OF_A_KIND.match(clause.lstrip("件起宗例")):
        return True
    none = re.search(rf"(?:没有|无|未有){_OURS}(?:类|方面|的|引发)*(?:行政)?(?:案件|{kind})", clause)
    return none is not None and bool(_DIFFERENT.match(clause.lstrip("件起宗例")))
