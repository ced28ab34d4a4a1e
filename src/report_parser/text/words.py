"""Segmentation with jieba over a small dictionary of the field's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_BASE_FREQUENCY = 20


def tokenizer(words: Iterable[str]) -> Any:
    """Returns a ``jieba.Tokenizer`` that knows just ``words``.

    The dictionary is filled in memory: 1 ms and no cache file, where jieba's default dictionary costs half a second, 80 MB and a file in
    the shared temporary folder. Longer words weigh more, so that 不同意公开 wins over 不 + 同意公开.
    """
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    own = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    for word in words:
        frequencies[word] = _BASE_FREQUENCY * len(word)
        for stop in range(1, len(word)):
            frequencies.setdefault(word[:stop], 0)
    own.FREQ, own.total, own.initialized = frequencies, sum(frequencies.values()), True
    return own


def cut(tokens: Any, text: str) -> list[tuple[int, int]]:
    """Returns the spans of the words of a text, without jieba's guessing of unknown words (HMM).

    >>> cut(tokenizer(["不同意公开", "同意公开", "公开"]), "不同意公开3件")[0]
    (0, 5)
    """
    return [(start, end) for _, start, end in tokens.tokenize(text, HMM=False)]
