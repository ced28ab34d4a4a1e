"""A text on one line, for searching only: folded, without the white space that page layout leaves in Chinese text."""

from __future__ import annotations

import regex

from report_parser.text.fold import fold

_LOOSE = regex.compile(r"(?<!\d)\s+|\s+(?!\d)")
_BETWEEN_DIGITS = regex.compile(r"\s+")


def flat(text: str) -> str:
    """Returns the text of ``compact`` without the way back to the offsets, at a fraction of its cost.

    >>> flat("主 动公开 13 件，2 3 条")
    '主动公开13件,2 3条'
    """
    bare = _LOOSE.sub("", fold(text))
    return _BETWEEN_DIGITS.sub(" ", bare)
