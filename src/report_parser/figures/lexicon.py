"""Words of the field -> concepts (``words.toml``): which concepts stand where in a clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from report_parser.rules.load import read_table
from report_parser.text.needed import Gate
from report_parser.text.trie import trie_pattern
from report_parser.text.words import cut, tokenizer


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of ``words.toml``."""

    name: str
    domain: str | None
    group: str | None
    neutral: bool
    weak: bool | str
    """The word alone does not settle what a clause is about."""


LOOSE_ROLES = frozenset({"other", "problems"})
"""Sections that speak of anything: 按时办结率 there may be a hotline's."""


_FIXED = re.compile(r"[\u2e80-\uffff]+")


class Hit(NamedTuple):
    """A word of the lexicon, found at ``start``/``end`` of a compact text; it may stand for several concepts."""

    start: int
    end: int
    word: str
    concepts: frozenset[str]
    neutral: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    concepts: dict[str, Concept]
    words: dict[str, tuple[str, frozenset[str], bool]]
    """Word -> itself, its concepts, and whether all of them are neutral: the rest of a ``Hit``."""
    trie: re.Pattern[str]
    patterns: tuple[tuple[str, str], ...]
    """Concept and pattern."""
    gate: Gate


@cache
def _lexicon() -> _Lexicon:
    concepts: dict[str, Concept] = {}
    words: dict[str, set[str]] = {}
    patterns: list[tuple[str, str]] = []
    for entry in read_table("words")["concept"]:
        name = entry["name"]
        concepts[name] = Concept(
            name, entry.get("domain"), entry.get("group"), entry.get("neutral", False), entry.get("weak", False)
        )
        for word in entry["words"]:
            words.setdefault(word, set()).add(name)
            words.setdefault(word.replace("政府信息公开", "政务信息公开"), set()).add(name)
        patterns.extend((name, p) for p in entry.get("patterns", []))
    for names in words.values():
        if len(names) > 1:
            salient = {n for n in names if not concepts[n].neutral}
            names.intersection_update(salient or names)
    known = {w: (w, frozenset(n), all(concepts[c].neutral for c in n)) for w, n in words.items()}
    return _Lexicon(concepts, known, trie_pattern(words), tuple(patterns), Gate([p for _, p in patterns], words))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the lexicon; most pages need few of them."""
    return re.compile(pattern)


_LOOSE = re.compile(r"\\.|\[(?:\\.|[^\]])*+\]|[\u2e80-\uffff][?*{]")
"""Parts of a pattern that need not stand in a match as they are printed: escapes, classes, characters that may be left out."""
_GROUP = re.compile(r"\([^()]*+\)")
_CHOICE = re.compile(r"\((?:\?:)?([^()?|][^()?]*+)\)(?![?*{])")
"""A group without groups of its own that every match goes through, by one of its branches."""
_FEW = 6


def fixed_words(pattern: str) -> str:
    """Returns the longest run of Chinese characters that every match of a pattern holds; empty where none is plain to see.

    >>> fixed_words("接待[^,;]{0,8}(?:查阅|查询)(?:者|人员)?"), fixed_words("(?:上年|去年)结转?"), fixed_words("一|二")
    ('接待', '结', '')
    """
    bare = _without_groups(_LOOSE.sub(" ", pattern))
    return "" if "|" in bare else max(_FIXED.findall(bare), key=len, default="")


def needed_words(pattern: str) -> tuple[str, ...]:
    """Returns words of which every match of a pattern holds one; none where they are not plain to see, or many.

    >>> needed_words("接待[^,;]{0,8}(?:查阅|查询)"), needed_words("(?:收到|受理)(?:和|及)?办?"), needed_words("(?:一|二)?三?")
    (('接待',), ('收到', '受理'), ())
    """
    bare = _LOOSE.sub(" ", pattern)
    choices: list[tuple[str, ...]] = [(fixed_words(pattern),)]
    choices += [
        tuple(max(_FIXED.findall(branch), key=len, default="") for branch in m[1].split("|"))
        for m in _CHOICE.finditer(bare)
        if "(" not in _without_groups(bare[: m.start()]) and "|" not in _without_groups(bare)
    ]
    told = [c for c in choices if all(c) and len(c) <= _FEW]
    return max(told, key=lambda c: (min(map(len, c)), -len(c)), default=())


def needed_by_all(patterns: Sequence[str]) -> tuple[str, ...]:
    """Returns words of which every match of any of the patterns holds one; the empty word where they are not plain to see."""
    needed = [needed_words(p) for p in patterns]
    return tuple(dict.fromkeys(w for words in needed for w in words)) if all(needed) else ("",)


def holds_any(words: Sequence[str], text: str, start: int, end: int) -> bool:
    """Returns whether one of the words stands in ``text[start:end]``."""
    for word in words:  # noqa: SIM110 - a generator costs more than the search
        if text.find(word, start, end) >= 0:
            return True
    return False


def _without_groups(bare: str) -> str:
    while (fewer := _GROUP.sub(" ", bare)) != bare:
        bare = fewer
    return bare


def concept(name: str) -> Concept:
    """Returns an entry of the lexicon by its name."""
    return _lexicon().concepts[name]


_QUOTED = re.compile(r"“[^“”]{7,80}”(?!(?:的|为|有|答复|的有|共)?\s*\d)|《[^《》]{3,80}》")
"""Titles and long quotations: their words count nothing."""
_ACCOUNT = re.compile(
    r"“[^“”]{2,30}”(?=[^,;。]{0,4}(?:微信|微博|公众号|客户端|网站|网|抖音|头条|视频号|栏目|专栏|APP))"
)
"""The name of an account, a site or a column, which what follows says: its words count nothing either."""
_ASIDE = re.compile(
    r"(?:就|围绕|针对|聚焦)[^,;。\d]{2,40}?(?=召开|举办|举行|组织召开|开展)|(?:开通|开设|建立|设立)的(?=“)|(?:通过|依托|利用)[^,;。\d]{2,24}?系统(?=累计|共|主动|公开|发布)"
    r"|(?<=召开|举办|举行|组织)(?:以)?[^,;。\d]{2,30}?(?:主题|专题)(?:的)?(?=新闻发布会|新闻通气会|在线访谈)"
)
"""What a conference was about, or since when there is an account: no word of it counts."""


def find_hits(text: str, start: int = 0, end: int | None = None) -> list[Hit]:
    """Returns the words of the lexicon in ``text[start:end]`` (compact), leftmost and longest first, none overlapping another."""
    lexicon = _lexicon()
    end = len(text) if end is None else end
    words = lexicon.words
    hits = [_make(Hit, m.span() + words[m[0]]) for m in lexicon.trie.finditer(text, start, end)]
    for place in lexicon.gate.open_to(text[start:end]):
        name, pattern = lexicon.patterns[place]
        for match in _compiled(pattern).finditer(text, start, end):
            hits = _insert(hits, Hit(*match.span(), match[0], frozenset({name}), lexicon.concepts[name].neutral))
    quotes = text.find("“", start, end) >= 0
    aside = [m.span() for m in _ACCOUNT.finditer(text, start, end)] if quotes else []
    if quotes or holds_any(_ASIDE_WORDS, text, start, end):
        aside += [m.span() for m in _ASIDE.finditer(text, start, end)]
    hits = [h for h in hits if not any(a <= h.start and h.end <= b for a, b in aside)] if aside else hits
    if not quotes and text.find("《", start, end) < 0:
        return hits
    quoted = [m.span() for m in _QUOTED.finditer(text, start, end)]
    return [h for h in hits if not any(_muted(h, a, b) for a, b in quoted)] if quoted else hits


_ASIDE_WORDS = ("召开", "举办", "举行", "开展", "系统", "新闻发布会", "新闻通气会", "在线访谈")
"""Every match of ``_ASIDE`` holds one of these, or an opening quotation mark."""
_make = tuple.__new__
"""Makes a hit in a third of the time of its constructor."""


def _muted(hit: Hit, start: int, end: int) -> bool:
    """True for a word within a quotation, unless it is the whole of it, or ends it and says what account that is (“某县政务微博”)."""
    if not (start < hit.start and hit.end < end) or (hit.start == start + 1 and hit.end + 1 == end):
        return False
    return hit.end + 1 < end or not any(concept(c).group == "way" for c in hit.concepts)


@cache
def _tokenizer() -> Any:
    return tokenizer(_lexicon().words)


def cut_hits(text: str, start: int, end: int) -> list[Hit]:
    """Returns the words of a clause as jieba cuts it: the likeliest cut of the whole, where ``find_hits`` takes the leftmost longest."""
    lexicon = _lexicon()
    spans = [(start + a, start + b) for a, b in cut(_tokenizer(), text[start:end])]
    return [Hit(a, b, *lexicon.words[text[a:b]]) for a, b in spans if text[a:b] in lexicon.words]


def _insert(hits: list[Hit], new: Hit) -> list[Hit]:
    """A spelled-out pattern replaces the words inside it; it yields to a longer word."""
    touching = [h for h in hits if h.start < new.end and new.start < h.end]
    if new.neutral and all(h.neutral for h in touching):
        return sorted([*hits, new], key=lambda h: h.start)
    if any(h.end - h.start >= new.end - new.start for h in touching):
        return hits
    kept = [h for h in hits if h not in touching]
    kept.append(new)
    return sorted(kept, key=lambda h: h.start)


def within(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """Returns the hits (in reading order) that lie wholly inside a span."""
    first = bisect_left(hits, (start,))
    return [h for h in hits[first : bisect_left(hits, (end,), first)] if h[1] <= end]


_NO_CONCEPT: frozenset[str] = frozenset()


def concepts_of(hits: Sequence[Hit]) -> frozenset[str]:
    """Returns all concepts that the hits stand for."""
    return hits[0].concepts if len(hits) == 1 else _NO_CONCEPT.union(*[h.concepts for h in hits])


def is_weak(hit: Hit, role: str = "") -> bool:
    """True for a word that does not settle alone what a clause is about, in a section of this role (empty: of any)."""
    return _is_weak(hit.concepts, role in LOOSE_ROLES or not role)


@cache
def _is_weak(concepts: frozenset[str], loose: bool) -> bool:
    return all(concept(name).weak == "always" or (loose and bool(concept(name).weak)) for name in concepts)


def domains(hits: Iterable[Hit]) -> list[str]:
    """Returns the domains that the hits name, in reading order; a word of several meanings names none."""
    found: list[str] = []
    for hit in hits:
        domain = _domain(hit[3])
        if domain and domain not in found:
            found.append(domain)
    return found


@cache
def _domain(concepts: frozenset[str]) -> str | None:
    """The one domain of a word's concepts. The words of the lexicon have some hundred sets of concepts."""
    named = {concept(name).domain for name in concepts}
    return named.pop() if len(named) == 1 else None


@cache
def groups(concepts: frozenset[str]) -> frozenset[str]:
    """Returns the groups of exclusive concepts (way, outcome, applicant ...) that a word's concepts belong to."""
    return frozenset(g for c in concepts if (g := concept(c).group))
