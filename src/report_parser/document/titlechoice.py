"""Which of the titles on a page is the report's: those of the body, of tags and labels, of the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_parser.document.dates import main_year
from report_parser.document.names import is_short_for
from report_parser.document.titles import MAX_TITLE, Title, begins_title, body_titles, gives, is_short, parse_title
from report_parser.models import Document
from report_parser.regions import find_region
from report_parser.text.flat import flat_whole
from report_parser.text.fold import fold

_SITE_PARTS = re.compile(r"\s*(?:[_|｜]|[—–]{2,}|-{2,}|\s[—–]\s|>+|»)\s*|(?<!\d)\s*-\s*|\s*-\s*(?!\d)")
_QUOTED = re.compile(r"《([^《》]{6,70})》")


def other_titles(document: Document, labelled: Iterable[str]) -> list[Title]:
    """Returns the titles that tags, lines around the body and labels give, the most trusted first."""
    found: list[Title] = []
    for value in (document.tags.get("articletitle"), document.tags.get("og:title")):
        found += _of(value, "tag")
    for value in labelled:
        found += _of(value, "label")
    found += _of(document.tags.get("title"), "head")
    lines = [title for line in _page_lines(document.around) for title in _of(line, "page")]
    named = {t.year for t in found if t.year}
    years = named or {t.year for t in lines if t.year}
    own = years if named or len(years) == 1 else {main_year(document.text)} - {None}
    return found + [t for t in lines if t.year in own]


def _page_lines(around: tuple[str, ...]) -> Iterator[str]:
    """The lines around the body, and two of them as one where a title is broken."""
    for line, following in zip(around, (*around[1:], ""), strict=False):
        yield from line.split("\t")
        if not following or not is_short(line) or not is_short(following) or parse_title(line):
            continue
        alone = parse_title(following)
        cut = alone is None and begins_title(line)
        if cut or (gives(line) and (alone is None or alone.issuer is None)):
            yield line + following


def _of(value: str | None, origin: str) -> list[Title]:
    """The title in a tag or a line: the whole of it, else its parts between the dashes that set the site's name apart."""
    if not value or len(value) > 3 * MAX_TITLE:
        return []
    whole = _last_part(value, parse_title(value, origin), origin)
    if whole is not None and not _SITE_PARTS.search(value):
        return [whole]
    parts = [t for part in _SITE_PARTS.split(value) if part and (t := parse_title(part, origin))]
    best = max(parts, key=lambda t: t.fullness, default=None)
    return [best] if best else [whole] if whole else []


def _last_part(value: str, whole: Title | None, origin: str) -> Title | None:
    """The title alone where a tag sets the site and the column before it (某区人民政府 某镇 2013年度某镇…报告)."""
    words = value.split()
    for at in range(len(words) - 1, 0, -1):
        part = parse_title(" ".join(words[at:]), origin)
        if part is not None and whole is not None and part.fullness == 2 and part.fullness >= whole.fullness:
            return part
    return whole


def quoted_titles(lines: Iterable[str]) -> list[Title]:
    """Returns the titles in 《》 (关于印发《…年度报告》的通知)."""
    return [t for line in lines for match in _QUOTED.finditer(line) if (t := parse_title(match[1], "quote"))]


def choose_title(document: Document, labelled: Iterable[str]) -> Title | None:
    """Returns the report's title: as printed in the body, or a fuller one that agrees with it; None where none is printed.

    Titles of other years in side lists are told apart by the year of the page's own tags.
    """
    others = other_titles(document, labelled)
    bodies = body_titles(document)
    tagged = {t.year for t in others if t.origin in ("tag", "head") and t.year}
    own = [t for t in bodies if not tagged or t.year is None or t.year in tagged] or bodies
    own = _of_the_text(document, own)
    first = max(own, key=lambda t: t.fullness, default=None)
    if first is None:
        return _outside(document, others)
    first = next((t for t in own if _has_more_of_the_name(t, first)), first)
    fuller = [t for t in others if t.fullness > first.fullness and t.agrees(first)]
    return fuller[0] if fuller else first


def _has_more_of_the_name(title: Title, other: Title) -> bool:
    """True for 绵阳市水务局 beside 水务局 in the page's own headline, of the same year."""
    if not title.issuer or not other.issuer or title.year != other.year:
        return False
    return len(title.issuer) > len(other.issuer) and (
        title.issuer.endswith(other.issuer) or is_short_for(other.issuer, title.issuer)
    )


def _of_the_text(document: Document, titles: list[Title]) -> list[Title]:
    """Titles of several years, as a list of reports above the body leaves them: those of the year that the text speaks of most."""
    years = {t.year for t in titles if t.year}
    if len(years) < 2:
        return titles
    spoken = {year: document.text.count(f"{year}年") for year in years}
    most = max(spoken.values())
    likeliest = [year for year, count in spoken.items() if count == most]
    return [t for t in titles if t.year in (None, *likeliest)] if len(likeliest) == 1 else titles


def _outside(document: Document, others: list[Title]) -> Title | None:
    """The fullest title outside of the body; of lines around it, one whose issuer the body names before one that it does not.

    A line that sets the larger region before a title of the tags (温州市瓯海区… for 瓯海区…) is that title in full.
    """
    heads = [document.tags.get("articletitle", ""), *(document.text[b.start : b.end] for b in document.blocks[:6])]
    text = flat_whole(document.text)

    def trust(title: Title) -> tuple[int, bool]:
        return title.fullness, title.origin != "page" or fold(title.issuer or "") in text

    others = [t for t in others if t.fullness or t.origin != "head"]
    best = max([*others, *quoted_titles(heads)], key=trust, default=None)
    for title in others:
        if best and _names_the_region_in_full(title, best):
            return title
        if best and title.text.endswith(best.text):
            place = title.text[: -len(best.text)]
            found = find_region(place, best.year) if place else None
            if found is not None and found.name == place:
                return title
    return best


def _names_the_region_in_full(title: Title, other: Title) -> bool:
    """True for 辽宁省2015年度…报告 beside 辽宁2015年…报告."""
    if not title.issuer or not other.issuer or title.year != other.year:
        return False
    return title.issuer[:-1] == other.issuer and title.issuer[-1] in "省市县区"
