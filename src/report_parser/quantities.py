"""Numeral + unit + qualifier -> Quantity; and what is no quantity, told apart by the patterns of ``not_quantities.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from report_parser.models import Qualifier, Quantity
from report_parser.numerals import parse_number
from report_parser.rules.load import read_table
from report_parser.text.fold import fold

_CN = "零〇一二两三四五六七八九十百千万亿廿"
_ARABIC = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d{1,3}(?:[ ]\d{3})++(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+"
_MULT = r"(?:\s*+[余多]?[百千万亿]++(?:\d++(?:\.\d++)?+[百千万亿]++)*+)?+"
_NUMERAL = rf"""
  (?P<percent>百分之(?:百|[{_CN}点\d.]++))
| (?P<tenths>(?<![{_CN}])[一二三四五六七八九]成[一二三四五六七八九半]?(?![立为员果功本效长都绩品熟交人天家]))
| (?P<arabic>(?<![\d.A-Za-z])(?:(?<=[长降为:(])-)?(?:{_ARABIC}){_MULT})
| (?P<chinese>(?<![{_CN}\d第每同统唯任逐某另这那哪之几数上][{_CN}]*+)(?<![第每同统唯任逐某另这那哪几数上])[{_CN}\d]++(?:点[{_CN}]++)?+)
"""
_BEFORE = {
    "about": "大约|约为|约有|约|将近|接近|近",
    "at_least": "超过|超出|突破|逾|超|不少于|不低于|至少",
    "at_most": "不到|不足|不超过|至多|少于",
}
_AFTER: dict[str, Qualifier] = {
    "左右": "about", "上下": "about", "以上": "at_least", "之多": "exact", "余": "at_least", "多": "at_least", "以内": "at_most", "以下": "at_most",
}  # fmt: skip
_QUALIFIER = regex.compile(
    rf"(?P<about>{_BEFORE['about']})|(?P<at_most>{_BEFORE['at_most']})|(?P<at_least>{_BEFORE['at_least']})"
)
_LOOK_BACK = 4
_ONE = frozenset("件次篇起宗例人份场期")
_MAX_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Patterns:
    numeral: regex.Pattern[str]
    tail: regex.Pattern[str]
    bracket_tail: regex.Pattern[str]
    masks: tuple[tuple[str, regex.Pattern[str]], ...]
    digit: regex.Pattern[str]
    factors: dict[str, tuple[str, Decimal]]
    strong: frozenset[str]


@cache
def _patterns() -> _Patterns:
    units = read_table("units")["unit"]
    factors: dict[str, tuple[str, Decimal]] = {"%": ("%", Decimal(1))}
    strong: set[str] = set()
    for family in units:
        strong.update(family["strong"])
        for name, factor in family["names"].items():
            factors[name] = (family.get("base", name), Decimal(factor))
    names = "|".join(regex.escape(n) for n in sorted(factors, key=len, reverse=True))
    tail = rf"\s*+(?P<more>[余多](?!年))?+\s*+(?:(?P<unit>{names})|[(\[“]\s*+(?P<boxed>{names})\s*+[)\]”])?+(?P<after>\s*+(?:{'|'.join(_AFTER)})(?!级|年))?+"
    masks = [(m["name"], regex.compile(m["pattern"], regex.MULTILINE)) for m in read_table("not_quantities")["mask"]]
    return _Patterns(
        numeral=regex.compile(_NUMERAL, regex.VERBOSE),
        tail=regex.compile(tail),
        bracket_tail=regex.compile(
            rf"\s*+\)\s*+(?P<more>[余多])?+(?P<unit>{names})?+(?P<after>(?:{'|'.join(_AFTER)}))?+(?P<boxed>)"
        ),
        masks=tuple(masks),
        digit=regex.compile(rf"[\d{_CN}①-⑳㈠-㈩⑴-⒛]"),
        factors=factors,
        strong=frozenset(strong),
    )


def masked_spans(folded: str) -> list[tuple[int, int, str]]:
    """Returns the spans (start, end, name of the rule) whose numbers are no quantities, in order of start.

    ``folded`` is text after ``fold``.
    """
    spans = [(m.start(), m.end(), name) for name, pattern in _patterns().masks for m in pattern.finditer(folded)]
    return sorted(spans)


def find_quantities(text: str) -> list[Quantity]:
    """Returns every number of ``text`` that counts something, in reading order; offsets count characters of ``text``.

    Dates, document numbers (〔2014〕9号), phones, ordinals, list numbers and the like are left out by the rules of
    ``not_quantities.toml``. Values are in the base unit: 2.5万元 is 25000 元, 3.7万条 is 37000 条.

    >>> [(q.raw, q.value, q.unit) for q in find_quantities("2016年共公开信息37,311条,约占93%")]
    [('37,311', Decimal('37311'), '条'), ('93', Decimal('93'), '%')]
    """
    folded = fold(text)
    if not _patterns().digit.search(folded):
        return []
    if next(_scan(text, folded, []), None) is None:
        return []
    found = list(_scan(text, folded, masked_spans(folded)))
    return _share_units(folded, _join_ranges(folded, found))


def _scan(text: str, folded: str, masks: list[tuple[int, int, str]]) -> Iterator[Quantity]:
    patterns, at, upcoming = _patterns(), 0, 0
    reach = 0
    while match := patterns.numeral.search(folded, at):
        start = match.start()
        while upcoming < len(masks) and masks[upcoming][0] <= start:
            reach = max(reach, masks[upcoming][1])
            upcoming += 1
        if start < reach:
            at = reach
            continue
        end = match.end()
        if upcoming < len(masks) and masks[upcoming][0] < end:
            end = masks[upcoming][0]
        quantity = _quantity(text, folded, start, end, match.lastgroup or "")
        if quantity is None:
            at = max(match.end() if end == match.end() else end, start + 1)
        else:
            yield quantity
            at = max(quantity.right, quantity.end)


def _quantity(text: str, folded: str, start: int, end: int, kind: str) -> Quantity | None:
    patterns = _patterns()
    raw = folded[start:end].rstrip()
    end = start + len(raw)
    left = start - 1 if folded[start - 1 : start] == "(" else start
    tail = patterns.bracket_tail.match(folded, end) if left < start else None
    if tail is None or not tail["unit"]:
        left = start
        tail = patterns.tail.match(folded, end)
    assert tail is not None
    word = "%" if kind in ("percent", "tenths") else (tail["unit"] or tail["boxed"])
    if not _plausible(folded, raw, word, start, end, kind):
        return None
    try:
        value = parse_number(raw)
    except ValueError:
        return None
    unit, factor = patterns.factors[word] if word else (None, Decimal(1))
    before = _before(folded, left)
    after = (tail["after"] or "").strip() or tail["more"] or ("余" if raw[-1:] in "余多" or "余" in raw else "")
    qualifier: Qualifier = before[1] if before else _AFTER.get(after, "exact")
    right = tail.end() if kind not in ("percent", "tenths") else end
    return Quantity(start, end, text[start:end], value * factor, unit, qualifier, before[0] if before else left, right)


def _plausible(folded: str, raw: str, unit: str | None, start: int, end: int, kind: str) -> bool:
    if kind == "chinese":
        if unit is None or unit not in _patterns().strong:
            return False
        return raw != "一" or unit in _ONE
    if kind != "arabic":
        return True
    digits = raw.replace(",", "").replace(" ", "")
    if len(digits) > _MAX_DIGITS or (digits[0] == "0" and digits[1:2].isdigit()):
        return False
    if unit is None:
        following = folded[end : end + 1]
        year = len(digits) == 4 and digits[:2] in ("19", "20")
        if year or (following and following in "号月年日/._×:℃"):
            return False
        return folded[start - 1 : start] not in ("-", "/", "_", ".", "#", "第", ",") or start == 0
    return True


def _before(folded: str, left: int) -> tuple[int, Qualifier] | None:
    """The word of approximation that ends at ``left`` (约, 近, 超过 ...), with where it starts."""
    window = max(0, left - _LOOK_BACK)
    last = None
    for match in _QUALIFIER.finditer(folded, window, left):
        if not folded[match.end() : left].strip():
            last = match
    if last is None:
        return None
    kind = last.lastgroup
    return last.start(), "about" if kind == "about" else "at_most" if kind == "at_most" else "at_least"


_RANGE = frozenset({"-", "~", "—", "至", "到", "——"})


def _join_ranges(folded: str, found: list[Quantity]) -> list[Quantity]:
    """3-5件 is one quantity of value 3 with ``high`` 5."""
    joined: list[Quantity] = []
    for quantity in found:
        low = joined[-1] if joined else None
        if (
            low is not None
            and low.unit in (None, quantity.unit)
            and folded[low.right : quantity.start].strip() in _RANGE
            and low.value < quantity.value
        ):
            joined[-1] = replace(low, unit=quantity.unit, high=quantity.value, qualifier="about", right=quantity.right)
        else:
            joined.append(quantity)
    return joined


def _share_units(folded: str, found: list[Quantity]) -> list[Quantity]:
    """分别为3、5、2件: a number without unit takes that of the next number in its list."""
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        if this.unit is None and following.unit is not None:
            between = folded[this.right : following.left].strip()
            if between in ("、", "和", "及", "与") or (between == "," and i and found[i - 1].unit is None):
                found[i] = replace(this, unit=following.unit)
    return found
