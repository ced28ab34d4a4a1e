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
