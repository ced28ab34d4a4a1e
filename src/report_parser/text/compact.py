"""A text without its white space, with the way back to every offset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_parser.text.fold import fold, fold_whole

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` is folded and has no white space but one space between two digits; ``at[i]`` is the offset of its i-th character."""

    text: str
    at: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of ``text[start:end]``."""
        if start >= end:
            here = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else 0)
            return here, here
        return self.at[start], self.at[end - 1] + 1


def compact(text: str, start: int = 0, end: int | None = None) -> Compact:
    """Returns the compact form of ``text[start:end]``; white space inside Chinese words is an artefact of page layout.

    >>> compact("主 动公开 13 件").text
    '主动公开13件'
    """
    folded = fold(text) if end is None else fold_whole(text)[start:end]
    end = len(text) if end is None else end
    words = folded.split(None, 1)  # tells in a third of the pattern's time that there is no white space
    if len(folded) == (len(words[0]) if words else 0):
        return Compact(folded, range(start, end))
    pieces: list[str] = []
    at: list[int] = []
    last = 0
    for match in _SPACES.finditer(folded):
        pieces.append(folded[last : match.start()])
        at.extend(range(start + last, start + match.start()))
        last = match.end()
        if match.start() and last < len(folded) and folded[match.start() - 1].isdigit() and folded[last].isdigit():
            pieces.append(" ")
            at.append(start + match.start())
    pieces.append(folded[last:])
    at.extend(range(start + last, end))
    return Compact("".join(pieces), tuple(at))
