"""The wording rules (``rules/data/indicators``): which indicator a label with these concepts, in this domain, speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from report_parser.figures.lexicon import Hit, concepts_of, domains, groups, is_weak
from report_parser.rules.load import read_table, table_names

_COUNT = frozenset("件 条 篇 份 起 宗 例 项 个 则 封 批 期 件次 条次 篇次 部 页 本 册 处 组 种".split()) | {None}
UNIT_CLASSES: dict[str, frozenset[str | None]] = {
    "item": _COUNT,
    "request": _COUNT | {"次", "人次", "人", "户", "单", "家次", "户次"},
    "times": frozenset("次 条次 场 场次 期 个 篇 件 条 回 轮 批次 人次 班次 起 届 户".split()) | {None},
    "people": frozenset("人 名 人次 位 个".split()) | {None},
    "consult": frozenset("人次 次 人 件 个 起 条 户次 批次 例 宗".split()) | {None},
    "money": frozenset({"元", None}),
    "percent": frozenset({"%"}),
}


ANY_UNIT = "*"
"""For a statement of none, which has no unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One wording rule of one indicator, or of two that one numeral states at once."""

    name: str
    indicators: tuple[str, ...]
    need: tuple[frozenset[str], ...]
    allow: frozenset[str]
    domain: str
    units: frozenset[str | None]
    whole: bool = False
    head: bool = False
    part: bool = False
    roles: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """All concepts of ``need`` and ``allow``."""


class Match(NamedTuple):
    """A rule that reads a label, how well, and where its words begin and end."""

    rule: Rule
    score: float
    start: int
    end: int


@cache
def rules() -> tuple[Rule, ...]:
    """Returns all wording rules in the order of their tables."""
    found: list[Rule] = []
    for name in table_names("indicators"):
        table = read_table(name)
        for entry in table.get("indicator", []):
            found.extend(
                _rule(f"{entry['id']}#{i}", (entry["id"],), rule) for i, rule in enumerate(entry["rule"], start=1)
            )
        found.extend(
            _rule("+".join(entry["indicators"]), tuple(entry["indicators"]), {"domain": "any", **entry})
            for entry in table.get("both", [])
        )
    return tuple(found)


def _rule(name: str, indicators: tuple[str, ...], entry: dict[str, Any]) -> Rule:
    units = UNIT_CLASSES[entry["units"]]
    if "only_units" in entry:
        units = frozenset(entry["only_units"])
    units -= frozenset(entry.get("not_units", []))
    need, allow = tuple(frozenset(n.split("|")) for n in entry["need"]), frozenset(entry.get("allow", []))
    return Rule(
        name,
        indicators,
        need,
        allow,
        entry["domain"],
        units,
        entry.get("whole", False),
        entry.get("head", False),
        entry.get("part", False),
        frozenset(entry.get("roles", [])),
        allow.union(*need),
    )


@cache
def cumulative_twins() -> dict[str, str]:
    """Returns, for an indicator, the one that holds its cumulative value."""
    return {
        e["cumulative_of"]: e["id"]
        for n in table_names("indicators")
        for e in read_table(n).get("indicator", [])
        if "cumulative_of" in e
    }


@cache
def _by_need() -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in rules():
        if rule.need:
            for name in rule.need[0]:
                index.setdefault(name, []).append(rule)
    return {k: tuple(v) for k, v in index.items()}


def match_rules(hits: Sequence[Hit], *, domain: str | None, unit: str | None, role: str, is_head: bool) -> list[Match]:
    """Returns the rules that read a label, best first.

    Every salient word of the label must be accounted for by the rule; a word that it does not know speaks against it
    (微信阅读量 is no channel's count).

    Args:
        hits: the label's words.
        domain: what the clause is about, where the label itself does not say.
        unit: the unit of the number, None where none is printed, ``ANY_UNIT`` where there is no number.
        role: the role of the section.
        is_head: no whole has been named before in this passage.
    """
    every = concepts_of(hits)
    salient = _without_modes([h for h in hits if not h.neutral], hits, every)
    if "set_up" in every:
        salient = _without_places(salient)
    told = "proactive" if any(h.word.startswith(_OF_DISCLOSURE) for h in hits) else role
    own = domains([h for h in salient if not is_weak(h, told)])
    info = "info" in every
    longest = sorted(salient, key=_shortness) if len(salient) > 1 else salient
    matches: list[Match] = []
    for rule in _candidates(concepts_of(salient), unit, is_head):
        if rule.roles and role not in rule.roles and told != "proactive" and rule.domain != domain:
            continue
        if (
            rule.domain != "any"
            and rule.domain not in own
            and rule.domain != domain
            and not _near(rule, domain, role, hits)
        ):
            continue
        matched = _consume(rule, longest, info)
        if matched is not None:
            explicit = 2.0 if rule.domain in own else 0.0
            matches.append(
                Match(rule, 10.0 * len(rule.need) + matched + explicit, salient[0].start, max(h.end for h in salient))
            )
    return sorted(matches, key=lambda m: -m.score) if len(matches) > 1 else matches


def _shortness(hit: Hit) -> int:
    return hit.start - hit.end


_OF_DISCLOSURE = ("政府信息公开", "信息公开", "政务公开", "依申请公开")
"""Words that settle, even in a section that speaks of anything, that the clause is about the disclosure of information."""


@lru_cache(maxsize=4096)
def _candidates(present: frozenset[str], unit: str | None, is_head: bool) -> tuple[Rule, ...]:
    """The rules that begin with one of these concepts and are open to a number of this unit, in this place."""
    return tuple(
        rule
        for rule in dict.fromkeys(r for name in sorted(present) for r in _by_need().get(name, ()))
        if (unit == ANY_UNIT or unit in rule.units) and not (rule.head and not is_head) and not (rule.part and is_head)
    )


_NEAR_PROACTIVE = frozenset({"response", "meetings", "training", "resources"})
_TELLING_ROLES = frozenset({"overview", "organization", "proactive", "preamble", "unknown"})
_CHANNEL_ROLES = _TELLING_ROLES | {"response", "resources", "other", "consultation"}


def _near(rule: Rule, domain: str | None, role: str, hits: Sequence[Hit]) -> bool:
    """True for 发布政府信息 in a passage on meetings or interpretations, or in an overview: what was disclosed, all the same."""
    if rule.domain != "proactive":
        return False
    disclosed = any(h.concepts & {"disclose", "proactive", "forward"} for h in hits)
    if disclosed and rule.name.startswith("proactive.by_channel") and role in _CHANNEL_ROLES:
        return True  # 微博发布信息2310条 says itself what it is about
    if not any("info" in h.concepts for h in hits):
        return False
    return (domain is None and role in _TELLING_ROLES and disclosed) or domain in _NEAR_PROACTIVE


def _consume(rule: Rule, longest: Sequence[Hit], info: bool) -> float | None:
    """Length of the words used if the rule accounts for every salient word (the ``longest`` first), else None."""
    open_needs = [n for n in rule.need if not (info and "info" in n)]
    length = 0.0
    for hit in longest:
        concepts = hit.concepts
        for need in open_needs:
            if not need.isdisjoint(concepts):
                open_needs.remove(need)
                length += hit.end - hit.start
                break
        else:
            if concepts.isdisjoint(rule.known):
                return None
    return length if not open_needs else None


_THROUGH = frozenset({"通过", "采取", "采用", "利用", "运用", "依托"})


def _without_modes(salient: list[Hit], hits: Sequence[Hit], every: frozenset[str]) -> list[Hit]:
    """Leaves out ways and applicants that only describe the whole: 通过网站、微博等渠道, 公民、法人和其他组织."""
    if "examples_end" in every:
        salient = _without_examples(salient, hits)
    if "mode_word" in every or "other_way" in every:
        modes = [
            h for h in hits if "mode_word" in h.concepts or ("other_way" in h.concepts and h.word.startswith("等"))
        ]
        ways = [h for h in salient if _in_group(h, "way")]
        if modes and len(ways) > 1 and len({h.concepts for h in ways}) == 1 and "website" not in ways[0].concepts:
            return [h for h in salient if "other_way" not in h.concepts]  # 政务公开栏、宣传栏等渠道: of one kind
        if modes:
            salient = _without_ways(salient, ways, modes[-1].start, hits)
    return _without_kinds(salient, hits, every) if len(salient) > 1 else salient


def _without_examples(salient: list[Hit], hits: Sequence[Hit]) -> list[Hit]:
    listed = next(h for h in hits if "examples_end" in h.concepts)
    acts = [h for h in salient if h.start < listed.start and h.concepts & {"disclose", "proactive"}]
    return [h for h in salient if h.end <= acts[0].end or h.start >= listed.start] if acts else salient


def _without_ways(salient: list[Hit], ways: Sequence[Hit], end: int, hits: Sequence[Hit]) -> list[Hit]:
    if ways and ways[0].start < end:
        salient = [h for h in salient if not ways[0].start <= h.start < end]
    through = [h for h in hits if h.word in _THROUGH]
    if through and through[0].start < end:
        salient = [h for h in salient if not through[0].start <= h.start < end]
    return salient


def _without_kinds(salient: list[Hit], hits: Sequence[Hit], every: frozenset[str]) -> list[Hit]:
    for group in ("way", "applicant"):
        members = [h for h in salient if group in groups(h.concepts)]
        if len(members) < 2:
            continue
        together = group == "applicant" or "proactive" in every or _by_two_ways(members, hits)
        least = 2 if together else 3
        kinds = len({h.concepts for h in members})
        sites = kinds > 1 and any("website" in h.concepts for h in members)
        if kinds >= least or (sites and len(members) >= least):
            salient = [h for h in salient if h not in members]
    return salient


_ONLINE = frozenset({"website", "new_media", "wechat", "weibo", "weibo_wechat", "app"})


def _by_two_ways(ways: list[Hit], hits: Sequence[Hit]) -> bool:
    """True for 依托政府网站、政务新媒体公开信息67条: two ways of two kinds side by side that one act of publishing went by."""
    if len(ways) != 2 or ways[0].concepts == ways[1].concepts or ways[1].start - ways[0].end != 1:
        return False
    if not all(h.concepts & _ONLINE for h in ways):
        return False  # 通过公告栏、电子屏
    led = any(h.word in _THROUGH and h.end <= ways[0].start for h in hits)
    return led and any("disclose" in h.concepts and h.start >= ways[1].end for h in hits)


def _without_places(salient: list[Hit]) -> list[Hit]:
    """Leaves out where something was set up: 在档案馆、便民服务中心设立查阅点."""
    verbs = [i for i, h in enumerate(salient) if "set_up" in h.concepts]
    return salient[verbs[-1] :] if verbs and verbs[-1] < len(salient) - 1 else salient


def _in_group(hit: Hit, group: str) -> bool:
    return group in groups(hit.concepts)


def indicator_ids(found: Iterable[Match]) -> list[str]:
    """Returns the ids of the best match, several where one numeral states two facts; empty where two rules tie."""
    ranked = list(found)
    if not ranked:
        return []
    best = ranked[0]
    tied = [m for m in ranked if m.score == best.score and m.rule.indicators != best.rule.indicators]
    return [] if tied else list(best.rule.indicators)
