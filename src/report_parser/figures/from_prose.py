"""Prose -> figures, clause by clause."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from report_parser.figures.accounts import account_names, with_accounts
from report_parser.figures.cases import of_disclosure
from report_parser.figures.classify import read_level
from report_parser.figures.clauses import bracket_spans, clause_patterns, sentences
from report_parser.figures.context import ROLE_DOMAINS, Fact, Setting, State, renew
from report_parser.figures.fees import fees_of_kinds, processing_fees, waived_for_people
from report_parser.figures.lexicon import Hit, domains, find_hits, within
from report_parser.figures.naming import put_back_brackets
from report_parser.figures.negation import read_negations
from report_parser.figures.ownname import own_sites, with_own_name
from report_parser.figures.pairs import find_pairs, first_fact, without_first
from report_parser.figures.span import look_ahead, next_year, parts_of_the_year
from report_parser.figures.status import reason_facts
from report_parser.figures.ways import announced_way, heading_way
from report_parser.figures.wholes import (
    consulted_in_all,
    new_this_year,
    of_all_years,
    of_all_years_besides,
    own_site,
    parts_of_all_years,
    parts_of_the_same,
    points_beside_rooms,
    press_conferences,
    rest_of_nothing,
    staff_in_all,
    sum_of_parts,
    visitors_of_the_disclosed,
    visits_of_the_year,
)
from report_parser.figures.wording import PLACES
from report_parser.models import Diagnostic, Document, Figure, Metadata, Quantity, Section
from report_parser.quantities import find_quantities
from report_parser.text.compact import Compact, compact

_LONGEST, _MOST_NUMBERS = 20_000, 150
_STOP = re.compile(r"[。！？!?](?![”\"’])")
_END = attrgetter("end")
_SHORT = 24
"""A sentence so short may name the place that the next one counts visits of: 2、公共查阅点。"""
_COUNTS = re.compile(r"[\d０-９]\s*[余多]?\s*(?:[件条次篇人个宗期项场份元起]|万)")
"""A heading that is a statement itself: （一）收到申请数39件."""
_WORDS = re.compile(r"[\u4e00-\u9fff](?<![约共计有])")
_WORTH_READING = re.compile(r"[\d０-９零〇一二两三四五六七八九十百]|未|没|无|不存在|不涉及")


@dataclass(frozen=True, slots=True)
class ProseReading:
    """Figures of the running text, ids not yet given."""

    figures: tuple[Figure, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_prose(document: Document, *, sections: tuple[Section, ...], metadata: Metadata) -> ProseReading:
    """Returns the figures of a document's running text, in reading order; rows of tables are left alone."""
    figures: list[Figure] = []
    settings: dict[str, Setting] = {}
    accounts = account_names(document.text)
    state: State | None = None
    top: str | None = None
    for start, end, path in _stretches(document, sections):
        path = _outside_item(document.text, start, path)
        name = path[-1].id if path else ""
        setting = settings.get(name) or settings.setdefault(name, _setting(path, metadata, accounts))
        if state is None or state.setting.heading != setting.heading or state.setting.role != setting.role:
            same = state is not None and top is not None and top == (path[0].id if path else None)
            state = State(setting, total=state.total if same and state else {})
        top = path[0].id if path else None
        renew(state)
        for first, last in _windows(document.text, start, end):
            facts = read_paragraph(compact(document.text, first, last), state)
            figures.extend(_figure(f, c, document.text, path[-1].id if path else top) for c, fs in facts for f in fs)
    return ProseReading(tuple(figures))


_ITEM = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]")


def _outside_item(text: str, start: int, path: tuple[Section, ...]) -> tuple[Section, ...]:
    """Without the last section for a paragraph that begins with the next number of its row: (四)本年度… is no part of (二)加强制度建设."""
    item = _ITEM.match(text, start)
    if item is None or len(path) < _NESTED:
        return path
    heading = _ITEM.match(text, path[-1].start)
    return path[:-1] if heading is not None and heading[0] != item[0] else path


