"""A set of words as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isqrt

_MANY = 12
"""A node with more branches than this has them in bundles, each behind a look at its first characters."""


def trie_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Returns a pattern that finds, at each place, the longest of ``words``.

    The standard library's ``re`` is used here: over a trie of 1,500 words it ran five times as fast as ``regex``. It tries the branches
    of a node one after the other; looking at bundles of them first made it 3.5 times as fast again.
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(_any_of(root) + _branch(root))


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    singles: list[str] = []
    longer: dict[str, str] = {}
    for character, below in sorted(node.items()):
        if not character:
            continue
        if rest := _branch(below):
            longer[character] = re.escape(character) + rest
        else:
            singles.append(character)
    branches = _bundles(longer) if len(longer) > _MANY else list(longer.values())
    if singles:
        branches.append(re.escape(singles[0]) if len(singles) == 1 else f"[{''.join(map(re.escape, singles))}]")
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body


def _bundles(branches: dict[str, str]) -> list[str]:
    """The branches of a node in bundles of about the square root of their number."""
    size = isqrt(len(branches)) + 1
    firsts = list(branches)
    bundles = [firsts[at : at + size] for at in range(0, len(firsts), size)]
    return [f"{_any_of(bundle)}(?:{'|'.join(branches[c] for c in bundle)})" for bundle in bundles]


def _any_of(characters: Iterable[str]) -> str:
    return f"(?=[{''.join(re.escape(c) for c in characters if c)}])"
