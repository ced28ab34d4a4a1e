"""``percent.sum``: the shares of one whole make 100, but for rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_parser.checks.measure import half_step, measure_of
from report_parser.checks.naming import listed, printed, show
from report_parser.checks.registry import PartsList, Verdict, registry
from report_parser.checks.shares import base_words, is_share_of, share_parts
from report_parser.checks.view import View
from report_parser.models import Figure

_CODE = "percent.sum"
_HUNDRED = Decimal(100)
_SHARE_BEFORE = re.compile(r"占[^,;。\d]{0,26}$|(?:比例|比重|占比)[^,;。\d]{0,6}$")
_AFTER_SHARE = re.compile(r"\d%[^%]*其中")
_LISTED = re.compile(r"%?[、,和及]")
_OTHER = re.compile(r"其[他它]|其余")


@dataclass(frozen=True, slots=True)
class Share:
    """A stated share with the count that it is the share of, where that is printed."""

    percent: Figure
    part: Figure | None
    kind: PartsList | None
    base: str = ""
    """The words that name another whole than 总数 (占不予公开的…)."""


def check_percent_sums(view: View) -> Iterator[Verdict]:
    """Yields a verdict for each group of two and more shares of one whole that stand together."""
    shares: list[Share] = []
    for figure in view.prose():
        if figure.unit == "%" and view.own_year(figure):
            share = _share(view, figure) or _continued(view, shares, figure)
            shares += [share] if share is not None else []
    for group in _groups(view, shares):
        if len(group) > 1:
            yield _judge(view, group)


def _share(view: View, percent: Figure) -> Share | None:
    kind = (percent.relation or {}).get("kind")
    told = share_parts(view, percent) if kind == "share" else None
    if told is not None:
        return Share(percent, told[0], _kind(told[0]), base_words(told[1]))
    if kind in ("growth", "rate") or percent.indicator is not None:
        return None
    if _SHARE_BEFORE.search(view.text(max(0, percent.start - 30), percent.start)):
        return Share(percent, None, None)
    return None


def _continued(view: View, shares: Sequence[Share], percent: Figure) -> Share | None:
    """占比分别为60%、30%和10%: the second and later ones."""
    follows = shares and _LISTED.fullmatch(view.text(shares[-1].percent.end, percent.start))
    return Share(percent, None, None) if follows and shares[-1].part is None else None


def _kind(part: Figure) -> PartsList | None:
    return next((s for s in registry().lists if s.holds(part.indicator)), None)


def _groups(view: View, shares: Sequence[Share]) -> Iterator[list[Share]]:
    """Shares of one sentence, cut where they are of different kinds (ways, applicants ...), of brackets, or of named others."""
    group: list[Share] = []
    for share in shares:
        if group and not _together(view, group, share):
            yield group
            group = []
        if not _in_bracket(view, share):
            group.append(share)
    if group:
        yield group


def _together(view: View, group: Sequence[Share], share: Share) -> bool:
    last = group[-1].percent
    between = view.document.text[last.end : share.percent.start]
    kinds = {s.kind.id for s in (*group, share) if s.kind is not None}
    if len(kinds) > 1 or len(between) > 160 or "\n" in between or "其中" in between:
        return False
    if share.base and share.base != group[-1].base:
        return False
    return "。" not in between or (len(kinds) == 1 and group[-1].kind is not None and share.kind is not None)


def _in_bracket(view: View, share: Share) -> bool:
    """A share within a longer bracket is of the bracket's own whole: (其中涉密3件，占20%)."""
    if share.part is None:
        return False
    start = view.sentence_start(share.part.start)
    before = view.text(start, share.part.start)
    return before.count("(") > before.count(")")


