"""Radicals that stand for the characters they look like: ⾏政 for 行政, as PDF files of many programs have them.

Unicode gives a radical a code of its own beside the character (U+2F00-2FD5 Kangxi Radicals, U+2E80-2EF3 CJK Radicals Supplement); fonts
draw both with one glyph, and a program that reads the glyph back may take either.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_KANGXI = (chr(code) for code in range(0x2F00, 0x2FD6))
_SUPPLEMENT = (
    "⺒巳 ⺛旡 ⺝月 ⺞歺 ⺟母 ⺠民 ⺩王 ⺫目 ⺬示 ⺰纟 ⺶羊 ⺼肉 ⺽臼 ⻁虎 ⻂衣 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻋车 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 "
    "⻛风 ⻜飞 ⻝食 ⻞食 ⻟食 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟"
)
"""Those of the supplement that are a character, not a part of one; Unicode itself gives a twin to two of them only."""
_PAIRS = {radical: normalize("NFKC", radical) for radical in _KANGXI} | {
    pair[0]: pair[1] for pair in _SUPPLEMENT.split()
}
_TABLE = str.maketrans(_PAIRS)
_ANY = re.compile("[\u2e80-\u2fd5]")


def without_radicals(text: str) -> str:
    r"""Returns ``text`` with the characters that its radicals stand for; the length is unchanged.

    >>> without_radicals("\u2f8f政处罚，服务\u2ea0\u2f63")
    '行政处罚，服务民生'
    """
    return text.translate(_TABLE) if _ANY.search(text) else text
