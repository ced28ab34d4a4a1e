"""A second opinion on a number in prose: is what stands around it like what stands around the numbers of its indicator elsewhere?

It knows none of the rules. For each indicator, and for the ways of publishing and applying together, ``rules/data/second_reading.tsv``
gives weights to pairs of characters by their place (before the number in its clause, after it, in the clauses before and behind) and to
the unit and the section's role; ``benchmarks/second_reading.py`` fits them on labelled reports. A number for which it finds nothing alike
is doubted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from report_parser.models import Figure

_SENTENCE = re.compile(r"[\n。；]")
_CLAUSE = re.compile(r"[，,；、（(：:]")
_CLAUSE_ENDS = re.compile(r"[，,；、）)]")
_DIGITS = re.compile(r"[0-9０-９][0-9０-９.,]*")
_SPACE = re.compile(r"\s+")
_HEAD, _TAIL, _BEFORE, _EARLIER, _BEHIND = 24, 12, 20, 80, 15
"""How many characters are looked at: of the clause before the number and after it, of the text before the clause, of the sentence, behind."""
_FAR = 400
"""No sentence is looked at beyond as many characters: a page may have no end of one."""
_CHANNEL = ".by_channel."
START = ""
"""Names the weight that an indicator has before anything is looked at."""


class Surroundings(NamedTuple):
    """A number's sentence up to the number and from it on, its unit, the role of its section and its value."""

    before: str
    after: str
    unit: str | None
    role: str
    value: float


def surroundings(text: str, start: int, end: int, *, unit: str | None, role: str, value: float) -> Surroundings:
    """Returns what stands around the number ``text[start:end]`` in its sentence."""
    stop = _SENTENCE.search(text, end, end + _FAR)
    first = sentence_start(text, start, "\n。；")
    return Surroundings(text[first:start], text[end : stop.start() if stop else end + _FAR], unit, role, value)


def sentence_start(text: str, at: int, ends: str) -> int:
    """Returns where the sentence that holds ``at`` begins: behind the last of the marks ``ends`` before it, if that is not too far.

    >>> sentence_start("收到申请。其中网络5件", 9, "。")
    5
    """
    first = max(0, at - _FAR)
    return max(first, *(text.rfind(mark, first, at) + 1 for mark in ends))


def surroundings_of(figure: Figure, text: str, roles: Mapping[str, str]) -> Surroundings:
    """Returns what stands around a figure of a report with this text; ``roles`` gives each section's role by its id."""
    role = roles.get(figure.section or "", "")
    return surroundings(text, figure.start, figure.end, unit=figure.unit, role=role, value=figure.value)


def features(around: Surroundings) -> frozenset[str]:
    """Returns what the weights ask about."""
    before, after, unit, role, value = around
    clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    stop = _CLAUSE_ENDS.search(after)
    close = stop.start() if stop else len(after)
    head, tail = _plain(before[clause:])[-_HEAD:], _plain(after[:close])[:_TAIL]
    found = {f"role={role}", f"unit={unit}", f"role,unit={role},{unit}", f"next={tail[:2]}"}
    found.update(f"last={head[-n:]}" for n in (2, 3, 4))
    found.update(_pairs("head", head))
    found.update(_pairs("tail", tail))
    found.update(_pairs("before", _plain(before[max(0, clause - 30) : clause])[-_BEFORE:]))
    found.update(_pairs("earlier", _plain(before[:clause])[-_EARLIER:]))
    found.update(_pairs("behind", _plain(after[close : close + 20])[:_BEHIND]))
    if value == 0:
        found.add("zero")
    return frozenset(found)


def likeness(indicator: str, around: Surroundings) -> float | None:
    """Returns how like the numbers of an indicator, or of its family, a number is, 0 to 1; None where too few of either are known."""
    return likeness_by(_weights(), indicator, features(around))


def likeness_by(weights: Mapping[str, Mapping[str, float]], indicator: str, found: frozenset[str]) -> float | None:
    """Returns ``likeness`` by the given weights, for what was found."""
    known = [score(weights[name], found) for name in (indicator, family_of(indicator)) if name in weights]
    return max(known, default=None)


def family_of(indicator: str) -> str:
    """Returns what an indicator is read alike with: the ways of publishing, of applying, of asking; "" for most.

    >>> family_of("proactive.by_channel.wechat"), family_of("requests.received")
    ('proactive.by_channel', '')
    """
    before, channel, _ = indicator.partition(_CHANNEL)
    return before + channel.rstrip(".") if channel else ""


def score(weights: Mapping[str, float], found: frozenset[str]) -> float:
    """Returns the likeness by an indicator's weights: the logistic function of their sum over what was found, each by the root of its count."""
    total = math.fsum(weights[f] for f in weights.keys() & found)
    return logistic(total / math.sqrt(len(found)) + weights[START])


def logistic(odds: float) -> float:
    """Returns the share that has these log odds."""
    return 1 / (1 + math.exp(-odds))


def _plain(text: str) -> str:
    return _DIGITS.sub("#", _SPACE.sub("", text))


def _pairs(place: str, text: str) -> list[str]:
    return [f"{place}={first}{second}" for first, second in pairwise(text)]


@cache
def _weights() -> dict[str, dict[str, float]]:
    table = files("report_parser").joinpath("rules", "data", "second_reading.tsv").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = {}
    for line in table.splitlines()[1:]:
        indicator, feature, weight = line.split("\t")
        weights.setdefault(indicator, {})[feature] = float(weight)
    return weights
