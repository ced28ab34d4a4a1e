"""Patterns that are tried only on texts that hold the characters which every match of theirs needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[frozenset[str], ...]
"""Sets of characters: a text holds at least one of each wherever the pattern matches in it."""

_MANY = 40
"""A class of more characters than this is taken for one that any text may hold."""
_DEPTH = 5
"""Needs of a pattern that a gate looks at, the rarest first."""
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def needed_characters(pattern: str, common: Counter[str] | None = None, flags: int = 0) -> Needs:
    r"""Returns sets of characters of each of which every match of a pattern holds one, or what it looks ahead at does.

    Of the branches of a choice the character that is the rarest in ``common`` is taken. What stands before a match is left out, as it
    may stand before the text that is searched.

    >>> [sorted(one) for one in needed_characters(r"(?<=甲)(?:乙|丙丁)戊?[己庚]{1,2}(?=辛)\d+")]
    [['丙', '乙'], ['己', '庚'], ['辛']]
    """
    parsed = _parser.parse(pattern, flags)
    return () if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed, common or Counter())


def _of_sequence(parts: Any, common: Counter[str]) -> Needs:
    needs = (need for operator, argument in parts for need in _of_part(operator, argument, common))
    return tuple(dict.fromkeys(needs))


def _of_part(operator: Any, argument: Any, common: Counter[str]) -> Needs:
    if operator is sre.LITERAL:
        return (frozenset(chr(argument)),)
    if operator is sre.IN:
        return _of_class(argument)
    if operator is sre.SUBPATTERN:
        _, flags, _, below = argument
        return () if flags else _of_sequence(below, common)
    if operator is sre.ATOMIC_GROUP:
        return _of_sequence(argument, common)
    if operator is sre.ASSERT:
        direction, below = argument
        return _of_sequence(below, common) if direction > 0 else ()
    if operator in _REPEATS:
        least, _, below = argument
        return _of_sequence(below, common) if least else ()
    return _of_choice(argument[1], common) if operator is sre.BRANCH else ()


def _of_class(members: Any) -> Needs:
    if any(kind is not sre.LITERAL for kind, _ in members) or len(members) > _MANY:
        return ()
    return (frozenset(chr(code) for _, code in members),)


def _of_choice(branches: Iterable[Any], common: Counter[str]) -> Needs:
    """One set, of the rarest of what each branch needs; none where a branch needs nothing."""
    each = [_of_sequence(branch, common) for branch in branches]
    if not all(each):
        return ()
    rarest = (min(needs, key=lambda one: _frequency(one, common)) for needs in each)
    return (frozenset[str]().union(*rarest),)


def _frequency(characters: Iterable[str], common: Counter[str]) -> int:
    return sum(1 + common[c] for c in characters)


class Gate:
    """Tells which of many patterns may match in a text at all.

    Of the 126 patterns of the lexicon 20 used to be tried on a sentence, each after a search for words of its own; behind the gate it
    is two, which made ``find_hits`` three times as fast. A character stands for the needs that it meets, as bits of one number: all
    first needs of the patterns, then all second ones, and so on; what a text's characters meet together is told in a few operations.
    """

    def __init__(self, patterns: Sequence[str], words: Iterable[str] = (), flags: int = 0) -> None:
        common = Counter("".join((*words, *patterns)))
        self._width = len(patterns)
        self._all = (1 << self._width) - 1
        self._met: dict[str, int] = {}
        self._always = 0
        for place, pattern in enumerate(patterns):
            needs = sorted(needed_characters(pattern, common, flags), key=lambda one: _frequency(one, common))[:_DEPTH]
            for depth in range(_DEPTH):
                bit = 1 << (depth * self._width + place)
                if depth >= len(needs):
                    self._always |= bit
                for character in needs[depth] if depth < len(needs) else ():
                    self._met[character] = self._met.get(character, 0) | bit
        self._known = frozenset(self._met)

    def open_to(self, text: str) -> Iterator[int]:
        """Yields the places of the patterns that may match in a text, in order."""
        met = self._always
        for character in self._known.intersection(text):
            met |= self._met[character]
        told = self._all & met
        for _ in range(1, _DEPTH):
            met >>= self._width
            told &= met
        while told:
            last = told & -told
            yield last.bit_length() - 1
            told ^= last
