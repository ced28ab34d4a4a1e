"""The value of numerals in all their dresses, and what is none."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_parser.numerals import parse_number

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The numeral as it is written out: 10203 -> 一万零二百零三."""
    if number >= 10**8:
        head, rest = divmod(number, 10**8)
        return chinese(head) + "亿" + (("零" if rest < 10**7 else "") + chinese(rest) if rest else "")
    if number >= 10**4:
        head, rest = divmod(number, 10**4)
        return chinese(head) + "万" + (("零" if rest < 10**3 else "") + chinese(rest) if rest else "")
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if rest and rest < unit // 10 else ""
            return DIGITS[head] + name + gap + (chinese(rest) if rest else "")
    return DIGITS[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("37311", 37311), ("37,311", 37311), ("1,234,567", 1234567), ("37 311", 37311), ("１２３", 123), ("１，２３４", 1234),
        ("3.50", "3.5"), ("-3", -3), ("+5", 5), ("﹣3", -3), ("零", 0), ("〇", 0), ("两", 2), ("十", 10), ("十三", 13), ("二十", 20),
        ("一百三十六", 136), ("一百零五", 105), ("一百一", 110), ("三百五", 350), ("一千零二十", 1020), ("两千三", 2300), ("一万二", 12000),
        ("三万", 30000), ("十二万三千四百五十六", 123456), ("一亿二千万", 120000000), ("壹佰贰拾叁", 123), ("廿三", 23), ("卅", 30),
        ("二0一六", 2016), ("二〇一六", 2016), ("二○一六", 2016), ("一九九八", 1998), ("3.7万", 37000), ("0.5万", 5000), ("1亿2千万", 120000000),
        ("5千", 5000), ("3百", 300), ("12.5亿", 1250000000), ("1 万", 10000), ("三点五", "3.5"), ("一点二万", 12000), ("十余", 10),
        ("三十多", 30), ("近三万", 30000), ("约37311", 37311), ("100左右", 100), ("1200余", 1200), ("1万余", 10000), ("百余", 100), ("千余", 1000),
        ("93%", 93), ("９３％", 93), ("96.2 %", "96.2"), ("百分之九十三", 93), ("百分之九十三点五", "93.5"), ("百分之3.5", "3.5"), ("百分之百", 100),
        ("百分百", 100), ("百分之一百", 100), ("百分之零点五", "0.5"), ("九成", 90), ("七成五", 75), ("三成半", 35),
    ],
)  # fmt: skip
def test_value(text: str, value: int | str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "件", "①", "㈠", "万", "亿", "点", "五十三百", "百百", "三四", "七八", "十几", "数十", "1.2.3", "1,23", "12,3456", "1,2345", "12 34",
        "3-5", "1/3", "2016年", "abc", "%", "成", "百分之", "一二万三", "1" * 41, "一" * 41, "Ⅲ", "²", "٣٤x",
    ],
)  # fmt: skip
def test_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_number(text)


@given(st.integers(0, 10**12 - 1))
def test_arabic(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number:,}".replace(",", " ")) == number


@given(st.integers(0, 10**10))
def test_written_out(number: int) -> None:
    words = chinese(number)
    assert parse_number(words) == number
    if words.startswith("一十"):
        assert parse_number(words[1:]) == number


@given(st.text("0123456789零一二三十百千万亿点,.% 余近约成-", max_size=50))
def test_value_or_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_number(text).is_finite()