_NESTED = 2


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a paragraph: one, unless it is longer than a report's ever are. Within a piece time may grow with the square."""
    while end - start > _LONGEST:
        stops = [m.end() for m in _STOP.finditer(text, start, start + _LONGEST)]
        stop = stops[-1] if stops else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _runs(start: int, end: int, inside: Sequence[Quantity]) -> Iterator[tuple[int, int, Sequence[Quantity]]]:
    """The pieces of a sentence, with their numbers: one, unless it holds more numbers than a report's ever do."""
    for at in range(_MOST_NUMBERS, len(inside), _MOST_NUMBERS):
        yield start, inside[at].left, inside[at - _MOST_NUMBERS : at]
        start = inside[at].left
    yield start, end, inside[(len(inside) - 1) // _MOST_NUMBERS * _MOST_NUMBERS :] if inside else inside


def find_figures_in_text(text: str, role: str, year: int = 2012) -> list[Figure]:
    """Returns the figures of a text that stands in a section of the given role, in a report for ``year``."""
    state = State(Setting(role, ROLE_DOMAINS.get(role), year, accounts=account_names(text)))
    return [_figure(f, c, text, None) for c, fs in read_paragraph(compact(text), state) for f in fs]


def read_paragraph(line: Compact, state: State) -> Iterator[tuple[Compact, list[Fact]]]:
    """Yields the facts of a paragraph (a single batch: relations may reach over its sentences)."""
    if not _WORTH_READING.search(line.text):
        return
    quantities = find_quantities(line.text)
    starts = [q.start for q in quantities]
    facts: list[Fact] = []
    for start, end in sentences(line.text):
        state.way = announced_way(line.text, start, end, state.way)
        look_ahead(line.text, start, end, state)
        inside = quantities[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside or end - start < _SHORT or clause_patterns()["negator"].search(line.text, start, end):
            for first, last, numbers in _runs(start, end, inside):
                hits = find_hits(line.text, first, last)
                if state.setting.issuer:
                    hits = with_own_name(hits, line.text, first, last, state.setting.issuer)
                    hits = own_sites(hits, line.text, first, last, state.setting.issuer)
                if state.setting.accounts:
                    hits = with_accounts(hits, line.text, first, last, state.setting.accounts)
                found = _read_sentence(line.text, first, last, numbers, hits, state)
                parts_of_all_years(line.text, facts, found)
                facts.extend(found)
    parts_of_the_same(line.text, facts)
    for fact in facts:
        fact.at = line.span(fact.start, fact.end)[0]
    yield line, facts


def _read_sentence(
    text: str, start: int, end: int, inside: Sequence[Quantity], hits: Sequence[Hit], state: State
) -> list[Fact]:
    """The facts of a sentence with its numbers (``inside``) and its words."""
    pairs = list(find_pairs(text, start, end, inside, state.setting.year)) if len(inside) > 1 else []
    for pair in pairs:
        text = without_first(text, pair)
        inside = [q for q in inside if q is not pair.first]
        hits = [h for h in hits if not pair.start <= h.start < pair.second.left]
    brackets = [
        b for b in bracket_spans(text, start, end) if not any(q.left <= b[0] and b[1] <= q.right for q in inside)
    ]
    counted = [b for b in brackets if _only_a_count(text, b, inside)]
    brackets = [b for b in brackets if b not in counted]
    blank = text
    for a, b in counted:
        blank = f"{blank[:a]} {blank[a + 1 : b - 1]} {blank[b:]}"
    for a, b in brackets:
        blank = blank[:a] + " " * (b - a) + blank[b:]
    main, plain = inside, hits
    if brackets:
        main = [q for q in inside if not any(a <= q.start < b for a, b in brackets)]
        plain = [h for h in hits if not any(a <= h.start < b for a, b in brackets)]
    state.year, state.cumulative, state.listing = None, False, False
    facts = read_level(blank, start, end, main, plain, state, full=text)
    put_back_brackets(text, brackets, facts)
    for a, b in brackets:
        within_bracket = [q for q in inside if a <= q.start < b]
        before = [f for f in facts if f.end <= a]
        if not within_bracket and before:
            facts.extend(reason_facts(before[-1], within(hits, a, b)))
        if within_bracket:
            facts.extend(_read_bracket(text, a, b, within_bracket, hits, facts, state))
    facts.extend(f for pair in pairs for f in first_fact(pair, facts))
    sum_of_parts(text, facts)
    fees_of_kinds(facts)
    waived_for_people(text, facts)
    press_conferences(facts)
    own_site(facts)
    visitors_of_the_disclosed(text, facts)
    visits_of_the_year(text, facts)
    points_beside_rooms(facts)
    consulted_in_all(text, facts)
    rest_of_nothing(facts)
    staff_in_all(text, facts)
    new_this_year(text, facts)
    of_all_years_besides(text, facts)
    of_all_years(text, start, facts, state.setting.year)
    of_disclosure(text, start, end, facts)
    parts_of_the_year(text, start, facts, state.setting.year)
    next_year(text, start, end, facts, state)
    facts.extend(read_negations(blank, start, end, plain, facts, state))
    processing_fees(text, start, end, facts, state.setting.year)
    places = [h for h in plain if h.concepts & PLACES]
    state.place = tuple(places[-1:]) or state.place
    return sorted(facts, key=lambda f: (f.start, f.end)) if len(facts) > 1 else facts


def _only_a_count(text: str, bracket: tuple[int, int], quantities: Sequence[Quantity]) -> bool:
    """True for a bracket that holds the number of the noun before it and no words: 征地拆迁(21件)、规划建设(9件)."""
    a, b = bracket
    inside = [q for q in quantities if a < q.start < b]
    if len(inside) != 1 or inside[0].unit in ("%", None) or text[b - 1] != ")" or any(q.right == a for q in quantities):
        return False
    return not _WORDS.search(text[a + 1 : inside[0].left] + text[inside[0].right : b - 1])


def _read_bracket(
    text: str, a: int, b: int, quantities: list[Quantity], hits: Sequence[Hit], facts: list[Fact], state: State
) -> list[Fact]:
    """A bracket speaks of the number before it: 805件(含上年结转18件)."""
    before = sorted((f for f in facts if f.end <= a and f.unit != "%"), key=lambda f: f.end)
    inner = replace(state, total=dict(state.total), parts=True, verbs=())
    if before:
        inner.whole = before[-1]
        inner.last_hits = tuple(within(hits, *before[-1].quote))
        kind = (before[-1].indicator or "").partition(".")[0]
        inner.domain = kind if kind in ("review", "litigation", "requests") else inner.domain
    found = read_level(
        text, a + 1, b - 1 if text[b - 1] == ")" else b, quantities, within(hits, a, b), inner, full=text
    )
    if before and before[-1].indicator == "requests.by_body":
        for fact in found:
            fact.scope = "other"  # 规划局12件(同意公开9件)
    if (
        before
        and (before[-1].indicator == "requests.received" or _only_handled(text, before[-1]))
        and any(f.indicator == "requests.carried_in" for f in found)
        and not _LEFT_OUT.match(text, a + 1)
    ):
        before[-1].indicator = None
    return found


_LEFT_OUT = re.compile(r"(?:不|未)(?:含|包含|包括|计)|另有?")
"""收到申请1326件(未包含上年结转42件): the number before stands."""


def _only_handled(text: str, fact: Fact) -> bool:
    """True for 办理申请12件(上年结转1件,新收11件): what was in hand, neither received nor concluded."""
    return fact.indicator == "requests.concluded" and "结" not in text[fact.quote[0] : fact.start]


def _stretches(document: Document, sections: tuple[Section, ...]) -> Iterator[tuple[int, int, tuple[Section, ...]]]:
    """(start, end, path of sections) of each paragraph, or of each section within one; headings left out."""
    starts = sorted(_starts(sections))
    for block in document.blocks:
        if block.grid is not None:
            continue
        inner = starts[bisect_right(starts, block.start) : bisect_left(starts, block.end)]
        for first, end in itertools.pairwise((block.start, *inner, block.end)):
            path = _path(sections, end - 1 if end > first else first)
            start = first
            for section in path:
                if section.heading and first <= section.start <= end and not _states(section.heading):
                    start = max(start, min(section.body, end))
            if start < end:
                yield start, end, path


def _starts(sections: Sequence[Section]) -> Iterator[int]:
    """Where sections with a heading begin, those within others too."""
    for section in sections:
        if section.heading:
            yield section.start
        yield from _starts(section.sections)


def _states(heading: str) -> bool:
    """True for a heading that is a statement itself: （一）收到申请数39件, （一）全年未收取信息处理费。."""
    return bool(_COUNTS.search(heading)) or (
        len(heading) > _LONG_HEADING and bool(clause_patterns()["negator"].search(heading))
    )


_LONG_HEADING = 10


def _path(sections: tuple[Section, ...], at: int) -> tuple[Section, ...]:
    """The sections that a place lies in, the outermost first; the end of one belongs to it, not to the next."""
    i = bisect_left(sections, at, key=_END)
    if i == len(sections) or sections[i].start > at:
        return ()
    return (sections[i], *_path(sections[i].sections, at))


@lru_cache(maxsize=1024)
def _heading_hits(heading: str) -> tuple[Hit, ...]:
    return tuple(find_hits(compact(heading).text))


def _setting(path: tuple[Section, ...], metadata: Metadata, accounts: Mapping[str, str]) -> Setting:
    role, domain = "unknown", None
    hits: tuple[Hit, ...] = ()
    for section in path:
        hits = _heading_hits(section.heading)
        named = [r for r in section.roles if r != "unknown"]
        if section.level == 1 or (
            named and role in ("overview", "unknown", "preamble", "proactive", "other", "requests")
        ):
            role = named[0] if named else role if section.level > 1 else "unknown"
        spoken = domains(hits)
        if len(named) > 1 or len(spoken) > 1:
            domain = ROLE_DOMAINS.get(role) if len(named) <= 1 else None
        elif named:
            domain = ROLE_DOMAINS.get(named[0], domain)
        elif spoken and spoken[0] not in ("resources",):
            domain = spoken[0]
        elif "重点领域" in section.heading:
            domain = "proactive"
    return Setting(
        role,
        domain,
        metadata.year,
        metadata.issuer or "",
        hits,
        path[-1].heading if path else "",
        accounts,
        heading_way(path[-1].heading) if path else (),
    )


def _figure(fact: Fact, line: Compact, text: str, section: str | None) -> Figure:
    start, end = line.span(fact.start, fact.end)
    first, last = line.span(*fact.quote)
    value = int(fact.value) if fact.value == int(fact.value) else fact.value
    return Figure(
        "", fact.indicator, _as_printed(fact, line, text), fact.label, value, fact.unit, text[start:end], fact.qualifier,  # type: ignore[arg-type]
        fact.year, fact.scope, section, start, end, text[first:last], fact.method, round(fact.confidence, 3), _relation(fact), fact.rule,  # type: ignore[arg-type]
    )  # fmt: skip


def _as_printed(fact: Fact, line: Compact, text: str) -> dict[str, str]:
    """Dimensions with the class's name as the text has it, not folded."""
    category = fact.dimensions.get("category")
    at = line.text.find(category, max(0, fact.quote[0])) if category else -1
    if category is None or at < 0:
        return dict(fact.dimensions)
    start, end = line.span(at, at + len(category))
    return {**fact.dimensions, "category": "".join(text[start:end].split())}


def _relation(fact: Fact) -> dict[str, object] | None:
    """A relation with its figures as places (start offset), turned into ids by ``resolve``."""
    if fact.relation is None:
        return None
    placed: dict[str, object] = {}
    for key, value in fact.relation.items():
        placed[key] = value.at if isinstance(value, Fact) else value
    return placed
