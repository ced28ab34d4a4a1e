"""Figures in the words of a sentence: what is counted, in which column, with the value as printed; Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from report_parser.checks.registry import Lang
from report_parser.models import Figure
from report_parser.rules.catalogue import catalogue

_COLUMNS: dict[str, tuple[str, str]] = {
    "natural_person": ("自然人", "natural persons"), "company": ("商业企业", "companies"), "research": ("科研机构", "research bodies"),
    "public_welfare": ("社会公益组织", "welfare organizations"), "legal_service": ("法律服务机构", "legal services"),
    "other": ("其他", "others"), "total": ("总计", "total"),
    "direct": ("未经复议直接起诉", "sued without review"), "after_review": ("复议后起诉", "sued after review"),
}  # fmt: skip


def name(figure: Figure, lang: Lang = "zh") -> str:
    """Returns a figure as a clerk would point at it: what it counts, and the value as printed."""
    if figure.method == "table":
        return quoted(row_of(figure), lang) + cell(figure, lang)
    if figure.method == "negation" or not figure.label:
        return quoted(figure.quote.strip(), lang)
    space = "" if lang == "zh" else " "
    return quoted(figure.label.strip(), lang) + space + printed(figure)


def names(figures: Sequence[Figure], lang: Lang = "zh") -> str:
    """Returns figures as they are printed, joined; cells of one row name the row once."""
    told = [name(f, lang) for f in figures[:1]]
    for before, figure in pairwise(figures):
        same_row = before.method == figure.method == "table" and before.indicator == figure.indicator
        told.append(cell(figure, lang) if same_row else name(figure, lang))
    return listed(told, lang)


def listed(words: Sequence[str], lang: Lang) -> str:
    """Returns words as a list."""
    return ("、" if lang == "zh" else ", ").join(words)


def quoted(words: str, lang: Lang) -> str:
    """Returns words in the quotation marks of a language.

    >>> quoted("予以公开", "zh"), quoted("予以公开", "en")
    ('“予以公开”', '"予以公开"')
    """
    return f"“{words}”" if lang == "zh" else f'"{words}"'


def row_of(figure: Figure) -> str:
    """Returns the name of a cell's row as forms print it."""
    if figure.indicator == "requests.received" and "新收" in figure.label:
        return "本年新收"
    entry = catalogue().get(figure.indicator or "")
    return short_label(entry.label_zh) if entry else figure.label


def column_of(figure: Figure, lang: Lang) -> str:
    """Returns the name of a cell's column, 总计 for the whole."""
    words = [column_name(v, lang) for v in figure.dimensions.values()]
    return listed(words or [column_name("total", lang)], lang)


def column_name(value: str, lang: Lang) -> str:
    """Returns what a dimension's value is called; a text's own class is called what it is."""
    return _COLUMNS[value][lang == "en"] if value in _COLUMNS else value


def cell(figure: Figure, lang: Lang) -> str:
    """Returns a cell's column, where it is not the only one, and its value."""
    brackets = ("（", "）") if lang == "zh" else (" (", ") ")
    space = "" if lang == "zh" else " "
    column = column_of(figure, lang).join(brackets) if figure.dimensions else space
    return column + printed(figure)


def short_label(label: str) -> str:
    """Returns a catalogue label as forms print it: the first of its names, without what it may also mean.

    >>> short_label("本机关不掌握 / 不属于本行政机关公开"), short_label("收到(受理)政府信息公开申请数")
    ('本机关不掌握', '收到政府信息公开申请数')
    """
    return re.sub(r"\([^()]*\)", "", label.partition(" / ")[0]).replace(":", "：")


def printed(figure: Figure) -> str:
    """Returns a figure's value with its unit, as printed where that tells it."""
    text = figure.raw.strip()
    if figure.method == "negation" or not any(c.isdigit() for c in text):
        text = str(figure.value)
    unit = figure.unit or ""
    if figure.unit == "元" and "." in text:
        return f"{figure.value}元"
    return text if text.endswith(("%", "％")) else f"{text}{unit}"


def date_in_words(date: str, lang: Lang) -> str:
    """Returns an ISO date as reports print it.

    >>> date_in_words("2017-03-31", "zh"), date_in_words("2017-03-31", "en")
    ('2017年3月31日', '2017-03-31')
    """
    if lang == "en":
        return date
    year, month, day = (int(n) for n in date.split("-"))
    return f"{year}年{month}月{day}日"


def change_in_words(value: Decimal, unit: str, lang: Lang, amount: str = "") -> str:
    """Returns a signed change in words, ``amount`` as printed where there is one: 增长25%, 减少5件.

    >>> change_in_words(Decimal("-20"), "%", "zh"), change_in_words(Decimal(5), "件", "zh"), change_in_words(Decimal(5), "件", "en")
    ('下降20%', '增加5件', '5件 more')
    """
    amount = amount or f"{show(abs(value))}{unit}"
    if lang == "en":
        return f"{amount} {'more' if value >= 0 else 'less'}"
    words = ("增长", "下降") if unit == "%" else ("增加", "减少")
    return f"{words[value < 0]}{amount}"


def show(value: Decimal) -> str:
    """Returns a number without needless zeros: 96.30 as 96.3.

    >>> show(Decimal("96.30")), show(Decimal("800"))
    ('96.3', '800')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