def _judge(view: View, group: Sequence[Share]) -> Verdict:
    percents = [s.percent for s in group]
    summed = sum((Decimal(str(p.value)) for p in percents), Decimal(0))
    slack = sum((half_step(p) for p in percents), Decimal(0))
    exact = all(p.qualifier in ("exact", "about") for p in percents)
    if abs(summed - _HUNDRED) <= slack:
        return Verdict(_CODE, True)
    if len(percents) > 1 and any(p.value >= _HUNDRED for p in percents):
        return Verdict(_CODE, None)  # 网上21条,占100%;本镇21条,占100%: each by a division of its own
    wrong = (
        exact and not _nested(view, group) and (_too_much(view, group) if summed > _HUNDRED else _complete(view, group))
    )
    if not wrong:
        return Verdict(_CODE, None)
    finding = view.finding(
        _CODE, "percent_sum", percents, expected=100, actual=summed, at=(_start(group[0]), percents[-1].end),
        parts=listed([printed(p) for p in percents], view.lang), sum=show(summed),
    )  # fmt: skip
    return Verdict(_CODE, False, finding)


def _nested(view: View, group: Sequence[Share]) -> bool:
    """Whether a group begins within 其中 after another share of its sentence: where it ends cannot be told."""
    at = _start(group[0])
    before = view.text(view.sentence_start(at), at)
    return bool(_AFTER_SHARE.search(before))


def _start(share: Share) -> int:
    return share.part.start if share.part is not None else share.percent.start


def _too_much(view: View, group: Sequence[Share]) -> bool:
    """More than 100 is wrong where the parts exclude each other: of one kind that does, or said by the text to be all (分别占)."""
    kinds = [s.kind for s in group]
    if all(k is not None and not k.overlap for k in kinds):
        return True
    if any(k is not None and k.overlap for k in kinds):
        return all(s.part is not None for s in group) and _adds_up(view, group)
    first, last = group[0], group[-1]
    return bool(_OTHER.search(view.text(_start(first) - 30, last.percent.end))) or _same_base(view, group)


def _same_base(view: View, group: Sequence[Share]) -> bool:
    """Whether the counts of a group have one whole by the reader, and every share has its count."""
    wholes = {(s.percent.relation or {}).get("whole") for s in group}
    return len(wholes) == 1 and None not in wholes and all(s.part is not None for s in group)


def _complete(view: View, group: Sequence[Share]) -> bool:
    """Less than 100 is wrong where the list prints 其他, or where its counts make the whole."""
    first, last = group[0], group[-1]
    stop = view.document.text.find("。", last.percent.end, last.percent.end + 60)
    stop = stop if stop >= 0 else last.percent.end
    start = max(0, _start(first) - 20)
    inside = [f for f in view.prose(_start(first), stop) if f.unit != "%"]
    other = any(f.indicator in s.other for f in inside for s in registry().lists) or bool(
        _OTHER.search(view.text(start, last.percent.end))
    )
    counted = all(s.part is not None for s in group)
    without = [f for f in inside if f not in [s.part for s in group] and f.value]
    if other and counted and not without:
        return True
    if other and not counted and all(s.part is None for s in group):
        return True
    return counted and _adds_up(view, group) and not _of_a_larger_base(view, group)


def _of_a_larger_base(view: View, group: Sequence[Share]) -> bool:
    """Whether every share is right of one count before that is more than the parts together: of the received, while the answered are listed."""
    parts = [s.part for s in group if s.part is not None]
    if len(parts) < len(group):
        return False
    least = sum(p.value for p in parts)
    larger = (f for f in view.prose(0, _start(group[0])) if f.unit == parts[0].unit and f.value > least)
    return any(all(is_share_of(p, f, s.percent) for s, p in zip(group, parts, strict=True)) for f in larger)


def _adds_up(view: View, group: Sequence[Share]) -> bool:
    wholes = {str((s.percent.relation or {}).get("whole")) for s in group}
    whole = view.by_id.get(wholes.pop()) if len(wholes) == 1 else None
    if whole is None:
        return False
    parts = [measure_of(s.part) for s in group if s.part is not None]
    return sum((p.value for p in parts), Decimal(0)) == measure_of(whole).value
