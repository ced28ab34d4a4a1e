"""What was counted are no applications: papers that are not public, letters, business of another kind."""

from __future__ import annotations

import re

from report_parser.figures.clauses import Item
from report_parser.figures.context import Fact
from report_parser.figures.level import Level

_GROUPS_OF_REASONS = frozenset({"outcome.denied", "outcome.unavailable", "outcome.not_processed"})


def among_refusals(level: Level, fact: Fact) -> bool:
    """True where all outcomes of the sentence are refusals and their grounds: 不予公开5件,其中涉及国家秘密1件,其他4件."""
    outcomes = [f.indicator for f in level.facts if (f.indicator or "").startswith("outcome.") and f.unit == fact.unit]
    return len(outcomes) > 1 and all((i or "").startswith("outcome.denied") for i in outcomes)


def of_no_application(level: Level, fact: Fact, indicator: str) -> bool:
    """True for 免予公开的信息有115条: documents that are not public, no application refused; and for 其他情形 among the reasons of a refusal."""
    whole, total = level.state.whole, level.state.total.get("requests")
    made = [
        f
        for f in (*level.facts, whole, level.state.made)
        if f and f.indicator is None and f.unit == fact.unit and MADE.search(f.label)
    ]
    of_papers = made and level.state.parts and not any(f is total for f in level.facts)
    if of_papers or (total is None and _EXAMINED.search(level.text, level.start, fact.start)):
        return indicator.startswith(("outcome.", "requests."))
    if indicator == "outcome.already_public" and total is None and level.state.about() != "requests":
        return True  # 公文类信息发文12个,已公开12个
    if indicator == "outcome.granted" and total is None and _ON_REQUEST.search(fact.label):
        return True
    if indicator == "outcome.other" and among_refusals(level, fact):
        return True
    if indicator == "outcome.other":
        return level.state.parts and whole is not None and whole.indicator in _GROUPS_OF_REASONS
    if indicator.startswith("outcome.denied") and _A_DOCUMENT.search(fact.label):
        return True
    if not indicator.startswith("outcome.denied") or fact.unit != "条":
        return False
    if "申请" in fact.label:
        return False
    if fact.whole is not None and "信息" in fact.whole.label:
        return True  # 审查拟公开信息25条,其中2条未予公开
    return (total is not None and total.unit not in ("条", None)) or (
        (total is None or not total.value) and "信息" in fact.label
    )


_ON_REQUEST = re.compile(r"属于?依申请公开")
"""属于依申请公开的政府信息38条: a kind of what there is."""
MADE = re.compile(
    r"(?:制作|制发|形成|产生|生成|印发|发).{0,6}(?:信息|公文|文件)|(?:梳理|清理|审查|审核|拟制|起草|核查)[^,;。]{0,8}(?:公文|文件)|(?:发|制|行|印)文$"
)
"""制作政府信息60件,其中主动公开5件、不予公开52件: what becomes of papers that were made."""
_EXAMINED = re.compile(r"拟公开(?:的)?(?:政府)?信息|公开属性|公文属性|保密审查")
_INTAKE = re.compile(r"受理|收到|接到|接收|接受|转办(?!其他|至|给|到)|承办")
_HANDED_ON = re.compile(r"(?:其[他它](?:部门|单位|机关)|非本).*转办")
_LETTERS = re.compile(r"信件|来信|信访|信箱|热线|留言|来电|工单|提案|建议|投诉|诉求|许可|审批|登记申请|办件")
_TRADE = re.compile(r"许可|审批|登记|涉税|业务")


def of_letters(level: Level, item: Item) -> bool:
    """True for a rate after counts of letters or calls alone: 答复信件56件,回复率100%."""
    before = [f.label for f in level.facts if f.start < item.quantity.start and f.unit != "%"]
    asked = any("申请" in label and not _TRADE.search(label) for label in before)
    if before and "信箱" in before[-1] and item.quantity.unit == "%":
        return True  # 收到申请8件;校长信箱收到来信286封,回复率100%
    if _is_other_business(level):
        return True
    return any(_LETTERS.search(label) for label in before) and not asked


def is_of_letters(fact: Fact) -> bool:
    """True for 受理热线工单300件, 受理审批事项300件: what was taken in is no application."""
    return bool(_LETTERS.search(fact.label)) and "公开" not in fact.label


def _is_other_business(level: Level) -> bool:
    """True where the last count of what came in is of letters or calls, and of more than all applications: 收到申请9件;受理热线工单300件,办结298件."""
    taken = [f for f in level.facts if f.indicator == "requests.received" or _INTAKE.search(f.label)]
    if not taken or taken[-1].indicator is not None or not _LETTERS.search(taken[-1].label):
        return False
    return all(f.value < taken[-1].value for f in taken if f.indicator == "requests.received")


SINGLE = ("response.", "meetings.", "training.")
TOGETHER = re.compile(
    r"、[^,;。]{2,14}等(?:[^,;。、\d]{0,10}的)?(?:共计|共|合计|各类|方面|栏目)?(?:信息|内容)?(?:共计|共)?$"
)
"""解读政策、公布人事变动、业务动态等共计50条: all of these together."""
OF_A_PART = "of a part"
OF_A_LEVEL = "of a level"
_ON_TIME = "requests.concluded.on_time"
_HANDLED = ("requests.concluded", _ON_TIME, "requests.answered", "requests.carried_out")


def of_another_intake(level: Level, item: Item, indicator: str) -> bool:
    """True for 受理行政许可事项18764宗,办结18702宗 and 受理线上申请65件,办结62件: what was handled is what was counted right before, which is not all applications."""
    at = level.place(item)
    outcome = indicator.startswith("outcome.")
    if not (indicator in _HANDLED or outcome) or not at or at > len(level.facts) or item.distance:
        return False
    before = _counted_before(level.facts)
    if before.rule == OF_A_PART:
        return True
    by_letter = outcome and _LETTERS.search(before.label) and "其中" in level.text[level.start : before.start]
    if by_letter and any(f.indicator == "requests.received" and f.value > before.value for f in level.facts):
        return False  # 收到申请14件,其中局长信箱收到2件;予以公开4件
    if _HANDED_ON.search(before.label):
        return False
    apart = outcome or not level.state.parts or _is_other_business(level)
    named = before.unit == item.quantity.unit and _INTAKE.search(before.label) and apart
    if outcome:  # 受理政务服务事项2045件,不予受理402件
        return bool(named) and before.indicator is None and "公开" not in before.label and "申请" not in before.label
    by_channel = (before.indicator or "").startswith("requests.by_channel") and indicator != _ON_TIME
    return bool(named) and (before.indicator is None or by_channel)


def _counted_before(facts: list[Fact]) -> Fact:
    """The count that the next one is of: the last, or before what no rule reads of letters handled (县长信箱收到信件240件,办结100件) theirs."""
    read = (i for i in range(len(facts) - 1, -1, -1) if facts[i].indicator or _INTAKE.search(facts[i].label))
    at = next(read, None)
    letters = at is not None and facts[at].indicator is None and _LETTERS.search(facts[at].label)
    return facts[at] if at is not None and letters else facts[-1]


_A_DOCUMENT = re.compile(r"(?:不予|免予|不)公开(?:的)?(?:文件|公文)$")
