"""Fold characters one to one, so that every offset stays true.

NFKC is not used: it turns ㈠ into three characters and ① into a digit; after that no offset and no list number can be trusted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from report_parser.text.traditional import PAIRS as _TRADITIONAL

_PAIRS = {
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "，": ",", "﹐": ",", "：": ":", "∶": ":", "；": ";", "！": "!", "？": "?", "％": "%", "﹪": "%",
    "．": ".", "＋": "+", "﹢": "+", "－": "-", "﹣": "-", "−": "-", "–": "-", "‐": "-", "‑": "-", "／": "/", "＝": "=", "～": "~",
    "［": "[", "］": "]", "【": "[", "】": "]", "〔": "[", "〕": "]", "﹝": "[", "﹞": "]", "「": "“", "」": "”",
    "○": "〇", "Ｏ": "〇", "◯": "〇", "―": "—", "─": "—", "〈": "《", "〉": "》", "＜": "<", "＞": ">", "　": " ", "＠": "@",
    "衹": "只", "俢": "修",
}  # fmt: skip
_TABLE = {ord(k): v for k, v in {**_TRADITIONAL, **_PAIRS}.items()}
_TABLE |= {0xFF10 + i: chr(0x30 + i) for i in range(10)}
_TABLE |= {0xFF21 + i: chr(0x41 + i) for i in range(26)} | {0xFF41 + i: chr(0x61 + i) for i in range(26)}
_TABLE |= dict.fromkeys([0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")


_COMMON = (*((c, _PAIRS[c]) for c in "，：；（）！？％　"), ("\u00a0", " "))
_ANY = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_RARE = re.compile(f"[{re.escape(''.join(chr(c) for c in _TABLE if chr(c) not in dict(_COMMON)))}]")
"""Most lines hold hardly any of these; replacing the common marks first is several times as fast as ``str.translate``."""
_MAP = {chr(k): v for k, v in _TABLE.items()}


@lru_cache(maxsize=1)
def fold_whole(text: str) -> str:
    """Returns ``fold`` of a document's text: its pieces are asked for again and again, it is folded once."""
    return fold(text)


def fold(text: str) -> str:
    """Returns ``text`` with full-width digits, letters and punctuation as their half-width twins, traditional characters simplified; the length is unchanged.

    >>> fold("共（１２）件，占９３％")
    '共(12)件,占93%'
    >>> fold("主動公開資訊")
    '主动公开信息'
    """
    if text.isascii():
        return text
    size = len(text)
    return _fold_short(text) if size <= _SHORT else _fold_line(text) if size <= _LINE else _fold(text)


_SHORT, _LINE = 48, 400


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> str:
    """Cells, labels and headings, each of which is asked for several times, and which every report repeats."""
    return _fold(text)


@lru_cache(maxsize=256)
def _fold_line(text: str) -> str:
    """Lines of a document: the readers of its title, dates and labels ask for two in five of them again."""
    return _fold(text)


def _fold(text: str) -> str:
    if not _ANY.search(text):
        return text
    text = _RARE.sub(_narrow, text.replace("資訊", "信息"))
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return text


def _narrow(match: re.Match[str]) -> str:
    return _MAP[match[0]]
