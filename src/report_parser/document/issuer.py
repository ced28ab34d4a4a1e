"""Which body a report is of: as its title names it, else as preamble, signature or page do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Any

from report_parser.document.dates import YEAR, is_date_line, parse_date, strip_date
from report_parser.document.labels import source_name
from report_parser.document.names import body_kind, clean_name, has_place, is_national, is_short_for, without_office
from report_parser.document.titles import Title, squeeze
from report_parser.models import Document, IssuerKind, RegionInfo
from report_parser.regions import find_region
from report_parser.rules.load import read_table
from report_parser.text.flat import flat
from report_parser.text.fold import fold

_PREAMBLE = 1500
_MENTIONS = 8
_MAX_PLACE = 14
_OPENING = 260
"""Characters of the first section, its heading among them, in which its first sentence stands."""
_COMMITTEE = ("管委会", "管理委员会")
_FIRST_SECTION = re.compile(r"\n(?:一|第一部分)[、.\s]")
_AT_ONCE = re.compile(r"\s*(?:一|第一部分)[、.\s]")
_OPENNESS = re.compile(r"公开(?:工作)?领导小组")
_BARE = re.compile(r"\(机关\)$|(?<=海关)关区$|(?<=[乡镇])(?:党委|党政)(?:和|、)?(?:政府)?$")
_CALLED = re.compile(r"\((?:以下|下文)?(?:统一)?(?:简称|统称)[^()]*\)")
"""民政局(机关) is 民政局, 某海关关区 the customs house, 某乡党委政府 the township."""
_ANNEX = re.compile(r"附[件表]?(?:\d+)?[:.]?")


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines with which a body signs: its name, the date, either may be missing."""

    name: str | None = None
    date: str | None = None


@cache
def _preamble_rules() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    table: dict[str, Any] = read_table("metadata")["preamble"]
    stated, contact = (tuple(re.compile(p) for p in table[k]) for k in ("patterns", "contact"))
    return stated, contact, re.compile(table["lead"])


@cache
def _site_rules() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_table("metadata")["page"]
    return re.compile(table["site_prefix"]), re.compile(table["site_suffix"])


def preamble_end(text: str) -> int:
    """Returns where the first section begins, at most 1,500 characters in."""
    found = _FIRST_SECTION.search(text, 0, _PREAMBLE)
    return found.start() if found else min(len(text), _PREAMBLE)


def find_signature(document: Document) -> Signature:
    """Returns the signature: a line that is a date, with the body's name above it or in it; the last one of the document.

    A report without a dated line is signed where its last line is a body's name.
    """
    lines = [document.text[b.start : b.end] for b in document.blocks if b.grid is None]
    found = Signature()
    for i, line in enumerate(lines):
        if len(line) > 60:
            continue
        if is_date_line(line):
            found = Signature(_signer(lines[i - 1]) if i else None, parse_date(line))
        elif (date := parse_date(line)) and (name := _signer(strip_date(line))):
            found = Signature(name, date)
    if found.name is None and lines and (name := _signer(lines[-1])):
        return Signature(name, found.date)
    return found


def _signer(line: str) -> str | None:
    plain = flat(line).strip("[] ")
    plain = plain[1:-1] if plain.startswith("(") and plain.endswith(")") else plain  # but 财政局(国资委)
    name = clean_name(plain) if len(plain) <= 36 and not _ANNEX.match(plain) else None
    if not name or not body_kind(name):
        return None
    printed = squeeze(line)
    at = fold(printed).find(squeeze(name))
    return printed[at : at + len(squeeze(name))] if at >= 0 else squeeze(name)


def _preamble(text: str) -> str:
    plain = "\n".join(flat(line) for line in text[: preamble_end(text)].split("\n"))
    return _CALLED.sub("", plain)  # 某市税务局(以下简称“市税务局”)2021年…


