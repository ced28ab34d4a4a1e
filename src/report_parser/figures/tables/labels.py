"""Labels of rows and columns: their plain form, and the one entry of a table's vocabulary that they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import regex

from report_parser.rules.load import read_table
from report_parser.text.fold import fold

Cut = Literal["none", "prefix", "subsequence"]

_SPACES = regex.compile(r"\s++")
_ORDINAL = regex.compile(
    r"(?:其中[:,、]?|[(][一二三四五六七八九十\d]{1,3}[)][、.:,]?|[一二三四五六七八九十]{1,3}[、.:,]|第[一二三四五六七八九十]{1,3}[、:,]"
    r"|\d{1,2}[、.:,)](?!\d)|[①-⑳㈠-㈩⑴-⒛⒈-⒛ⅠⅡⅢⅣⅤ][、.:,]?)"
)
_TOP = regex.compile(r"[一二三四五六七八九十]{1,3}[、.:,]")
_BOXED = regex.compile(r"[(\[][^()\[\]]*+[)\]]|[(\[][^()\[\]]*+$")
_NOISE = regex.compile(r"[^\p{Han}\p{L}\d%‰]++")
_MAX_LABEL = 90


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The labels of one table's rows or columns: ``exact`` gives the entries (by number) of a plain label."""

    exact: dict[str, tuple[int, ...]]
    shortest: int
    cut: Cut
    letters: dict[str, frozenset[str]]
    """The characters of each of them."""

    def entries(self, label: str) -> tuple[tuple[int, ...], bool]:
        """Returns the entries that a printed label means, and whether letter by letter; none where it is not unique.

        Several entries come back only where they share the very same wording.
        """
        return _entries(self, label)


@lru_cache(maxsize=16384)
def _entries(words: Vocabulary, label: str) -> tuple[tuple[int, ...], bool]:
    form = plain(label)
    if not form or form.isdecimal():
        return (), False
    for candidate in (form, trim(form)):
        if candidate in words.exact:
            return words.exact[candidate], True
    near = (_nearest(words, f) for f in (form, trim(form)) if words.shortest - 1 <= len(f) <= _MAX_LABEL)
    return next((found for found in near if found), ()), False


def _nearest(words: Vocabulary, form: str) -> tuple[int, ...]:
    """The entries of the one label within the tolerance; a rival as near as the best (opposites included) makes it none."""
    scored: list[tuple[int, str, tuple[int, ...]]] = []
    letters = set(form)
    for known, keys in words.exact.items():
        allowed = _tolerance(len(known)) if len(known) > words.shortest else int(len(known) == words.shortest)
        if not allowed or len(words.letters[known] - letters) > allowed:
            continue  # each letter that is not there costs an edit
        if (far := distance(form, known, allowed)) <= allowed:
            scored.append((far, known, keys))
    cut = words.cut
    if scored:
        best = min(s[0] for s in scored)
        rivals = [s for s in scored if s[0] == best]
        if len({s[2] for s in rivals}) == 1 and all(_same_sign(form, s[1]) for s in rivals):
            return rivals[0][2]
        return ()
    if cut == "none" or len(form) < _match()["cut"]["length"]:
        return ()
    found = {
        keys
        for known, keys in words.exact.items()
        if letters <= words.letters[known]
        and (
            (cut == "subsequence" and _is_piece(form, known)) or (_is_cut(form, known, cut) and _same_sign(form, known))
        )
    }
    return found.pop() if len(found) == 1 else ()


def vocabulary(entries: Iterable[Iterable[str]], *, shortest: int = 4, cut: Cut = "none") -> Vocabulary:
    """Returns the vocabulary of entries, each given by its printed labels."""
    exact: dict[str, list[int]] = {}
    for number, labels in enumerate(entries):
        for form in {f for label in labels for f in (plain(label), trim(plain(label)))}:
            exact.setdefault(form, []).append(number)
    return Vocabulary({k: tuple(v) for k, v in exact.items()}, shortest, cut, {k: frozenset(k) for k in exact})


@lru_cache(maxsize=8192)
def plain(label: str) -> str:
    """Returns a label without white space, leading ordinals, remarks in brackets and punctuation.

    >>> plain("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), plain("其中：1. 涉及国家 秘密")
    ('部分公开', '涉及国家秘密')
    """
    text = _without_ordinals(label)
    bare = _BOXED.sub("", text)
    return _NOISE.sub("", bare) or _NOISE.sub("", text)


def with_remarks(label: str) -> str:
    """Returns a label like ``plain`` does, what stands in brackets kept.

    >>> with_remarks("（二）行政诉讼（复议后起诉）")
    '行政诉讼复议后起诉'
    """
    return _NOISE.sub("", _without_ordinals(label))


def _without_ordinals(label: str) -> str:
    text = _SPACES.sub("", fold(label))
    while (match := _ORDINAL.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    return text


def trim(form: str) -> str:
    """Returns a plain label without 数, 数量, 情况 at its end.

    >>> trim("行政复议数量"), trim("总数")
    ('行政复议', '总数')
    """
    for tail in _match()["tails"]:
        if form.endswith(tail) and len(form) - len(tail) >= 2:
            return form[: -len(tail)]
    return form


def is_top_level(label: str) -> bool:
    """True for a label numbered 一、二、: it begins a new part of its table."""
    return bool(_TOP.match(_SPACES.sub("", fold(label))))


def has_ordinal(label: str) -> bool:
    """True for a label with a number of its own: （七）总计, 3.其他."""
    return bool(_ORDINAL.match(_SPACES.sub("", fold(label))))


@lru_cache(maxsize=4096)
def segments(label: str) -> tuple[str, ...]:
    """Returns the parts of a label that was joined from several (三、本年度办理结果（三）不予公开1.属于国家秘密), the last first."""
    text = _SPACES.sub("", fold(label))
    starts = [m.start() for m in _ORDINAL.finditer(text) if m.start()]
    return tuple(text[at:] for at in reversed(starts))


def distance(left: str, right: str, most: int) -> int:
    """Returns the edit distance (swapped neighbours count as one), or ``most + 1`` where it is larger.

    >>> distance("予以公开", "以予公开", 2), distance("同意公开", "不同意公开", 2)
    (1, 1)
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


@cache
def _match() -> dict[str, Any]:
    found: dict[str, Any] = read_table("tables")["match"]
    return found


@cache
def _tolerance(length: int) -> int:
    return max((int(t["edits"]) for t in _match()["tolerance"] if length >= t["length"]), default=0)


def _same_sign(left: str, right: str) -> bool:
    """True where both have the same words of negation in the same order (予以公开, 不予公开 are opposites)."""
    words = _match()["polarity"]
    return [c for c in left if c in words] == [c for c in right if c in words]


def _is_piece(form: str, known: str) -> bool:
    """True for a run of a label's characters long enough to be of no other label, whatever share it is."""
    return len(form) >= _match()["cut"]["run"] and form in known


def _is_cut(form: str, known: str, cut: Cut) -> bool:
    if len(form) < _match()["cut"]["share"] * len(known):
        return False
    if cut == "prefix":
        return known.startswith(form)
    rest = iter(known)
    return all(character in rest for character in form)
