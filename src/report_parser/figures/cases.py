"""Which of a body's cases and complaints are about disclosure: 行政诉讼12件,其中政府信息公开类3件."""

from __future__ import annotations

import re

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
_UNRELATED = re.compile(rf"(?:不涉及|未涉及|不属于?|并?非){_OURS}|与{_OURS}(?:工作)?(?:均|都|并)*(?:无关|没有关系)")
_DIFFERENT = re.compile(r"^[,(]?(?:其中)?(?:均|都|全部|全)?(?:为|是|系|属于?)")
_STOP = re.compile(r"[;。]")


def of_disclosure(text: str, start: int, end: int, facts: list[Fact]) -> None:
    """Takes the count of all cases for no count of those about disclosure, where the sentence tells the two apart."""
    for fact in facts:
        kind = _KINDS.get(fact.indicator or "")
        if kind is None or not fact.value or "公开" in text[start : fact.end]:
            continue
        part = next((f for f in facts if f.start > fact.end and f.unit != "%" and _is_the_part(f)), None)
        if part is not None and part.value <= fact.value:
            part.indicator, part.rule, part.confidence, part.whole = fact.indicator, "of disclosure", 0.85, None
            fact.indicator = None
        elif _of_other_matters(text[fact.end : end], kind):
            fact.indicator = None


def _is_the_part(fact: Fact) -> bool:
    return fact.indicator is None and bool(_THE_PART.fullmatch(fact.label))


def _of_other_matters(rest: str, kind: str) -> bool:
    """True for 均不涉及信息公开, 与政府信息公开无关, 均为工伤认定类,无信息公开类复议."""
    clause = _STOP.split(rest, maxsplit=1)[0]
    if _UNRELATED.search(clause):
        return True
    none = re.search(rf"(?:没有|无|未有){_OURS}(?:类|方面|的|引发)*(?:行政)?(?:案件|{kind})", clause)
    return none is not None and bool(_DIFFERENT.match(clause.lstrip("件起宗例")))
