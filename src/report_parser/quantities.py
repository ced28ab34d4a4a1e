"""Numeral + unit + qualifier -> Quantity; what is no quantity is told apart by ``not_quantities``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from report_parser.models import Qualifier, Quantity
from report_parser.not_quantities import Mask, mask_at, masks_within, sentence_at
from report_parser.numerals import parse_number
from report_parser.rules.load import read_table
from report_parser.text.fold import fold
from report_parser.text.trie import trie_pattern

# `re`, not `regex`, throughout this module: a search or a match of these short patterns took a third of the time.
_CN = "零〇一二两三四五六七八九十百千万亿廿"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,40}+(?![0-9])(?!,[0-9]{1,2}(?![0-9]))|[0-9]{1,3}(?:[ ][0-9]{3}){1,40}+(?![0-9])"
_SCALE = r"(?:\s*+[余多]?(?:百(?!分点)|千(?![米克瓦])|[万亿])++(?:[0-9]++(?:\.[0-9]++)?+[百千万亿]++)*+)?+"
_CHINESE = rf"[{_CN}][{_CN}0-9]*+(?:点[{_CN}]++)?+"
_BEFORE = {
    "about": "大约|约为|约有|约|将近|接近|(?<![最附新临邻])近",
    "at_least": "超过|超出|突破|逾|超|不少于|不低于|至少",
    "at_most": "不到|不足|不超过|至多|少于",
}
_AFTER: dict[str, Qualifier] = {
    "左右": "about", "上下": "about", "以上": "at_least", "之多": "exact", "余": "at_least", "多": "at_least", "以内": "at_most", "以下": "at_most",
}  # fmt: skip
_NOT_AFTER = "级|年|[述各三两所]|简称|称|几|方面|问题|情况|联|功夫|一|:"
_QUALIFIER = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in reversed(_BEFORE.items())))
_QUALIFIER_ENDS = frozenset(w[-1] for words in _BEFORE.values() for w in words.split("|"))
_LOOK_BACK = 4
_ONE = frozenset("件次篇起宗例人份场期名")
_BARE = frozenset({"百", "千", "万", "亿", "十万", "百万", "千万", "万万"})
_CLAUSE_END = frozenset(("", ",", ";", "。", "、", ")", "\n"))
_MAX_DIGITS = 15
_FOLLOWS = re.compile(
    r"\s*+(?:$|[^\w/×+*=℃.\-~—－]|[-~—](?=\s*[0-9])|其中|均|占|全|已|比|同比|较|且|并|和|及|与|或|[至到](?=[0-9]))"
)
_RESPECTIVELY = re.compile(r"分别|依次")
_TORN_AT = re.compile(r"[0-9]\s")
_YEAR_AT = re.compile(r"(?:19|20)[0-9]{2}\s")


@dataclass(frozen=True, slots=True)
class _Units:
    tail: re.Pattern[str]
    bracket_tail: re.Pattern[str]
    factors: dict[str, tuple[str, Decimal | None]]
    """Name -> base unit, and its factor where that is not 1."""
    strong: frozenset[str]


@cache
def _units() -> _Units:
    factors: dict[str, tuple[str, Decimal | None]] = {"%": ("%", None)}
    strong = {"%"}
    for family in read_table("units")["unit"]:
        strong.update(family["strong"])
        for name, factor in family["names"].items():
            factors[name] = (family.get("base", name), Decimal(factor) if factor != 1 else None)
    names = trie_pattern(factors).pattern
    after = rf"(\s*+(?:{'|'.join(_AFTER)})(?!{_NOT_AFTER}))?+"
    return _Units(
        tail=re.compile(rf"\s*+([余多](?!年))?+\s*+(?:({names})|[(\[“]\s*+({names})\s*+[)\]”])?+{after}"),
        bracket_tail=re.compile(rf"\s*+[)”]\s*+([余多])?+({names})(){after}"),
        factors=factors,
        strong=frozenset(strong),
    )


def _numeral(follows: str = "") -> re.Pattern[str]:
    """A numeral; one in Chinese has a group of its own only where ``follows`` allows it."""
    return re.compile(
        rf"""
