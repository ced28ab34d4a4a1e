"""Names of public bodies: what is one, of which kind, whether it names its place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from report_parser.models import IssuerKind
from report_parser.regions import find_region
from report_parser.rules.load import read_table
from report_parser.text.flat import flat

_BRACKET = re.compile(r"\([^()]{0,24}\)$")
_FULL_STOP = re.compile(r"^[\s、.\-—·]+|[\s、.\-—·]+$")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(read_table("metadata")["issuer"][key])


@cache
def _kinds() -> tuple[tuple[IssuerKind, re.Pattern[str]], ...]:
    table = read_table("metadata")["issuer"]
    order: tuple[IssuerKind, ...] = ("township", "government", "department")
    return tuple((kind, re.compile(table[kind] + "$")) for kind in order)


@lru_cache(maxsize=1024)
def clean_name(text: str) -> str | None:
    """Returns a body's name without white space at its ends, None where the words name no body (我局, 全市, 本机关)."""
    name = _FULL_STOP.sub("", flat(text).replace(" ", ""))
    if len(name) < 2 or len(name) > 40 or _pattern("empty").search(name):
        return None
    if _pattern("not_start").search(name) and find_region(name, None) is None:
        return None
    return None if _pattern("not_in").search(name) else name


@lru_cache(maxsize=1024)
def body_kind(name: str) -> IssuerKind | None:
    """Returns the kind of a body by the end of its name, None where it does not end like one.

    >>> body_kind("白沙市东林区"), body_kind("清河市人民政府办公厅"), body_kind("天台街道办事处"), body_kind("城市管理委员会")
    ('government', 'department', 'township', 'department')
    """
    plain = flat(name).replace(" ", "")
    bare = _BRACKET.sub("", plain) or plain
    if clean_name(bare) is None:
        return None
    region = find_region(bare, None)
    if region is not None and region.name == bare:
        return "government"
    for kind, pattern in _kinds():
        if pattern.search(bare):
            return kind
    return None


def is_national(name: str) -> bool:
    """Returns whether a name is that of a body of the whole country (商务部, 国家卫生健康委员会)."""
    return _pattern("national").search(name) is not None


def has_place(name: str, year: int | None) -> bool:
    """Returns whether a name tells where the body is: it begins with a region, is a national body, or is no bare kind of office."""
    if is_national(name) or find_region(name, year) is not None:
        return True
    return body_kind(name) != "department" and not _pattern("placeless").search(name)


def is_short_for(short: str, name: str) -> bool:
    """Returns whether ``name`` is ``short`` in full: its characters in the same order and the same end.

    >>> is_short_for("环保局", "清河县环境保护局"), is_short_for("卫生局", "清河县教育局")
    (True, False)
    >>> is_short_for("区发展改革委", "清河市东林区发展和改革委员会"), is_short_for("高新区", "清河高新技术产业开发区管理委员会")
    (True, True)
    """
    if short == name or body_kind(short) != body_kind(name):
        return False
    short, name = _abbreviated(short), _abbreviated(name)
    rest = iter(name)
    return len(short) > 1 and all(character in rest for character in short) and short[-1] == name[-1]


_ABBREVIATIONS = (
    ("管理委员会", "管委"),
    ("管委会", "管委"),
    ("委员会", "委"),
    ("街道办事处", "街"),
    ("街道", "街"),
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
)


def _abbreviated(name: str) -> str:
    """A name with its longer words as they are shortened: 发展和改革委员会 -> 发展和改革委."""
    name = re.sub(r"(?<=区)管(?:理委员|委)会$", "", name)
    for long, short in _ABBREVIATIONS:
        name = name.replace(long, short)
    return name


def without_office(name: str) -> str:
    """Returns a body's name without the office within it that answers the telephone (县卫生局办公室 -> 县卫生局)."""
    inner = _pattern("inner_office").pattern
    match = re.fullmatch(
        rf"(?P<body>.*?(?:局|委|厅|部|署|政府|镇|乡|街道|街道办事处|中心|委员会|管委会|院|海关|政府办公[室厅])){inner}",
        name,
    )
    return match["body"] if match and body_kind(match["body"]) else name
