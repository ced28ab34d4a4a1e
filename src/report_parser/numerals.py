"""The value of a numeral, Arabic, Chinese or mixed, as a Decimal."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from report_parser.text.fold import fold

DIGITS = {"零": 0, "〇": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5,
          "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}

_ARABIC = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?+|\d{1,3}(?: \d{3})++(?:\.\d++)?+|\d++(?:\.\d++)?+"
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<digit>[{''.join(DIGITS)}])|(?P<unit>[{''.join(UNITS)}])|(?P<ten>[廿卅])"
)
_WRAP = re.compile(
    r"(?:大约|约|将近|接近|近|超过|超|逾|达|共|不足|不到)?+\s*+(?P<core>.+?)\s*(?:余|多|左右|以上|以下|以内)?"
)
_PERCENT = re.compile(
    r"百分(?:之(?P<cn>.+)|(?P<whole>百))|(?P<sign>.+?)\s*%|(?P<tenths>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?"
)
_GAP = re.compile(r"\s++(?=[余多百千万亿])")
_ZEROS = frozenset("零〇0")
_MAX_LENGTH = 40


def parse_number(text: str) -> Decimal:
    """Returns the value of a numeral: 37,311, １２３, 一百三十六, 二0一六, 3.7万, 1亿2千万, 百分之九十三点五, 九成, 十余, 近三万.

    A percentage gives the number before its sign (93% is 93). Words of approximation (近, 余, 左右) do not change the value.
    Two digits side by side (三四, as in 三四次) are two numbers and no numeral.

    Raises:
        ValueError: the text is no numeral, or none that can be read in one way only.

    >>> [str(parse_number(text)) for text in ("1,203", "一百三十六", "百分之九十三点五")]
    ['1203', '136', '93.5']
    """
    return Decimal(text) if text.isascii() and text.isdigit() and len(text) <= _MAX_LENGTH else _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Decimal:
    folded = fold(text).strip()
    if not 0 < len(folded) <= _MAX_LENGTH:
        raise ValueError(f"no numeral: {text[:_MAX_LENGTH]!r}")
    if match := _PERCENT.fullmatch(folded):
        return _percent(match, text)
    if match := _WRAP.fullmatch(folded):
        core = match["core"]
        sign = -1 if core[:1] == "-" else 1
        return sign * _plain(core.lstrip("+-"), text)
    raise ValueError(f"no numeral: {text!r}")


def _percent(match: re.Match[str], text: str) -> Decimal:
    if match["tenths"]:
        half = {None: 0, "半": 5}.get(match["half"], DIGITS.get(match["half"] or "", 0))
        return Decimal(DIGITS[match["tenths"]] * 10 + half)
    inner = match["whole"] or match["cn"] or match["sign"]
    return Decimal(100) if inner == "百" else parse_number(inner)


def _plain(core: str, text: str) -> Decimal:
    core = _GAP.sub("", core)
    whole, point, fraction = core.partition("点")
    if point:
        digits = "".join(str(DIGITS[c]) if c in DIGITS else c for c in fraction)
        scale = 1
        while digits and digits[-1] in "万亿":
            scale, digits = scale * UNITS[digits[-1]], digits[:-1]
        if not (digits.isascii() and digits.isdigit()):
            raise ValueError(f"no numeral: {text!r}")
        return (_integer(whole, text) + Decimal(f"0.{digits}")) * scale
    return _integer(core, text)


def _integer(core: str, text: str) -> Decimal:
    tokens = list(_TOKEN.finditer(core))
    if not tokens or "".join(t[0] for t in tokens) != core.replace("余", "").replace("多", ""):
        raise ValueError(f"no numeral: {text!r}")
    if all(t["digit"] or (t["arabic"] and t[0].isdigit()) for t in tokens):
        if len(tokens) == len(core) == 2 and not _ZEROS & set(core):
            raise ValueError(f"no numeral but two of them: {text!r}")
        return Decimal("".join(str(DIGITS[t[0]]) if t["digit"] else t[0] for t in tokens))
    return _sum_units(tokens, text)


class _Reader:
    """Adds up coefficient-unit pairs; units within a group of ten thousand must fall (三百五十, never 五十三百)."""

    def __init__(self, text: str) -> None:
        self.text, self.total, self.section = text, Decimal(0), Decimal(0)
        self.number: Decimal | None = None
        self.last = 10**12
        self.zero = False

    def fail(self) -> ValueError:
        return ValueError(f"no numeral: {self.text!r}")

    def digit(self, value: Decimal, *, zero: bool) -> None:
        if zero and self.number is None:
            self.zero = True
            return
        if self.number is not None:
            raise self.fail()
        self.number = value

    def small(self, unit: int) -> None:
        if unit >= self.last or (self.number is None and (self.section or self.total) and unit != 10):
            raise self.fail()
        self.section += (Decimal(1) if self.number is None else self.number) * unit
        self.number, self.last, self.zero = None, unit, False

    def large(self, unit: int) -> None:
        group = self.section + (self.number or 0)
        if self.number is None and not group and not self.total:
            raise self.fail()
        if unit == 10**8 or not group:
            self.total = (self.total + group) * unit
        else:
            self.total += group * unit
        self.section, self.number, self.last, self.zero = Decimal(0), None, unit, False

    def result(self, *, short: bool) -> Decimal:
        rest = self.number or Decimal(0)
        if short and not self.zero and 100 <= self.last <= 10**8 and 0 < rest < 10:
            rest *= self.last // 10
        return self.total + self.section + rest


def _sum_units(tokens: list[re.Match[str]], text: str) -> Decimal:
    reader = _Reader(text)
    for token in tokens:
        word = token[0]
        if token["arabic"]:
            reader.digit(Decimal(word.replace(",", "").replace(" ", "")), zero=False)
        elif token["digit"]:
            reader.digit(Decimal(DIGITS[word]), zero=word in "零〇")
        elif token["ten"]:
            reader.section += 20 if word == "廿" else 30
            reader.last = 10
        elif UNITS[word] < 10**4:
            reader.small(UNITS[word])
        else:
            reader.large(UNITS[word])
    last = tokens[-1]
    return reader.result(short=bool(last["digit"] or (last["arabic"] and len(last[0]) == 1)))