(?=[0-9{_CN}第每几这那哪某之同统唯任逐另单不划专如上数成-])
(?: (?P<arabic>(?<![0-9.])(?:(?<![A-Za-z])|(?<=APP|App|app|LED|WAP)|(?<=QQ))(?:(?<=[长降为:(])-)?+(?:(?:{_GROUPED})(?:\.[0-9]++)?+|[0-9]++(?:\.[0-9]++)?+){_SCALE})
  | (?:[第每几这那哪某之][{_CN}]++ | [同统唯任逐另单不划专如]一 | [上数][十百千万亿]++(?![{_CN}]) | 成[百千]上[千万])   # no numerals of their own
  | (?P<percent>百分之(?:百|[{_CN}点0-9.]++)|百分百)
  | (?P<tenths>[一二三四五六七八九]成[一二三四五六七八九半]?(?![不立为员果功本效长都绩品熟交人天家]))
  | (?P<chinese>{_CHINESE}){follows}
)""",
        re.VERBOSE,
    )


@cache
def _any_numeral() -> re.Pattern[str]:
    return _numeral()


@cache
def _counting_numeral() -> re.Pattern[str]:
    """A numeral that may count; one in Chinese (统一, 进一步) only where a unit may follow, others have no group."""
    firsts = "".join(sorted({unit[0] for unit in _units().strong}))
    follows = rf"(?=[\s余多()\[“”{re.escape(firsts)}])|{_CHINESE}"
    return _numeral(follows)


def find_quantities(text: str) -> list[Quantity]:
    """Returns every number of ``text`` that counts something, in reading order; offsets count characters of ``text``.

    Dates, document numbers (〔2014〕9号), phones, ordinals, list numbers and the like are left out by the rules of
    ``not_quantities.toml``. Values are in the base unit: 2.5万元 is 25000 元, 3.7万条 is 37000 条.

    >>> [(q.raw, q.value, q.unit) for q in find_quantities("2016年共公开信息37,311条,约占93%")]
    [('37,311', Decimal('37311'), '条'), ('93', Decimal('93'), '%')]
    """
    folded = fold(text)
    return _share_units(folded, _join_ranges(folded, _scan(text, folded)))


def masked_spans(folded: str) -> list[Mask]:
    """Returns the spans (start, end, name of the rule) whose numbers are no quantities, in order of start.

    ``folded`` is text after ``fold``.

    >>> masked_spans("第3期:2016年共12条")
    [(0, 2, 'ordinal'), (4, 9, 'year')]
    """
    spans: list[Mask] = []
    end = -1
    while end < len(folded):
        start, end = sentence_at(folded, end + 1, end + 1)
        spans += masks_within(folded, start, end)
        at = start
        while match := _any_numeral().search(folded, at, end):
            mask = mask_at(folded, match.start(), end) if match.lastgroup else None
            at = max(match.start() + 1, mask[1]) if mask else match.end()
            spans += [mask] if mask else []
    return sorted(spans)


def _scan(text: str, folded: str) -> Iterator[Quantity]:
    """Yields the quantities of a text. Sentences and their masks are looked for only where a number would count without them."""
    at = first = 0
    stop, masks = -1, None
    find = _counting_numeral().search
    while match := find(folded, at):
        start, at = match.span()
        kind = match.lastgroup
        if kind and start > stop:
            first, stop = sentence_at(folded, start, stop + 1)
            masks = None
        if kind and at > stop:  # white space that a numeral may hold goes over a line break
            match = find(folded, start, stop)
            if match is None:
                at = stop + 1
                continue
            start, at = match.span()
            kind = match.lastgroup
        quantity = _quantity(text, folded, start, at, kind, stop) if kind else None
        if quantity is None:
            continue
        if masks is None:
            masks = masks_within(folded, first, stop)
        reach = max((end for begin, end, _ in masks if begin <= start < end), default=0)
        if not reach and (mask := mask_at(folded, start, stop)):
            reach = max(mask[1], start + 1)
        if reach:
            at = reach
        else:
            yield quantity
            at = max(quantity.right, at)


def _quantity(text: str, folded: str, start: int, end: int, kind: str, stop: int) -> Quantity | None:
    units = _units()
    raw = folded[start:end]
    left, tail = start, None
    if start and folded[start - 1] in "(“" and (tail := units.bracket_tail.match(folded, end, stop)):
        left = start - 1
    tail = tail or units.tail.match(folded, end, stop)
    assert tail is not None
    more, unit, boxed, after = tail.groups()
    word = "%" if kind in ("percent", "tenths") else (unit or boxed)
    if kind == "arabic":
        counts = _arabic_counts(folded, raw, word, start, end)
    else:
        counts = kind != "chinese" or _chinese_counts(folded, raw, word, start, end, more)
    if not counts:
        return None
    try:
        value = parse_number(raw)
    except ValueError:
        return None
    name, factor = units.factors[word] if word else (None, None)
    before = _before(folded, left)
    qualifier = before[1] if before else _after(after, more, raw)
    right = end if kind in ("percent", "tenths") and not after else tail.end()
    value = value if factor is None else value * factor
    return Quantity(start, end, text[start:end], value, name, qualifier, before[0] if before else left, right)


def _chinese_counts(folded: str, raw: str, unit: str | None, start: int, end: int, more: str | None) -> bool:
    if unit is None or unit not in _units().strong:
        return False
    if raw in _BARE:
        return more is not None or _before(folded, start) is not None
    return raw != "一" or unit in _ONE or folded[end + len(unit) : end + len(unit) + 1] in _CLAUSE_END


def _arabic_counts(folded: str, raw: str, unit: str | None, start: int, end: int) -> bool:
    if not raw.isdigit():
        if "," in raw and len(raw) > 7 and raw[3:4] == "," and _RESPECTIVELY.search(folded, max(0, start - 12), start):
            return False  # 分别为123,456,789件: three numbers, or one?
        if unit is None and raw.count(" ") > 1:
            return False
    if len(raw) > _MAX_DIGITS or (raw[0] == "0" and raw[1:2].isdigit()):
        return False
    previous = folded[start - 1] if start else ""
    if previous == " " and _TORN_AT.match(folded, max(0, start - 2)) and not _YEAR_AT.match(folded, max(0, start - 5)):
        return False  # 3 7311条: digits that white space tore apart; neither half is a number of the report
    if unit is not None:
        return previous != "/" or not folded[start - 2 : start - 1].isdigit()
    if len(raw) == 4 and raw[:2] in ("19", "20") and raw.isdigit():
        return False
    if _FOLLOWS.match(folded, end) is None:
        return False
    return previous not in tuple("-/_.#第+×*=") and (
        previous != "," or len(raw) != 3 or not folded[start - 2 : start - 1].isdigit()
    )


def _before(folded: str, left: int) -> tuple[int, Qualifier] | None:
    """The word of approximation that ends at ``left`` (约, 近, 超过 ...), with where it starts."""
    end = left
    while end and folded[end - 1] == " ":
        end -= 1
    if not end or folded[end - 1] not in _QUALIFIER_ENDS:
        return None
    for match in _QUALIFIER.finditer(folded, max(0, end - _LOOK_BACK), end):
        if match.end() == end:
            kind = match.lastgroup
            return match.start(), "about" if kind == "about" else "at_most" if kind == "at_most" else "at_least"
    return None


def _after(after: str | None, more: str | None, raw: str) -> Qualifier:
    word = after.strip() if after else more
    return _AFTER[word] if word else "at_least" if "余" in raw or "多" in raw else "exact"


_DIGITS = re.compile(r"[0-9]++(?:\.[0-9]++)?+")
_RANGE = frozenset({"-", "~", "—", "至", "到", "——"})
_LIST = frozenset({"、", "和", "及", "与", "或"})


def _join_ranges(folded: str, found: Iterable[Quantity]) -> list[Quantity]:
    """3-5件 is one quantity of value 3 with ``high`` 5."""
    joined: list[Quantity] = []
    for quantity in found:
        low = joined[-1] if joined else None
        if (
            low is not None
            and quantity.start - low.right < 5
            and low.unit in (None, quantity.unit)
            and folded[low.right : quantity.start].strip() in _RANGE
            and low.value < quantity.value
        ):
            scaled = low.value * _scale(quantity.raw) if low.unit is None else low.value
            value = scaled if scaled < quantity.value else low.value
            joined[-1] = replace(
                low, value=value, unit=quantity.unit, high=quantity.value, qualifier="about", right=quantity.right
            )
        else:
            joined.append(quantity)
    return joined


def _scale(raw: str) -> Decimal:
    """What the words after the digits multiply by: 10 000 in 5万, 1 in 5."""
    digits = _DIGITS.match(raw)
    return parse_number(raw) / Decimal(digits[0]) if digits and Decimal(digits[0]) else Decimal(1)


def _share_units(folded: str, found: list[Quantity]) -> list[Quantity]:
    """分别为3、5、2件: a number without unit takes that of the next number in its list."""
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        if this.unit is None and following.unit is not None and following.left - this.right < 4:
            between = folded[this.right : following.left].strip()
            if between in _LIST or (between == "," and i and found[i - 1].unit is None):
                found[i] = replace(this, unit=following.unit)
    return found
