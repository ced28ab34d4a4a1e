"""The issuer's own name in its sentences: no word of it counts anything (某县档案局 is no reading point)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from report_parser.figures.lexicon import Hit
from report_parser.text.compact import compact

_PLACE = re.compile(r".{1,8}?(?:自治区|自治州|省|市|县|区|旗|州|盟)(?=.{3})")
_LEAST = 3
_START = attrgetter("start")
_OWN = frozenset({"whole_scope"})


@lru_cache(maxsize=256)
def _pattern(issuer: str) -> re.Pattern[str] | None:
    """Finds the name, and its ends after each place that it begins with: 某市某县档案局, 某县档案局, 县档案局, 档案局."""
    names, rest = [], compact(issuer).text
    while len(rest) >= _LEAST:
        names.append(rest)
        place = _PLACE.match(rest)
        rest = rest[place.end() :] if place else ""
    if not names:
        return None
    whole = "|".join(re.escape(n) for n in names[:-1])
    last = rf"[省市县区旗州盟镇乡]?{re.escape(names[-1])}"
    return re.compile(f"{whole}|{last}" if whole else last)


_SITE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{3,10})网(?![站络上页民友格点])(?![”\"]?(?:官方|政务)?(?:微信|微博|公众|客户端|头条|抖音))"
)


def own_sites(hits: list[Hit], text: str, start: int, end: int, issuer: str) -> list[Hit]:
    """The hits of a sentence, with one for each site that is called after the issuer: 山西水利网 of 山西省水利厅."""
    for match in _SITE.finditer(text, start, end):
        name = next(
            (match["name"][i:] for i in range(len(match["name"]) - _LEAST) if _is_within(match["name"][i:], issuer)), ""
        )
        at = match.start() + len(match["name"]) - len(name)
        stop = match.start() + len(match["name"]) + 1
        if name and not any(h.start < stop and at < h.end and not h.neutral for h in hits):
            hits = sorted(
                [
                    *(h for h in hits if h.end <= at or h.start >= stop),
                    Hit(at, stop, text[at:stop], _WEBSITE, neutral=False),
                ],
                key=_START,
            )
    return hits


_WEBSITE = frozenset({"website"})


def _is_within(name: str, issuer: str) -> bool:
    """True where the issuer's name has the characters in this order, and more than a place of them."""
    rest = iter(issuer)
    return len(name) > _LEAST and all(character in rest for character in name)


def with_own_name(hits: Sequence[Hit], text: str, start: int, end: int, issuer: str) -> list[Hit]:
    """Returns the hits of a sentence, with one for each mention of the issuer in the place of the words within it."""
    pattern = _pattern(issuer)
    found = hits if isinstance(hits, list) else list(hits)
    for match in pattern.finditer(text, start, end) if pattern else ():
        a, b = match.span()
        touching = [h for h in found if h.start < b and a < h.end]
        if any(not h.neutral for h in touching) and all(a <= h.start and h.end <= b for h in touching):
            found = [h for h in found if h not in touching]
            found.append(Hit(a, b, match[0], _OWN, neutral=True))
            found.sort(key=_START)
    return found
