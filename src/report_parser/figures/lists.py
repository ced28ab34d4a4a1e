"""Labels that are named together and counted one after the other, or all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_parser.figures.clauses import Item, Piece, clause_patterns, trimmed
from report_parser.figures.context import groups_of
from report_parser.figures.lexicon import Hit, domains, find_hits, within

_BETWEEN = re.compile(r"[、,;和及与 ]*(?:约|近)?")
_CUTS = tuple(re.compile(p) for p in (r"、", r"、|和|及|与|以及", r"、|,|和|及|与|以及"))

_LEAD = re.compile(
    r"(?:(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],?|其中|另外|此外|同时|全年|年内|本年度?|我[局委办院镇乡区县市](?!址)|通过|利用|依托|借助|运用|(?:主要)?涉及)|“[^“”]{1,12}”(?=官方|政务|微|抖|客户端|公众))*"
)
"""三是政务微博、政务微信分别…, “乐山”官方微博、微信公众号分别…: what stands before the first of the labels."""


def share_labels(text: str, row: list[Item], hits: Sequence[Hit]) -> None:
    """现场、网络、信函申请分别为3件、5件、2件: the k-th label goes with the k-th number; 复议、诉讼各1件: all go with one."""
    patterns = clause_patterns()
    for i, item in enumerate(row):
        head = text[item.left[0].start : item.quantity.left].rstrip()
        if patterns["respectively"].search(head):
            _share_out(text, [item, *_run(text, row[i + 1 :])], hits)
        elif patterns["each"].search(head):
            item.compound = tuple(parallel_labels(text, item, hits))


def _run(text: str, following: list[Item]) -> list[Item]:
    """The numbers that follow with nothing but list marks between."""
    run = []
    for item in following:
        if not _BETWEEN.fullmatch(text[item.left[0].start : item.quantity.left]):
            break
        run.append(item)
    return run


def _share_out(text: str, run: list[Item], hits: Sequence[Hit]) -> None:
    for item, label in zip(run, split_labels(text, run[0], len(run)), strict=False):
        item.label, item.respective = label, True
        item.hits = within(hits, label.start, label.end) or find_hits(text, label.start, label.end)
        item.from_right, item.distance = False, 0


def parallel_labels(text: str, item: Item, hits: Sequence[Hit]) -> list[Piece]:
    """Returns the labels that share one number: those that 、 parts, and those that 和 parts where each is named by a word of its own."""
    labels = split_labels(text, item, 0)
    named = [any(domains([h]) or groups_of([h]) for h in within(hits, p.start, p.end) if not h.neutral) for p in labels]
    if all(named):
        return labels
    begin, stop = _first(text, item, 0).start, item.quantity.left
    edges = [begin, *(m.end() for m in _CUTS[0].finditer(text, begin, stop))]
    ends = [*(m.start() for m in _CUTS[0].finditer(text, begin, stop)), stop]
    parts = [Piece(a, b, "、") for a, b in zip(edges, ends, strict=True) if b > a]
    return parts if len(parts) > 1 else []


def split_labels(text: str, item: Item, count: int) -> list[Piece]:
    """Returns the parallel labels before a number: ``count`` of them, or (0) as many as there are; empty where they do not come out."""
    begin, stop = _first(text, item, count).start, item.quantity.left
    if tail := clause_patterns()["respectively"].search(text[begin:stop].rstrip()):
        stop = begin + len(text[begin : begin + tail.start()].rstrip(","))
        begin = _LEAD.match(text, begin, stop).end()  # type: ignore[union-attr]
    labels: list[Piece] = []
    for pattern in _CUTS:
        cuts = [m.span() for m in pattern.finditer(text, begin, stop)]
        edges = [begin, *(b for _, b in cuts)]
        ends = [*(a for a, _ in cuts), stop]
        labels = [Piece(a, b, "、") for a, b in zip(edges, ends, strict=True) if b > a]
        if count and len(labels) == count:
            return labels
    return labels if not count and len(labels) > 1 else []


def _first(text: str, item: Item, count: int) -> Piece:
    """The piece in which the list of labels begins."""
    first = item.left[-1]
    for piece in reversed(item.left[:-1]):
        if piece.before not in ("、", ",") and first.before not in ("、", ","):
            break
        if first.before == "," and trimmed(text, first) and count and len(item.left) > count:
            break
        first = piece
        if piece.before != "、":
            break
    return first