def preamble_names(text: str) -> Iterator[str]:
    """Yields the bodies that a preamble names as the report's own, the surest wording first."""
    plain = _preamble(text)
    stated, _, lead = _preamble_rules()
    for pattern in stated:
        for match in pattern.finditer(plain):
            raw = YEAR.sub("", match["name"])
            if name := _name(raw if find_region(raw, None) else lead.sub("", raw)):
                own = without_office(name)
                yield name if own.endswith("政府") else own  # 由某县公安局办公室编制: the bureau's report


def contact_names(text: str) -> Iterator[str]:
    """Yields the bodies that answer questions about the report, without their inner offices."""
    plain = _preamble(text)
    for pattern in _preamble_rules()[1]:
        for match in pattern.finditer(plain):
            if name := _name(match["name"]):
                yield name if _OPENNESS.search(match["name"]) else without_office(name)


def _name(raw: str) -> str | None:
    office = re.fullmatch(read_table("metadata")["preamble"]["openness_office"], raw)
    raw = _BARE.sub("", office["body"] if office else raw).strip('的“”"、 ')
    raw = re.sub(r"人民$", "人民政府", raw)
    name = clean_name(raw)
    return name if name and body_kind(name) else None


def page_names(document: Document, labels: Mapping[str, list[str]]) -> Iterator[str]:
    """Yields the bodies that the page names: publisher, source, breadcrumb, site."""
    tags = document.tags
    printed = [*labels.get("publisher", []), *labels.get("source", [])]
    for value in (
        *printed,
        tags.get("contentsource"),
        tags.get("author"),
        *_breadcrumb(document),
        tags.get("sitename"),
    ):
        if value and (name := _name(site_body(source_name(value)))):
            yield name


def site_body(name: str) -> str:
    """Returns the body in a site's name.

    >>> site_body("清河县人民政府门户网站")
    '清河县人民政府'
    """
    prefix, suffix = _site_rules()
    bare = suffix.sub("", prefix.sub("", flat(name).replace(" ", "")))
    return re.sub(r"\((?:办公室|办)\)$", "", bare)


def host_names(labels: Mapping[str, list[str]]) -> Iterator[str]:
    """Yields the bodies that run the site (主办单位): they tell where a township is, not whose report it is."""
    yield from (site_body(value.split(" ")[0]) for value in labels.get("host", []))


def _breadcrumb(document: Document) -> Iterator[str]:
    for line in document.around:
        plain = flat(line)
        if plain.count(">") >= 2 or "位置:" in plain:
            yield from (part.strip() for part in reversed(re.split(r">+|:|»|\|", plain)))


def find_issuer(
    document: Document, title: Title | None, labels: Mapping[str, list[str]], signature: Signature, year: int | None
) -> str | None:
    """Returns the body that the report is of.

    The title's own words count; where they leave out the place (卫生局, 县政府) the same body's full name is looked for in
    preamble, signature and page, and where the title names no body, the first of these that does.
    """
    named = title.issuer if title else None
    if named is not None and _may_lack_place(named) and find_region(named, year) is None:
        return _with_place(document, named, signature, year)
    if named is not None and has_place(named, year):
        return named
    names = [n for n in _elsewhere(document, title, labels, signature) if n != named]
    placed = [n for n in (*names, *subject_names(document.text, year)) if has_place(n, year)]
    if named is None:
        return next(iter(placed or names), None)
    full = [n for n in placed if n.endswith(named) or is_short_for(named, n)]
    return full[0] if full else _mentioned_with_place(document.text, named, year) or named


def _may_lack_place(name: str) -> bool:
    """Townships and the committees of parks: 青石镇, 翠山湖管委会 stand without their county in many a title."""
    return body_kind(name) == "township" or (body_kind(name) == "government" and name.endswith(_COMMITTEE))


def subject_names(text: str, year: int | None) -> Iterator[str]:
    """Yields the body that the first sentence of the first section speaks of, where its name tells its place.

    2011年，攸县在省、市主管部门的正确指导下，认真贯彻……
    """
    start = 0 if _AT_ONCE.match(text) else preamble_end(text)
    opening = "\n".join(flat(line) for line in text[start : start + _OPENING].split("\n"))
    found = re.search(read_table("metadata")["preamble"]["subject"], opening)
    name = _name(found["name"]) if found else None
    if name and (find_region(name, year) is not None or (start == 0 and _SELF_TOLD.search(name))):
        yield name


