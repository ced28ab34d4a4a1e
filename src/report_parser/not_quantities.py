"""Where the numbers of a text are no quantities: dates, document numbers, phones, list numbers (``not_quantities.toml``)."""

from __future__ import annotations

import re
from functools import cache

import regex

from report_parser.rules.load import read_table
from report_parser.text.needed import Gate

Mask = tuple[int, int, str]
"""Start, end, name of the rule."""

_STOP = re.compile(r"[。\n]")
_VERBOSE, _ANCHOR = "(?x)", r"\G"


@cache
def _masks() -> tuple[tuple[tuple[str, regex.Pattern[str]], ...], re.Pattern[str], Gate]:
    r"""Masks that are searched for, one by one; and all those that begin at a numeral (``\\G``) as one pattern.

    Searched over the whole text, the patterns that begin at a numeral took ten times as long as when they are matched there. They use
    `re`, whose alternations skip by first character: a third of the time of `regex`, which is the faster one for the searches.
    """
    searched, anchored, bodies = [], [], []
    for mask in read_table("not_quantities")["mask"]:
        body = mask["pattern"].removeprefix(_VERBOSE)
        if body.lstrip().startswith(_ANCHOR):
            anchored.append(f"(?P<{mask['name']}>{body.lstrip().removeprefix(_ANCHOR)})")
        else:
            searched.append((mask["name"], regex.compile(body, regex.VERBOSE | regex.MULTILINE)))
            bodies.append(body)
    gate = Gate(bodies, flags=re.VERBOSE | re.MULTILINE)
    return tuple(searched), re.compile("|".join(anchored), re.VERBOSE | re.MULTILINE), gate


def sentence_at(folded: str, at: int, low: int = 0) -> tuple[int, int]:
    """Returns the span between full stops and line breaks that ``at`` lies in; no mask and no quantity reaches over them.

    ``low`` is a place before ``at`` where a sentence begins: nothing before it is looked at.
    """
    stop = _STOP.search(folded, at)
    first = max(folded.rfind("。", low, at), folded.rfind("\n", low, at)) + 1
    return max(first, low), stop.start() if stop else len(folded)


def masks_within(folded: str, start: int, end: int) -> list[Mask]:
    """Returns the masks of a sentence that do not begin at a numeral (第…, 《…》, 电话 …), in order of start."""
    masks, _, gate = _masks()
    likely = [masks[i] for i in gate.open_to(folded[start:end])]
    return sorted((m.start(), m.end(), name) for name, pattern in likely for m in pattern.finditer(folded, start, end))


def mask_at(folded: str, start: int, end: int) -> Mask | None:
    """Returns the mask that begins at the numeral at ``start``, in the sentence that ends at ``end``."""
    match = _masks()[1].match(folded, start, end)
    return (start, match.end(), match.lastgroup or "") if match else None
