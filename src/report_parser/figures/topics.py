"""What applications were about: 涉及征地拆迁的5件, 13件是房屋拆迁许可."""

from __future__ import annotations

import re

from report_parser.figures.classes import UNITS, of_the_total
from report_parser.figures.classnames import NAMED, category, is_name
from report_parser.figures.clauses import VERBS, Item, residue
from report_parser.figures.context import Fact, groups_of
from report_parser.figures.level import Level

_TOPIC_UNITS = UNITS | {"宗", "起"}
_TOPIC_GROUPS = frozenset({"way", "outcome", "applicant", "reason", "result", "staff_kind", "state"})
_PUBLISHING_WAYS = frozenset(
    {"gazette", "media", "press", "broadcast", "notice_board", "reading_point", "press_conference"}
)
"""Ways that nobody applies by: in a topic's name they are just words."""
_ABOUT = re.compile(
    r"^(?:(?:申请)?(?:公开)?(?:的)?(?:政府)?(?:信息)?(?:的)?(?:主要)?(?:内容|事项)(?:主要)?)?(?:是|为|系)?(?:关于|涉及|有关|反映|要求|申请公开|属于)|^申请(?:公开)?(?:的)?(?:信息)?(?:主要)?内容(?:主要)?(?:是|为)"
)
"""What introduces the content of applications."""


_WITHIN_NAME = 3
"""In a list of topics a verb after as many characters is part of a name (价格举报处理结果)."""
_IS = ("是", "为", "系", "属", "涉及", "关于")


def _is_content(level: Level, item: Item) -> bool:
    """True for 从申请内容来看,13件是房屋拆迁许可 (it follows its number), and for 从申请内容看,主要涉及征地和拆迁,分别为7件和6件."""
    assert item.label is not None
    told = item.respective or (item.from_right and level.text.startswith(_IS, item.label.start))
    return told and "内容" in level.text[level.start : item.quantity.start]


def is_topic(level: Level, item: Item, fact: Fact, own: list[str]) -> bool:
    """True for a class of applications by content: 涉及征地拆迁的5件, 环境监测类3件."""
    state = level.state
    if (
        state.about() != "requests"
        or not ("requests" in state.total or state.setting.role == "requests")
        or state.cumulative
        or item.label is None
    ):
        return False
    about = bool(_ABOUT.match(fact.label)) or _is_content(level, item)
    if state.parts and state.whole is not None and (state.whole.indicator or "").startswith("outcome."):
        return False
    counts = [f for f in level.facts if f.unit != "%"]
    listed = bool(counts) and counts[-1].indicator == "requests.by_topic"
    if (item.from_right or any(d != "requests" for d in own)) and not (about or (listed and not item.from_right)):
        return False
    named = bool(NAMED.search(level.text[item.label.start : item.label.end])) or (
        state.listing and fact.label == "其他"
    )
    if not (state.parts or named) or fact.unit not in _TOPIC_UNITS:
        return False
    if fact.label == "其他" and any((f.indicator or "").startswith("outcome.") for f in level.facts):
        return False
    salient = [h for h in item.hits if not h.neutral]
    if not of_the_total(state, "requests", fact.unit) and fact.unit != "件":
        return False
    acts = [h for h in salient if h.concepts & VERBS and not residue(level.text, item.label.start, h.start, item.hits)]
    if listed:
        acts = [h for h in acts if h.start < item.label.start + _WITHIN_NAME]
    if not is_name(category(fact.label)) or (acts and not (named or about)):
        return False
    spoken = groups_of([h for h in salient if not h.concepts & _PUBLISHING_WAYS])
    covered = residue(level.text, item.label.start, item.label.end, item.hits)
    return not (spoken & (_TOPIC_GROUPS - ({"applicant"} if named or len(covered) >= 2 else set())))