_SELF_TOLD = re.compile(r".{2,}(?:人民政府|街道办事处|管理委员会|管委会|委员会)$")
"""Bodies that a page without title and preamble may be told by, though no place is known in their names."""


def _mentioned_with_place(text: str, named: str, year: int | None) -> str | None:
    """A body's name with the one place that the text ever sets before it: 图们市外事商务局 for 外事商务局."""
    found: set[str] = set()
    for match in islice(re.finditer(re.escape(named), text), _MENTIONS):
        before = text[max(0, match.start() - _MAX_PLACE) : match.start()]
        found.update(islice(_places(before, named, year), 1))
    return found.pop() + named if len(found) == 1 else None


_SEAT = re.compile(r"(?:人民政府|政府|街道办事处|办事处)?(?:党政综合办公室|党政办公室|办公室)?$")
_SEAT_BELOW = re.compile(r"人民政府|街道办事处|办事处")


def _with_place(document: Document, named: str, signature: Signature, year: int | None) -> str:
    """The name of a township with the county that the signature, the text or the page sets before it; as the title has it where none does."""
    core = _SEAT.sub("", named) or named
    signed = signature.name or ""
    texts = [signed, document.text, *document.around]
    for text in texts:
        for match in islice(re.finditer(re.escape(core), text), _MENTIONS):
            before = text[max(0, match.start() - _MAX_PLACE) : match.start()]
            if "《" in before.rpartition("》")[2]:
                continue  # a document's name is not the report's own wording
            place = next((b for b in _places(before, core, year)), None)
            if place is not None:
                below = _SEAT_BELOW.match(text, match.end())
                return place + (named if core != named else core + (below[0] if below else ""))
    return named


def _places(before: str, core: str, year: int | None) -> Iterator[str]:
    """The regions that end right where a name begins, the longest first."""
    for at in range(len(before) - 1):
        found = find_region(before[at:] + core, year)
        if found is not None and len(found.name) == len(before) - at:
            yield found.name


def _elsewhere(
    document: Document, title: Title | None, labels: Mapping[str, list[str]], signature: Signature
) -> Iterator[str]:
    if title is not None and title.line >= 0:
        for block in document.blocks[title.line + 1 : title.line + 3]:
            if name := _signer(document.text[block.start : block.end]):
                yield name
    yield from preamble_names(document.text)
    if signature.name:
        yield signature.name
    yield from contact_names(document.text)
    yield from page_names(document, labels)


def issuer_kind(issuer: str | None) -> IssuerKind | None:
    """Returns the kind of the issuer; a government's general office is a department of its own where the title names it."""
    return body_kind(issuer) if issuer else None


def issuer_region(
    issuer: str | None, year: int | None, others: tuple[str, ...], hints: tuple[str, ...], text: str
) -> RegionInfo | None:
    """Returns the issuer's region: in its name, else in a longer name of it (清河县青石镇 for 青石镇), else in the site's name.

    Args:
        issuer: The body's name.
        year: The reporting year.
        others: Further names of the body or of its page, the surest first.
        hints: Strings of the page that may settle a name that is not unique.
        text: The report's text.
    """
    if not issuer or is_national(issuer):
        return None
    core = re.sub(r"(?:人民)?政府$|办事处$", "", issuer)
    for name in chain((issuer,), _longer(core, (*others, text), year), others):
        found = find_region(name, year, hints)
        if found is not None:
            return RegionInfo(found.name, found.code, found.level)
    return None


def _longer(core: str, texts: Iterable[str], year: int | None) -> Iterator[str]:
    """Names in which a region stands straight before ``core``: 清河县青石镇."""
    for text in texts:
        for match in islice(re.finditer(re.escape(core), text), _MENTIONS):
            before = text[max(0, match.start() - _MAX_PLACE) : match.start()]
            for at in range(len(before) - 1):
                found = find_region(before[at:] + core, year)
                if found is not None and len(found.name) == len(before) - at:
                    yield found.name
